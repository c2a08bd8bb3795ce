/** Finds the content of the post within its page. */
import { parse } from './parse.js';

/** The code units of a text that are enough to know it again. */
const ENOUGH = 400;

/** @param {Element} element its text, as blanks do not count */
export const textOf = (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, ENOUGH);

/** @param {Element} element */
const signOf = (element) => `${element.localName} ${textOf(element)}`;

export class Content {
  /** The element around it, which mostly stays the same one. @type {Element | null} */
  #around = null;

  /**
   * The elements that the post's blocks became, in their order.
   *
   * @param {HTMLElement} body
   * @param {string} content as Hugo returned it
   * @returns {Element[]} none where the page does not show it
   */
  find(body, content) {
    const signs = new Set([...parse(content).body.children].map(signOf));
    if (signs.size === 0) return [];
    const found = this.#around?.isConnected ? within(this.#around, signs) : [];
    if (found.length >= signs.size * 0.8) return found;
    /** @type {Element[]} */
    let best = [];
    for (const element of [body, ...body.querySelectorAll('*')]) {
      if (element.childElementCount <= best.length || element.namespaceURI !== body.namespaceURI) continue;
      const here = within(element, signs);
      // The innermost of those that show as much.
      if (here.length > best.length) {
        best = here;
        this.#around = element;
      }
    }
    return best;
  }
}

/** @param {Element} around @param {Set<string>} signs @returns {Element[]} from the first child to the last that is known */
function within({ children }, signs) {
  const known = [...children].map((child) => signs.has(signOf(child)));
  return known.includes(true) ? [...children].slice(known.indexOf(true), known.lastIndexOf(true) + 1) : [];
}
