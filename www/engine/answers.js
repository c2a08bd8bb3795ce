// The answers of a site on their way to the engine.

import { check, isRecord, kindOf } from '../base/check.js';

/** @typedef {import('./types.js').Answers} Answers */

/**
 * The answers as the engine takes them: two lists, in which each source stands before its output, once for each of them.
 *
 * @param {Answers | null | undefined} answers
 * @param {string} place such as `options.answers`
 * @returns {string[][]}
 * @throws {TypeError} Where they are not of the form; the message names the place.
 */
export function listed(answers, place) {
  const of = entriesOf(answers ?? {}, place);
  /** @type {string[][]} */
  const lists = [[], []];
  for (const [at, name] of /** @type {const} */ (['shortcodes', 'blocks']).entries()) {
    const here = `${place}.${name}`;
    for (const [source, given] of Object.entries(entriesOf(of[name] ?? {}, here))) {
      const outputs = Array.isArray(given) ? given : [given];
      for (const output of outputs) {
        if (typeof output !== 'string') {
          throw new TypeError(`${here} has for ${JSON.stringify(source)} ${kindOf(output)}, not a string or an array of strings`);
        }
        lists[at].push(source, output);
      }
    }
  }
  return lists;
}

/** @param {unknown} value @param {string} place @returns {Record<string, unknown>} */
function entriesOf(value, place) {
  check(isRecord(value), `${place} is an object`, value);
  return /** @type {Record<string, unknown>} */ (value);
}
