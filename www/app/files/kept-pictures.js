/** The files of drafts that were opened on this page: read from the store, given addresses, found by what a post calls them. */
import { folderOf as pathOfFolder, nameOf } from '../../base/paths.js';
import { folderOf, mayWrite, removeFrom, writeInto } from './folder.js';
import { isPicture } from './files.js';
import { PictureStore } from '../store/picture-store.js';
import { pathOf } from './picture-paths.js';
import { words } from '../words.js';
import { sheets } from '../words/sheets.js';

/** @typedef {import('./files.js').Found} Found */
/** @typedef {Map<string, File>} Files by their paths beside the post */
/** @typedef {{ root: FileSystemDirectoryHandle, path: string }} PostFolder a folder of the disk, and the path below it */

export class KeptPictures {
  /**
   * @param {import('../ui/notices.js').Notices} notices
   * @param {() => Promise<import('../store/database.js').Database>} database
   */
  constructor(notices, database) {
    this.#notices = notices;
    this.#database = database;
    this.#store = new PictureStore(database);
  }

  #notices;
  #database;
  #store;
  /** By the drafts' ids. @type {Map<string, Files>} */
  #here = new Map();
  /** @type {Map<string, Promise<Files>>} */
  #reading = new Map();
  /** Addresses of the pictures that are shown, by their drafts and paths. @type {Map<string, string>} */
  #urls = new Map();
  /** Work of the store is done in order. @type {Promise<unknown>} */
  #work = Promise.resolve();

