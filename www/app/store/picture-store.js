/**
 * The stored pictures of drafts. The database has an entry for each path, which names a body: a file of the browser's file system
 * for the page (OPFS) or, where there is none to write to, a blob in the database. Equal pictures share a body, whose name is
 * their digest.
 *
 * An entry is written after its body, so that there is no entry of half a picture.
 */

/** @typedef {import('./database.js').Database} Database */
/** @typedef {{ draft: string, path: string, body: string, type: string, at: number }} Entry */
/** @typedef {{ put(name: string, file: Blob): Promise<boolean>, read(name: string): Promise<Blob | null>, remove(name: string): Promise<unknown>, names(): Promise<string[]> }} Bodies
 *   `put` returns whether the body is new */

/** Milliseconds for which a picture may wait for its draft to be written. */
const patience = 24 * 60 * 60_000;

export class PictureStore {
  /** @param {() => Promise<Database>} database */
  constructor(database) {
    this.#database = database;
  }

  #database;

  /** The pictures of a draft, by their paths. @param {string} draft its id @returns {Promise<Map<string, File>>} */
  async read(draft) {
    const database = await this.#database();
    const entries = (await database.use((db) => db.getAllFromIndex('pictures', 'draft', draft))).filter(isSound);
    const bodies = await bodiesIn(database);
    const files = await Promise.all(entries.map(async ({ path, body, type }) => {
      const blob = await bodies.read(body).catch(() => null);
      return blob && /** @type {[string, File]} */ ([path, new File([blob], path.replace(/.*\//, ''), { type })]);
    }));
    return new Map(files.filter((found) => found !== null));
  }

  /**
   * Stores pictures of a draft, each at its path, in the place of another.
   * @param {string} draft its id
   * @param {{ path: string, file: Blob }[]} pictures
   * @returns {Promise<{ path: string, error: unknown }[]>} those that could not be stored
   */
  async add(draft, pictures) {
    const database = await this.#database();
    return locked('shared', async () => {
      const bodies = await bodiesIn(database);
      /** @type {{ path: string, error: unknown }[]} */
      const refused = [];
      for (const { path, file } of pictures) {
        const body = await nameOf(file).catch(() => crypto.randomUUID());
        let isNew = false;
        try {
          isNew = await bodies.put(body, file);
          await database.use((db) => db.put('pictures', { draft, path, body, type: file.type, at: Date.now() }));
        } catch (error) {
          refused.push({ path, error });
          if (isNew) await bodies.remove(body).catch(() => {});
        }
      }
      return refused;
    });
  }

  /** @param {string} draft its id @param {string[]} paths */
  async remove(draft, paths) {
    const database = await this.#database();
    await database.use((db) => Promise.all(paths.map((path) => db.delete('pictures', [draft, path]))));
    await sweep(database);
  }

  /** A draft gets the pictures of another as well. @param {string} from its id @param {string} to */
  async copy(from, to) {
    await (await this.#database()).use(async (db) => {
      const transaction = db.transaction('pictures', 'readwrite');
      for (const entry of await transaction.store.index('draft').getAll(from)) transaction.store.put({ ...entry, draft: to, at: Date.now() });
      await transaction.done;
    });
  }
}

/**
 * Removes the bodies that no entry names, and the entries of drafts that were never written.
 * @param {Database} database
 */
export function sweep(database) {
  return locked('exclusive', async () => {
    const named = await database.use(async (db) => {
      const transaction = db.transaction(['pictures', 'drafts', 'archetypes'], 'readwrite');
      const archetypes = await transaction.objectStore('archetypes').getAllKeys();
      const owners = new Set([...await transaction.objectStore('drafts').getAllKeys(), ...archetypes.map((name) => `archetype:${name}`)]);
      const entries = transaction.objectStore('pictures');
      const named = new Set();
      for (const { draft, path, body, at } of await entries.getAll()) {
        if (owners.has(draft) || Date.now() - at < patience) named.add(body);
        else entries.delete([draft, path]);
      }
      await transaction.done;
      return named;
    });
    const bodies = await bodiesIn(database);
    for (const name of await bodies.names()) if (!named.has(name)) await bodies.remove(name);
  });
}

/** By its bytes. @param {Blob} file */
async function nameOf(file) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Lets no tab sweep while another stores.
 * @template T
 * @param {LockMode} mode
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
const locked = (mode, work) => (navigator.locks ? navigator.locks.request('draftpane.pictures', { mode }, work) : work());

/** @param {Database} database @returns {Promise<Bodies>} */
async function bodiesIn(database) {
  const canWrite = 'createWritable' in (globalThis.FileSystemFileHandle?.prototype ?? {});
  // Some browsers refuse it in a private window.
  const folder = canWrite && await navigator.storage.getDirectory().then((root) => root.getDirectoryHandle('pictures', { create: true })).catch(() => null);
  return folder ? inFolder(folder) : inDatabase(database);
}

/** @param {FileSystemDirectoryHandle} folder @returns {Bodies} */
function inFolder(folder) {
  const read = (/** @type {string} */ name) => folder.getFileHandle(name).then((handle) => handle.getFile(), () => null);
  return {
    async put(name, file) {
      // One of another size was begun by a page that was closed meanwhile.
      if ((await read(name))?.size === file.size) return false;
      const handle = await folder.getFileHandle(name, { create: true });
      try {
        await file.stream().pipeTo(await handle.createWritable());
      } catch (error) {
        await folder.removeEntry(name).catch(() => {});
        throw error;
      }
      return true;
    },
    read,
    remove: (name) => folder.removeEntry(name),
    async names() {
      const names = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
  };
}

/** @param {Database} database @returns {Bodies} */
const inDatabase = (database) => ({
  async put(name, file) {
    const blob = new Blob([await file.arrayBuffer()], { type: file.type });
    return database.use(async (db) => {
      const isNew = await db.getKey('blobs', name) === undefined;
      if (isNew) await db.put('blobs', blob, name);
      return isNew;
    });
  },
  read: async (name) => await database.use((db) => db.get('blobs', name)) ?? null,
  remove: (name) => database.use((db) => db.delete('blobs', name)),
  names: async () => (await database.use((db) => db.getAllKeys('blobs'))).map(String),
});

/** @param {any} entry @returns {entry is Entry} */
const isSound = (entry) => [entry?.path, entry?.body, entry?.type].every((text) => typeof text === 'string');
