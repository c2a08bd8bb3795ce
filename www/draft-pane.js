/**
 * `<draft-pane>`: a live preview of a Markdown post.
 *
 * Importing this module defines the element where there is a browser, and does
 * nothing elsewhere.
 *
 * Longer than other files, as half of it is the element’s manual: attributes,
 * events, parts and properties are read from here by editors and by the
 * manifest. `pane/open-draft.js` has its draft, `published/view.js` its view, other files in
 * `pane/` the rest.
 *
 * @module draftpane/element
 */

import { check, isRecord } from './base/check.js';
import { warnOfMisspelt, warnOfUnknown } from './engine/names.js';
import { PostHeader } from './header.js';
import { Clicks } from './pane/clicks.js';
import { directionOf } from './pane/direction.js';
import { DraftView } from './pane/draft-view.js';
import { Enhancements } from './pane/enhancements.js';
import { frameIn } from './pane/frame.js';
import { optionsIn, textIn, whenRead } from './pane/given.js';
import { holdInWidths } from './pane/hold.js';
import { Home } from './pane/home.js';
import { Images } from './pane/images.js';
import { Links } from './pane/links.js';
import { Notice } from './pane/notice.js';
import { OpenDraft } from './pane/open-draft.js';
import { Plain } from './pane/plain.js';
import { Problems } from './pane/problems.js';
import { Scrolling } from './pane/scrolling.js';
import { selectByKeys } from './pane/selection.js';
import { ATTRIBUTES, VIEWS, settingsOf, wordIn } from './pane/settings.js';
import { Styles } from './pane/styles.js';
import { Tasks } from './pane/tasks.js';
import { Urls, asWritten } from './pane/urls.js';
import { View } from './published/view.js';
import { Streaming } from './stream/streaming.js';

/** @typedef {import('./engine.js').Change} Change */
/** @typedef {import('./pane/events.js').DraftPaneEventMap} DraftPaneEventMap */
/** @typedef {import('./engine.js').Diagnostic} Diagnostic */
/** @typedef {import('./engine.js').Heading} Heading */
/** @typedef {import('./engine.js').Options} Options */
/** @typedef {import('./engine.js').Stats} Stats */
/** @typedef {import('./pane/enhanced.js').Kind} Kind */
/** @typedef {import('./pane/enhanced.js').Block} Block */
/** @typedef {import('./pane/enhanced.js').CleanUp} CleanUp */
/** @typedef {import('./pane/enhanced.js').Enhance} Enhance */
/** @typedef {import('./pane/problems.js').Problem} Problem */
/** @typedef {import('./pane/styles.js').Style} Style */
/** @typedef {import('./pane/urls.js').ResolveUrl} ResolveUrl */
/** @typedef {import('./pane/urls.js').UrlUse} UrlUse */

export { DraftView };
export { parseData, render } from './engine.js';

// Node and workers have no HTMLElement; there the class is never instantiated.
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** The properties that may be set before the element is defined. */
const UPGRADED = /** @type {const} */ (['editable', 'hugo', 'options', 'path', 'resolveUrl', 'site', 'streaming', 'styles', 'value', 'view']);

/** The longest wait of a timer, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** @param {unknown} value @param {string} name */
const checkNumber = (value, name) => check(typeof value === 'number' && !Number.isNaN(value), `${name} is a number`, value);

/**
 * Checks the options of a method: null is none.
 *
 * @param {object | null | undefined} options
 * @param {string[]} names of those that the method has
 * @param {string} method
 */
function checkHow(options, names, method) {
  check(options == null || isRecord(options), `The options of ${method} are an object`, options);
  warnOfUnknown(options, names, `options of ${method}`);
}

