/**
 * The lines in which a browser has set the text of a block.
 *
 * The characters of the block, and its pictures, are counted through in the order of the source. Where one of them is
 * painted the browser tells, and what comes later is not higher: so a line is found without looking at all of them.
 *
 * @module
 */

import { firstOf } from '../base/first-of.js';
import { firstBox } from '../base/sizes.js';
import { isHtml, isText } from './kind.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Stretch} Stretch */
/**
 * @typedef {{ node: Text | HTMLImageElement, start: number, from: number, to: number }} Piece `start`: how many
 *   characters are before it; `from`, `to`: its source
 */

// Elements whose children stand below one another, and such children; for a table these are its rows.
export const STACKED = 'p, ul, ol, li, dl, dt, dd, blockquote, table, tr, pre, h1, h2, h3, h4, h5, h6, hr, div, section, figure, details';

export class Lines {
  #scene;
  #origin;
  #lineHeight;
  /** @type {Piece[]} */
  #pieces = [];
  #count = 0;
  #range;

  /**
   * @param {Scene} scene
   * @param {Element} block
   * @param {number} origin where the content of what scrolls begins in the window
   * @param {Stretch} outer all that is meant of the block
   */
  constructor(scene, block, origin, outer) {
    this.outer = outer;
    this.#scene = scene;
    this.#origin = origin;
    this.#lineHeight = parseFloat(getComputedStyle(block).lineHeight);
    this.#range = block.ownerDocument.createRange();
    for (const { node, range } of scene.known.ask(placesIn, block)) {
      if (range.from < outer.from || range.from >= outer.to) continue;
      this.#pieces.push({ node, start: this.#count, ...range });
      this.#count += isText(node) ? node.length : 1;
    }
    // A text that stands for more than itself, such as the name of a shortcode, ends where the next one starts.
    for (let at = this.#pieces.length - 2; at >= 0; at--) {
      this.#pieces[at].to = Math.min(this.#pieces[at].to, Math.max(this.#pieces[at].from, this.#pieces[at + 1].from));
    }
  }

