/// <reference lib="esnext.disposable" preserve="true" />
/**
 * The engine as JavaScript sees it: owns the text, keeps the API's promises at the border, goes on when the wasm breaks.
 *
 * @module draftpane
 */

import { apply, applyAll, checkOffset, normalise } from './engine/changes.js';
import { checkReady, generation, isTrap, load, restart } from './engine/instance.js';
import { OPTIONS, warnOfUnknown } from './engine/names.js';
import { PlainCore } from './engine/plain.js';
import { sayOnce } from './engine/say.js';
import { settings } from './engine/site.js';
import { updateOf } from './engine/updates.js';
import { secondsEast } from './engine/zone.js';
import { Core, parseData as parseWasm, render as renderWasm } from './pkg/draftpane.js';

/**
 * An element and a node of a page; where the types have none, as in a worker, any object.
 *
 * @typedef {typeof globalThis extends { Element: { prototype: infer Type } } ? Type : object} DomElement
 * @typedef {typeof globalThis extends { Node: { prototype: infer Type } } ? Type : object} DomNode
 */

/**
 * @typedef {'hugo' | 'gfm' | 'commonmark'} Flavor
 *
 * @typedef {object} Options
 * @property {Flavor} [flavor] The Markdown dialect; `'hugo'` unless given.
 * @property {'header' | 'table' | 'source' | 'hidden' | 'none'} [frontMatter] How front matter is shown;
 *   `'none'`: it is not looked for. `'header'` unless given.
 * @property {'show' | 'ask'} [images] `'ask'`: in `<draft-pane>`, pictures from other hosts wait for a click; `'show'` unless given.
 * @property {object} [site] The configuration of a Hugo site, or the content of its `markup.toml`, parsed: posts are
 *   read as it says. A diagnostic names what of it is not honoured. Only for the flavor `'hugo'`.
 * @property {Record<string, Shortcode>} [shortcodes] Shortcodes of the site, by name, for the flavor `'hugo'`.
 *
 * @typedef {(args: Record<string, string> | string[], inner: string) => string} Shortcode Makes Markdown of what a
 *   shortcode is given, by name or by place, and of what stands between its tags. Asked once for the same; one that
 *   throws is told in the diagnostics.
 *
 * @typedef {object} Change A replacement of text. Offsets are UTF-16 code units of the text before the change.
 * @property {number} from
 * @property {number} [to] `from` unless given.
 * @property {string} [insert] Nothing unless given.
 *
 * @typedef {{ op: 'insert', id: number, before: number | null, html: string }
 *   | { op: 'replace', id: number, html: string }
 *   | { op: 'remove', id: number }} Patch
 *
 * @typedef {object} Update
 * @property {number} version Counts the edits of a draft.
 * @property {Patch[]} patches From the blocks before to the blocks after; applied in order.
 * @property {{ from: number, to: number }} reparsed The stretch of the new text that was really parsed again.
 *
 * @typedef {Update & { frontMatterChanged: boolean, diagnosticsChanged: boolean, recovered: boolean, bytes: number, free(): void }} LiveUpdate
 *   `recovered`: the engine broke and was started again, so the patches make the blocks out of none. `patches` are made when first read, and keep about so many bytes alive until then; `free` says that they will not be.
 *
 * @typedef {{ id: number, from: number, to: number, kind: string }} Block
 *
 * @typedef {object} Field A top-level entry of the front matter.
 * @property {string} key
 * @property {unknown} value
 * @property {number} from Where the value starts in the document.
 * @property {number} to
 * @property {number} keyFrom Where the key starts in the document.
 * @property {number} keyTo
 *
 * @typedef {object} FrontMatter
 * @property {'yaml' | 'toml' | 'json' | null} format `null` where there is none.
 * @property {number} from
 * @property {number} to The body starts here.
 * @property {Record<string, unknown>} data
 * @property {Field[]} fields In the order of the text.
 * @property {Partial<Record<'date' | 'lastmod' | 'publishDate' | 'expiryDate', string>>} dates As Hugo reads them, with
 *   what stands in for a date that is not given, in RFC 3339; without an offset where none is written.
 * @property {boolean} stale It cannot be read now: these are the last good values.
 *
 * @typedef {object} Publication What a site does with a post at some time.
 * @property {'draft' | 'scheduled' | 'expired' | 'published'} status
 * @property {string | null} date Until, since or with which, as in `FrontMatter.dates`; `null` for a draft.
 * @property {number | null} next When that changes by itself, in milliseconds since 1970.
 *
 * @typedef {object} Diagnostic
 * @property {'error' | 'warning' | 'info'} severity
 * @property {string} code
 * @property {string} message
 * @property {number} from
 * @property {number} to
 * @property {number} line Counted from 1.
 * @property {number} column In UTF-16 code units, counted from 1.
 * @property {number} endLine The line of `to`.
 * @property {number} endColumn The column of `to`.
 * @property {'frontMatter' | 'body'} in The part of the post that it is about.
 * @property {{ title: string, changes: Change[] }} [fix]
 *
 * @typedef {{ level: number, text: string, id: string, from: number, to: number }} Heading
 * @typedef {{ words: number, readingMinutes: number, blocks: number }} Stats
 * @typedef {{ html: string, truncated: boolean }} Summary The beginning of the post by Hugo's rules: up to its divider
 *   `<!--more-->`, else the front matter's `summary`, else whole blocks of at least 70 words. `truncated`: the post goes on.
 *
 * @typedef {object} Rendered
 * @property {string} html The body as the site would publish it.
 * @property {FrontMatter} frontMatter
 * @property {Diagnostic[]} diagnostics
 * @property {Heading[]} outline
 * @property {Stats} stats
 * @property {Summary} summary
 */

