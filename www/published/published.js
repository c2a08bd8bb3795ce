/**
 * The post as its site publishes it: the whole page in the site's theme, by real Hugo, in a frame in the place of the live
 * preview. The live preview goes on behind the frame: it knows where each text has its source.
 */
import { placed } from '../live/places.js';
import { shortcodesIn } from '../live/shortcodes.js';
import { Links } from '../pane/links.js';
import { findAsset } from './assets.js';
import { Frame } from './frame.js';
import { Places } from './places.js';
import { sourceOf } from './source.js';
import { reasonFor, wordsAt } from './words.js';

/** @typedef {import('./frame.js').Layout} Layout */
/** @typedef {import('../live/types.js').PlacedProblem} PlacedProblem */
/** @typedef {import('../live/types.js').PostSite} PostSite */
/** @typedef {import('../live/types.js').Renderer} Renderer */

/**
 * The pane, as this view sees it.
 *
 * @typedef {object} Pane
 * @property {HTMLElement & { value: string, hugo: Renderer | null, site: PostSite | null, path: string }} element
 * @property {() => boolean} isOpen whether Hugo has the site
 * @property {(isIdle: boolean) => void} idle whether the live preview need not ask Hugo
 * @property {HTMLElement} article the live preview
 * @property {HTMLElement} body its blocks
 * @property {import('../pane/open-draft.js').OpenDraft} open
 * @property {() => import('../pane/urls.js').Urls} urls
 * @property {(message: string) => void} say tells the author; nothing where it is empty, any more
 * @property {(state: 'ready', milliseconds: number) => void} tell what Hugo has done
 * @property {(type: string, detail: object, cancelable?: boolean) => boolean} dispatch an event
 * @property {(offset: number, align: number) => void} reveal in the live preview
 * @property {() => number} top the offset at the upper edge of the live preview
 */

/** The pause in typing after which Hugo renders, in milliseconds. */
const PAUSE_MS = 150;

/** Where a revealed place comes to stand when it was out of view: a third down, as in the live preview. */
const COMFORTABLE = 1 / 3;

export class Published {
  #pane;
  #stop = new AbortController();
  /** @type {Frame | null} */
  #frame = null;
  #places = this.#newPlaces();
  /** Whether the frame is in the place of the live preview. */
  #isShown = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #due;
  /** How often Hugo was asked, and for which of these its page was sent. */
  #asked = 0;
  #sent = 0;
  /** The last call of Hugo. @type {{ hugo: Renderer, path: string, text: string } | null} */
  #last = null;
  /** The problems of the page. @type {PlacedProblem[]} */
  #problems = [];
  /** Where Hugo publishes the page. */
  #target = '';
  /** Where to scroll once the page is there. @type {{ offset: number, align: number } | null} */
  #wanted = null;
  /** Whether the live preview asks nothing, as the page has all that Hugo has to say. */
  #isIdle = false;
  /** The last message to the author. */
  #said = '';
  #link;

