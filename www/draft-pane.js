/**
 * `<draft-pane>`: a live preview of a Markdown post.
 *
 * Importing this module defines the element where there is a browser, and does
 * nothing elsewhere.
 *
 * @module draftpane/element
 */

import { difference } from './base/difference.js';
import { whenIdle } from './base/idle.js';
import init from './engine.js';
import { apply, normalise } from './engine/changes.js';
import { warnOfMisspelt, warnOfUnknown } from './engine/names.js';
import { sayOnce } from './engine/say.js';
import { PostHeader } from './header.js';
import { Announced } from './pane/announced.js';
import { build } from './pane/build.js';
import { caretIn } from './pane/caret.js';
import { directionOf } from './pane/direction.js';
import { DraftView } from './pane/draft-view.js';
import { Enhancements } from './pane/enhancements.js';
import { frameIn } from './pane/frame.js';
import { optionsIn, textIn, whenRead } from './pane/given.js';
import { hold, holdInWidths } from './pane/hold.js';
import { Images } from './pane/images.js';
import { isElement, isHtml } from './pane/kind.js';
import { Known } from './pane/known.js';
import { Links } from './pane/links.js';
import { LiveDraft } from './pane/live-draft.js';
import { Notice } from './pane/notice.js';
import { offsetOf, yOf } from './pane/place.js';
import { Plain } from './pane/plain.js';
import { Problems } from './pane/problems.js';
import { selectByKeys } from './pane/selection.js';
import { ATTRIBUTES, readAlike, settingsOf } from './pane/settings.js';
import { Styles } from './pane/styles.js';
import { Tasks } from './pane/tasks.js';
import { Urls, asWritten } from './pane/urls.js';

/** @typedef {import('./engine.js').Change} Change */
/** @typedef {import('./pane/events.js').DraftPaneEventMap} DraftPaneEventMap */
/** @typedef {import('./engine.js').Diagnostic} Diagnostic */
/** @typedef {import('./engine.js').Heading} Heading */
/** @typedef {import('./engine.js').Options} Options */
/** @typedef {import('./engine.js').Stats} Stats */
/** @typedef {import('./engine.js').FrontMatter} FrontMatter */
/** @typedef {import('./engine.js').LiveUpdate} Update */
/** @typedef {import('./pane/enhancements.js').Kind} Kind */
/** @typedef {import('./pane/enhancements.js').Block} Block */
/** @typedef {import('./pane/enhancements.js').CleanUp} CleanUp */
/** @typedef {import('./pane/enhancements.js').Enhance} Enhance */
/** @typedef {import('./pane/problems.js').Problem} Problem */
/** @typedef {import('./pane/styles.js').Style} Style */
/** @typedef {import('./pane/urls.js').ResolveUrl} ResolveUrl */
/** @typedef {import('./pane/urls.js').UrlUse} UrlUse */

export { DraftView };
export { parseData } from './engine.js';

// Node and workers have no HTMLElement; there the class is never instantiated.
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** The properties that may be set before the element is defined. */
const UPGRADED = /** @type {const} */ (['editable', 'options', 'resolveUrl', 'styles', 'value']);

/** An update that keeps so many bytes alive is not kept for those who read its patches later. */
const HUGE = 1 << 20;

/** Where a revealed place comes to stand when it was out of view: a third down. */
const COMFORTABLE = 1 / 3;

/** So much new text, in code units, is read and built between other tasks and not at once. */
const MUCH = 100_000;

/** Space above a place that a link leads to, in CSS pixels. */
const HEADROOM = 16;

/** The longest wait of a timer, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1;

// Set once for all panes: a pane added later opens without waiting.
let engineReady = false;

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
 * @attribute {string} value - The text until a script sets or edits it.
 *
 * @fires {CustomEvent} draft-update - after each change of the preview, in the same task, or for a new long text once all of it is read; `patches` is computed when it is read: of a block of a megabyte, while the event is dispatched; detail: version, patches, milliseconds
 * @fires {CustomEvent} draft-diagnostics - soon after they changed, when the browser is idle; detail: diagnostics
 * @fires {CustomEvent} draft-frontmatter - after it changed, in the same task; detail: frontMatter
 * @fires {CustomEvent} draft-source - a click; the source of what was clicked, and where in it; `event` is the mouse event; detail: from, to, caret, event
 * @fires {CustomEvent} draft-link - a click on a link, before it is followed; `preventDefault()` leaves it to the page; detail: url, from, to, event
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
 * @cssproperty --draft-warning - Notes, and reasons that keep a post from being published.
 */
