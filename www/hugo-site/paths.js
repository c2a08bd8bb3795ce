/** Paths of a site's files: relative to its root, by slashes. */

/** @param {string[]} parts @returns {string} without empty names, `.` and `..`; names above the root are dropped */
export function join(...parts) {
  /** @type {string[]} */
  const names = [];
  for (const name of parts.join('/').replaceAll('\\', '/').split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

/** @param {string} path */
export const folderOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** @param {string} path */
export const nameOf = (path) => path.slice(path.lastIndexOf('/') + 1);

/** @param {string} path @returns {string} in small letters, without its dot */
export const endingOf = (path) => /\.([^./]+)$/.exec(path)?.[1].toLowerCase() ?? '';

/** @param {string} path @param {string} folder @returns {string | null} the path from the folder; null outside of it */
export function within(path, folder) {
  if (folder === '') return path;
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
