/**
 * The open draft: shows it in the editor, saves it in the store while it is written, and follows what another tab makes of it.
 * A draft nobody typed in is not saved.
 */
import { Conflict, Drafts, copyOf, longestTail, newDraft } from './drafts.js';
import { digest } from '../files/files.js';
import { forget, recall, remember } from '../memory.js';
import { Moments } from '../store/moments.js';
import { isPlace } from '../store/sound-draft.js';
import { Trouble } from './trouble.js';
import { words } from '../words.js';

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./drafts.js').Kept} Kept */
/** @typedef {'untouched' | 'pending' | 'kept' | 'failed'} Keeping */

const tabKey = 'draftpane.open';
const placeKey = 'draftpane.place.';
/** Milliseconds without a key before a text is written at the latest, and before the page says that it is saved. */
const pause = 300;
/** Milliseconds that a text waits while someone types on, and how they grow with its length: a write takes all of it. */
const shortest = 150;
const longest = 2000;
const lengthOfOne = 250;
/** Milliseconds until it is tried again after it failed. */
const patience = 5000;

export class Session {
  /**
   * @param {object} parts
   * @param {import('../editor/editor.js').Editor} parts.editor
   * @param {(kept: { text: string, place: import('../editor/editor.js').Place | null, history: import('../editor/undo.js').History | null }) => void} parts.show
   *   puts a text into the editor
   * @param {(id: string) => void} parts.forked called when the open draft goes on under another id
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {() => void} parts.changed called when the name, the title or the keeping changed
   * @param {(text: string) => number | null} parts.countWords words of a post, as the preview counts them; null where it cannot
   */
  constructor({ editor, show, forked, notices, changed, countWords }) {
    this.countWords = countWords;
    this.#editor = editor;
    this.#present = show;
    this.#forked = forked;
    this.#notices = notices;
    this.#changed = changed;
    this.#trouble = new Trouble({ notices, open: () => ({ draft: this.draft, text: editor.text }) });
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
  #trouble;
  /** @type {Drafts | null} */
  #store = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** When the first edit that is not written yet was made. */
  #since = 0;
  /** Counts the edits, and those that are written, as others may come while a write runs. */
  #edits = 0;
  #written = 0;
  /** When the last edit was made. */
  #last = 0;
  #moved = false;
  #moments = new Moments();
  /** @type {Promise<void>} writes run one after the other */
  #writes = Promise.resolve();

  draft = newDraft();
  /** @type {Keeping} */
  keeping = 'untouched';

  /**
   * Opens what this tab had open, or the newest draft, or the sample.
   * @param {() => Promise<Kept>} sample
   */
  async start(sample) {
    // A new tab may be a first visit: the sample loads while the store opens.
    const early = recall(tabKey, 'sessionStorage') ? null : sample();
    early?.catch(() => {}); // whoever needs it learns of it
    /** @type {Kept | null} */
    let last = null;
    try {
      const store = await this.open();
      for (const copy of store.rescued) {
        this.#notices.show({
          text: words.drafts.rescued(nameOf(copy)),
          actions: [{ label: words.drafts.openCopy, run: () => this.resume(copy.id) }],
        });
      }
      const newest = (await store.list()).map(({ id }) => id);
      for (const id of [recall(tabKey, 'sessionStorage'), ...newest]) {
        last ??= id ? await store.read(id).then((kept) => (kept?.draft.removed === null ? kept : null)).catch(() => null) : null;
      }
    } catch (error) {
      this.#trouble.tell(error);
    }
    this.#show(last ?? await (early ?? sample()));
  }

  /** Milliseconds for which something typed waits to be written. */
  get waiting() {
    return this.#pending ? performance.now() - this.#since : 0;
  }

  /** Whether the draft's file holds this text; null where the draft has none. @returns {Promise<boolean | null>} */
  async isInFile() {
    // Another draft is announced before its text is in the editor.
    await null;
    const { name, file } = this.draft;
    return name === null || file === null ? null : await digest(this.#editor.text) === file;
  }

  /** The store, which is opened when it is first needed. */
  async open() {
    if (this.#store) return this.#store;
    const store = await Drafts.open();
    store.onwrite = (id) => {
      if (id === this.draft.id) this.#follow();
    };
    store.onchange = (id, fields) => {
      // At once, before a write of this tab puts the old ones back.
      if (id === this.draft.id) this.describe(fields);
    };
    this.#store = store;
    return store;
  }

  /** @returns {Promise<Draft[]>} newest first */
  async list() {
    return await this.#store?.list() ?? [];
  }

  /** All drafts, with their texts by their ids, and the id of the open one. */
  async all() {
    const store = await this.open();
    return { listed: await store.list(), texts: await store.texts(), open: this.draft.id };
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
    await (await this.open()).write(newDraft(fields), text);
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

  /**
   * Stores the text that is open as a version, and has it written before anything else happens to it.
   * @param {import('../store/versions.js').Kind} kind
   * @param {string} [name]
   */
  async keepVersion(kind, name) {
    const { draft } = this;
    const { text } = this.#editor;
    await this.keep();
    const { versions } = await this.open();
    await versions.add(draft.id, { kind, text, name }, this.countWords(text));
  }

  /** @param {Partial<Pick<Draft, 'title' | 'name' | 'pictures' | 'file' | 'bom' | 'lineEnd' | 'encoding' | 'removed'>>} fields */
  describe(fields) {
    Object.assign(this.draft, fields);
    this.#changed();
  }

  /**
   * The writer changed the text, or it has to be saved for another reason.
   * @param {import('@codemirror/state').Text | null} [before] the text before, where it was changed
   * @param {boolean} [isDeletion] whether most of it was deleted
   */
  touch(before = null, isDeletion = false) {
    if (before) this.#moments.edit(before, isDeletion);
    const now = performance.now();
    if (!this.#pending) this.#since = now;
    this.#edits++;
    this.#last = now;
    this.#set('pending');
    const wait = Math.max(shortest, Math.min(longest, this.#editor.view.state.doc.length / lengthOfOne));
    this.#wake(Math.max(0, Math.min(pause, this.#since + wait - now)));
  }

  /** The cursor or the scroll position moved. */
  moved() {
    this.#moved = true;
    if (this.keeping !== 'pending') this.#wake(pause);
  }

  /** Writes what is not written yet, now. */
  keep() {
    this.#queue();
    this.#writes = this.#writes.then(() => this.#rest());
    return this.#writes;
  }

  /** Whether the open draft can leave the editor: it is kept, or the writer lets it go. */
  async #settled() {
    // Someone may type on while a write runs.
    while (this.#pending) await this.keep();
    return this.keeping !== 'failed' || confirm(words.drafts.confirmLoss);
  }

  /** @param {Kept} kept */
  #show({ draft, text, history = null }) {
    clearTimeout(this.#timer);
    this.draft = { ...draft };
    this.#moved = false;
    this.#written = this.#edits;
    const moments = new Moments(text);
    this.#moments = moments;
    if (draft.version === 0) moments.last = Date.now();
    else {
      this.#store?.versions.list(draft.id).then(([newest]) => {
        if (newest) moments.last = Math.max(moments.last, newest.at);
      }).catch(() => {});
    }
    this.#set(draft.version > 0 ? 'kept' : 'untouched');
    remember(tabKey, draft.id, 'sessionStorage');
    this.#present({ text, place: leftPlace(draft) ?? draft.place, history });
  }

  /** @param {number} milliseconds */
  #wake(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#queue(), milliseconds);
  }

  /** Writes once the writes before have ended. */
  #queue() {
    clearTimeout(this.#timer);
    this.#writes = this.#writes.then(() => this.#write());
  }

  async #write() {
    const place = this.#editor.place;
    const { draft } = this;
    try {
      if (this.#pending || this.keeping === 'failed') {
        const store = await this.open();
        this.#moments.write(this.#editor.text);
        for (const made of this.#moments.take()) {
          // A version that finds no room must not keep the text from being written.
          await store.versions.add(draft.id, made, this.countWords(made.text)).catch(() => {});
        }
        const edits = this.#edits;
        const { text } = this.#editor;
        const written = await store.write({ ...draft, place }, text);
        draft.version = written.version;
        this.#written = edits;
        this.#since = performance.now();
        this.#trouble.heal();
        if (this.keeping === 'failed') this.keeping = 'pending';
      } else if (this.#moved && draft.version > 0) {
        await this.#store?.mark(draft.id, place);
      }
      this.#moved = false;
      const left = this.#last + pause - performance.now();
      if (this.#pending || this.keeping === 'kept' || this.keeping === 'untouched') return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#writes = this.#writes.then(() => this.#rest());
      }, Math.max(0, left));
    } catch (error) {
      if (error instanceof Conflict) await this.#fork(error);
      else this.#fail(error);
    }
  }

  /** All is written, and nobody types: says so. */
  async #rest() {
    if (this.#pending || this.keeping !== 'pending') return;
    const { draft } = this;
    const edits = this.#edits;
    await this.#store?.setHistory(draft.id, this.#editor.history).catch(() => {});
    if (edits !== this.#edits || draft !== this.draft) return;
    this.#set('kept');
    // Another tab may have written meanwhile.
    await this.#follow();
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
    const { version, name, file, pictures, bom, lineEnd, encoding } = kept.draft;
    draft.version = version;
    // The title follows from the text, and the place is that of this tab.
    this.describe({ name, file, pictures, bom, lineEnd, encoding });
    this.#editor.follow(kept.text);
    this.#notices.show({ id: 'follow', text: words.drafts.follow, seconds: 6 });
  }

  #leave() {
    if (this.keeping !== 'pending' && this.keeping !== 'failed') {
      // The store takes longer than a page that closes has.
      if (this.#moved && this.draft.version > 0) remember(placeKey + this.draft.id, JSON.stringify({ version: this.draft.version, place: this.#editor.place }));
      return;
    }
    const { place, text, history } = this.#editor;
    const isWritten = this.keeping !== 'failed' && !this.#pending;
    this.#store?.leave({ draft: { ...this.draft, place }, text, history, isWritten });
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#set('failed');
    this.#trouble.tell(error);
    // There may be room again, or the store may be back.
    this.#wake(patience);
  }

  /** Whether closing the page now would lose text. The browser asks then, which also gives a write the time it needs. */
  get #wouldLose() {
    return this.keeping === 'failed' || (this.#pending && (!this.#store || this.#editor.view.state.doc.length > longestTail));
  }

  /** Whether something was typed that is not written yet. */
  get #pending() {
    return this.keeping !== 'failed' && this.#edits !== this.#written;
  }

  /** @param {Keeping} keeping */
  #set(keeping) {
    this.keeping = keeping;
    this.#changed();
  }
}

/** Where the writer was in a draft when a page was closed. @param {Draft} draft */
function leftPlace({ id, version }) {
  const left = recall(placeKey + id);
  if (left === null) return null;
  forget(placeKey + id);
  try {
    const { version: known, place } = JSON.parse(left);
    return known === version && isPlace(place) ? place : null;
  } catch {
    return null;
  }
}

/** @param {Draft} draft */
export const nameOf = (draft) => draft.title || draft.name || words.bar.untitled;
