/** The folder on the author's disk in which a post lies: its files read, pictures written beside the post. */

import { folderOf as pathOfFolder, nameOf } from '../../base/paths.js';

/** @typedef {import('./files.js').Found} Found */
/** Not yet in the types of TypeScript. @typedef {Record<'queryPermission' | 'requestPermission', (wish: { mode: 'readwrite' }) => Promise<string>>} Asking */

/** @param {FileSystemDirectoryHandle} folder @returns {Promise<boolean>} asks, where a click or a drop allows that */
export async function mayWrite(folder) {
  const asking = /** @type {FileSystemDirectoryHandle & Asking} */ (folder);
  if (await asking.queryPermission({ mode: 'readwrite' }) === 'granted') return true;
  return await asking.requestPermission({ mode: 'readwrite' }).catch(() => 'denied') === 'granted';
}

/**
 * The folder of a file, below another.
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} path of the file
 * @param {boolean} [create]
 */
export async function folderOf(folder, path, create = false) {
  let inner = folder;
  for (const name of pathOfFolder(path).split('/').filter(Boolean)) inner = await inner.getDirectoryHandle(name, { create });
  return inner;
}

/**
 * Writes a file: the disk has the old one or all of the new one.
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} path
 * @param {Blob} file
 */
export async function writeInto(folder, path, file) {
  const inner = await folderOf(folder, path, true);
  const isNew = await inner.getFileHandle(nameOf(path)).then(() => false, () => true);
  const handle = await inner.getFileHandle(nameOf(path), { create: true });
  try {
    await file.stream().pipeTo(await handle.createWritable());
  } catch (error) {
    if (isNew) await inner.removeEntry(nameOf(path)).catch(() => {});
    throw error;
  }
}

/** @param {FileSystemDirectoryHandle} folder @param {string} path */
export async function removeFrom(folder, path) {
  await (await folderOf(folder, path)).removeEntry(nameOf(path));
}

/**
 * All files below a folder, without hidden ones.
 * @param {FileSystemDirectoryHandle} folder
 * @param {number} most
 * @param {() => Error} tooMany
 */
export async function filesBelow(folder, most, tooMany) {
  /** @type {Found[]} */
  const found = [];
  /** @param {FileSystemDirectoryHandle} inner @param {string} before */
  async function walk(inner, before) {
    for await (const [name, handle] of inner.entries()) {
      if (name.startsWith('.')) continue;
      if (found.length >= most) throw tooMany();
      if (handle instanceof FileSystemDirectoryHandle) await walk(handle, `${before}${name}/`);
      else found.push({ path: before + name, file: await /** @type {FileSystemFileHandle} */ (handle).getFile(), root: folder });
    }
  }
  await walk(folder, `${folder.name}/`);
  return found;
}
