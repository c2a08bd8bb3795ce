/**
 * Notices when most of a text goes, at once or piece by piece, so that what was there can be stored: undoing does not reach
 * beyond a reload.
 */

/** Characters of a text that is worth it. */
const least = 80;

export class Deletions {
  /** @param {string} [text] as it is stored */
  constructor(text = '') {
    this.#fullest = text;
  }

  /** The longest text that was written since the last large deletion. */
  #fullest;
  /** The text that is saved as the one before. @type {string | null} */
  #before = null;
  /** The text before the largest deletion since the last write. @type {string | null} */
  #lost = null;

  /** @param {string} text of which a single change has taken more than half */
  took(text) {
    if (text.length >= least) this.#lost ??= text;
  }

  /**
   * A text was written.
   * @param {string} text
   * @returns {string | null | undefined} what is to be stored as the text before; null: nothing any more; undefined: no change
   */
  written(text) {
    const lost = this.#lost ?? (this.#fullest.length >= least && 2 * text.length < this.#fullest.length ? this.#fullest : null);
    this.#lost = null;
    if (lost !== null && lost !== text) {
      this.#fullest = text;
      this.#before = lost;
      return lost;
    }
    if (text.length >= this.#fullest.length) this.#fullest = text;
    if (text !== this.#before) return undefined;
    this.#before = null;
    return null;
  }
}
