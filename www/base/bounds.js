/**
 * How large a tree may be that an enhancement shows: browsers lay out by
 * calling themselves for each level, and a tree that is too deep ends the tab.
 *
 * @module
 */

/** Levels of nodes. KaTeX makes 5 to 9 for each level of a formula; browsers end at about 1,000. */
const DEEPEST = 500;
/** Nodes: what a browser lays out in about a second. */
const MOST = 50_000;

/**
 * @template N
 * @param {N} root
 * @param {(node: N) => Iterable<N> | null | undefined} childrenOf
 * @returns {{ depth: number, count: number }}
 */
export function measure(root, childrenOf) {
  let level = [root];
  let [depth, count] = [0, 0];
  // Level by level: what is too deep to be laid out may be too deep to be walked by calls, too.
  while (level.length > 0 && depth <= DEEPEST && count <= MOST) {
    depth++;
    count += level.length;
    /** @type {N[]} */
    const next = [];
    for (const node of level) for (const child of childrenOf(node) ?? []) next.push(child);
    level = next;
  }
  return { depth, count };
}

/**
 * @template N
 * @param {N} root
 * @param {(node: N) => Iterable<N> | null | undefined} childrenOf
 * @throws {Error} which says that the tree is too large to be shown
 */
export function checkSize(root, childrenOf) {
  const { depth, count } = measure(root, childrenOf);
  if (depth > DEEPEST) throw new Error(`This is nested too deeply to be shown: more than ${DEEPEST} levels of nodes.`);
  if (count > MOST) throw new Error(`This is too large to be shown: more than ${MOST} nodes.`);
}

/** The nodes below a node of a document, in open shadow roots, too. @param {Node} node @returns {Iterable<Node>} */
export function nodesBelow(node) {
  const root = /** @type {Partial<Element>} */ (node).shadowRoot;
  return root ? [root, ...node.childNodes] : node.childNodes;
}
