/**
 * The kind of a node. By its names, not its class: the classes are those of one window, and a pane may stand in a frame,
 * where its body is made of the frame's nodes.
 *
 * @module
 */

/** @param {EventTarget | null | undefined} node @returns {node is Element} */
export const isElement = (node) => nodeType(node) === 1;

/** @param {EventTarget | null | undefined} node @returns {node is Text} */
export const isText = (node) => nodeType(node) === 3;

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {EventTarget | null | undefined} node
 * @param {N} name
 * @returns {node is HTMLElementTagNameMap[N]}
 */
export const isHtml = (node, name) => isElement(node) && node.localName === name;

/** @param {EventTarget | null | undefined} node */
const nodeType = (node) => /** @type {Partial<Node> | null | undefined} */ (node)?.nodeType;
