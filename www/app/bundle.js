/** What is dropped or chosen at once: a post, pictures, a site's configuration, or a folder with all of it. */
import { isSite } from './site.js';

/** @typedef {{ path: string, file: File }} Found `path`: its name, below the folder that it came in */

/** So many files of folders are looked at. */
const most = 1000;

const post = /\.(?:md|markdown|mdown)$/i;
/** The post of a page bundle, or of a section. */
const index = /(?:^|\/)_?index(?:\.[\w-]+)?\.\w+$/i;

/**
 * The files that were dropped, also those of folders. What is hidden in a folder is left out.
 * @param {DataTransfer} data read before this returns, as it is empty later on
 * @returns {Promise<Found[]>}
 */
export async function filesOf(data) {
  const dropped = [...data.items].filter(({ kind }) => kind === 'file').map((item) => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  /** @type {Found[]} */
  const found = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) await walk(/** @type {FileSystemDirectoryEntry} */ (entry), found);
    else if (file) found.push({ path: file.name, file });
  }
  return found;
}

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
      if (found.length >= most) throw new Error(`it holds more than ${most} files`);
      if (entry.isDirectory) await walk(/** @type {FileSystemDirectoryEntry} */ (entry), found);
      else {
        const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
        found.push({ path: entry.fullPath.replace(/^\//, ''), file });
      }
    }
  }
}

/**
 * What is what. The post is the one that is least deep, there `index.md` before others; a file of another kind only where
 * it was dropped itself, without pictures.
 * @param {Found[]} found
 * @returns {{ post?: Found, site?: Found, pictures: Found[], others: Found[] }} `pictures`: by their paths beside the post
 */
export function sort(found) {
  const site = found.find(({ path }) => isSite(path));
  const pictures = found.filter(isPicture);
  /** @param {Found} found */
  const rank = ({ path }) => 2 * path.split('/').length - (index.test(path) ? 1 : 0);
  const texts = found.filter(({ path }) => post.test(path)).sort((a, b) => rank(a) - rank(b));
  const beside = found.filter((other) => other !== site && !pictures.includes(other) && !other.path.includes('/'));
  const first = texts[0] ?? beside.find(({ path }) => /\.txt$/i.test(path)) ?? (pictures.length || site ? undefined : beside[0]);
  const folder = first?.path.replace(/[^/]*$/, '') ?? '';
  const own = pictures.filter(({ path }) => path.startsWith(folder));
  return {
    post: first,
    site,
    pictures: own.map(({ path, file }) => ({ path: path.slice(folder.length), file })),
    others: found.filter((other) => other !== first && other !== site && !own.includes(other)),
  };
}

/** @param {Found} found */
const isPicture = ({ file }) => file.type.startsWith('image/');
