/** The kinds of files that came at once: posts, pictures, a site's configuration, or a folder with all of it. */
import { isPicture } from '../files/files.js';
import { isStylesheet } from '../preview/site-styles.js';
import { isSite } from '../preview/site.js';

/** @typedef {import('../files/files.js').Found} Found */

const post = /\.(?:md|markdown|mdown)$/i;
/** The post of a page bundle, or of a section. */
const index = /(?:^|\/)_?index(?:\.[\w-]+)?\.\w+$/i;

/**
 * Sorts files by their kind. Files that were dropped themselves are posts, each of them, and so are those of a folder; of a page bundle,
 * which has an `index.md`, that one alone. A file of another kind is one only where it was dropped itself, without pictures.
 * @param {Found[]} found
 * @returns {{ posts: Found[], site?: Found, styles: Found[], pictures: Found[], others: Found[], beside: Found[] }} `pictures`, `beside`
 *   (other files in the posts' folder): by their paths beside the posts
 */
export function sort(found) {
  const site = found.find(({ path }) => isSite(path));
  const pictures = found.filter(isPicture);
  // Those of a folder may belong to anything.
  const styles = found.filter(({ path }) => !path.includes('/') && isStylesheet(path));
  const rest = found.filter((other) => other !== site && !pictures.includes(other) && !styles.includes(other));
  const posts = postsIn(rest, pictures.length > 0 || styles.length > 0 || site !== undefined);
  const folder = posts[0]?.path.replace(/[^/]*$/, '') ?? '';
  const isBeside = (/** @type {Found} */ { path }) => path.startsWith(folder);
  const relative = (/** @type {Found} */ given) => ({ ...given, path: given.path.slice(folder.length) });
  const own = pictures.filter(isBeside);
  const others = found.filter((other) => other !== site && ![...posts, ...own, ...styles].includes(other));
  return { posts, site, styles, pictures: own.map(relative), others, beside: others.filter(isBeside).map(relative) };
}

/**
 * @param {Found[]} files
 * @param {boolean} hasMore whether something else was dropped with them
 */
function postsIn(files, hasMore) {
  const texts = files.filter(({ path }) => post.test(path));
  const dropped = texts.filter(({ path }) => !path.includes('/'));
  if (dropped.length > 0) return dropped;
  const depth = (/** @type {Found} */ { path }) => path.split('/').length;
  const least = Math.min(...texts.map(depth));
  const upmost = texts.filter((text) => depth(text) === least);
  const bundled = upmost.find(({ path }) => index.test(path));
  if (bundled) return [bundled];
  const folder = upmost[0]?.path.replace(/[^/]*$/, '');
  if (upmost.length > 0) return upmost.filter(({ path }) => path.replace(/[^/]*$/, '') === folder);
  const single = files.filter(({ path }) => !path.includes('/'));
  return [single.find(({ path }) => /\.txt$/i.test(path)) ?? (hasMore ? undefined : single[0])].filter((found) => found !== undefined);
}

/** Whether a path is that of a post. @param {string} path */
export const isPost = (path) => post.test(path);
