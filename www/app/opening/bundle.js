/** Files that are dropped or chosen at once: posts, pictures, a site's configuration, or a folder with all of it. */
import { isPicture } from '../files/files.js';
import { isStylesheet } from '../preview/site-styles.js';
import { isSite } from '../preview/site.js';
import { words } from '../words.js';

/** @typedef {import('../files/files.js').Found} Found */

/** The largest number of files that are read from folders. */
const most = 1000;

const post = /\.(?:md|markdown|mdown)$/i;
/** The post of a page bundle, or of a section. */
const index = /(?:^|\/)_?index(?:\.[\w-]+)?\.\w+$/i;

/**
 * The files that were dropped, also those of folders. Hidden files of a folder are omitted.
 * @param {DataTransfer} data read before this returns, as it is empty later on
 * @returns {Promise<Found[]>}
 */
export async function filesOf(data) {
  const dropped = [...data.items].filter(({ kind }) => kind === 'file').map((item) => ({
    entry: item.webkitGetAsEntry?.(), file: item.getAsFile(), handle: handleOf(item),
  }));
  /** @type {Found[]} */
  const found = [];
  for (const { entry, file, handle } of dropped) {
    if (entry?.isDirectory) {
      const start = found.length;
      await walk(/** @type {FileSystemDirectoryEntry} */ (entry), found);
      const root = /** @type {FileSystemDirectoryHandle | undefined} */ (await handle);
      for (const each of found.slice(start)) each.root = root;
    } else if (file) found.push({ path: file.name, file, handle: /** @type {FileSystemFileHandle | undefined} */ (await handle) });
  }
  return found;
}

/** The files of a folder that is chosen, into which pictures can be written. @returns {Promise<Found[] | null>} null where no folder is chosen */
export async function chosenFolder() {
  try {
    const folder = await /** @type {any} */ (window).showDirectoryPicker({ mode: 'readwrite' });
    return await (await import('../files/folder.js')).filesBelow(folder, most, () => new Error(words.files.tooMany(most)));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/**
 * The handle of a file or a folder that was dropped, by which it can be written; nothing where the browser has none.
 * @param {DataTransferItem & { getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> }} item
 * @returns {Promise<FileSystemHandle | undefined>}
 */
const handleOf = async (item) => await item.getAsFileSystemHandle?.().catch(() => null) ?? undefined;

/**
 * @param {FileSystemDirectoryEntry} folder
 * @param {Found[]} found
 */
async function walk(folder, found) {
  const reader = folder.createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} A part of them, none at the end. */
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      if (found.length >= most) throw new Error(words.files.tooMany(most));
      if (entry.isDirectory) await walk(/** @type {FileSystemDirectoryEntry} */ (entry), found);
      else {
        const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
        found.push({ path: entry.fullPath.replace(/^\//, ''), file });
      }
    }
  }
}

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
