/**
 * How posts are read: the flavor, and those settings of a Hugo site that change a post. Each has the key that Hugo gives it,
 * so that a choice here and a `hugo.toml` mean the same.
 */
import { words } from '../words.js';

/** @typedef {import('../preferences.js').Flavor} Flavor */
/** @typedef {import('../preferences.js').FrontMatterMode} FrontMatterMode */
/** @typedef {'rawHtml' | 'emoji' | 'typographer' | 'formulas' | 'headingIds' | 'timeZone'} SettingName */
/** @typedef {{ name: SettingName, key: string, choices?: readonly string[] }} Setting `choices`: of one that is more than on or off */
/** @typedef {Record<string, unknown>} Configuration */

export const flavors = /** @type {const} */ (['hugo', 'gfm', 'commonmark']);
export const frontMatterModes = /** @type {const} */ (['header', 'table', 'source', 'hidden']);

/** The delimiters of formulas, as `passthrough` has them. */
const delimiters = {
  dollars: { block: [['$$', '$$']], inline: [['$', '$']] },
  brackets: { block: [['\\[', '\\]'], ['$$', '$$']], inline: [['\\(', '\\)']] },
  both: { block: [['\\[', '\\]'], ['$$', '$$']], inline: [['\\(', '\\)'], ['$', '$']] },
};

/** @type {readonly Setting[]} */
export const settings = [
  { name: 'rawHtml', key: 'markup.goldmark.renderer.unsafe' },
  { name: 'formulas', key: 'markup.goldmark.extensions.passthrough', choices: ['off', ...Object.keys(delimiters)] },
  { name: 'emoji', key: 'enableEmoji' },
  { name: 'typographer', key: 'markup.goldmark.extensions.typographer' },
  { name: 'headingIds', key: 'markup.goldmark.parser.autoIDType', choices: ['github', 'github-ascii', 'blackfriday'] },
  { name: 'timeZone', key: 'timeZone' },
];

/** Hugo's defaults. */
const usual = { rawHtml: false, formulas: 'off', emoji: false, typographer: true, headingIds: 'github', timeZone: '' };

/**
 * The configuration of a site that the author's choices amount to.
 * @param {import('../preferences.js').Preferences} preferences
 * @returns {Configuration | null} null where all are Hugo's defaults
 */
export function configurationOf(preferences) {
  /** @type {Configuration} */
  const configuration = {};
  for (const { name, key, choices } of settings) {
    const value = preferences.get(name);
    if (value === usual[name] || (choices && !choices.includes(String(value)))) continue;
    const path = key.split('.');
    const last = /** @type {string} */ (path.pop());
    let table = configuration;
    for (const each of path) table = /** @type {Configuration} */ (table[each] ??= {});
    table[last] = name === 'formulas' ? { enable: true, delimiters: delimiters[/** @type {keyof delimiters} */ (value)] } : value;
  }
  return Object.keys(configuration).length > 0 ? configuration : null;
}

/**
 * The values of a configuration, for people.
 * @param {Configuration} configuration of a `hugo.toml`, or of a `markup.toml`
 * @returns {Record<SettingName, string>}
 */
export function valuesIn(configuration) {
  const { on, off } = words.reading;
  return /** @type {Record<SettingName, string>} */ (Object.fromEntries(settings.map(({ name, key }) => {
    const path = key.split('.');
    const value = valueAt(configuration, path) ?? (path[0] === 'markup' ? valueAt(configuration, path.slice(1)) : undefined) ?? usual[name];
    if (name === 'formulas') return [name, delimitersIn(value) || off];
    if (name === 'typographer' && typeof value === 'object') return [name, valueAt(value, ['disable']) ? off : on];
    return [name, typeof value === 'boolean' ? (value ? on : off) : String(value)];
  })));
}

/** @param {unknown} value of `passthrough` */
function delimitersIn(value) {
  if (valueAt(value, ['enable']) !== true) return '';
  const pairs = ['inline', 'block'].flatMap((kind) => valueAt(value, ['delimiters', kind]) ?? []);
  return pairs.filter((pair) => Array.isArray(pair)).map((pair) => pair.join('…')).join(' ');
}

/**
 * @param {unknown} value
 * @param {string[]} path its keys may be written in any case
 * @returns {any}
 */
function valueAt(value, path) {
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  }
  return value;
}

/**
 * The author's choices in a few words: `Hugo · raw HTML · emoji`.
 * @param {import('../preferences.js').Preferences} preferences
 */
export function summaryOf(preferences) {
  const flavor = preferences.get('flavor');
  const chosen = flavor !== 'hugo' ? [] : settings.filter(({ name }) => preferences.get(name) !== usual[name]).map(({ name }) => (
    name === 'timeZone' ? preferences.get('timeZone') : words.reading.short[name]
  ));
  return [words.reading.flavors[flavor] ?? words.reading.flavors.hugo, ...chosen].join(' · ');
}

/** Whether `:name:` is an emoji. @param {import('../../draft-pane.js').Options} options */
export const hasEmoji = ({ flavor = 'hugo', site }) => flavor === 'hugo' && valueAt(site, ['enableEmoji']) === true;
