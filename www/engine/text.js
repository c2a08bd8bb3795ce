/**
 * The text of a draft.
 *
 * @module
 */

import { applyAll } from './changes.js';

/** @typedef {import('./types.js').Change} Change */

/** Changes that may wait before they are joined. */
const WAITING = 1000;

/** A text that is edited often and read seldom: joining a long string for each key would cost more than the edit. */
export class Text {
  /** The text without the changes in the journal. */
  #base = '';
  /** @type {Change[][]} */
  #journal = [];
  #length = 0;
  #isWellFormed = true;

  /** @param {string} text */
  constructor(text) {
    this.set(text);
  }

  get all() {
    if (this.#journal.length > 0) {
      this.#base = applyAll(this.#base, this.#journal);
      this.#journal = [];
    }
    return this.#base;
  }

  /** In UTF-16 code units. */
  get length() {
    return this.#length;
  }

  /** Whether no surrogate stands alone: the engine reads lone ones as U+FFFD. */
  get isWellFormed() {
    return this.#isWellFormed;
  }

  /** @param {string} text */
  set(text) {
    this.#journal = [];
    this.#base = text;
    this.#length = text.length;
    this.#isWellFormed = text.isWellFormed();
  }

  /** @param {string} text Well-formed. */
  append(text) {
    if (this.#journal.length > 0) this.edit([{ from: this.#length, to: this.#length, insert: text }]);
    else {
      this.#base += text;
      this.#length += text.length;
    }
  }

  /** @param {{ from: number, to: number, insert: string }[]} changes Well-formed ones, sorted. */
  edit(changes) {
    this.#journal.push(changes);
    for (const { from, to, insert } of changes) this.#length += insert.length - (to - from);
    if (this.#journal.length >= WAITING) void this.all;
  }
}
