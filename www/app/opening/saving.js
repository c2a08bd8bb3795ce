/** Saves the open draft as a file. */
import { loneSurrogate } from '../../base/lone-surrogate.js';
import { digest, download, encodeFile, encodingName, fileName, lineAndColumn } from '../files/files.js';
import { words } from '../words.js';

export class Saving {
  /**
   * @param {object} parts
   * @param {import('../drafts/session.js').Session} parts.session
   * @param {import('../editor/editor.js').Editor} parts.editor
   * @param {import('../ui/notices.js').Notices} parts.notices
   */
  constructor(parts) {
    this.#parts = parts;
  }

  #parts;

  async save() {
    const { session, editor } = this.#parts;
    const { text } = editor;
    const file = await this.#fileOf(text);
    if (!file) return;
    const name = session.draft.name ?? fileName(session.draft.title);
    download(file, name);
    await this.#saved(text, name);
  }

  /** The text as a file, or null where its encoding does not have all of its characters. @param {string} text */
  async #fileOf(text) {
    const { session, notices } = this.#parts;
    const { draft } = session;
    notices.dismiss('saved');
    const { file, missing } = await encodeFile(text, draft);
    if (missing >= 0) {
      const { line, column } = lineAndColumn(text, missing);
      const character = String.fromCodePoint(/** @type {number} */ (text.codePointAt(missing)));
      notices.show({
        id: 'saved', tone: 'error',
        text: words.files.notInEncoding(draft.name ?? fileName(draft.title), encodingName(draft.encoding), character.toWellFormed(), line, column),
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
