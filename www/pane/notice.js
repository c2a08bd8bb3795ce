/**
 * A word to the author in the preview, which goes by itself.
 *
 * @module
 */

/** How long it is there, in milliseconds. */
const SHOWN_MS = 8000;

export class Notice {
  #article;
  /** @type {HTMLElement | null} */
  #element = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #due = undefined;

  /** @param {HTMLElement} article */
  constructor(article) {
    this.#article = article;
    article.addEventListener('click', () => this.clear(), true);
  }

  /** @param {string} message empty for none any more */
  say(message) {
    this.clear();
    if (message === '') return;
    this.#element = this.#article.ownerDocument.createElement('p');
    this.#element.className = 'notice';
    this.#element.setAttribute('part', 'notice');
    this.#element.setAttribute('role', 'alert');
    this.#element.append(message);
    this.#article.append(this.#element);
    this.#due = setTimeout(() => this.clear(), SHOWN_MS);
  }

  clear() {
    clearTimeout(this.#due);
    this.#element?.remove();
    this.#element = null;
  }
}