export class DraftPane extends Base {
  static observedAttributes = [...ATTRIBUTES, 'content-class', 'value'];

  #article;
  #header;
  #body;
  #plain;
  #postHeader;
  /** @type {LiveDraft | null} */
  #draft = null;
  /** The view of it for others. @type {DraftView | null} */
  #view = null;
  /** The text while there is no draft; the draft has it otherwise. */
  #text = '';
  /** @type {Options} */
  #options = {};
  /** The options that the draft was made with. @type {Options} */
  #opened = {};
  #urls = this.#urlsBy(asWritten);
  /** @type {FrontMatter | null} */
  #frontMatter = null;
  #announced = new Announced();
  /** Cancels the announcement of diagnostics that is due. @type {(() => void) | null} */
  #diagnosticsDue = null;
  /** Shows the header again when what the site does with the post changes by itself. @type {ReturnType<typeof setTimeout> | undefined} */
  #statusDue;
  /** The building of the body. @type {ReturnType<typeof build> | null} */
  #building = null;
  #tasks;
  #editable = false;
  #images;
  #known;
  #enhancements;
  #problems;
  #styles;
  /** Whether the body is still as a server has written it, in part. */
  #adopts;
  /** The input that a script has set, so that the page's own no longer counts. @type {Set<'text' | 'options'>} */
  #set = new Set();
  /** Why there is no preview but a server's. @type {{ error: unknown } | null} */
  #refused = null;
  #scrollTop = 0;
  /** @type {(pane: this) => void} */
  #resolveReady = () => {};
  /** @type {(reason: unknown) => void} */
  #rejectReady = () => {};
  /** @type {Promise<this>} */
  #ready;

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
    this.#adopts = served;
    this.#plain = new Plain(plain);
    this.#postHeader = new PostHeader(header, () => this.#urls);
    this.#postHeader.listen();
    this.#known = new Known(body);
    this.#images = new Images(body, () => this.#urls);
    this.#tasks = new Tasks(body, (box) => this.#ticked(box));
    this.#enhancements = new Enhancements(this, body, () => this.#problems.changed());
    this.#problems = new Problems({
      header, body,
      rangesOf: (nodes) => this.#whole?.rangesOf(nodes) ?? nodes.map(() => null),
      fieldOf: (element) => this.#fieldRange(element),
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
    const notice = new Notice(article);
    new Links(body, {
      urls: () => this.#urls,
      scrollTo: (id) => this.#scrollToId(id),
      ask: (url, link, event) => this.#tell('draft-link', { url, ...this.#whole?.rangeOf(link), event }, true),
      say: (message) => notice.say(message),
    });
    article.addEventListener('click', (event) => this.#clicked(event));
    this.addEventListener('scroll', () => (this.#scrollTop = this.scrollTop), { passive: true });

    this.#ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    // The pane itself shows why it failed; whoever awaits `ready` still learns it.
    this.#ready.catch(() => {});

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
    return this.#all;
  }

  set value(text) {
    this.#set.add('text');
    // As with a text field: null and undefined are the empty text.
    this.#setText(text == null ? '' : String(text));
  }

  /** How the text is read; see `Options`. Setting it reads the text again. */
  get options() {
    return this.#options;
  }

  set options(options) {
    if (options != null && typeof options !== 'object') {
      throw new TypeError(`options must be an object, not ${typeof options}`);
    }
    this.#set.add('options');
    this.#setOptions(options ?? {});
  }

  /** The live draft, read-only; null before the engine is ready and while the element is in no document. */
  get draft() {
    return this.#draft && this.#view;
  }

  /**
   * Resolves when the engine is there and the first preview is shown; rejects
   * when it cannot be loaded.
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
    if (resolve != null && typeof resolve !== 'function') {
      throw new TypeError(`resolveUrl must be a function, not ${typeof resolve}`);
    }
    this.#setUrls(resolve ?? asWritten);
  }

  /**
   * The problems that only the preview knows, in the order of the text: pictures that are missing, and code, formulas and
   * diagrams that could not be drawn. What was never in view may be missing here.
   *
   * @type {Problem[]}
   */
  get problems() {
    return this.#draft ? this.#problems.list : [];
  }

  /**
   * Whether the changes that `draft-edit` asks for will be made: then task boxes can be ticked. Adapters set it.
   */
  get editable() {
    return this.#editable;
  }

  set editable(editable) {
    this.#editable = Boolean(editable);
    if (!this.#adopts) this.#tasks.live = this.#editable;
  }

  /**
   * The site's own stylesheets, in which the body of the post is shown, in the place of the pane's look: addresses, which
   * are fetched, or stylesheets. Their rules for `:root`, `html` and `body` apply to the body.
   */
  get styles() {
    return this.#styles.list;
  }

  set styles(list) {
    this.#styles.set(list == null ? [] : Array.isArray(list) ? [...list] : [list]);
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
    warnOfUnknown(options, ['languages'], 'options of enhance()');
    return this.#enhancements.add(kind, enhance, options);
  }

  /**
   * Changes the text and the preview, before it returns.
   *
   * @param {Change | Change[]} changes offsets in the text before the edit, in UTF-16 code units
   * @throws {RangeError} an offset outside the text; nothing is changed then
   */
  edit(changes) {
    this.#set.add('text');
    if (!this.#whole) {
      this.#keep(changed(this.#text, changes));
      return;
    }
    this.#change((draft) => draft.edit(changes), (text) => changed(text, changes));
    this.#announced.edited(changes);
    this.#problems.edited(changes);
  }

  /**
   * Adds to the end of the text: an edit there.
   *
   * @param {string} text
   */
  append(text) {
    this.edit({ from: this.#whole?.length ?? this.#text.length, insert: text });
  }

  /**
   * Scrolls so that a place of the source is in view.
   *
   * @param {number} offset in UTF-16 code units, also a fraction; -1 and less: the very top, above the text; more than
   *   its length: the very bottom
   * @param {{ align?: number }} [where] `align`: where in the pane the place comes to stand,
   *   from 0 (top) to 1 (bottom). Without it the pane moves only if the place is out of view.
   */
  reveal(offset, { align } = {}) {
    const scene = this.#scene();
    if (!scene) return;
    const place = Math.min(scene.length + 1, Math.max(-1, offset));
    this.#building?.reach(Math.min(scene.length, Math.max(0, Math.floor(place))));
    const y = yOf(scene, place);
    const inView = y >= this.scrollTop && y <= this.scrollTop + this.clientHeight;
    if (align === undefined && inView) return;
    this.scrollTop = y - (align ?? COMFORTABLE) * this.clientHeight;
  }

  /**
   * The source offset shown at a height.
   *
   * @param {number} y CSS pixels below the upper edge of the pane, as it is scrolled now
   * @param {{ whole?: boolean }} [as] `whole`: false for the fraction, too, which tells a place within a high picture,
   *   and for what is above and below the text, as `reveal` takes it
   * @returns {number} in UTF-16 code units
   */
  offsetAt(y, { whole = true } = {}) {
    const scene = this.#scene();
    const offset = scene ? offsetOf(scene, y + this.scrollTop) : 0;
    return whole && scene ? Math.min(scene.length, Math.max(0, Math.round(offset))) : offset;
  }

  /**
   * Focuses the post, so that keys scroll it; what the page has made focusable itself, the element.
   *
   * @param {FocusOptions} [options]
   */
  focus(options) {
    if (this.hasAttribute('tabindex')) super.focus(options);
    else this.#article.focus(options);
  }

  connectedCallback() {
    if (!this.#draft) {
      this.#takeGiven();
      whenRead(this, () => this.#takeGiven());
    }
    this.#styles.follow();
    if (this.#draft) {
      // Moved within the page: browsers forget how far it was scrolled.
      this.scrollTop = this.#scrollTop;
      this.#enhancements.start();
    } else {
      this.#start();
    }
  }

  disconnectedCallback() {
    // A move is a removal followed by an insertion in the same task.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
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
    else if (before !== after) this.#reopen();
  }

  /** Takes over what stands in the page, unless a script has set it. */
  #takeGiven() {
    if (!this.#set.has('options')) this.#setOptions(optionsIn(this));
    this.#takeText();
  }

  #takeText() {
    if (!this.#set.has('text')) this.#setText(textIn(this));
  }

  /** @param {string} next */
  #setText(next) {
    const before = this.#all;
    if (next === before) return;
    if (!this.#draft) this.#keep(next);
    else if (next.length > MUCH && (difference(before, next)?.insert.length ?? 0) > MUCH) this.#show(next);
    else this.#change((draft) => draft.replace(next), () => next);
  }

  /** @param {Options} options */
  #setOptions(options) {
    this.#options = options;
    this.#reopen();
    if (this.#urls.waits !== (options.images === 'ask')) this.#setUrls(this.#urls.ask);
  }

  /** @param {ResolveUrl} resolve */
  #urlsBy(resolve) {
    return new Urls(resolve, this.#options.images === 'ask', () => ({ base: this.baseURI, origin: location.origin }));
  }

  /** @param {ResolveUrl} resolve */
  #setUrls(resolve) {
    const held = this.#urls.holdsImages;
    this.#urls = this.#urlsBy(resolve);
    if (held !== this.#urls.holdsImages) this.#reopen(true);
    this.#showHeader();
    if (!this.#adopts) this.#images.again();
  }

  // ---- The draft ----------------------------------------------------------------

  #start() {
    if (engineReady) {
      this.#open();
      return;
    }
    if (!this.#adopts) this.#body.ariaBusy = 'true';
    init().then(
      () => {
        engineReady = true;
        if (this.isConnected && !this.#draft) this.#open();
      },
      (error) => {
        sayOnce('error', `there is no live preview: ${error instanceof Error ? error.message : error}.`);
        this.#fail(error);
      },
    );
  }

  #open() {
    const text = this.#text;
    this.#body.ariaBusy = null;
    warnOfMisspelt(this, [...DraftPane.observedAttributes, 'options']);
    try {
      this.#opened = settingsOf(this, this.#options);
      const draft = new LiveDraft('', this.#opened);
      this.#draft = draft;
      this.#view = new DraftView(() => {
        if (draft === this.#draft) this.#finish();
        return draft;
      });
      const direction = directionOf(this.#opened);
      if (direction) this.#article.dir = direction;
      else this.#article.removeAttribute('dir');
      this.#draft.onrecover = (event) => this.#recovered(event);
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#refused = null;
    this.#plain.hide();
    this.#body.hidden = false;
    this.#images.listen();
    this.#show(text);
    if (!this.#draft) return;
    this.#enhancements.start();
    this.#resolveReady(this);
  }

  /** Gives the draft back and keeps the text. */
  #close() {
    const draft = this.#draft;
    if (!draft) return;
    this.#text = this.#all;
    this.#draft = null;
    this.#diagnosticsDue?.();
    this.#diagnosticsDue = null;
    this.#problems.stop();
    clearTimeout(this.#statusDue);
    this.#building?.stop();
    this.#enhancements.stop();
    draft.unmount();
    draft.free();
  }

  /** Takes over changed settings. @param {boolean} [anew] whether to build the body anew in any case */
  #reopen(anew = false) {
    if (!this.#draft) return;
    const before = this.#opened;
    const after = settingsOf(this, this.#options);
    const { scrollTop } = this;
    if (!anew && readAlike(before, after)) {
      this.#opened = after;
      this.#showHeader();
    } else {
      this.#close();
      this.#open();
    }
    this.scrollTop = scrollTop;
  }

  /**
   * Shows a text of which nothing is shown yet. A long one is read in pieces: what has been read of it is in view at
   * once, the events come when all of it has.
   *
   * @param {string} text
   */
  #show(text) {
    const draft = /** @type {LiveDraft} */ (this.#draft);
    const began = performance.now();
    this.#building?.stop();
    this.#building = null;
    try {
      draft.unmount();
      this.#building = build(draft, this.#body, text, { holdsImages: this.#urls.holdsImages, adopts: this.#adopts }, {
        read: (updates) => this.#told(updates, performance.now() - began, true),
        adopted: (all) => this.#adopted(all),
        broken: (error) => this.#break(error, text),
      });
      if (this.#building.rest) {
        this.#frontMatter = draft.frontMatter;
        this.#showHeader();
      }
    } catch (error) {
      this.#break(error, text);
    }
  }

  /** Some of what a server has written was taken over. @param {boolean} all */
  #adopted(all) {
    this.#images.again();
    if (!all) return;
    this.#adopts = this.#enhancements.waits = false;
    this.#tasks.live = this.#editable;
    this.#enhancements.start();
  }

  /** The draft, with all of the text. */
  get #whole() {
    if (this.#draft) this.#finish();
    return this.#draft;
  }

  /** Reads what is left of a text that is shown in pieces. */
  #finish() {
    if (!this.#building?.rest) return;
    const text = this.#all;
    try {
      this.#building.finish();
    } catch (error) {
      this.#break(error, text);
    }
  }

  /** The text, whether all of it is in the draft yet or not. */
  get #all() {
    return this.#draft ? this.#draft.text + (this.#building?.rest ?? '') : this.#text;
  }

  /**
   * Changes the draft and tells about it.
   *
   * @param {(draft: LiveDraft) => Update} change
   * @param {(text: string) => string} textAfter the text it leads to, should the engine break
   */
  #change(change, textAfter) {
    const draft = this.#whole;
    if (!draft) return this.#keep(textAfter(this.#text));
    const began = performance.now();
    try {
      const update = hold(this, this.#body, () => change(draft));
      this.#told([update], performance.now() - began, false);
    } catch (error) {
      if (isMisuse(error)) throw error;
      this.#break(error, textAfter(draft.text));
    }
  }

  /**
   * @param {Update[]} updates
   * @param {number} milliseconds
   * @param {boolean} anew whether nothing of what was shown is kept
   */
  #told(updates, milliseconds, anew) {
    const draft = /** @type {LiveDraft} */ (this.#draft);
    const frontMatterChanged = anew || updates.some((update) => update.frontMatterChanged);
    if (frontMatterChanged) {
      this.#frontMatter = draft.frontMatter;
      this.#showHeader();
    }
    if (anew || updates.some((update) => update.diagnosticsChanged)) this.#announceDiagnostics();
    this.#problems.changed();
    this.#tell('draft-update', {
      version: updates[updates.length - 1].version,
      // Costs only those who read it, while they are told.
      get patches() {
        return updates.flatMap((update) => update.patches);
      },
      milliseconds,
    });
    // Whoever wants the patches of a huge block asks at once.
    if (!anew && updates[0].bytes > HUGE) updates[0].free();
    if (frontMatterChanged) this.#tell('draft-frontmatter', { frontMatter: this.#frontMatter });
  }
  /**
   * The engine broke and was started again.
   *
   * @param {{ error: unknown, failed: boolean }} event
   */
  #recovered({ error, failed }) {
    this.#body.toggleAttribute('data-stale', failed);
    if (failed) {
      this.#plain.show(error, this.#all, true);
    } else {
      this.#plain.hide();
      this.#tell('draft-recovered', {});
    }
  }

  /** Editors ask for problems far less often than people press keys. */
  #announceDiagnostics() {
    this.#diagnosticsDue ??= whenIdle(() => {
      this.#diagnosticsDue = null;
      const diagnostics = this.#whole?.diagnostics;
      if (diagnostics && this.#announced.differs(diagnostics)) this.#tell('draft-diagnostics', { diagnostics });
    });
  }

  // ---- Without an engine --------------------------------------------------------

  /**
   * Keeps a text that cannot be rendered now.
   *
   * @param {string} text
   */
  #keep(text) {
    this.#text = text;
    if (this.#plain.shown) this.#plain.update(text);
    else if (this.#refused) this.#fail(this.#refused.error);
  }

  /**
   * Goes on without the engine, which broke.
   *
   * @param {unknown} error
   * @param {string} text
   */
  #break(error, text) {
    this.#text = text;
    this.#draft = null;
    this.#building?.stop();
    this.#building = null;
    this.#enhancements.stop();
    this.#fail(error);
  }

  /**
   * Shows why there is no preview, and the text as it is.
   *
   * @param {unknown} error
   */
  #fail(error) {
    this.#rejectReady(error);
    this.#body.ariaBusy = null;
    // A server's preview is valid while the text is the server's.
    this.#refused = { error };
    if (this.#adopts && this.#text === textIn(this)) return;
    this.#header.hidden = this.#body.hidden = true;
    this.#plain.show(error, this.#text);
  }

  // ---- Header and links -----------------------------------------------------------

  #showHeader() {
    const frontMatter = this.#frontMatter;
    if (!frontMatter || !this.#draft) return;
    const mode = this.#opened.frontMatter ?? 'header';
    const source = mode === 'source' ? this.#draft.text.slice(frontMatter.from, frontMatter.to) : '';
    const now = Date.now();
    const publication = this.#draft.statusAt(now);
    this.#postHeader.show({ frontMatter, mode, source, publication });
    // A post that is open at the moment when it goes out, or expires, says so.
    clearTimeout(this.#statusDue);
    if (publication.next === null) return;
    this.#statusDue = setTimeout(() => this.#showHeader(), Math.min(publication.next - now, LONGEST_WAIT));
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = event.target;
    const draft = this.#whole;
    if (!isElement(target) || !draft) return;
    // Ticking a box does not jump to its source.
    if (this.editable && isHtml(target, 'input')) return;
    const inBody = this.#body.contains(target);
    const range = inBody ? draft.rangeOf(target) : this.#fieldRange(target);
    if (!range) return;
    const caret = (inBody && caretIn(target, event, draft)) || range.from;
    this.#tell('draft-source', { from: range.from, to: range.to, caret, event });
  }

  /**
   * Asks for the change that a ticked box stands for.
   *
   * @param {HTMLInputElement} box
   */
  #ticked(box) {
    const draft = this.#whole;
    const range = draft?.rangeOf(box);
    if (!draft || !range || !/^\[[ xX]\]$/.test(draft.text.slice(range.from, range.to))) return;
    const changes = [{ from: range.from + 1, to: range.to - 1, insert: box.checked ? 'x' : ' ' }];
    this.#tell('draft-edit', { changes, reason: 'task' });
  }

  /**
   * The source of what a node of the header shows.
   *
   * @param {Element} target
   */
  #fieldRange(target) {
    const frontMatter = this.#frontMatter;
    if (!frontMatter || !this.#header.contains(target)) return null;
    const key = this.#postHeader.keyOf(target);
    const { from, to } = frontMatter.fields.find((field) => field.key === key) ?? frontMatter;
    // Stale fields have the ranges of an older text.
    const end = this.value.length;
    return { from: Math.min(from, end), to: Math.min(to, end) };
  }

  /** @param {string} id */
  #scrollToId(id) {
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    const target = root.getElementById(id) ?? root.getElementById(`user-content-${id}`);
    if (target) this.scrollTop += target.getBoundingClientRect().top - this.getBoundingClientRect().top - HEADROOM;
    else if (id === '' || id === 'top') this.scrollTop = 0;
  }

  // ---- Places and events ----------------------------------------------------------

  #scene() {
    const draft = this.#whole;
    if (!draft || !this.isConnected) return null;
    const start = this.#header.hidden ? 0 : (this.#frontMatter?.to ?? 0);
    return { scroller: this, body: this.#body, draft, known: this.#known.of(draft), start, length: draft.text.length };
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

/**
 * The text after the changes, which are checked as the engine checks them.
 *
 * @param {string} text
 * @param {Change | Change[]} changes
 */
const changed = (text, changes) => apply(text, normalise(changes, text.length));

/**
 * Whether the caller is at fault, not the engine. A stack overflow is a RangeError too.
 *
 * @param {unknown} error
 */
function isMisuse(error) {
  return error instanceof TypeError || (error instanceof RangeError && !/call stack/i.test(error.message));
}

if (globalThis.customElements && !customElements.get('draft-pane')) customElements.define('draft-pane', DraftPane);
