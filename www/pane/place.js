/**
 * Where a source offset is on the screen, and back.
 *
 * The header and the blocks of the body are stretches, each with its source
 * range and its vertical extent; so are the gaps between them. Inside the
 * smallest stretch that holds a place the two sides are mapped linearly. Both
 * directions use the same stretches, so each undoes the other.
 *
 * @module
 */

/**
 * @typedef {object} Scene
 * @property {HTMLElement} scroller the element that scrolls; every y counts from the top of its content, in CSS pixels
 * @property {HTMLElement} body
 * @property {{ rangeOf(node: Node): { from: number, to: number } | null }} draft
 * @property {number} start where the body's text starts
 * @property {number} length of the whole text
 */

/** @typedef {{ from: number, to: number, top: number, bottom: number }} Stretch */

// Elements whose children stand below one another, and such children.
const STACKED = 'p, ul, ol, li, dl, dt, dd, blockquote, table, thead, tbody, tr, pre, h1, h2, h3, h4, h5, h6, hr, div, section, figure, details';

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
  const extent = verticalExtent(scene, scene.body);
  if (at < (start === 'from' ? scene.start : extent.top)) {
    return { from: 0, to: scene.start, top: 0, bottom: extent.top };
  }
  /** @type {Stretch} */
  let outer = { from: scene.start, to: scene.length, ...extent };
  /** @type {Element} */
  let node = scene.body;
  for (;;) {
    const { children, count } = node === scene.body ? blocksOf(node) : stackedChildren(scene, node);
    if (count === 0) return outer;
    // The last child that starts at or before the place.
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stretchOf(scene, children[middle])[start] <= at) low = middle + 1;
      else high = middle;
    }
    const before = low > 0 ? stretchOf(scene, children[low - 1]) : null;
    if (before && at < before[end]) {
      outer = before;
      node = children[low - 1];
      continue;
    }
    const after = low < count ? stretchOf(scene, children[low]) : null;
    return {
      from: before?.to ?? outer.from,
      top: before?.bottom ?? outer.top,
      to: after?.from ?? outer.to,
      bottom: after?.top ?? outer.bottom,
    };
  }
}

/** @typedef {{ children: ArrayLike<Element>, count: number }} Children in the order of the source */

/**
 * The blocks of the body. There may be tens of thousands: none is looked at here.
 *
 * @param {Element} body
 * @returns {Children}
 */
function blocksOf({ children, lastElementChild }) {
  // The footnotes stand at the end, wherever in the source they were defined.
  const footnotes = lastElementChild?.matches('.footnotes') ? 1 : 0;
  return { children, count: children.length - footnotes };
}

/**
 * The children with a source range of their own.
 *
 * @param {Scene} scene
 * @param {Element} node
 * @returns {Children}
 */
function stackedChildren({ draft }, node) {
  const children = node.matches(STACKED) ? [...node.children].filter((child) => child.matches(STACKED)) : [];
  const outer = draft.rangeOf(node);
  let end = outer?.from ?? 0;
  for (const child of children) {
    const range = draft.rangeOf(child);
    // Children that only know the range of their parent tell nothing.
    const own = range && (children.length === 1 || range.from !== outer?.from || range.to !== outer.to);
    if (!own || range.from < end) return { children: [], count: 0 };
    end = range.to;
  }
  return { children, count: children.length };
}

/**
 * @param {Scene} scene
 * @param {Element} element
 * @returns {Stretch}
 */
function stretchOf(scene, element) {
  const range = scene.draft.rangeOf(element) ?? { from: scene.length, to: scene.length };
  return { ...range, ...verticalExtent(scene, element) };
}

/**
 * @param {Scene} scene
 * @param {Element} element
 */
function verticalExtent({ scroller }, element) {
  const origin = scroller.getBoundingClientRect().top + scroller.clientTop - scroller.scrollTop;
  const { top, bottom } = element.getBoundingClientRect();
  return { top: top - origin, bottom: bottom - origin };
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
