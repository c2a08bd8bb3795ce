/**
 * A draft whose body is shown in a page: `<draft-pane>` and its server render need this, other programs `Draft` alone.
 *
 * @module
 */

import { Draft } from '../engine.js';
import { runningDrafts } from '../engine/running.js';

/** @typedef {import('../engine/types.js').DomElement} DomElement */
/** @typedef {import('../engine/types.js').DomNode} DomNode */

/** Nodes that are built in one step when a draft is shown again. */
const STEP = 10_000;

/** A draft, and the element that shows its body. */
export class LiveDraft extends Draft {
  get #running() {
    return /** @type {import('../engine/running.js').Running} */ (runningDrafts.get(this));
  }

  /**
   * Shows the body as the children of an element, and updates them with each edit.
   *
   * @param {DomElement} element
   * @param {{ holdsImages?: boolean, adopts?: boolean }} [how] `holdsImages`: pictures are not loaded; their addresses are
   *   in `data-src` and `data-srcset`, for the caller to set. `adopts`: children that look like blocks become theirs,
   *   until `settle`.
   */
  mount(element, { holdsImages = false, adopts = false } = {}) {
    this.#running.show = (core) => {
      core.mount(element, holdsImages, undefined);
      while (core.work(STEP, false));
    };
    // A document that is in no window loads no pictures.
    const scratch = adopts ? element.ownerDocument.implementation.createHTMLDocument('').createElement('div') : undefined;
    this.#running.ask((core) => core.mount(element, holdsImages, scratch));
  }

  /**
   * Removes the children of the mounted element that no block has taken over.
   *
   * @returns {number} How many blocks were built because no child looked like them.
   */
  settle() {
    return this.#running.ask((core) => core.settle());
  }

  /**
   * Builds about this many nodes of the blocks that wait to be shown.
   *
   * @param {number} nodes
   * @param {boolean} [apart] They are put into the element by the next call without it, or by the next change.
   * @returns {boolean} Whether any block still waits.
   */
  work(nodes, apart = false) {
    return this.#running.ask((core) => core.work(nodes, apart));
  }

  /** Stops showing the body. */
  unmount() {
    this.#running.show = null;
    if (!this.#running.isFreed) this.#running.ask((core) => core.unmount());
  }

  /**
   * Adds text to the end; new blocks are built by `work`.
   *
   * @param {string} text
   */
  appendLater(text) {
    return this.#running.append(text, true);
  }

  /**
   * Shows the text as far as `omitted` code units before its end, and `added` in their place: edits change what is shown
   * only with the next call.
   *
   * @param {number} omitted
   * @param {string} added
   */
  showEnd(omitted, added) {
    this.#running.ask((core) => core.showEnd(omitted, added));
  }

  /** Shows all of the text again, and nothing else. */
  showAll() {
    this.#running.ask((core) => core.showAll());
  }

  /** Releases the memory, that of updates whose patches were not read, too. */
  free() {
    this.#running.forgetUpdates();
    super.free();
  }

  /** The ids of the blocks, in their order. @returns {Uint32Array} */
  get blockIds() {
    return this.#running.ask((core) => core.blockIds());
  }

  /**
   * The nodes that show a block; none while it waits.
   *
   * @param {number} id
   * @returns {DomNode[]}
   */
  nodesOf(id) {
    return this.#running.ask((core) => core.nodesOf(id));
  }

  /**
   * The stretch of text that a node of the mounted element shows.
   *
   * @param {DomNode} node
   * @returns {{ from: number, to: number } | null}
   */
  rangeOf(node) {
    return this.rangesOf([node])[0];
  }

  /**
   * The stretches of text that nodes of the mounted element show: many at once, best in document order.
   *
   * @param {DomNode[]} nodes
   * @returns {({ from: number, to: number } | null)[]}
   */
  rangesOf(nodes) {
    const offsets = this.#running.ask((core) => core.rangesOf(nodes));
    return nodes.map((_, at) => (offsets[2 * at] < 0 ? null : { from: offsets[2 * at], to: offsets[2 * at + 1] }));
  }
}
