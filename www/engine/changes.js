/**
 * Changes of a text, checked and applied.
 *
 * @module
 */

import { check, isRecord } from '../base/check.js';
import { shown } from './checks.js';

/** @typedef {import('./types.js').Change} Change */

/**
 * @param {Change | Change[]} changes
 * @param {number} length
 * @returns {{ from: number, to: number, insert: string }[]} Sorted.
 */
export function normalise(changes, length) {
  // Unlike `map`, this visits the holes of an array, too.
  const list = Array.from(Array.isArray(changes) ? changes : [changes], (change) => {
    if (!isRecord(change)) throw new TypeError(`A change is an object, not ${shown(change)}`);
    const { from, to = from, insert = '' } = change;
    checkOffset(from, length);
    checkOffset(to, length);
    if (to < from) throw new RangeError(`A change ends at ${to}, before its start at ${from}`);
    check(typeof insert === 'string', 'A change inserts a string', insert);
    return { from, to, insert };
  });
  list.sort((a, b) => a.from - b.from || a.to - b.to);
  list.forEach(({ from, to }, at) => {
    const before = list[at - 1];
    if (before && before.to > from) {
      throw new RangeError(`Changes overlap: ${before.from} to ${before.to}, and ${from} to ${to}`);
    }
  });
  return list;
}

/**
 * @param {string} text
 * @param {Change[]} changes Sorted.
 */
export function apply(text, changes) {
  let result = '';
  let at = 0;
  for (const { from, to = from, insert = '' } of changes) {
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}

/**
 * Applies edits one after the other.
 *
 * @param {string} text
 * @param {Change[][]} edits Each sorted.
 */
export function applyAll(text, edits) {
  // As stretches, joined once: joining for each edit would copy the whole text each time.
  let stretches = [text];
  for (const changes of edits) {
    for (const { from, to = from, insert = '' } of changes.toReversed()) {
      const before = [];
      const after = [];
      let at = 0;
      for (const stretch of stretches) {
        const end = at + stretch.length;
        if (at < from) before.push(end <= from ? stretch : stretch.slice(0, from - at));
        if (end > to) after.push(at >= to ? stretch : stretch.slice(to - at));
        at = end;
      }
      stretches = insert ? [...before, insert, ...after] : [...before, ...after];
    }
  }
  return stretches.join('');
}

/** @param {unknown} offset @param {number} length */
export function checkOffset(offset, length) {
  if (!Number.isInteger(offset)) throw new TypeError(`An offset is a whole number, not ${shown(offset)}`);
  const number = /** @type {number} */ (offset);
  if (number < 0 || number > length) {
    throw new RangeError(`Offset ${number} is outside of the text, which has ${length} code units`);
  }
}
