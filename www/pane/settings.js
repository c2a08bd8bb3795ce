/**
 * The settings of a pane: its options, and the attributes that win over them.
 *
 * @module
 */

import { isRecord } from '../base/check.js';
import { shown } from '../engine/checks.js';
import { sayOnce } from '../engine/say.js';

/** @typedef {import('../engine.js').Options} Options */

const FLAVORS = /** @type {const} */ (['hugo', 'gfm', 'commonmark']);
const MODES = /** @type {const} */ (['header', 'table', 'source', 'hidden', 'none']);

/** Those of the attribute `view`. */
export const VIEWS = /** @type {const} */ (['live', 'published']);

/** The attributes that are settings. */
export const ATTRIBUTES = ['flavor', 'front-matter'];

/**
 * The value of an attribute that is one of some words; with another value it counts as absent, which the console says.
 *
 * @template {string} T
 * @param {Element} element
 * @param {string} name
 * @param {readonly T[]} words
 * @returns {T | undefined}
 */
export function wordIn(element, name, words) {
  const value = element.getAttribute(name);
  const word = words.find((each) => each === value);
  if (value !== null && !word) sayOnce('warn', `<draft-pane>: \`${name}\` is ${words.join(', ')}, not ${shown(value)}, which is ignored.`);
  return word;
}

/**
 * @param {Element} element
 * @param {Options} options
 * @returns {Options}
 */
export function settingsOf(element, options) {
  const flavor = wordIn(element, 'flavor', FLAVORS);
  const frontMatter = wordIn(element, 'front-matter', MODES);
  return { ...options, ...(flavor && { flavor }), ...(frontMatter && { frontMatter }) };
}

/**
 * Whether both settings read a text the same way. How the front matter is
 * shown does not matter, whether it is looked for does; nor do pictures, nor
 * answers, which a draft takes while it is open. Values that the engine would
 * refuse are read like no others: it says why when the draft opens again.
 *
 * @param {Options} a
 * @param {Options} b
 */
export function readAlike(a, b) {
  if (!MODES.includes(b.frontMatter ?? 'header') || !isRecord(b.answers ?? {})) return false;
  const names = /** @type {Set<keyof Options>} */ (new Set([...Object.keys(a), ...Object.keys(b)]));
  names.delete('frontMatter');
  names.delete('images');
  names.delete('answers');
  return (a.frontMatter === 'none') === (b.frontMatter === 'none') && [...names].every((name) => a[name] === b[name]);
}