  /** @param {Pane} pane */
  constructor(pane) {
    this.#pane = pane;
    const { element, urls, say, dispatch } = pane;
    const { signal } = this.#stop;
    element.addEventListener('draft-update', () => this.#soon(), { signal });
    element.addEventListener('draft-hugo', (event) => this.#followed(/** @type {CustomEvent} */ (event).detail), { signal });
    for (const type of ['beforeprint', 'afterprint']) addEventListener(type, () => this.#spread(type === 'beforeprint'), { signal });
    // Links are followed as in the live preview, by a link that nobody sees.
    const place = document.createElement('div');
    this.#link = document.createElement('a');
    place.append(this.#link);
    new Links(place, {
      urls,
      scrollTo: (id) => this.#frame?.send({ goTo: id }),
      ask: (url, _, event) => dispatch('draft-link', { url, ...this.#clickedRange, event: this.#clickedEvent ?? event }, true),
      say,
    }, true);
    this.#render();
  }

  /** Shows the live preview again, at the same place. */
  close() {
    const top = this.#isShown ? this.offsetAt(0) : null;
    this.#hide();
    this.#stop.abort();
    clearTimeout(this.#due);
    if (this.#said !== '') this.#pane.say('');
    if (top !== null) this.#pane.reveal(top, 0);
  }

  /** Whether the frame is what is scrolled and clicked. */
  get isShown() {
    return this.#isShown;
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    this.#frame?.element.focus(options);
  }

  get #words() {
    return wordsAt(this.#pane.element);
  }

  // ---- Rendering -----------------------------------------------------------------

  #soon() {
    clearTimeout(this.#due);
    this.#due = setTimeout(() => this.#render(), PAUSE_MS);
  }

  /** The site is opened in Hugo by the live preview, which says so. @param {{ state: string }} detail */
  #followed({ state }) {
    const { element, isOpen } = this.#pane;
    if (state === 'opening' || state === 'none') {
      if (this.#last && this.#last.path !== element.path) {
        this.#hide();
        this.#say('');
      }
      this.#last = null;
      this.#idle(false);
      this.#frame?.send({ forget: true });
    }
    if (isOpen() || state === 'none') this.#soon();
  }

  /**
   * All problems, those of the live preview first, unless those are of an older text.
   *
   * @param {PlacedProblem[]} others
   * @returns {PlacedProblem[]}
   */
  with(others) {
    if (this.#isIdle) return this.#problems;
    const known = new Set(others.map(({ message, file, line }) => JSON.stringify([message, file, line])));
    return [...others, ...this.#problems.filter(({ message, file, line }) => !known.has(JSON.stringify([message, file, line])))];
  }

  async #render() {
    const { element, isOpen, tell } = this.#pane;
    const { hugo, path } = element;
    if (!hugo || !path) {
      this.#hide();
      this.#say(path ? this.#words.noHugo : this.#words.noPost);
      return;
    }
    if (!isOpen()) {
      this.#say(this.#words.opening);
      return;
    }
    const text = element.value;
    const last = this.#last;
    if (last && last.hugo === hugo && last.path === path && last.text === text) return;
    this.#last = { hugo, path, text };
    const id = ++this.#asked;
    let made;
    try {
      made = await hugo.render(path, text);
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      // Whoever has started Hugo starts it again, and says so.
      this.#last = null;
      this.#idle(false);
      this.#failed(this.#words.stopped(error instanceof Error ? error.message.replace(/\.$/, '') : String(error)));
      return;
    }
    // A later text may be shown by now.
    if (this.#stop.signal.aborted || id < this.#sent) return;
    const { page, content, problems, milliseconds } = made;
    this.#problems = placed(problems, path, text, shortcodesIn(text));
    // Where one shortcode fails there is no page; the live preview asks for each.
    this.#idle(page !== '');
    if (id === this.#asked) tell('ready', milliseconds);
    if (!page) {
      this.#failed(reasonFor(this.#words, problems));
      return;
    }
    this.#say('');
    this.#sent = id;
    this.#target = made.target ?? '';
    this.#frame ??= this.#newFrame();
    this.#frame.send({ show: { id, page, content } });
  }

  /** @param {string} reason why there is no page; an older one stays */
  #failed(reason) {
    if (!this.#isShown) this.#say(this.#words.failed(reason));
  }

  /** Once for each reason. @param {string} message */
  #say(message) {
    if (this.#said === message || (this.#isShown && message !== '')) return;
    this.#said = message;
    this.#pane.say(message);
  }

  // ---- The frame ------------------------------------------------------------------

  #newFrame() {
    const { element, urls } = this.#pane;
    return new Frame(/** @type {ShadowRoot} */ (element.shadowRoot), urls().allowsRemote, this.#words, {
      find: (question) => {
        const { hugo, site, path } = element;
        if (!hugo) return Promise.resolve({});
        return findAsset(question, { hugo, site, path, published: this.#target, hostToAsk: (written, url) => urls().hostToAsk(written, url) });
      },
      shown: (_, elements) => {
        this.#places.match(elements);
        this.#show();
      },
      laidOut: (layout) => this.#laidOut(layout),
      scrolled: (top) => {
        if (!this.#places.layout) return;
        this.#places.layout.top = top;
        element.dispatchEvent(new Event('scroll'));
      },
      touched: (type) => this.#repeat(type === 'wheel' ? new WheelEvent(type, { bubbles: true, composed: true }) : new PointerEvent(type, { bubbles: true, composed: true })),
      pressed: (key) => this.#repeat(new KeyboardEvent('keydown', { ...key, bubbles: true, composed: true, cancelable: true })),
      clicked: (click) => this.#clicked(click),
      wants: (address) => {
        urls().want(address);
        this.#again();
      },
      failed: (reason) => {
        this.#hide();
        this.#failed(reason);
      },
    });
  }

  /** With a new frame: the policy of one cannot be widened. */
  #again() {
    this.#wanted = this.#isShown ? { offset: this.offsetAt(0), align: 0 } : null;
    this.#hide();
    this.#last = null;
    this.#render();
  }

  #show() {
    if (this.#isShown || !this.#frame) return;
    const { element, article, top } = this.#pane;
    this.#wanted ??= { offset: top(), align: 0 };
    this.#isShown = true;
    article.hidden = true;
    element.scrollTop = 0;
    const places = this.#places;
    const frame = this.#frame;
    // The pane is what editors scroll with: it scrolls as its page does.
    Object.defineProperties(element, {
      scrollTop: {
        configurable: true,
        get: () => places.layout?.top ?? 0,
        set: (top) => this.#scrollTo(top),
      },
      scrollHeight: { configurable: true, get: () => places.layout?.full ?? frame.element.clientHeight },
      clientHeight: { configurable: true, get: () => places.layout?.height ?? frame.element.clientHeight },
    });
    frame.element.style.removeProperty('visibility');
  }

  /** @param {boolean} isIdle */
  #idle(isIdle) {
    this.#isIdle = isIdle;
    this.#pane.idle(isIdle);
  }

  #hide() {
    const { element, article } = this.#pane;
    this.#idle(false);
    this.#frame?.close();
    this.#frame = null;
    this.#places = this.#newPlaces();
    if (!this.#isShown) return;
    this.#isShown = false;
    for (const name of ['scrollTop', 'scrollHeight', 'clientHeight']) delete (/** @type {any} */ (element)[name]);
    article.hidden = false;
  }

  /** An event of the frame, in the page. @param {Event} event */
  #repeat(event) {
    this.#frame?.element.dispatchEvent(event);
  }

  /** Prints the whole page of the site, without the one around. */
  print() {
    this.#frame?.send({ prints: true });
  }

  /** @param {boolean} isOnPaper whether the page around is being printed */
  #spread(isOnPaper) {
    const { layout } = this.#places;
    if (this.#isShown && layout) this.#frame?.spread(isOnPaper ? layout.full : null);
  }

  // ---- Places ---------------------------------------------------------------------

  #newPlaces() {
    return new Places(() => blocksOf(this.#pane.body));
  }

  /** @param {Layout} layout */
  #laidOut(layout) {
    this.#places.layout = layout;
    if (!this.#wanted) return;
    const { offset, align } = this.#wanted;
    this.#wanted = null;
    this.reveal(offset, align);
  }

  /** @param {number} top */
  #scrollTo(top) {
    const { layout } = this.#places;
    if (!layout) return;
    const wanted = Math.min(Math.max(0, top), Math.max(0, layout.full - layout.height));
    if (wanted === layout.top) return;
    layout.top = wanted;
    this.#frame?.send({ scrollTo: wanted });
  }

  get #start() {
    const { open } = this.#pane;
    return open.frontMatter?.to ?? 0;
  }

  /**
   * As `DraftPane.reveal`.
   *
   * @param {number} offset
   * @param {number} [align]
   */
  reveal(offset, align) {
    const draft = this.#pane.open.whole;
    const { layout } = this.#places;
    if (!draft || !layout) {
      this.#wanted = { offset, align: align ?? COMFORTABLE };
      return;
    }
    const y = this.#places.yOf(draft, this.#start, Math.min(draft.text.length + 1, Math.max(-1, offset)));
    if (align === undefined && y >= layout.top && y <= layout.top + layout.height) return;
    this.#scrollTo(y - (align ?? COMFORTABLE) * layout.height);
  }

  /**
   * As `DraftPane.offsetAt`.
   *
   * @param {number} y
   * @param {boolean} [whole]
   */
  offsetAt(y, whole = false) {
    const draft = this.#pane.open.whole;
    if (!draft || !this.#places.layout) return 0;
    const offset = this.#places.offsetOf(draft, this.#start, y + this.#places.layout.top);
    return whole ? Math.min(draft.text.length, Math.max(0, Math.round(offset))) : offset;
  }

  // ---- Clicks ---------------------------------------------------------------------

  /** @type {{ from: number, to: number } | null} */
  #clickedRange = null;
  /** @type {MouseEvent | null} */
  #clickedEvent = null;

  /** @param {{ href: string | null, place: import('./frame.js').Place | null, text: string, mouse: import('./frame.js').Mouse }} click */
  #clicked({ href, place, text, mouse }) {
    const frame = this.#frame;
    const draft = this.#pane.open.whole;
    if (!frame || !draft) return;
    const { left, top } = frame.element.getBoundingClientRect();
    const event = new MouseEvent(mouse.type === 'auxclick' ? 'auxclick' : 'click', {
      detail: mouse.detail, button: mouse.button, ctrlKey: mouse.ctrlKey, metaKey: mouse.metaKey, altKey: mouse.altKey, shiftKey: mouse.shiftKey,
      clientX: mouse.clientX + left, clientY: mouse.clientY + top, bubbles: true, cancelable: true,
    });
    const block = place && this.#places.blockOf(place.element);
    const source = block ? sourceOf(draft, block, place) : this.#fieldOf(text);
    this.#clickedRange = source && { from: source.from, to: source.to };
    this.#clickedEvent = event;
    if (href !== null) {
      this.#link.setAttribute('href', href);
      this.#link.dispatchEvent(event);
    }
    if (source && event.type === 'click') this.#pane.dispatch('draft-source', { ...source, event });
  }

  /** A title or a tag that the theme shows. @param {string} text */
  #fieldOf(text) {
    const { frontMatter } = this.#pane.open;
    const field = text && frontMatter?.fields.find(({ value }) => typeof value === 'string' && value.trim() === text);
    return field ? { from: field.from, to: field.to, caret: field.from } : null;
  }
}

/** The blocks of the live preview, but the footnotes, which may be defined anywhere. @param {HTMLElement} body */
const blocksOf = ({ children }) => [...children].filter((child) => !child.matches('.footnotes'));
