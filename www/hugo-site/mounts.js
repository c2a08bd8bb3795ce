/** Where Hugo sees the files of a site: its own folders and mounts first, then those of its themes. */
import { within } from '../base/paths.js';

/** @typedef {import('./folder.js').Folder} Folder */
/** @typedef {import('./config.js').Module} Module */
/** A file of the site as Hugo sees it. @typedef {{ file: string, path: string, lang: string | null }} Mounted */

export class Mounts {
  /** @param {Folder} folder @param {Module[]} modules */
  constructor(folder, modules) {
    this.#folder = folder;
    this.#mounts = modules.flatMap(({ mounts }) => mounts);
  }

  #folder;
  #mounts;

  /**
   * The file at a path of Hugo's, such as `static/img/a.png`.
   * @param {string} path
   * @returns {string | null} the path of the file in the folder
   */
  fileAt(path) {
    for (const { source, target } of this.#mounts) {
      const rest = within(path, target);
      if (rest === null) continue;
      const file = rest === '' ? source : `${source}/${rest}`;
      if (this.#folder.has(file)) return file;
    }
    return null;
  }

  /** Where Hugo sees a file. @param {string} file @returns {Mounted | null} null for what Hugo does not read */
  seen(file) {
    for (const { source, target, lang } of this.#mounts) {
      const rest = within(file, source);
      if (rest !== null) return { file, path: rest === '' ? target : `${target}/${rest}`, lang };
    }
    return null;
  }

  /** All files of a component, those of the site before those of its themes. @param {string} component @returns {Mounted[]} */
  filesOf(component) {
    /** @type {Map<string, Mounted>} */
    const found = new Map();
    for (const { source, target, lang } of this.#mounts) {
      if (within(target, component) === null) continue;
      const files = this.#folder.has(source) ? [source] : this.#folder.below(source);
      for (const file of files) {
        const rest = within(file, source);
        const path = rest ? `${target}/${rest}` : target;
        const key = `${lang ?? ''}\0${path}`;
        if (!found.has(key)) found.set(key, { file, path, lang });
      }
    }
    return [...found.values()];
  }
}
