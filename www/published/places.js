/**
 * Where a source offset stands in the published page, and back: the blocks that were found in the page are fixed points, and
 * between these both sides are mapped linearly. Offsets above and below the text are those of `DraftPane.reveal`.
 */
import { firstOf } from '../base/first-of.js';
import { align } from './align.js';

/** @typedef {import('./frame.js').Layout} Layout */
/** @typedef {{ from: number, to: number }} Range */
/** @typedef {{ text: string, rangeOf(node: Node): Range | null }} Draft */

/** The code units of a text that are compared. */
const ENOUGH = 400;

export class Places {
  /** The frame as it is laid out and scrolled now. @type {Layout | null} */
  layout = null;
  #blocks;
  /** @type {import('./align.js').Sign[]} */
  #elements = [];
  /** The live preview's block for an element of the page. @type {{ node: Element, element: number }[]} */
  #pairs = [];

  /** @param {() => Element[]} blocks of the live preview */
  constructor(blocks) {
    this.#blocks = blocks;
  }

  /** The page shows these elements now. @param {import('./align.js').Sign[]} elements */
  match(elements) {
    this.#elements = elements;
    const blocks = this.#blocks();
    const signs = blocks.map(({ localName, textContent }) => /** @type {import('./align.js').Sign} */ ([localName, (textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, ENOUGH)]));
    this.#pairs = align(signs, elements).map(([block, element]) => ({ node: blocks[block], element }));
  }

  /** The live preview's block that an element of the page shows. @param {number} element @returns {Element | null} */
  blockOf(element) {
    return this.#pairs.find((pair) => pair.element === element && pair.node.isConnected)?.node ?? null;
  }

  /**
   * @param {Draft} draft
   * @param {number} start where the body of the post begins
   * @param {number} offset
   * @returns {number} CSS pixels below the top of the page
   */
  yOf(draft, start, offset) {
    return along(this.#points(draft, start, 'from', offset), 0, 1, offset);
  }

  /**
   * @param {Draft} draft
   * @param {number} start
   * @param {number} y
   * @returns {number} an offset, with a fraction
   */
  offsetOf(draft, start, y) {
    return along(this.#points(draft, start, 'top', y), 1, 0, y);
  }

  /**
   * The fixed points around a place: no more than a few of the blocks, which may be thousands, are looked at.
   *
   * @param {Draft} draft
   * @param {number} start
   * @param {'from' | 'top'} side
   * @param {number} at an offset or a height
   * @returns {[number, number][]}
   */
  #points(draft, start, side, at) {
    const { full, extents } = this.layout ?? { full: 0, extents: new Float64Array(0) };
    const { length } = draft.text;
    const isThere = (/** @type {{ node: Element, element: number }} */ { node, element }) => node.isConnected && 2 * element + 1 < extents.length;
    let pairs = this.#pairs.filter(isThere);
    // An edit replaces a block; other settings, or answers of Hugo, replace many.
    if (pairs.length < 0.8 * this.#pairs.length) {
      this.match(this.#elements);
      pairs = this.#pairs.filter(isThere);
    }
    const stretch = (/** @type {number} */ index) => {
      const { node, element } = pairs[index];
      const { from, to } = draft.rangeOf(node) ?? { from: length, to: length };
      // Its indentation, too.
      return { from: draft.text.lastIndexOf('\n', from - 1) + 1, to, top: extents[2 * element], bottom: extents[2 * element + 1] };
    };
    /** @type {[number, number][]} */
    const points = [[start > 0 ? 0 : -1, 0]];
    const add = (/** @type {number} */ offset, /** @type {number} */ y) => {
      const last = points[points.length - 1];
      // Elements may stand side by side.
      points.push([Math.max(last[0], offset), Math.max(last[1], y)]);
    };
    add(start, pairs.length > 0 ? extents[2 * pairs[0].element] : 0);
    const after = firstOf(0, pairs.length, (index) => stretch(index)[side] > at);
    for (const index of [after - 1, after]) {
      if (!(index in pairs)) continue;
      const { from, to, top, bottom } = stretch(index);
      add(from, top);
      add(to, bottom);
    }
    add(length + 1, full);
    return points;
  }
}

/**
 * @param {[number, number][]} points ascending in both
 * @param {0 | 1} from
 * @param {0 | 1} to
 * @param {number} at
 */
function along(points, from, to, at) {
  const after = Math.min(points.length - 1, Math.max(1, firstOf(0, points.length, (index) => points[index][from] > at)));
  const [low, high] = [points[after - 1], points[after]];
  const ratio = high[from] > low[from] ? Math.min(1, Math.max(0, (at - low[from]) / (high[from] - low[from]))) : 0;
  return low[to] + ratio * (high[to] - low[to]);
}
