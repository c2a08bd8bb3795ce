/**
 * The rule for raw HTML off the allowlist (docs/html.md), said once more, over a tree of parse5: what a preview shows
 * of HTML that Hugo publishes. Written without a look at the engine's own code, of which it takes the names alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFragment, serialize } from 'parse5';
import { root } from '../../scripts/run.mjs';

/** The names in the tables of src/allow.rs. @type {Set<string>[]} */
export const [elements, attributes] = ['Element', 'Attribute'].map((table) => {
  const source = readFileSync(join(root, 'src', 'allow.rs'), 'utf8');
  const names = source.slice(source.indexOf(`    ${table} {`)).split('\n    }')[0];
  return new Set(Array.from(names.matchAll(/= "(.+?)"/g), ([, name]) => name));
});

const words = (/** @type {string} */ text) => text.split(' ');

/** Shown as another element. @type {Record<string, string>} */
const as = Object.fromEntries([
  ...words('dir menu').map((name) => [name, 'ul']),
  ...words('dialog fieldset form hgroup legend main nav search').map((name) => [name, 'div']),
  ['listing', 'pre'],
]);
/** Not shown, with all that is in them. */
const hidden = new Set(words('area base basefont bgsound datalist link meta noembed noframes noscript param script style template title'));
/** To a browser all that follows is in them where nothing ends them. */
const endless = new Set(words('iframe noembed noframes noscript plaintext script style textarea title xmp'));
/** @type {Record<string, string>} */
const named = { math: 'MathML formula', svg: 'SVG drawing' };
/** The addresses of cards. @type {Record<string, { label: string, address: string }>} */
const cards = {
  embed: { label: 'Embedded object', address: 'src' },
  iframe: { label: 'Embedded page', address: 'src' },
  object: { label: 'Embedded object', address: 'data' },
};

/** @typedef {{ nodeName: string, tagName?: string, value?: string, attrs?: { name: string, value: string }[], childNodes?: Node[], content?: Node, parentNode?: Node, namespaceURI?: string, sourceCodeLocation?: any }} Node of parse5 */

/**
 * The HTML as a preview shows it. Classes, roles and styles are omitted: Markdown may give them, raw HTML may not, and
 * HTML does not say which it was. So both sides of a comparison go through here: of what a preview gives it changes
 * nothing else.
 *
 * @param {string} html a fragment
 */
export function expected(html) {
  const fragment = /** @type {Node} */ (parseFragment(ended(html)));
  fragment.childNodes = shownOf(fragment);
  return serialize(/** @type {any} */ (fragment));
}

/**
 * HTML in which the start of what would take all that follows is text.
 *
 * @param {string} html
 * @returns {string}
 */
function ended(html) {
  for (;;) {
    const open = find(/** @type {Node} */ (parseFragment(html, { sourceCodeLocationInfo: true })));
    if (!open) return html;
    const { startOffset, endOffset } = open.sourceCodeLocation.startTag ?? open.sourceCodeLocation;
    // That of a page is a card, open or not.
    const tag = html.slice(startOffset, endOffset);
    html = `${html.slice(0, startOffset)}${open.tagName === 'iframe' ? `${tag}</iframe>` : tag.replaceAll('<', '&lt;')}${html.slice(endOffset)}`;
  }
}

/** The first element that nothing ends. @param {Node} node @returns {Node | undefined} */
function find(node) {
  if (node.tagName && endless.has(node.tagName) && node.sourceCodeLocation && !node.sourceCodeLocation.endTag) return node;
  for (const child of (node.content ?? node).childNodes ?? []) {
    const found = find(child);
    if (found) return found;
  }
  return undefined;
}

