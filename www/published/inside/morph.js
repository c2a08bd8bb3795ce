/**
 * Changes a tree into another one in place: nodes that are in both stay, with their pictures, what is open and what has the focus.
 */

/** Whether the page itself opens a part, as it was last published; a reader may have done otherwise since. @type {WeakMap<Element, boolean>} */
const opened = new WeakMap();

/** The most pairs that are compared in one list of children. */
const MOST = 250_000;

/**
 * @param {Element} old in the document
 * @param {Element} next in another one, which is used up
 */
export function morph(old, next) {
  attributes(old, next);
  children(old, next);
}

/** @param {Element} old @param {Element} next */
function attributes(old, next) {
  const isOpened = old.localName === 'details';
  if (isOpened) {
    const wants = next.hasAttribute('open');
    if (opened.get(old) === wants) next.toggleAttribute('open', old.hasAttribute('open'));
    opened.set(old, wants);
  }
  for (const { namespaceURI, localName, name } of [...old.attributes]) {
    if (!next.hasAttribute(name)) old.removeAttributeNS(namespaceURI, localName);
  }
  for (const { namespaceURI, name, value } of next.attributes) {
    // The same address set again would load again.
    if (old.getAttribute(name) !== value) old.setAttributeNS(namespaceURI, name, value);
  }
}

/** @param {Element} old @param {Element} next */
function children(old, next) {
  const before = [...old.childNodes];
  const after = [...next.childNodes];
  let start = 0;
  let ends = 0;
  const room = Math.min(before.length, after.length);
  while (start < room && before[start].isEqualNode(after[start])) start++;
  while (ends < room - start && before[before.length - 1 - ends].isEqualNode(after[after.length - 1 - ends])) ends++;
  const from = before.slice(start, before.length - ends);
  const to = after.slice(start, after.length - ends);
  const pairs = paired(from, to);
  const stays = new Set(pairs);
  for (const node of from) if (!stays.has(node)) node.remove();
  let at = before[before.length - ends] ?? null;
  for (let index = to.length - 1; index >= 0; index--) {
    const kept = pairs[index];
    if (kept) become(kept, to[index]);
    const node = kept ?? copied(old.ownerDocument, to[index]);
    if (!kept) old.insertBefore(node, at);
    at = /** @type {ChildNode} */ (node);
  }
}

/** A copy for the document. @template {Node} T @param {Document} document @param {T} node @returns {T} */
function copied(document, node) {
  const copy = document.importNode(node, true);
  if (copy instanceof Element) {
    for (const details of [copy, ...copy.querySelectorAll('details')]) if (details.localName === 'details') opened.set(details, details.hasAttribute('open'));
  }
  return copy;
}

/** @param {Node} kept @param {Node} next of the same kind */
function become(kept, next) {
  if (kept.nodeType === Node.ELEMENT_NODE) morph(/** @type {Element} */ (kept), /** @type {Element} */ (next));
  else if (kept.nodeValue !== next.nodeValue) kept.nodeValue = next.nodeValue;
}

/**
 * The old node for each new one, in their order: equal ones first, then, between these, others of the same kind.
 *
 * @param {ChildNode[]} from
 * @param {ChildNode[]} to
 * @returns {(ChildNode | undefined)[]}
 */
function paired(from, to) {
  /** @type {(ChildNode | undefined)[]} */
  const pairs = new Array(to.length);
  if (from.length === 0 || to.length === 0) return pairs;
  const [a, b] = [from.map(keyOf), to.map(keyOf)];
  const anchors = from.length * to.length <= MOST ? common(a, b) : [];
  let i = 0;
  let j = 0;
  for (const [x, y] of [...anchors, [from.length, to.length]]) {
    // Between two that are equal: in the order in which they stand.
    for (let at = i; j < y; j++) {
      const found = from.slice(at, x).findIndex((node) => isAlike(node, to[j]));
      if (found < 0) continue;
      pairs[j] = from[at + found];
      at += found + 1;
    }
    if (y < to.length) pairs[y] = from[x];
    i = x + 1;
    j = y + 1;
  }
  return pairs;
}

/** @param {Node} node */
function keyOf(node) {
  if (!(node instanceof Element)) return `${node.nodeType} ${node.nodeValue}`;
  const address = node.getAttribute('src') ?? '';
  return node.id ? `#${node.id} ${node.localName}` : `${node.localName} ${address} ${node.textContent}`;
}

/** @param {Node} a @param {Node} b */
const isAlike = (a, b) => a.nodeName === b.nodeName && (!(a instanceof Element) || (a.namespaceURI === /** @type {Element} */ (b).namespaceURI && a.id === /** @type {Element} */ (b).id));

/** The longest common subsequence. @param {string[]} a @param {string[]} b @returns {[number, number][]} */
function common(a, b) {
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? longest[(i + 1) * width + j + 1] + 1 : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}
