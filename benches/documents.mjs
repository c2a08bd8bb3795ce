/** The texts that are measured: real posts where there are some, else made-up ones. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import init, { render } from '../www/engine.js';
import { post } from './post.mjs';
import { random } from './random.mjs';

const folder = process.env.DRAFTPANE_SHARED ? join(process.env.DRAFTPANE_SHARED, 'posts') : '';

/** Longer texts are made up: real posts would stand in them again and again. */
const MOST = 4_000_000;

/** Whether real posts are used, one after the other. */
export const real = existsSync(folder);

/** @type {string[] | undefined} */
let posts;

await init();

/**
 * A text of about this length in UTF-16 code units, without front matter. It begins with a paragraph.
 * @param {number} length
 * @param {{ still?: boolean }} [options] `still`: it holds no images, raw HTML or shortcodes, so that no previewer
 *   loads anything or leaves out what another shows
 */
export function documentOf(length, { still = false } = {}) {
  if (!real || length > MOST) return post(length);
  posts ??= readPosts();
  let text = 'One post after the other.\n\n';
  while (text.length < length) {
    const before = text.length;
    for (const body of posts) {
      if (still && /!\[|<[a-z!/]|\{\{|\[\[/i.test(body)) continue;
      if (text.length + body.length + 2 <= length * 1.02) text += `${body}\n\n`;
    }
    if (text.length === before) return text;
  }
  return text;
}

/** The bodies of the posts, in an order that mixes the sites. */
function readPosts() {
  const chance = random(1);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).sort();
  for (let at = names.length - 1; at > 0; at--) {
    const other = chance.below(at + 1);
    [names[at], names[other]] = [names[other], names[at]];
  }
  return names
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r', '').replace(/^(---|\+\+\+)\n[^]*?\n\1\n/, '').trim())
    .filter(standsAlone);
}

/** Whether nothing is left open at the end that would swallow the next post. @param {string} body */
const standsAlone = (body) => body.length > 0 && render(`${body}\n\nThe end.\n`, { frontMatter: 'none' }).html.includes('\n<p>The end.</p>');

/**
 * Where one types: inside of a plain paragraph near the middle, which every previewer shows by the same words.
 * @param {string} text
 * @returns {{ offset: number, words: string }} `offset` behind a word; `words` before it in the same line, nowhere else in the text
 */
export function placeIn(text) {
  const paragraph = /\n\n([A-Z][A-Za-z]* [A-Za-z ,.]{40,}[.?!])(?=\n\n)/g;
  const places = [...text.matchAll(paragraph)].map(({ index, 1: line }) => {
    const words = line.slice(0, 30).replace(/ [^ ]*$/, '');
    return { offset: index + 2 + words.length, words };
  });
  const distance = (/** @type {{ offset: number }} */ { offset }) => Math.abs(offset - text.length / 2);
  const place = places.sort((a, b) => distance(a) - distance(b)).find(({ words }) => text.indexOf(words) === text.lastIndexOf(words));
  if (!place) throw new Error('The text has no plain paragraph.');
  return place;
}

/** @param {number} length in UTF-16 code units */
export const sizeName = (length) => (length >= 1_000_000 ? `${length / 1_000_000} MB` : `${length / 1000} KB`);
