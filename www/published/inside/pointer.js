/** Tells the page around the frame what a person does here; nothing that is clicked leads away. */

/** @typedef {{ element: number, at: number, around: string, before: number } | null} Place the post's element, and the place in its text */

/** The code units of text on both sides of a click by which its place is found again. */
const AROUND = 24;

/** Keys that a page may have given a meaning; others are only told where they scroll. */
const SCROLLING = /^(?:Arrow(?:Up|Down)|Page(?:Up|Down)|Home|End| )$/;

/**
 * @param {(message: object) => void} tell
 * @param {() => Element[]} elements of the post
 */
export function listen(tell, elements) {
  for (const type of ['wheel', 'touchstart', 'pointerdown']) addEventListener(type, () => tell({ touched: type }), { passive: true, capture: true });
  addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key.toLowerCase() === 'p' && (ctrlKey || metaKey) && !altKey && !shiftKey) {
      event.preventDefault();
      print();
      return;
    }
    if (SCROLLING.test(key) || ctrlKey || metaKey || altKey || /^F\d|^Escape$/.test(key)) tell({ key: { key, code, ctrlKey, metaKey, altKey, shiftKey } });
  }, true);
  const clicked = (/** @type {MouseEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const waiting = target.closest('[data-draft-waits]')?.getAttribute('data-draft-waits');
    const link = target.closest('a, area');
    if (link || waiting || target.closest('button, [type=submit], [type=image]')) event.preventDefault();
    if (waiting) {
      tell({ wants: waiting });
      return;
    }
    const href = link?.getAttribute('href') ?? link?.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? null;
    const { detail, button, ctrlKey, metaKey, altKey, shiftKey, clientX, clientY, type } = event;
    tell({ clicked: { href, place: placeOf(target, event, elements()), text: textNear(target), mouse: { type, detail, button, ctrlKey, metaKey, altKey, shiftKey, clientX, clientY } } });
  };
  addEventListener('click', clicked, true);
  addEventListener('auxclick', (event) => event.button === 1 && clicked(event), true);
  addEventListener('submit', (event) => event.preventDefault(), true);
  addEventListener('dragstart', (event) => event.preventDefault(), true);
}

/** The words of a short element, such as a title. @param {Element} element */
const textNear = ({ textContent }) => (textContent && textContent.length < 400 ? textContent.trim() : '');

/** @param {Element} target @param {MouseEvent} event @param {Element[]} elements @returns {Place} */
function placeOf(target, { clientX, clientY }, elements) {
  const element = elements.findIndex((each) => each.contains(target));
  if (element < 0) return null;
  const found = caretAt(clientX, clientY);
  const inside = found && elements[element].contains(found.node) && found.node.nodeType === Node.TEXT_NODE ? found : null;
  if (!inside) return { element, at: -1, around: '', before: 0 };
  const range = document.createRange();
  range.setStart(elements[element], 0);
  range.setEnd(inside.node, inside.offset);
  const at = range.toString().length;
  const text = inside.node.nodeValue ?? '';
  const from = Math.max(0, inside.offset - AROUND);
  return { element, at, around: text.slice(from, inside.offset + AROUND), before: inside.offset - from };
}

/** @param {number} x @param {number} y @returns {{ node: Node, offset: number } | null} */
function caretAt(x, y) {
  const position = document.caretPositionFromPoint?.(x, y);
  if (position) return { node: position.offsetNode, offset: position.offset };
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
