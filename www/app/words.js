/**
 * Every word that the page shows, in the language of its reader. `words/en.js` is the source; `words/de.js` has the same keys,
 * which the type checker compares.
 */
import en from './words/en.js';
import { recall } from './memory.js';

/** @typedef {typeof en} Words */

/** Languages that the page speaks, each loaded alone. @type {Record<string, () => Promise<Words>>} */
const languages = {
  en: async () => en,
  de: async () => (await import('./words/de.js')).default,
};

/** The languages, each in itself. @type {Record<string, string>} */
export const languageNames = { en: 'English', de: 'Deutsch' };

/** Where the reader's choice of one is remembered. */
export const languageKey = 'draftpane.language';

/** The reader's preferred languages, best first. */
const preferred = globalThis.navigator?.languages ?? [];

/** The language of the page: what the reader chose, else the first of the browser's that the page speaks, else English. */
export const language = [recall(languageKey), ...preferred]
  .map((tag) => tag?.split('-')[0] ?? '')
  .find((tag) => Object.hasOwn(languages, tag)) ?? 'en';

export const words = await languages[language]();

/** The reader's own formats of numbers and dates where they are in the language of the page. */
export const locale = preferred.find((tag) => tag.split('-')[0] === language) ?? language;

/**
 * The words at a path such as `bar.open`.
 * @param {string} path
 * @returns {string}
 */
export function wordsAt(path) {
  /** @type {any} */
  let found = words;
  for (const key of path.split('.')) found = found?.[key];
  if (typeof found !== 'string') throw new Error(`there are no words at ${path}`);
  return found;
}

/**
 * Writes the words into the elements of a page, which name them: `data-text` for what they say, `data-title`,
 * `data-label` and `data-placeholder` for their attributes.
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('[data-text], [data-title], [data-label], [data-placeholder]'))) {
    const { text, title, label, placeholder } = element.dataset;
    if (text) element.textContent = wordsAt(text);
    if (title) element.title = wordsAt(title);
    if (label) element.ariaLabel = wordsAt(label);
    if (placeholder) /** @type {HTMLInputElement} */ (element).placeholder = wordsAt(placeholder);
  }
}
