/**
 * The drafts kept in this browser, in IndexedDB. Tabs share them, so every write says which version it is based on.
 *
 * Two stores: `drafts` (what a list shows, small) and `texts` (by draft id). Beside them, in `localStorage`, tails: what a
 * closing tab had not written yet. IndexedDB gives up the writes of a page that goes away; `localStorage` is told at once.
 * The next page settles what is left there.
 */
import { openDB } from 'idb';
import { forget, recallAll, remember } from './memory.js';

/** @typedef {import('./editor.js').Place} Place */
/**
 * @typedef {object} Draft
 * @property {string} id
 * @property {number} version counts the writes of the text; 0 when it was never written
 * @property {string | null} name file name, null until it has one
 * @property {string} title the post's title, '' when it has none
 * @property {number} updated milliseconds since 1970
 * @property {boolean} bom a byte order mark goes before the text when it is saved
 * @property {'\n' | '\r\n' | '\r'} lineEnd what `\n` in the text is saved as
 * @property {Place | null} place
 */
/** @typedef {{ draft: Draft, text: string }} Kept */

const tailKey = 'draftpane.tail.';
/** Characters of the longest text that is left as a tail. Browsers give `localStorage` five million for all a site keeps there. */
export const longestTail = 1_000_000;

/** The draft in the store is of another version than the one a write is based on. */
export class Conflict extends Error {
  /** @param {Kept} theirs */
  constructor(theirs) {
    super('the draft was changed by another tab');
    this.theirs = theirs;
  }
}

/**
 * @param {Partial<Draft>} [fields]
 * @returns {Draft} a draft that was never written
 */
export function newDraft(fields) {
  return {
    id: crypto.randomUUID(), version: 0, name: null, title: '', updated: Date.now(), bom: false, lineEnd: '\n', place: null,
    ...fields,
  };
}

/** @param {Draft} draft @returns {Draft} a new draft beside it */
export function copyOf(draft) {
  const name = draft.name?.replace(/(\.[^.]*)?$/, ' (copy)$1') ?? null;
  return newDraft({ ...draft, id: crypto.randomUUID(), version: 0, name });
}

export class Drafts {
  /** @returns {Promise<Drafts>} rejects when the browser keeps nothing, as some do in a private window */
  static async open() {
    const drafts = new Drafts(await openDB('draftpane', 1, {
      upgrade(db) {
        db.createObjectStore('drafts', { keyPath: 'id' });
        db.createObjectStore('texts');
      },
      blocking: (_old, _new, event) => /** @type {IDBDatabase} */ (event.target).close(),
    }));
    await drafts.#settleTails();
    return drafts;
  }

  /** @param {import('idb').IDBPDatabase} db */
  constructor(db) {
    this.#db = db;
    this.#tabs.addEventListener('message', ({ data }) => this.onwrite(data.id, data.version));
  }

  #db;
  #tail = tailKey + crypto.randomUUID();
  #tabs = new BroadcastChannel('draftpane');

  /**
   * Copies made of what closed tabs left behind, where another tab had changed the draft meanwhile.
   * @type {Draft[]}
   */
  rescued = [];

  /**
   * Called when another tab wrote a draft.
   * @type {(id: string, version: number) => void}
   */
  onwrite = () => {};

  /** @returns {Promise<Draft[]>} newest first */
  async list() {
    const drafts = await this.#db.getAll('drafts');
    return drafts.sort((a, b) => b.updated - a.updated);
  }

  /**
   * @param {string} id
   * @returns {Promise<Kept | null>}
   */
  async read(id) {
    const transaction = this.#db.transaction(['drafts', 'texts']);
    const [draft, text] = await Promise.all([
      transaction.objectStore('drafts').get(id), transaction.objectStore('texts').get(id),
    ]);
    return draft ? { draft, text } : null;
  }

  /**
   * Writes the text on top of the version that `draft` names.
   * @param {Draft} draft
   * @param {string} text
   * @returns {Promise<Draft>} the draft as it was written
   * @throws {Conflict} when another tab wrote a different text since
   */
  async write(draft, text) {
    const written = await this.#write(draft, text);
    // Left behind by this page if it came back from the browser's cache.
    forget(this.#tail);
    this.#tabs.postMessage({ id: written.id, version: written.version });
    return written;
  }

  /**
   * Remembers where the writer is. Not a new version: the text stays as it is.
   * @param {string} id
   * @param {Place} place
   */
  async mark(id, place) {
    const transaction = this.#db.transaction('drafts', 'readwrite');
    const draft = await transaction.store.get(id);
    if (draft) await transaction.store.put({ ...draft, place });
    await transaction.done;
  }

  /** @param {string} id */
  async remove(id) {
    const transaction = this.#db.transaction(['drafts', 'texts'], 'readwrite');
    await Promise.all([
      transaction.objectStore('drafts').delete(id), transaction.objectStore('texts').delete(id), transaction.done,
    ]);
  }

  /**
   * For a page that is being closed: leaves a text behind that is not written yet.
   * @param {Draft} draft
   * @param {string} text
   */
  leave(draft, text) {
    if (text.length <= longestTail) remember(this.#tail, JSON.stringify({ draft, text }));
  }

  /**
   * @param {Draft} draft
   * @param {string} text
   */
  async #write(draft, text) {
    const transaction = this.#db.transaction(['drafts', 'texts'], 'readwrite');
    const drafts = transaction.objectStore('drafts');
    const texts = transaction.objectStore('texts');
    const theirs = await drafts.get(draft.id);
    if (theirs && theirs.version !== draft.version) {
      const theirText = await texts.get(draft.id);
      if (theirText !== text) throw new Conflict({ draft: theirs, text: theirText });
    }
    const written = { ...draft, version: (theirs?.version ?? draft.version) + 1, updated: Date.now() };
    await Promise.all([drafts.put(written), texts.put(text, draft.id), transaction.done]);
    return written;
  }

  /** Writes what closed tabs left behind; beside the draft where another tab has changed it meanwhile. */
  async #settleTails() {
    for (const [key, tail] of recallAll(tailKey)) {
      const { draft, text } = JSON.parse(tail);
      try {
        await this.#write(draft, text);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        this.rescued.push(await this.#write(copyOf(draft), text));
      }
      forget(key);
    }
  }
}
