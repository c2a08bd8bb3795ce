/** The folder of an open site: a folder on the disk, into which can be written, or files that were chosen or dropped. */
import { nameOf } from '../../base/paths.js';
import { folderOf as folderIn, mayWrite, writeInto } from '../files/folder.js';

/** @typedef {import('../files/files.js').Found} Found */
/** @typedef {FileSystemDirectoryHandle | Map<string, File>} Source files: by their paths from the site's root */

/** Files by which a folder is that of a site. */
const configuration = /^(?:(?:hugo|config)\.(?:toml|ya?ml|json)|config\/_default\/.+\.(?:toml|ya?ml|json))$/i;

export class SiteFolder {
  /** @param {string} name @param {Source} source */
  constructor(name, source) {
    this.name = name;
    this.source = source;
    this.root = source instanceof Map ? null : source;
  }

  /** Whether a folder is that of a site of Hugo. @param {Source} source */
  static async isSite(source) {
    if (source instanceof Map) return [...source.keys()].some((path) => configuration.test(path));
    for await (const name of source.keys()) if (configuration.test(name)) return true;
    const folder = await source.getDirectoryHandle('config').then((config) => config.getDirectoryHandle('_default')).catch(() => null);
    if (folder) for await (const name of folder.keys()) if (configuration.test(`config/_default/${name}`)) return true;
    return false;
  }

  /** The file at a path, with the handle by which it is saved. @param {string} path @returns {Promise<Found>} */
  async found(path) {
    if (this.source instanceof Map) {
      const file = this.source.get(path);
      if (!file) throw new DOMException('', 'NotFoundError');
      return { path, file };
    }
    const handle = await this.handle(path);
    return { path, file: await handle.getFile(), handle };
  }

  /** @param {string} path @returns {Promise<FileSystemFileHandle>} */
  async handle(path) {
    return (await folderIn(/** @type {FileSystemDirectoryHandle} */ (this.root), path)).getFileHandle(nameOf(path));
  }

  /** The path of a file by its handle. @param {FileSystemFileHandle} handle @returns {Promise<string | null>} null for one outside */
  async pathOf(handle) {
    const names = await this.root?.resolve(handle);
    return names ? names.join('/') : null;
  }

  /** @param {Map<string, Blob>} files by their paths */
  async write(files) {
    const { root } = this;
    if (!root || !await mayWrite(root)) throw new DOMException('', 'NotAllowedError');
    for (const [path, file] of files) await writeInto(root, path, file);
  }
}
