/**
 * The text of a stylesheet of the embedding site: with whole addresses, and with the stylesheets that it imports in place of
 * their `@import`, which browsers do not follow in stylesheets that scripts make. Loaded with the first stylesheet.
 *
 * @module
 */

import { wholeAddresses } from '../base/whole-addresses.js';

/** @typedef {string | URL | CSSStyleSheet} Style an address, relative to the page, or a stylesheet, of which a copy is taken */

/** An import, behind what may stand before one: its address, and its conditions. */
const IMPORT = /^((?:\s|\/\*[^]*?\*\/|@charset\s[^;]*;|@layer\s[^{;]*;)*)@import\s*(?:url\(\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'();]+))\s*\)?([^;]*)(?:;|$)/i;

/** The conditions of an import: a layer, what a browser has to support, media. */
const CONDITIONS = /^\s*(layer(?:\(([^)]*)\)|(?![\w(-])))?\s*(?:supports(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)))?\s*([^]*?)\s*$/i;

/**
 * The rules of a stylesheet, whole: a brace too many would end what they are put into.
 *
 * @param {Style} style
 * @returns {Promise<string>} empty for one that is missing, which the console says
 */
export const rulesIn = async (style) => rulesOf(await textOf(style));

/** @param {Style} style @returns {Promise<string>} */
async function textOf(style) {
  if (typeof style !== 'object' || !('cssRules' in style)) return fetched(String(style), document.baseURI, []);
  try {
    const { href } = style;
    return await whole(textIn(style), href ?? document.baseURI, href ? [href] : []);
  } catch (error) {
    return missing(style.href ?? '', error);
  }
}

/** @param {string} css */
function rulesOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return textIn(sheet);
}

/** @param {CSSStyleSheet} sheet */
const textIn = ({ cssRules }) => Array.from(cssRules, ({ cssText }) => cssText).join('\n');

/**
 * @param {string} address
 * @param {string} base
 * @param {string[]} above the stylesheets that import it, each the next one
 * @returns {Promise<string>}
 */
async function fetched(address, base, above) {
  try {
    const { href } = new URL(address, base);
    if (above.includes(href)) return '';
    const response = await fetch(href, { headers: { Accept: 'text/css' } });
    if (!response.ok) throw new Error(`the server answers ${response.status}`);
    if (/^text\/html/i.test(response.headers.get('Content-Type') ?? '')) throw new Error('the server answers with a page');
    return await whole(await response.text(), response.url, [...above, href]);
  } catch (error) {
    return missing(address, error);
  }
}

/** @param {string} css @param {string} base @param {string[]} above @returns {Promise<string>} */
async function whole(css, base, above) {
  const parts = [];
  let rest = css;
  for (let found; (found = IMPORT.exec(rest)); rest = rest.slice(found[0].length)) {
    const [, before, double, single, bare, conditions] = found;
    parts.push(before, fetched(double ?? single ?? bare, base, above).then((text) => under(conditions, rulesOf(text))));
  }
  return [...await Promise.all(parts), wholeAddresses(rest, base)].join('\n');
}

/** Puts rules under the conditions of their import. @param {string} conditions @param {string} rules */
function under(conditions, rules) {
  const [, layer, name = '', supports, media] = /** @type {RegExpExecArray} */ (CONDITIONS.exec(conditions));
  const groups = [media && `@media ${media}`, supports && `@supports ${supports}`, layer && `@layer ${name}`];
  return groups.reduce((inner, group) => (group ? `${group} {\n${inner}\n}` : inner), rules);
}

/** @param {string} address @param {unknown} error */
function missing(address, error) {
  console.error(`draftpane: the stylesheet ${address} of pane.styles is missing: ${error instanceof Error ? error.message : error}`);
  return '';
}
