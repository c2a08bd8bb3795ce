/**
 * A draft in the wasm.
 *
 * @module
 */

import { Core } from '../pkg/draftpane.js';
import { listed } from './answers.js';
import { apply, normalise } from './changes.js';
import { checkOutsideShortcode, checkText } from './checks.js';
import { generation, isTrap, restart } from './instance.js';
import { PlainCore } from './plain.js';
import { forget, updateOf } from './updates.js';

/** @typedef {import('../pkg/draftpane.js').CoreUpdate} CoreUpdate */
/** @typedef {import('./types.js').Change} Change */
/** @typedef {import('./types.js').LiveUpdate} LiveUpdate */

/** A draft in the wasm, which goes on when the engine breaks: the text is owned by JavaScript, and is read again. */
export class Running {
  /** @type {Core | undefined} */
  #core;
  #options;
  #text;
  #generation = generation();
  #version = 0;
  /** The ids of blocks are below this one. */
  #nextId = 1;
  #onrecover;
  #failed = false;
  /** The updates whose patches nobody has asked for. @type {Set<import('./updates.js').Unread>} */
  #unread = new Set();
  /** Shows a core that takes the place of one that broke. @type {((core: Core) => void) | null} */
  show = null;

  /**
   * @param {import('./text.js').Text} text
   * @param {ReturnType<typeof import('./site.js').settings>} options As the engine takes them.
   * @param {(event: { error: unknown, failed: boolean }) => void} onrecover
   */
  constructor(text, options, onrecover) {
    this.#text = text;
    this.#options = options;
    this.#onrecover = onrecover;
    try {
      this.#core = new Core(text.all, options);
    } catch (error) {
      if (!isTrap(error)) throw error;
      this.#recover(error);
    }
  }

  /** @throws {TypeError} After `free()`, and in the function of a shortcode. */
  get core() {
    checkOutsideShortcode();
    if (!this.#core) throw new TypeError('The draft was freed');
    return this.#core;
  }

  /** Whether the text breaks the engine, so that the draft shows its source. */
  get failed() {
    return this.#failed;
  }

  get isFreed() {
    return !this.#core;
  }

  /**
   * Asks the engine, twice if it breaks.
   *
   * @template T
   * @param {(core: Core) => T} question
   * @returns {T}
   */
  ask(question) {
    try {
      return question(this.core);
    } catch (error) {
      if (!isTrap(error)) throw error;
      this.#recover(error);
      return question(this.core);
    }
  }

  /**
   * @param {Change | Change[]} changes
   * @param {boolean} later Whether new blocks at the end are left to `work`.
   * @returns {LiveUpdate}
   */
  edit(changes, later) {
    const { core } = this;
    const text = this.#text;
    const sorted = normalise(changes, text.length);
    if (!this.#failed && text.isWellFormed && sorted.every(({ insert }) => insert.isWellFormed())) {
      const offsets = new Uint32Array(sorted.length * 2);
      sorted.forEach(({ from, to }, at) => offsets.set([from, to], at * 2));
      const update = this.#try(() => core.edit(offsets, sorted.map(({ insert }) => insert), later), () => apply(text.all, sorted));
      if (update && !update.recovered) text.edit(sorted);
      if (update) return update;
    }
    return this.replace(apply(text.all, sorted));
  }

  /**
   * Adds to the end: nothing is looked for, and neither text is copied.
   *
   * @param {string} text
   * @param {boolean} later Whether new blocks are left to `work`.
   * @returns {LiveUpdate}
   */
  append(text, later) {
    const { core } = this;
    const before = this.#text;
    checkText(text);
    if (this.#failed || !before.isWellFormed || !text.isWellFormed()) return this.edit({ from: before.length, insert: text }, later);
    const update = /** @type {LiveUpdate} */ (this.#try(() => core.append(text, later), () => before.all + text));
    if (!update.recovered) before.append(text);
    return update;
  }

  /**
   * Replaces the text, by the smallest edit.
   *
   * @param {string} text
   * @returns {LiveUpdate}
   */
  replace(text) {
    const { core } = this;
    checkText(text);
    if (this.#failed) {
      this.#text.set(text);
      return this.#recover(null);
    }
    const update = /** @type {LiveUpdate} */ (this.#try(() => core.replace(text), () => text));
    this.#text.set(text);
    return update;
  }

  /**
   * Takes over other answers of the site.
   *
   * @param {import('./types.js').Answers} answers
   * @returns {LiveUpdate}
   */
  answer(answers) {
    const { core } = this;
    const lists = listed(answers, 'answers');
    this.#options = { ...this.#options, answers: lists };
    if (this.#failed) return this.#recover(null);
    return /** @type {LiveUpdate} */ (this.#try(() => core.answer(lists), () => this.#text.all));
  }

  /**
   * @param {() => CoreUpdate | undefined} edit
   * @param {() => string} textAfter The text after the edit, should the engine break.
   * @returns {LiveUpdate | undefined} Nothing where an offset is inside of a character.
   */
  #try(edit, textAfter) {
    try {
      const update = edit();
      return update && this.#updated(update, false);
    } catch (error) {
      if (!isTrap(error)) throw error;
      this.#text.set(textAfter());
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
    const text = this.#text.all;
    let cause = error;
    let opened;
    try {
      this.#generation = generation();
      this.#core = new Core(text, this.#options, this.#nextId);
      this.show?.(this.#core);
      opened = this.#core.opened();
      this.#failed = false;
    } catch (again) {
      if (!isTrap(again)) throw again;
      cause = again;
      restart(this.#generation);
      this.#generation = generation();
      this.#core = /** @type {Core} */ (/** @type {unknown} */ (new PlainCore(text, again, this.#nextId)));
      opened = this.#core.opened();
      this.#failed = true;
    }
    const update = this.#updated(opened, true);
    this.#onrecover({ error: cause, failed: this.#failed });
    return update;
  }

  /** @param {CoreUpdate} update @param {boolean} recovered */
  #updated(update, recovered) {
    this.#nextId = update.nextId;
    return updateOf(update, this.#unread, { version: ++this.#version, recovered });
  }

  /** Frees what updates hold until their patches are read: they cannot be read any more. */
  forgetUpdates() {
    this.#unread.forEach(forget);
  }

  free() {
    // An instance that broke took its memory with it.
    if (this.#generation === generation()) this.#core?.free();
    this.#core = undefined;
  }
}

/** The running draft behind each public one, for `LiveDraft`. @type {WeakMap<object, Running>} */
export const runningDrafts = new WeakMap();
