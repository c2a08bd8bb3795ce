/**
 * The connection to IndexedDB. Browsers close it when they clear a site's data, and another version of the page may want the
 * database for itself: work that meets a closed connection is done once more with a new one.
 *
 * | store | key | value |
 * |---|---|---|
 * | `drafts` | its own `id` | what a list shows of a draft |
 * | `texts` | id of a draft | its text |
 * | `versions` | its own `id`; index `draft` | what a list shows of a version |
 * | `bodies` | id of a version | its text, packed |
 * | `histories` | id of a draft | what can be undone in its text |
 * | `pictures` | its `draft` and `path`; index `draft` | which body a picture of a draft has |
 * | `archetypes` | its own `name` | the text of an archetype |
 * | `folders` | id of a draft | the folder on the disk in which its post lies |
 * | `files` | id of a draft: `draft` | the file on the author's disk that it belongs to: its handle, and its state |
 * | `blobs` | a body's name | its bytes, where the browser has no file system of its own for the page |
 */
import { openDB } from 'idb';

/** @typedef {import('idb').IDBPDatabase} Connection */

export class Database {
  /** @type {Promise<Connection> | null} */
  #connection = null;

  /** @returns {Promise<Connection>} rejects when the browser stores nothing, as some do in a private window */
  connect() {
    const lost = () => {
      if (this.#connection === opening) this.#connection = null;
    };
    /** @type {Promise<Connection>} */
    const opening = this.#connection ?? openDB('draftpane', 4, {
      upgrade,
      blocking(_old, _new, event) {
        lost();
        /** @type {IDBDatabase} */ (event.target).close();
      },
      terminated: lost,
    });
    this.#connection = opening;
    opening.catch(lost);
    return opening;
  }

  /**
   * @template T
   * @param {(connection: Connection) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async use(work) {
    const connection = this.connect();
    try {
      return await work(await connection);
    } catch (error) {
      const isClosed = error instanceof DOMException && error.name === 'InvalidStateError';
      if (this.#connection === connection && !isClosed) throw error;
      this.#connection = null;
      return work(await this.connect());
    }
  }
}

/**
 * @param {Connection} db
 * @param {number} old
 * @param {number | null} _new
 * @param {import('idb').IDBPTransaction<unknown, string[], 'versionchange'>} transaction
 */
function upgrade(db, old, _new, transaction) {
  if (old < 1) {
    db.createObjectStore('drafts', { keyPath: 'id' });
    db.createObjectStore('texts');
  }
  if (old < 2) {
    db.createObjectStore('versions', { keyPath: 'id' }).createIndex('draft', 'draft');
    db.createObjectStore('bodies');
    db.createObjectStore('histories');
    if (old === 1) takeDeletions(transaction).catch(reportError);
  }
  if (old < 3) {
    db.createObjectStore('pictures', { keyPath: ['draft', 'path'] }).createIndex('draft', 'draft');
    db.createObjectStore('blobs');
    db.createObjectStore('folders');
    db.createObjectStore('archetypes', { keyPath: 'name' });
  }
  if (old < 4) db.createObjectStore('files', { keyPath: 'draft' });
}

/**
 * Version 1 stored the text before a large deletion among the texts, as `id.before`.
 * @param {import('idb').IDBPTransaction<unknown, string[], 'versionchange'>} transaction
 */
async function takeDeletions(transaction) {
  const suffix = '.before';
  for (let cursor = await transaction.objectStore('texts').openCursor(); cursor; cursor = await cursor.continue()) {
    const { key, value } = cursor;
    if (typeof key !== 'string' || !key.endsWith(suffix) || typeof value?.text !== 'string') continue;
    const version = {
      id: crypto.randomUUID(), draft: key.slice(0, -suffix.length), at: Number(value.at) || 0, kind: 'deletion', name: '',
      count: null, length: value.text.length, bytes: 2 * value.text.length,
    };
    transaction.objectStore('versions').put(version);
    transaction.objectStore('bodies').put(value.text, version.id);
    cursor.delete();
  }
}
