/** Records the changes of a preview below a line that is typed on top of a post. */

/**
 * @param {Element} content
 * @param {string} line what is typed
 * @returns {() => { records: number, nodes: number }} how many mutation records there were about blocks below the line,
 *   and how many of these were removed or added
 */
export function record(content, line) {
  const [count, everything] = [{ records: 0, nodes: 0 }, { subtree: true, childList: true, characterData: true, attributes: true }];
  const isLine = (/** @type {Node} */ node) => node === content.firstElementChild && line.startsWith(node.textContent?.trim() || '?');
  const below = () => new Set([...content.childNodes].filter((node) => !isLine(node)));
  let before = below();

  /** @param {MutationRecord[]} records */
  const look = (records) => {
    const after = below();
    const isBelow = (/** @type {any} */ node) => before.has(node) || after.has(node);
    for (const { target, removedNodes, addedNodes } of records) {
      const nodes = [...removedNodes, ...addedNodes].filter(isBelow).length;
      let inside = /** @type {Node | null} */ (target);
      while (inside && !isBelow(inside)) inside = inside.parentNode;
      if (nodes > 0 || inside) count.records++;
      count.nodes += nodes;
    }
    before = after;
  };
  const observer = new MutationObserver(look);
  observer.observe(content, everything);
  return () => {
    look(observer.takeRecords());
    observer.disconnect();
    return count;
  };
}
