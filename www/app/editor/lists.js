/** Enter, Tab and Shift-Tab in lists: items that end, nest and come out again, with the number and the indentation they have there. */
import { insertNewlineContinueMarkupCommand } from '@codemirror/lang-markdown';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { countColumn } from '@codemirror/state';

/** @typedef {import('@codemirror/state').EditorState} EditorState */
/** @typedef {import('@codemirror/state').Line} Line */
/** @typedef {import('@lezer/common').SyntaxNode} SyntaxNode */
/** @typedef {{ from: number, to: number, insert: string }} Change */
/**
 * @typedef {object} Item
 * @property {SyntaxNode} node
 * @property {Line} line the line of its marker
 * @property {string} prefix what precedes the marker on that line
 * @property {number} column of the marker
 * @property {string} marker `-` or `1.`
 * @property {number} number NaN in a bullet list
 * @property {number} content column of what it holds
 * @property {string} box `[ ] ` in a list of tasks
 */

const tab = 4;
const continueMarkup = insertNewlineContinueMarkupCommand({ nonTightLists: false });

/** Enter: an empty item comes out of its list; the outermost list ends, so that what is typed next is not a part of it. */
const enter = (/** @type {import('@codemirror/view').EditorView} */ view) => {
  const { state } = view;
  const { main } = state.selection;
  const item = main.empty && state.selection.ranges.length === 1 ? itemOn(state, state.doc.lineAt(main.head)) : null;
  if (!item || !isEmpty(item) || main.head < item.line.from + item.prefix.length + item.marker.length) return continueMarkup(view);
  if (parentOf(state, item)) return outdent(view);
  const { line, prefix } = item;
  const { doc } = state;
  const isBlank = (/** @type {number} */ number) => number < 1 || number > doc.lines || /^[\s>]*$/.test(doc.line(number).text);
  const blank = prefix.replace(/[ \t]+$/, prefix.includes('>') ? ' ' : '');
  const before = isBlank(line.number - 1) ? '' : `${blank.trimEnd()}\n`;
  const after = isBlank(line.number + 1) ? '' : `\n${blank.trimEnd()}`;
  view.dispatch({
    changes: { from: line.from, to: line.to, insert: before + blank + after },
    selection: { anchor: line.from + before.length + blank.length },
    scrollIntoView: true,
    userEvent: 'input',
  });
  return true;
};

/** Tab: the selected items become children of the one before them. */
export const nest = (/** @type {import('@codemirror/view').EditorView} */ { state, dispatch }) => {
  const items = selectedItems(state);
  if (items.length === 0) return false;
  const above = itemBefore(items[0].node);
  const parent = above && itemOf(state, above);
  // The first item has nothing to be a part of: more indentation would make code of it.
  if (!parent) return true;
  const inner = above && lastChildList(above, items[0].node.parent?.name ?? '');
  const last = inner?.lastChild ? itemOf(state, inner.lastChild) : null;
  let number = last?.number ?? 0;
  /** @type {Change[]} */
  const changes = [];
  for (const item of items) {
    const marker = Number.isNaN(item.number) ? item.marker : `${++number}${item.marker.slice(-1)}`;
    move(state, item, (last ?? { column: parent.content }).column, marker, changes);
  }
  renumber(state, items[items.length - 1].node.nextSibling, items[0].number, changes);
  dispatch(state.update({ changes, scrollIntoView: true, userEvent: 'input.indent' }));
  return true;
};

/** Shift-Tab: the selected items become siblings of the one that they are in, and those after them their children. */
export const outdent = (/** @type {import('@codemirror/view').EditorView} */ { state, dispatch }) => {
  const items = selectedItems(state);
  const parent = items.length > 0 ? parentOf(state, items[0]) : null;
  if (!parent) return false;
  /** @type {Change[]} */
  const changes = [];
  let { number } = parent;
  let content = 0;
  for (const item of items) {
    const marker = Number.isNaN(number) ? parent.marker : `${++number}${parent.marker.slice(-1)}`;
    const box = isEmpty(item) && !item.box ? parent.box : '';
    content = move(state, item, parent.column, marker, changes, box);
  }
  const after = items[items.length - 1].node.nextSibling;
  for (let node = after, at = 0; node; node = node.nextSibling) {
    const item = node.name === 'ListItem' ? itemOf(state, node) : null;
    if (!item) continue;
    move(state, item, Math.max(content, item.column), Number.isNaN(item.number) ? item.marker : `${++at}${item.marker.slice(-1)}`, changes);
  }
  renumber(state, parent.node.nextSibling, number + 1, changes);
  dispatch(state.update({ changes, scrollIntoView: true, userEvent: 'delete.dedent' }));
  return true;
};

/**
 * The items whose markers are on the selected lines, all in one list. None where the selection starts elsewhere.
 * @param {EditorState} state
 * @returns {Item[]}
 */
function selectedItems(state) {
  if (state.selection.ranges.length > 1) return [];
  const { from, to } = state.selection.main;
  const first = itemOn(state, state.doc.lineAt(from));
  /** @type {Item[]} */
  const items = [];
  for (let node = first?.node ?? null; node && (node.from < to || node === first?.node); node = node.nextSibling) {
    const item = node.name === 'ListItem' ? itemOf(state, node) : null;
    if (item) items.push(item);
  }
  return items;
}

/**
 * The item whose marker is the first thing on a line.
 * @param {EditorState} state
 * @param {Line} line
 * @returns {Item | null}
 */
