/**
 * The open draft: shows it in the editor, keeps it in the store while it is written, and follows what another tab makes of it.
 * A draft nobody typed in is not kept.
 */
import { Conflict, Drafts, copyOf, longestTail, newDraft } from './drafts.js';
import { recall, remember } from './memory.js';

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./drafts.js').Kept} Kept */
/** @typedef {'untouched' | 'pending' | 'kept' | 'failed'} Keeping */

const tabKey = 'draftpane.open';
/** Milliseconds without a key before the text is written, and the longest it waits while someone types on. */
const pause = 300;
const longest = 2000;

export class Session {
  /**
   * @param {object} parts
   * @param {import('./editor.js').Editor} parts.editor
   * @param {(text: string, place: import('./editor.js').Place | null) => void} parts.show puts a text into the editor
   * @param {import('./notices.js').Notices} parts.notices
   * @param {() => void} parts.changed called when the name, the title or the keeping changed
   */
  constructor({ editor, show, notices, changed }) {
    this.#editor = editor;
    this.#show = show;
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
  #show;
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
      this.#store = await Drafts.open();
      this.#store.onwrite = (id) => {
        if (id === this.draft.id) this.#follow();
      };
      for (const copy of this.#store.rescued) {
        this.#notices.show({
          text: `What was typed last in “${copy.title || copy.name || 'Untitled'}” is kept as a copy: another tab had changed the draft as well.`,
          actions: [{ label: 'Open the copy', run: () => this.resume(copy.id) }],
        });
      }
      const id = recall(tabKey, 'sessionStorage') ?? (await this.#store.list())[0]?.id;
      last = id ? await this.#store.read(id) : null;
      last ??= await this.#newest();
    } catch (error) {
      this.#fail(error);
    }
    this.#open(last ?? sample);
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
    if (await this.#settled()) this.#open({ draft: newDraft(fields), text });
  }

  /** Opens a kept draft. @param {string} id */
  async resume(id) {
    const kept = await this.#store?.read(id);
    if (kept && await this.#settled()) this.#open(kept);
  }

  /** Removes a kept draft, which can be taken back. @param {string} id */
  async remove(id) {
    const kept = await this.#store?.read(id);
    if (!kept) return;
    await this.#store?.remove(id);
    this.#changed();
    this.#notices.show({
      text: `“${kept.draft.title || kept.draft.name || 'Untitled'}” was removed from this browser.`,
      actions: [{
        label: 'Undo',
        run: async () => {
          await this.#store?.write({ ...kept.draft, version: 0 }, kept.text);
          this.#changed();
        },
      }],
    });
  }

  /** @param {Partial<Pick<Draft, 'title' | 'name'>>} fields */
  describe(fields) {
    Object.assign(this.draft, fields);
    this.#changed();
  }

  /** The writer changed the text, or it has to be kept for another reason. */
  touch() {
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
    return this.keeping !== 'failed' || confirm('The open draft could not be kept in this browser. Close it and lose what was not saved as a file?');
  }

  /** @param {Kept} kept */
  #open({ draft, text }) {
    clearTimeout(this.#timer);
    this.draft = { ...draft };
    this.#moved = false;
    this.#set(draft.version > 0 ? 'kept' : 'untouched');
    remember(tabKey, draft.id, 'sessionStorage');
    this.#show(text, draft.place);
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
        if (!this.#store) throw new Error('this browser does not let the page keep anything');
        const edits = this.#edits;
        const written = await this.#store.write({ ...draft, place }, this.#editor.text);
        draft.version = written.version;
        this.#told = false;
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
    remember(tabKey, this.draft.id, 'sessionStorage');
    await this.#write();
    this.#notices.show({
      tone: 'warning',
      text: 'This draft was also changed in another tab. What you wrote here is now kept as a draft of its own, so neither text is lost.',
      actions: [{ label: 'Open the other one', run: () => this.resume(theirs.draft.id) }],
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
    this.#notices.show({ id: 'follow', text: 'This draft is being changed in another tab. Its text is shown here too.', seconds: 6 });
  }

  async #newest() {
    const id = (await this.list())[0]?.id;
    return id ? await this.#store?.read(id) ?? null : null;
  }

  #leave() {
    if (this.#pending) this.#store?.leave({ ...this.draft, place: this.#editor.place }, this.#editor.text);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#set('failed');
    if (this.#told) return;
    this.#told = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#notices.show({
      id: 'store', tone: 'error',
      text: `The draft could not be kept in this browser: ${reason}. Save it as a file so that it is not lost.`,
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