/**
 * Loads the engine. Later calls wait for the first one, unless that failed.
 *
 * @param {URL | Request | Response | BufferSource | WebAssembly.Module} [source] Where the wasm is; beside this module unless given.
 * @returns {Promise<void>}
 */
export default function init(source) {
  return load(source);
}

/**
 * Reads a post once.
 *
 * @param {string} text
 * @param {Options} [options]
 * @returns {Rendered}
 */
export function render(text, options) {
  checkReady();
  checkText(text);
  checkOptions(options);
  const given = settings(options);
  for (let attempt = 1; ; attempt++) {
    const seen = generation();
    try {
      return renderWasm(text, given);
    } catch (error) {
      if (!isTrap(error)) throw error;
      restart(seen);
      if (attempt === 2) return answersOf(new PlainCore(text, error, 1));
    }
  }
}

/** @param {PlainCore} core @returns {Rendered} */
function answersOf(core) {
  return /** @type {Rendered} */ ({
    html: core.html(), frontMatter: core.frontMatter(), diagnostics: core.diagnostics(), outline: core.outline(), stats: core.stats(), summary: core.summary(),
  });
}

/**
 * Reads a file of data in one of the formats of front matter, a site's configuration for one.
 *
 * @param {string} text
 * @param {'yaml' | 'toml' | 'json'} format
 * @returns {Record<string, unknown>}
 * @throws {SyntaxError} Where it cannot be read; the message names the line.
 */
export function parseData(text, format) {
  checkReady();
  checkText(text);
  return /** @type {Record<string, unknown>} */ (parseWasm(text.replace(/^\uFEFF/, ''), format));
}

/** Whether the function of a shortcode runs: the engine is in the midst of something then. */
let asking = false;

/**
 * Options whose functions cannot use a draft: the engine would take that for a fault of its own.
 *
 * @param {Options | undefined} options
 * @returns {Options | undefined}
 */
