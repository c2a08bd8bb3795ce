/**
 * A draft to look at.
 *
 * @module
 */

/** @typedef {import('../engine.js').Draft} Draft */

/** Methods of a draft that would leave its preview behind. */
const CHANGING = ['edit', 'append', 'replace', 'mount', 'settle', 'work', 'unmount', 'free'];

/**
 * What can be asked of the draft that a `<draft-pane>` shows. It cannot be changed: the pane's `edit`, `append` and `value`
 * change the text and the preview.
 */
export class DraftView {
  #draft;

  /** @param {() => Draft} draft */
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

  /** The patches that make the blocks, as they are now, out of none. */
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

  /** Whether the text breaks the engine, so that it is shown as it is. */
  get failed() {
    return this.#draft().failed;
  }

  /** How often an edit led to a full parse of the body, by cause. */
  get fullParses() {
    return this.#draft().fullParses;
  }

  /**
   * What the site does with the post at a time.
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
    return this.#draft().nodesOf(id);
  }

  /**
   * The stretch of text that a node of the preview shows.
   *
   * @param {import('../engine.js').DomNode} node
   */
  rangeOf(node) {
    return this.#draft().rangeOf(node);
  }

  /**
   * The stretches of text that nodes of the preview show: many at once, best in document order.
   *
   * @param {import('../engine.js').DomNode[]} nodes
   */
  rangesOf(nodes) {
    return this.#draft().rangesOf(nodes);
  }
}

for (const name of CHANGING) {
  Object.defineProperty(DraftView.prototype, name, {
    value() {
      throw new TypeError(`pane.draft is read-only and has no ${name}(): pane.edit(), pane.append() and pane.value change the text and its preview`);
    },
  });
}
