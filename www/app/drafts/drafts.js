/**
 * The drafts saved in this browser, in IndexedDB. Tabs share them, so every write says which version it is based on.
 *
 * Beside them, in `localStorage`, tails: what a closing tab had not written yet. IndexedDB gives up the writes of a page that
 * goes away; `localStorage` is told at once. The next page settles what is left there.
 *
 * Whatever is stored may have been damaged or written by another version of the page: each thing is read by itself, and one
 * that cannot be read is passed over, not deleted.
 */
import { forget, recallAll, remember } from '../memory.js';
import { sound } from '../store/sound-draft.js';
import { Database } from '../store/database.js';
import { Versions } from '../store/versions.js';
import { soundHistory } from '../editor/undo.js';
import { words } from '../words.js';

/** @typedef {import('../store/sound-draft.js').Draft} Draft */
/** @typedef {import('../editor/editor.js').Place} Place */
/** @typedef {import('../editor/undo.js').History} History */
/** @typedef {{ draft: Draft, text: string, history?: History | null }} Kept */
/** @typedef {Partial<Pick<Draft, 'name' | 'file' | 'removed'>>} Listed */
/** @typedef {Kept & { isWritten: boolean }} Tail `isWritten`: its text is in the store, its history may not be */

const tailKey = 'draftpane.tail.';
/** Where a tail is put that cannot be read. */
const asideKey = 'draftpane.unreadable.';
/** Characters of the longest text that is left as a tail. Browsers give `localStorage` five million for all a site keeps there. */
export const longestTail = 1_000_000;
/** Milliseconds for which a removed draft can be had back. */
const forgiving = 60 * 60_000;

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
    id: crypto.randomUUID(), version: 0, name: null, title: '', updated: Date.now(), bom: false, lineEnd: '\n', encoding: 'utf-8', place: null,
    pictures: [], file: null, removed: null, ...fields,
  };
}

/** @param {Draft} draft @returns {Draft} a new draft beside it */
export function copyOf(draft) {
  const name = draft.name === null ? null : words.drafts.copy(draft.name);
  return newDraft({ ...draft, id: crypto.randomUUID(), version: 0, name, file: null });
}

export class Drafts {
  /** @returns {Promise<Drafts>} rejects when the browser keeps nothing, as some do in a private window */
  static async open() {
    const drafts = new Drafts();
    await drafts.database.connect();
    await drafts.#settleTails();
    await drafts.#forgetRemoved().catch(() => {});
    return drafts;
  }

  constructor() {
    this.#tabs.addEventListener('message', ({ data }) => (data.fields ? this.onchange(data.id, data.fields) : this.onwrite(data.id)));
  }

  database = new Database();
  versions = new Versions(this.database);
  #tail = tailKey + crypto.randomUUID();
  #tabs = new BroadcastChannel('draftpane');

  /**
   * Copies made of what closed tabs left behind, where another tab had changed the draft meanwhile.
   * @type {Draft[]}
   */
  rescued = [];

  /**
   * Called when another tab wrote a draft.
   * @type {(id: string) => void}
   */
  onwrite = () => {};

  /**
   * Called when another tab changed what the list shows of a draft.
   * @type {(id: string, fields: Listed) => void}
   */
  onchange = () => {};

  /** @returns {Promise<Draft[]>} newest first; without those that cannot be read */
  async list() {
    const records = await this.database.use(async (db) => {
      try {
        return await db.getAll('drafts');
      } catch {
        // One that the browser itself cannot read fails them all.
        const keys = await db.getAllKeys('drafts');
        return Promise.all(keys.map((key) => db.get('drafts', key).catch(() => null)));
      }
    });
    return records.map(sound).filter((draft) => draft !== null).filter(({ removed }) => removed === null).sort((a, b) => b.updated - a.updated);
  }

  /**
   * @param {string} id
   * @returns {Promise<Kept | null>} null where there is none that can be read
   */
  async read(id) {
    const [record, text, history] = await this.database.use((db) => {
      const transaction = db.transaction(['drafts', 'texts', 'histories']);
      return Promise.all(['drafts', 'texts', 'histories'].map((store) => transaction.objectStore(store).get(id)));
    });
    const draft = sound(record);
    return draft && typeof text === 'string' ? { draft, text, history: soundHistory(history) } : null;
  }

  /** The texts of all drafts, by their ids. @returns {Promise<Map<string, string>>} */
  async texts() {
    const [keys, texts] = await this.database.use((db) => {
      const store = db.transaction('texts').store;
      return Promise.all([store.getAllKeys(), store.getAll()]);
    });
    return new Map(keys.map((key, index) => [String(key), texts[index]]));
  }

