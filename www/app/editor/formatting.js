/** Keys that make text bold, emphasised, struck out, code or a link, and take that back; characters that go around a selection. */
import { EditorSelection, StateField } from '@codemirror/state';
import { around, treeOf } from './syntax.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {import('@codemirror/state').EditorState} EditorState */
/** @typedef {import('@codemirror/state').ChangeSpec} ChangeSpec */
/** @typedef {import('@codemirror/state').SelectionRange} SelectionRange */
/** @typedef {{ from: number, to: number }} Span */
/** @typedef {Span & { contentFrom: number, contentTo: number }} Marked a node with the text between its marks */
/** @typedef {{ node: string, mark: string }} Format `node`: its name in the syntax tree */

const strong = { node: 'StrongEmphasis', mark: '**' };
const emphasis = { node: 'Emphasis', mark: '*' };
const code = { node: 'InlineCode', mark: '`' };
const strike = { node: 'Strikethrough', mark: '~~' };

/** Blocks that hold text of a line; marks never reach from one to the next. */
const leaf = /^(?:Paragraph|Task|TableCell|(?:ATX|Setext)Heading\d)$/;
/** Marks at the edges of such a block. */
const edge = /^(?:HeaderMark|TaskMarker|QuoteMark)$/;
/** Inline nodes that marks must not cut in two. */
const whole = /^(?:Link|Image|InlineCode|Emphasis|StrongEmphasis|Strikethrough|Autolink|URL|HTMLTag|Escape|Entity)$/;
/** Inline nodes within which marks would be text. */
const literal = /^(?:InlineCode|Autolink|URL|HTMLTag|Escape|Entity)$/;
/** Writing without spaces between its words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Whether the last change was typed: then a key for bold at the end of bold text leaves it instead of undoing it. */
const justTyped = StateField.define({
  create: () => false,
  update: (was, transaction) => (transaction.docChanged ? transaction.isUserEvent('input.type') : was && !transaction.selection),
});

/** @param {Format} format @returns {import('@codemirror/view').Command} */
const toggle = (format) => ({ state, dispatch }) => {
  dispatch(state.update(
    state.changeByRange((range) => (range.empty ? toggleAt(state, range.head, format) : toggleOver(state, range, format))),
    { scrollIntoView: true, userEvent: 'input.format' },
  ));
  return true;
};

/**
 * At a caret: the formatted text around it, or else the word it is in.
 * @param {EditorState} state
 * @param {number} at
 * @param {Format} format
 * @returns {{ range: SelectionRange, changes?: ChangeSpec }}
 */
function toggleAt(state, at, format) {
  const around = nodesIn(state, at, at, format).find(({ from, to }) => from < at && at < to);
  if (around) {
    if (at === around.contentTo && state.field(justTyped)) return { range: EditorSelection.cursor(around.to) };
    return moved(state, unmark(around), at);
  }
  const { mark } = format;
  if (emptyPairAt(state, at, mark)) return moved(state, [{ from: at - mark.length, to: at + mark.length }], at);
  const word = wordAt(state, at);
  if (!word) return { range: EditorSelection.cursor(at + mark.length), changes: { from: at, insert: mark + mark } };
  return { range: EditorSelection.cursor(at + mark.length), changes: [{ from: word.from, insert: mark }, { from: word.to, insert: mark }] };
}

/**
 * Over a selection, in each block that it touches: all of it is formatted afterwards, or none where all of it was.
 * @param {EditorState} state
 * @param {SelectionRange} range
 * @param {Format} format
 * @returns {{ range: SelectionRange, changes?: ChangeSpec }}
 */
function toggleOver(state, range, format) {
  const parts = blocksIn(state, range).map((block) => ({ ...block, nodes: nodesIn(state, block.from, block.to, format) }));
  if (parts.length === 0) return { range };
  const isOff = parts.every(({ from, to, nodes }) => {
    let rest = from;
    for (const node of nodes) {
      if (state.sliceDoc(rest, node.from).trim()) return false;
      rest = Math.max(rest, node.to);
    }
    return !state.sliceDoc(rest, to).trim();
  });
  const list = isOff
    ? parts.flatMap(({ from, to, nodes }) => nodes.flatMap((node) => cut(state, node, from, to, format)))
    : parts.flatMap((part) => mark(state, part, format));
  const changes = state.changes(list);
  const [from, to] = [changes.mapPos(range.from, 1), changes.mapPos(range.to, -1)];
  return { changes, range: range.anchor <= range.head ? EditorSelection.range(from, to) : EditorSelection.range(to, from) };
}

/**
 * Puts marks around a part of a block, in the place of those that are within.
 * @param {EditorState} state
 * @param {Span & { nodes: Marked[] }} part
 * @param {Format} format
 * @returns {ChangeSpec[]}
 */
