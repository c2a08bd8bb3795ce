/** The pictures of drafts, for the rest of the page: what they need is loaded with the first of them. */

import { isPicture } from './files.js';
import { address } from './mentions.js';

/** @typedef {import('./files.js').Found} Found */
/** @typedef {import('./kept-pictures.js').KeptPictures} KeptPictures */
/**
 * The files of a site, as its open post calls them. `urlOf`: null for what is not there; `written`: pictures of a draft went into its folder.
 * @typedef {object} SiteFiles
 * @property {(url: string, about: { kind: 'image' | 'link', from: 'body' | 'frontMatter' }) => string | Promise<string> | null} urlOf
 * @property {(url: string) => Promise<File | undefined>} fileAt
 * @property {(id: string, found: Found[]) => void} written
 */

export class Pictures {
  /**
   * @param {object} parts
   * @param {import('../../draft-pane.js').DraftPane} parts.pane
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {() => Promise<import('../store/database.js').Database>} parts.database
   * @param {() => void} parts.stored called when some are stored
   */
  constructor(parts) {
    this.#parts = parts;
    this.#tabs.addEventListener('message', ({ data: id }) => {
      this.#kept?.forget(id);
      if (id === this.#open) this.#show(true);
    });
  }

  #parts;
  #tabs = new BroadcastChannel('draftpane.pictures');
  /** The draft that is open. */
  #open = '';
  /** @type {KeptPictures | null} */
  #kept = null;
  /** @type {Promise<KeptPictures> | null} */
  #loading = null;
  /** The site whose post is open. @type {SiteFiles | null} */
  #site = null;
  #hasSome = false;
  /** The pictures of the open draft that it should have. @type {string[]} */
  #paths = [];

  #load() {
    this.#loading ??= import('./kept-pictures.js').then(({ KeptPictures }) => (this.#kept = new KeptPictures(this.#parts.notices, this.#parts.database)));
    return this.#loading;
  }

  /**
   * Stores pictures with a draft, and other files that its text links to; those of the same paths take the place of others.
   * Files that it does not link to are there until the page is closed.
   * @param {string} id
   * @param {Found[]} pictures
   * @param {boolean} [isNew] whether they go into the folder of the post, too
   * @returns {Promise<boolean>} whether all are stored
   */
  async add(id, pictures, isNew = false) {
    if (pictures.length === 0) return true;
    const kept = await this.#load();
    await kept.take(id, pictures);
    if (id === this.#open) {
      this.#paths.push(...pictures.map(({ path }) => path));
      this.#show(true);
    }
    const isStored = await kept.store(id, pictures.filter((each) => isPicture(each) || each.isLinked));
    this.#tabs.postMessage(id);
    this.#parts.stored();
    if (isNew && await kept.write(id, pictures)) this.#site?.written(id, pictures);
    return isStored;
  }

  /** The files of the site count first, then those of the draft. @param {SiteFiles | null} site */
  setSite(site) {
    this.#site = site;
    this.#show(this.#hasSome);
  }

  /** The post of a draft came with its folder. @param {string} id @param {Pick<Found, 'root' | 'path'>} post */
  async setFolder(id, { root, path }) {
    if (root) await (await this.#load()).setFolder(id, root, path);
  }

  /** The names of the files in the folder of a post. @param {string} id */
  async namesInFolder(id) {
    return (await this.#load()).namesInFolder(id);
  }

  /** Removes pictures of a draft. @param {string} id @param {string[]} paths */
  async remove(id, paths) {
    await (await this.#load()).remove(id, paths);
    this.#tabs.postMessage(id);
    if (id === this.#open) this.#show(true);
  }

  /** Shows the pictures of a draft, and no others. @param {string} id @param {string[]} paths those that it should have */
  open(id, paths) {
    if (id === this.#open) return;
    this.#open = id;
    this.#paths = [...paths];
    this.#kept?.close();
    this.#parts.notices.dismiss('pictures');
    this.#show(paths.length > 0);
    const isOpen = () => id === this.#open;
    if (paths.length > 0) this.#load().then((kept) => kept.tell(id, paths, isOpen));
    else this.#count(id).then((count) => count > 0 && isOpen() && this.#show(true), () => {});
  }

  /** The picture or other file of the open draft that a link leads to. @param {string} url @returns {Promise<File | undefined>} */
  async fileAt(url) {
    const id = this.#open;
    return await this.#site?.fileAt(url) ?? (await this.#load()).fileAt(id, url);
  }

  /** The bytes of the open draft's picture at an address, as the post has it. @param {string} url @returns {Promise<Blob | null>} */
  async blobOf(url) {
    return await this.fileAt(url) ?? null;
  }

  /** The files of a draft belong to another one as well. @param {string} from its id @param {string} to */
  async copy(from, to) {
    await (await this.#load()).copy(from, to);
  }

  /** The files of a draft, by their paths beside the post. @param {string} id @returns {Promise<ReadonlyMap<string, File>>} */
  async filesOf(id) {
    return (await this.#load()).filesOf(id);
  }

  /** The open draft goes on under another id, with the pictures that it has. @param {string} id @param {string[]} paths */
  fork(id, paths) {
    const from = this.#open;
    this.#open = id;
    this.#paths = [...paths];
    if (this.#hasSome) this.copy(from, id).then(() => id === this.#open && this.#show(true));
  }

  /** @param {string} id */
  async #count(id) {
    return (await this.#parts.database()).use((db) => db.countFromIndex('pictures', 'draft', id));
  }

  /** @param {boolean} hasSome */
  #show(hasSome) {
    const id = this.#open;
    const site = this.#site;
    this.#hasSome = hasSome;
    // The pane finds those of its site by itself, and those that Hugo makes of them.
    const isOwn = site ? this.#paths.some((path) => site.urlOf(address(path), { kind: 'image', from: 'body' }) === null) : hasSome;
    // A function of its own each time: the pane asks it for each address once.
    this.#parts.pane.resolveUrl = !isOwn ? (/** @type {any} */ (null)) : (url, about) => {
      if (about.kind !== 'image') return url;
      const there = site?.urlOf(url, about) ?? null;
      if (there !== null) return there;
      return this.#kept ? this.#kept.urlOf(id, url) : this.#load().then((kept) => kept.urlOf(id, url));
    };
  }
}
