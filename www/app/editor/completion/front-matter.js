/** Fields of front matter and their values, in YAML, TOML and JSON. */
import { language } from '../../words.js';
import { frontMatterEnd } from '../syntax.js';
import { replacing } from './place.js';

/** @typedef {import('./place.js').Place} Place */
/** @typedef {import('./place.js').Result} Result */
/** @typedef {import('./used.js').Used} Used */
/** @typedef {'-' | '+' | '{'} Format */
/** @typedef {{ key: string, rest: string, isList: boolean }} Field `rest`: its value up to the caret */

/** A description of each field, in the language of the page. */
const texts = (await (language === 'de' ? import('../../words/fields.de.js') : import('../../words/fields.en.js'))).default;

const booleans = new Set(['draft', 'headless', 'isCJKLanguage', 'disable', 'publishResources']);
const dates = new Set(['date', 'lastmod', 'publishDate', 'expiryDate']);
const lists = new Set(['tags', 'categories', 'keywords', 'series', 'aliases', 'outputs', 'images', 'videos', 'audio']);
/** Fields whose value is that of one post. */
const own = new Set(['title', 'linkTitle', 'description', 'summary', 'slug', 'url', 'weight', 'aliases', 'translationKey']);
/** @type {Record<string, string[]>} */
const choices = {
  markup: ['goldmark', 'html', 'asciidocext', 'org', 'pandoc', 'rst'],
  changefreq: ['always', 'hourly', 'daily', 'weekly', 'monthly', 'yearly', 'never'],
  list: ['always', 'local', 'never'], render: ['always', 'link', 'never'],
};
/** @type {Record<string, string[]>} */
const inner = { build: ['list', 'render', 'publishResources'], sitemap: ['changefreq', 'priority', 'disable', 'filename'] };
const top = Object.keys(texts).filter((key) => !Object.values(inner).flat().includes(key));

const word = /^[\w-]*$/;

/**
 * @param {Place} place
 * @param {Used} used
 * @returns {Result | Promise<Result | null> | null}
 */
export function frontMatter({ state, at, before, after, isAsked }, used) {
  const { doc } = state;
  const line = doc.lineAt(at);
  const last = doc.lineAt(Math.max(0, Math.min(frontMatterEnd(state) - 1, doc.length))).number;
  if (line.number === 1 || line.number >= last) return null;
  const format = /** @type {Format} */ (doc.line(1).text[0]);
  const [, typed] = (format === '{' ? /^\s*"([\w-]*)$/ : /^\s*([A-Za-z_][\w-]*)?$/).exec(before) ?? [];
  if (typed !== undefined || /^\s*$/.test(before)) {
    // An empty line asks for nothing.
    if (!typed && !isAsked && format !== '{') return null;
    const keys = keysIn(state, line, format);
    return keys && { from: at - (typed ?? '').length, validFor: word, options: keys.map((key, index) => ({ ...keyOption(key, format, after), boost: -index })) };
  }
  const field = fieldAt(state, line, before, format);
  return field && values(field, { at, after, isAsked, format }, used);
}

/**
 * The fields that can come into a line, without those that are there.
 * @param {import('@codemirror/state').EditorState} state
 * @param {import('@codemirror/state').Line} line
 * @param {Format} format
 */
function keysIn({ doc }, line, format) {
  const there = new Set();
  const indent = /^\s*/.exec(line.text)?.[0].length ?? 0;
  /** The table, the object or the mapping that a line is in. */
  let parent = '';
  let depth = 0;
  for (let number = 2; number < doc.lines; number++) {
    const { text } = doc.line(number);
    if (/^(?:---|\+\+\+|\})\s*$/.test(text)) break;
    const [, blanks, key, rest] = /^(\s*)"?([\w-]+)"?\s*[:=]\s*(.*)$/.exec(text) ?? [];
    if (number !== line.number && key && (format === '-' ? blanks.length === 0 : depth === 0) && (format !== '+' || !parent || number < line.number)) there.add(key);
    if (number >= line.number) continue;
    if (format === '-' && key && blanks.length < indent) parent = rest ? '-' : key;
    else if (format === '+') parent = /^\s*\[+([\w.-]+)\]/.exec(text)?.[1] ?? parent;
    else if (format === '{') {
      const opened = text.split('{').length - text.split('}').length;
      depth += opened;
      parent = depth === 0 ? '' : opened > 0 ? key ?? '-' : parent;
    }
  }
  if (format === '-' && indent === 0) parent = '';
  if (parent) return inner[parent] ?? null;
  return top.filter((key) => !there.has(key));
}

