/** The values of front matter and the shortcodes that the drafts of this browser and the open site have: an author uses them again. */

/** @typedef {{ values: [key: string, value: string][], shortcodes: { name: string, isPair: boolean, parameters: string[] }[] }} Found */

/** Milliseconds for which the drafts are not read again. */
const fresh = 20_000;
/** Characters of a text in which shortcodes are looked for. */
const most = 200_000;

export class Used {
  /** @param {Pick<import('./place.js').Known, 'drafts' | 'site'>} known */
  constructor(known) {
    this.#known = known;
  }

  #known;
  /** The finds in each version of a draft. @type {Map<string, Found>} */
  #found = new Map();
  /** @type {Promise<Found[]>} */
  #reading = Promise.resolve([]);
  #read = -Infinity;

  /** The values of a field, those of most drafts first. @param {string} key @returns {Promise<string[]>} */
  async values(key) {
    const wanted = key.toLowerCase();
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const value of this.#known.site()?.values(key) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const { values } of await this.#all()) {
      for (const [name, value] of values) if (name.toLowerCase() === wanted && value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
  }

  /** @returns {Promise<Map<string, { isPair: boolean, parameters: string[], positions?: number }>>} by their names; the site knows its own best */
  async shortcodes() {
    const all = new Map();
    for (const { shortcodes } of await this.#all()) {
      for (const { name, isPair, parameters } of shortcodes) {
        const known = all.get(name);
        all.set(name, { isPair: isPair || Boolean(known?.isPair), parameters: [...new Set([...known?.parameters ?? [], ...parameters])] });
      }
    }
    for (const { name, ...own } of await this.#known.site()?.shortcodes() ?? []) all.set(name, own);
    return all;
  }

  /** @returns {Promise<Found[]>} */
  #all() {
    if (performance.now() - this.#read > fresh) {
      this.#read = performance.now();
      this.#reading = this.#readAll().catch(() => []);
    }
    return this.#reading;
  }

  async #readAll() {
    const { listed, texts, open } = await this.#known.drafts();
    /** @type {Map<string, Found>} */
    const found = new Map();
    for (const { id, version } of listed) {
      const key = `${id} ${version}`;
      const text = texts.get(id);
      if (typeof text === 'string') found.set(key, this.#found.get(key) ?? { values: fieldsOf(text), shortcodes: shortcodesOf(text) });
    }
    this.#found = found;
    // A value of the open draft may be the half word at the caret.
    return [...found].map(([key, each]) => (key.startsWith(`${open} `) ? { ...each, values: [] } : each));
  }
}

/** @param {string} text @returns {Found['shortcodes']} */
function shortcodesOf(text) {
  const pairs = new Set();
  /** @type {Map<string, string[]>} */
  const open = new Map();
  for (const [, end, name, rest] of text.slice(0, most).matchAll(/\{\{[<%]\s*(\/?)\s*([\w./-]+)([^{}\n]*)[>%]\}\}/g)) {
    if (end) pairs.add(name);
    else open.set(name, [...rest.matchAll(/(?:^|\s)([\w-]+)=/g)].map(([, parameter]) => parameter));
  }
  return [...open].map(([name, parameters]) => ({ name, parameters, isPair: pairs.has(name) }));
}

/**
 * The fields of front matter whose values are texts or lists of texts. Read line by line: what is written otherwise is not suggested.
 * @param {string} text
 * @returns {[key: string, value: string][]}
 */
export function fieldsOf(text) {
  const [, fence, body] = /^(---|\+\+\+|\{)[ \t]*\n([\s\S]*?)\n(?:\1|\})[ \t]*(?:\n|$)/.exec(text) ?? [];
  if (!fence || body.length > most) return [];
  /** @type {[string, string][]} */
  const found = [];
  for (const [, key, value] of body.matchAll(/^[ \t]*"?([A-Za-z_][\w-]*)"?[ \t]*[:=][ \t]*(\[[^\]]*\]|[^\n]*(?:\n[ \t]*-[ \t]+[^\n]*)*)/gm)) {
    for (const item of itemsOf(value)) found.push([key, item]);
  }
  return found;
}

/** @param {string} value @returns {string[]} */
function itemsOf(value) {
  const items = value.startsWith('[')
    ? value.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|'[^']*'|[^,"'\s][^,]*/g) ?? []
    : value.split('\n').map((line, index) => (index > 0 ? line.replace(/^[ \t]*-[ \t]+/, '') : line.replace(/,$/, '')));
  return items.map((item) => {
    const trimmed = item.trim();
    const [, double, single] = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')$/.exec(trimmed) ?? [];
    return double?.replace(/\\(.)/g, '$1') ?? single ?? (/[{}[\]|>&*!#]/.test(trimmed) ? '' : trimmed);
  });
}
