/**
 * Code in colours, formulas and diagrams, in such a way that one that ends the tab costs nothing: the text is saved before it
 * is drawn, and a mark is left while a draft is drawn. Where that is found later, the draft opens without them, unless another tab
 * says that it has just drawn it.
 */
import { forget, recall, remember } from '../memory.js';
import { words } from '../words.js';

/** @typedef {import('../../draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('../../draft-pane.js').Enhance} Enhance */
/** @typedef {'code' | 'math' | 'diagram'} Kind */

const key = 'draftpane.drawing.';
/** Milliseconds after which what was drawn has been laid out and painted. */
const settled = 1000;

export class Drawing {
  /**
   * @param {object} parts
   * @param {DraftPane} parts.pane
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {() => Promise<void>} parts.save saves what is not saved yet
   */
  constructor({ pane, notices, save }) {
    this.#pane = pane;
    this.#notices = notices;
    this.#save = save;
    // A page that is closed did not break.
    window.addEventListener('pagehide', () => this.#clear());
    this.#tabs.addEventListener('message', ({ data: { asked, alive } }) => {
      if (asked && asked === this.#marked) this.#tabs.postMessage({ alive: asked });
      if (alive && alive === this.#draft && this.#plain) {
        this.#notices.dismiss('drawing');
        this.#again();
      }
    });
  }

  #pane;
  #notices;
  #save;
  #tabs = new BroadcastChannel('draftpane.drawing');
  /** @type {ReturnType<typeof import('./enhancing.js').enhancements> | null} */
  #enhancements = null;
  /** @type {(() => void)[]} */
  #ends = [];
  #draft = '';
  /** Whether the open draft is shown without them. */
  #plain = false;
  /** The draft that is marked, and by this page. */
  #marked = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** Before a draft is shown. @param {string} id @param {string} name */
  open(id, name) {
    if (id === this.#draft) return;
    this.#clear();
    this.#draft = id;
    this.#notices.dismiss('drawing');
    this.#plain = recall(key + id) !== null;
    if (this.#plain) {
      this.#stop();
      this.#notices.show({
        id: 'drawing', tone: 'warning',
        text: words.preview.undrawn(name),
        actions: [{ label: words.preview.draw, run: () => this.#again() }],
      });
      // A tab that broke down, or hangs, does not answer.
      this.#tabs.postMessage({ asked: id });
    } else {
      this.#mark();
      this.#start();
    }
  }

  /** The open draft goes on under another id. @param {string} id */
  fork(id) {
    this.#clear();
    this.#draft = id;
  }

  #again() {
    forget(key + this.#draft);
    this.#plain = false;
    this.#start();
  }

  #start() {
    if (this.#plain || this.#ends.length > 0) return;
    // Colours are no nodes: they can wait for nothing.
    this.#ends = [
      this.#pane.enhance('code', this.#loaded('code')),
      this.#pane.enhance('math', this.#safely(this.#loaded('math'))), this.#pane.enhance('diagram', this.#safely(this.#loaded('diagram'))),
    ];
  }

  #stop() {
    for (const end of this.#ends) end();
    this.#ends = [];
  }

  /** Loads the code that draws with the first block for it. @param {Kind} kind @returns {Enhance} */
  #loaded(kind) {
    return (block) => {
      if (this.#enhancements) return this.#enhancements[kind](block);
      return import('./enhancing.js').then(({ enhancements }) => {
        this.#enhancements ??= enhancements();
        return block.signal.aborted ? undefined : this.#enhancements[kind](block);
        // Without a network the preview shows the source.
      }, () => undefined);
    };
  }

  /** @param {Enhance} enhance @returns {Enhance} */
  #safely(enhance) {
    return async (block) => {
      await this.#save();
      if (block.signal.aborted) return undefined;
      this.#mark();
      return enhance(block);
    };
  }

  /** Marks the draft until what is drawn now has been for a while. */
  #mark() {
    clearTimeout(this.#timer);
    if (this.#marked === '') remember(key + this.#draft, String(Date.now()));
    this.#marked = this.#draft;
    this.#timer = setTimeout(() => this.#clear(), settled);
  }

  #clear() {
    clearTimeout(this.#timer);
    if (this.#marked !== '') forget(key + this.#marked);
    this.#marked = '';
  }
}
