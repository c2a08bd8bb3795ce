/** Files that are dropped or chosen at once, also those of folders. */
import { words } from '../words.js';

/** @typedef {import('../files/files.js').Found} Found */

/** Opens a folder as a site, if it is one. @typedef {(name: string, source: FileSystemDirectoryHandle | Map<string, File>) => Promise<boolean>} TakeSite */

/** The largest number of files that are read from folders. */
const most = 1000;
/** That of the files of a site, where the browser gives no handle of its folder. */
const mostOfSite = 50_000;

/** Files by their paths below the folder that they came in. @param {Found[]} found @returns {Map<string, File>} */
export const belowRoot = (found) => new Map(found.map(({ path, file }) => [path.replace(/^[^/]*\//, ''), file]));

/**
 * The files that were dropped, also those of folders. Hidden files of a folder are omitted.
 * @param {DataTransfer} data read before this returns, as it is empty later on
 * @param {TakeSite} takeSite
 * @returns {Promise<Found[] | null>} null for a site
 */
export async function filesOf(data, takeSite) {
  const dropped = [...data.items].filter(({ kind }) => kind === 'file').map((item) => ({
    entry: item.webkitGetAsEntry?.(), file: item.getAsFile(), handle: handleOf(item),
  }));
  /** @type {Found[]} */
  const found = [];
  for (const { entry, file, handle } of dropped) {
    if (entry?.isDirectory) {
      const start = found.length;
      const root = /** @type {FileSystemDirectoryHandle | undefined} */ (await handle);
      if (root && dropped.length === 1 && await takeSite(root.name, root)) return null;
      await walk(/** @type {FileSystemDirectoryEntry} */ (entry), found, root || dropped.length > 1 ? most : mostOfSite);
      if (!root && dropped.length === 1 && await takeSite(entry.name, belowRoot(found))) return null;
      if (found.length > most) throw new Error(words.files.tooMany(most));
      for (const each of found.slice(start)) each.root = root;
    } else if (file) found.push({ path: file.name, file, handle: /** @type {FileSystemFileHandle | undefined} */ (await handle) });
  }
  return found;
}

/** The files of a folder that is chosen, into which pictures can be written. @param {TakeSite} takeSite @returns {Promise<Found[] | null>} null for a site, and where no folder is chosen */
export async function chosenFolder(takeSite) {
  try {
    const folder = await /** @type {any} */ (window).showDirectoryPicker({ mode: 'readwrite' });
    if (await takeSite(folder.name, folder)) return null;
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
 * @param {number} most
 */
async function walk(folder, found, most) {
  const reader = folder.createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} A part of them, none at the end. */
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      if (found.length >= most) throw new Error(words.files.tooMany(most));
      if (entry.isDirectory) await walk(/** @type {FileSystemDirectoryEntry} */ (entry), found, most);
      else {
        const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
        found.push({ path: entry.fullPath.replace(/^\//, ''), file });
      }
    }
  }
}
