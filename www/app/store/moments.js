/**
 * When a version of the open draft is due: where work goes on after a while, and where most of the text goes, at once or piece
 * by piece.
 */

/** @typedef {import('@codemirror/state').Text} Text */
/** @typedef {import('./versions.js').Made} Made */

/** Milliseconds after a version until the next edit makes one. */
const interval = 3 * 60_000;
/** Characters of a text whose deletion is worth it. */
const least = 80;

export class Moments {
  /** @param {string} [text] as it is stored */
  constructor(text = '') {
    this.#fullest = text;
  }

  /** The longest text that was written since the last large deletion. */
  #fullest;
  /** @type {Made[]} */
  #due = [];

  /** When the newest version was made; 0 before there is one. */
  last = 0;

  /**
   * The text is edited.
   * @param {Text} before
   * @param {boolean} isDeletion whether the edit takes most of it
   */
  edit(before, isDeletion) {
    const now = Date.now();
    if (isDeletion && before.length >= least) this.#add({ kind: 'deletion', text: before.toString(), at: now });
    else if (now - this.last >= interval && before.length > 0) this.#add({ kind: 'work', text: before.toString(), at: now });
  }

  /** A text is about to be written. @param {string} text */
  write(text) {
    if (this.#fullest.length >= least && 2 * text.length < this.#fullest.length) {
      if (this.#due.every((made) => made.kind !== 'deletion')) this.#add({ kind: 'deletion', text: this.#fullest, at: Date.now() });
      this.#fullest = text;
    } else if (text.length >= this.#fullest.length) this.#fullest = text;
  }

  /** Those that are due, oldest first, which are not any more then. */
  take() {
    const due = this.#due;
    this.#due = [];
    return due;
  }

  /** @param {Made} made */
  #add(made) {
    this.last = Date.now();
    this.#due.push(made);
  }
}
