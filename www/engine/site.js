// A site's configuration and answers on their way to the engine.

import { check, isRecord } from '../base/check.js';
import { listed } from './answers.js';

/** The keys of a configuration, or of a file with its `markup` alone, that decide how posts are read. */
const KEYS = new Set([
  'markup', 'enableemoji', 'frontmatter', 'hascjklanguage', 'summarylength', 'timezone',
  'pygmentscodefences', 'pygmentscodefencesguesssyntax', 'pygmentsoptions', 'pygmentsstyle', 'pygmentsuseclasses',
  // For the direction of the pane.
  'defaultcontentlanguage', 'direction', 'languagedirection', 'languages',
  'asciidocext', 'defaultmarkdownhandler', 'goldmark', 'highlight', 'rst', 'tableofcontents',
]);

/**
 * The options as the engine takes them: with the configuration as JSON, and with the answers as lists.
 *
 * @param {import('./types.js').Options | undefined} options
 * @throws {TypeError} Where the configuration is no object, or has cycles; where answers are not of the form.
 */
export function settings(options) {
  const answers = options?.answers == null ? undefined : listed(options.answers, 'options.answers');
  const given = { ...options, answers };
  const site = options?.site;
  if (site == null) return given;
  check(isRecord(site), 'The site is an object', site);
  const entries = Object.entries(site).filter(([key]) => KEYS.has(key.toLowerCase()));
  return { ...given, site: JSON.stringify(Object.fromEntries(entries)) };
}