/**
 * The element. It scrolls by itself: give it a height.
 *
 * A valid attribute wins over the same setting in `options`.
 *
 * Without the attribute `value`, the text between the tags is the value until a script sets it; that text is not shown by
 * itself. A declarative shadow root, as `renderToString` of `draftpane/server` writes it, is taken over.
 *
 * All events bubble and cross shadow roots. Colours follow the `color-scheme` that the element inherits.
 *
 * @tagname draft-pane
 *
 * @attribute {'hugo' | 'gfm' | 'commonmark'} flavor - The Markdown dialect.
 * @attribute {'header' | 'table' | 'source' | 'hidden' | 'none'} front-matter - How front matter is shown.
 * @attribute {string} content-class - Classes of the body, for `styles`.
 * @attribute {string} options - The property `options` until a script sets that, as JSON.
 * @attribute {'live' | 'published'} view - The live preview, or the page as the site publishes it.
 * @attribute {boolean} streaming - The text arrives in chunks: its end is shown as it will most likely be, and followed.
 * @attribute {string} value - The text until a script sets or edits it.
 *
 * @fires {CustomEvent} draft-update - after each change of the preview, in the same task, or for a new long text once all of it is read; `patches` is computed when it is read, best while the event is dispatched: it throws once the pane was removed, got other options or made changes that take a megabyte, and of a long new text after the next change; detail: version, patches, milliseconds
 * @fires {CustomEvent} draft-diagnostics - soon after they changed, when the browser is idle; detail: diagnostics
 * @fires {CustomEvent} draft-frontmatter - after it changed, in the same task; detail: frontMatter
 * @fires {CustomEvent} draft-source - a click; the source of what was clicked, and where in it; `event` is the mouse event; detail: from, to, caret, event
 * @fires {CustomEvent} draft-link - a click on a link, before it is followed; `preventDefault()` leaves it to the page; detail: url, from, to, event
 * @fires {CustomEvent} draft-hugo - what Hugo does for the post, and what it reports; detail: state, problems, milliseconds
 * @fires {CustomEvent} draft-problems - soon after the list of `problems`, or a place in it, changed; detail: problems
 * @fires {CustomEvent} draft-recovered - after the engine broke and was started again: the text is unchanged
 * @fires {CustomEvent} draft-edit - a change that the owner of the text is asked to make: `task`, a box was ticked; others dispatch their own on the pane, such as `fix`; detail: changes, reason
 *
 * @csspart header - The front matter.
 * @csspart body - The post itself.
 * @csspart hero - The picture above the title.
 * @csspart title - The title.
 * @csspart lead - The description.
 * @csspart badge - A mark such as `Pinned`, or the status.
 * @csspart status - Whether the site publishes the post: a draft, scheduled or expired.
 * @csspart meta - Authors and dates.
 * @csspart people - The authors.
 * @csspart date - The day of the post.
 * @csspart updated - The day of its last change.
 * @csspart categories - The categories.
 * @csspart tags - The tags.
 * @csspart fields - Every other field.
 * @csspart source - The text of the front matter.
 * @csspart notice - A word about a link.
 *
 * @cssproperty --draft-font - Font family of the text.
 * @cssproperty --draft-heading-font - Font family of headings.
 * @cssproperty --draft-code-font - Font family of code.
 * @cssproperty --draft-size - Size of the text.
 * @cssproperty --draft-measure - Length of a line.
 * @cssproperty --draft-padding - Space around the post.
 * @cssproperty --draft-radius - Rounding of images, code and boxes.
 * @cssproperty --draft-text - Text.
 * @cssproperty --draft-heading - Headings.
 * @cssproperty --draft-muted - Lesser text.
 * @cssproperty --draft-background - Behind the post.
 * @cssproperty --draft-surface - Behind code, chips and boxes.
 * @cssproperty --draft-border - Lines.
 * @cssproperty --draft-accent - Links, categories, focus.
 * @cssproperty --draft-code-comment - Comments in code.
 * @cssproperty --draft-code-keyword - Keywords in code.
 * @cssproperty --draft-code-string - Strings in code.
 * @cssproperty --draft-code-number - Numbers in code.
 * @cssproperty --draft-code-name - Names in code.
 * @cssproperty --draft-mark - Behind marked text.
 * @cssproperty --draft-link-address - `inline` prints the address of each link to another page after the link.
 * @cssproperty --draft-warning - Notes, and reasons that keep a post from being published.
 */
export class DraftPane extends Base {
  static observedAttributes = [...ATTRIBUTES, 'content-class', 'streaming', 'value', 'view'];

  #article;
  #header;
  #body;
  #postHeader;
  /** Its draft, with the text. */
  #open;
  /** @type {Options} */
  #options = {};
  #home;
  /** Problems of Hugo in the live preview. @type {import('./live/types.js').PlacedProblem[]} */
  #reported = [];
  /** The page's own function, in the place of the site's. @type {ResolveUrl | null} */
  #resolve = null;
  #urls = this.#urlsBy(asWritten);
  /** Shows the header again when what the site does with the post changes by itself. @type {ReturnType<typeof setTimeout> | undefined} */
  #statusDue;
  #tasks;
  #editable = false;
  #images;
  #scrolling;
  #enhancements;
  #problems;
  #styles;
  /** The input that a script has set, so that the page's own no longer counts. @type {Set<'text' | 'options'>} */
  #set = new Set();
  #scrollTop = 0;
  #notice;
  #clicks;
  #view;
  #streaming;
  /** @type {(pane: this) => void} */
  #resolveReady = () => {};
  /** @type {(reason: unknown) => void} */
  #rejectReady = () => {};
  #ready = this.#promise();
  /** Whether `ready` was rejected, should it have been pending. */
  #isRefused = false;