  /**
   * The line that holds a place, or what is above the first or below the last one.
   *
   * @param {number} at an offset or a y
   * @param {'from' | 'top'} start the side of a stretch to compare with
   * @returns {Stretch}
   */
  stretchAt(at, start) {
    const { outer } = this;
    if (this.#count === 0) return outer;
    const count = this.#count;
    let line = this.#lineOf(start === 'from'
      ? Math.max(0, firstOf(0, count, (each) => this.#offsetOf(each) > at) - 1)
      : Math.min(count - 1, firstOf(0, count, (each) => this.#boxOf(each).middle + this.#lineHeight / 2 > at)));
    // Next to a picture that is higher than the text.
    if (line && at < line[start] && line.first > 0) line = this.#lineOf(line.first - 1);
    if (!line) return outer;
    if (at < line[start]) return { from: outer.from, to: line.from, top: outer.top, bottom: line.top };
    const isPast = start === 'from' ? at >= line.to : at >= line.bottom;
    return isPast ? { from: line.to, to: outer.to, top: line.bottom, bottom: outer.bottom } : line;
  }

  /** @param {number} at a character's @returns {Stretch & { first: number } | null} null where nothing is painted */
  #lineOf(at) {
    const count = this.#count;
    const { middle } = this.#boxOf(at);
    if (Number.isNaN(middle)) return null;
    const half = this.#lineHeight / 2;
    const first = firstOf(0, at, (each) => this.#boxOf(each).middle > middle - half);
    const next = firstOf(at + 1, count, (each) => this.#boxOf(each).middle > middle + half);
    const top = this.#boxOf(first).top;
    const bottom = Math.max(top, next < count ? this.#boxOf(next).top : this.#boxOf(count - 1).bottom);
    // Marks at the edge of a block that take no place of their own are a part of its first and last line.
    const { outer } = this;
    const from = first === 0 && top - outer.top < half ? outer.from : this.#offsetOf(first);
    let to = next < count ? this.#offsetOf(next) : this.#pieces[this.#pieces.length - 1].to;
    if (next === count && outer.bottom - bottom < half) to = outer.to;
    return { first, from, to: Math.max(from, to), top, bottom };
  }

  /** @param {number} at */
  #pieceOf(at) {
    return this.#pieces[firstOf(0, this.#pieces.length, (each) => this.#pieces[each].start > at) - 1];
  }

  /** The source offset of a character. @param {number} at */
  #offsetOf(at) {
    const { node, start, from, to } = this.#pieceOf(at);
    const index = at - start;
    const isVerbatim = isText(node) && to - from === node.length;
    if (!isText(node) || (index > 0 && isVerbatim)) return from + index;
    const { text } = this.#scene.draft;
    const source = text.slice(from, to);
    // The content of a shortcode begins with the end of the line of its tag.
    const skipped = isVerbatim || node.data.startsWith('\n') ? 0 : (/^[ \t]*\n/.exec(source)?.[0].length ?? 0);
    if (index === 0) return lineStart(text, from + skipped);
    // Behind quote marks and indentation, lines are still lines.
    const shown = node.data.split('\n');
    const written = source.slice(skipped).split('\n');
    if (shown.length > written.length) return from + (index * (to - from)) / node.length;
    let [row, left, before] = [0, index, from + skipped];
    while (left > shown[row].length) {
      left -= shown[row].length + 1;
      before += written[row].length + 1;
      row++;
    }
    return before + (shown[row].length > 0 ? (left * written[row].length) / shown[row].length : 0);
  }

  /**
   * Where a character is, or the next one that is painted; NaN where none is.
   *
   * @param {number} at
   * @returns {{ top: number, middle: number, bottom: number }}
   */
  #boxOf(at) {
    const rect = this.#rectOf(at);
    if (!rect) return { top: NaN, middle: NaN, bottom: NaN };
    const { top, bottom } = rect;
    const middle = (top + bottom) / 2 - this.#origin;
    if (isText(this.#pieceOf(at).node)) return { top: middle - this.#lineHeight / 2, middle, bottom: middle + this.#lineHeight / 2 };
    return { top: top - this.#origin, middle, bottom: bottom - this.#origin };
  }

  /** @param {number} at */
  #rectOf(at) {
    // Spaces at the end of a line take no place, and behind them something does.
    for (let next = at; next < this.#count; next++) {
      const rect = this.#paintedAt(next);
      if (rect) return rect;
    }
    for (let before = at - 1; before >= 0; before--) {
      const rect = this.#paintedAt(before);
      if (rect) return rect;
    }
    return null;
  }

  /** @param {number} at */
  #paintedAt(at) {
    const { node, start } = this.#pieceOf(at);
    if (!isText(node)) return node.getBoundingClientRect();
    this.#range.setStart(node, at - start);
    this.#range.setEnd(node, at - start + 1);
    const rect = firstBox(this.#range);
    return rect && rect.height > 0 ? rect : null;
  }
}

/**
 * The texts and pictures of a block that have a source: others may have put more there.
 *
 * @param {import('./known.js').Draft} draft
 * @param {Element} block
 */
function placesIn(draft, block) {
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (isText(node)) return node.length > 0 ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
    if (isHtml(node, 'img')) return NodeFilter.FILTER_ACCEPT;
    return /** @type {Element} */ (node).matches(STACKED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  /** @type {(Text | HTMLImageElement)[]} */
  const nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text | HTMLImageElement} */ (walker.currentNode));
  return draft.rangesOf(nodes).flatMap((range, at) => (range ? { node: nodes[at], range } : []));
}

/**
 * Where the line starts that a block starts in, if nothing but indentation and quote marks are before it: editors show
 * whole lines.
 *
 * @param {string} text
 * @param {number} from
 */
export function lineStart(text, from) {
  let start = from;
  while (start > 0 && ' \t>'.includes(text[start - 1])) start--;
  return start === 0 || text[start - 1] === '\n' ? start : from;
}
