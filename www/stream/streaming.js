/**
 * A pane whose text arrives in chunks. The code for that is loaded when it is wanted.
 *
 * @module
 */

/**
 * @typedef {object} Pane
 * @property {HTMLElement & { readonly streaming: boolean }} element
 * @property {HTMLElement} article
 * @property {HTMLElement} body
 * @property {import('../pane/open-draft.js').OpenDraft} open
 * @property {import('../pane/enhancements.js').Enhancements} enhancements
 * @property {(message: string) => void} say tells the author
 */

export class Streaming {
  #pane;
  #streams = false;

  /** @param {Pane} pane */
  constructor(pane) {
    this.#pane = pane;
  }

  /** Begins or ends, as the element says. */
  async follow() {
    const { element, article, body, open, enhancements, say } = this.#pane;
    if (!element.streaming) {
      if (this.#streams) open.stream(null);
      this.#streams = false;
      return;
    }
    try {
      const { Stream } = await import('./stream.js');
      if (!element.streaming || this.#streams) return;
      this.#streams = true;
      const stream = new Stream({ element, article, body, fenceEnded: () => enhancements.arrived() });
      enhancements.isArriving = (block) => stream.isArriving(block);
      open.stream(stream);
    } catch (error) {
      say(`The text is shown as it arrives: ${error instanceof Error ? error.message : error}`);
    }
  }
}
