/**
 * The embedding site's own stylesheets, for the body of a post.
 *
 * They reach the body alone, and nothing of the pane's look is left in it: what
 * the site's styles do not say is as browsers have it. Their rules for the page
 * (`:root`, `html`, `body`) apply to the body.
 *
 * @module
 */

import { wholeAddresses } from '../base/whole-addresses.js';
import { paneSheets } from '../pane.css.js';

/** @typedef {string | URL | CSSStyleSheet} Style an address, relative to the page, or a stylesheet, of which a copy is taken */

export class Styles {
  #shadow;
  /** As they were set. @type {readonly Style[]} */
  #list = [];
  /** Their texts, once loaded. @type {string[]} */
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
   */
  async set(list) {
    this.#list = list;
    const texts = await Promise.all(list.map((style) => textOf(style).catch((error) => {
      console.error(`A stylesheet of the preview is missing: ${error.message}`);
      return '';
    })));
    if (this.#list !== list) return;
    this.#texts = texts;
    this.#adopt();
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

/**
 * @param {Style} style
 * @returns {Promise<string>} its text, with whole addresses
 */
async function textOf(style) {
  let [css, base] = ['', document.baseURI];
  if (typeof style === 'object' && 'cssRules' in style) {
    css = Array.from(style.cssRules, ({ cssText }) => cssText).join('\n');
    base = style.href ?? base;
  } else {
    const response = await fetch(new URL(style, base), { headers: { Accept: 'text/css' } });
    if (!response.ok) throw new Error(`${response.status} from ${style}`);
    css = await response.text();
    base = response.url;
  }
  return wholeAddresses(css, base);
}

/**
 * @param {Window & typeof globalThis} view
 * @param {string} css
 */
function sheetOf(view, css) {
  const sheet = new view.CSSStyleSheet();
  // As whole rules: a brace too many would end the scope that they are put into.
  sheet.replaceSync(css);
  const rules = Array.from(sheet.cssRules, ({ cssText }) => cssText).join('\n');
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
