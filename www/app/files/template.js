/**
 * The simple actions of Hugo's archetypes, filled in as `hugo new` of Hugo 0.168 does: fields of the new page, dates, and functions of texts,
 * nested or piped. Any other action stays verbatim.
 */
import { goDate } from './go-date.js';

/** @typedef {{ name: string, type: string, title: string, now: Date }} Page `name`: of its file, without the ending */

const action = /\{\{(-?)\s*(\/\*[\s\S]*?\*\/|(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*?)\s*(-?)\}\}/g;
/** Words that are small in a title, unless they stand at its ends: the style of AP, which Hugo has by default. */
const small = new Set(['a', 'an', 'and', 'as', 'at', 'but', 'by', 'en', 'for', 'if', 'in', 'nor', 'of', 'on', 'or', 'per', 'the', 'to', 'v', 'v.', 'via', 'vs', 'vs.']);
/** Hugo makes the title of the file's name. Here the author has typed it. */
const titles = /^(?:replace \.(?:Name|File\.ContentBaseName) "-" " " ?\| ?title|title \(replace \.(?:Name|File\.ContentBaseName) "-" " "\))$/;

/**
 * @param {string} template
 * @param {Page} page
 * @returns {{ text: string, verbatim: string[] }} `verbatim`: the actions that stay
 */
export function fill(template, page) {
  /** @type {string[]} */
  const verbatim = [];
  const isToml = template.startsWith('+++');
  let text = '';
  let rest = 0;
  let trims = false;
  const take = (/** @type {string} */ piece) => {
    text += trims ? piece.trimStart() : piece;
    trims = false;
  };
  for (const found of template.matchAll(action)) {
    const [whole, before, inside, after] = found;
    take(template.slice(rest, found.index));
    rest = found.index + whole.length;
    const end = template.slice(rest, rest + 1);
    const value = inside.startsWith('/*') ? '' : titles.test(inside) ? null : valueOf(inside, page);
    if (value === undefined) {
      text += whole;
      verbatim.push(whole);
      continue;
    }
    if (before) text = text.trimEnd();
    if (value !== null) text += value;
    else {
      const quote = text.slice(-1);
      const isQuoted = (quote === '"' || quote === "'") && end === quote;
      if (isQuoted || /[:=]\s*$/.test(text)) {
        text = (isQuoted ? text.slice(0, -1) : text) + quoted(page.title, isQuoted ? quote : '', isToml);
        if (isQuoted) rest++;
      } else text += page.title;
    }
    trims = after !== '';
  }
  take(template.slice(rest));
  return { text, verbatim };
}

/**
 * A title as a value of front matter, in the quotes that the template has where these can hold the title.
 * @param {string} title
 * @param {string} quote
 * @param {boolean} isToml
 */
function quoted(title, quote, isToml) {
  if (quote === "'" && !title.includes("'")) return `'${title}'`;
  if (quote === "'" && !isToml) return `'${title.replaceAll("'", "''")}'`;
  if (quote === '' && /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ,.!?'’()/-]*[\p{L}\p{N}.!?)])?$/u.test(title) && /\p{L}/u.test(title) && !isToml) return title;
  return JSON.stringify(title);
}

/**
 * @param {string} expression
 * @param {Page} page
 * @returns {string | undefined} undefined for one that is not simple
 */
function valueOf(expression, page) {
  const tokens = expression.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|-?\d+|[().|](?=\s|$)|[()|]|[\w.]+|\S/g) ?? [];
  let at = 0;
  /** Marks what is not simple. */
  class Beyond extends Error {}

  /** @param {unknown} [piped] @returns {unknown} */
  function pipeline(piped) {
    let value = call(piped);
    while (tokens[at] === '|') {
      at++;
      value = call(value);
    }
    return value;
  }

  /** @param {unknown} piped @returns {unknown} */
  function call(piped) {
    const first = tokens[at++];
    if (first === undefined) throw new Beyond();
    if (first !== '(' && Object.hasOwn(functions, first)) {
      const args = [];
      while (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') args.push(operand(tokens[at++]));
      return functions[first]([...args, ...piped === undefined ? [] : [piped]], page);
    }
    if (piped !== undefined) throw new Beyond();
    const value = operand(first);
    // A method of a date takes a layout.
    if (typeof value === 'function') return value(operand(tokens[at++]));
    return value;
  }

  /** @param {string | undefined} token @returns {any} */
  function operand(token) {
    if (token === '(') {
      const value = pipeline();
      if (tokens[at++] !== ')') throw new Beyond();
      return value;
    }
    if (token?.startsWith('"')) return JSON.parse(token);
    if (token?.startsWith('`')) return token.slice(1, -1);
    if (token && /^-?\d+$/.test(token)) return Number(token);
    if (token && Object.hasOwn(fields, token)) return fields[token](page);
    if (token && Object.hasOwn(functions, token)) return functions[token]([], page);
    throw new Beyond();
  }

  try {
    const value = pipeline();
    if (at < tokens.length || !(typeof value === 'string' || typeof value === 'number')) return undefined;
    return String(value);
  } catch {
    return undefined;
  }
}

const rfc3339 = '2006-01-02T15:04:05Z07:00';

/** @type {Record<string, (page: Page) => unknown>} */
const fields = {
  '.Date': ({ now }) => goDate(now, rfc3339),
  '.Name': ({ name }) => name,
  '.Type': ({ type }) => type,
  '.File.ContentBaseName': ({ name }) => name,
  '.File.BaseFileName': ({ name }) => name,
  '.File.TranslationBaseName': ({ name }) => name,
  '.File.LogicalName': ({ name }) => `${name}.md`,
  '.File.Ext': () => 'md',
  ...Object.fromEntries(['now', 'time.Now'].flatMap((name) => [
    [`${name}.Format`, ({ now }) => (/** @type {string} */ layout) => goDate(now, layout)],
    [`${name}.Year`, ({ now }) => now.getFullYear()],
    [`${name}.Unix`, ({ now }) => Math.floor(now.getTime() / 1000)],
  ])),
};

/** Each checks its arguments by throwing. @type {Record<string, (args: any[], page: Page) => unknown>} */
const functions = {
  now: (_, { now }) => now,
  title: ([text]) => titled(text),
  humanize: ([text]) => humanized(text),
  lower: ([text]) => text.toLowerCase(),
  upper: ([text]) => text.toUpperCase(),
  replace: ([text, old, fresh]) => text.replaceAll(old, fresh),
  dateFormat: ([layout, date]) => goDate(dateOf(date), layout),
  slicestr: ([text, start, end]) => text.slice(start, end),
};
Object.assign(functions, {
  'time.Now': functions.now, 'strings.Title': functions.title, 'inflect.Humanize': functions.humanize, 'strings.ToLower': functions.lower,
  'strings.ToUpper': functions.upper, 'strings.Replace': functions.replace, 'time.Format': functions.dateFormat,
});

/** @param {Date | string} date as `.Date` gives it */
function dateOf(date) {
  const read = new Date(date);
  if (Number.isNaN(read.getTime())) throw new RangeError('no date');
  return read;
}

/** @param {string} text */
function titled(text) {
  const words = text.match(/[^\s-]+/g) ?? [];
  let index = 0;
  return text.replace(/[^\s-]+/g, (word) => {
    const isAtEnd = index === 0 || index === words.length - 1;
    index++;
    return !isAtEnd && small.has(word.toLowerCase()) ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1);
  });
}

/** @param {string} text */
function humanized(text) {
  const spaced = text.replace(/[_-]+/g, ' ').trim().toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
