/**
 * Options that no function reads, as one with a typing error: a console warning for each name.
 *
 * @module
 */

import { sayOnce } from './say.js';

/** The keys of `Options`. */
export const OPTIONS = ['flavor', 'frontMatter', 'images', 'site', 'shortcodes', 'answers'];

/** The number of letters that may differ in a suggested name. */
const NEAR = 2;

/**
 * @param {object | null | undefined} options
 * @param {readonly string[]} names of the options there are
 * @param {string} [place] such as `options of connect()`
 */
export function warnOfUnknown(options, names, place = 'options') {
  for (const name of Object.keys(options ?? {})) {
    if (!names.includes(name)) sayOnce('warn', `${place}: \`${name}\` is not an option${suggestion(name, names)} It is ignored; the options are ${names.join(', ')}.`, name);
  }
}

/**
 * Attributes that are nearly ones of the element.
 *
 * @param {Element} element
 * @param {readonly string[]} names
 */
export function warnOfMisspelt(element, names) {
  for (const name of element.getAttributeNames()) {
    const near = names.includes(name) ? undefined : nearest(name, names);
    if (near) sayOnce('warn', `<${element.localName}>: \`${name}\` is not an attribute: did you mean \`${near}\`?`);
  }
}

/** @param {string} name @param {readonly string[]} names */
function suggestion(name, names) {
  const near = nearest(name, names);
  return near ? `: did you mean \`${near}\`?` : '.';
}

/** @param {string} name @param {readonly string[]} names */
function nearest(name, names) {
  const plain = (/** @type {string} */ text) => text.toLowerCase().replaceAll('-', '');
  const [near] = names.map((known) => ({ known, far: distance(plain(name), plain(known)) })).sort((a, b) => a.far - b.far);
  return near && near.far <= NEAR && near.far < near.known.length / 2 ? near.known : undefined;
}

/**
 * How many letters have to be added, removed or replaced, or two neighbours swapped.
 *
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  /** @type {number[][]} */
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const least = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least);
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
