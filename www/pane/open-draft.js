/**
 * The draft that a pane shows: its text while there is no engine, the draft
 * once there is, a long text that is read in pieces, and what becomes of all
 * that when the engine breaks. The text is lost in none of these.
 */
import { difference } from '../base/difference.js';
import { whenIdle } from '../base/idle.js';
import init from '../engine.js';
import { checkOptions } from '../engine/checks.js';
import { sayOnce } from '../engine/say.js';
import { Announced } from './announced.js';
import { build } from './build.js';
import { DraftView } from './draft-view.js';
import { textIn } from './given.js';
import { Groups } from './groups.js';
import { hold } from './hold.js';
import { LiveDraft } from './live-draft.js';
import { changed, isMisuse } from './misuse.js';
import { Recent } from './recent.js';
import { readAlike } from './settings.js';

/** @typedef {import('../engine.js').Change} Change */
/** @typedef {import('../engine.js').FrontMatter} FrontMatter */
/** @typedef {import('../engine.js').LiveUpdate} Update */
/** @typedef {import('../engine.js').Options} Options */

/** @typedef {import('./shown-in.js').Pane} Pane */
/** @typedef {import('./shown-in.js').Stream} Stream */

/** So much new text, in code units, is read and built between other tasks and not at once. */
const MUCH = 100_000;

// Set once for all panes: a pane added later opens without waiting.
let engineReady = false;

export class OpenDraft {
  /**
   * @param {Pane} pane
   * @param {boolean} served whether the body is as a server has written it
   */
  constructor(pane, served) {
    this.#pane = pane;
    this.#adopts = served;
    this.#groups = new Groups(pane.body);
  }

  #pane;
  #groups;
  /** @type {LiveDraft | null} */
  #draft = null;
  /** The view of it for others. @type {DraftView | null} */
  #view = null;
  /** The text while there is no draft; the draft has it otherwise. */
  #text = '';
  /** The options that the draft was made with. @type {Options} */
  #settings = {};
  /** @type {FrontMatter | null} */
  #frontMatter = null;
  #announced = new Announced();
  /** Cancels the announcement of diagnostics that is due. @type {(() => void) | null} */
  #diagnosticsDue = null;
  /** The building of the body. @type {ReturnType<typeof build> | null} */
  #building = null;
  #adopts;
  #recent = new Recent();
  /** Shows the end of the text while that arrives. @type {Stream | null} */
  #stream = null;
  /** Why there is no preview but a server's. @type {{ error: unknown } | null} */
  #refused = null;

  /** The draft, of which some may not be read yet; null while there is none. */
  get live() {
    return this.#draft;
  }

