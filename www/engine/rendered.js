/**
 * A post that is read once: each answer is made when it is first read.
 *
 * @module
 */

import { Core, CoreOnce } from '../pkg/draftpane.js';
import { generation, isTrap, restart } from './instance.js';
import { PlainCore } from './plain.js';

/** @typedef {import('./types.js').Rendered} Rendered */

/** Letters of the earlier posts that stay in the engine's memory beside the last one, at about 40 bytes each, since more may be asked about them. */
const KEPT = 1 << 16;

/** A longer post does not stay, if it is the last one. */
const LONGEST = 1 << 22;

/** @type {(keyof Rendered)[]} */
const ANSWERS = ['html', 'frontMatter', 'diagnostics', 'outline', 'stats', 'summary'];

/** Posts in the engine's memory, from the oldest on. @type {Set<Reading>} */
const open = new Set();
let kept = 0;

/** No reader is left. */
const collected = new FinalizationRegistry((/** @type {Reading} */ reading) => reading.close());

/**
 * @param {string} text
 * @param {ReturnType<typeof import('./site.js').settings>} options
 * @returns {Rendered}
 */
export function renderedOf(text, options) {
  const reading = new Reading(text, options);
  /** @type {PropertyDescriptorMap} */
  const properties = {
    // In place of `[Getter]`.
    [Symbol.for('nodejs.util.inspect.custom')]: { value: () => ({ ...rendered }) },
  };
  for (const name of ANSWERS) {
    const set = (/** @type {any} */ value) => (reading.made[name] = value);
    properties[name] = { enumerable: true, configurable: true, get: () => reading.answer(name), set };
  }
  const rendered = Object.defineProperties(/** @type {Rendered} */ ({}), properties);
  collected.register(rendered, reading);
  return rendered;
}

class Reading {
  #text;
  #options;
  /** Until an answer needs the blocks, which take longer to make and more memory. @type {CoreOnce | undefined} */
  #once;
  /** @type {Core | undefined} */
  #core;
  #generation = 0;
  /** The answers that there are. @type {Partial<Rendered>} */
  made = {};

  /** @param {string} text @param {ReturnType<typeof import('./site.js').settings>} options */
  constructor(text, options) {
    this.#text = text;
    this.#options = options;
    for (const oldest of open) {
      if (kept + text.length <= KEPT) break;
      // Its reader has not come to it yet, and would have to wait for it to be parsed again.
      if (Object.keys(oldest.made).length === 0) oldest.#makeAll();
      oldest.close();
    }
    this.#ask([]);
    // The functions of shortcodes are called now or never.
    if (options.shortcodes || text.length > LONGEST) this.#makeAll();
  }

  /** @param {keyof Rendered} name */
  answer(name) {
    if (!(name in this.made)) this.#ask([name]);
    return this.made[name];
  }

  #makeAll() {
    this.#ask(ANSWERS.filter((name) => !(name in this.made)));
    this.close();
  }

  /**
   * Asks the engine, twice if it breaks.
   *
   * @param {(keyof Rendered)[]} names
   */
  #ask(names) {
    for (let attempt = 1; ; attempt++) {
      const seen = generation();
      try {
        this.#open();
        if (names.length > 1) this.#openCore();
        for (const name of names) this.#make(name);
        return;
      } catch (error) {
        if (!isTrap(error)) throw error;
        restart(seen);
        if (attempt < 2) continue;
        // All answers are about the same text.
        this.made = {};
        const plain = new PlainCore(this.#text, error, 1);
        for (const name of ANSWERS) /** @type {Record<string, unknown>} */ (this.made)[name] = plain[name]();
        return;
      }
    }
  }

  /** @param {keyof Rendered} name */
  #make(name) {
    // It has few of the answers.
    const once = /** @type {Partial<Core> | undefined} */ (this.#once);
    /** @type {Record<string, unknown>} */ (this.made)[name] = once?.[name]?.() ?? this.#openCore()[name]();
  }

  #open() {
    if ((this.#once || this.#core) && this.#generation === generation()) return;
    this.close();
    this.#generation = generation();
    this.#once = new CoreOnce(new TextEncoder().encode(this.#text), this.#options);
    open.add(this);
    kept += this.#text.length;
  }

  #openCore() {
    this.#core ??= new Core(this.#text, this.#options);
    this.#once?.free();
    this.#once = undefined;
    return this.#core;
  }

  /** Releases the memory in the engine; a later question parses the text again. */
  close() {
    if (!open.delete(this)) return;
    kept -= this.#text.length;
    // The memory of an engine that broke is gone.
    if (this.#generation === generation()) (this.#core ?? this.#once)?.free();
    this.#core = this.#once = undefined;
  }
}
