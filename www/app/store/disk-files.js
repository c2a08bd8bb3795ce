/** The files on the author's disk that drafts belong to: a handle of each, and the state in which it was last read or written. */

/**
 * @typedef {FileSystemFileHandle & {
 *   queryPermission?: (of: { mode: 'read' | 'readwrite' }) => Promise<PermissionState>,
 *   requestPermission?: (of: { mode: 'read' | 'readwrite' }) => Promise<PermissionState>,
 * }} Handle browsers that open files only below the page's own folder have no permissions
 */
/**
 * @typedef {object} DiskFile
 * @property {string} draft the id of its draft
 * @property {Handle} handle
 * @property {number} at when it was last read or written, in milliseconds since 1970
 * @property {number} lastModified
 * @property {number} size
 * @property {string} digest of its bytes
 */

/** The largest number of files that are remembered. */
const most = 200;

export class DiskFiles {
  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.#database = database;
  }

  #database;

  /** @param {string} draft its id @returns {Promise<DiskFile | undefined>} */
  of(draft) {
    return this.#database.use((db) => db.get('files', draft));
  }

  /** @returns {Promise<DiskFile[]>} the one used last comes first */
  async all() {
    const files = /** @type {DiskFile[]} */ (await this.#database.use((db) => db.getAll('files')));
    return files.sort((a, b) => b.at - a.at);
  }

  /** The same file, as it was opened before. @param {Handle} handle */
  async find(handle) {
    for (const file of await this.all()) if (await handle.isSameEntry(file.handle)) return file;
    return null;
  }

  /**
   * Remembers which file a draft belongs to. A file belongs to one draft alone.
   * @param {string} draft its id
   * @param {Handle} handle
   * @param {{ lastModified: number, size: number }} state
   * @param {Blob} content
   */
  async remember(draft, handle, { lastModified, size }, content) {
    const digest = await digestOf(content);
    const before = await this.all();
    const same = await Promise.all(before.map((file) => handle.isSameEntry(file.handle)));
    const gone = before.filter((file, index) => file.draft !== draft && (same[index] || index >= most - 1));
    await this.#database.use(async (db) => {
      const transaction = db.transaction('files', 'readwrite');
      for (const file of gone) transaction.store.delete(file.draft);
      transaction.store.put({ draft, handle, at: Date.now(), lastModified, size, digest });
      await transaction.done;
    });
  }
}

/** Whether a file has other bytes than when it was last read or written. @param {DiskFile} known @param {File} now */
export async function isChanged(known, now) {
  if (known.lastModified === now.lastModified && known.size === now.size) return false;
  return known.digest !== await digestOf(now);
}

/** @param {Blob} content */
async function digestOf(content) {
  const bytes = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
