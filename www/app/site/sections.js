/** The posts of a site by their sections, and the rows of the tree that shows them. */
import { folderOf, nameOf } from '../../base/paths.js';

/** @typedef {import('../../site.js').Post} Post */
/** @typedef {{ path: string, name: string, sections: Section[], posts: Post[], count: number }} Section `path`: below the content, `''` for its root; `count`: of all posts below */
/** @typedef {{ key: string, level: number, at: number, of: number, section?: Section, isOpen?: boolean, post?: Post }} Row `at`, `of`: its place among those of its level, from 1 */

/** @param {string} place of a post, where Hugo sees it: `content/…` @returns {string} its section, below the content */
export function sectionOf(place) {
  const folder = folderOf(place);
  const isBundle = /^index\./i.test(nameOf(place));
  return (isBundle ? folderOf(folder) : folder).replace(/^content\/?/, '');
}

/** @param {Post} post */
export const isSectionPage = ({ path }) => /^_index\./i.test(nameOf(path));

/**
 * @param {Post[]} posts
 * @param {(path: string) => string | null} placeOf where Hugo sees a post
 * @returns {Section} the root
 */
export function sectionsOf(posts, placeOf) {
  /** @type {Map<string, Section>} */
  const known = new Map();
  /** @param {string} path @returns {Section} */
  const sectionAt = (path) => {
    const found = known.get(path);
    if (found) return found;
    /** @type {Section} */
    const made = { path, name: nameOf(path), sections: [], posts: [], count: 0 };
    known.set(path, made);
    if (path !== '') sectionAt(folderOf(path)).sections.push(made);
    return made;
  };
  const root = sectionAt('');
  for (const post of posts) sectionAt(sectionOf(placeOf(post.path) ?? post.path)).posts.push(post);
  arrange(root);
  return root;
}

/** @param {Section} section @returns {number} */
function arrange(section) {
  section.sections.sort((a, b) => a.name.localeCompare(b.name));
  // The page of the section, then the newest; what has no date comes last.
  const rank = (/** @type {Post} */ post) => (isSectionPage(post) ? Infinity : Date.parse(post.date ?? '') || -Infinity);
  const ranks = new Map(section.posts.map((post) => [post, rank(post)]));
  const order = (/** @type {Post} */ a, /** @type {Post} */ b) => {
    const [one, other] = [/** @type {number} */ (ranks.get(a)), /** @type {number} */ (ranks.get(b))];
    return one === other ? a.title.localeCompare(b.title) : one > other ? -1 : 1;
  };
  section.posts.sort(order);
  section.count = section.posts.length + section.sections.reduce((sum, inner) => sum + arrange(inner), 0);
  return section.count;
}

/**
 * @param {Section} root
 * @param {(section: Section) => boolean} isOpen
 * @returns {Row[]} those that can be seen, in their order
 */
export function rowsOf(root, isOpen) {
  /** @type {Row[]} */
  const rows = [];
  /** @param {Section} section @param {number} level */
  const add = ({ sections, posts }, level) => {
    const of = sections.length + posts.length;
    sections.forEach((section, index) => {
      const open = isOpen(section);
      rows.push({ key: `${section.path}/`, level, at: index + 1, of, section, isOpen: open });
      if (open) add(section, level + 1);
    });
    posts.forEach((post, index) => rows.push({ key: post.path, level, at: sections.length + index + 1, of, post }));
  };
  add(root, 1);
  return rows;
}

/** Small letters without accents. @param {string} text */
const folded = (text) => text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase();

/**
 * The posts whose titles and paths have all words of a query.
 * @param {Post[]} posts
 * @param {string} query
 */
export function search(posts, query) {
  const wanted = folded(query).split(/\s+/).filter(Boolean);
  return posts.filter(({ title, path }) => {
    const text = folded(`${title}\n${path.replace(/^content\//, '')}`);
    return wanted.every((word) => text.includes(word));
  });
}
