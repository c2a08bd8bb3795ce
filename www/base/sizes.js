/**
 * The sizes of what is laid out. The DOMs that tests run in without a browser lay nothing out.
 *
 * @module
 */

/**
 * Calls after an element got another size, and at first.
 *
 * @param {Element[]} elements
 * @param {() => void} changed
 * @returns {() => void} ends it
 */
export function onSize(elements, changed) {
  if (!globalThis.ResizeObserver) return () => {};
  const observer = new ResizeObserver(changed);
  for (const element of elements) observer.observe(element);
  return () => observer.disconnect();
}

/**
 * The box of the first line of a range; none where nothing is laid out.
 *
 * @param {Range} range
 * @returns {DOMRect | undefined}
 */
export const firstBox = (range) => range.getClientRects?.()[0];
