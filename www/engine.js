// The engine as JavaScript sees it: loads the wasm module, owns the text, keeps the API's promises at the border.
import initWasm, { Core, render as renderWasm } from './pkg/draftpane.js';

/**
 * @typedef {'hugo' | 'gfm' | 'commonmark'} Flavor
 *
 * @typedef {object} Options
 * @property {Flavor} [flavor] The Markdown dialect; `'hugo'` unless given.
 * @property {'header' | 'table' | 'source' | 'hidden' | 'none'} [frontMatter] How front matter is shown;
 *   `'none'`: it is not looked for. `'header'` unless given.
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
 * @typedef {Update & { frontMatterChanged: boolean, diagnosticsChanged: boolean, bytes: number, free(): void }} LiveUpdate
 *   `patches` are made when first read, and keep about so many bytes alive until then; `free` says that they will not be.
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

/** @type {Promise<void> | undefined} */
let loading;
let ready = false;

/**
 * Loads the engine. Later calls wait for the first one, unless that failed.
 *
 * @param {URL | Request | Response | BufferSource | WebAssembly.Module} [source] Where the wasm is; beside this module unless given.
 * @returns {Promise<void>}
 */
export default function init(source) {
  loading ??= load(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** @param {URL | Request | Response | BufferSource | WebAssembly.Module} [source] */
async function load(source) {
  const found = source ?? new URL('./pkg/draftpane_bg.wasm', import.meta.url);
  await initWasm({ module_or_path: found instanceof URL ? await reach(found) : found });
  ready = true;
}

/**
 * Reads a file from the disk, which Node cannot fetch.
 *
 * @param {URL} url
 */
async function reach(url) {
  if (url.protocol !== 'file:') return url;
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:fs/promises');
  return readFile(url);
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
  return renderWasm(text, options);
}

/** A post while it is written. */
export class Draft {
  /** @type {Core | undefined} */
  #core;
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
    this.#core = new Core(text, options);
    this.#base = text;
    this.#length = text.length;
    this.#wellFormed = text.isWellFormed();
  }

  /** The text, exactly as it was given and edited. */
  get text() {
    if (this.#journal.length > 0) {
      this.#base = applyAll(this.#base, this.#journal);
      this.#journal = [];
    }
    return this.#base;
  }

  /** The body as the site would publish it. */
  get html() {
    return this.#alive.html();
  }

  /** @returns {FrontMatter} */
  get frontMatter() {
    return this.#alive.frontMatter();
  }

  /**
   * What the site does with the post, which no other answer depends on.
   *
   * @param {number} [time] In milliseconds since 1970; now unless given.
   * @returns {Publication}
   */
  statusAt(time = Date.now()) {
    return this.#alive.statusAt(Number(time));
  }

  /** @returns {Diagnostic[]} In the order of the text. */
  get diagnostics() {
    return this.#alive.diagnostics();
  }

  /** @returns {Heading[]} */
  get outline() {
    return this.#alive.outline();
  }

  /** @returns {Stats} */
  get stats() {
    return this.#alive.stats();
  }

  /** @returns {Summary} */
  get summary() {
    return this.#alive.summary();
  }

  /** @returns {Record<string, number>} How often an edit led to a full parse of the body, by cause. */
  get fullParses() {
    return this.#alive.fullParses();
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
   * Adds to the end of the text. What is mounted shows it after `work`.
   *
   * @param {string} text
   * @returns {LiveUpdate}
   */
  append(text) {
    return this.#edit({ from: this.#length, insert: text }, true);
  }

  /**
   * @param {Change | Change[]} changes
   * @param {boolean} later Whether blocks at the end are to wait for `work`.
   */
  #edit(changes, later) {
    const core = this.#alive;
    const sorted = normalise(changes, this.#length);
    if (this.#wellFormed && sorted.every(({ insert }) => insert.isWellFormed())) {
      const offsets = new Uint32Array(sorted.length * 2);
      sorted.forEach(({ from, to }, at) => offsets.set([from, to], at * 2));
      const update = core.edit(offsets, sorted.map(({ insert }) => insert), later);
      if (update) {
        this.#journal.push(sorted);
        if (this.#journal.length >= 1000) void this.text;
        for (const { from, to, insert } of sorted) this.#length += insert.length - (to - from);
        return updateOf(update);
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
    const update = core.replace(text);
    this.#journal = [];
    this.#base = text;
    this.#length = text.length;
    this.#wellFormed = text.isWellFormed();
    return updateOf(update);
  }

  /**
   * The block at an offset; at a boundary, the one that starts there.
   *
   * @param {number} offset
   * @returns {Block | null} `null` in the front matter and in an empty body.
   */
  blockAt(offset) {
    checkOffset(offset, this.#length);
    return this.#alive.blockAt(offset);
  }

  /**
   * Shows the body as the children of an element, and keeps it so.
   *
   * @param {Element} element
   */
  mount(element) {
    this.#alive.mount(element);
  }

  /**
   * Builds what waits to be shown after `mount`, about this many nodes of it.
   *
   * @param {number} nodes
   * @returns {boolean} Whether anything still waits.
   */
  work(nodes) {
    return this.#alive.work(nodes);
  }

  /** Stops showing the body. */
  unmount() {
    this.#core?.unmount();
  }

  /**
   * The nodes that show a block; none while it waits.
   *
   * @param {number} id
   * @returns {Node[]}
   */
  nodesOf(id) {
    return this.#alive.nodesOf(id);
  }

  /**
   * The stretch of text that a node of the mounted element shows.
   *
   * @param {Node} node
   * @returns {{ from: number, to: number } | null}
   */
  rangeOf(node) {
    const [from, to] = this.#alive.rangeOf(node);
    return from === undefined || to === undefined ? null : { from, to };
  }

  /** Gives the memory back. The draft is of no use afterwards. */
  free() {
    this.#core?.free();
    this.#core = undefined;
  }

  [Symbol.dispose]() {
    this.free();
  }

  get #alive() {
    if (!this.#core) throw new TypeError('The draft was freed');
    return this.#core;
  }
}

/** Bytes of trees that updates may keep alive before their patches are made, asked for or not. */
const KEPT = 1 << 24;

/**
 * An update whose patches nobody has asked for.
 *
 * @typedef {{ core: import('./pkg/draftpane.js').CoreUpdate, bytes: number, patches?: Patch[], holder?: WeakRef<object> }} Unread
 */

/** From the oldest on. @type {Set<Unread>} */
const unread = new Set();
let kept = 0;

/**
 * Makes patches when they are first asked for: the element patches its nodes without them. Until then the trees stay in
 * the engine's memory, where the garbage collector does not see them, so the oldest go when they are too many.
 *
 * @param {import('./pkg/draftpane.js').CoreUpdate} core
 * @returns {LiveUpdate}
 */
function updateOf(core) {
  const { version, from, to, frontMatterChanged, diagnosticsChanged, bytes } = core;
  /** @type {Unread} */
  const entry = { core, bytes };
  const update = {
    version,
    reparsed: { from, to },
    frontMatterChanged,
    diagnosticsChanged,
    bytes,
    get patches() {
      makePatches(entry);
      if (!entry.patches) throw new TypeError('The update was freed before its patches were read');
      return entry.patches;
    },
    free: () => forget(entry),
  };
  entry.holder = new WeakRef(update);
  unread.add(entry);
  kept += bytes;
  for (const oldest of unread) {
    if (kept <= KEPT || oldest === entry) break;
    if (oldest.holder?.deref()) makePatches(oldest);
    else forget(oldest);
  }
  return update;
}

/** @param {Unread} entry */
function makePatches(entry) {
  if (unread.has(entry)) entry.patches = /** @type {Patch[]} */ (entry.core.patches());
  forget(entry);
}

/** @param {Unread} entry */
function forget(entry) {
  if (!unread.delete(entry)) return;
  kept -= entry.bytes;
  entry.core.free();
}

/**
 * @param {Change | Change[]} changes
 * @param {number} length
 * @returns {{ from: number, to: number, insert: string }[]} Sorted.
 */
function normalise(changes, length) {
  const list = (Array.isArray(changes) ? changes : [changes]).map((change) => {
    if (typeof change !== 'object' || change === null) throw new TypeError(`A change is an object, not ${change}`);
    const { from, to = from, insert = '' } = change;
    checkOffset(from, length);
    checkOffset(to, length);
    if (to < from) throw new RangeError(`A change ends at ${to}, before its start at ${from}`);
    if (typeof insert !== 'string') throw new TypeError(`A change inserts a string, not ${typeof insert}`);
    return { from, to, insert };
  });
  list.sort((a, b) => a.from - b.from || a.to - b.to);
  list.forEach(({ from, to }, at) => {
    const before = list[at - 1];
    if (before && before.to > from) {
      throw new RangeError(`Changes overlap: ${before.from} to ${before.to}, and ${from} to ${to}`);
    }
  });
  return list;
}

/**
 * @param {string} text
 * @param {Change[]} changes Sorted.
 */
function apply(text, changes) {
  let result = '';
  let at = 0;
  for (const { from, to = from, insert = '' } of changes) {
    result += text.slice(at, from) + insert;
    at = to;
  }
  return result + text.slice(at);
}

/**
 * Applies edits one after the other.
 *
 * @param {string} text
 * @param {Change[][]} edits Each sorted.
 */
function applyAll(text, edits) {
  // As stretches, joined once: joining for each edit would copy the whole text each time.
  let stretches = [text];
  for (const changes of edits) {
    for (const { from, to = from, insert = '' } of changes.toReversed()) {
      const before = [];
      const after = [];
      let at = 0;
      for (const stretch of stretches) {
        const end = at + stretch.length;
        if (at < from) before.push(end <= from ? stretch : stretch.slice(0, from - at));
        if (end > to) after.push(at >= to ? stretch : stretch.slice(to - at));
        at = end;
      }
      stretches = insert ? [...before, insert, ...after] : [...before, ...after];
    }
  }
  return stretches.join('');
}

/** @param {unknown} offset @param {number} length */
function checkOffset(offset, length) {
  if (!Number.isInteger(offset)) throw new TypeError(`An offset is a whole number, not ${offset}`);
  const number = /** @type {number} */ (offset);
  if (number < 0 || number > length) {
    throw new RangeError(`Offset ${number} is outside of the text, which has ${length} code units`);
  }
}

/** @param {unknown} text */
function checkText(text) {
  if (typeof text !== 'string') throw new TypeError(`The text is a string, not ${text === null ? 'null' : typeof text}`);
}

/** @param {unknown} options */
function checkOptions(options) {
  if (options === undefined || (typeof options === 'object' && options !== null && !Array.isArray(options))) return;
  const kind = options === null ? 'null' : Array.isArray(options) ? 'an array' : typeof options;
  throw new TypeError(`The options are an object, not ${kind}`);
}

function checkReady() {
  if (!ready) throw new TypeError('The engine is not loaded: await init() first');
}
