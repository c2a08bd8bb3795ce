/** Letters and digits in a row; where no spaces stand between words, each character counts. */
const word = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[\p{L}\p{N}\p{M}'’_-])+/gu;

/** Words of a piece of source. @param {string} text */
export function wordsIn(text) {
  let count = 0;
  for (const [found] of text.matchAll(word)) if (/[\p{L}\p{N}]/u.test(found)) count++;
  return count;
}
