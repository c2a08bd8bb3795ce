/** The shortcodes of a site, by their templates: names, parameters, and whether they have content. */
import { nameOf } from '../../base/paths.js';

/** @typedef {{ name: string, parameters: string[], positions: number, isPair: boolean }} Shortcode `positions`: parameters without a name */

/** @param {string} place of a template, where Hugo sees it @returns {string | null} the name of its shortcode */
export function shortcodeName(place) {
  const inner = /^layouts\/(?:_shortcodes|shortcodes)\/(.+)$/.exec(place)?.[1];
  const file = inner && nameOf(inner);
  // Behind the first dot are languages and formats: `note.de.html`.
  return inner && file ? inner.slice(0, inner.length - file.length) + file.replace(/\..*$/, '') : null;
}

/** The parameters and the content that a template reads. @param {string} name @param {string} template @returns {Shortcode} */
export function shortcodeOf(name, template) {
  const code = template.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, '');
  const parameters = new Set();
  let positions = 0;
  for (const [, quoted, raw, position, field] of code.matchAll(/\.Get\s+(?:"([^"]+)"|`([^`]+)`|(\d+))|\.Params\.([\w-]+)/g)) {
    if (position) positions = Math.max(positions, Number(position) + 1);
    else parameters.add(quoted ?? raw ?? field);
  }
  for (const [, key] of code.matchAll(/index\s+\$?\.Params\s+"([^"]+)"/g)) parameters.add(key);
  // Many templates take a parameter by its name or its place.
  return { name, parameters: [...parameters], positions: parameters.size > 0 ? 0 : positions, isPair: /\.Inner\b/.test(code) };
}

/** @param {import('../../site.js').Site} site @returns {Promise<Shortcode[]>} the site's own before those of its themes */
export async function shortcodesOf(site) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const { file, path } of site.files('layouts')) {
    const name = shortcodeName(path);
    if (name !== null && !files.has(name)) files.set(name, file);
  }
  const read = [...files].map(async ([name, file]) => shortcodeOf(name, await site.text(file).catch(() => '')));
  return (await Promise.all(read)).sort((a, b) => (a.name < b.name ? -1 : 1));
}
