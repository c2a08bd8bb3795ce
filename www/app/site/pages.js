/** The pages of a site that `ref` and `relref` find. */
import { decoded, folderOf, hasHost, join, nameOf, within, withoutQuery } from '../../base/paths.js';

/** @typedef {import('../../site.js').Site} Site */
/** @typedef {{ ref: string, from: number, to: number }} Reference a target as it is written, and its place in the text */

/** Endings of files that Hugo makes pages of. */
const content = /\.(?:md|mdown|markdown|html?|org|adoc|asciidoc|asc|ad|rst|pandoc|pdc)$/i;

export class Pages {
  /** @param {Site} site */
  constructor(site) {
    const { languages, taxonomies } = /** @type {{ languages?: object, taxonomies?: object }} */ (site.config);
    this.#site = site;
    this.#languages = Object.keys(languages ?? {});
    this.#terms = Object.values(taxonomies ?? { tag: 'tags', category: 'categories' }).map(String);
    for (const { path } of site.files('content')) {
      if (/\/_content\.gotmpl$/.test(path)) this.#isWhole = false;
      if (!content.test(path)) continue;
      const key = this.#keyOf(path.replace(/^content\//, ''));
      this.#names.add(nameOf(key));
      for (let each = key; each !== '' && !this.#keys.has(each); each = folderOf(each)) this.#keys.add(each);
    }
  }

  #site;
  #languages;
  #terms;
  /** Whether all pages have files: a template may add more. */
  #isWhole = true;
  /** @type {Set<string>} */
  #keys = new Set();
  /** @type {Set<string>} */
  #names = new Set();

  /** A path below the content as Hugo compares it. @param {string} path */
  #keyOf(path) {
    let key = join(path).toLowerCase();
    if (content.test(key)) key = key.replace(content, '');
    const language = /\.([^./]+)$/.exec(key)?.[1];
    if (language && this.#languages.includes(language)) key = key.slice(0, -language.length - 1);
    return key.replace(/(?:^|\/)_?index$/, '');
  }

  /**
   * Whether a page may be there. Only what surely is not is missing: pages may come from templates and taxonomies.
   * @param {string} ref
   * @param {string} post the path of the file that it stands in
   */
  has(ref, post) {
    const path = withoutQuery(ref);
    if (!this.#isWhole || path === '' || hasHost(ref)) return true;
    const folder = folderOf(this.#placeOf(post));
    const isRooted = path.startsWith('/');
    const places = isRooted ? [path] : [`${folder}/${path}`, `${folderOf(folder)}/${path}`, ...path.startsWith('.') ? [] : [path]];
    const keys = places.map((each) => this.#keyOf(each));
    if (keys.some((key) => key === '' || this.#keys.has(key) || this.#terms.includes(key.split('/')[0]))) return true;
    return !path.includes('/') && this.#names.has(nameOf(this.#keyOf(path)));
  }

  /** The posts as targets, each language of one once. @param {string} lang whose titles are wanted @returns {{ ref: string, title: string }[]} */
  targets(lang) {
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const { path, title, lang: own } of this.#site.posts) {
      const ref = `/${this.#keyOf(this.#placeOf(path))}`;
      if (!found.has(ref) || own === lang) found.set(ref, title);
    }
    return [...found].map(([ref, title]) => ({ ref, title }));
  }

  /**
   * The post that a link of the preview leads to: by the address of its page, or by its file.
   * @param {string} url
   * @param {string} post the path of the file that it stands in
   * @returns {string | null} the path of its file
   */
  postAt(url, post) {
    const { baseurl } = this.#site.config;
    const base = new URL(typeof baseurl === 'string' && URL.canParse(baseurl) ? baseurl : 'https://site.invalid/');
    const place = this.#placeOf(post);
    const page = new URL(`${join(base.pathname, this.#keyOf(place))}/`, base).href;
    if (!URL.canParse(url, page) || new URL(url, page).host !== base.host) return null;
    const published = join(decoded(new URL(url, page).pathname)).replace(/(?:\/index)?\.html$/, '');
    const keys = [within(published, join(base.pathname)) ?? published, `${folderOf(place)}/${withoutQuery(url)}`].map((path) => this.#keyOf(path));
    const there = this.#site.posts.filter(({ path }) => keys.includes(this.#keyOf(this.#placeOf(path))));
    const lang = this.#site.posts.find(({ path }) => path === post)?.lang;
    return (there.find((each) => each.lang === lang) ?? there[0])?.path ?? null;
  }

  /** The path of a post below the content. @param {string} path of its file */
  #placeOf(path) {
    return (this.#site.pathInHugo(path) ?? path).replace(/^content\//, '');
  }
}

/**
 * The targets of `ref` and `relref` in a text.
 * @param {string} text
 * @param {number} start where the post begins, after its front matter
 * @returns {Reference[]}
 */
export function referencesIn(text, start) {
  /** @type {Reference[]} */
  const found = [];
  for (const match of text.slice(start).matchAll(/\{\{[<%]\s*(?:ref|relref)\s+(?:path\s*=\s*)?(?:"([^"\n]*)"|`([^`\n]*)`|([^\s"`{}=]+)(?=\s*[>%]\}\}))/g)) {
    const ref = match[1] ?? match[2] ?? match[3];
    const from = start + match.index + match[0].lastIndexOf(ref);
    found.push({ ref, from, to: from + ref.length });
  }
  return found;
}
