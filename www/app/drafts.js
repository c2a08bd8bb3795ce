/**
 * The drafts saved in this browser, in IndexedDB. Tabs share them, so every write says which version it is based on.
 *
 * Two stores: `drafts` (what a list shows, small) and `texts` (by draft id, and by `id.before` what a large deletion took).
 * Beside them, in `localStorage`, tails: what a closing tab had not written yet. IndexedDB gives up the writes of a page that
 * goes away; `localStorage` is told at once. The next page settles what is left there.
 *
 * Whatever is stored may have been damaged or written by another version of the page: each thing is read by itself, and one
 * that cannot be read is passed over, not deleted.
 */
import { openDB } from 'idb';
import { forget, recallAll, remember } from './memory.js';
import { sound } from './sound-draft.js';
import { words } from './words.js';

/** @typedef {import('./sound-draft.js').Draft} Draft */
/** @typedef {import('./editor.js').Place} Place */
/** @typedef {{ draft: Draft, text: string }} Kept */
/** @typedef {{ text: string, at: number }} Before what was there before a large deletion, and when that was */
/** @typedef {import('idb').IDBPDatabase} Database */

const tailKey = 'draftpane.tail.';
/** Where a tail is put that cannot be read. */
const asideKey = 'draftpane.unreadable.';
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
    pictures: [], file: null, ...fields,
  };
}

/** @param {Draft} draft @returns {Draft} a new draft beside it */
export function copyOf(draft) {
  const name = draft.name === null ? null : words.drafts.copy(draft.name);
  return newDraft({ ...draft, id: crypto.randomUUID(), version: 0, name, file: null });
}

/** @param {string} id of a draft */
const beforeKey = (id) => `${id}.before`;

export class Drafts {
  /** @returns {Promise<Drafts>} rejects when the browser keeps nothing, as some do in a private window */
  static async open() {
    const drafts = new Drafts();
    await drafts.#connect();
    await drafts.#settleTails();
    return drafts;
  }

  constructor() {
    this.#tabs.addEventListener('message', ({ data }) => this.onwrite(data.id, data.version));
  }

  /** @type {Promise<Database> | null} */
  #db = null;
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

  /** @returns {Promise<Draft[]>} newest first; without those that cannot be read */
  async list() {
    const records = await this.#use(async (db) => {
      try {
        return await db.getAll('drafts');
      } catch {
        // One that the browser itself cannot read fails them all.
        const keys = await db.getAllKeys('drafts');
        return Promise.all(keys.map((key) => db.get('drafts', key).catch(() => null)));
      }
    });
    return records.map(sound).filter((draft) => draft !== null).sort((a, b) => b.updated - a.updated);
  }

  /**
   * @param {string} id
   * @returns {Promise<Kept | null>} null where there is none that can be read
   */
  async read(id) {
    const [record, text] = await this.#use((db) => {
      const transaction = db.transaction(['drafts', 'texts']);
      return Promise.all([transaction.objectStore('drafts').get(id), transaction.objectStore('texts').get(id)]);
    });
    const draft = sound(record);
    return draft && typeof text === 'string' ? { draft, text } : null;
  }

  /** The text of a draft before a large deletion. @param {string} id @returns {Promise<Before | null>} */
  async before(id) {
    const found = await this.#use((db) => db.get('texts', beforeKey(id)));
    return typeof found?.text === 'string' ? { text: found.text, at: Number(found.at) || 0 } : null;
  }

  /** @param {string} id @param {Before | null} before null: forgets it */
  async setBefore(id, before) {
    await this.#use((db) => (before ? db.put('texts', before, beforeKey(id)) : db.delete('texts', beforeKey(id))));
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
    await this.#use(async (db) => {
      const transaction = db.transaction('drafts', 'readwrite');
      const draft = await transaction.store.get(id);
      if (draft) await transaction.store.put({ ...draft, place });
      await transaction.done;
    });
  }

  /** @param {string} id */
  async remove(id) {
    await this.#use(async (db) => {
      const transaction = db.transaction(['drafts', 'texts'], 'readwrite');
      const texts = transaction.objectStore('texts');
      await Promise.all([
        transaction.objectStore('drafts').delete(id), texts.delete(id), texts.delete(beforeKey(id)), transaction.done,
      ]);
    });
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
   * @returns {Promise<Draft>}
   */
  #write(draft, text) {
    return this.#use(async (db) => {
      const transaction = db.transaction(['drafts', 'texts'], 'readwrite');
      const drafts = transaction.objectStore('drafts');
      const texts = transaction.objectStore('texts');
      const theirs = sound(await drafts.get(draft.id));
      if (theirs && theirs.version !== draft.version) {
        const theirText = await texts.get(draft.id);
        if (typeof theirText === 'string' && theirText !== text) throw new Conflict({ draft: theirs, text: theirText });
      }
      const written = { ...draft, version: (theirs?.version ?? draft.version) + 1, updated: Date.now() };
      await Promise.all([drafts.put(written), texts.put(text, draft.id), transaction.done]);
      return written;
    });
  }

  /** The connection to the store; browsers close it when their data is cleared. */
  #connect() {
    const lost = () => {
      if (this.#db === opening) this.#db = null;
    };
    /** @type {Promise<Database>} */
    const opening = this.#db ?? openDB('draftpane', 1, {
      upgrade(db) {
        db.createObjectStore('drafts', { keyPath: 'id' });
        db.createObjectStore('texts');
      },
      blocking(_old, _new, event) {
        lost();
        /** @type {IDBDatabase} */ (event.target).close();
      },
      terminated: lost,
    });
    this.#db = opening;
    opening.catch(lost);
    return opening;
  }

  /**
   * Does something with the store, once more with a new connection where the old one was closed.
   * @template T
   * @param {(db: Database) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #use(work) {
    const connection = this.#connect();
    try {
      return await work(await connection);
    } catch (error) {
      const isClosed = error instanceof DOMException && error.name === 'InvalidStateError';
      if (this.#db === connection && !isClosed) throw error;
      this.#db = null;
      return work(await this.#connect());
    }
  }

  /** Writes what closed tabs left behind; beside the draft where another tab has changed it meanwhile. */
  async #settleTails() {
    for (const [key, tail] of recallAll(tailKey)) {
      const left = read(tail);
      if (!left) {
        remember(key.replace(tailKey, asideKey), tail);
        forget(key);
        continue;
      }
      try {
        await this.#write(left.draft, left.text).catch(async (error) => {
          if (!(error instanceof Conflict)) throw error;
          this.rescued.push(await this.#write(copyOf(left.draft), left.text));
        });
        forget(key);
      } catch {
        // It stays for the next time: there may be room then.
      }
    }
  }
}

/** @param {string} tail @returns {Kept | null} */
function read(tail) {
  try {
    const { draft: record, text } = JSON.parse(tail);
    const draft = sound(record);
    return draft && typeof text === 'string' ? { draft, text } : null;
  } catch {
    return null;
  }
}