function mark(state, { from, to, nodes }, format) {
  const start = Math.min(from, ...nodes.map((node) => node.from));
  const end = Math.max(to, ...nodes.map((node) => node.to));
  const [before, after] = format === code ? fences(state.sliceDoc(start, end)) : [format.mark, format.mark];
  if (format === code) return [{ from: start, insert: before }, { from: end, insert: after }];
  return [{ from: start, insert: before }, ...nodes.flatMap(unmark), { from: end, insert: after }];
}

/**
 * Takes a node's marks off a part of its text; what is left on either side keeps its own.
 * @param {EditorState} state
 * @param {Marked} node
 * @param {number} from
 * @param {number} to
 * @param {Format} format
 * @returns {ChangeSpec[]}
 */
function cut(state, node, from, to, format) {
  const { contentFrom, contentTo } = node;
  const left = state.sliceDoc(contentFrom, Math.max(contentFrom, from)).trimEnd();
  const right = state.sliceDoc(Math.min(contentTo, to), contentTo).trimStart();
  const [open, close] = unmark(node);
  const mark = format === code ? state.sliceDoc(node.from, contentFrom) : format.mark;
  return [
    left ? { from: contentFrom + left.length, insert: mark } : open,
    right ? { from: contentTo - right.length, insert: mark } : close,
  ];
}

/** @param {Marked} node */
const unmark = ({ from, contentFrom, contentTo, to }) => [{ from, to: contentFrom }, { from: contentTo, to }];

/**
 * Backticks for code that may hold some itself.
 * @param {string} text
 */
function fences(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return [fence + space, space + fence];
}

/**
 * @param {EditorState} state
 * @param {ChangeSpec} spec
 * @param {number} at
 */
function moved(state, spec, at) {
  const changes = state.changes(spec);
  return { changes, range: EditorSelection.cursor(changes.mapPos(at)) };
}

/**
 * The formatted stretches that overlap a span, or hold it; in order.
 * @param {EditorState} state
 * @param {number} from
 * @param {number} to
 * @param {Format} format
 * @returns {Marked[]}
 */
function nodesIn(state, from, to, format) {
  /** @type {Marked[]} */
  const found = [];
  treeOf(state, to).iterate({
    from,
    to,
    enter({ name, node }) {
      if (name !== format.node || !node.firstChild || !node.lastChild) return;
      if (from < to && (node.to <= from || node.from >= to)) return;
      found.push({ from: node.from, to: node.to, contentFrom: node.firstChild.to, contentTo: node.lastChild.from });
    },
  });
  return found;
}

/**
 * The selected part of each block: without blanks and marks at its edges, and with all of a link of which it holds a part.
 * @param {EditorState} state
 * @param {SelectionRange} range
 * @returns {Span[]}
 */
function blocksIn(state, range) {
  /** @type {import('@lezer/common').SyntaxNode[]} */
  const blocks = [];
  treeOf(state, range.to).iterate({
    from: range.from,
    to: range.to,
    enter({ name, node }) {
      if (leaf.test(name)) blocks.push(node);
      return !leaf.test(name);
    },
  });
  const spans = blocks.map((block) => {
    let [from, to] = [Math.max(range.from, block.from), Math.min(range.to, block.to)];
    for (let child = block.firstChild; child && edge.test(child.name); child = child.nextSibling) from = Math.max(from, Math.min(child.to, to));
    if (block.lastChild?.name === 'HeaderMark' && block.lastChild.from > block.from) to = Math.min(to, Math.max(block.lastChild.from, from));
    return trimmed(state, from, to);
  }).filter(({ from, to }) => from < to);
  if (blocks.length === 0) return [trimmed(state, range.from, range.to)].filter(({ from, to }) => from < to);
  return spans.map((span) => {
    let { from, to } = span;
    treeOf(state, range.to).iterate({
      from,
      to,
      enter(node) {
        if (!whole.test(node.name) || node.to <= from || node.from >= to) return;
        const isCut = (node.from < from && node.to < to) || (node.from > from && node.to > to);
        if (!isCut && !(literal.test(node.name) && node.from <= from && node.to >= to && node.name !== 'InlineCode')) return;
        from = Math.min(from, node.from);
        to = Math.max(to, node.to);
      },
    });
    return { from, to };
  });
}

/**
 * @param {EditorState} state
 * @param {number} from
 * @param {number} to
 * @returns {Span}
 */
function trimmed(state, from, to) {
  const text = state.sliceDoc(from, to);
  const start = from + text.length - text.trimStart().length;
  return { from: start, to: Math.max(start, from + text.trimEnd().length) };
}

/**
 * @param {EditorState} state
 * @param {number} at
 * @param {string} mark
 */
function emptyPairAt(state, at, mark) {
  const [char] = mark;
  const run = (/** @type {string} */ text) => [...text].findIndex((each) => each !== char);
  const before = run([...state.sliceDoc(Math.max(0, at - 4), at)].reverse().join('') + '\n');
  const after = run(`${state.sliceDoc(at, at + 4)}\n`);
  // Three stars are bold and emphasis, two are bold alone.
  return before === after && (before === mark.length || before === 3);
}