  /** The files of a draft. @param {string} id @returns {Promise<Files>} */
  filesOf(id) {
    const known = this.#reading.get(id);
    if (known) return known;
    /** @type {Promise<Files>} */
    const reading = this.#inTurn(() => this.#store.read(id)).catch(() => {
      // The next time it may be there.
      this.#reading.delete(id);
      return new Map();
    }).then((files) => {
      this.#here.set(id, files);
      return files;
    });
    this.#reading.set(id, reading);
    return reading;
  }

  /**
   * Has files with a draft, on this page.
   * @param {string} id
   * @param {Found[]} found
   */
  async take(id, found) {
    const files = await this.filesOf(id);
    for (const { path, file } of found) {
      this.#revoke(`${id}/${path.normalize()}`);
      files.set(path.normalize(), file);
    }
  }

  /**
   * Stores files; says which there is no room for.
   * @param {string} id
   * @param {Found[]} found
   * @returns {Promise<boolean>} whether all are stored
   */
  async store(id, found) {
    const pictures = found.map(({ path, file }) => ({ path: path.normalize(), file }));
    const refused = await this.#inTurn(() => this.#store.add(id, pictures))
      .catch((error) => pictures.map(({ path }) => ({ path, error })));
    if (refused.length > 0) {
      const paths = refused.map(({ path }) => path);
      const isPictures = pictures.every((each) => !paths.includes(each.path) || isPicture(each));
      this.#notices.show({ id: 'pictures', tone: 'error', text: sheets.pictures.refused(paths.length, namesOf(paths), reasonOf(refused[0].error), isPictures) });
    }
    return refused.length === 0;
  }

  /**
   * The post of a draft lies in a folder, into which its new pictures go. The folder need not be there yet.
   * @param {string} id
   * @param {FileSystemDirectoryHandle} root
   * @param {string} path of the post below it, and the name of the root
   */
  async setFolder(id, root, path) {
    const folder = { root, path: pathOfFolder(path.replace(/^[^/]*\//, '')) };
    await (await this.#database()).use((db) => db.put('folders', folder, id));
  }

  /** @param {string} id @returns {Promise<PostFolder | undefined>} */
  async #folder(id) {
    const known = await (await this.#database()).use((db) => db.get('folders', id)).catch(() => undefined);
    // Older drafts have the folder itself.
    return known instanceof FileSystemDirectoryHandle ? { root: known, path: '' } : known;
  }

  /** The names that a new picture cannot have: of files in the folder of the post. @param {string} id @returns {Promise<Set<string>>} */
  async namesInFolder(id) {
    const names = new Set();
    const folder = await this.#folder(id);
    try {
      if (folder && await mayWrite(folder.root)) for await (const name of (await folderOf(folder.root, `${folder.path}/a`)).keys()) names.add(name);
    } catch {
      // It is not there yet, or was moved.
    }
    return names;
  }

  /**
   * Writes pictures into the folder of the post, where it has one.
   * @param {string} id
   * @param {Found[]} found
   * @returns {Promise<boolean>} whether they are there
   */
  async write(id, found) {
    const folder = await this.#folder(id);
    if (!folder) return false;
    const name = nameOf(folder.path) || folder.root.name;
    const names = namesOf(found.map(({ path }) => path));
    try {
      if (!await mayWrite(folder.root)) throw new DOMException('', 'NotAllowedError');
      for (const { path, file } of found) await writeInto(folder.root, `${folder.path}/${path}`, file);
      this.#notices.show({ id: 'folder', seconds: 8, text: sheets.pictures.inFolder(name, names) });
      return true;
    } catch (error) {
      this.#notices.show({
        id: 'folder', tone: 'warning', text: sheets.pictures.notInFolder(name, names, reasonOf(error)),
        actions: [{ label: sheets.pictures.write, run: () => this.write(id, found) }],
      });
      return false;
    }
  }

  /** @param {string} id @param {string[]} paths */
  async remove(id, paths) {
    const folder = await this.#folder(id);
    if (folder) for (const path of paths) await removeFrom(folder.root, `${folder.path}/${path}`).catch(() => {});
    const files = await this.filesOf(id);
    for (const path of paths) {
      this.#revoke(`${id}/${path}`);
      files.delete(path);
    }
    await this.#inTurn(() => this.#store.remove(id, paths)).catch(() => {});
  }

  /**
   * Says which pictures of a draft are not here.
   * @param {string} id
   * @param {string[]} paths those that it should have
   * @param {() => boolean} isOpen whether the draft is still open
   */
  async tell(id, paths, isOpen) {
    const files = await this.filesOf(id);
    const missing = paths.filter((path) => !files.has(path.normalize()));
    if (missing.length > 0 && isOpen()) this.#notices.show({ id: 'pictures', text: sheets.pictures.gone(missing.length, namesOf(missing)) });
  }

  /** The file that an address leads to. @param {string} id @param {string} url */
  async fileAt(id, url) {
    const files = await this.filesOf(id);
    const path = pathOf(url, files);
    return path === null ? undefined : files.get(path);
  }

  /** The address by which the pane shows a picture; at once where the files have been read. @param {string} id @param {string} url */
  urlOf(id, url) {
    const files = this.#here.get(id);
    return files ? this.#addressOf(id, files, url) : this.filesOf(id).then((read) => this.#addressOf(id, read, url));
  }

  /** @param {string} from @param {string} to */
  async copy(from, to) {
    await this.#inTurn(() => this.#store.copy(from, to)).catch(() => {});
    const files = await this.filesOf(to);
    for (const [path, file] of this.#here.get(from) ?? []) if (!files.has(path)) files.set(path, file);
  }

  /** Another draft is open, or none. */
  close() {
    for (const key of [...this.#urls.keys()]) this.#revoke(key);
  }

  /** Another tab has stored some. @param {string} id */
  forget(id) {
    this.#here.delete(id);
    this.#reading.delete(id);
  }

  /** @param {string} id @param {Files} files @param {string} url */
  #addressOf(id, files, url) {
    const path = pathOf(url, files);
    const file = path === null ? undefined : files.get(path);
    if (!file) return url;
    const key = `${id}/${path}`;
    const made = this.#urls.get(key) ?? URL.createObjectURL(file);
    this.#urls.set(key, made);
    return made;
  }

  /** @param {string} key */
  #revoke(key) {
    const url = this.#urls.get(key);
    if (!url) return;
    URL.revokeObjectURL(url);
    this.#urls.delete(key);
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  #inTurn(work) {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {});
    return done;
  }
}

/** The number of names that a message has. */
const most = 3;

/** @param {string[]} paths */
function namesOf(paths) {
  const names = paths.slice(0, most).map((path) => `“${path}”`).join(', ');
  return paths.length > most ? sheets.files.andMore(names, paths.length - most) : names;
}

/** @type {Record<string, string>} */
const reasons = words.saving.reasons;

/** @param {unknown} error */
function reasonOf(error) {
  const { name = '', message = '' } = /** @type {Partial<Error>} */ (error ?? {});
  return reasons[name] ?? (message.replace(/\.$/, '') || name || reasons.unknown);
}
