/**
 * The HTML of a patch as data. The engine writes one small form of HTML: every attribute in double quotes, every element
 * closed, four characters escaped. Anything else is refused, so that no HTML parser is needed.
 *
 * @module
 */

import { ELEMENTS, VOID, allows } from './allow.js';

/** @typedef {{ tag: string, attributes: [name: string, value: string][], children: Shown[], html: string } | string} Shown An element with the HTML that it was read from, or a text. */

const TOKEN = /([^<&]+|&[^;<&]*;)|<([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>|<\/([a-z][a-z0-9]*)>/y;
const ATTRIBUTE = / ([a-z-]+)="([^"]*)"/g;
/** @type {Record<string, string>} */
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * @param {string} html
 * @returns {Shown[]}
 * @throws {TypeError} For what the engine would not write.
 */
export function read(html) {
  /** @type {{ tag: string, attributes: [string, string][], children: Shown[], from: number }[]} */
  const open = [{ tag: '', attributes: [], children: [], from: 0 }];
  let text = '';
  let at = 0;
  const flush = () => {
    const { tag, children } = open[open.length - 1];
    // The first line end in it is not shown.
    if (tag === 'pre' && children.length === 0) text = text.replace(/^\n/, '');
    if (text) children.push(text);
    text = '';
  };
  const close = () => {
    const { tag, attributes, children, from } = /** @type {typeof open[0]} */ (open.pop());
    open[open.length - 1].children.push({ tag, attributes, children, html: html.slice(from, at) });
  };
  while (at < html.length) {
    TOKEN.lastIndex = at;
    const [whole, plain, start, attributes, end] = TOKEN.exec(html) ?? refuse(html, at);
    const from = at;
    at += whole.length;
    if (plain !== undefined) {
      text += plain.startsWith('&') ? character(plain, html, from) : plain;
    } else if (start !== undefined) {
      flush();
      if (!ELEMENTS.has(start)) refuse(html, from);
      open.push({ tag: start, attributes: attributesOf(start, attributes, html, from), children: [], from });
      if (VOID.has(start)) close();
    } else {
      flush();
      if (open.length === 1 || open[open.length - 1].tag !== end) refuse(html, from);
      close();
    }
  }
  flush();
  if (open.length > 1) refuse(html, html.length);
  return open[0].children;
}

/**
 * @param {string} tag
 * @param {string} written
 * @param {string} html
 * @param {number} from
 */
function attributesOf(tag, written, html, from) {
  /** @type {[string, string][]} */
  const attributes = [];
  for (const [, name, value] of written.matchAll(ATTRIBUTE)) {
    const read = value.replace(/&[^;]*;?/g, (reference) => character(reference, html, from));
    if (!allows(tag, name, read)) refuse(html, from);
    attributes.push([name, read]);
  }
  return attributes;
}

/** @param {string} reference @param {string} html @param {number} from */
function character(reference, html, from) {
  const name = reference.slice(1, -1);
  if (Object.hasOwn(NAMED, name) && reference.endsWith(';')) return NAMED[name];
  if (/^#\d{1,6};$/.test(reference.slice(1))) return String.fromCodePoint(Number(name.slice(1)));
  return refuse(html, from);
}

/** @param {string} html @param {number} at @returns {never} */
function refuse(html, at) {
  throw new TypeError(`A patch holds what the engine does not write, at ${at} of its HTML: ${JSON.stringify(html.slice(at, at + 60))}`);
}
