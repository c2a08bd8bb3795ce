/**
 * Which character of the source was clicked.
 *
 * @module
 */

import { isText } from './kind.js';

/**
 * @param {Element} target what was clicked
 * @param {MouseEvent} event
 * @param {{ text: string, rangeOf(node: Node): { from: number, to: number } | null }} draft
 * @returns {number | null} an offset; null where no text was clicked
 */
export function caretIn(target, { clientX, clientY }, draft) {
  const found = caretAt(/** @type {ShadowRoot} */ (target.getRootNode()), clientX, clientY);
  if (!found || !isText(found.node) || !target.contains(found.node)) return null;
  const { node, offset } = found;
  const range = draft.rangeOf(node);
  if (!range) return null;
  const written = draft.text.slice(range.from, range.to);
  // Where the text was not taken over as it is, it is still about there.
  const ratio = written.length === node.length ? 1 : written.length / node.length;
  return range.from + Math.min(written.length, Math.round(offset * ratio));
}

/**
 * @param {ShadowRoot} root
 * @param {number} x
 * @param {number} y
 * @returns {{ node: Node, offset: number } | null}
 */
function caretAt(root, x, y) {
  const document = root.ownerDocument;
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y, { shadowRoots: [root] });
    return position && { node: position.offsetNode, offset: position.offset };
  }
  // Older browsers look into the shadow root of whoever asks there, or not at all.
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