  /**
   * Writes the text on top of the version that `draft` names.
   * @param {Draft} draft
   * @param {string} text
   * @returns {Promise<Draft>} the draft as it was written
   * @throws {Conflict} when another tab wrote a different text since
   */
  async write(draft, text) {
    const written = await this.#write(draft, text).catch(async (error) => {
      // Older versions give way to the text itself.
      if (error.name !== 'QuotaExceededError' || !await this.versions.shrink()) throw error;
      return this.#write(draft, text);
    });
    // Left behind by this page if it came back from the browser's cache.
    forget(this.#tail);
    this.#tabs.postMessage({ id: written.id });
    return written;
  }

  /**
   * Remembers where the writer is. Not a new version: the text stays as it is.
   * @param {string} id
   * @param {Place} place
   */
  async mark(id, place) {
    await this.database.use(async (db) => {
      const transaction = db.transaction('drafts', 'readwrite');
      const draft = await transaction.store.get(id);
      if (draft) await transaction.store.put({ ...draft, place });
      await transaction.done;
    });
  }

  /**
   * Changes what the list shows of a draft. Not a new version: the text stays as it is.
   * @param {string} id
   * @param {Listed} fields
   */
  async change(id, fields) {
    await this.database.use(async (db) => {
      const transaction = db.transaction('drafts', 'readwrite');
      const draft = await transaction.store.get(id);
      if (draft) await transaction.store.put({ ...draft, ...fields });
      await transaction.done;
    });
    this.#tabs.postMessage({ id, fields });
  }

  /**
   * Stores what can be undone in a draft.
   * @param {string} id
   * @param {History | null} history
   */
  async setHistory(id, history) {
    await this.database.use((db) => (history ? db.put('histories', history, id) : db.delete('histories', id)));
  }

  /**
   * For a page that is being closed: leaves a text behind that is not written yet.
   * @param {Tail} left
   */
  leave(left) {
    if (left.text.length <= longestTail) remember(this.#tail, JSON.stringify(left));
  }

  /**
   * @param {Draft} draft
   * @param {string} text
   * @returns {Promise<Draft>}
   */
  #write(draft, text) {
    return this.database.use(async (db) => {
      const transaction = db.transaction(['drafts', 'texts'], 'readwrite');
      const drafts = transaction.objectStore('drafts');
      const texts = transaction.objectStore('texts');
      const theirs = sound(await drafts.get(draft.id));
      if (theirs && theirs.version !== draft.version) {
        const theirText = await texts.get(draft.id);
        if (typeof theirText === 'string' && theirText !== text) throw new Conflict({ draft: theirs, text: theirText });
      }
      const written = { ...draft, version: (theirs?.version ?? draft.version) + 1, updated: Date.now(), removed: null };
      await Promise.all([drafts.put(written), texts.put(text, draft.id), transaction.done]);
      return written;
    });
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
        if (!left.isWritten) {
          await this.#write(left.draft, left.text).catch(async (error) => {
            if (!(error instanceof Conflict)) throw error;
            const copy = await this.#write(copyOf(left.draft), left.text);
            this.rescued.push(copy);
            const { PictureStore } = await import('../store/picture-store.js');
            await new PictureStore(async () => this.database).copy(left.draft.id, copy.id).catch(() => {});
          });
        }
        if (left.history) await this.setHistory(left.draft.id, left.history).catch(() => {});
        forget(key);
      } catch {
        // It stays for the next time: there may be room then.
      }
    }
  }

  /** Removes for good what was removed a while ago, with all that belongs to it. */
  async #forgetRemoved() {
    const records = await this.database.use((db) => db.getAll('drafts')).catch(() => []);
    let hadPictures = false;
    for (const { id, removed } of records.map(sound).filter((draft) => draft !== null)) {
      if (removed === null || Date.now() - removed < forgiving) continue;
      await this.database.use(async (db) => {
        const transaction = db.transaction(['drafts', 'texts', 'histories', 'versions', 'bodies', 'pictures', 'folders'], 'readwrite');
        for (const store of ['drafts', 'texts', 'histories', 'folders']) transaction.objectStore(store).delete(id);
        for (const version of await transaction.objectStore('versions').index('draft').getAllKeys(id)) {
          transaction.objectStore('versions').delete(version);
          transaction.objectStore('bodies').delete(version);
        }
        const pictures = await transaction.objectStore('pictures').index('draft').getAllKeys(id);
        for (const picture of pictures) transaction.objectStore('pictures').delete(picture);
        hadPictures ||= pictures.length > 0;
        await transaction.done;
      });
    }
    if (hadPictures) await (await import('../store/picture-store.js')).sweep(this.database);
  }
}

/** @param {string} tail @returns {Tail | null} */
function read(tail) {
  try {
    const { draft: record, text, history, isWritten } = JSON.parse(tail);
    const draft = sound(record);
    return draft && typeof text === 'string' ? { draft, text, history: soundHistory(history), isWritten: isWritten === true } : null;
  } catch {
    return null;
  }
}
