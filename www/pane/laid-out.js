/**
 * Which children of a body are laid out: all, except while a very long post opens. Then those at its end are there, and have no boxes yet.
 *
 * @module
 */

import { firstOf } from '../base/first-of.js';

/** The first one that is not, of each body that has such. @type {WeakMap<Element, Node>} */
const later = new WeakMap();

/** @param {Element} body @param {Node | undefined} first the first child that is not laid out; `undefined`: all are */
export function layOutLater(body, first) {
  if (first) later.set(body, first);
  else later.delete(body);
}

/** The number of children that are laid out, from the first one on. @param {Element} body */
export function laidOut(body) {
  const { children } = body;
  const first = later.get(body);
  if (first?.parentNode !== body) return children.length;
  return firstOf(0, children.length, (at) => !(first.compareDocumentPosition(children[at]) & Node.DOCUMENT_POSITION_PRECEDING));
}
