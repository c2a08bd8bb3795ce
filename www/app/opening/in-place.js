/** Files that are saved where they were opened, by the handles that the browser gives. Loaded when the first one is opened or saved. */
import { digest, fileName } from '../files/files.js';
import { NotUtf8, openFile } from '../files/reading.js';
import { DiskFiles, isChanged } from '../store/disk-files.js';
import { disk } from '../words/disk.js';

/** @typedef {import('../files/files.js').Found} Found */
/** @typedef {import('../files/reading.js').OpenedFile} OpenedFile */
/** @typedef {import('../store/disk-files.js').Handle} Handle */
/** @typedef {import('../store/disk-files.js').DiskFile} DiskFile */
/** @typedef {{ id: string, text: string, file: Blob }} Post a text that is to be saved, of the draft `id` */

/** The dialogs of the browser, where it has them. @type {any} */
const pickers = window;
const types = [{ description: 'Markdown', accept: { 'text/markdown': ['.md', '.markdown', '.mdown'] } }];

export class InPlace {
  /**
   * @param {object} parts
   * @param {import('../drafts/session.js').Session} parts.session
   * @param {import('../editor/editor.js').Editor} parts.editor
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {HTMLDialogElement} parts.dialog
   * @param {import('../store/database.js').Database} parts.database
   * @param {(isNew: boolean) => void} parts.again saves the open draft, `isNew`: as another file
   */
  constructor(parts) {
    this.#parts = parts;
    this.files = new DiskFiles(parts.database);
  }

  #parts;
  /** The state of a file that the author was told of last. */
  #told = '';

  /** Files that the author chooses. @returns {Promise<Found[]>} none where the author gave up */
  async choose() {
    /** @type {Handle[]} */
    const handles = await orNothing(pickers.showOpenFilePicker({ multiple: true, id: 'posts' })) ?? [];
    return Promise.all(handles.map(async (handle) => ({ path: handle.name, file: await handle.getFile(), handle })));
  }

  /**
   * Saves into the file that the draft belongs to, unless another program changed that.
   * @param {Post} post
   * @param {boolean} [isForced] whether it is saved anyway
   */
  async save(post, isForced = false) {
    const known = await this.files.of(post.id);
    if (!known) {
      await this.saveAs(post);
      return;
    }
    const { name } = known.handle;
    if (!await isAllowed(known.handle, 'readwrite')) {
      this.#refuse(disk.notAllowed(name));
      return;
    }
    try {
      const now = await known.handle.getFile();
      if (isForced || !await isChanged(known, now)) await this.#write(post, known.handle);
      else await this.#ask(post, known, now);
    } catch (error) {
      this.#refuse(disk.notWritten(name, reasonOf(error)));
    }
  }

  /** @param {Post} post */
  async saveAs(post) {
    const { session } = this.#parts;
    const known = await this.files.of(post.id);
    /** @type {Handle | null} */
    const handle = await orNothing(pickers.showSaveFilePicker({
      types, id: 'posts', suggestedName: session.draft.name ?? fileName(session.draft.title), ...(known && { startIn: known.handle }),
    }));
    if (!handle) return;
    try {
      await this.#write(post, handle);
    } catch (error) {
      this.#refuse(disk.notWritten(handle.name, reasonOf(error)));
    }
  }

