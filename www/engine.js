/// <reference lib="esnext.disposable" preserve="true" />
/**
 * The engine as JavaScript sees it: owns the text, keeps the API's promises at the border, goes on when the wasm breaks.
 *
 * @module draftpane
 */

import { check } from './base/check.js';
import { checkOffset } from './engine/changes.js';
import { checkOptions, checkText, guarded } from './engine/checks.js';
import { checkReady, load } from './engine/instance.js';
import { renderedOf } from './engine/rendered.js';
import { Running, runningDrafts } from './engine/running.js';
import { settings } from './engine/site.js';
import { Text } from './engine/text.js';
import { patchesOf } from './engine/updates.js';
import { secondsEast } from './engine/zone.js';
import { parseData as parseWasm } from './pkg/draftpane.js';

/** @typedef {import('./engine/types.js').DomElement} DomElement */
/** @typedef {import('./engine/types.js').DomNode} DomNode */
/** @typedef {import('./engine/types.js').Flavor} Flavor */
/** @typedef {import('./engine/types.js').Options} Options */
/** @typedef {import('./engine/types.js').Shortcode} Shortcode */
/** @typedef {import('./engine/types.js').Answers} Answers */
/** @typedef {import('./engine/types.js').Change} Change */
/** @typedef {import('./engine/types.js').Patch} Patch */
/** @typedef {import('./engine/types.js').Update} Update */
/** @typedef {import('./engine/types.js').LiveUpdate} LiveUpdate */
/** @typedef {import('./engine/types.js').Block} Block */
/** @typedef {import('./engine/types.js').Field} Field */
/** @typedef {import('./engine/types.js').FrontMatter} FrontMatter */
/** @typedef {import('./engine/types.js').Publication} Publication */
/** @typedef {import('./engine/types.js').Diagnostic} Diagnostic */
/** @typedef {import('./engine/types.js').Heading} Heading */
/** @typedef {import('./engine/types.js').Stats} Stats */
/** @typedef {import('./engine/types.js').Summary} Summary */
/** @typedef {import('./engine/types.js').Rendered} Rendered */

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
 * Reads a post once. Each answer is made when it is first read.
 *
 * @param {string} text
 * @param {Options} [options]
 * @returns {Rendered}
 */
export function render(text, options) {
  checkReady();
  checkText(text);
  checkOptions(options);
  return renderedOf(text, settings(options));
}

/**
 * Reads a file of data in one of the formats of front matter, a site's configuration for one.
 *
 * @param {string} text
 * @param {'yaml' | 'toml' | 'json'} format
 * @returns {Record<string, unknown>}
 * @throws {SyntaxError} Where it cannot be read; the message names the line.
 * @throws {TypeError} For what is no text or none of the formats.
 */
export function parseData(text, format) {
  checkReady();
  checkText(text);
  // The glue of the wasm writes a string into its memory, and anything else beyond it.
  checkText(format, 'format');
  return /** @type {Record<string, unknown>} */ (parseWasm(text.replace(/^\uFEFF/, ''), format));
}

/** A post while it is written. */
export class Draft {
  #running;
  #text;

  /**
   * @param {string} [text]
   * @param {Options} [options]
   */
  constructor(text = '', options) {
    checkReady();
    checkText(text);
    checkOptions(options);
    this.#text = new Text(text);
    this.#running = new Running(this.#text, settings(guarded(options)), (event) => this.onrecover?.(event));
    runningDrafts.set(this, this.#running);
  }

  /**
   * Called after the engine broke and was started again, for this draft or another one: the next update inserts every
   * block. `failed`: this text breaks the engine, and its source is shown until it changes.
   *
   * @type {((event: { error: unknown, failed: boolean }) => void) | null}
   */
  onrecover = null;

  /** Whether the text breaks the engine, so that its source is shown. */
  get failed() {
    return this.#running.failed;
  }

  /** The text, exactly as it was given and edited. */
  get text() {
    return this.#text.all;
  }

  /** The length of the text, in UTF-16 code units. */
  get length() {
    return this.#text.length;
  }

  /**
   * Patches that insert every block: the first ones to apply for a draft that was made with a text.
   *
   * @returns {Patch[]}
   */
  get patches() {
    return this.#running.ask((core) => {
      const opened = core.opened();
      try {
        return patchesOf(opened);
      } finally {
        opened.free();
      }
    });
  }

  /** The body as the site would publish it. */
  get html() {
    return this.#running.ask((core) => core.html());
  }

  /** @returns {FrontMatter} */
  get frontMatter() {
    return this.#running.ask((core) => core.frontMatter());
  }

  /**
  * The status of the post on the site; no other answer depends on it. Dates without an offset are in the site's time
   * zone (`site.timeZone`), by its clocks of that time.
   *
   * @param {number} [time] In milliseconds since 1970; now unless given.
   * @returns {Publication}
   * @throws {TypeError} For what is no finite number.
   */
  statusAt(time = Date.now()) {
    check(Number.isFinite(time), 'The time is a number of milliseconds', time);
    return this.#running.ask((core) => core.statusAt(time, secondsEast(core.timeZone(), time)));
  }

  /** @returns {Diagnostic[]} In the order of the text. */
  get diagnostics() {
    return this.#running.ask((core) => core.diagnostics());
  }

  /** @returns {Heading[]} */
  get outline() {
    return this.#running.ask((core) => core.outline());
  }

  /** @returns {Stats} */
  get stats() {
    return this.#running.ask((core) => core.stats());
  }

  /** @returns {Summary} */
  get summary() {
    return this.#running.ask((core) => core.summary());
  }

  /** @returns {Record<string, number>} How often an edit led to a parse of the whole body, or of the whole of a large block, by cause. */
  get fullParses() {
    return this.#running.ask((core) => core.fullParses());
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
    return this.#running.edit(changes, false);
  }

  /**
   * Adds to the end of the text: the cheapest edit.
   *
   * @param {string} text
   * @returns {LiveUpdate}
   * @throws {TypeError} Where it is not a string.
   */
  append(text) {
    return this.#running.append(text, false);
  }

  /**
   * Replaces the text, by the smallest edit.
   *
   * @param {string} text
   * @returns {LiveUpdate}
   */
  replace(text) {
    return this.#running.replace(text);
  }

  /**
   * Takes over other answers of the site, in place of all before. The text stays, and only what the answers change is drawn
   * again.
   *
   * @param {Answers} answers
   * @returns {LiveUpdate}
   * @throws {TypeError} Where the answers are not of the form.
   */
  answer(answers) {
    return this.#running.answer(answers);
  }

  /**
   * The block at an offset; at a boundary, the one that starts there.
   *
   * @param {number} offset
   * @returns {Block | null} `null` in the front matter and in an empty body.
   */
  blockAt(offset) {
    checkOffset(offset, this.length);
    return this.#running.ask((core) => core.blockAt(offset));
  }

  /** Releases the memory. The draft cannot be used afterwards. */
  free() {
    this.#running.free();
  }

  [Symbol.dispose]() {
    this.free();
  }
}
