/** The saved drafts as a whole: listed, searched, renamed, duplicated and removed. */
import { copyOf } from './drafts.js';
import { nameOf } from './session.js';
import { words } from '../words.js';

/** @typedef {import('./drafts.js').Draft} Draft */

export class Shelf {
  /**
   * @param {object} parts
   * @param {import('./session.js').Session} parts.session
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {(from: string, to: string) => void} parts.duplicated called with the ids of a draft and its copy
   */
  constructor({ session, notices, duplicated }) {
    this.#session = session;
    this.#notices = notices;
    this.#duplicated = duplicated;
  }

  #session;
  #notices;
  #duplicated;

  /** @returns {Promise<Draft[]>} newest first */
  list() {
    return this.#session.list();
  }

  /** The texts of all drafts, by their ids. */
  async texts() {
    return (await this.#session.open()).texts();
  }

  /** @param {string} id */
  isOpen(id) {
    return this.#session.draft.id === id;
  }

  /** @param {string} id */
  show(id) {
    return this.#session.resume(id);
  }

  /** @param {Draft} draft @param {string} name of its file */
  async rename({ id }, name) {
    const fields = { name: name.trim() || null };
    if (this.isOpen(id)) this.#session.describe(fields);
    await (await this.#session.open()).change(id, fields);
  }

  /** @param {Draft} draft @returns {Promise<string | null>} the id of its copy */
  async duplicate({ id }) {
    if (this.isOpen(id)) await this.#session.keep();
    const store = await this.#session.open();
    const kept = await store.read(id);
    if (!kept) return null;
    const copy = await store.write(copyOf(kept.draft), kept.text);
    this.#duplicated(id, copy.id);
    return copy.id;
  }

  /**
   * Removes a draft, which can be taken back. Where it is open, the newest of the others opens, or a new one.
   * @param {Draft} draft
   */
  async remove({ id }) {
    const session = this.#session;
    const isOpen = this.isOpen(id);
    if (isOpen) await session.keep();
    const store = await session.open();
    const kept = await store.read(id);
    if (!kept) return;
    await store.change(id, { removed: Date.now() });
    if (isOpen) {
      const [next] = await this.list();
      await (next ? session.resume(next.id) : session.create({}, ''));
    }
    this.#notices.show({
      text: words.drafts.removed(nameOf(kept.draft)),
      actions: [{
        label: words.drafts.undo,
        run: async () => {
          await store.change(id, { removed: null });
          if (isOpen) await session.resume(id);
        },
      }],
    });
  }
}
