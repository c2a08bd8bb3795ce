/**
 * Keeps what is being read where it is while the post changes above it, or the
 * pane gets another width.
 *
 * @module
 */

import { firstOf } from '../base/first-of.js';
import { onSize } from '../base/sizes.js';
import { laidOut } from './laid-out.js';

/** Browsers that anchor the scroll position do it better, and without a layout. */
const isNative = () => globalThis.CSS?.supports?.('overflow-anchor', 'auto') ?? true;

/**
 * Makes a change of the body; the block at the upper edge of the pane stays at its height.
 *
 * @template T
 * @param {Element} pane what scrolls
 * @param {Element} body what changes
 * @param {() => T} change
 * @param {boolean} [byHand] whether to do what the browser does not; found out unless given
 * @returns {T} what `change` returns
 */
export function hold(pane, body, change, byHand = !isNative()) {
  const anchor = byHand && pane.scrollTop > 0 ? firstInView(pane, body) : null;
  if (!anchor) return change();
  const before = anchor.getBoundingClientRect().top;
  const result = change();
  // A block that was replaced itself has no height to go by.
  if (anchor.isConnected) pane.scrollTop += anchor.getBoundingClientRect().top - before;
  return result;
}

/**
 * From now on, the block at the upper edge of the pane stays there when lines break elsewhere because the pane becomes
 * wider or narrower. No browser does that.
 *
 * @param {Element} pane what scrolls
 * @param {Element} body
 */
export function holdInWidths(pane, body) {
  let width = pane.clientWidth;
  /** @type {{ block: Element, above: number, height: number } | null} How much of a block is above the edge. */
  let anchor = null;
  const aboveEdge = (/** @type {DOMRect} */ { top }) => pane.getBoundingClientRect().top - top;
  const look = () => {
    const block = pane.scrollTop > 0 ? firstInView(pane, body) : null;
    const rect = block?.getBoundingClientRect();
    anchor = block && rect ? { block, above: aboveEdge(rect), height: rect.height } : null;
  };
  pane.addEventListener('scroll', () => pane.clientWidth === width && look(), { passive: true });
  onSize([pane], () => {
    if (pane.clientWidth === width) return;
    width = pane.clientWidth;
    if (!anchor?.block.isConnected || width === 0) return;
    const { block, above, height } = anchor;
    const rect = block.getBoundingClientRect();
    // The space above a block does not depend on the width.
    pane.scrollTop += (above > 0 && height > 0 ? (above / height) * rect.height : above) - aboveEdge(rect);
  });
}

/**
 * The first block that reaches below the pane's upper edge. Blocks lie one below the other.
 *
 * @param {Element} pane
 * @param {Element} body
 */
function firstInView(pane, body) {
  const edge = pane.getBoundingClientRect().top;
  const count = laidOut(body);
  const first = firstOf(0, count, (at) => body.children[at].getBoundingClientRect().bottom > edge);
  return first < count ? body.children[first] : null;
}