/** @param {Node} parent @returns {Node[]} */
function shownOf(parent) {
  return (parent.childNodes ?? []).flatMap((node) => {
    const { tagName: name } = node;
    if (node.nodeName === '#text') return [node];
    if (!name || hidden.has(name)) return [];
    if (name in named) return [card(named[name], null, textOf(node))];
    if (name in cards) {
      const { label, address } = cards[name];
      const link = address_(valueOf(node, address));
      if (name === 'object') return [...(link ? [card(label, link, title(link, node))] : []), ...shownOf(node)];
      return [card(label, link, title(link, node))];
    }
    if (name === 'textarea') return (node.childNodes ?? []);
    // Text in there is written otherwise than in a `pre`: it is made anew, without what it was in.
    if (name === 'xmp' || name === 'plaintext') return [element('pre', [], (node.childNodes ?? []).map(({ value }) => text(value ?? '')))];
    // The boxes of tasks are Markdown's.
    if (name === 'input' && !(valueOf(node, 'type') === 'checkbox' && valueOf(node, 'disabled') !== null)) return [];
    const shown = as[name] ?? name;
    if (!elements.has(shown)) return shownOf(node);
    return [element(shown, kept(shown, node), shownOf(node))];
  });
}

/**
 * @param {string} tagName
 * @param {{ name: string, value: string }[]} attrs
 * @param {Node[]} childNodes
 * @returns {Node}
 */
const element = (tagName, attrs, childNodes) => ({ nodeName: tagName, tagName, attrs, childNodes, namespaceURI: 'http://www.w3.org/1999/xhtml' });

/** @param {string} value @returns {Node} */
const text = (value) => ({ nodeName: '#text', value });

/**
 * @param {string} label
 * @param {string | null} link
 * @param {string} more
 */
function card(label, link, more) {
  const named = link ? element('a', [{ name: 'href', value: link }], [text(label)]) : element('span', [], [text(label)]);
  return element('span', [], more ? [named, text(' '), element('span', [], [text(more)])] : [named]);
}

/** @param {Node} node @param {string} name */
const valueOf = (node, name) => node.attrs?.find((attribute) => attribute.name === name)?.value ?? null;

/**
 * The host that a card names, and the title.
 *
 * @param {string | null} link
 * @param {Node} node
 */
