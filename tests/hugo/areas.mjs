/**
 * The areas that generated.mjs compares with real Hugo: small random inputs, each kind with its settings. `left` inputs differ, for
 * the reason that `why` says: one more fails the run, one fewer asks to lower it.
 */
import * as attributes from './areas/attributes.mjs';
import * as blocks from './areas/blocks.mjs';
import * as cjk from './areas/cjk.mjs';
import * as definitions from './areas/definitions.mjs';
import * as extras from './areas/extras.mjs';
import * as headings from './areas/headings.mjs';
import * as links from './areas/links.mjs';
import * as lists from './areas/lists.mjs';
import * as tables from './areas/tables.mjs';

/** Raw HTML is published, and code is not coloured: only the Markdown is compared. */
const unsafe = 'markup.goldmark.renderer.unsafe = true\nmarkup.highlight.codeFences = false\n';

const cjkOn = `${unsafe}markup.goldmark.extensions.cjk = { enable = true, escapedSpace = true, eastAsianLineBreaks = true`;
const simple = `${cjkOn} }\n`;
const css3 = `${cjkOn}, eastAsianLineBreaksStyle = 'css3draft' }\n`;
/** @param {string[]} names of the extras that are on @param {boolean} strikethrough */
const withExtras = (names, strikethrough) => names.map((name) => `markup.goldmark.extensions.extras.${name}.enable = true\n`).join('')
  + `markup.goldmark.extensions.strikethrough = ${strikethrough}\n`;
const every = ['delete', 'insert', 'mark', 'subscript', 'superscript'];

/**
 * @typedef {object} Area
 * @property {string} name
 * @property {(random: import('./areas/random.mjs').Random) => string} generate makes one input
 * @property {string} settings the site's, in TOML
 * @property {number} inputs how many
 * @property {number} left how many of them differ
 * @property {string} [why] what these are; wanted where `left` is not 0
 * @property {('html' | 'words' | 'summary')[]} [compared] `['html']` where it is missing
 */

/** @type {Area[]} */
export const areas = [
  { name: 'table heads', generate: tables.heads, settings: unsafe, inputs: 1500, left: 24, why: 'white space with a tab before a line end is no hard break to goldmark; a definition that begins with eight blanks' },
  { name: 'table ends', generate: tables.ends, settings: unsafe, inputs: 1500, left: 8, why: 'what a line under a table would begin elsewhere; lists with a heading beside a table' },
  { name: 'table cells', generate: tables.cells, settings: unsafe, inputs: 1500, left: 0 },
  { name: 'definition lists', generate: definitions.colons, settings: unsafe, inputs: 1500, left: 90, why: 'eight blanks after the colon, what goes on below two tabs; an empty definition goes on after a blank line' },
  { name: 'definition lists in containers', generate: definitions.contained, settings: unsafe, inputs: 1500, left: 118, why: 'the same, and tabs in items' },
  { name: 'tight and loose lists', generate: lists.tightness, settings: unsafe, inputs: 1500, left: 63, why: 'a list that begins with a link reference definition looks at the line before the list' },
  { name: 'task boxes', generate: lists.tasks, settings: unsafe, inputs: 1500, left: 42, why: 'the same' },
  { name: 'strikethrough', generate: extras.delimiters, settings: unsafe, inputs: 3000, left: 0 },
  { name: 'extras', generate: extras.delimiters, settings: unsafe + withExtras(every, false), inputs: 3000, left: 0 },
  { name: 'extras and strikethrough', generate: extras.delimiters, settings: unsafe + withExtras(every, true), inputs: 3000, left: 0 },
  { name: 'subscript and superscript', generate: extras.delimiters, settings: unsafe + withExtras(['subscript', 'superscript'], false), inputs: 3000, left: 0 },
  { name: 'bare links', generate: links.bare, settings: unsafe, inputs: 3000, left: 24, why: 'a delimiter in a link pairs with one outside; tildes in an address that is no link' },
  { name: 'names of headings', generate: headings.names, settings: unsafe, inputs: 3000, left: 20, why: 'of three runs of delimiters in a link goldmark parts others, and some nothing closes' },
  { name: 'line breaks, simple', generate: cjk.breaks, settings: simple, inputs: 2000, left: 1, why: 'goldmark takes a line that begins with an escaped blank for another after a hard break' },
  { name: 'line breaks, css3draft', generate: cjk.breaks, settings: css3, inputs: 2000, left: 2, why: 'as above' },
  { name: 'line breaks, no bare links', generate: cjk.breaks, settings: `${simple}markup.goldmark.extensions.linkify = false\n`, inputs: 1000, left: 0 },
  { name: 'words, cjk', generate: cjk.words, settings: `${unsafe}hasCJKLanguage = true\n`, inputs: 2000, left: 4, why: 'a reference to a footnote before brackets; an entity after a bare link', compared: ['words'] },
  { name: 'words, cjk, code coloured', generate: cjk.words, settings: 'markup.goldmark.renderer.unsafe = true\nhasCJKLanguage = true\n', inputs: 1000, left: 2, why: 'as above', compared: ['words'] },
  { name: 'summary, cjk', generate: cjk.summaries, settings: `summaryLength = 10\n${unsafe}hasCJKLanguage = true\n`, inputs: 2000, left: 0, compared: ['summary'] },
  { name: 'line breaks, extras', generate: cjk.breaksAtRuns, settings: `${simple}${withExtras(every, true)}`, inputs: 2000, left: 1, why: 'emphasis across a mark with code in it' },
  { name: 'block attributes', generate: attributes.under, settings: `${unsafe}markup.goldmark.parser.attribute.block = true\n`, inputs: 2000, left: 3, why: 'a definition that goes on after attributes is loose; a list that begins with a link reference definition' },
  { name: 'blocks', generate: blocks.soup, settings: unsafe, inputs: 1500, left: 2, why: 'a dash after link reference definitions, and a list that goes on after it' },
];
