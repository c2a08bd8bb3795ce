/**
 * The input that a page gives to a pane without a script: a text and options.
 *
 * @module
 */

import { isRecord } from '../base/check.js';
import { sayOnce } from '../engine/say.js';

/** @typedef {import('../engine.js').Options} Options */

/**
 * The text of the attribute, as frameworks write it on a server; else the text between the tags: one line end after the
 * start tag is none of it, and blanks alone are nothing.
 *
 * @param {Element} pane
 * @returns {string}
 */
export function textIn(pane) {
  const value = pane.getAttribute('value');
  if (value !== null) return value;
  let text = '';
  for (const node of pane.childNodes) if (node.nodeType === 3) text += /** @type {Text} */ (node).data;
  return /\S/.test(text) ? text.replace(/^\n/, '') : '';
}

/**
 * The options of the attribute, as JSON; none where that cannot be read, which the console says.
 *
 * @param {Element} pane
 * @returns {Options}
 */
export function optionsIn(pane) {
  const text = pane.getAttribute('options') ?? '{}';
  try {
    const options = JSON.parse(text);
    if (isRecord(options)) return options;
  } catch {
    // No JSON.
  }
  sayOnce('warn', `<draft-pane>: \`options\` is an object in JSON, not ${text}, which is ignored.`);
  return {};
}

/**
 * Calls once the children of an element are there: for one that is defined before it is read, when the document is.
 *
 * @param {Element} pane
 * @param {() => void} act
 */
export function whenRead({ ownerDocument }, act) {
  if (ownerDocument.readyState === 'loading') ownerDocument.addEventListener('DOMContentLoaded', act, { once: true });
}
