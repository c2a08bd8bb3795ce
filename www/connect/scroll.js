/**
 * Scrolling two views of one source together.
 *
 * Who drives is decided by what the person does: a wheel, a touch, a pressed
 * pointer or a key that scrolls, over one of the two. The other follows and its
 * scroll events are ignored until a person touches it, so there is no loop and
 * nothing to time.
 *
 * @module
 */

/**
 * @typedef {object} Side
 * @property {HTMLElement} scroller the element that scrolls
 * @property {(y: number) => number} offsetAt the source offset shown y CSS pixels below the scroller's upper edge
 * @property {(offset: number, where: { align: number }) => void} reveal scrolls the offset to `align`, from 0 (top) to 1 (bottom)
 */

const SCROLLING_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);

/**
 * @param {Side} first
 * @param {Side} second
 * @returns {{ again(): void, stop(): void }} `again` brings the follower to its place once more,
 *   after something has changed its height
 */
export function scrollTogether(first, second) {
  /** @type {Side | null} */
  let driver = null;
  const abort = new AbortController();
  const options = { passive: true, capture: true, signal: abort.signal };

  for (const side of [first, second]) {
    const drive = () => (driver = side);
    for (const type of ['wheel', 'touchstart', 'pointerdown']) side.scroller.addEventListener(type, drive, options);
    // Whoever types does not scroll, though the editor may.
    side.scroller.addEventListener('keydown', ({ key }) => (driver = SCROLLING_KEYS.has(key) ? side : null), options);
    side.scroller.addEventListener('scroll', ({ target }) => {
      if (driver === side && target === side.scroller) again();
    }, options);
  }
  const again = () => driver && follow(driver, driver === first ? second : first);
  return { again, stop: () => abort.abort() };
}

/**
 * Brings `other` to what `side` shows. The place that is compared moves from
 * the upper edge to the lower one over the last screen, so that both ends are
 * reached together.
 *
 * @param {Side} side
 * @param {Side} other
 */
function follow({ scroller, offsetAt }, other) {
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  const most = scrollHeight - clientHeight;
  const reach = Math.min(clientHeight, most);
  const align = reach > 0 ? Math.min(1, Math.max(0, 1 - (most - scrollTop) / reach)) : 0;
  other.reveal(offsetAt(align * clientHeight), { align });
}
