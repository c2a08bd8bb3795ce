/** A post, or what is selected of its source, as HTML for the clipboard. */
import { render } from '../../draft-pane.js';
import { PicturesInside } from './pictures-inside.js';
import { unescaped } from './serialize.js';

/** A definition of a link or a footnote, with the indented lines that continue a footnote. */
const definition = /^ {0,3}\[[^\]\n]+\]:[^\n]*(?:\n(?: {2,}|\t)[^\n]*\S[^\n]*)*/gm;

/**
 * @param {import('../../draft-pane.js').DraftPane} pane which is ready
 * @param {string[]} selected stretches of the source; none: the post
 * @returns {{ source: string, html: string }}
 */
export function htmlOf(pane, selected) {
  const text = pane.value;
  if (selected.length === 0) return { source: text, html: pane.draft?.html ?? '' };
  const source = selected.join('\n\n');
  // Links and footnotes in it are defined anywhere in the post.
  const definitions = [...text.matchAll(definition)].map(([found]) => found).filter((found) => !source.includes(found));
  const frontMatter = text.startsWith(selected[0]) ? 'hidden' : 'none';
  return { source, html: render([source, ...definitions].join('\n\n'), { ...pane.options, frontMatter }).html };
}

/**
 * For programs that take rich text: with the pictures that came with the draft inside, and the alignment of cells as an
 * attribute, since the browser applies this page's policy for styles to what is copied.
 * @param {string} html
 * @param {import('../files/pictures.js').Pictures} pictures
 */
export async function forRichText(html, pictures) {
  const inside = new PicturesInside(pictures);
  const aligned = html.replace(/ style="text-align: (left|center|right)"(?=[^<>]*>)/g, ' align="$1"');
  const parts = aligned.split(/(<img(?: [a-z-]+="[^"<>]*")*>)/);
  const made = parts.map(async (part) => {
    const src = part.startsWith('<img') ? part.match(/ src="([^"]*)"/)?.[1] : undefined;
    const held = src === undefined ? null : await inside.of(unescaped(src));
    return held === null ? part : part.replace(/ src="[^"]*"/, () => ` src="${held}"`);
  });
  return (await Promise.all(made)).join('');
}
