/** The author's page as the tests of every browser drive it: by keys and clicks alone. */
import { click, press, type } from './actions.mjs';

/**
 * A tab of a browser.
 * @typedef {object} Tab
 * @property {<T, A>(work: (argument: A) => T, argument?: A) => Promise<Awaited<T>>} evaluate runs a function in the page; what goes in and out is JSON
 * @property {(sources: import('./actions.mjs').Source[]) => Promise<unknown>} perform
 */

export class Page {
  /** @param {Tab} tab */
  constructor(tab) {
    this.tab = tab;
  }

  /** Keys, one after the other. @param {string[]} keys such as `Control+b` */
  async press(...keys) {
    for (const key of keys) await this.tab.perform(press(key));
  }

  /** @param {string} text */
  type(text) {
    return this.tab.perform(type(text));
  }

  /** @param {string} selector of an element that is shown, or will be soon */
  async click(selector) {
    const point = await this.until((selector) => {
      const element = /** @type {any} */ (window).find(selector);
      const box = element?.getBoundingClientRect();
      return box && box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
    }, selector, `${selector} is shown`);
    await this.tab.perform(click(point));
  }

  /**
   * Waits until a function in the page returns something that is true, and gives that.
   * @template T, A
   * @param {(argument: A) => T} work
   * @param {A} [argument]
   * @param {string} [what] the message, should it never come
   * @returns {Promise<NonNullable<Awaited<T>>>}
   */
  async until(work, argument, what = String(work)) {
    // Generous: what never comes fails, and what comes late on a busy machine does not.
    for (let tries = 0; tries < 300; tries++) {
      const found = await this.tab.evaluate(work, argument);
      if (found) return /** @type {any} */ (found);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`never came: ${what}; the preview has ${JSON.stringify(await this.tab.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane'))?.value?.slice(-300)))}`);
  }

  /** The page is there when the engine is and the open draft is shown. */
  async ready() {
    await this.tab.evaluate(() => {
      /** The first element, also in shadow roots: the editor stands in one. @type {(selector: string, root?: Document | ShadowRoot) => Element | null} */
      const find = (selector, root = document) => root.querySelector(selector)
        ?? [...root.querySelectorAll('*')].reduce((found, { shadowRoot }) => found ?? (shadowRoot && find(selector, shadowRoot)), /** @type {Element | null} */ (null));
      Object.assign(window, { find });
    });
    await this.until(() => /** @type {any} */ (window).find('.cm-content') && document.getElementById('status-format')?.textContent !== '');
    await this.tab.evaluate(async () => /** @type {any} */ (await (/** @type {any} */ (document.querySelector('draft-pane'))).ready, true));
  }

  /** @param {string} text that the draft must come to be */
  holds(text) {
    return this.until((text) => /** @type {any} */ (document.querySelector('draft-pane')).value === text, text, `the text is ${JSON.stringify(text)}`);
  }

  /** @param {string} selector of an element of the preview @param {string} [text] a part of its text */
  shows(selector, text = '') {
    return this.until(([selector, text]) => {
      const root = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot;
      return [...root.querySelectorAll(selector)].some((element) => element.textContent.includes(text));
    }, [selector, text], `${selector} with “${text}” in the preview`);
  }
}
