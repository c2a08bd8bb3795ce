/** The ways of reading a post that are tried: each flavor, and Hugo's with what a site may set. */

/** @typedef {import('../../www/engine.js').Options} Options */

const everything = {
  enableEmoji: true,
  hasCJKLanguage: true,
  markup: {
    goldmark: {
      renderer: { unsafe: true, hardWraps: true },
      parser: { attribute: { block: true, title: true }, autoDefinitionTermID: true, wrapStandAloneImageWithinParagraph: false },
      extensions: {
        linkify: true,
        passthrough: { enable: true, delimiters: { block: [['\\[', '\\]'], ['$$', '$$']], inline: [['\\(', '\\)'], ['$', '$']] } },
      },
    },
    highlight: { codeFences: true },
  },
};

/** @type {Record<string, Options>} */
export const readings = {
  'hugo': {},
  'hugo, unsafe': { site: { markup: { goldmark: { renderer: { unsafe: true } } } } },
  'hugo, everything on': { site: everything },
  'gfm': { flavor: 'gfm' },
  'commonmark': { flavor: 'commonmark' },
};
