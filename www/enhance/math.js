/**
 * Formulas, set by KaTeX, which is loaded when the first one is there.
 *
 * KaTeX builds nodes by itself: nothing is parsed as HTML. A formula
 * may not use everything: no links, no classes, no pictures, and limited expansion.
 *
 * @module
 */

import { checkSize, measure } from '../base/bounds.js';
import { beside } from './beside.js';
import { FONTS } from './fonts.js';
import { limitedMacros } from './macros.js';
import { pause } from './pause.js';

/** @typedef {import('../draft-pane.js').Block} Block */
/** @typedef {typeof import('katex')} KaTeX */

/** Not named where it is used: bundlers would look for what is put together there. */
const here = import.meta.url;

/** Longer ones, in code units, are not for setting. */
const LONGEST = 20_000;
/** So deeply may groups and environments stand in one another: browsers end at 150 to 300, by what they are. */
const DEEPEST = 60;
/** The largest number of symbols that are set, and of nodes made for them: a tenth of a second of work. */
const MOST_SYMBOLS = 5_000;
const MOST_NODES = 12_000;
/** The number of symbols that are set at once, while a person types. Larger formulas wait until the browser is idle. */
const FEW_SYMBOLS = 250;

/**
 * @param {object} [options]
 * @param {() => Promise<KaTeX>} [options.load] the library, where `import('katex')` does not find it
 * @param {string | URL} [options.files] the folder with `katex.min.css` and `fonts/`, with a slash at its end, where no bundler
 *   takes care of it; relative to the page
 * @param {Record<string, string>} [options.macros] what the site defines for all formulas
 * @returns {import('../draft-pane.js').Enhance} for `pane.enhance('math', …)`
 */
export function math({ load = () => import('katex'), files, macros = {} } = {}) {
  /** @type {KaTeX | null} */
  let katex = null;
  /** @type {Promise<void> | null} */
  let loading = null;
  /** @type {WeakMap<Document, CSSStyleSheet>} */
  const sheets = new WeakMap();
  let css = '';

  const ready = async () => {
    const address = files ? new URL('katex.min.css', folder()) : beside('katex/dist/katex.min.css', here, new URL('katex/dist/katex.min.css', import.meta.url));
    const [library, response] = await Promise.all([load(), fetch(address, { headers: { Accept: 'text/css' } })]);
    if (!response.ok) throw new Error(`KaTeX's stylesheet is missing: ${response.status} from ${address}`);
    // Fonts are declared by the document.
    css = (await response.text()).replace(/@font-face\s*\{[^}]*\}/g, '');
    katex = library;
  };
  const folder = () => new URL(files ?? '', document.baseURI);

  /** @param {Document} document */
  const sheetOf = (document) => {
    let sheet = sheets.get(document);
    if (!sheet) {
      const view = document.defaultView ?? globalThis;
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(`${css}\n.katex-display { margin: 0.25em 0; }`);
      sheets.set(document, sheet);
      for (const [name, style, weight, url] of FONTS()) {
        const font = `fonts/${url.pathname.split('/').at(-1)}`;
        const address = files ? new URL(font, folder()) : beside(`katex/dist/${font}`, here, url);
        // Each is loaded when it is used first.
        document.fonts.add(new view.FontFace(`KaTeX_${name}`, `url("${address.href}")`, { style, weight, display: 'block' }));
      }
    }
    return sheet;
  };

  /** @param {Block} block */
  const set = ({ source, display, output, element }) => {
    if (source.trim() === '') return;
    const { __renderToDomTree: render } = /** @type {any} */ (katex);
    const tree = render(source, { displayMode: display, throwOnError: true, trust: false, strict: 'ignore', maxExpand: 1000, maxSize: 40, macros: limitedMacros(macros) });
    const childrenOf = (/** @type {{ children?: any[] }} */ { children }) => children;
    checkSize(tree, childrenOf);
    const { count } = measure(tree, childrenOf);
    if (count > MOST_NODES) throw new Error(`The formula is too large: it takes ${count} nodes, and more than ${MOST_NODES} are not set.`);
    holdStyles(tree);
    const node = tree.toNode();
    giveStyles(node);
    output.adoptedStyleSheets = [sheetOf(element.ownerDocument)];
    output.append(node);
  };

  return (block) => {
    const { source } = block;
    const symbols = sizeOf(source);
    // One that defines macros may be any size.
    const isLarge = symbols > FEW_SYMBOLS || /\\(?:[gex]?def|(?:re)?newcommand|providecommand)(?![a-z])/i.test(source);
    if (katex && !isLarge) return set(block);
    loading ??= ready().catch((error) => {
      loading = null;
      throw error;
    });
    return Promise.all([loading, isLarge && pause(block.signal)]).then(() => {
      if (!block.signal.aborted) set(block);
    });
  };
}

/**
 * @param {string} source
 * @returns {number} how many symbols it has
 * @throws {Error} which says why it is not set
 */
function sizeOf(source) {
  if (source.length > LONGEST) throw new Error(`The formula has ${source.length} characters: more than ${LONGEST} are not set.`);
  let [symbols, depth] = [0, 0];
  for (const [token] of source.matchAll(/\\[a-z]+|\\?[^\s]/gi)) {
    symbols++;
    if (/^(?:\{|\\begin|\\left|\\bgroup|\\begingroup)$/.test(token)) depth++;
    else if (/^(?:\}|\\end|\\right|\\egroup|\\endgroup)$/.test(token)) depth--;
    if (depth > DEEPEST) throw new Error(`The formula is nested too deeply: more than ${DEEPEST} levels are not set.`);
  }
  if (symbols > MOST_SYMBOLS) throw new Error(`The formula has ${symbols} symbols: more than ${MOST_SYMBOLS} are not set.`);
  return symbols;
}

/**
 * KaTeX sets a few styles as attributes, which a content security policy may forbid; through the style object they may be set.
 *
 * @param {{ attributes?: Record<string, string>, children?: any[] }} node of KaTeX's own tree
 */
function holdStyles(node) {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.attributes?.style) {
      next.attributes['data-style'] = next.attributes.style;
      delete next.attributes.style;
    }
    if (next.children) open.push(...next.children);
  }
}

/** @param {Element} element */
function giveStyles(element) {
  for (const styled of element.querySelectorAll('[data-style]')) {
    /** @type {HTMLElement} */ (styled).style.cssText += styled.getAttribute('data-style');
    styled.removeAttribute('data-style');
  }
}
