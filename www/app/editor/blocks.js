/** Commands that make lines headings, items of lists, quotes or code, and take that back. */
import { EditorSelection, countColumn } from '@codemirror/state';
import { around, frontMatterEnd, literalAt, selectedLines } from './syntax.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {import('@codemirror/state').EditorState} EditorState */
/** @typedef {import('@codemirror/state').Line} Line */
/** @typedef {import('../commands.js').EditorCommand} EditorCommand */
/** @typedef {{ from: number, to?: number, insert?: string }} Change */
/** @typedef {'bullet' | 'ordered' | 'task'} Kind */

const quoteMarks = /^(?:[ \t]*>[ \t]?)*/;
const itemMarker = /^(?:[-+*]|(\d{1,9})[.)])(?:[ \t]+(?=\S)|[ \t]?$|[ \t])(\[[ xX]\](?:[ \t]+|$))?/;

/**
 * @param {EditorView} view
 * @param {Change[]} changes
 */
function apply({ state, dispatch }, changes) {
  const set = state.changes(changes);
  const at = (/** @type {number} */ offset) => set.mapPos(offset, 1);
  const ranges = state.selection.ranges.map(({ anchor, head }) => EditorSelection.range(at(anchor), at(head)));
  dispatch(state.update({ changes: set, selection: EditorSelection.create(ranges, state.selection.mainIndex), scrollIntoView: true, userEvent: 'input.format' }));
  return true;
}

/** The selected lines after the front matter. @param {EditorState} state */
function linesOf(state) {
  const start = frontMatterEnd(state);
  return selectedLines(state).map((run) => run.filter(({ from }) => from >= start)).filter((run) => run.length > 0);
}

/** @param {Line[][]} runs lines with text, or the blank ones where there are no others */
function withText(runs) {
  const lines = runs.flat();
  const found = lines.filter(({ text }) => /[^\s>]/.test(text));
  return found.length > 0 ? found : lines;
}

// Headings

/** @param {EditorState} state @param {number} at @returns {number} 0 where there is none */
function levelAt(state, at) {
  return Number(/\d$/.exec(around(state, at, /^(?:ATX|Setext)Heading\d$/)?.name ?? '')?.[0] ?? 0);
}

/** Makes headings of a level of the selected lines, or text where all have that level already. @param {number} wanted @returns {import('@codemirror/view').Command} */
const heading = (wanted) => (view) => {
  const { state } = view;
  const lines = withText(linesOf(state)).filter((line) => !literalAt(state, line));
  const parts = lines.flatMap((line) => headingOf(state, line) ?? []);
  const to = parts.every(({ level }) => level === wanted) ? 0 : wanted;
  return apply(view, parts.flatMap(({ from, end, tail, line, level }) => {
    if (level === to) return [];
    const mark = to === 0 ? '' : `${'#'.repeat(to)} `;
    return [{ from, to: end, insert: mark }, ...(tail < line.to ? [{ from: tail, to: line.to }] : []), ...underlineOf(state, line)];
  }));
};

/**
 * @param {EditorState} state
 * @param {Line} line
 * @returns {{ line: Line, level: number, from: number, end: number, tail: number } | null} from `from` to `end` there are the marks, from `tail` the closing ones
 */
