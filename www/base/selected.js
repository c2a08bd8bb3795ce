/**
 * The selection in a shadow root.
 *
 * @module
 */

/** @param {ShadowRoot} root */
export const selectionIn = (root) => /** @type {{ getSelection?(): Selection | null }} */ (root).getSelection?.() ?? root.ownerDocument.getSelection();

/** The text that is selected. @param {ShadowRoot} root */
export const selectedText = (root) => selectionIn(root)?.toString() ?? '';
