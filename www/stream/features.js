/**
 * The constructs that a text may have, by how it is read.
 *
 * @module
 */

/** GitHub's formulas. @type {[string, string, boolean][]} */
const GITHUB = [['$$', '$$', true], ['$`', '`$', false], ['$', '$', false]];

/**
 * @param {import('../engine.js').Options} options
 * @returns {import('./blocks.js').Features}
 */
export function featuresOf({ flavor = 'hugo', frontMatter, site }) {
  return {
    extended: flavor !== 'commonmark',
    hugo: flavor === 'hugo',
    formulas: flavor === 'gfm' ? GITHUB : flavor === 'hugo' ? passthrough(site) : [],
    frontMatter: frontMatter !== 'none',
  };
}

/** The delimiters of a site's configuration. @param {unknown} site @returns {[string, string, boolean][]} */
function passthrough(site) {
  let settings = site;
  for (const name of ['markup', 'goldmark', 'extensions', 'passthrough']) settings = valueOf(settings, name);
  if (valueOf(settings, 'enable') !== true) return [];
  const delimiters = valueOf(settings, 'delimiters');
  /** @type {[string, string, boolean][]} */
  const found = [];
  for (const [kind, display] of /** @type {const} */ ([['block', true], ['inline', false]])) {
    const pairs = valueOf(delimiters, kind);
    if (!Array.isArray(pairs)) continue;
    for (const pair of pairs) if (Array.isArray(pair) && pair.length === 2) found.push([String(pair[0]), String(pair[1]), display]);
  }
  // A longer delimiter wins over one that it starts with.
  return found.sort((a, b) => b[0].length - a[0].length);
}

/** A value by its key, whatever the case of that. @param {unknown} object @param {string} key */
function valueOf(object, key) {
  if (typeof object !== 'object' || object === null) return undefined;
  return Object.entries(object).find(([name]) => name.toLowerCase() === key)?.[1];
}
