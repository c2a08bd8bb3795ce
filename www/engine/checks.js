/**
 * Checks of the arguments that a caller gives, before the engine sees them.
 *
 * @module
 */

import { check, isRecord } from '../base/check.js';
import { OPTIONS, warnOfUnknown } from './names.js';
import { sayOnce } from './say.js';

/** @typedef {import('./types.js').Options} Options */
/** @typedef {import('./types.js').Shortcode} Shortcode */

/** A wrong value in a message; an object, which may have no text, by its type. @param {unknown} value */
export function shown(value) {
  if (typeof value === 'string') return JSON.stringify(value);
  return Object(value) === value ? typeof value : String(value);
}

/** @param {unknown} text @param {string} [name] of the argument */
export function checkText(text, name = 'text') {
  check(typeof text === 'string', `The ${name} is a string`, text);
}

/** @param {unknown} options */
export function checkOptions(options) {
  if (options === undefined) return;
  checkIsOptions(options);
  warnOfUnknown(options, OPTIONS);
  const { images } = /** @type {Options} */ (options);
  if (images != null && !['show', 'ask'].includes(images)) sayOnce('warn', `options: \`images\` is 'show' or 'ask', not ${shown(images)}.`);
}

/** @param {unknown} options @returns {asserts options is object} */
export function checkIsOptions(options) {
  check(isRecord(options), 'The options are an object', options);
}

/** Whether the function of a shortcode runs: the engine waits for its result then. */
let inShortcode = false;

/** @throws {TypeError} In the function of a shortcode: a second call of the engine would look like a fault of the engine. */
export function checkOutsideShortcode() {
  if (inShortcode) throw new TypeError('The function of a shortcode cannot use a draft');
}

/**
 * Options whose shortcodes cannot use a draft.
 *
 * @param {Options | undefined} options
 * @returns {Options | undefined}
 */
export function guarded(options) {
  if (!isRecord(options?.shortcodes)) return options;
  const entries = Object.entries(options.shortcodes).map(([name, shortcode]) => {
    if (typeof shortcode !== 'function') return [name, shortcode];
    /** @type {Shortcode} */
    const guard = (args, inner) => {
      const before = inShortcode;
      inShortcode = true;
      try {
        return shortcode(args, inner);
      } finally {
        inShortcode = before;
      }
    };
    return [name, guard];
  });
  return { ...options, shortcodes: Object.fromEntries(entries) };
}
