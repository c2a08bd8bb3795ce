/** Why Hugo has made no page, in a few words. */

/** @param {{ severity: string, message: string, file: string | null, line: number | null }[]} problems */
export function reasonFor(problems) {
  const problem = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  if (!problem) return 'the site publishes no page for this post';
  const place = problem.file ? ` (${problem.file}${problem.line ? `, line ${problem.line}` : ''})` : '';
  return `Hugo reports: ${problem.message.replace(/\.$/, '')}${place}`;
}
