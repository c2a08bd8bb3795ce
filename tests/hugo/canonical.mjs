/** The form in which HTML of two renderers is compared: what a reader of the page would call the same is the same. */
import { parseFragment } from 'parse5';

/** White space next to the tags of these means nothing. */
const blocks = new Set([
  'blockquote', 'body', 'br', 'caption', 'col', 'colgroup', 'dd', 'details', 'div', 'dl', 'dt', 'figcaption', 'figure',
  'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'li', 'ol', 'p', 'pre', 'section', 'summary', 'table',
  'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul',
]);
/** Attributes of code that only Hugo's highlighter writes. */
const highlighter = new Set(['data-lang', 'tabindex']);
/** Stands for the border of a block until white space is settled. */
const border = '\u0001';

/**
 * Comments are dropped, attributes sorted, white space collapsed outside `pre` and trimmed at the borders of blocks.
 * @param {string} html a fragment
 * @returns {string} with the tags of blocks on lines of their own
 */
export function canonical(html) {
  /** @type {string[]} */
  const out = [];
  write(parseFragment(uncommented(html)), false, out);
  return out.join('').replace(/\s+(<\/code>\u0001<\/pre>)/g, '$1').replace(/[ \n]*\u0001[ \n\u0001]*/g, '\n').trim();
}

/**
 * The text of HTML, as a reader sees it.
 * @param {string} html a fragment
 */
export function plain(html) {
  return text(parseFragment(uncommented(html))).replace(/\s+/g, ' ').trim();
}

/**
 * The entries of Hugo's table of contents, one a line, each list in parentheses.
 * @param {string} html
 */
export function contents(html) {
  /** @type {string[]} */
  const lines = [];
  const walk = (/** @type {any} */ node) => {
    if (node.nodeName === 'ul') lines.push('(');
    if (node.nodeName === 'li') {
      const link = node.childNodes.find((/** @type {any} */ child) => child.nodeName === 'a');
      const target = link?.attrs.find((/** @type {any} */ { name }) => name === 'href').value;
      lines.push(entry(target ?? '#', link ? text(link).replace(/\s+/g, ' ').trim() : ''));
    }
    for (const child of node.childNodes ?? []) walk(child);
    if (node.nodeName === 'ul') lines.push(')');
  };
  walk(parseFragment(html));
  return lines.join('\n');
}

/**
 * A heading of a table of contents; of one without a name and without text, such as an image, nothing is left.
 * @param {string} target
 * @param {string} words
 */
export const entry = (target, words) => (target === '#' && words === '' ? '' : `${target} ${words}`);

/** @param {any} node of parse5 @returns {string} */
const text = (node) => node.value ?? (node.childNodes ?? []).map(text).join('');

/**
 * A comment parts text that a reader sees as one.
 * @param {string} html
 */
function uncommented(html) {
  return html.replace(/<!--(?:-?>|.*?--!?>)/gs, '');
}

/**
 * @param {any} parent a node of parse5
 * @param {boolean} pre whether white space counts
 * @param {string[]} out
 * @param {boolean} [lit] whether it is code that Hugo's highlighter has been over
 */
function write(parent, pre, out, lit = false) {
  for (const node of parent.childNodes) {
    if (node.nodeName === '#text') {
      // Text that looks like a tag is not a tag.
      const escaped = node.value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
      out.push(pre ? escaped : escaped.replace(/[ \t\r\n\f]+/g, ' '));
    } else if (node.nodeName === 'p' && node.attrs.length === 0 && !node.childNodes.some(shows)) {
      // A browser makes it of an end tag that ends nothing, and shows nothing of it.
      out.push(border);
    } else if (node.attrs) { // else a comment, of a processing instruction for one
      const edge = blocks.has(node.nodeName) ? border : '';
      // Hugo's highlighter: what it knows of a language is not compared, nor the blank lines that it ends code with.
      if (lit && node.nodeName === 'span') {
        write(node, pre, out, lit);
        continue;
      }
      const coloured = node.nodeName === 'pre' && node.attrs.some((/** @type {any} */ { name }) => name === 'tabindex');
      const attrs = coloured ? node.attrs.filter(isOfMarkdown) : node.attrs;
      const attributes = attrs.filter((/** @type {any} */ { name }) => !highlighter.has(name)).map(attribute).sort().join('');
      out.push(`${edge}<${node.nodeName}${attributes}>${edge}`);
      write(node.content ?? node, pre || node.nodeName === 'pre', out, lit || coloured);
      out.push(`${edge}</${node.nodeName}>${edge}`);
    }
  }
}

/**
 * Whether a node is more than white space.
 * @param {any} node
 */
function shows(node) {
  return node.nodeName !== '#text' || node.value.trim() !== '';
}

/**
 * Whether an attribute of highlighted code is more than the highlighter's own look.
 * @param {{ name: string, value: string }} attribute
 */
function isOfMarkdown({ name, value }) {
  return name !== 'style' && !(name === 'class' && value === 'chroma');
}

/** @param {{ name: string, value: string }} attribute */
function attribute({ name, value }) {
  const written = name === 'style' ? value.replace(/\s*([:;])\s*/g, '$1').replace(/;$/, '') : value;
  return ` ${name}="${written.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`;
}
