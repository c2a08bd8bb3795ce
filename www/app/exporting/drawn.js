/**
 * Drawings that the preview shows over the source of a post, for all of it and not only for what is in view: formulas, diagrams in light
 * and dark, and the colours of code. Nothing in the preview changes.
 */
import { usedFonts } from './formula-fonts.js';
import { serialize, written } from './serialize.js';

/** @typedef {import('../../draft-pane.js').Enhance} Enhance */
/** @typedef {{ from: number, to: number, name: string }} Stretch of a text: its colour */

/**
 * @typedef {object} Drawn
 * @property {Map<Element, string>} shown HTML in the place of the content of formulas, and in the place of the blocks of code that are formulas or diagrams
 * @property {Map<Node, Stretch[]>} colors of the texts of code, in their order
 * @property {string} css that formulas need
 * @property {number} failed how many formulas and diagrams could not be drawn: their sources remain
 */

/**
 * @param {Element} body of the preview
 * @returns {Promise<Drawn>}
 */
export async function drawn(body) {
  /** @type {Drawn} */
  const all = { shown: new Map(), colors: new Map(), css: '', failed: 0 };
  const found = [...body.querySelectorAll('[data-tex], pre > code:first-child')].map(described);
  if (found.length === 0) return all;
  const { enhancements, FONTS } = await import('../preview/enhancing.js');
  const { math, diagram, code } = enhancements();
  const formulas = await each(found.filter(({ kind }) => kind === 'math'), async (block) => ({ block, output: await outputOf(math, block, block.element) }), all);
  if (formulas.length > 0) {
    const roots = formulas.map(({ output }) => output);
    all.css = await cssOf(roots, FONTS());
    for (const { block, output } of formulas) {
      const html = serialize(output.childNodes);
      all.shown.set(block.element, block.element.localName === 'pre' ? `<div class="math math-display">${html}</div>` : html);
    }
  }
  const diagrams = await each(found.filter(({ kind }) => kind === 'diagram'), async (block) => ({ block, html: await pictureOf(diagram, block, body) }), all);
  for (const { block, html } of diagrams) all.shown.set(block.element, html);
  all.colors = await colorsOf(code, found.filter(({ kind }) => kind === 'code'));
  return all;
}

/** @typedef {ReturnType<typeof described>} Described */

/** @param {Element} element of a formula, or the code of a block */
function described(element) {
  if (element.localName !== 'code') {
    const formula = /** @type {HTMLElement} */ (element);
    return { element: formula, source: formula.dataset.tex ?? '', language: 'math', display: formula.classList.contains('math-display'), kind: 'math' };
  }
  const language = [...element.classList].find((name) => name.startsWith('language-'))?.slice('language-'.length).toLowerCase() ?? '';
  const kind = { math: 'math', mermaid: 'diagram' }[language] ?? 'code';
  return { element: /** @type {HTMLElement} */ (element.parentElement), source: element.textContent ?? '', language, display: true, kind };
}

/**
 * @template T
 * @param {Described[]} blocks
 * @param {(block: Described) => Promise<T>} draw
 * @param {Drawn} all
 * @returns {Promise<T[]>} what could be drawn
 */
async function each(blocks, draw, all) {
  const results = [];
  for (const block of blocks) {
    if (block.source.trim() === '') continue;
    try {
      results.push(await draw(block));
    } catch {
      all.failed++;
    }
  }
  return results;
}

/**
 * @param {Enhance} enhance
 * @param {Described} block
 * @param {HTMLElement} element whose colour and font count
 */
async function outputOf(enhance, { source, language, display }, element) {
  const output = document.createElement('div').attachShadow({ mode: 'open' });
  await enhance({ element, source, language, display, output, signal: new AbortController().signal });
  return output;
}

/**
 * A diagram as a picture of light colours, and one of dark ones where the reader's system is dark.
 * @param {Enhance} diagram
 * @param {Described} block
 * @param {Element} body
 */
async function pictureOf(diagram, block, body) {
  const { fontFamily } = getComputedStyle(body);
  /** @param {string} color of the text around it, by which its colours are chosen */
  const draw = async (color) => {
    const place = document.createElement('div');
    place.hidden = true;
    place.style.setProperty('color', color);
    place.style.setProperty('font-family', fontFamily);
    const element = place.appendChild(document.createElement('div'));
    document.body.append(place);
    try {
      const image = (await outputOf(diagram, block, element)).querySelector('img');
      if (!image) throw new Error('There is no picture.');
      return image;
    } finally {
      place.remove();
    }
  };
  const light = await draw('#000');
  const dark = await draw('#fff');
  const attributes = ['src', 'alt', 'width', 'height'].map((name) => /** @type {[string, string]} */ ([name, light.getAttribute(name) ?? '']));
  return `<div class="diagram"><picture><source${written([['media', '(prefers-color-scheme: dark)'], ['srcset', dark.src]])}><img${written(attributes)}></picture></div>`;
}

/**
 * Those rules for formulas that match something, with the fonts that are used.
 * @param {ShadowRoot[]} roots
 * @param {Parameters<typeof usedFonts>[1]} fonts
 */
async function cssOf(roots, fonts) {
  const place = document.createElement('div');
  Object.assign(place.style, { position: 'fixed', visibility: 'hidden', pointerEvents: 'none', inset: '0 auto auto 0', width: '0', height: '0', overflow: 'hidden' });
  const root = place.attachShadow({ mode: 'open' });
  const sheets = roots[0].adoptedStyleSheets;
  root.adoptedStyleSheets = sheets;
  for (const { childNodes } of roots) root.append(...[...childNodes].map((node) => node.cloneNode(true)));
  document.body.append(place);
  try {
    const rules = sheets.flatMap(({ cssRules }) => [...cssRules]);
    const used = rules.filter((rule) => !('selectorText' in rule) || root.querySelector(String(rule.selectorText).replace(/::?(?:before|after)\b/g, '')));
    return `${await usedFonts(root, fonts)}\n${used.map(({ cssText }) => cssText).join('\n')}`;
  } finally {
    place.remove();
  }
}

/**
 * The colours of code are highlights of the browser: ranges, which are read as soon as they are there.
 * @param {Enhance} code
 * @param {Described[]} blocks
 */
async function colorsOf(code, blocks) {
  /** @type {Map<Node, Stretch[]>} */
  const colors = new Map();
  if (!('highlights' in CSS)) return colors;
  for (const { element, source, language, display } of blocks) {
    if (!language) continue;
    const before = new Set(ranges().map(({ range }) => range));
    const end = await code({ element, source, language, display, output: /** @type {any} */ (null), signal: new AbortController().signal });
    for (const { name, range } of ranges()) {
      if (before.has(range) || range.startContainer !== range.endContainer || !element.contains(range.startContainer)) continue;
      const stretches = colors.get(range.startContainer) ?? [];
      colors.set(range.startContainer, stretches);
      stretches.push({ from: range.startOffset, to: range.endOffset, name });
    }
    if (end) end();
  }
  for (const stretches of colors.values()) stretches.sort((a, b) => a.from - b.from);
  return colors;
}

/** @returns {{ name: string, range: AbstractRange }[]} */
const ranges = () => [...CSS.highlights].flatMap(([full, highlight]) => (
  full.startsWith('draftpane-') ? [...highlight].map((range) => ({ name: full.slice('draftpane-'.length), range })) : []
));
