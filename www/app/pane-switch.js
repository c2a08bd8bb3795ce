/** Which pane a narrow screen shows. A wide one shows both, whatever is chosen here. */

/** @typedef {'editor' | 'preview'} Shown */

/**
 * @param {HTMLElement} panes
 * @param {Record<Shown, HTMLButtonElement>} buttons
 */
export function paneSwitch(panes, buttons) {
  const names = /** @type {Shown[]} */ (Object.keys(buttons));

  /** @param {Shown} shown */
  function show(shown) {
    panes.dataset.show = shown;
    for (const name of names) buttons[name].ariaPressed = String(name === shown);
  }

  for (const name of names) buttons[name].addEventListener('click', () => show(name));
  return {
    show,
    /** Whether the editor is out of sight. */
    get reading() {
      return panes.dataset.show === 'preview' && matchMedia('(max-width: 760px)').matches;
    },
  };
}
