/**
 * The draft of a `<draft-pane>`, read-only.
 *
 * @module
 */

import { check } from '../base/check.js';

/** @typedef {import('./live-draft.js').LiveDraft} Draft */

/** Methods of a draft after which the preview would no longer show its text. */
const CHANGING = ['edit', 'append', 'appendLater', 'replace', 'answer', 'mount', 'settle', 'work', 'unmount', 'showEnd', 'showAll', 'free'];

/**
 * The draft that a `<draft-pane>` shows, read-only: the pane's `edit`, `append` and `value` change the text and the preview.
 */
export class DraftView {
  #draft;

  /** @hidden @param {() => Draft} draft */
  constructor(draft) {
    this.#draft = draft;
  }

  /** The text, exactly as it was given and edited. */
  get text() {
    return this.#draft().text;
  }

  /** The length of the text, in UTF-16 code units. */
  get length() {
    return this.#draft().length;
  }

  /** The body as the site would publish it. */
  get html() {
    return this.#draft().html;
  }

  /** Patches that insert every block. */
  get patches() {
    return this.#draft().patches;
  }

  get frontMatter() {
    return this.#draft().frontMatter;
  }

  /** In the order of the text. */
  get diagnostics() {
    return this.#draft().diagnostics;
  }

  get outline() {
    return this.#draft().outline;
  }

  get stats() {
    return this.#draft().stats;
  }

  get summary() {
    return this.#draft().summary;
  }

  /** Whether the text breaks the engine, so that its source is shown. */
  get failed() {
    return this.#draft().failed;
  }

  /** How often an edit led to a parse of the whole body, or of the whole of a large block, by cause. */
  get fullParses() {
    return this.#draft().fullParses;
  }

  /**
   * Whether the site publishes the post at a time.
   *
   * @param {number} [time] In milliseconds since 1970; now unless given.
   */
  statusAt(time) {
    return this.#draft().statusAt(time);
  }

  /**
   * The block at an offset; at a boundary, the one that starts there. `null` in the front matter and in an empty body.
   *
   * @param {number} offset
   */
  blockAt(offset) {
    return this.#draft().blockAt(offset);
  }

  /**
   * The nodes of the preview that show a block; none while it waits.
   *
   * @param {number} id
   */
  nodesOf(id) {
    check(Number.isInteger(id), 'The id of a block is a whole number', id);
    return this.#draft().nodesOf(id);
  }

  /**
   * The stretch of text that a node of the preview shows.
   *
   * @param {import('../engine.js').DomNode} node
   */
  rangeOf(node) {
    checkNode(node);
    return this.#draft().rangeOf(node);
  }

  /**
   * The stretches of text that nodes of the preview show: many at once, best in document order.
   *
   * @param {import('../engine.js').DomNode[]} nodes
   */
  rangesOf(nodes) {
    check(Array.isArray(nodes), 'rangesOf() takes an array of nodes', nodes);
    nodes.forEach(checkNode);
    return this.#draft().rangesOf(nodes);
  }
}

/** @param {unknown} node */
const checkNode = (node) => check('parentNode' in Object(node), 'The node is one of the preview', node);

for (const name of CHANGING) {
  Object.defineProperty(DraftView.prototype, name, {
    value() {
      throw new TypeError(`pane.draft is read-only and has no ${name}(): pane.edit(), pane.append() and pane.value change the text and its preview`);
    },
  });
}
