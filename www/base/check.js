/**
 * Refusals of wrong values, all of one form: the rule, then what was given.
 *
 * @module
 */

/** The type of a value, in words; of numbers that are none, the value. @param {unknown} value */
export const kindOf = (value) => (
  value === null || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : Array.isArray(value) ? 'an array' : typeof value);

/** Whether a value is an object, and no array. @param {unknown} value @returns {value is Record<string, unknown>} */
export const isRecord = (value) => kindOf(value) === 'object';

/**
 * @param {boolean} isKept whether the value keeps to the rule
 * @param {string} rule such as `The text is a string`
 * @param {unknown} value
 * @throws {TypeError} where it does not
 */
export function check(isKept, rule, value) {
  if (!isKept) throw new TypeError(`${rule}, not ${kindOf(value)}`);
}