/** @param {string} key @param {Format} format @param {string} after */
function keyOption(key, format, after) {
  const detail = texts[/** @type {keyof typeof texts} */ (key)];
  // A list gets its brackets, with the caret between.
  const isNewList = lists.has(key) && /^["\s]*$/.test(after);
  const insert = key + { '-': ': ', '+': ' = ', '{': '": ' }[format] + (isNewList ? '[]' : '');
  const rest = (format === '{' ? /^"?(\s*:\s*)?/ : format === '+' ? /^\s*=\s*/ : /^\s*:\s*/).exec(after)?.[0] ?? '';
  /** @type {import('@codemirror/autocomplete').Completion} */
  const option = { label: key, detail, type: 'key', apply: replacing(insert, rest.length, isNewList ? 1 : 0) };
  return option;
}

/**
 * The field whose value the caret is in.
 * @param {import('@codemirror/state').EditorState} state
 * @param {import('@codemirror/state').Line} line
 * @param {string} before
 * @param {Format} format
 * @returns {Field | null}
 */
function fieldAt({ doc }, line, before, format) {
  const assigned = format === '-' ? /^\s*([\w-]+):\s+(.*)$/ : format === '+' ? /^\s*([\w-]+)\s*=\s*(.*)$/ : /^\s*"([\w-]+)"\s*:\s*(.*)$/;
  const [, key, rest] = assigned.exec(before) ?? [];
  if (key) return { key, rest, isList: rest.startsWith('[') };
  if (format === '-' && !/^\s*-\s+/.test(before)) return null;
  for (let number = line.number - 1; number > 1; number--) {
    const { text } = doc.line(number);
    const [, above, value] = (format === '-' ? /^\s*([\w-]+):(\s*)$/ : assigned).exec(text) ?? [];
    if (above) return format === '-' || /^\[[^\]]*$/.test(value) ? { key: above, rest: before.replace(/^\s*(?:-\s+)?/, ''), isList: true } : null;
    if (format === '-' && !/^\s*-\s/.test(text)) return null;
  }
  return null;
}

/**
 * @param {Field} field
 * @param {{ at: number, after: string, isAsked: boolean, format: Format }} place
 * @param {Used} used
 * @returns {Promise<Result | null>}
 */
async function values({ key, rest, isList }, { at, after, isAsked, format }, used) {
  const [, quote = '', typed = ''] = (isList ? /(?:^|[[,])\s*(["']?)([^"',[\]]*)$/ : /^(["']?)([^"']*)$/).exec(rest) ?? [];
  const isBare = booleans.has(key) || (dates.has(key) && format !== '{');
  if (!typed && !quote && !isAsked && !booleans.has(key) && !dates.has(key)) return null;
  const found = booleans.has(key) ? ['true', 'false'] : dates.has(key) ? now() : choices[key] ?? (own.has(key) ? [] : await used.values(key));
  const there = isList ? new Set(rest.match(/[^\s"',[\]][^"',[\]]*/g)) : new Set();
  there.delete(typed);
  const options = found.filter((value) => !there.has(value)).map((value, index) => {
    const written = isBare ? value : quote ? JSON.stringify(value).slice(1, -1) + quote : format === '-' ? plain(value) : JSON.stringify(value);
    const isNewList = lists.has(key) && !isList && !quote;
    const over = quote && after.startsWith(quote) ? 1 : 0;
    return { label: value, boost: -index, apply: replacing(isNewList ? `[${written}]` : written, over, isNewList ? 1 : 0) };
  });
  return { from: at - typed.length, options, validFor: /^[^"',[\]]*$/ };
}

/** A text as YAML has it. @param {string} value */
const plain = (value) => (/^\p{L}[\p{L}\p{N} _.-]*$/u.test(value) && !/\s$|^(?:true|false|yes|no|on|off|null)$/i.test(value) ? value : JSON.stringify(value));

/** Today, and now with the time zone of the author. */
function now() {
  const date = new Date();
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const two = (/** @type {number} */ value) => String(Math.floor(value)).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
  return [local.slice(0, 10), local + zone];
}
