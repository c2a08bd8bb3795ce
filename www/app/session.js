/**
 * The open draft: shows it in the editor, saves it in the store while it is written, and follows what another tab makes of it.
 * A draft nobody typed in is not saved.
 */
import { Deletions } from './deletions.js';
import { Conflict, Drafts, copyOf, longestTail, newDraft } from './drafts.js';
import { recall, remember } from './memory.js';
import { locale, words } from './words.js';

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./drafts.js').Kept} Kept */
/** @typedef {'untouched' | 'pending' | 'kept' | 'failed'} Keeping */

const tabKey = 'draftpane.open';
/** Milliseconds without a key before the text is written, and the longest it waits while someone types on. */
const pause = 300;
const longest = 2000;
/** Milliseconds until it is tried again after it failed. */
const patience = 5000;

export class Session {
  /**
   * @param {object} parts
   * @param {import('./editor.js').Editor} parts.editor
   * @param {(text: string, place: import('./editor.js').Place | null) => boolean} parts.show puts a text into the editor; whether
   *   what was done to it can be undone there
   * @param {(id: string) => void} parts.forked called when the open draft goes on under another id
   * @param {import('./notices.js').Notices} parts.notices
   * @param {() => void} parts.changed called when the name, the title or the keeping changed
   */
  constructor({ editor, show, forked, notices, changed }) {
    this.#editor = editor;
    this.#present = show;
    this.#forked = forked;
    this.#notices = notices;
    this.#changed = changed;
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.keep();
    });
    window.addEventListener('pagehide', () => this.#leave());
    window.addEventListener('beforeunload', (event) => {
      if (this.#wouldLose) event.preventDefault();
    });
  }

  #editor;
  #present;
  #forked;
  #notices;
  #changed;
  /** @type {Drafts | null} */
  #store = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** When the first edit that is not written yet was made. */
  #since = 0;
  /** Counts the edits, so that a write knows whether others came while it ran. */
  #edits = 0;
  #moved = false;
  #deletions = new Deletions();
  /** Whether the writer was told that nothing can be kept. */
  #told = false;
  /** @type {Promise<void>} writes run one after the other */
  #writes = Promise.resolve();

  draft = newDraft();
  /** @type {Keeping} */
  keeping = 'untouched';

  /**
   * Opens what this tab had open, or the newest draft, or the sample.
   * @param {Kept} sample
   */
  async start(sample) {
    /** @type {Kept | null} */
    let last = null;
    try {
      const store = await this.#open();
      for (const copy of store.rescued) {
        this.#notices.show({
          text: words.drafts.rescued(nameOf(copy)),
          actions: [{ label: words.drafts.openCopy, run: () => this.resume(copy.id) }],
        });
      }
      const newest = (await store.list()).map(({ id }) => id);
      for (const id of [recall(tabKey, 'sessionStorage'), ...newest]) {
        last ??= id ? await store.read(id).catch(() => null) : null;
      }
    } catch (error) {
      this.#tell(error);
    }
    this.#show(last ?? sample);
  }

  async #open() {
    if (this.#store) return this.#store;
    const store = await Drafts.open();
    store.onwrite = (id) => {
      if (id === this.draft.id) this.#follow();
    };
    this.#store = store;
    return store;
  }

  /** @returns {Promise<Draft[]>} newest first */
  async list() {
    return await this.#store?.list() ?? [];
  }

  /**
   * Opens a text as a draft of its own; the one that was open is kept.
   * @param {Partial<Draft>} fields
   * @param {string} text
   */
  async create(fields, text) {
    if (await this.#settled()) this.#show({ draft: newDraft(fields), text });
  }

  /**
   * Saves a text as a draft of its own, beside the one that is open.
   * @param {Partial<Draft>} fields
   * @param {string} text
   */
  async add(fields, text) {
    await (await this.#open()).write(newDraft(fields), text);
  }

  /**
   * The draft that a file was opened in, or saved from, as it is.
   * @param {string} name
   * @param {string} file its digest
   * @returns {Promise<Draft | null>}
   */
  async openedFrom(name, file) {
    if (this.draft.name === name && this.draft.file === file) return this.draft;
    return (await this.list().catch(() => [])).find((draft) => draft.name === name && draft.file === file) ?? null;
  }

  /** Opens a saved draft. @param {string} id */
  async resume(id) {
    if (id === this.draft.id) return;
    const kept = await this.#store?.read(id);
    if (!kept) this.#notices.show({ id: 'unreadable', tone: 'error', text: words.drafts.unreadable });
    else if (await this.#settled()) this.#show(kept);
  }

  /** Removes a kept draft, which can be taken back. @param {string} id */
  async remove(id) {
    const kept = await this.#store?.read(id);
    if (!kept) return;
    await this.#store?.remove(id);
    this.#changed();
    this.#notices.show({
      text: words.drafts.removed(nameOf(kept.draft)),
      actions: [{
        label: words.drafts.undo,
        run: async () => {
          await this.#store?.write({ ...kept.draft, version: 0 }, kept.text);
          this.#changed();
        },
      }],
    });
  }

  /** @param {Partial<Pick<Draft, 'title' | 'name' | 'pictures' | 'file'>>} fields */
  describe(fields) {
    Object.assign(this.draft, fields);
    this.#changed();
  }

  /**
   * The writer changed the text, or it has to be saved for another reason.
   * @param {import('@codemirror/state').Text | null} [lost] the text of which a single change took most away
   */
  touch(lost = null) {
    if (lost) this.#deletions.took(lost.toString());
    this.#edits++;
    if (!this.#pending) this.#since = performance.now();
    this.#set('pending');
    this.#wake(Math.max(0, Math.min(pause, this.#since + longest - performance.now())));
  }

  /** The cursor or the scroll position moved. */
  moved() {
    this.#moved = true;
    if (!this.#pending) this.#wake(pause);
  }

  /** Writes what is not written yet, now. */
  keep() {
    clearTimeout(this.#timer);
    this.#writes = this.#writes.then(() => this.#write());
    return this.#writes;
  }

  /** Whether the open draft can leave the editor: it is kept, or the writer lets it go. */
  async #settled() {
    // Someone may type on while a write runs.
    while (this.#pending) await this.keep();
    return this.keeping !== 'failed' || confirm(words.drafts.confirmLoss);
  }

  /** @param {Kept} kept */
  #show({ draft, text }) {
    clearTimeout(this.#timer);
    this.draft = { ...draft };
    this.#moved = false;
    this.#deletions = new Deletions(text);
    this.#set(draft.version > 0 ? 'kept' : 'untouched');
    remember(tabKey, draft.id, 'sessionStorage');
    const canUndo = this.#present(text, draft.place);
    this.#notices.dismiss('before');
    if (!canUndo && draft.version > 0) this.#offerBefore(draft).catch(() => {});
  }

  /** Undoing reaches back to when the page was opened: what was deleted before that can be had back from here. @param {Draft} draft */
  async #offerBefore(draft) {
    const before = await this.#store?.before(draft.id);
    if (!before || draft.id !== this.draft.id) return;
    this.#notices.show({
      id: 'before',
      text: words.drafts.before(nameOf(draft), when.format(before.at)),
      actions: [
        { label: words.drafts.openBefore, run: () => this.create(copyOf({ ...draft, place: null }), before.text).then(() => this.touch()) },
        { label: words.drafts.deleteBefore, run: () => this.#store?.setBefore(draft.id, null) },
      ],
    });
  }

  /** @param {number} milliseconds */
  #wake(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), milliseconds);
  }

  async #write() {
    const place = this.#editor.place;
    const { draft } = this;
    try {
      if (this.#pending || this.keeping === 'failed') {
        const store = await this.#open();
        const edits = this.#edits;
        const { text } = this.#editor;
        const deletions = this.#deletions;
        const written = await store.write({ ...draft, place }, text);
        draft.version = written.version;
        this.#told = false;
        this.#notices.dismiss('store');
        const before = deletions.written(text);
        if (before !== undefined) await store.setBefore(draft.id, before === null ? null : { text: before, at: Date.now() });
        if (edits === this.#edits && draft === this.draft) this.#set('kept');
      } else if (this.#moved && draft.version > 0) {
        await this.#store?.mark(draft.id, place);
      }
      this.#moved = false;
    } catch (error) {
      if (error instanceof Conflict) await this.#fork(error);
      else this.#fail(error);
    }
  }

  /** Another tab wrote this draft while the writer typed here: both texts stay, each as a draft. @param {Conflict} conflict */
  async #fork({ theirs }) {
    this.draft = copyOf(this.draft);
    this.#forked(this.draft.id);
    remember(tabKey, this.draft.id, 'sessionStorage');
    await this.#write();
    this.#notices.show({
      tone: 'warning',
      text: words.drafts.forked,
      actions: [{ label: words.drafts.openOther, run: () => this.resume(theirs.draft.id) }],
    });
  }

  /** Another tab wrote this draft. Where nothing is typed here, its text is taken over. */
  async #follow() {
    if (this.#pending) return;
    const { draft } = this;
    const kept = await this.#store?.read(draft.id);
    if (!kept || kept.draft.version <= draft.version || draft !== this.draft || this.#pending) return;
    draft.version = kept.draft.version;
    this.#editor.follow(kept.text);
    this.#notices.show({ id: 'follow', text: words.drafts.follow, seconds: 6 });
  }

  #leave() {
    if (this.#pending || this.keeping === 'failed') this.#store?.leave({ ...this.draft, place: this.#editor.place }, this.#editor.text);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#set('failed');
    this.#tell(error);
    // There may be room again, or the store may be back.
    this.#wake(patience);
  }

  /** @param {unknown} error */
  #tell(error) {
    if (this.#told) return;
    this.#told = true;
    this.#notices.show({
      id: 'store', tone: 'error',
      text: words.saving.refused(reasonOf(error)),
    });
  }

  /** Whether closing the page now would lose text. The browser asks then, which also gives a write the time it needs. */
  get #wouldLose() {
    return this.keeping === 'failed' || (this.#pending && (!this.#store || this.#editor.view.state.doc.length > longestTail));
  }

  /** Whether something was typed that is not written yet. */
  get #pending() {
    return this.keeping === 'pending';
  }

  /** @param {Keeping} keeping */
  #set(keeping) {
    this.keeping = keeping;
    this.#changed();
  }
}

const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** @param {Draft} draft */
const nameOf = (draft) => draft.title || draft.name || words.bar.untitled;

/** @type {Record<string, string>} */
const reasons = words.saving.reasons;

/** @param {unknown} error */
function reasonOf(error) {
  const { name = '', message = '' } = /** @type {Partial<Error>} */ (error ?? {});
  return reasons[name] ?? (message.replace(/\.$/, '') || name || reasons.unknown);
}