function guarded(options) {
  if (typeof options?.shortcodes !== 'object' || options.shortcodes === null) return options;
  const entries = Object.entries(options.shortcodes).map(([name, shortcode]) => {
    if (typeof shortcode !== 'function') return [name, shortcode];
    /** @type {Shortcode} */
    const guard = (args, inner) => {
      const before = asking;
      asking = true;
      try {
        return shortcode(args, inner);
      } finally {
        asking = before;
      }
    };
    return [name, guard];
  });
  return { ...options, shortcodes: Object.fromEntries(entries) };
}

/** A post while it is written. */
export class Draft {
  /** @type {Core | undefined} */
  #core;
  #options;
  #generation = generation();
  #version = 0;
  /** Ids given so far are below this one. */
  #nextId = 1;
  #failed = false;
  /** What shows the body. @type {DomElement | undefined} */
  #element;
  #holdsImages = false;
  /** The text, less the changes that wait in the journal. */
  #base;
  /** @type {Change[][]} Changes that #base lacks: joining a long string for each key would cost more than the edit. */
  #journal = [];
  /** The engine sees lone surrogates as U+FFFD; a text with one is always compared as a whole. */
  #wellFormed;
  #length;

  /**
   * @param {string} [text]
   * @param {Options} [options]
   */
  constructor(text = '', options) {
    checkReady();
    checkText(text);
    checkOptions(options);
    this.#options = settings(guarded(options));
    this.#base = text;
    this.#length = text.length;
    this.#wellFormed = text.isWellFormed();
    try {
      this.#core = new Core(text, this.#options);
    } catch (error) {
      if (!isTrap(error)) throw error;
      this.#recover(error);
    }
  }

  /**
   * Called after the engine broke and was started again, for this draft or another one: what was patched before is to be
   * made anew. `failed`: this text breaks it whatever is done, and is shown as it is until it changes.
   *
   * @type {((event: { error: unknown, failed: boolean }) => void) | null}
   */
  onrecover = null;

  /** Whether the text breaks the engine, so that it is shown as it is. */
  get failed() {
    return this.#failed;
  }

  /** The text, exactly as it was given and edited. */
  get text() {
    if (this.#journal.length > 0) {
      this.#base = applyAll(this.#base, this.#journal);
      this.#journal = [];
    }
    return this.#base;
  }

  /** The length of the text, in UTF-16 code units. */
  get length() {
    return this.#length;
  }

