/**
 * The settings of a pane: its options, and the attributes that win over them.
 *
 * @module
 */

/** @typedef {import('../engine.js').Options} Options */

const FLAVORS = /** @type {const} */ (['hugo', 'gfm', 'commonmark']);
const MODES = /** @type {const} */ (['header', 'table', 'source', 'hidden', 'none']);

/** The attributes that are settings. */
export const ATTRIBUTES = ['flavor', 'front-matter'];

/**
 * @param {Element} element an attribute with a value that is not known counts as absent
 * @param {Options} options
 * @returns {Options}
 */
export function settingsOf(element, options) {
  const flavor = FLAVORS.find((name) => name === element.getAttribute('flavor'));
  const frontMatter = MODES.find((name) => name === element.getAttribute('front-matter'));
  return { ...options, ...(flavor && { flavor }), ...(frontMatter && { frontMatter }) };
}

/**
 * Whether both settings read a text the same way. How the front matter is
 * shown does not matter, whether it is looked for does; nor do pictures, nor
 * answers, which a draft takes while it is open.
 *
 * @param {Options} a
 * @param {Options} b
 */
export function readAlike(a, b) {
  const names = /** @type {Set<keyof Options>} */ (new Set([...Object.keys(a), ...Object.keys(b)]));
  names.delete('frontMatter');
  names.delete('images');
  names.delete('answers');
  return (a.frontMatter === 'none') === (b.frontMatter === 'none') && [...names].every((name) => a[name] === b[name]);
}
