/** The files of a site: a folder on a disk, chosen files, or bytes that the embedder has. */
import { check } from '../base/check.js';
import { endingOf, join } from '../base/paths.js';

/**
 * The origin of a file's bytes.
 * @typedef {import('./types.js').Source} Source
 * @typedef {import('./types.js').Files} Files
 */

/** Folders that are read when a configuration mounts something in them: they are large, and mostly no part of the site. */
const late = new Set(['node_modules', 'public']);

const types = /** @type {Record<string, string>} */ ({
  avif: 'image/avif', css: 'text/css', gif: 'image/gif', jpeg: 'image/jpeg', jpg: 'image/jpeg', mp3: 'audio/mpeg', mp4: 'video/mp4',
  ogg: 'audio/ogg', otf: 'font/otf', pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml', ttf: 'font/ttf', webm: 'video/webm',
  webp: 'image/webp', woff: 'font/woff', woff2: 'font/woff2',
});

export class Folder {
  /** @type {Map<string, Source>} */
  #files = new Map();
  /** Folders that were passed by, by their paths. @type {Map<string, FileSystemDirectoryHandle>} */
  #late = new Map();

  /**
   * @param {Files} files
   * @throws {TypeError} for anything else
   */
  static async of(files) {
    const folder = new Folder();
    if (files instanceof Map) {
      for (const [path, source] of files) {
        checkSource(path, source);
        folder.#add(join(path), source);
      }
    } else if (isDirectory(files)) {
      await folder.#walk(files, '');
    } else if (typeof files === 'object' && files !== null && Symbol.iterator in files) {
      // The first name is the folder's own.
      for (const file of files) {
        checkSource(file?.name, file);
        folder.#add(join((file.webkitRelativePath || `/${file.name}`).replace(/^[^/]*\//, '')), file);
      }
    } else {
      throw new TypeError('A site is a FileSystemDirectoryHandle, an iterable of files, or a Map of paths to contents.');
    }
    return folder;
  }

  /** @param {string} path @param {Source} source */
  #add(path, source) {
    if (path !== '' && !/(?:^|\/)\.(?:git|hg|svn)\//.test(path)) this.#files.set(path, source);
  }

  /** @param {FileSystemDirectoryHandle} folder @param {string} path */
  async #walk(folder, path) {
    for await (const [name, handle] of folder.entries()) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (handle.kind === 'file') this.#add(inner, /** @type {FileSystemFileHandle} */ (handle));
      else if (late.has(name)) this.#late.set(inner, /** @type {FileSystemDirectoryHandle} */ (handle));
      else if (!name.startsWith('.')) await this.#walk(/** @type {FileSystemDirectoryHandle} */ (handle), inner);
    }
  }

  /** Reads the names in a folder that was passed by at first. @param {string} path of a folder or a file in it */
  async reach(path) {
    for (const [from, handle] of this.#late) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      let inner = handle;
      let reached = from;
      try {
        for (const name of path.slice(from.length + 1).split('/').filter(Boolean)) {
          inner = await inner.getDirectoryHandle(name);
          reached += `/${name}`;
        }
        await this.#walk(inner, reached);
      } catch (error) {
        if (error instanceof DOMException && error.name === 'TypeMismatchError') {
          this.#add(path, await inner.getFileHandle(path.slice(path.lastIndexOf('/') + 1)));
        } else if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
      }
    }
  }

  /** A file was written, or removed. @param {string} path @param {Source | null} source */
  set(path, source) {
    if (source === null) this.#files.delete(join(path));
    else this.#add(join(path), source);
  }

  /** @param {string} path */
  has(path) {
    return this.#files.has(path);
  }

  /** @param {string} folder @returns {string[]} paths of all files below, in their order */
  below(folder) {
    const start = folder === '' ? '' : `${folder}/`;
    return [...this.#files.keys()].filter((path) => path.startsWith(start)).sort();
  }

  /** @param {string} path @returns {Promise<Blob>} with the type of its ending */
  async blob(path) {
    const source = await this.#source(path);
    const type = types[endingOf(path)] ?? '';
    if (source instanceof Blob) return source.type === type ? source : source.slice(0, source.size, type);
    return new Blob([/** @type {BlobPart} */ (source)], { type });
  }

  /** @param {string} path @returns {Promise<Uint8Array>} */
  async bytes(path) {
    const source = await this.#source(path);
    if (typeof source === 'string') return new TextEncoder().encode(source);
    return source instanceof Blob ? new Uint8Array(await source.arrayBuffer()) : source;
  }

  /** @param {string} path @param {number} [most] how many bytes are read @returns {Promise<string>} without a byte order mark */
  async text(path, most = Infinity) {
    const source = await this.#source(path);
    if (typeof source === 'string') return source.replace(/^\uFEFF/, '');
    const bytes = source instanceof Blob ? await source.slice(0, Math.min(most, source.size)).arrayBuffer() : source;
    return new TextDecoder().decode(bytes);
  }

  /** @param {string} path @returns {Promise<string | Uint8Array | Blob>} */
  async #source(path) {
    const source = this.#files.get(path);
    if (source === undefined) throw new RangeError(`The site has no file ${path}.`);
    return typeof source === 'object' && 'getFile' in source ? source.getFile() : source;
  }
}

/** @param {unknown} path @param {unknown} source @throws {TypeError} for what is no file, or has no path */
export function checkSource(path, source) {
  check(typeof path === 'string', 'The path of a file is a string', path);
  const isFile = typeof source === 'string' || ArrayBuffer.isView(source) || source instanceof Blob
    || (typeof source === 'object' && source !== null && 'getFile' in source);
  check(isFile, `The file ${path} is a text, bytes, a Blob or a FileSystemFileHandle`, source);
}

/** @param {Files} files @returns {files is FileSystemDirectoryHandle} */
const isDirectory = (files) => /** @type {{ kind?: unknown }} */ (files)?.kind === 'directory';
