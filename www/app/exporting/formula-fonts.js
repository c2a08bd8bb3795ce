/** The fonts of formulas, those that are used, as rules that hold the fonts themselves. */
import { dataUrl } from './data-url.js';

/**
 * @param {ShadowRoot} root formulas, laid out
 * @param {ReturnType<typeof import('../../enhance/fonts.js').FONTS>} fonts all of them
 * @returns {Promise<string>} CSS
 */
export async function usedFonts(root, fonts) {
  const used = new Set([...root.querySelectorAll('.katex-html *')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()))
    .map((element) => {
      const { fontFamily, fontStyle, fontWeight } = getComputedStyle(element);
      return `${fontFamily.split(',')[0].replaceAll('"', '')} ${fontStyle} ${fontWeight}`;
    }));
  const rules = fonts.map(async ([name, style, weight, url]) => {
    if (!used.has(`KaTeX_${name} ${style} ${weight}`)) return '';
    const font = await (await fetch(url)).blob();
    return `@font-face { font-family: "KaTeX_${name}"; font-style: ${style}; font-weight: ${weight}; src: url("${await dataUrl(new Blob([font], { type: 'font/woff2' }))}") format("woff2"); }\n`;
  });
  return (await Promise.all(rules)).join('');
}
