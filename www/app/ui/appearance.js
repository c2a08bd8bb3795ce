/** Light, dark, or as the system is: the page's choice, which its style sheet, the editor and the preview follow. */

const system = matchMedia('(prefers-color-scheme: dark)');
/** @type {Set<(isDark: boolean) => void>} */
const listeners = new Set();
system.addEventListener('change', tell);

/** Whether the page is dark now. */
export function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : system.matches;
}

/** Calls a function whenever the page turns light or dark. @param {(isDark: boolean) => void} listener */
export const watchDarkness = (listener) => void listeners.add(listener);

/**
 * @param {import('../preferences.js').Preferences} preferences
 * @returns {import('../commands.js').Command[]} one for each choice
 */
export function appearance(preferences) {
  preferences.watch('theme', (theme) => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    tell();
  });
  return (/** @type {const} */ (['system', 'light', 'dark'])).map((theme) => ({
    id: `theme-${theme}`, group: 'view', run: () => preferences.set('theme', theme), isOn: () => preferences.get('theme') === theme,
  }));
}

function tell() {
  for (const listener of listeners) listener(isDark());
}