function headingOf(state, line) {
  const quoted = quoteMarks.exec(line.text)?.[0] ?? '';
  const [blanks] = /^[ \t]*/.exec(line.text.slice(quoted.length)) ?? [''];
  const inner = quoted.length + blanks.length;
  const before = inner + (itemMarker.exec(line.text.slice(inner))?.[0].length ?? 0);
  const rest = line.text.slice(before);
  const from = line.from + before;
  const setext = around(state, from, /^SetextHeading\d$/);
  if (setext) {
    if (state.doc.lineAt(setext.to).number === line.number) return null;
    return { line, level: Number(setext.name.slice(-1)), from, end: from, tail: line.to };
  }
  const [marks, signs] = /^(#{1,6})(?:[ \t]+|$)/.exec(rest) ?? ['', ''];
  const closing = signs ? /(?:^|[ \t]+)#+[ \t]*$/.exec(rest.slice(marks.length))?.[0].length ?? 0 : 0;
  return { line, level: signs.length, from, end: from + marks.length, tail: line.to - closing };
}

/** The line below a heading that makes it one. @param {EditorState} state @param {Line} line @returns {Change[]} */
function underlineOf(state, line) {
  const setext = around(state, line.to, /^SetextHeading\d$/);
  if (!setext || setext.from > line.to) return [];
  const last = state.doc.lineAt(setext.to);
  return last.number === line.number + 1 ? [{ from: line.to, to: last.to }] : [];
}

// Lists

/** @type {Record<Kind, (number: number, bullet: string) => string>} */
const markers = {
  bullet: (_number, bullet) => `${bullet} `,
  ordered: (number) => `${number}. `,
  task: (_number, bullet) => `${bullet} [ ] `,
};

/** @param {RegExpExecArray} match of an item's marker @returns {Kind} */
const kindOf = ([, digits, box]) => (box ? 'task' : digits === undefined ? 'bullet' : 'ordered');

/**
 * @typedef {object} Row a selected line
 * @property {Line} line
 * @property {string} quoted
 * @property {string} blanks
 * @property {RegExpExecArray | null} item
 * @property {number} column where its text or its marker begins
 * @property {boolean} isBody whether it goes on with code or HTML that an earlier line began
 */

/** @param {EditorState} state @param {Line} line @returns {Row} */
function rowOf(state, line) {
  const quoted = quoteMarks.exec(line.text)?.[0] ?? '';
  const [blanks] = /^[ \t]*/.exec(line.text.slice(quoted.length)) ?? [''];
  const block = literalAt(state, line);
  const isBody = block !== null && (block.name === 'CodeBlock' || state.doc.lineAt(block.from).number < line.number);
  return {
    line, quoted, blanks, isBody,
    item: isBody ? null : itemMarker.exec(line.text.slice(quoted.length + blanks.length)),
    column: countColumn(quoted + blanks, 4),
  };
}

/**
 * Makes items of the selected lines, each with the lines that are indented below it, or text where all are such items.
 * @param {Kind} kind
 * @returns {import('@codemirror/view').Command}
 */
const list = (kind) => (view) => {
  const { state } = view;
  const lines = withText(linesOf(state));
  const rows = lines.map((line) => rowOf(state, line));
  const outer = outermost(rows);
  if (outer.length === 0) return true;
  const isOff = outer.every(({ item }) => item && kindOf(item) === kind);
  return apply(view, isOff ? unlisted(rows) : listed(state, rows, kind));
};

/** Items and lines that are in no other item. @param {Row[]} rows */
function outermost(rows) {
  /** @type {Row[]} */
  const found = [];
  let content = Infinity;
  for (const row of rows) {
    if (row.isBody || row.column >= content) continue;
    found.push(row);
    content = contentOf(row);
  }
  return found;
}

/** The column from which on a line is a part of the item or text of a row. @param {Row} row */
const contentOf = ({ column, item }) => column + (item ? countColumn(item[0], 4) - (item[2]?.length ?? 0) : 1);

/** @param {Row[]} rows @returns {Change[]} */
function unlisted(rows) {
  /** @type {Change[]} */
  const changes = [];
  let content = Infinity;
  let wide = 0;
  for (const { line, quoted, blanks, item, column, isBody } of rows) {
    const at = line.from + quoted.length;
    if (item && column < content) {
      content = contentOf({ line, quoted, blanks, item, column, isBody });
      wide = content - column;
      changes.push({ from: at + blanks.length, to: at + blanks.length + item[0].length });
    } else if (wide > 0) changes.push({ from: at, to: at + Math.min(wide, blanks.length) });
  }
  return changes;
}

/** @param {EditorState} state @param {Row[]} rows @param {Kind} kind @returns {Change[]} */
function listed(state, rows, kind) {
  /** @type {Change[]} */
  const changes = [];
  /** The items that a line is in. @type {{ column: number, content: number, shift: number, number: number }[]} */
  let open = [];
  let [number, bullet] = before(state, rows[0]);
  for (const row of rows) {
    const { line, quoted, blanks, item, column, isBody } = row;
    const at = line.from + quoted.length;
    /** The item that a line at this depth goes on after. */
    let sibling = null;
    while (!isBody && open.length > 0 && column < open[open.length - 1].content) sibling = open.pop() ?? null;
    const shift = open[open.length - 1]?.shift ?? 0;
    if (shift !== 0) changes.push(shift > 0 ? { from: at, insert: ' '.repeat(shift) } : { from: at, to: at + Math.min(-shift, blanks.length) });
    if (isBody || (!item && open.length > 0)) continue;
    if (sibling) number = sibling.number + 1;
    else if (open.length > 0) number = 1;
    const old = item?.[0] ?? '';
    const isSame = item && kindOf(item) === kind;
    const box = isSame && item[2] ? item[2] : '';
    const wanted = isSame && kind !== 'ordered' ? old : markers[kind](number, bullet);
    if (wanted !== old) changes.push({ from: at + blanks.length, to: at + blanks.length + old.length, insert: wanted });
    const width = (/** @type {string} */ marker, /** @type {string | undefined} */ its) => countColumn(marker, 4) - (its?.length ?? 0);
    const now = width(wanted, kind === 'task' ? box || '[ ] ' : '');
    open.push({ column, content: contentOf(row), shift: shift + now - (item ? width(old, item[2]) : 0), number });
    bullet = /^[-+*]/.exec(wanted)?.[0] ?? bullet;
  }
  return changes;
}

/** The number and the bullet of an item that goes on with the list above a line. @param {EditorState} state @param {Row} row @returns {[number: number, bullet: string]} */
function before({ doc }, { line, column }) {
  for (let number = line.number - 1; number >= Math.max(1, line.number - 2); number--) {
    const { text } = doc.line(number);
    const quoted = /^[\s>]*/.exec(text)?.[0] ?? '';
    if (quoted.length === text.length) continue;
    const item = countColumn(quoted, 4) === column ? itemMarker.exec(text.slice(quoted.length)) : null;
    return [Number(item?.[1] ?? 0) + 1, item && item[1] === undefined ? item[0][0] : '-'];
  }
  return [1, '-'];
}

// Quotes

/** Quotes the selected paragraphs, or takes one level of quoting from them where all are quoted. @param {EditorView} view */
function quote(view) {
  const { state } = view;
  const runs = linesOf(state).map((run) => wholeBlocks(state, run));
  const lines = runs.flat();
  if (lines.length === 0) return true;
  const withText = lines.filter(({ text }) => text.trim());
  if (withText.length > 0 && withText.every(({ text }) => /^[ \t]*>/.test(text))) {
    return apply(view, lines.flatMap(({ from, text }) => {
      const [marks, blanks] = /^([ \t]*)>[ \t]?/.exec(text) ?? [];
      if (marks === undefined) return [];
      return [{ from: from + blanks.length, to: from + marks.length }];
    }));
  }
  const indent = Math.min(...withText.map(({ text }) => /^[ \t]*/.exec(text)?.[0].length ?? 0));
  return apply(view, lines.map(({ from, text }) => ({
    from: from + Math.min(Number.isFinite(indent) ? indent : 0, text.length), insert: text.trim() || lines.length === 1 ? '> ' : '>',
  })));
}

/**
 * Lines with the rest of the paragraphs at their ends, which cannot be quoted in part; a caret stands for the quote it is in.
 * @param {EditorState} state
 * @param {Line[]} run
 */
function wholeBlocks(state, run) {
  const { doc, selection } = state;
  const [first, last] = [run[0], run[run.length - 1]];
  const text = (/** @type {Line} */ line) => line.from + (/^[\s>]*/.exec(line.text)?.[0].length ?? 0);
  const name = selection.main.empty && run.length === 1 ? /^Blockquote$/ : /^Paragraph$/;
  const top = around(state, text(first), name) ?? around(state, text(first), /^Paragraph$/);
  const end = around(state, text(last), name) ?? around(state, text(last), /^Paragraph$/);
  const from = Math.min(first.number, top ? doc.lineAt(top.from).number : first.number);
  const to = Math.max(last.number, end ? doc.lineAt(end.to).number : last.number);
  return Array.from({ length: to - from + 1 }, (_, index) => doc.line(from + index));
}

// Code

/** Fences the selected lines, or takes the fences away that they are in. @param {EditorView} view */
function codeBlock(view) {
  const { state } = view;
  const { doc } = state;
  const { main } = state.selection;
  const fenced = around(state, main.head, /^FencedCode$/);
  if (fenced && fenced.from <= main.from && main.to <= fenced.to) {
    const [first, last] = [doc.lineAt(fenced.from), doc.lineAt(fenced.to)];
    const isClosed = last.number > first.number && /^[\s>]*(?:`{3,}|~{3,})\s*$/.test(last.text);
    if (last.number - first.number === 1 && isClosed) return apply(view, [{ from: fenced.from, to: last.to }]);
    return apply(view, [
      { from: first.from, to: Math.min(first.to + 1, doc.length) },
      ...(isClosed ? [{ from: last.from - 1, to: last.to }] : []),
    ]);
  }
  const changes = linesOf(state).flatMap((run) => {
    const [first, last] = [run[0], run[run.length - 1]];
    const withText = run.filter(({ text }) => /[^\s>]/.test(text));
    const prefixes = (withText.length > 0 ? withText : run).map(({ text }) => /^[\s>]*/.exec(text)?.[0] ?? '');
    const prefix = prefixes.reduce((least, each) => (each.length < least.length ? each : least));
    const runs = run.flatMap(({ text }) => text.match(/`{3,}/g) ?? []).map(({ length }) => length + 1);
    const fence = '`'.repeat(Math.max(3, ...runs));
    return [{ from: first.from, insert: `${prefix}${fence}\n` }, { from: last.to, insert: `\n${prefix}${fence}` }];
  });
  if (changes.length === 2) {
    // The language comes first; Enter leads on to the code.
    view.dispatch({ changes, selection: { anchor: changes[0].from + changes[0].insert.length - 1 }, scrollIntoView: true, userEvent: 'input.format' });
    return true;
  }
  // A caret at the end of a line stays on it.
  const set = state.changes(changes);
  const ranges = state.selection.ranges.map(({ anchor, head }) => {
    const at = (/** @type {number} */ offset) => set.mapPos(offset, doc.lineAt(offset).to === offset && doc.lineAt(offset).from < offset ? -1 : 1);
    return EditorSelection.range(at(anchor), at(head));
  });
  view.dispatch({ changes: set, selection: EditorSelection.create(ranges, state.selection.mainIndex), scrollIntoView: true, userEvent: 'input.format' });
  return true;
}