/**
 * @param {EditorState} state
 * @param {number} at
 * @returns {Span | null}
 */
function wordAt(state, at) {
  const word = state.wordAt(at);
  if (!word || !unspaced.test(state.sliceDoc(word.from, word.to))) return word;
  const segments = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(state.sliceDoc(word.from, word.to))];
  const found = segments.findLast(({ index }) => word.from + index < at) ?? segments[0];
  return { from: word.from + found.index, to: word.from + found.index + found.segment.length };
}

/**
 * Makes the selection, or the word at the caret, the text of a link, with the cursor where its address goes. An address that
 * is selected becomes the link's. A link at the caret becomes its text.
 * @param {EditorView} view
 */
function link({ state, dispatch }) {
  const linked = state.changeByRange((range) => {
    const inside = around(state, range.head, /^Link$/);
    const marks = inside?.getChildren('LinkMark') ?? [];
    if (inside && inside.from <= range.from && range.to <= inside.to && marks.length > 1) {
      return moved(state, [{ from: inside.from, to: marks[0].to }, { from: marks[1].from, to: inside.to }], range.head);
    }
    const { from, to } = range.empty ? wordAt(state, range.head) ?? range : range;
    if (!range.empty && isAddress(state.sliceDoc(from, to))) {
      return { changes: [{ from, insert: '[](' }, { from: to, insert: ')' }], range: EditorSelection.cursor(from + 1) };
    }
    return { changes: [{ from, insert: '[' }, { from: to, insert: ']()' }], range: EditorSelection.cursor(from === to ? from + 1 : to + 3) };
  });
  dispatch(state.update(linked, { scrollIntoView: true, userEvent: 'input.format' }));
  return true;
}

/** Whether a text is the address of a page and nothing else. @param {string} text */
export const isAddress = (text) => /^(?:https?:\/\/|mailto:)[^\s<>]+$/i.test(text);

/** Makes the selection the description of a picture, with the cursor where its address goes. @param {EditorView} view */
function image({ state, dispatch }) {
  const pictured = state.changeByRange(({ from, to }) => ({
    changes: [{ from, insert: '![' }, { from: to, insert: ']()' }],
    range: EditorSelection.cursor(from === to ? from + 2 : to + 4),
  }));
  dispatch(state.update(pictured, { scrollIntoView: true, userEvent: 'input.format' }));
  return true;
}

/** @param {Format} format @returns {(state: EditorState) => boolean} whether the caret is in such text */
const isIn = (format) => (state) => {
  const { head } = state.selection.main;
  return nodesIn(state, head, head, format).some(({ from, to }) => from < head && head < to);
};

/** @param {EditorState} state @returns {boolean} whether the caret is in a link; the grammar has footnotes as links, too */
function isInLink(state) {
  const found = around(state, state.selection.main.head, /^Link$/);
  return found !== null && state.sliceDoc(found.from, found.from + 2) !== '[^';
}

/** The second half of a pair that surrounds a selection when the first half is typed. @type {Record<string, string>} */
const halves = {
  '`': '`', '*': '*', '_': '_', '~': '~', '"': '"', "'": "'", '$': '$',
  '(': ')', '[': ']', '{': '}', '<': '>', '“': '”', '‘': '’', '«': '»', '„': '“', '（': '）', '「': '」', '『': '』', '《': '》',
};

/**
 * Puts a typed character and its other half around what is selected.
 * @param {EditorView} view
 * @param {string} typed
 * @returns {boolean} whether it is one that does
 */
export function surround({ state, dispatch }, typed) {
  const other = Object.hasOwn(halves, typed) ? halves[typed] : null;
  if (!other || state.readOnly || state.selection.ranges.some(({ empty }) => empty)) return false;
  dispatch(state.update(state.changeByRange((range) => ({
    changes: [{ from: range.from, insert: typed }, { from: range.to, insert: other }],
    range: EditorSelection.range(range.anchor + typed.length, range.head + typed.length),
  })), { scrollIntoView: true, userEvent: 'input.type' }));
  return true;
}

/** @type {import('../commands.js').EditorCommand[]} */
export const formattingCommands = [
  { id: 'bold', group: 'format', keys: ['Mod-b'], run: toggle(strong), isOn: isIn(strong) },
  { id: 'italic', group: 'format', keys: ['Mod-i'], run: toggle(emphasis), isOn: isIn(emphasis) },
  { id: 'strike', group: 'format', keys: ['Mod-Shift-x'], run: toggle(strike), isOn: isIn(strike) },
  { id: 'code', group: 'format', keys: ['Mod-e'], run: toggle(code), isOn: isIn(code) },
  { id: 'link', group: 'format', keys: ['Mod-k'], run: link, isOn: isInLink },
  { id: 'image-address', group: 'format', run: image },
];

export const formatting = [justTyped];
