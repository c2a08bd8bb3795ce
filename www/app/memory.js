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

/** @param {string} key of `localStorage` */
export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // There was nothing to remember either.
  }
}

/**
 * @param {string} prefix of keys of `localStorage`
 * @returns {[key: string, value: string][]}
 */
export function recallAll(prefix) {
  try {
    return Object.entries(localStorage).filter(([key]) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
