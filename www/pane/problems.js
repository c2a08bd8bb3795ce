/**
 * Problems that show only in the preview: pictures that are missing, and code, formulas and diagrams that cannot be drawn.
 *
 * @module
 */

import { whenIdle } from '../base/idle.js';
import { Announced } from './announced.js';
import { isHtml } from './kind.js';

/**
 * @typedef {object} Problem
 * @property {'image' | import('./enhanced.js').Kind} kind
 * @property {string} message
 * @property {string} url of a picture as the post has it; `''` otherwise
 * @property {number} from its place in the text, in UTF-16 code units
 * @property {number} to
 */

/** @typedef {{ from: number, to: number } | null} Range */

/**
 * @typedef {object} Sources
 * @property {HTMLElement} header
 * @property {HTMLElement} body
 * @property {(nodes: Node[]) => Range[]} rangesOf of nodes of the body
 * @property {(element: Element) => Range} fieldOf of an element of the header
 * @property {(image: HTMLImageElement) => string} reasonOf why a picture is missing
 * @property {() => { element: HTMLElement, kind: import('./enhanced.js').Kind, message: string }[]} undrawn
 * @property {(problems: Problem[]) => void} tell
 */

/** With so few nodes, it does not matter that each out of order is searched for among all blocks. */
const FEW = 20;

export class Problems {
  #sources;
  #announced = new Announced();
  /** @type {(() => void) | null} */
  #due = null;
  /** Pictures that were missing when they were looked at. @type {Set<HTMLImageElement>} */
  #missing = new Set();

  /** @param {Sources} sources */
  constructor(sources) {
    this.#sources = sources;
    this.#announced.differs([]);
    const observer = new MutationObserver((records) => {
      for (const { target } of records) if (isHtml(target, 'img')) this.#missing.add(target);
      this.changed();
    });
    observer.observe(sources.body, { subtree: true, attributeFilter: ['data-state'] });
    observer.observe(sources.header, { subtree: true, childList: true, attributeFilter: ['data-state'] });
  }

  /** In the order of the text. @returns {Problem[]} */
  get list() {
    const { header, body, rangesOf, fieldOf, reasonOf, undrawn } = this.#sources;
    for (const image of this.#missing) if (image.dataset.state !== 'missing' || !body.contains(image)) this.#missing.delete(image);
    let missing = [...this.#missing];
    // In the order of the text, each search for a place goes on where the last one ended.
    if (missing.length > FEW) missing = [...body.querySelectorAll('img')].filter((image) => this.#missing.has(image));
    const images = missing.map((element) => ({
      element, kind: /** @type {const} */ ('image'), message: reasonOf(element), url: element.dataset.src ?? element.getAttribute('src') ?? '',
    }));
    const found = [...images, ...undrawn().map((each) => ({ ...each, url: '' }))];
    const ranges = found.length > 0 ? rangesOf(found.map(({ element }) => element)) : [];
    const problems = found.flatMap(({ kind, message, url }, at) => (ranges[at] ? [{ kind, message, url, ...ranges[at] }] : []));
    const hero = header.hidden ? null : header.querySelector('.hero[data-state="missing"]');
    const range = hero && fieldOf(hero);
    if (range) problems.push({ kind: 'image', message: hero.textContent?.trim() ?? '', url: '', ...range });
    return problems.sort((a, b) => a.from - b.from);
  }

  /** Something of them, or the text, changed: says so soon, when the browser is idle. */
  changed() {
    this.#due ??= whenIdle(() => {
      this.#due = null;
      const { list } = this;
      if (this.#announced.differs(list)) this.#sources.tell(list);
    });
  }

  /** @param {Parameters<Announced['edited']>[0]} changes */
  edited(changes) {
    this.#announced.edited(changes);
  }

  stop() {
    this.#due?.();
    this.#due = null;
  }
}
