/**
 * Turns copied HTML into Markdown. parse5 makes plain objects of it: none of it ever gets into a document. Styles and classes
 * that programs write become elements with a meaning first. Loaded with the first paste of rich text.
 */
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultHandlers, toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { parse } from 'parse5';
import { widthOf } from './table.js';

/** @typedef {any} Node a node of hast or mdast */

/** Elements that hold nothing to read. */
const dropped = new Set(['head', 'style', 'script', 'meta', 'link', 'title', 'template', 'noscript', 'svg', 'button', 'iframe', 'object', 'colgroup']);
const block = /^(?:p|div|h[1-6]|ul|ol|table|pre|blockquote|hr|section|article|figure|dl|address)$/;
const monospace = /mono|courier|consolas|menlo/i;

/** @param {string} html @returns {string} */
export function markdownOf(html) {
  const body = find(fromParse5(/** @type {any} */ (parse(html))), 'body');
  body.children = body.children.flatMap(meant);
  structure(body);
  const tree = toMdast(/** @type {any} */ ({ type: 'root', children: body.children }), {
    handlers: {
      pre: (state, node) => defaultHandlers.pre(state, /** @type {any} */ (withLanguage(node))),
    },
  });
  tidy(tree);
  return toMarkdown(/** @type {any} */ (tree), {
    bullet: '-', emphasis: '*', rule: '-', listItemIndent: 'one', fences: true,
    extensions: [gfmToMarkdown({ stringLength: widthOf })],
    handlers: {
      // Between letters an underscore is no mark.
      text: (node, _parent, state, info) => state.safe(node.value, info).replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_'),
    },
  }).trim();
}

/** @param {Node} node @param {string} name @returns {Node} */
function find(node, name) {
  if (node.tagName === name) return node;
  for (const child of node.children ?? []) {
    const found = find(child, name);
    if (found) return found;
  }
  return null;
}

/** @param {Node} node @returns {string} */
const textOf = (node) => (node.type === 'text' ? node.value : (node.children ?? []).map(textOf).join(''));

/** @param {string} tagName @param {Node[]} children @param {object} [properties] */
const element = (tagName, children, properties = {}) => ({ type: 'element', tagName, properties, children });

/** @param {Node} node @returns {Record<string, string>} */
const styleOf = ({ properties }) => Object.fromEntries(String(properties?.style ?? '').split(';').map((rule) => {
  const [name, ...value] = rule.split(':');
  return [name.trim().toLowerCase(), value.join(':').trim().toLowerCase()];
}));

/** @param {Node} node */
const classOf = ({ properties }) => [properties?.className ?? []].flat().join(' ');

/**
 * A node with what it holds, as elements that say what is meant; none for one that nobody reads.
 * @param {Node} node
 * @returns {Node[]}
 */