function itemOn(state, line) {
  const start = line.from + (/^[\s>]*/.exec(line.text)?.[0].length ?? 0);
  const tree = ensureSyntaxTree(state, line.to, 100) ?? syntaxTree(state);
  for (let node = /** @type {SyntaxNode | null} */ (tree.resolveInner(start, 1)); node; node = node.parent) {
    if (node.name === 'ListItem' && node.from === start) return itemOf(state, node);
  }
  return null;
}

/**
 * @param {EditorState} state
 * @param {SyntaxNode} node
 * @returns {Item | null} null where more than blanks and quote marks precede it
 */
function itemOf(state, node) {
  const line = state.doc.lineAt(node.from);
  const prefix = line.text.slice(0, node.from - line.from);
  const match = /^(?:(\d{1,9})[.)]|[-+*])(?=\s|$)/.exec(line.text.slice(prefix.length));
  if (!match || !/^[\s>]*$/.test(prefix)) return null;
  const [marker, digits] = match;
  const rest = line.text.slice(prefix.length + marker.length);
  const blanks = /^\s*/.exec(rest)?.[0] ?? '';
  const column = columnOf(prefix);
  const wide = columnOf(prefix + marker + blanks) - column - marker.length;
  // Without text, or before indented code, one blank is the marker's.
  const own = blanks.length === rest.length || wide > 4 ? 1 : wide;
  return {
    node, line, prefix, column, marker,
    number: digits === undefined ? NaN : Number(digits),
    content: column + marker.length + own,
    box: /^\s+\[[ xX]\](?:\s|$)/.test(rest) ? '[ ] ' : '',
  };
}

/** @param {Item} item whether it holds nothing but its marker, and perhaps a box */
const isEmpty = ({ node, line, prefix, marker }) =>
  node.to <= line.to && /^\s*(?:\[[ xX]\]\s*)?$/.test(line.text.slice(prefix.length + marker.length));

/** @param {EditorState} state @param {Item} item */
function parentOf(state, { node }) {
  const above = node.parent?.parent;
  return above?.name === 'ListItem' ? itemOf(state, above) : null;
}

/**
 * @param {SyntaxNode} item
 * @param {string} kind
 */
function lastChildList(item, kind) {
  return item.lastChild?.name === kind ? item.lastChild : null;
}

/** Quote marks stand between the items of a list that is quoted. @param {SyntaxNode} item */
function itemBefore(item) {
  let node = item.prevSibling;
  while (node && node.name !== 'ListItem') node = node.prevSibling;
  return node;
}

/**
 * Moves an item with all it holds to another column.
 * @param {EditorState} state
 * @param {Item} item
 * @param {number} column of its marker
 * @param {string} marker
 * @param {Change[]} changes where it is noted
 * @param {string} [box] that it gets
 * @returns {number} the column of what it holds then
 */
function move(state, { node, line, prefix, column: before, marker: old, content }, column, marker, changes, box = '') {
  const quotes = prefix.split('>').length - 1;
  const shift = column - before;
  const { doc } = state;
  const last = doc.lineAt(node.to).number;
  for (let number = line.number; number <= last; number++) {
    const { from, text } = doc.line(number);
    const [quoted, blanks] = indentation(text, quotes);
    if (quoted.length + blanks.length === text.length && number > line.number) continue;
    const now = columnOf(quoted + blanks);
    const first = number === line.number;
    // A paragraph that goes on without indentation does not move.
    if (!first && now < content) continue;
    const to = now + shift + (first ? 0 : marker.length - old.length);
    const wanted = blanksTo(columnOf(quoted), to, blanks.includes('\t'));
    if (wanted !== blanks) changes.push({ from: from + quoted.length, to: from + quoted.length + blanks.length, insert: wanted });
  }
  const at = line.from + prefix.length;
  if (marker !== old) changes.push({ from: at, to: at + old.length, insert: marker });
  if (box) changes.push({ from: line.to, to: line.to, insert: box });
  return content + shift + marker.length - old.length;
}

/**
 * Counts on through the items of a list, as far as they were counted through before.
 * @param {EditorState} state
 * @param {SyntaxNode | null} first
 * @param {number} number what it becomes; NaN in a bullet list
 * @param {Change[]} changes
 */
function renumber(state, first, number, changes) {
  if (Number.isNaN(number)) return;
  let before = NaN;
  for (let node = first; node; node = node.nextSibling) {
    const item = node.name === 'ListItem' ? itemOf(state, node) : null;
    if (!item) continue;
    if (Number.isNaN(item.number) || (!Number.isNaN(before) && item.number !== before + 1)) return;
    before = item.number;
    move(state, item, item.column, `${number++}${item.marker.slice(-1)}`, changes);
  }
}

/**
 * @param {string} text a line
 * @param {number} quotes how many quote marks are no part of the item
 * @returns {[quoted: string, blanks: string]}
 */
function indentation(text, quotes) {
  const quoted = new RegExp(`^(?:[ \\t]*>){0,${quotes}}`).exec(text)?.[0] ?? '';
  return [quoted, /^[ \t]*/.exec(text.slice(quoted.length))?.[0] ?? ''];
}

/**
 * @param {number} from a column
 * @param {number} to a column
 * @param {boolean} tabs whether the author indents by tabs
 */
function blanksTo(from, to, tabs) {
  if (!tabs || from > 0) return ' '.repeat(Math.max(0, to - from));
  return '\t'.repeat(Math.floor(to / tab)) + ' '.repeat(to % tab);
}

/** @param {string} text */
const columnOf = (text) => countColumn(text, tab);

/** @type {import('@codemirror/view').KeyBinding[]} */
export const listKeymap = [
  { key: 'Enter', run: enter },
  { key: 'Tab', run: nest, shift: outdent },
];
