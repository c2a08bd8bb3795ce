/**
 * The embedding site's own stylesheets, for the body of a post.
 *
 * They reach the body alone, and nothing of the pane's look is left in it: what
 * the site's styles do not say is as browsers have it. Their rules for the page
 * (`:root`, `html`, `body`) apply to the body.
 *
 * @module
 */

import { check } from '../base/check.js';
import { paneSheets } from '../pane.css.js';

/** @typedef {import('./sheet-text.js').Style} Style */

export class Styles {
  #shadow;
  /** As they were set. @type {readonly Style[]} */
  #list = [];
  /** Their rules, once loaded. @type {string[]} */
  #texts = [];
  /** The sheets that are adopted because of them. @type {CSSStyleSheet[]} */
  #own;

  /** @param {ShadowRoot} shadow */
  constructor(shadow) {
    this.#shadow = shadow;
    this.#own = paneSheets(shadow.ownerDocument);
    shadow.adoptedStyleSheets = this.#own;
  }

  get list() {
    return this.#list;
  }

  /**
   * Shows the post in these once all of them are there. Where one cannot be loaded, the others count.
   *
   * @param {readonly Style[]} list
   * @throws {TypeError} for what is neither an address nor a stylesheet; nothing is changed then
   */
  set(list) {
    for (const style of list) check(isStyle(style), 'pane.styles has addresses and CSSStyleSheets', style);
    this.#list = list;
    this.#load(list);
  }

  /** @param {readonly Style[]} list */
  async #load(list) {
    try {
      const texts = list.length > 0 ? await Promise.all(list.map((await import('./sheet-text.js')).rulesIn)) : [];
      if (this.#list !== list) return;
      this.#texts = texts;
      this.#adopt();
    } catch (error) {
      console.error('draftpane: the code for pane.styles cannot be loaded.', error);
    }
  }

  /** Goes along to another document: a stylesheet can be adopted in its own alone. */
  follow() {
    if (this.#shadow.adoptedStyleSheets[0] !== paneSheets(this.#shadow.ownerDocument)[0]) this.#adopt();
  }

  #adopt() {
    const view = /** @type {Window & typeof globalThis} */ (this.#shadow.ownerDocument.defaultView ?? globalThis);
    const others = this.#shadow.adoptedStyleSheets.filter((sheet) => !this.#own.includes(sheet));
    const own = this.#texts.map((text) => sheetOf(view, text));
    this.#own = [...paneSheets(this.#shadow.ownerDocument, { body: own.length === 0 }), ...own];
    this.#shadow.adoptedStyleSheets = [...this.#own, ...others];
  }
}

/** Whether it is an address or a stylesheet, maybe one of another window. @param {unknown} style */
const isStyle = (style) => typeof style === 'string' || (typeof style === 'object' && style !== null && ('cssRules' in style || 'searchParams' in style));

/**
 * @param {Window & typeof globalThis} view
 * @param {string} rules
 */
function sheetOf(view, rules) {
  const sheet = new view.CSSStyleSheet();
  // A selector's other parts may match down from the article's children: the body itself has the classes of the site.
  sheet.replaceSync('CSSScopeRule' in view ? `@scope (:host > article) to (:scope > header, :scope > .plain, :scope > .notice) {\n${rules}\n}` : rules);
  turn(sheet.cssRules);
  return sheet;
}

const BODY = ':where([part~="body"])';

/**
 * Says of the body what rules say of the page.
 *
 * @param {CSSRuleList} rules
 */
function turn(rules) {
  for (const rule of rules) {
    if ('selectorText' in rule && typeof rule.selectorText === 'string') {
      const turned = rule.selectorText
        .replace(/(?<![\w.#[-])(?::root|html|body)(?![\w-])/g, BODY)
        .replaceAll(`${BODY} > ${BODY}`, BODY).replaceAll(`${BODY} ${BODY}`, BODY);
      if (turned !== rule.selectorText) rule.selectorText = turned;
    } else if ('cssRules' in rule) {
      turn(/** @type {CSSGroupingRule} */ (rule).cssRules);
    }
  }
}
