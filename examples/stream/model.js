import answer from './answer.md?raw';

/** Bytes of a chunk, and milliseconds between two of them: 30 chunks a second. */
const SIZE = 12;
const PAUSE = 33;

/**
 * Stands in for a language model: any question has the same answer, as bytes, a few at a time.
 *
 * @param {string} question
 * @returns {ReadableStream<Uint8Array>}
 */
export function ask(question) {
  const bytes = new TextEncoder().encode(`> ${question}\n\n${answer}`);
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      // A character may be cut in two here; TextDecoderStream joins it.
      controller.enqueue(bytes.slice(at, at + SIZE));
      at += SIZE;
      if (at >= bytes.length) controller.close();
    },
  });
}