function title(link, node) {
  const host = !link ? '' : /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(link) ? new URL(link, 'http://page.invalid').host : link.split(/[?#]/)[0];
  return [host, valueOf(node, 'title')].filter((part) => part).join(': ');
}

/** An address that may be followed; null for others. @param {string | null} written */
function address_(written) {
  const url = written?.trim() ?? '';
  return url !== '' && isSafe(url, false) ? escaped(url) : null;
}

/** As goldmark writes addresses. @param {string} url */
const escaped = (url) => encodeURI(url).replace(/%25(?=[0-9a-f])/gi, '%').replace(/[[\]`|^]/g, (c) => encodeURIComponent(c));

/**
 * @param {string} url
 * @param {boolean} loaded whether it is loaded without being asked for
 */
function isSafe(url, loaded) {
  const cleaned = url.replace(/^[\0- ]+|[\t\n\r]/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(cleaned)?.[1].toLowerCase();
  if (scheme === undefined || /^https?$/.test(scheme)) return true;
  if (scheme === 'data') return loaded && /^data:image\/(png|gif|jpeg|webp|avif)[;,]/i.test(cleaned);
  return !loaded && /^(mailto|tel|ftp|ircs?|xmpp)$/.test(scheme);
}

/** The text in an element as words. @param {Node} node */
function textOf(node) {
  /** @param {Node} node @returns {string} */
  const all = (node) => (node.tagName && hidden.has(node.tagName) ? ' ' : node.value ?? (node.childNodes ?? []).map(all).join(' '));
  return all(node).split(/[ \t\n\f\r]+/).filter((word) => word).join(' ');
}

/** A number, of so many digits. @param {number} digits */
const number = (digits) => new RegExp(`^\\d{1,${digits}}$`);
const length = /^\d{1,5}(%|px)?$/;
const color = /^#?[a-z0-9]{1,30}$/i;
const cells = 'td th';
const players = 'audio video';
const rows = `${cells} table thead tbody tfoot tr`;

/** The values that an attribute may have, and on which elements; other attributes may have any value, anywhere. @type {Record<string, [elements: string, value: RegExp]>} */
const values = {
  alt: ['img', /^/], bgcolor: [rows, color], border: ['img table', number(2)], cellpadding: ['table', length], cellspacing: ['table', length],
  clear: ['br', /^(left|right|all|both|none)$/], color: ['font hr', color], colspan: [cells, number(3)], datetime: ['time del ins', /^/],
  default: ['track', /^$/], dir: ['', /^(ltr|rtl|auto)$/], face: ['font', /^[a-z0-9 ,'"_\u0080-\uffff-]{1,100}$/i], hspace: ['img', number(3)],
  id: ['', /^\S+$/], kind: ['track', /^(subtitles|captions|descriptions|chapters|metadata)$/], label: ['track', /^/], lang: ['', /^[a-z0-9-]{1,35}$/i],
  loop: [players, /^$/], media: ['img source', /^/], muted: [players, /^$/], noshade: ['hr', /^$/], nowrap: [cells, /^$/], open: ['details', /^$/],
  reversed: ['ol', /^$/], rowspan: [cells, number(3)], scope: ['th', /^(row|col|rowgroup|colgroup)$/], size: ['font hr', /^[+-]?\d{1,3}$/],
  sizes: ['img source', /^/], span: ['col colgroup', number(3)], srclang: ['track', /^[a-z0-9-]{1,35}$/i], start: ['ol', /^-?\d{1,9}$/],
  tabindex: ['pre', /^0$/], valign: ['', /^(top|middle|bottom|baseline)$/], value: ['li', /^-?\d{1,9}$/], vspace: ['img', number(3)],
  height: [`img source video col hr pre table ${cells}`, length], width: [`img source video col hr pre table ${cells}`, length],
};
/** Whatever is said of them, they are on. */
const flags = new Set(words('default loop muted noshade nowrap open reversed'));
/** Written in any case. */
const keywords = new Set(words('align clear dir kind scope valign'));
/** Attributes of the engine or of Markdown alone, or not compared. */
const own = new Set(words('class controls data-lang data-more data-tex role style'));

/**
 * The attributes that an element keeps.
 *
 * @param {string} name
 * @param {Node} node
 */
function kept(name, node) {
  const list = (node.attrs ?? []).flatMap((attribute) => {
    if (!attributes.has(attribute.name) || own.has(attribute.name)) return [];
    const value = flags.has(attribute.name) ? '' : keywords.has(attribute.name) ? attribute.value.toLowerCase() : attribute.value;
    return allows(name, attribute.name, value) ? [{ name: attribute.name, value }] : [];
  });
  // The older way to name a place.
  const place = valueOf(node, 'name');
  if (name === 'a' && place !== null && valueOf(node, 'id') === null && allows(name, 'id', place)) list.push({ name: 'id', value: place });
  if (words(players).includes(name)) list.push({ name: 'controls', value: '' });
  return list;
}

/**
 * @param {string} element
 * @param {string} name
 * @param {string} value
 */
function allows(element, name, value) {
  switch (name) {
    case 'href': return element === 'a' && isSafe(value, false);
    case 'cite': return ['blockquote', 'del', 'ins', 'q'].includes(element) && isSafe(value, false);
    case 'src': return words('img video audio source track').includes(element) && isSafe(value, true);
    case 'poster': return element === 'video' && isSafe(value, true);
    case 'srcset': return ['img', 'source'].includes(element) && value.split(/[ \t\n\r\f,]/).every((part) => isSafe(part, true));
    case 'align': return /^(left|center|right|justify)$/.test(value) || element === 'img' && /^(top|middle|bottom)$/.test(value);
    case 'type': return { input: /^checkbox$/, ol: /^[1aAiI]$/, ul: /^[1aAiI]$/, li: /^[1aAiI]$/, source: /^(image|video|audio)\// }[element]?.test(value) ?? false;
    case 'checked': case 'disabled': return element === 'input';
    default: {
      const [on, form] = values[name] ?? ['', /^/];
      return (on === '' || words(on).includes(element)) && form.test(value);
    }
  }
}