  /**
   * Looks whether another program changed the file of the open draft. Where nothing was typed since, its text is taken over.
   * @returns {Promise<boolean>} whether the author was told of it
   */
  async check() {
    const { session, editor, notices, dialog } = this.#parts;
    const { id, encoding } = session.draft;
    const known = await this.files.of(id);
    if (!known || dialog.open || (await known.handle.queryPermission?.({ mode: 'read' }) ?? 'granted') !== 'granted') return false;
    // One that was moved is reported when it is saved.
    const now = await known.handle.getFile().catch(() => null);
    if (!now || !await isChanged(known, now)) return false;
    const opened = await readAlike(now, encoding).catch(() => null);
    const isUntouched = await session.isInFile();
    const { name } = known.handle;
    if (session.draft.id !== id) return false;
    if (opened && (opened.text === editor.text || isUntouched)) {
      const isSame = opened.text === editor.text;
      await this.#take(known, now, opened);
      if (!isSame) notices.show({ id: 'disk', text: disk.taken(name), seconds: 12 });
      return !isSame;
    }
    const state = `${id} ${now.lastModified} ${now.size}`;
    if (this.#told === state) return true;
    this.#told = state;
    notices.show({
      id: 'disk', tone: 'warning', text: disk.changed(name),
      actions: opened ? [{ label: disk.compare, run: () => this.#parts.again(false) }] : [],
    });
    return true;
  }

  /** @param {Post} post @param {DiskFile} known @param {File} now */
  async #ask(post, known, now) {
    const { session, dialog, notices } = this.#parts;
    const { name } = known.handle;
    const opened = await readAlike(now, session.draft.encoding);
    if (opened.text === post.text) {
      await this.#write(post, known.handle);
      return;
    }
    const { askAboutChange } = await import('./changed-sheet.js');
    const choice = await askAboutChange(dialog, { name, mine: post.text, theirs: opened.text });
    if (session.draft.id !== post.id || choice === null) return;
    notices.dismiss('disk');
    if (choice === 'mine') {
      // The text that goes from the disk is there to come back to.
      await (await session.open()).versions.add(post.id, { kind: 'disk', text: opened.text }, session.countWords(opened.text));
      await this.save(post, true);
    }
    else if (choice === 'save-as') await this.saveAs(post);
    else await this.#take(known, now, opened);
  }

  /**
   * The file's text takes the place of the draft's, which is saved as a version.
   * @param {DiskFile} known
   * @param {File} now
   * @param {OpenedFile} opened
   */
  async #take({ draft, handle }, now, { text, bom, lineEnd, encoding }) {
    const { session, editor } = this.#parts;
    if (editor.text !== text) await session.keepVersion('file');
    const print = await digest(text);
    await this.files.remember(draft, handle, now, now);
    if (session.draft.id !== draft) return;
    editor.restore(text);
    session.describe({ bom, lineEnd, encoding, file: print });
    session.touch();
  }

  /** @param {Post} post @param {Handle} handle */
  async #write({ id, text, file }, handle) {
    const { session, notices } = this.#parts;
    // The file has the old bytes until the stream is closed, and all of the new ones from then on.
    const stream = await handle.createWritable();
    try {
      await stream.write(file);
      await stream.close();
    } catch (error) {
      await stream.abort().catch(() => {});
      throw error;
    }
    const { lastModified, size } = await handle.getFile();
    // Another program may have written it at this very moment: then its state is none that is known.
    await this.files.remember(id, handle, { lastModified: size === file.size ? lastModified : 0, size: file.size }, file);
    notices.dismiss('disk');
    const fields = { name: handle.name, file: await digest(text) };
    if (session.draft.id !== id) await (await session.open()).change(id, fields);
    else if (session.draft.name !== fields.name || session.draft.file !== fields.file) {
      session.describe(fields);
      session.touch();
    }
  }

  /** Says why a file was not saved, with the ways to save it. @param {string} text */
  #refuse(text) {
    const { notices, again } = this.#parts;
    notices.show({
      id: 'disk', tone: 'error', text,
      actions: [{ label: disk.tryAgain, run: () => again(false) }, { label: disk.saveAs, run: () => again(true) }],
    });
  }
}

/**
 * Asks for a permission, by the click that needs it.
 * @param {Handle} handle
 * @param {'read' | 'readwrite'} mode
 */
export async function isAllowed(handle, mode) {
  if ((await handle.queryPermission?.({ mode }) ?? 'granted') === 'granted') return true;
  return await handle.requestPermission?.({ mode }).catch(() => 'denied') === 'granted';
}

/**
 * Reads a file again. It may have become UTF-8 meanwhile; where both are possible, the encoding stays.
 * @param {File} file
 * @param {string} encoding
 */
async function readAlike(file, encoding) {
  if (encoding === 'utf-8') return openFile(file);
  try {
    const opened = await openFile(file);
    const alike = await openFile(file, encoding).catch(() => null);
    return alike?.text === opened.text ? alike : opened;
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return openFile(file, encoding);
  }
}

/** @template T @param {Promise<T>} chosen @returns {Promise<T | null>} null where a dialog was closed without an answer */
async function orNothing(chosen) {
  try {
    return await chosen;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  const { name = '', message = '' } = /** @type {Partial<Error>} */ (error ?? {});
  /** @type {Record<string, string>} */
  const reasons = disk.reasons;
  return reasons[name] ?? (message.replace(/\.$/, '') || name);
}
