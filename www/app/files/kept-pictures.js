/** The files of drafts that were opened on this page: read from the store, given addresses, found by what a post calls them. */
import { PictureStore } from '../store/picture-store.js';
import { pathOf } from './picture-paths.js';
import { words } from '../words.js';

/** @typedef {import('./files.js').Found} Found */
/** @typedef {Map<string, File>} Files by their paths beside the post */

export class KeptPictures {
  /**
   * @param {import('../ui/notices.js').Notices} notices
   * @param {() => Promise<import('../store/database.js').Database>} database
   */
  constructor(notices, database) {
    this.#notices = notices;
    this.#store = new PictureStore(database);
  }

  #notices;
  #store;
  /** By the drafts' ids. Other files than pictures are not stored: they last until the page is closed. @type {Map<string, Files>} */
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
   * Stores pictures; says which there is no room for.
   * @param {string} id
   * @param {Found[]} found
   * @returns {Promise<boolean>} whether all are stored
   */
  async store(id, found) {
    const pictures = found.map(({ path, file }) => ({ path: path.normalize(), file }));
    const refused = await this.#inTurn(() => this.#store.add(id, pictures))
      .catch((error) => pictures.map(({ path }) => ({ path, error })));
    if (refused.length > 0) {
      this.#notices.show({
        id: 'pictures', tone: 'error', text: words.pictures.refused(refused.length, namesOf(refused.map(({ path }) => path)), reasonOf(refused[0].error)),
      });
    }
    return refused.length === 0;
  }

  /** @param {string} id @param {string[]} paths */
  async remove(id, paths) {
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
    if (missing.length > 0 && isOpen()) this.#notices.show({ id: 'pictures', text: words.pictures.gone(missing.length, namesOf(missing)) });
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
  return paths.length > most ? words.files.andMore(names, paths.length - most) : names;
}

/** @type {Record<string, string>} */
const reasons = words.saving.reasons;

/** @param {unknown} error */
function reasonOf(error) {
  const { name = '', message = '' } = /** @type {Partial<Error>} */ (error ?? {});
  return reasons[name] ?? (message.replace(/\.$/, '') || name || reasons.unknown);
}
