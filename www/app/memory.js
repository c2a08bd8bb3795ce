/** Small values remembered by the browser. Storage may be forbidden or full: then nothing is remembered, and nothing breaks. */

/**
 * @param {string} key
 * @param {string} value
 * @param {'localStorage' | 'sessionStorage'} where `sessionStorage` is for this tab alone
 */
export function remember(key, value, where = 'localStorage') {
  try {
    window[where].setItem(key, value);
  } catch {
    // Forgetting is the worst that happens.
  }
}

/**
 * @param {string} key
 * @param {'localStorage' | 'sessionStorage'} where
 * @returns {string | null}
 */
export function recall(key, where = 'localStorage') {
  try {
    return window[where].getItem(key);
  } catch {
    return null;
  }
}
