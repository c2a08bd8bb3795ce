/**
 * The smallest change between two texts.
 *
 * @module
 */

/** Code units that are compared at once: slices of this length compare as memory does. */
const CHUNK = 4096;

/**
 * The smallest change that leads from one text to another and splits no character; null where they are equal.
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
