/**
 * The pictures and other files that came with drafts, from the author's disk. They last until the page is closed, and
 * pictures have addresses while their draft is open.
 */

/** @typedef {import('./files.js').Found} Found */

export class Pictures {
  /** @param {import('../../draft-pane.js').DraftPane} pane */
  constructor(pane) {
    this.#pane = pane;
  }

  #pane;
  /** By the drafts' ids: the files by their paths beside the post. @type {Map<string, Map<string, File>>} */
  #kept = new Map();
  /** The draft that is open. */
  #open = '';
  /** URLs of the files that are shown. @type {Map<File, string>} */
  #urls = new Map();

  /**
   * Keeps pictures with a draft; those of the same paths take the place of others.
   * @param {string} id
   * @param {Found[]} pictures
   */
  add(id, pictures) {
    if (pictures.length === 0) return;
    const files = this.#kept.get(id) ?? new Map();
    this.#kept.set(id, files);
    for (const { path, file } of pictures) {
      this.#revoke(files.get(path.normalize()));
      files.set(path.normalize(), file);
    }
    if (id === this.#open) this.#show();
  }

  /**
   * Those of some paths that are not here, as those of an earlier visit are.
   * @param {string} id
   * @param {string[]} paths
   */
  missing(id, paths) {
    const files = this.#kept.get(id);
    return paths.filter((path) => !files?.has(path.normalize()));
  }

  /** The file of the open draft that a link leads to. @param {string} url @returns {File | undefined} */
  fileAt(url) {
    const files = this.#kept.get(this.#open);
    return pathsOf(url).map((path) => files?.get(path)).find((found) => found);
  }

  /** The picture of the open draft at an address that the post has. @param {string} url @returns {Promise<Blob | null>} */
  async blobOf(url) {
    return this.fileAt(url) ?? null;
  }

  /** Shows the pictures of a draft, and no others. @param {string} id */
  open(id) {
    if (id === this.#open) return;
    this.#open = id;
    for (const file of [...this.#urls.keys()]) this.#revoke(file);
    this.#show();
  }

  /** The files of a draft belong to another one as well. @param {string} from its id @param {string} to */
  copy(from, to) {
    const files = this.#kept.get(from);
    if (files) this.#kept.set(to, new Map(files));
  }

  /** The files of a draft, by their paths beside the post. @param {string} id @returns {ReadonlyMap<string, File>} */
  filesOf(id) {
    return this.#kept.get(id) ?? new Map();
  }

  /** The open draft goes on under another id, with the pictures that it has. @param {string} id */
  fork(id) {
    this.copy(this.#open, id);
    this.#open = id;
  }

  #show() {
    const files = this.#kept.get(this.#open);
    // A function of its own each time: the pane asks it for each address once.
    this.#pane.resolveUrl = files ? (url, { kind }) => (kind === 'image' && this.#find(files, url)) || url : (/** @type {any} */ (null));
  }

  /**
   * @param {Map<string, File>} files
   * @param {string} url as the post has it
   */
  #find(files, url) {
    const file = pathsOf(url).map((path) => files.get(path)).find((found) => found);
    if (!file) return null;
    const made = this.#urls.get(file) ?? URL.createObjectURL(file);
    this.#urls.set(file, made);
    return made;
  }

  /** @param {File | undefined} file */
  #revoke(file) {
    const url = file && this.#urls.get(file);
    if (!url) return;
    URL.revokeObjectURL(url);
    this.#urls.delete(file);
  }
}

/**
 * The files that a relative address may mean: as an address, or, in front matter, as it is written.
 * @param {string} url
 * @returns {string[]} paths beside the post
 */
function pathsOf(url) {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(url)) return [];
  return [decode(url.replace(/[?#].*$/s, '')), url].map(plain).filter((path) => path !== null);
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A path without `.` and `..`; null for what is not below.
 * @param {string} path
 */
function plain(path) {
  /** @type {string[]} */
  const names = [];
  for (const name of path.normalize().split('/')) {
    if (name === '..' && names.pop() === undefined) return null;
    if (name !== '' && name !== '.' && name !== '..') names.push(name);
  }
  return names.join('/');
}
