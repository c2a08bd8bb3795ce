/**
 * Where a post belongs: its site, its path there, and the Hugo that renders what only the site knows. The part that works with Hugo is
 * loaded when there is one.
 *
 * @module
 */
import { check } from '../base/check.js';
import { asWritten } from './urls.js';

/** @typedef {import('../engine.js').Options} Options */
/** @typedef {import('../live/live.js').Live} Live */
/** @typedef {import('../live/types.js').PostSite} PostSite */
/** @typedef {import('../live/types.js').Renderer} Renderer */
/** @typedef {import('../live/types.js').HugoState} HugoState */
/** @typedef {import('./urls.js').ResolveUrl} ResolveUrl */

/**
 * The pane as its home sees it.
 *
 * @typedef {object} Pane
 * @property {import('./open-draft.js').OpenDraft} open
 * @property {() => [from: number, to: number]} view The stretch of text that is in view.
 * @property {() => void} moved Options, or how addresses are found, are others.
 * @property {() => void} answered The answers are others.
 * @property {(state: HugoState, problems: import('../live/types.js').PlacedProblem[], milliseconds: number) => void} tell
 */

/** A text with more blocks than these has only those in view given to Hugo. */
const MANY = 1000;

export class Home {
  /** @param {Pane} pane */
  constructor(pane) {
    this.#pane = pane;
  }

  #pane;
  /** @type {PostSite | null} */
  #site = null;
  /** @type {Renderer | null} */
  #hugo = null;
  #path = '';
  /** @type {import('../engine/types.js').Answers | null} */
  #answers = null;
  /** @type {Live | null} */
  #live = null;
  #isThere = false;
  #isDue = false;
  /** Resolves once there is one, if there will be. @type {Promise<void>} */
  #begun = Promise.resolve();

  get site() {
    return this.#site;
  }

  set site(site) {
    if (site === this.#site) return;
    check(site === null || typeof site.options === 'function', 'The site of a pane is a Site of draftpane/site', site);
    this.#site = site;
    this.#moved();
  }

  get hugo() {
    return this.#hugo;
  }

  set hugo(hugo) {
    if (hugo === this.#hugo) return;
    check(hugo === null || Boolean(hugo.render ?? hugo.shortcodes), 'The Hugo of a pane is one of draftpane-hugo', hugo);
    this.#hugo = hugo;
    this.#moved();
  }

  get path() {
    return this.#path;
  }

  set path(path) {
    if (path === this.#path) return;
    this.#path = path;
    this.#moved();
  }

  /** The options that the site has for the post, with what Hugo has answered. @returns {Options} */
  get options() {
    return { ...this.#site?.options(this.#path), ...(this.#answers && { answers: this.#answers }) };
  }

  /** How addresses of the post are found. @returns {ResolveUrl} */
  get resolveUrl() {
    if (!this.#site && !this.#hugo) return asWritten;
    const own = this.#site?.resolveUrl(this.#path) ?? asWritten;
    return (url, use) => {
      const found = own(url, use);
      return found === url && use.kind === 'image' && this.#hugo && this.#isPublished(url) ? this.#pictureOf(url) : found;
    };
  }

  /** Whether an address is one of the published site, from its root. @param {string} url */
  #isPublished(url) {
    const base = this.#site?.config.baseurl;
    return /^\/(?!\/)/.test(url) || (typeof base === 'string' && base.length > 1 && url.startsWith(base));
  }

  /** A picture that Hugo may have made for a template. @param {string} url */
  async #pictureOf(url) {
    await this.#begun;
    return this.#live?.pictureOf(url) ?? url;
  }

  /** Whether Hugo has the site, and can render the post. */
  get isOpen() {
    return this.#live?.isOpen ?? false;
  }

  /** The pane is in a document, or no longer. @param {boolean} isThere */
  attend(isThere) {
    if (isThere === this.#isThere) return;
    this.#isThere = isThere;
    this.#begin();
  }

  /** The text or its blocks changed. */
  follow() {
    this.#live?.follow();
  }

  /** Whether Hugo is not to be asked, as another view has its answers. @param {boolean} isIdle */
  idle(isIdle) {
    this.#live?.rest(isIdle);
  }

  /** Asks the site and Hugo again, whose files have changed. */
  refresh() {
    this.#moved();
  }

  #moved() {
    this.#answers = null;
    // First, as pictures wait for the new beginning.
    this.#begin();
    this.#pane.moved();
  }

  /** Begins again with Hugo: once for properties that are set one after the other. */
  #begin() {
    if (this.#isDue || (!this.#hugo && !this.#live)) return;
    this.#live?.end();
    this.#live = null;
    this.#isDue = true;
    this.#begun = this.#beginSoon();
  }

  async #beginSoon() {
    await null;
    const { Live } = this.#hugo && this.#path && this.#isThere ? await import('../live/live.js') : { Live: null };
    this.#isDue = false;
    const hugo = this.#hugo;
    if (Live && hugo && this.#path && this.#isThere) this.#live = new Live(this.#parts(), hugo, this.#site, this.#path);
    else this.#pane.tell('none', [], 0);
  }

  /** @returns {import('../live/live.js').Pane} */
  #parts() {
    const { open } = this.#pane;
    return {
      text: () => open.text,
      bodyStart: () => open.frontMatter?.to ?? 0,
      blocks: () => this.#blocks(),
      hasAllBlocks: () => !this.#isLong,
      answer: (answers) => {
        this.#answers = answers;
        this.#pane.answered();
      },
      tell: this.#pane.tell,
    };
  }

  get #isLong() {
    return (this.#pane.open.whole?.stats.blocks ?? 0) > MANY;
  }

  /** The blocks of the text; of a long one, those in view. */
  #blocks() {
    const draft = this.#pane.open.whole;
    /** @type {import('../engine.js').Block[]} */
    const blocks = [];
    if (!draft) return blocks;
    const [from, to] = this.#isLong ? this.#pane.view() : [0, draft.length];
    for (let at = Math.max(from, this.#pane.open.frontMatter?.to ?? 0); at < to;) {
      const block = draft.blockAt(at);
      if (!block) break;
      blocks.push(block);
      at = Math.max(block.to, at + 1);
    }
    return blocks;
  }
}
