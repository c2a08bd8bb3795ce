/**
 * Texts before and after an edit.
 *
 * @module
 */

/** @typedef {import('../engine.js').Change} Change */

/**
 * Returns the text after the changes, for as long as there is no engine to
 * make them. All offsets are UTF-16 code units of the
 * text before any of them.
 *
 * @param {string} text
 * @param {Change | readonly Change[]} changes
 * @returns {string}
 * @throws {RangeError} an offset outside the text, or changes that overlap
 */
export function applyChanges(text, changes) {
  const list = (Array.isArray(changes) ? changes : [changes])
    .map(({ from, to = from, insert = '' }) => ({ from, to, insert }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let done = 0;
  let after = '';
  for (const { from, to, insert } of list) {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from || to > text.length) {
      throw new RangeError(`change ${from}..${to} is outside the text of ${text.length} code units`);
    }
    if (from < done) throw new RangeError(`change ${from}..${to} overlaps one that ends at ${done}`);
    after += text.slice(done, from) + insert;
    done = to;
  }
  return after + text.slice(done);
}

/** Code units that are compared at once: slices of this length compare as memory does. */
const CHUNK = 4096;

/**
 * The smallest change that leads from one text to another, which parts no character; null where they are equal.
 *
 * @param {string} before
 * @param {string} after
 * @returns {{ from: number, to: number, insert: string } | null}
 */
export function difference(before, after) {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from + CHUNK <= most && before.slice(from, from + CHUNK) === after.slice(from, from + CHUNK)) from += CHUNK;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  if (isHigh(before.charCodeAt(from - 1))) from--;
  let [to, end] = [before.length, after.length];
  while (Math.min(to, end) - CHUNK >= from && before.slice(to - CHUNK, to) === after.slice(end - CHUNK, end)) (to -= CHUNK), (end -= CHUNK);
  while (Math.min(to, end) > from && before.charCodeAt(to - 1) === after.charCodeAt(end - 1)) to--, end--;
  if (isLow(before.charCodeAt(to)) || isLow(after.charCodeAt(end))) to++, end++;
  return { from, to, insert: after.slice(from, end) };
}

/** @param {number} unit */
const isHigh = (unit) => unit >= 0xd800 && unit < 0xdc00;
/** @param {number} unit */
const isLow = (unit) => unit >= 0xdc00 && unit < 0xe000;