function meant(node) {
  if (node.type === 'text') return [{ ...node, value: node.value.replace(/\u00a0/g, ' ') }];
  if (node.type !== 'element' || dropped.has(node.tagName)) return [];
  const style = styleOf(node);
  if (style.display === 'none' || style['mso-hide'] === 'all') return [];
  if (node.tagName === 'pre') return [node];
  const list = /\bl\d+ level(\d+)/.exec(style['mso-list'] ?? '');
  const marker = list ? markerIn(node) : '';
  const { tagName, properties } = node;
  // Google Docs draws the box of a task as a picture.
  const isTask = tagName === 'li' && properties.role === 'checkbox';
  const children = node.children.filter((/** @type {Node} */ child) => !isMarker(child) && !(isTask && child.tagName === 'img')).flatMap(meant);
  const className = classOf(node);
  if (list) return [element('p', children, { list: { level: Number(list[1]), marker } })];
  switch (tagName) {
    case 'a': {
      const href = addressOf(String(properties.href ?? ''));
      if (!href || /\banchor\b/.test(className)) return children.filter((/** @type {Node} */ child) => textOf(child).trim());
      return [element('a', children, { href })];
    }
    case 'img': {
      const src = String(properties.src ?? '');
      // Neither a picture in the text nor a file of another program could be seen.
      return /^(?:https?:)?\/\/|^[^:]+$/.test(src) ? [element('img', [], { src, alt: properties.alt })] : [{ type: 'text', value: String(properties.alt ?? '') }];
    }
    case 'b': case 'strong':
      return /^(?:normal|[1-4]00)$/.test(style['font-weight'] ?? '') ? children : around(children, ['strong']);
    case 'i': case 'em':
      return style['font-style'] === 'normal' ? children : around(children, ['em']);
    case 'br':
      return /Apple-interchange-newline/.test(className) ? [] : [element('br', [])];
    case 'li': {
      const box = isTask ? element('input', [], { type: 'checkbox', checked: properties.ariaChecked === 'true' }) : null;
      return [element('li', box ? [box, ...children] : children, properties)];
    }
    case 'p':
      if (/\bMsoTitle\b/.test(className)) return [element('h1', children)];
      if (/\bMso(?:Intense)?Quote\b/.test(className)) return [element('blockquote', [element('p', children)])];
      break;
    case 'th': case 'td':
      return [element(tagName, inCell(children), properties)];
  }
  const marks = [];
  if (/^(?:span|font)$/.test(tagName)) {
    if (/^(?:bold|bolder|[6-9]00)$/.test(style['font-weight'] ?? '')) marks.push('strong');
    if (style['font-style'] === 'italic') marks.push('em');
    if (/line-through/.test(style['text-decoration'] ?? style['text-decoration-line'] ?? '')) marks.push('del');
    if (monospace.test(`${style['font-family'] ?? ''} ${properties.face ?? ''}`)) return around([{ type: 'text', value: children.map(textOf).join('') }], ['code', ...marks]);
    return around(children, marks);
  }
  if (/^h[1-6]$/.test(tagName)) return [element(tagName, children.flatMap((/** @type {Node} */ child) => (child.tagName === 'strong' ? child.children : [child])))];
  // A site's highlighter names the language around the code.
  for (const child of children) if (child.tagName === 'pre') child.around = node;
  return [{ ...node, children }];
}

/** @param {Node[]} children @param {string[]} marks @returns {Node[]} */
function around(children, marks) {
  if (marks.length === 0 || children.length === 0 || children.some(({ tagName }) => block.test(tagName ?? ''))) return children;
  return marks.reduce((inner, mark) => [element(mark, inner)], children);
}

/** Paragraphs and line breaks of a cell as one line. @param {Node[]} children @returns {Node[]} */
function inCell(children) {
  return children.flatMap((child, index) => {
    if (child.tagName === 'br') return [{ type: 'text', value: ' ' }];
    if (!/^(?:p|div)$/.test(child.tagName ?? '')) return [child];
    return [...(index > 0 ? [{ type: 'text', value: ' ' }] : []), ...inCell(child.children)];
  });
}

/** An address that leads somewhere; of a redirect that a program puts before it, the target. @param {string} href */
function addressOf(href) {
  const target = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(href)?.[1];
  try {
    if (target) return decodeURIComponent(target);
  } catch {
    // A target that cannot be read: the redirect still leads there.
  }
  return /^(?:javascript|data|blob|file|about):/i.test(href.trim()) ? '' : href;
}

/** @param {Node} node */
const isMarker = (node) => node.type === 'element' && styleOf(node)['mso-list'] === 'ignore';

/** @param {Node} node @returns {string} */
function markerIn(node) {
  if (isMarker(node)) return textOf(node).trim();
  for (const child of node.children ?? []) {
    const found = markerIn(child);
    if (found) return found;
  }
  return '';
}

/** Makes lists of paragraphs that are items, and puts nested lists into their items. @param {Node} parent */
function structure(parent) {
  parent.children = nested(parent.children);
  for (const child of parent.children) if (child.type === 'element' && child.tagName !== 'pre') structure(child);
  const isList = /^(?:ul|ol)$/.test(parent.tagName ?? '');
  const hasBlocks = parent.children.some((/** @type {Node} */ { tagName }) => block.test(tagName ?? ''));
  /** @type {Node[]} */
  const children = [];
  for (const child of parent.children) {
    // Between blocks a line break is but their distance.
    if (hasBlocks && child.tagName === 'br' && parent.tagName !== 'li') continue;
    const last = children.findLast(({ tagName }) => tagName === 'li');
    if (isList && /^(?:ul|ol)$/.test(child.tagName ?? '') && last) last.children.push(child);
    else children.push(child);
  }
  parent.children = children;
  if (parent.tagName === 'table' && !find(parent, 'th')) {
    // Markdown has no table without a header.
    for (const cell of find(parent, 'tr')?.children ?? []) if (cell.tagName === 'td') cell.tagName = 'th';
  }
  if (parent.tagName !== 'li') return;
  const paragraphs = children.filter(({ tagName }) => tagName === 'p');
  if (paragraphs.length === 1) parent.children = children.flatMap((child) => (child.tagName === 'p' ? child.children : [child]));
}

