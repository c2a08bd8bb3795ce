/** The source of what was clicked in a published page: by the live preview's block of the same text. */

/** @typedef {{ from: number, to: number }} Range */
/** @typedef {{ text: string, rangeOf(node: Node): Range | null }} Draft */

/**
 * @param {Draft} draft
 * @param {Element} block of the live preview
 * @param {import('./frame.js').Place} place in the element of the page
 * @returns {(Range & { caret: number }) | null}
 */
export function sourceOf(draft, block, { at, around, before }) {
  const whole = draft.rangeOf(block);
  if (!whole) return null;
  const found = typeof around === 'string' && around.trim() !== '' ? nearest(block.textContent ?? '', around, Number(at) - Number(before)) : -1;
  const inside = found < 0 ? null : nodeAt(block, found + Number(before));
  const range = inside && draft.rangeOf(inside.node);
  if (!range) return { ...whole, caret: whole.from };
  const written = draft.text.slice(range.from, range.to);
  // Where the text was not taken over verbatim, its place is about there.
  const ratio = written.length === inside.node.length ? 1 : written.length / inside.node.length;
  const caret = range.from + Math.min(written.length, Math.round(inside.offset * ratio));
  return { ...(draft.rangeOf(/** @type {Element} */ (inside.node.parentElement)) ?? whole), caret };
}

/** Where a part is in a text, nearest to a place. @param {string} text @param {string} part @param {number} wanted @returns {number} -1 where it is not */
function nearest(text, part, wanted) {
  let best = -1;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (best < 0 || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at;
    if (at > wanted) break;
  }
  return best;
}

/** @param {Element} block @param {number} at in its text @returns {{ node: Text, offset: number } | null} */
function nodeAt(block, at) {
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (at <= length) return { node: /** @type {Text} */ (node), offset: at };
    at -= length;
  }
  return null;
}
