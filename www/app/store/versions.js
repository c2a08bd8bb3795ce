/** Versions of drafts: texts that were there before, each with the reason why it is stored. */
import { pack, sizeOf, unpack } from './packing.js';
import { surplus } from './thinning.js';

/** @typedef {import('./thinning.js').Kind} Kind */
/** @typedef {import('./thinning.js').Version} Version */
/** @typedef {{ kind: Kind, text: string, name?: string, at?: number }} Made */

/** Bytes of all versions together, and the share of what the browser grants. */
const most = 50e6;
const share = 0.1;

/** @type {Kind[]} */
const kinds = ['work', 'deletion', 'file', 'disk', 'restore', 'named'];

export class Versions {
  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.#database = database;
  }

  #database;

  /** @param {string} draft its id @returns {Promise<Version[]>} newest first */
  async list(draft) {
    const records = await this.#database.use((db) => db.getAllFromIndex('versions', 'draft', draft));
    return records.filter(isSound).map((version) => ({ ...version, count: version.count ?? null })).sort((a, b) => b.at - a.at);
  }

  /** The text of a version. @param {string} id @returns {Promise<string | null>} null where there is none that can be read */
  async read(id) {
    return unpack(await this.#database.use((db) => db.get('bodies', id)));
  }

  /**
   * Stores a text, unless the newest version has the same. A name goes to that one, unless its author gave it another before.
   * @param {string} draft its id
   * @param {Made} made
   * @param {number | null} count its words, where they can be counted
   */
  async add(draft, { kind, text, name = '', at = Date.now() }, count) {
    const [newest] = await this.list(draft);
    const isSame = newest?.length === text.length && await this.read(newest.id) === text;
    if (isSame && (kind !== 'named' || newest.name === name)) return;
    const body = await pack(text);
    const version = isSame && newest.kind !== 'named'
      ? { ...newest, kind, name }
      : { id: crypto.randomUUID(), draft, at, kind, name, count, length: text.length, bytes: sizeOf(body) };
    await this.#database.use(async (db) => {
      const transaction = db.transaction(['versions', 'bodies'], 'readwrite');
      await Promise.all([
        transaction.objectStore('versions').put(version), transaction.objectStore('bodies').put(body, version.id), transaction.done,
      ]);
    });
    await this.#thin(await budget());
  }

  /** Makes room by removing half of what versions take. @returns {Promise<boolean>} whether something was removed */
  async shrink() {
    const all = await this.#all();
    return this.#thin(all.reduce((sum, { bytes }) => sum + bytes, 0) / 2);
  }

  /** @param {number} bytes that may stay */
  async #thin(bytes) {
    const gone = surplus(await this.#all(), bytes, Date.now());
    if (gone.length === 0) return false;
    await this.#database.use(async (db) => {
      const transaction = db.transaction(['versions', 'bodies'], 'readwrite');
      for (const { id } of gone) {
        transaction.objectStore('versions').delete(id);
        transaction.objectStore('bodies').delete(id);
      }
      await transaction.done;
    });
    return true;
  }

  async #all() {
    return (await this.#database.use((db) => db.getAll('versions'))).filter(isSound);
  }
}

/** Bytes that all versions may take. */
async function budget() {
  const { quota } = await navigator.storage?.estimate().catch(() => ({ quota: undefined })) ?? {};
  return Math.min(most, quota === undefined ? most : share * quota);
}

/** Whether a record is a version that the page can work with. @param {any} record @returns {record is Version} */
const isSound = (record) => typeof record?.id === 'string' && typeof record.draft === 'string' && kinds.includes(record.kind)
  && typeof record.name === 'string' && [record.at, record.length, record.bytes].every(Number.isFinite)
  && !Number.isNaN(new Date(record.at).getTime());