/** @param {Node[]} nodes @returns {Node[]} */
function nested(nodes) {
  /** @type {Node[]} */
  const result = [];
  /** @type {{ list: Node, level: number }[]} */
  let open = [];
  for (const node of nodes) {
    const { list } = node.properties ?? {};
    if (!list) {
      if (node.type !== 'text' || node.value.trim()) open = [];
      result.push(node);
      continue;
    }
    while (open.length > 0 && open[open.length - 1].level > list.level) open.pop();
    const number = /^\(?(\d+|[a-z]|[ivx]+)[.)]/i.exec(list.marker)?.[1];
    if (open.length === 0 || open[open.length - 1].level < list.level) {
      const made = element(number ? 'ol' : 'ul', [], number && Number(number) > 1 ? { start: Number(number) } : {});
      const into = open[open.length - 1]?.list.children.at(-1).children ?? result;
      into.push(made);
      open.push({ list: made, level: list.level });
    }
    open[open.length - 1].list.children.push(element('li', node.children));
  }
  return result;
}

/** Code with its language, as sites write it around the code. @param {Node} node */
function withLanguage(node) {
  const all = [...(node.around ? [node.around] : []), node, ...node.children];
  const language = all.map((each) => /\b(?:language|lang|highlight-source)-([\w+#-]+)/.exec(`${classOf(each)} ${each.properties?.dataLanguage ? `lang-${each.properties.dataLanguage}` : ''}`)?.[1])
    .find(Boolean) ?? node.properties?.lang;
  const code = element('code', [{ type: 'text', value: textOf(node) }], language ? { className: [`language-${language}`] } : {});
  return element('pre', [code]);
}

const mark = /^(?:strong|emphasis|delete)$/;

/** Joins marks that follow each other, takes blanks at their ends out of them, and sets items close unless one holds paragraphs. @param {Node} node */
function tidy(node) {
  if (!node.children) return;
  node.children = joined(joined(node.children).flatMap((child) => (mark.test(child.type) ? trimmed(child) : [child])));
  node.children.forEach(tidy);
  if (node.type !== 'list') return;
  node.spread = node.children.some((/** @type {Node} */ item) => item.children.filter((/** @type {Node} */ { type }) => type === 'paragraph').length > 1);
  for (const item of node.children) item.spread = node.spread;
}

/** @param {Node[]} nodes */
function joined(nodes) {
  /** @type {Node[]} */
  const all = [];
  for (const node of nodes) {
    const last = all[all.length - 1];
    if (last?.type === node.type && mark.test(node.type)) last.children.push(...node.children);
    else if (last?.type === 'text' && node.type === 'text') last.value += node.value;
    else all.push(node);
  }
  return all;
}

/** @param {Node} node @returns {Node[]} */
function trimmed(node) {
  const [first, last] = [node.children[0], node.children.at(-1)];
  const before = first?.type === 'text' ? /^\s*/.exec(first.value)?.[0] ?? '' : '';
  if (before) first.value = first.value.slice(before.length);
  const after = last?.type === 'text' ? /\s*$/.exec(last.value)?.[0] ?? '' : '';
  if (after) last.value = last.value.slice(0, last.value.length - after.length);
  node.children = node.children.filter((/** @type {Node} */ child) => child.type !== 'text' || child.value);
  const blank = (/** @type {string} */ value) => (value ? [{ type: 'text', value }] : []);
  return [...blank(before), ...(node.children.length > 0 ? [node] : []), ...blank(after)];
}
