/**
 * The known places of a body's nodes in the source, valid as long as neither the text nor the page changes: to
 * scroll asks often, and there may be tens of thousands of nodes.
 *
 * @module
 */

/** @typedef {{ text: string, rangesOf(nodes: Node[]): ({ from: number, to: number } | null)[] }} Draft */

export class Known {
  #body;
  #observer;
  /** @type {Draft | null} */
  #draft = null;
  #text = '';
  /** @type {Map<unknown, WeakMap<Element, unknown>>} */
  #answers = new Map();

  /** @param {Element} body */
  constructor(body) {
    this.#body = body;
    this.#observer = new MutationObserver(() => this.#forget());
  }

  /**
   * Forgets all that may not be so any more.
   *
   * @param {Draft} draft
   */
  of(draft) {
    if (this.#draft !== draft || this.#text !== draft.text || this.#observer.takeRecords().length > 0) {
      this.#forget();
      this.#draft = draft;
      this.#text = draft.text;
      this.#observer.observe(this.#body, { childList: true, subtree: true, characterData: true });
    }
    return this;
  }

  /**
   * The answer to a question about an element, which is asked once.
   *
   * @template T
   * @param {(draft: Draft, element: Element) => T} question
   * @param {Element} element
   * @returns {T}
   */
  ask(question, element) {
    let answers = this.#answers.get(question);
    if (!answers) this.#answers.set(question, (answers = new WeakMap()));
    if (!answers.has(element)) answers.set(element, question(/** @type {Draft} */ (this.#draft), element));
    return /** @type {T} */ (answers.get(element));
  }

  #forget() {
    this.#observer.disconnect();
    this.#draft = null;
    this.#text = '';
    this.#answers.clear();
  }
}
