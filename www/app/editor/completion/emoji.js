/** Emoji by name after `:` and two letters, where posts are read with them. The names are the engine's own list. */
import { isCode } from './labels.js';
import { replacing } from './place.js';

/** @typedef {{ name: string, emoji: string }} Named */

/** @type {Promise<Named[]> | null} */
let all = null;

/**
 * @param {import('./place.js').Place} place
 * @param {import('./place.js').Known} known
 * @returns {Promise<import('./place.js').Result | null> | null}
 */
export function emojiNames({ state, at, before, after }, known) {
  const [, typed] = /(?:^|[^\w:]):([a-z+-][\w+-]+)$/i.exec(before) ?? [];
  if (!typed || !known.hasEmoji() || isCode(state, at)) return null;
  all ??= import('../../../../src/hugo/emoji.txt?raw').then(({ default: text }) => read(text));
  const wanted = typed.toLowerCase();
  return all.then((names) => {
    const options = names.filter(({ name }) => name.includes(wanted)).sort((a, b) => Number(b.name.startsWith(wanted)) - Number(a.name.startsWith(wanted)))
      .slice(0, 50).map(({ name, emoji }) => ({ label: name, detail: emoji, apply: replacing(`${name}:`, after.startsWith(':') ? 1 : 0) }));
    return options.length > 0 ? { from: at - typed.length, options, filter: false } : null;
  });
}

/** The list as scripts/emoji.mjs writes it. @param {string} text @returns {Named[]} */
function read(text) {
  let code = 0;
  const middle = text.indexOf('\n\n');
  const characters = text.slice(middle + 2).split('\n');
  return text.slice(0, middle).split('\n').flatMap((names, line) => {
    const written = characters[line];
    const start = written === '' ? String.fromCodePoint(code + 1) : written.startsWith('=') ? String.fromCodePoint(code) : '';
    const emoji = start + written.replace(/^=/, '');
    code = emoji.codePointAt(0) ?? 0;
    return names.split(' ').map((name) => ({ name, emoji }));
  });
}