  constructor() {
    super();
    // Not all DOMs that tests run in have it.
    const internals = this.attachInternals?.();
    if (internals) {
      internals.role = 'region';
      internals.ariaLabel = 'Preview';
    }
    const shadow = internals?.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#styles = new Styles(shadow);

    const { article, header, body, plain, served } = frameIn(shadow);
    this.#article = article;
    this.#header = header;
    this.#body = body;
    this.#open = new OpenDraft(this.#partsOf(new Plain(plain)), served);
    this.#home = new Home({
      open: this.#open,
      view: () => [this.offsetAt(-this.clientHeight), this.offsetAt(2 * this.clientHeight)],
      moved: () => this.#moved(),
      answered: () => this.#open.reopen(),
      tell: (state, problems, milliseconds) => {
        this.#reported = problems;
        this.#tellHugo(state, milliseconds);
      },
    });
    this.#postHeader = new PostHeader(header, () => this.#urls);
    this.#postHeader.listen();
    this.#scrolling = new Scrolling(this, header, body, this.#open);
    this.#images = new Images(body, () => this.#urls);
    this.#clicks = new Clicks({
      element: this, header, body, postHeader: this.#postHeader, open: this.#open, tell: (type, detail) => this.#tell(type, detail),
    });
    this.#tasks = new Tasks(body, (box) => this.#clicks.ticked(box));
    this.#enhancements = new Enhancements(this, body, () => this.#problems.changed());
    this.#problems = new Problems({
      header, body,
      rangesOf: (nodes) => this.#open.whole?.rangesOf(nodes) ?? nodes.map(() => null),
      fieldOf: (element) => this.#clicks.fieldRange(element),
      reasonOf: (image) => this.#images.reasonOf(image),
      undrawn: () => this.#enhancements.undrawn,
      tell: (problems) => this.#tell('draft-problems', { problems }),
    });
    // Their output would differ from the server's.
    this.#enhancements.waits = served;

    holdInWidths(this, this.#body);
    // The ring is the pane's, which can be seen whole.
    for (const type of ['focus', 'blur']) article.addEventListener(type, () => {
      internals?.states?.[article.matches(':focus-visible') ? 'add' : 'delete']('focus-visible');
    });
    selectByKeys(this, article);
    this.#notice = new Notice(article);
    new Links(body, {
      urls: () => this.#urls,
      scrollTo: (id) => this.#scrolling.toId(id),
      ask: (url, link, event) => this.#tell('draft-link', { url, ...this.#open.whole?.rangeOf(link), event }, true),
      say: (message) => this.#notice.say(message),
    });
    article.addEventListener('click', (event) => this.#clicks.clicked(event));
    this.addEventListener('scroll', () => (this.#scrollTop = this.scrollTop), { passive: true });

    const say = (/** @type {string} */ message) => this.#notice.say(message);
    this.#view = new View({
      element: this, article, body, open: this.#open, say,
      ready: () => this.#ready,
      urls: () => this.#urls,
      isOpen: () => this.#home.isOpen,
      idle: (isIdle) => this.#home.idle(isIdle),
      tell: (state, milliseconds) => this.#tellHugo(state, milliseconds),
      dispatch: (type, detail, cancelable) => this.#tell(type, detail, cancelable),
      reveal: (offset, align) => this.#scrolling.reveal(offset, align),
      top: () => this.#scrolling.offsetAt(0, false),
    });
    this.#streaming = new Streaming({ element: this, article, body, open: this.#open, enhancements: this.#enhancements, say });

    this.#takeGiven();
    // A property that was set before the element was defined hides the accessor.
    for (const name of UPGRADED) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete (/** @type {any} */ (this)[name]);
      /** @type {any} */ (this)[name] = value;
    }
  }

  /** The text; at first that of the attribute, or between the tags. Setting it makes the smallest edit that leads there. */
  get value() {
    return this.#open.text;
  }

  set value(text) {
    this.#set.add('text');
    // As with a text field: null and undefined are the empty text.
    this.#open.replace(text == null ? '' : String(text));
  }

  /** How the text is read; see `Options`. Setting it reads the text again. */
  get options() {
    return this.#options;
  }

  set options(options) {
    check(options == null || isRecord(options), 'pane.options is an object', options);
    this.#set.add('options');
    this.#setOptions(options ?? {});
  }

  /** The live draft, read-only; null before the engine is ready and while the element is in no document. */
  get draft() {
    return this.#open.view;
  }

  /**
   * Resolves when the engine is there and the first preview is shown; rejects
   * when it cannot be loaded or refuses the options. Another promise once that is tried again: with other options, or where
   * the element is put into a page again.
   */
  get ready() {
    return this.#ready;
  }

  /**
   * Maps the URLs of a post to those to use in the preview, at once or later.
   * Asked once for each URL until another function is set.
   *
   * @type {ResolveUrl}
   */
  get resolveUrl() {
    return this.#urls.ask;
  }

  set resolveUrl(resolve) {
    check(resolve == null || typeof resolve === 'function', 'pane.resolveUrl is a function', resolve);
    this.#resolve = resolve ?? null;
    this.#setUrls(resolve ?? this.#home.resolveUrl);
  }

  /**
   * The Hugo site that the post belongs to, of `draftpane/site`; null for none. Its options are the base of `options`, whose own
   * keys win, and it finds pictures, unless `resolveUrl` is set.
   *
   * @type {import('./live/types.js').PostSite | null}
   */
  get site() {
    return this.#home.site;
  }

  set site(site) {
    this.#home.site = site ?? null;
  }

  /** The path of the post's file from the root of its site; empty for a post that is in none. */
  get path() {
    return this.#home.path;
  }

  set path(path) {
    this.#home.path = path == null ? '' : String(path);
  }

  /**
   * Real Hugo, of `draftpane-hugo`: it renders the site's own shortcodes and what its render hooks change, a moment after the
   * text. Where `site` is set, the pane opens that in Hugo; else whoever made Hugo has opened it. Null for none.
   *
   * @type {import('./live/types.js').Renderer | null}
   */
  get hugo() {
    return this.#home.hugo;
  }

  set hugo(hugo) {
    this.#home.hugo = hugo ?? null;
  }

  /** Takes over what was written to the site since `site` and `hugo` were set: `site.update()` and `hugo.write()` only write. */
  refresh() {
    this.#home.refresh();
  }

  /**
   * The problems that only the preview knows, in the order of the text: pictures that are missing, and code, formulas and
   * diagrams that could not be drawn. Pictures and blocks that were never in view may be missing here.
   *
   * @type {Problem[]}
   */
  get problems() {
    return this.#open.live ? this.#problems.list : [];
  }

  /**
   * Whether the changes that `draft-edit` asks for will be made: then task boxes can be ticked. Adapters set it.
   */
  get editable() {
    return this.#editable;
  }

  set editable(editable) {
    this.#editable = Boolean(editable);
    if (!this.#open.adopts) this.#tasks.live = this.#editable;
  }

  /**
   * The site's own stylesheets, in which the body of the post is shown, in the place of the pane's look: addresses, which
   * are fetched, or stylesheets. Their rules for `:root`, `html` and `body` apply to the body.
   */
  get styles() {
    return this.#styles.list;
  }

  set styles(list) {
    this.#styles.set(list == null ? [] : [list].flat());
  }

  /**
   * Whether the text arrives in chunks, as the answer of a language model does. Until it is false again, marks that are half
   * typed are shown as they will most likely be, formulas and diagrams wait until they are complete, the pane stays at the end
   * of the text while the reader is there, and its height does not shrink. `value` and `draft` are of the text alone.
   */
  get streaming() {
    return this.hasAttribute('streaming');
  }

  set streaming(streaming) {
    this.toggleAttribute('streaming', Boolean(streaming));
  }

  /**
   * Which preview is shown: `live`, or `published`, the whole page in the theme of its site, by `hugo`, the `site` and the `path`
   * of the post. While that page cannot be made, the live preview is shown.
   *
   * @type {'live' | 'published'}
   */
  get view() {
    return wordIn(this, 'view', VIEWS) ?? 'live';
  }

  set view(view) {
    if (view == null) this.removeAttribute('view');
    else this.setAttribute('view', String(view));
  }

  /**
   * Shows code, mathematics or diagrams better than as text. The function is called for what is in view, or soon will
   * be, and again when its source changed; what it puts into `output` takes the place of the source once it is done.
   *
   * @param {Kind} kind `code`: fences and indented code; `math`: formulas, and fences in `math`;
   *   `diagram`: fences in `mermaid`
   * @param {Enhance} enhance where there are several for one block, the last one counts
   * @param {{ languages?: string[] }} [options] `languages`: the fences that it is for, in the place of those above
   * @returns {() => void} ends it
   */
  enhance(kind, enhance, options) {
    checkHow(options, ['languages'], 'enhance()');
    return this.#enhancements.add(kind, enhance, options?.languages);
  }

  /**
   * Enhances all of the post, also what is out of view, as before it is printed.
   *
   * @returns {Promise<void>} resolves once each block is drawn, or has failed
   */
  enhanceAll() {
    return this.#enhancements.whole();
  }

  /**
   * Prints the whole page as published, without the page around it, while that is the view.
   *
   * @returns {boolean} false for the live preview, which is printed with the page: `window.print()`
   */
  print() {
    this.#view.published?.print();
    return this.#view.published !== null;
  }

  /**
   * Changes the text and the preview, before it returns.
   *
   * @param {Change | Change[]} changes offsets in the text before the edit, in UTF-16 code units
   * @throws {RangeError} an offset outside the text; nothing is changed then
   */
  edit(changes) {
    this.#set.add('text');
    this.#open.edit(changes);
    this.#problems.edited(changes);
  }

  /**
   * Adds to the end of the text: the cheapest edit.
   *
   * @param {string} text
   */
  append(text) {
    check(typeof text === 'string', 'append() takes a string', text);
    this.#set.add('text');
    const from = this.#open.length;
    this.#open.append(text);
    this.#problems.edited({ from, insert: text });
  }

  /**
   * Scrolls so that a place of the source is in view.
   *
   * @param {number} offset in UTF-16 code units, also a fraction; -1 and less: the very top, above the text; more than
   *   its length: the very bottom
   * @param {{ align?: number }} [where] `align`: where in the pane the place comes to stand,
   *   from 0 (top) to 1 (bottom). Without it the pane moves only if the place is out of view.
   */
  reveal(offset, where) {
    checkNumber(offset, 'The offset of reveal()');
    checkHow(where, ['align'], 'reveal()');
    const align = where?.align ?? undefined;
    if (align !== undefined) checkNumber(align, '`align` of reveal()');
    (this.#view.published ?? this.#scrolling).reveal(offset, align);
  }

  /**
   * The source offset shown at a height.
   *
   * @param {number} y CSS pixels below the upper edge of the pane, as it is scrolled now
   * @param {{ whole?: boolean }} [as] `whole`: false for the fraction, too, which tells a place within a high picture,
   *   and for what is above and below the text, as `reveal` takes it
   * @returns {number} in UTF-16 code units
   */
  offsetAt(y, as) {
    checkNumber(y, 'The height of offsetAt()');
    checkHow(as, ['whole'], 'offsetAt()');
    return (this.#view.published ?? this.#scrolling).offsetAt(y, as?.whole ?? true);
  }

  /**
   * Focuses the post, so that keys scroll it; what the page has made focusable itself, the element.
   *
   * @param {FocusOptions} [options]
   */
  focus(options) {
    if (this.hasAttribute('tabindex')) super.focus(options);
    else (this.#view.published ?? this.#article).focus(options);
  }

  connectedCallback() {
    this.#home.attend(true);
    if (!this.#open.live) {
      this.#takeGiven();
      whenRead(this, () => this.#takeGiven());
    }
    this.#styles.follow();
    if (this.#open.live) {
      // Moved within the page: browsers forget how far it was scrolled.
      this.scrollTop = this.#scrollTop;
      this.#enhancements.start();
    } else {
      this.#renewReady();
      this.#open.start();
    }
    this.#view.follow();
  }

  disconnectedCallback() {
    // A move is a removal followed by an insertion in the same task; a frame is loaded again after it.
    this.#view.close();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#open.close();
      this.#home.attend(false);
    });
  }

  /** The parts that belong to one document are made again for another. */
  adoptedCallback() {
    this.#enhancements.stop();
  }

  /** With this, `moveBefore` moves the element without removing it. */
  connectedMoveCallback() {}

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (name === 'content-class') this.#body.className = `body ${after ?? ''}`.trim();
    else if (name === 'value') this.#takeText();
    else if (name === 'view') this.#view.follow();
    else if (name === 'streaming') this.#streaming.follow();
    else if (before !== after) this.#open.reopen();
  }

  /** Takes over what stands in the page, unless a script has set it. */
  #takeGiven() {
    if (!this.#set.has('options')) this.#setOptions(optionsIn(this));
    this.#takeText();
  }

  #takeText() {
    if (!this.#set.has('text')) this.#open.replace(textIn(this));
  }

  /** @param {Options} options */
  #setOptions(options) {
    this.#options = options;
    this.#open.reopen();
    if (this.#urls.waits !== (options.images === 'ask')) this.#setUrls(this.#urls.ask);
  }

  /** The site or the path is another one. */
  #moved() {
    this.#open.reopen();
    if (!this.#resolve) this.#setUrls(this.#home.resolveUrl);
  }

  /** @param {ResolveUrl} resolve */
  #urlsBy(resolve) {
    return new Urls(resolve, this.#options.images === 'ask', () => ({ base: this.baseURI, origin: location.origin }));
  }

  /** @param {ResolveUrl} resolve */
  #setUrls(resolve) {
    const held = this.#urls.holdsImages;
    this.#urls = this.#urlsBy(resolve);
    if (held !== this.#urls.holdsImages) this.#open.reopen(true);
    this.#showHeader();
    if (!this.#open.adopts) this.#images.again();
  }

  // ---- The draft ----------------------------------------------------------------

  /**
   * The parts of the pane that its draft works on, and what the pane does when the draft opens, stops or changes.
   *
   * @param {Plain} plain
   * @returns {import('./pane/shown-in.js').Pane}
   */
  #partsOf(plain) {
    return {
      element: this, body: this.#body, plain,
      settings: () => settingsOf(this, { ...this.#home.options, ...this.#options }),
      holdsImages: () => this.#urls.holdsImages,
      opened: () => {
        warnOfMisspelt(this, [...DraftPane.observedAttributes, 'options']);
        const direction = directionOf(this.#open.settings);
        if (direction) this.#article.dir = direction;
        else this.#article.removeAttribute('dir');
        this.#images.listen();
      },
      shown: () => {
        this.#enhancements.start();
        this.#renewReady();
        this.#resolveReady(this);
      },
      stopped: () => {
        this.#problems.stop();
        clearTimeout(this.#statusDue);
        this.#enhancements.stop();
      },
      updated: () => this.#problems.changed(),
      told: () => this.#home.follow(),
      adopted: (all) => this.#adopted(all),
      frontMatterChanged: () => this.#showHeader(),
      refused: (error) => {
        this.#isRefused = true;
        this.#rejectReady(error);
      },
      hidden: () => (this.#header.hidden = this.#body.hidden = true),
      tell: (type, detail) => this.#tell(type, detail),
    };
  }

  /** @returns {Promise<this>} */
  #promise() {
    const ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    // The pane itself shows why it failed; whoever awaits `ready` still learns it.
    ready.catch(() => {});
    return ready;
  }

  /** A preview that was refused is tried again. */
  #renewReady() {
    if (this.#isRefused) this.#ready = this.#promise();
    this.#isRefused = false;
  }

  /** Some of what a server has written was taken over. @param {boolean} all */
  #adopted(all) {
    this.#images.again();
    if (!all) return;
    this.#enhancements.waits = false;
    this.#tasks.live = this.#editable;
    this.#enhancements.start();
  }

  // ---- The header -----------------------------------------------------------------

  #showHeader() {
    const { live, frontMatter, settings } = this.#open;
    if (!frontMatter || !live) return;
    const mode = settings.frontMatter ?? 'header';
    const source = mode === 'source' ? live.text.slice(frontMatter.from, frontMatter.to) : '';
    const now = Date.now();
    const publication = live.statusAt(now);
    this.#postHeader.show({ frontMatter, mode, source, publication });
    // A post that is open at the moment when it goes out, or expires, says so.
    clearTimeout(this.#statusDue);
    if (publication.next === null) return;
    this.#statusDue = setTimeout(() => this.#showHeader(), Math.min(publication.next - now, LONGEST_WAIT));
  }

  // ---- Events ----------------------------------------------------------

  /** @param {import('./live/types.js').HugoState} state @param {number} milliseconds */
  #tellHugo(state, milliseconds) {
    this.#tell('draft-hugo', { state, problems: this.#view.problemsWith(this.#reported), milliseconds });
  }

  /**
   * @param {string} type
   * @param {object} detail
   * @param {boolean} [cancelable]
   * @returns {boolean} whether nobody has prevented what the pane does by itself
   */
  #tell(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }
}

if (globalThis.customElements && !customElements.get('draft-pane')) customElements.define('draft-pane', DraftPane);
