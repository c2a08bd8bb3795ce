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

/**
 * How many code units of the second text are new: neither in the beginning nor
 * in the end that both have in common.
 *
 * @param {string} before
 * @param {string} after
 * @returns {number}
 */
export function newLength(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < most - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  return after.length - start - end;
}
