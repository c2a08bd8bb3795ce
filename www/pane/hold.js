/**
 * Keeps what is being read where it is while the post changes above it.
 *
 * @module
 */

/** Browsers that anchor the scroll position do it better, and without a layout. */
const isNative = () => CSS.supports('overflow-anchor', 'auto');

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
 * The first block that reaches below the pane's upper edge. Blocks lie one below the other.
 *
 * @param {Element} pane
 * @param {Element} body
 */
function firstInView(pane, body) {
  const edge = pane.getBoundingClientRect().top;
  let [from, to] = [0, body.children.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (body.children[middle].getBoundingClientRect().bottom > edge) to = middle;
    else from = middle + 1;
  }
  return body.children[from] ?? null;
}