  /**
   * The patches that make the blocks, as they are now, out of none: for whoever shows a draft that has a text already.
   *
   * @returns {Patch[]}
   */
  get patches() {
    return this.#ask((core) => {
      const opened = core.opened();
      try {
        return opened.patches();
      } finally {
        opened.free();
      }
    });
  }

  /** The body as the site would publish it. */
  get html() {
    return this.#ask((core) => core.html());
  }

  /** @returns {FrontMatter} */
  get frontMatter() {
    return this.#ask((core) => core.frontMatter());
  }

  /**
   * What the site does with the post, which no other answer depends on. Dates without an offset are in the site's time
   * zone (`site.timeZone`), by its clocks of that time.
   *
   * @param {number} [time] In milliseconds since 1970; now unless given.
   * @returns {Publication}
   */
  statusAt(time = Date.now()) {
    const now = Number(time);
    return this.#ask((core) => core.statusAt(now, secondsEast(core.timeZone(), now)));
  }

  /** @returns {Diagnostic[]} In the order of the text. */
  get diagnostics() {
    return this.#ask((core) => core.diagnostics());
  }

  /** @returns {Heading[]} */
  get outline() {
    return this.#ask((core) => core.outline());
  }

  /** @returns {Stats} */
  get stats() {
    return this.#ask((core) => core.stats());
  }

  /** @returns {Summary} */
  get summary() {
    return this.#ask((core) => core.summary());
  }

  /** @returns {Record<string, number>} How often an edit led to a full parse of the body, by cause. */
  get fullParses() {
    return this.#ask((core) => core.fullParses());
  }

  /**
   * Edits the text.
   *
   * @param {Change | Change[]} changes All against the text before, none overlapping.
   * @returns {LiveUpdate}
   * @throws {RangeError} Where an offset is outside of the text or changes overlap.
   * @throws {TypeError} Where a change is not of the form.
   */
  edit(changes) {
    return this.#edit(changes, false);
  }

  /**
   * Adds to the end of the text: an edit there.
   *
   * @param {string} text
   * @param {{ later?: boolean }} [how] `later`: new blocks are shown by `work`, where the draft is mounted
   * @returns {LiveUpdate}
   */
  append(text, { later = false } = {}) {
    return this.#edit({ from: this.#length, insert: text }, later);
  }

  /**
   * @param {Change | Change[]} changes
   * @param {boolean} later Whether blocks at the end are to wait for `work`.
   */
  #edit(changes, later) {
    const core = this.#alive;
    const sorted = normalise(changes, this.#length);
    if (!this.#failed && this.#wellFormed && sorted.every(({ insert }) => insert.isWellFormed())) {
      const offsets = new Uint32Array(sorted.length * 2);
      sorted.forEach(({ from, to }, at) => offsets.set([from, to], at * 2));
      const update = this.#try(() => core.edit(offsets, sorted.map(({ insert }) => insert), later), () => apply(this.text, sorted));
      if (update) {
        if (update.recovered) return update;
        this.#journal.push(sorted);
        if (this.#journal.length >= 1000) void this.text;
        for (const { from, to, insert } of sorted) this.#length += insert.length - (to - from);
        return update;
      }
    }
    return this.replace(apply(this.text, sorted));
  }

  /**
   * Replaces the text, by the smallest edit.
   *
   * @param {string} text
   * @returns {LiveUpdate}
   */
  replace(text) {
    const core = this.#alive;
    checkText(text);
    if (this.#failed) {
      this.#set(text);
      return this.#recover(null);
    }
    const update = /** @type {LiveUpdate} */ (this.#try(() => core.replace(text), () => text));
    this.#set(text);
    return update;
  }

  /** @param {string} text */
  #set(text) {
    this.#journal = [];
    this.#base = text;
    this.#length = text.length;
    this.#wellFormed = text.isWellFormed();
  }

  /**
   * The block at an offset; at a boundary, the one that starts there.
   *
   * @param {number} offset
   * @returns {Block | null} `null` in the front matter and in an empty body.
   */
  blockAt(offset) {
    checkOffset(offset, this.#length);
    return this.#ask((core) => core.blockAt(offset));
  }

  /**
   * Shows the body as the children of an element, and keeps it so.
   *
   * @param {DomElement} element
   * @param {{ holdsImages?: boolean, adopts?: boolean }} [how] `holdsImages`: pictures are not loaded; their addresses are
   *   in `data-src` and `data-srcset`, for the caller to set. `adopts`: children that look as blocks will become theirs,
   *   until `settle`.
   */
  mount(element, { holdsImages = false, adopts = false } = {}) {
    this.#element = element;
    this.#holdsImages = holdsImages;
    // A document that is in no window loads no pictures.
    const scratch = adopts ? element.ownerDocument.implementation.createHTMLDocument('').createElement('div') : undefined;
    this.#ask((core) => core.mount(element, holdsImages, scratch));
  }

  /**
   * Removes the children of the mounted element that no block has taken over.
   *
   * @returns {number} How many blocks were built since what was there did not look like them.
   */
  settle() {
    return this.#ask((core) => core.settle());
  }

  /**
   * Builds what waits to be shown after `mount`, about this many nodes of it.
   *
   * @param {number} nodes
   * @returns {boolean} Whether anything still waits.
   */
  work(nodes) {
    return this.#ask((core) => core.work(nodes));
  }

  /** Stops showing the body. */
  unmount() {
    this.#element = undefined;
    if (this.#core) this.#ask((core) => core.unmount());
  }

  /**
   * The nodes that show a block; none while it waits.
   *
   * @param {number} id
   * @returns {DomNode[]}
   */
  nodesOf(id) {
    return this.#ask((core) => core.nodesOf(id));
  }

  /**
   * The stretch of text that a node of the mounted element shows.
   *
   * @param {DomNode} node
   * @returns {{ from: number, to: number } | null}
   */
  rangeOf(node) {
    return this.rangesOf([node])[0];
  }

  /**
   * The stretches of text that nodes of the mounted element show: many at once, best in document order.
   *
   * @param {DomNode[]} nodes
   * @returns {({ from: number, to: number } | null)[]}
   */
  rangesOf(nodes) {
    const offsets = this.#ask((core) => core.rangesOf(nodes));
    return nodes.map((_, at) => (offsets[2 * at] < 0 ? null : { from: offsets[2 * at], to: offsets[2 * at + 1] }));
  }

  /** Gives the memory back. The draft is of no use afterwards. */
  free() {
    // What an instance of the engine held is gone with it.
    if (this.#generation === generation()) this.#core?.free();
    this.#core = undefined;
  }

  [Symbol.dispose]() {
    this.free();
  }

  /**
   * Asks the engine, twice if it breaks.
   *
   * @template T
   * @param {(core: Core) => T} question
   * @returns {T}
   */
  #ask(question) {
    try {
      return question(this.#alive);
    } catch (error) {
      if (!isTrap(error)) throw error;
      this.#recover(error);
      return question(this.#alive);
    }
  }

  /**
   * Edits with the engine.
   *
   * @param {() => import('./pkg/draftpane.js').CoreUpdate | undefined} edit
   * @param {() => string} textAfter the text it leads to, should the engine break
   */
  #try(edit, textAfter) {
    try {
      const core = edit();
      if (!core) return undefined;
      this.#nextId = core.nextId;
      return updateOf(core, { version: ++this.#version });
    } catch (error) {
      if (!isTrap(error)) throw error;
      this.#set(textAfter());
      return this.#recover(error);
    }
  }

  /**
   * Reads the text again from its start, after the engine broke or, without an error, after a text that breaks it.
   *
   * @param {unknown} error
   */
  #recover(error) {
    if (error) restart(this.#generation);
    const { text } = this;
    let why = error;
    let opened;
    try {
      this.#generation = generation();
      this.#core = new Core(text, this.#options, this.#nextId);
      if (this.#element) {
        this.#core.mount(this.#element, this.#holdsImages, undefined);
        while (this.#core.work(10_000));
      }
      opened = this.#core.opened();
      this.#failed = false;
    } catch (again) {
      if (!isTrap(again)) throw again;
      why = again;
      restart(this.#generation);
      this.#generation = generation();
      this.#core = /** @type {Core} */ (/** @type {unknown} */ (new PlainCore(text, again, this.#nextId)));
      opened = this.#core.opened();
      this.#failed = true;
    }
    this.#nextId = opened.nextId;
    const update = updateOf(opened, { version: ++this.#version, recovered: true });
    this.onrecover?.({ error: why, failed: this.#failed });
    return update;
  }

  get #alive() {
    if (asking) throw new TypeError('The function of a shortcode cannot use a draft');
    if (!this.#core) throw new TypeError('The draft was freed');
    return this.#core;
  }
}

/** @param {unknown} text */
function checkText(text) {
  if (typeof text !== 'string') throw new TypeError(`The text is a string, not ${text === null ? 'null' : typeof text}`);
}

/** @param {unknown} options */
function checkOptions(options) {
  if (options === undefined) return;
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) {
    warnOfUnknown(options, OPTIONS);
    const { images } = /** @type {Options} */ (options);
    if (images != null && !['show', 'ask'].includes(images)) sayOnce('warn', `options: \`images\` is 'show' or 'ask', not ${JSON.stringify(images)}.`);
    return;
  }
  const kind = options === null ? 'null' : Array.isArray(options) ? 'an array' : typeof options;
  throw new TypeError(`The options are an object, not ${kind}`);
}
