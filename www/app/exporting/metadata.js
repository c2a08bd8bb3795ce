/** The head of an exported file, which describes its post from the front matter: title, description, language, and Open Graph. */
import { escape, written } from './serialize.js';

/**
 * @param {import('../../draft-pane.js').DraftView} draft
 * @param {{ name: string, language: string, site?: object }} page
 * @returns {{ lang: string, head: string }}
 */
export function headOf({ frontMatter: { data }, outline }, { name, language, site }) {
  const title = textIn(data, 'title') || outline[0]?.text || name;
  const description = textIn(data, 'description') || textIn(data, 'summary');
  const date = textIn(data, 'date').match(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/)?.[0] ?? '';
  const image = [data.images, data.image, data.cover].flat().find((url) => typeof url === 'string' && /^https?:\/\//i.test(url));
  /** @type {[property: string, content: string][]} */
  const graph = [['og:type', 'article'], ['og:title', title], ['og:description', description], ['og:image', String(image ?? '')], ['article:published_time', date.replace(' ', 'T')]];
  for (const tag of Array.isArray(data.tags) ? data.tags : []) graph.push(['article:tag', String(tag)]);
  const head = [
    `<title>${escape(title)}</title>`,
    description && `<meta${written([['name', 'description'], ['content', description]])}>`,
    ...graph.filter(([, content]) => content !== '').map(([property, content]) => `<meta${written([['property', property], ['content', content]])}>`),
  ];
  return { lang: languageOf(data, site) ?? language, head: head.filter(Boolean).map((line) => `${line}\n`).join('') };
}

/** @param {Record<string, unknown>} data @param {string} key */
function textIn(data, key) {
  const value = data[key];
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value.trim() : '';
}

/**
 * The language of a post: its own, else that of its site.
 * @param {Record<string, unknown>} data
 * @param {object} [site] its configuration, whose keys may be written in any case
 */
function languageOf(data, site = {}) {
  const ofSite = ['languagecode', 'locale', 'defaultcontentlanguage'].map((key) => Object.entries(site).find(([name]) => name.toLowerCase() === key)?.[1]);
  const named = [data.lang, data.language, ...ofSite];
  return named.filter((tag) => typeof tag === 'string').map((tag) => /** @type {string} */ (tag).replaceAll('_', '-')).find((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length > 0;
    } catch {
      return false;
    }
  });
}
