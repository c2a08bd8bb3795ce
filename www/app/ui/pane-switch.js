/** Which panes are shown: on a wide screen both, the text alone or the preview alone; on a narrow one either. Remembered. */

/** @typedef {import('../preferences.js').Shown} Shown */

/** The pane that is alone on the screen: see full-screen.js. */
const full = () => document.documentElement.dataset.full;

export const layouts = /** @type {const} */ (['both', 'text', 'preview']);

/**
 * @param {HTMLElement} panes
 * @param {Record<Shown, HTMLButtonElement>} buttons of narrow screens
 * @param {import('../preferences.js').Preferences} preferences
 */
export function paneSwitch(panes, buttons, preferences) {
  const names = /** @type {Shown[]} */ (Object.keys(buttons));
  const narrow = matchMedia('(max-width: 760px)');

  preferences.watch('layout', (layout) => (panes.dataset.layout = layout));
  preferences.watch('shown', (shown) => {
    panes.dataset.show = shown;
    for (const name of names) buttons[name].ariaPressed = String(name === shown);
  });
  for (const name of names) buttons[name].addEventListener('click', () => preferences.set('shown', name));

  return {
    /** @param {Shown} shown */
    show(shown) {
      preferences.set('shown', shown);
      if (full()) document.documentElement.dataset.full = shown === 'editor' ? 'text' : 'preview';
      // A pane that has to be seen cannot stay hidden on a wide screen either.
      if (!narrow.matches && preferences.get('layout') === (shown === 'editor' ? 'preview' : 'text')) preferences.set('layout', 'both');
    },
    /** Whether the editor is out of sight. */
    get reading() {
      if (full()) return full() === 'preview';
      return narrow.matches ? panes.dataset.show === 'preview' : panes.dataset.layout === 'preview';
    },
    /** @type {import('../commands.js').Command[]} */
    commands: [
      ...layouts.map((layout, at) => (/** @type {import('../commands.js').Command} */ ({
        id: `layout-${layout}`, group: 'view', keys: [`Alt-Shift-${at + 1}`],
        run: () => preferences.set('layout', layout), isOn: () => preferences.get('layout') === layout,
      }))),
    ],
  };
}
