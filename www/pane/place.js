/**
 * Where a source offset is on the screen, and back.
 *
 * The header, the blocks of the body, what is inside of them down to the lines
 * as they are wrapped, and the gaps between all these are stretches, each with
 * its source range and its vertical extent. Inside the smallest stretch that
 * holds a place the two sides are mapped linearly. Both directions use the
 * same stretches, so each undoes the other.
 *
 * The area above the first block, which has no source, is between the offsets
 * -1 and 0; the area below the last one ends at the length plus 1.
 *
 * @module
 */

import { firstOf } from '../base/first-of.js';
import { isHtml } from './kind.js';
import { laidOut } from './laid-out.js';
import { Lines, STACKED, lineStart } from './lines.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Range} Range */
/** @typedef {import('./scene.js').Stretch} Stretch */

// Elements that may be opened by a tag, of HTML or of a shortcode, and closed by another.
const OPENED = 'div, section, figure, details';

/**
 * The y at which the source offset is shown.
 *
 * @param {Scene} scene
 * @param {number} offset
 * @returns {number}
 */
export function yOf(scene, offset) {
  const { from, to, top, bottom } = stretchAt(scene, offset, 'from', 'to');
  return interpolate(offset, from, to, top, bottom);
}

/**
 * The source offset that is shown at y.
 *
 * @param {Scene} scene
 * @param {number} y
 * @returns {number} with a fraction
 */
export function offsetOf(scene, y) {
  const { from, to, top, bottom } = stretchAt(scene, y, 'top', 'bottom');
  return interpolate(y, top, bottom, from, to);
}

/**
 * The smallest stretch that holds a place.
 *
 * @param {Scene} scene
 * @param {number} at an offset or a y
 * @param {'from' | 'top'} start the side of a stretch to compare with
 * @param {'to' | 'bottom'} end
 * @returns {Stretch}
 */
function stretchAt(scene, at, start, end) {
  const { body, length, scroller } = scene;
  const first = body.firstElementChild;
  const top = verticalExtent(scene, first && blocksOf(body).count > 0 ? first : body).top;
  if (at < (start === 'from' ? scene.start : top)) return { from: scene.start > 0 ? 0 : -1, to: scene.start, top: 0, bottom: top };
  /** @type {Stretch} */
  let outer = { from: scene.start, to: length + 1, top, bottom: Math.max(top, scroller.scrollHeight) };
  /** @type {Element} */
  let node = body;
  for (;;) {
    const { children, count, ranges } = node === body ? blocksOf(node) : scene.known.ask(stackedChildren, node);
    /** @param {number} each */
    const stretch = (each) => stretchOf(scene, children[each], ranges ? ranges[each] : scene.draft.rangeOf(children[each]));
    // The last child that starts at or before the place.
    const low = firstOf(0, count, (each) => stretch(each)[start] > at);
    const before = low > 0 ? stretch(low - 1) : null;
    if (before && at < before[end]) {
      outer = before;
      node = children[low - 1];
      continue;
    }
    const after = low < count ? stretch(low) : null;
    const gap = {
      from: before?.to ?? outer.from,
      top: before?.bottom ?? outer.top,
      to: after?.from ?? outer.to,
      bottom: after?.top ?? outer.bottom,
    };
    // The cells of a row stand side by side.
    if (node === body || node.localName === 'tr') return gap;
    return new Lines(scene, node, contentTop(scene), gap).stretchAt(at, start);
  }
}

/** @typedef {{ children: ArrayLike<Element>, count: number, ranges?: Range[] }} Children in the order of the source */

/**
 * The blocks of the body. There may be tens of thousands: none is looked at here.
 *
 * @param {Element} body
 * @returns {Children}
 */
function blocksOf(body) {
  const { children } = body;
  const count = laidOut(body);
  // The footnotes stand at the end, wherever in the source they were defined.
  const footnotes = children[count - 1]?.matches('.footnotes') ? 1 : 0;
  return { children, count: count - footnotes };
}

/**
 * The children with a source range of their own.
 *
 * @param {import('./known.js').Draft} draft
 * @param {Element} node
 * @returns {Children}
 */
function stackedChildren(draft, node) {
  const inner = isHtml(node, 'table') ? node.rows : node.matches(STACKED) ? node.children : [];
  const children = [...inner].filter((child) => child.matches(STACKED));
  const [outer, ...ranges] = draft.rangesOf([node, ...children]);
  let end = outer?.from ?? 0;
  for (const range of ranges) {
    // Children that only know the range of their parent tell nothing.
    const own = range && (children.length === 1 || range.from !== outer?.from || range.to !== outer.to);
    if (!own || range.from < end) return { children: [], count: 0 };
    end = range.to;
  }
  return { children, count: children.length, ranges: /** @type {Range[]} */ (ranges) };
}

/**
 * @param {Scene} scene
 * @param {Element} element
 * @param {Range | null} range
 * @returns {Stretch}
 */
function stretchOf(scene, element, range) {
  const { from, to } = range ?? { from: scene.length, to: scene.length };
  return { from: lineStart(scene.draft.text, from), to: Math.max(to, endOf(scene, element)), ...verticalExtent(scene, element) };
}

/**
 * Where the last of the children ends: an element that a tag opens has the source of that tag alone.
 *
 * @param {Scene} scene
 * @param {Element} element
 * @returns {number} 0 for others
 */
function endOf(scene, element) {
  const last = element.matches(OPENED) ? element.lastElementChild : null;
  return last?.matches(STACKED) ? Math.max(scene.draft.rangeOf(last)?.to ?? 0, endOf(scene, last)) : 0;
}

/**
 * @param {Scene} scene
 * @param {Element} element
 */
function verticalExtent(scene, element) {
  const origin = contentTop(scene);
  const { top, bottom } = element.getBoundingClientRect();
  return { top: top - origin, bottom: bottom - origin };
}

/** Where the content begins in the window. @param {Scene} scene */
function contentTop({ scroller }) {
  return scroller.getBoundingClientRect().top + scroller.clientTop - scroller.scrollTop;
}

/**
 * @param {number} at
 * @param {number} from
 * @param {number} to
 * @param {number} first
 * @param {number} last
 */
function interpolate(at, from, to, first, last) {
  const ratio = to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 0;
  return first + ratio * (last - first);
}
