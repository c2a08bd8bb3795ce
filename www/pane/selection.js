/**
 * The selection within the preview.
 *
 * @module
 */

import { selectionIn } from '../base/selected.js';

/**
 * Selects the post alone by the keys that select everything.
 *
 * @param {HTMLElement} pane
 * @param {HTMLElement} article
 */
export function selectByKeys(pane, article) {
  pane.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    // Other alphabets have another letter on the key.
    const isA = key.toLowerCase() === 'a' || (code === 'KeyA' && key > '\x7f');
    if (!isA || !(ctrlKey || metaKey) || altKey || shiftKey) return;
    event.preventDefault();
    const root = /** @type {ShadowRoot} */ (article.getRootNode());
    selectionIn(root)?.setBaseAndExtent(article, 0, article, article.childNodes.length);
  });
}