  /** The draft, with all of the text. */
  get whole() {
    if (this.#draft) this.#finish();
    return this.#draft;
  }

  /** The draft for others, read-only. */
  get view() {
    return this.#draft && this.#view;
  }

  /** The text, whether all of it is in the draft yet or not. */
  get text() {
    return this.#draft ? this.#draft.text + (this.#building?.rest ?? '') : this.#text;
  }

  /** Code units of the text. */
  get length() {
    return this.whole?.length ?? this.#text.length;
  }

  get settings() {
    return this.#settings;
  }

  /** The last one that was shown. */
  get frontMatter() {
    return this.#frontMatter;
  }

  /** Whether the body is still as a server has written it, in part. */
  get adopts() {
    return this.#adopts;
  }

  /** Makes the text another one, by the smallest edit. @param {string} next */
  replace(next) {
    const before = this.text;
    if (next === before) return;
    if (!this.#draft) this.#keep(next);
    else if (this.#stream && next.startsWith(before)) this.append(next.slice(before.length));
    else if (next.length > MUCH && (difference(before, next)?.insert.length ?? 0) > MUCH) this.#show(next);
    else this.#change((draft) => draft.replace(next), () => next);
  }

  /** @param {Change | Change[]} changes @throws {RangeError} an offset outside the text; nothing is changed then */
  edit(changes) {
    if (!this.whole) return this.#keep(changed(this.#text, changes));
    this.#change((draft) => draft.edit(changes), (text) => changed(text, changes));
    this.#announced.edited(changes);
  }

  /** @param {string} text to add to the end */
  append(text) {
    if (!this.whole) return this.#keep(this.#text + text);
    const from = this.length;
    this.#change((draft) => draft.append(text), (before) => before + text, text);
    this.#announced.edited({ from, insert: text });
  }

  /** Shows the end of the text as it will most likely be, from now on; null: as it is. @param {Stream | null} stream */
  stream(stream) {
    const { element, body } = this.#pane;
    const before = this.#stream;
    this.#stream = stream;
    hold(element, body, () => {
      before?.end(this.whole);
      this.#beginStream();
      this.#groups.follow();
    });
  }

  /** The stream shows all of the text. */
  #beginStream() {
    if (this.#stream && this.whole && !this.#adopts) this.#stream.begin(this.whole, this.#settings);
  }

  /** Builds what a text in pieces has up to a place, so that it can be scrolled to. @param {number} offset */
  reach(offset) {
    this.#building?.reach(offset);
  }

  /** Lays out all that is in the page, so that places in it can be asked for. */
  layOut() {
    while (this.#groups.layOut());
  }

  /** Opens the draft, once the engine is there. */
  start() {
    const { element, body } = this.#pane;
    if (engineReady) return this.#open();
    if (!this.#adopts) body.ariaBusy = 'true';
    init().then(
      () => {
        engineReady = true;
        if (element.isConnected && !this.#draft) this.#open();
      },
      (error) => {
        sayOnce('error', `there is no live preview: ${error instanceof Error ? error.message : error}.`);
        this.#fail(error);
      },
    );
  }

  /** Gives the draft back and keeps the text. */
  close() {
    const draft = this.#draft;
    if (!draft) return;
    this.#text = this.text;
    this.#draft = null;
    this.#diagnosticsDue?.();
    this.#diagnosticsDue = null;
    this.#building?.stop();
    this.#pane.stopped();
    draft.unmount();
    draft.free();
  }

  /** Takes over changed settings. @param {boolean} [anew] whether to build the body again in any case */
  reopen(anew = false) {
    const { element } = this.#pane;
    // The settings before were refused: these may not be.
    if (this.#refused && engineReady && element.isConnected) return this.#open();
    if (!this.#draft) return;
    const before = this.#settings;
    const after = this.#pane.settings();
    if (!anew && readAlike(before, after)) {
      checkOptions(after);
      this.#settings = after;
      this.#pane.frontMatterChanged();
      if (before.answers !== after.answers) this.#change((draft) => draft.answer(after.answers ?? {}), (text) => text);
      return;
    }
    const { scrollTop } = element;
    this.close();
    this.#open();
    element.scrollTop = scrollTop;
  }

  #open() {
    const text = this.#text;
    const { body, plain } = this.#pane;
    body.ariaBusy = null;
    try {
      this.#settings = this.#pane.settings();
      const draft = new LiveDraft('', this.#settings);
      this.#draft = draft;
      this.#view = new DraftView(() => {
        if (draft === this.#draft) this.#finish();
        return draft;
      });
      draft.onrecover = (event) => this.#recovered(event);
      this.#pane.opened();
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#refused = null;
    plain.hide();
    body.hidden = false;
    this.#show(text);
    if (this.#draft) this.#pane.shown();
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
      if (!this.#adopts) this.#groups.expect(text.length);
      this.#building = build(draft, this.#pane.body, text, { holdsImages: this.#pane.holdsImages(), adopts: this.#adopts, groups: this.#groups }, {
        read: (update) => {
          this.#recent.add(update);
          this.#told(update, { milliseconds: performance.now() - began, frontMatterChanged: true, diagnosticsChanged: true });
        },
        adopted: (all) => {
          if (all) this.#adopts = false;
          this.#pane.adopted(all);
          if (all && this.#building) this.#beginStream();
        },
        broken: (error) => this.#break(error, text),
      });
      if (this.#building.rest) this.#readFrontMatter(draft);
      this.#beginStream();
      this.#groups.follow();
    } catch (error) {
      this.#break(error, text);
    }
  }

  /** Reads what is left of a text that is shown in pieces. */
  #finish() {
    if (!this.#building?.rest) return;
    const { text } = this;
    try {
      this.#building.finish();
    } catch (error) {
      this.#break(error, text);
    }
  }

  /**
   * Changes the draft and tells about it.
   *
   * @param {(draft: LiveDraft) => Update} change
   * @param {(text: string) => string} textAfter the text it leads to, should the engine break
   * @param {string} [appended] what the change adds to the end, where it does nothing else
   */
  #change(change, textAfter, appended) {
    const draft = this.whole;
    if (!draft) return this.#keep(textAfter(this.#text));
    const began = performance.now();
    this.#recent.trim();
    try {
      const update = hold(this.#pane.element, this.#pane.body, () => {
        const update = change(draft);
        if (appended === undefined) this.#beginStream();
        else if (!this.#adopts) this.#stream?.append(draft, appended);
        this.#groups.follow();
        return update;
      });
      const { frontMatterChanged, diagnosticsChanged } = update;
      this.#recent.add(update);
      this.#told(update, { milliseconds: performance.now() - began, frontMatterChanged, diagnosticsChanged });
    } catch (error) {
      if (isMisuse(error)) throw error;
      this.#break(error, textAfter(draft.text));
    }
  }

  /**
   * @param {{ version: number, readonly patches: import('../engine.js').Patch[] }} update
   * @param {{ milliseconds: number, frontMatterChanged: boolean, diagnosticsChanged: boolean }} how
   */
  #told(update, { milliseconds, frontMatterChanged, diagnosticsChanged }) {
    const draft = /** @type {LiveDraft} */ (this.#draft);
    if (frontMatterChanged) this.#readFrontMatter(draft);
    if (diagnosticsChanged) this.announceDiagnostics();
    this.#pane.updated();
    this.#pane.tell('draft-update', {
      version: update.version,
      // Costs only those who read it.
      get patches() { return update.patches; },
      milliseconds,
    });
    if (frontMatterChanged) this.#pane.tell('draft-frontmatter', { frontMatter: this.#frontMatter });
    this.#pane.told();
  }

  /** @param {LiveDraft} draft */
  #readFrontMatter(draft) {
    this.#frontMatter = draft.frontMatter;
    this.#pane.frontMatterChanged();
  }

  /** Editors ask for problems far less often than people press keys. */
  announceDiagnostics() {
    this.#diagnosticsDue ??= whenIdle(() => {
      this.#diagnosticsDue = null;
      const diagnostics = this.whole?.diagnostics;
      if (diagnostics && this.#announced.differs(diagnostics)) this.#pane.tell('draft-diagnostics', { diagnostics });
    });
  }

  /**
   * The engine broke and was started again.
   *
   * @param {{ error: unknown, failed: boolean }} event
   */
  #recovered({ error, failed }) {
    this.#pane.body.toggleAttribute('data-stale', failed);
    if (failed) {
      this.#pane.plain.show(error, this.text, 'text');
    } else {
      this.#pane.plain.hide();
      this.#pane.tell('draft-recovered', {});
    }
  }

  /**
   * Keeps a text that cannot be rendered now.
   *
   * @param {string} text
   */
  #keep(text) {
    this.#text = text;
    if (this.#pane.plain.shown) this.#pane.plain.update(text);
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
    this.#pane.stopped();
    this.#fail(error);
  }

  /** Shows why there is no preview, and the text unchanged. @param {unknown} error */
  #fail(error) {
    const { element, body, plain } = this.#pane;
    this.#pane.refused(error);
    body.ariaBusy = null;
    // A server's preview is valid while the text is the server's.
    this.#refused = { error };
    if (this.#adopts && this.#text === textIn(element)) return;
    this.#pane.hidden();
    plain.show(error, this.#text, engineReady && isMisuse(error) ? 'options' : 'engine');
  }
}
