/** The length of what is selected: words, characters and minutes, counted in the source without its marks. */
import { wordsIn } from './word-count.js';

/** @typedef {{ words: number, characters: number, minutes: number }} Length */

/** Code units; the words of a longer selection are not counted, so that the next key does not wait. */
const longest = 1_000_000;
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
/** Addresses, tags, shortcodes and numbers of items: they are no words of the post. */
const marks = /\]\([^)\s]*\)|<[^<>\n]*>|\{\{[^{}\n]*\}\}|^[ \t>]*\d{1,9}[.)](?=\s)/gm;

/** @param {import('@codemirror/state').EditorState} state @returns {Length | null} null where nothing is selected */
export function lengthOfSelection({ doc, selection }) {
  const ranges = selection.ranges.filter(({ empty }) => !empty);
  if (ranges.length === 0) return null;
  const length = ranges.reduce((all, { from, to }) => all + to - from, 0);
  if (length > longest) return { words: 0, characters: length, minutes: 0 };
  const texts = ranges.map(({ from, to }) => doc.sliceString(from, to));
  const words = texts.reduce((all, text) => all + wordsIn(text.replace(marks, ' ')), 0);
  const characters = texts.reduce((all, text) => all + [...text].length, 0);
  return { words, characters, minutes: Math.ceil(words / (texts.some((text) => unspaced.test(text)) ? 500 : 212)) };
}
