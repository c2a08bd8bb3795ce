/**
 * Changes of a text without the engine, and errors that are not the engine's.
 *
 * @module
 */

import { apply, normalise } from '../engine/changes.js';

/** @typedef {import('../engine.js').Change} Change */

/**
 * The text after the changes, which are checked as the engine checks them.
 *
 * @param {string} text
 * @param {Change | Change[]} changes
 */
export const changed = (text, changes) => apply(text, normalise(changes, text.length));

/**
 * Whether the caller is at fault, not the engine. A stack overflow is a RangeError too.
 *
 * @param {unknown} error
 */
export function isMisuse(error) {
  return error instanceof TypeError || (error instanceof RangeError && !/call stack/i.test(error.message));
}
