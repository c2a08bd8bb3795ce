/** Paths of files: relative to a root, by slashes; and addresses that may lead to them. */

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

/** A path without `.` and `..`. @param {string} path @returns {string | null} null for one that leads out of its folder */
export function below(path) {
  let depth = 0;
  for (const name of path.split('/')) if (name !== '' && name !== '.' && (depth += name === '..' ? -1 : 1) < 0) return null;
  return path.startsWith('/') ? null : join(path);
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

/** Whether an address names its protocol or host. @param {string} url */
export const hasHost = (url) => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url);

/** @param {string} url @returns {string} without its query and its fragment */
export const withoutQuery = (url) => url.replace(/[?#].*$/s, '');

/** The characters behind the escapes of an address. @param {string} url @returns {string} unchanged where they are no text */
export function decoded(url) {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** A path as an address: characters that would end the address are escaped. @param {string} path */
export const encoded = (path) => path.replace(/[\s()<>%#?]/g, (each) => `%${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`);
