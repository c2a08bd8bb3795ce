/** The reader's own measures of the preview: the size of its text and the length of its lines. */

export const textSizes = { small: '0.9375rem', medium: '', large: '1.1875rem', largest: '1.375rem' };
export const lineLengths = { short: '52ch', medium: '', long: '88ch', full: '100vw' };

/**
 * @param {HTMLElement} pane
 * @param {import('../preferences.js').Preferences} preferences
 */
export function reader(pane, preferences) {
  /** @param {string} property @param {string} value none: as the pane has it by itself */
  const set = (property, value) => (value ? pane.style.setProperty(property, value) : pane.style.removeProperty(property));
  preferences.watch('textSize', (name) => set('--draft-size', textSizes[/** @type {keyof textSizes} */ (name)]));
  preferences.watch('lineLength', (name) => set('--draft-measure', lineLengths[/** @type {keyof lineLengths} */ (name)]));
}
