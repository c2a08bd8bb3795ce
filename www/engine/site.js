// A site's configuration on its way to the engine.

/** The keys of a configuration, or of a file with its `markup` alone, that decide how posts are read. */
const KEYS = new Set([
  'markup', 'enableemoji', 'frontmatter', 'hascjklanguage', 'summarylength', 'timezone',
  'pygmentscodefences', 'pygmentscodefencesguesssyntax', 'pygmentsoptions', 'pygmentsstyle', 'pygmentsuseclasses',
  // For the direction of the pane.
  'defaultcontentlanguage', 'direction', 'languagedirection', 'languages',
  'asciidocext', 'defaultmarkdownhandler', 'goldmark', 'highlight', 'rst', 'tableofcontents',
]);

/**
 * The options as the engine takes them: with the configuration as JSON.
 *
 * @param {import('./types.js').Options | undefined} options
 * @throws {TypeError} Where the configuration is no object, or has cycles.
 */
export function settings(options) {
  const site = options?.site;
  if (site == null) return options;
  if (typeof site !== 'object' || Array.isArray(site)) {
    throw new TypeError(`The site is an object, not ${Array.isArray(site) ? 'an array' : typeof site}`);
  }
  const entries = Object.entries(site).filter(([key]) => KEYS.has(key.toLowerCase()));
  return { ...options, site: JSON.stringify(Object.fromEntries(entries)) };
}
