/** One pane alone, with everything else hidden: on the whole screen where the browser can, else in its window. Escape leaves. */

/** @typedef {'text' | 'preview'} Full */

/**
 * @param {object} parts
 * @param {HTMLButtonElement} parts.button leaves, for those without keys
 * @param {Record<Full, { focus(): void }>} parts.panes
 * @returns {(pane: Full) => Promise<void>} shows a pane alone, or all again
 */
export function fullScreen({ button, panes }) {
  const root = document.documentElement;
  function leave() {
    delete root.dataset.full;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }
  button.addEventListener('click', leave);
  document.addEventListener('fullscreenchange', () => {
    if (!document.fullscreenElement) leave();
  });
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !root.dataset.full) return;
    // Escape is of the menu or the dialog that is open.
    if (document.querySelector('dialog[open], :popover-open')) return;
    event.preventDefault();
    leave();
  });
  return async (pane) => {
    if (root.dataset.full === pane) {
      leave();
      return;
    }
    root.dataset.full = pane;
    panes[pane].focus();
    // A phone may have no full screen, and a frame may not be allowed to use it.
    if (!document.fullscreenElement) await root.requestFullscreen?.().catch(() => {});
  };
}
