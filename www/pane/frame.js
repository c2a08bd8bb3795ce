/**
 * The content of the shadow root: the header, the body, and the notice
 * while there can be no preview.
 *
 * @module
 */

import { piece, showChildren } from './piece.js';

// A region that scrolls must be reachable by keyboard, and the host's attributes are the page's.
const FRAME = piece('article', { tabindex: '0', dir: undefined }, [
  piece('header', { part: 'header', hidden: undefined, 'data-stale': undefined }, null),
  piece('div', { class: 'body', part: 'body', 'aria-busy': undefined, 'data-stale': undefined }, null),
  piece('div', { class: 'plain', hidden: undefined }, [piece('p', {}, null), piece('pre', {}, null)]),
]);

/**
 * Makes the frame, or takes the one that is there; what else is there goes.
 *
 * @param {ParentNode & Node} root
 */
export function frameIn(root) {
  const there = new Set(root.childNodes);
  showChildren(root, [FRAME]);
  const article = /** @type {HTMLElement} */ (root.firstChild);
  const [header, body, plain] = /** @type {Iterable<HTMLElement>} */ (article.childNodes);
  const served = there.has(article);
  // An element whose shadow root came from the parser shows something else than its own children.
  if (served) for (const element of body.querySelectorAll('*')) if (element.shadowRoot) element.remove();
  // Until there is something to show.
  if (!served) header.hidden = plain.hidden = true;
  return { article, header, body, plain, served };
}
