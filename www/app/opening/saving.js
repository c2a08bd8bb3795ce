/** Opens and saves files, in place where the browser can. Loaded when the first command of files runs. */
import { loneSurrogate } from '../../base/lone-surrogate.js';
import { encodeFile } from '../files/encode-file.js';
import { digest, download, encodingName, fileName, lineAndColumn } from '../files/files.js';
import { ask } from '../ui/ask.js';
import { words } from '../words.js';
import { disk } from '../words/disk.js';

/** @typedef {import('../files/files.js').Found} Found */

export class Saving {
  /**
   * @param {object} parts
   * @param {import('../drafts/session.js').Session} parts.session
   * @param {import('../editor/editor.js').Editor} parts.editor
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {HTMLDialogElement} parts.dialog
   * @param {HTMLDialogElement} parts.question
   * @param {HTMLInputElement} parts.input
   * @param {(found: Found[]) => unknown} parts.take opens files
   * @param {boolean} parts.hasPickers whether files are saved in place
   */
  constructor(parts) {
    this.#parts = parts;
  }

  #parts;
  /** @type {Promise<import('./in-place.js').InPlace> | null} */
  #inPlace = null;
  /** @type {Promise<unknown>} one save follows the other */
  #saves = Promise.resolve();

  /** Files that are saved where they were opened. */
  inPlace() {
    const { session, editor, notices, dialog } = this.#parts;
    this.#inPlace ??= (async () => {
      const { InPlace } = await import('./in-place.js');
      const { database } = await session.open();
      return new InPlace({ session, editor, notices, dialog, database, again: (isNew) => this.save(isNew) });
    })();
    // One that could not be loaded is tried again.
    this.#inPlace.catch(() => (this.#inPlace = null));
    return this.#inPlace;
  }

  async open() {
    try {
      const found = await (await this.inPlace()).choose();
      if (found.length > 0) await this.#parts.take(found);
    } catch {
      // Some embedded pages may not use the picker; the older dialog works there.
      this.#parts.input.click();
    }
  }

  async openRecent() {
    const { dialog, take, notices } = this.#parts;
    const [{ showRecentFiles }, inPlace] = await Promise.all([import('./recent-files.js'), this.inPlace()]);
    showRecentFiles(dialog, { files: await inPlace.files.all(), take, notices });
  }

  /** Looks whether another program changed the open file. @returns {Promise<boolean>} whether the author was told of it */
  check() {
    const checked = this.#saves.then(async () => (await this.inPlace()).check()).catch(() => false);
    this.#saves = checked;
    return checked;
  }

  /** @param {boolean} [isNew] whether it is saved as another file */
  save(isNew = false) {
    // The sheet that is open asks about this file.
    if (this.#parts.dialog.open) return this.#saves;
    this.#saves = this.#saves.then(() => this.#save(isNew)).catch((error) => {
      this.#parts.notices.show({ id: 'saved', tone: 'error', text: disk.notWritten(this.#name, error.message.replace(/\.$/, '')) });
    });
    return this.#saves;
  }

  /** The name of the open draft's file, or of the one that it would have. */
  get #name() {
    const { draft } = this.#parts.session;
    return draft.name ?? fileName(draft.title);
  }

  /** @param {boolean} isNew */
  async #save(isNew) {
    const { session, editor, question } = this.#parts;
    const { id } = session.draft;
    const { text } = editor;
    const file = await this.#fileOf(text);
    if (!file) return;
    if (this.#parts.hasPickers) {
      const inPlace = await this.inPlace();
      await (isNew ? inPlace.saveAs({ id, text, file }) : inPlace.save({ id, text, file }));
      return;
    }
    const name = isNew ? await ask(question, { question: disk.askName, answer: words.bar.save, value: this.#name }) : this.#name;
    if (isNew) editor.view.focus();
    if (name === null) return;
    download(file, name);
    await this.#saved(text, name);
  }

  /** The text as a file, or null where its encoding does not have all of its characters. @param {string} text */
  async #fileOf(text) {
    const { session, notices } = this.#parts;
    const { draft } = session;
    notices.dismiss('saved');
    const { file, missing } = encodeFile(text, draft);
    if (missing >= 0) {
      const { line, column } = lineAndColumn(text, missing);
      const character = String.fromCodePoint(/** @type {number} */ (text.codePointAt(missing)));
      notices.show({
        id: 'saved', tone: 'error',
        text: words.files.notInEncoding(this.#name, encodingName(draft.encoding), character.toWellFormed(), line, column),
        actions: [{ label: words.files.saveAsUtf8, run: () => this.#saveAsUtf8(draft.id) }],
      });
      return null;
    }
    const lone = draft.encoding === 'utf-8' ? loneSurrogate(text) : -1;
    if (lone >= 0) {
      const { line, column } = lineAndColumn(text, lone);
      notices.show({ id: 'saved', tone: 'warning', text: words.files.loneSurrogate(line, column) });
    }
    return file;
  }

  /** @param {string} id of the draft that was asked about */
  async #saveAsUtf8(id) {
    const { session } = this.#parts;
    if (session.draft.id !== id) return;
    session.describe({ encoding: 'utf-8', bom: false });
    session.touch();
    await this.save();
  }

  /** Remembers what the file has. @param {string} text @param {string} name */
  async #saved(text, name) {
    const { session } = this.#parts;
    const file = await digest(text);
    if (session.draft.name === name && session.draft.file === file) return;
    session.describe({ name, file });
    session.touch();
  }
}
