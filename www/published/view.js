/**
 * Which preview of a pane is shown: the live one, or the page as the site publishes it, whose code is loaded when it is wanted.
 *
 * @module
 */

/** @typedef {import('./published.js').Published} Published */

/**
 * The pane as its view sees it.
 *
 * @typedef {import('./published.js').Pane & { element: { readonly view: 'live' | 'published' }, ready: () => Promise<unknown> }} Pane
 */

export class View {
  #pane;
  /** While it is wanted. @type {Published | null} */
  #published = null;

  /** @param {Pane} pane */
  constructor(pane) {
    this.#pane = pane;
  }

  /** The published page, while that is what is scrolled and clicked. */
  get published() {
    return this.#published?.isShown ? this.#published : null;
  }

  /**
   * The problems of Hugo, with those of the page that it published.
   *
   * @param {import('../live/types.js').PlacedProblem[]} problems of the live preview
   */
  problemsWith(problems) {
    return this.#published?.with(problems) ?? problems;
  }

  /** Shows what the element wants. */
  async follow() {
    const { element, ready, say } = this.#pane;
    const isWanted = () => element.isConnected && element.view === 'published';
    if (!isWanted()) {
      this.close();
      return;
    }
    try {
      const [{ Published }] = await Promise.all([import('./published.js'), ready()]);
      if (isWanted()) this.#published ??= new Published(this.#pane);
    } catch (error) {
      say(`The page as published cannot be shown: ${error instanceof Error ? error.message : error}`);
    }
  }

  close() {
    this.#published?.close();
    this.#published = null;
  }
}