/** @param {EditorState} state @param {Kind} kind */
function isInList(state, kind) {
  const { head } = state.selection.main;
  const item = around(state, head, /^ListItem$/);
  if (!item) return false;
  const isTask = item.getChild('Task') !== null;
  return kind === 'task' ? isTask : !isTask && item.parent?.name === { bullet: 'BulletList', ordered: 'OrderedList' }[kind];
}

const levels = [1, 2, 3, 4, 5, 6];

/** @type {EditorCommand[]} */
export const blockCommands = [
  ...levels.map((level) => /** @type {EditorCommand} */ ({
    id: `heading-${level}`, group: 'format', keys: [`Mod-Alt-${level}`], run: heading(level),
    isOn: (state) => levelAt(state, state.selection.main.head) === level,
  })),
  { id: 'paragraph', group: 'format', keys: ['Mod-Alt-0'], run: heading(0), isOn: (state) => levelAt(state, state.selection.main.head) === 0 },
  { id: 'bullet-list', group: 'format', keys: ['Mod-Shift-8'], run: list('bullet'), isOn: (state) => isInList(state, 'bullet') },
  { id: 'ordered-list', group: 'format', keys: ['Mod-Shift-7'], run: list('ordered'), isOn: (state) => isInList(state, 'ordered') },
  { id: 'task-list', group: 'format', keys: ['Mod-Shift-9'], run: list('task'), isOn: (state) => isInList(state, 'task') },
  { id: 'quote', group: 'format', keys: ['Mod-Shift-.'], run: quote, isOn: (state) => around(state, state.selection.main.head, /^Blockquote$/) !== null },
  { id: 'code-block', group: 'format', keys: ['Mod-Shift-e'], run: codeBlock, isOn: (state) => around(state, state.selection.main.head, /^FencedCode$/) !== null },
];
