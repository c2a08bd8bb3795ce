/**
 * A reporter of Node's test runner: the files with a test that failed, one a line, each as often as it has such tests.
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* failedFiles(events) {
  for await (const { type, data } of events) if (type === 'test:fail') yield `${data.file ?? data.name}\n`;
}
