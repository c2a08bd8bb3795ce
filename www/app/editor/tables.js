/** Actions in a table: moving from cell to cell, and changing its rows and columns. Loaded when the caret first enters a table. */
import { ensureSyntaxTree } from '@codemirror/language';
import { alignsOf, cellsOf, delimiterLine, escaped, fitting, rowLine, tableLines, textsOf, widthsOf } from './table.js';
import { around } from './syntax.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {import('@codemirror/state').EditorState} EditorState */
/** @typedef {import('./table.js').Align} Align */
/** @typedef {{ from: number, to: number, prefix: string, text: string }} Row a line; `prefix` is what precedes the row: quote marks, indentation */
/**
 * @typedef {object} Table with the place of the caret in it
 * @property {Row[]} lines the header, the delimiters and the rows
 * @property {string[][]} cells without the delimiters
 * @property {Align[]} aligns
 * @property {number} row 0 is the header
 * @property {number} column
 * @property {number} offset in the text of the cell
 * @property {boolean} isDelimiter whether the caret is in the delimiters
 */
/** @typedef {{ row: number, column: number, offset?: number }} Caret without an offset the text of the cell is selected */

/** In a longer table a key aligns only the row that it is about. */
const mostRows = 1000;

/** @param {EditorState} state @returns {Table | null} */
export function tableAt(state) {
  const { main, ranges } = state.selection;
  const { doc } = state;
  const caretLine = doc.lineAt(main.head);
  // The tree may end in the midst of a long table.
  let last = caretLine;
  while (last.number < doc.lines && /[^\s>]/.test(doc.line(last.number + 1).text)) last = doc.line(last.number + 1);
  ensureSyntaxTree(state, last.to, 1000);
  const node = ranges.length === 1 ? around(state, main.head, /^Table$/) : null;
  if (!node || (!main.empty && doc.lineAt(main.anchor).number !== caretLine.number)) return null;
  /** @type {Row[]} */
  const lines = [];
  let at = -1;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name === 'QuoteMark') continue;
    const line = doc.lineAt(child.from);
    if (line.number === caretLine.number) at = lines.length;
    lines.push({ from: child.from, to: line.to, prefix: line.text.slice(0, child.from - line.from), text: line.text.slice(child.from - line.from) });
  }
  if (at < 0 || lines.length < 2) return null;
  const spans = cellsOf(lines[at].text);
  const inLine = main.head - lines[at].from;
  const column = Math.max(0, spans.findLastIndex(({ from }, index) => inLine >= (index === 0 ? from : Math.max(from - 1, spans[index - 1].to + 1))));
  const span = spans[column] ?? { from: 0, to: 0 };
  return {
    lines, column, isDelimiter: at === 1,
    row: at === 0 ? 0 : Math.max(0, at - 1),
    offset: Math.max(0, Math.min(inLine, span.to) - span.from),
    aligns: alignsOf(lines[1].text),
    cells: lines.filter((_, index) => index !== 1).map(({ text }) => textsOf(text)),
  };
}

/**
 * Writes a table anew, in one transaction that touches nothing else.
 * @param {EditorView} view
 * @param {Table} table as it was
 * @param {{ cells: string[][], aligns?: Align[], added?: { at: number, count: number }, removed?: number, touched?: number[] }} next
 *   `added` and `removed`: rows that came and went; `touched`: all that changed in place, where the other rows may stay unaligned
 * @param {Caret} caret
 */
function write(view, table, { cells, aligns = table.aligns, added, removed, touched }, caret) {
  const old = table.lines;
  const isLong = touched !== undefined && cells.length > mostRows;
  const widths = isLong ? fitting(textsOf(old[1].text).map(({ length }) => length)) : fitting(widthsOf(cells, aligns.length));
  const lineOf = (/** @type {number} */ row) => (row === 0 ? 0 : row + 1);
  /** The new text of each line, null for one that stays. @type {(string | null)[]} */
  const texts = isLong ? [] : [rowLine(cells[0], aligns, widths), delimiterLine(aligns, widths), ...cells.slice(1).map((row) => rowLine(row, aligns, widths))];
  if (isLong) for (const row of [...touched, ...Array.from({ length: added?.count ?? 0 }, (_, index) => (added?.at ?? 0) + index)]) texts[lineOf(row)] = rowLine(cells[row], aligns, widths);
  /** @type {{ from: number, to: number, insert: string }[]} */
  const changes = [];
  let source = 0;
  let start = old[0].from;
  let target = start;
  let shown = old[0].text;
  const { prefix } = old[1];
  for (let line = 0; line <= cells.length; line++) {
    const isNew = added && line >= lineOf(added.at) && line < lineOf(added.at) + added.count;
    if (removed !== undefined && source === lineOf(removed)) {
      changes.push({ from: old[source].from - old[source].prefix.length - 1, to: old[source].to, insert: '' });
      source++;
    }
    const text = texts[line] ?? old[source]?.text ?? '';
    if (line > 0) start += 1 + (isNew ? prefix : old[source].prefix).length;
    if (line === lineOf(caret.row)) [target, shown] = [start, text];
    start += text.length;
    if (isNew) {
      const { to } = old[source - 1];
      changes.push({ from: to, to, insert: `\n${prefix}${text}` });
    } else {
      if (text !== old[source].text) changes.push({ from: old[source].from, to: old[source].to, insert: text });
      source++;
    }
  }
  if (removed !== undefined && source === lineOf(removed)) changes.push({ from: old[source].from - old[source].prefix.length - 1, to: old[source].to, insert: '' });
  const spans = cellsOf(shown);
  const span = spans[Math.min(caret.column, spans.length - 1)];
  const at = (/** @type {number} */ offset) => target + Math.min(span.from + offset, span.to);
  view.dispatch({
    changes,
    selection: caret.offset === undefined ? { anchor: target + span.from, head: target + span.to } : { anchor: at(caret.offset) },
    scrollIntoView: true, userEvent: 'input.table',
  });
  return true;
}

/** @param {Table} table */
const empty = ({ aligns }) => aligns.map(() => '');

/** The row and column in which a run of Tab began. @type {{ view: EditorView, line: number, column: number } | null} */
let run = null;

/** @param {EditorView} view @param {Table} table */
function startOfRun(view, { column }) {
  const { number } = view.state.doc.lineAt(view.state.selection.main.head);
  return run?.view === view && run.line === number ? run.column : column;
}

/** Tab and Shift-Tab: to the next cell or the one before. @param {1 | -1} by @returns {(view: EditorView, table: Table) => boolean} */
const step = (by) => (view, table) => {
  const { cells, aligns, isDelimiter } = table;
  const began = startOfRun(view, table);
  let { row, column } = table;
  if (isDelimiter) [row, column] = by > 0 ? [1, 0] : [0, aligns.length - 1];
  else column += by;
  if (column >= aligns.length) [row, column] = [row + 1, 0];
  if (column < 0) [row, column] = row > 0 ? [row - 1, aligns.length - 1] : [0, 0];
  const isNew = row >= cells.length;
  const next = isNew ? [...cells, empty(table)] : cells;
  write(view, table, { cells: next, touched: [table.row], added: isNew ? { at: row, count: 1 } : undefined }, { row, column });
  run = row === table.row ? { view, line: view.state.doc.lineAt(view.state.selection.main.head).number, column: began } : null;
  return true;
};

/** Enter: to the next row, in the column where the row was begun; at an empty last row the table ends. @param {EditorView} view @param {Table} table */
function enter(view, table) {
  const { cells, row, isDelimiter, lines } = table;
  const line = lines[isDelimiter ? 1 : row === 0 ? 0 : row + 1];
  const { head } = view.state.selection.main;
  // Before the table Enter makes room.
  if (row === 0 && !isDelimiter && head <= line.from) return false;
  const column = isDelimiter ? 0 : startOfRun(view, table);
  run = null;
  const isLast = row === cells.length - 1;
  if (isLast && row > 0 && cells[row].every((cell) => !cell)) {
    const blank = line.prefix.trimEnd();
    // The blank line ends the table: a text right below would be a row.
    const insert = `${blank}\n${line.prefix.replace(/[ \t]+$/, blank ? ' ' : '')}`;
    const from = line.from - line.prefix.length;
    view.dispatch({ changes: { from, to: line.to, insert }, selection: { anchor: from + insert.length }, scrollIntoView: true, userEvent: 'input' });
    return true;
  }
  const next = isDelimiter ? 1 : row + 1;
  const isNew = next >= cells.length;
  return write(view, table, {
    cells: isNew ? [...cells, empty(table)] : cells, touched: [row], added: isNew ? { at: next, count: 1 } : undefined,
  }, { row: next, column });
}

/** @param {0 | 1} after @returns {(view: EditorView, table: Table) => boolean} */
const addRow = (after) => (view, table) => {
  const at = Math.max(1, table.row + after);
  return write(view, table, { cells: table.cells.toSpliced(at, 0, empty(table)), added: { at, count: 1 }, touched: [] }, { row: at, column: table.column });
};

/** @param {1 | -1} by @returns {(view: EditorView, table: Table) => boolean} */
const moveRow = (by) => (view, table) => {
  const { cells, row, column, offset } = table;
  const to = row + by;
  if (row === 0 || to < 1 || to >= cells.length) return true;
  const next = cells.with(row, cells[to]).with(to, cells[row]);
  return write(view, table, { cells: next, touched: [row, to] }, { row: to, column, offset });
};

/** The row goes; the one after a header becomes it. @param {EditorView} view @param {Table} table */
function removeRow(view, table) {
  const { cells, row, column } = table;
  if (cells.length === 1) return removeTable(view, table);
  const next = cells.toSpliced(row, 1);
  // The header's line stays: its text becomes that of the first row.
  const removed = row === 0 ? 1 : row;
  return write(view, table, { cells: next, removed, touched: row === 0 ? [0] : [] }, { row: Math.min(row, next.length - 1), column, offset: 0 });
}

/** @param {EditorView} view @param {Table} table */
function removeTable(view, { lines }) {
  view.dispatch({ changes: { from: lines[0].from, to: lines[lines.length - 1].to }, scrollIntoView: true, userEvent: 'delete' });
  return true;
}

/**
 * Changes every row, and the alignments, alike.
 * @param {(list: any[], column: number, isAligns: boolean) => any[]} change
 * @param {(table: Table) => Caret} caret
 * @returns {(view: EditorView, table: Table) => boolean}
 */
const columns = (change, caret) => (view, table) => {
  const { aligns, column } = table;
  const whole = (/** @type {string[]} */ row) => Array.from({ length: Math.max(row.length, aligns.length) }, (_, index) => row[index] ?? '');
  const next = change(aligns, column, true);
  if (next.length === 0) return removeTable(view, table);
  return write(view, table, { cells: table.cells.map((row) => change(whole(row), column, false)), aligns: next }, caret(table));
};

/** @param {0 | 1} after */
const addColumn = (after) => columns((list, column) => list.toSpliced(column + after, 0, ''), ({ row, column }) => ({ row, column: column + after }));

/** @param {1 | -1} by */
const moveColumn = (by) => columns(
  (list, column) => (list[column + by] === undefined || column + by < 0 ? list : list.with(column, list[column + by]).with(column + by, list[column])),
  ({ row, column, offset, aligns }) => ({ row, column: Math.max(0, Math.min(column + by, aligns.length - 1)), offset }),
);

const removeColumn = columns((list, column) => list.toSpliced(column, 1), ({ row, column, aligns }) => ({ row, column: Math.min(column, aligns.length - 2), offset: 0 }));

/** Aligns the column, or takes that back. @param {Align} align */
const alignColumn = (align) => columns(
  (list, column, isAligns) => (isAligns ? list.with(column, list[column] === align ? '' : align) : list),
  ({ row, column, offset }) => ({ row, column, offset }),
);

/** @type {Record<string, (view: EditorView, table: Table) => boolean>} */
export const actions = {
  next: step(1), previous: step(-1), enter,
  'row-above': addRow(0), 'row-below': addRow(1), 'row-up': moveRow(-1), 'row-down': moveRow(1), 'row-remove': removeRow,
  'column-before': addColumn(0), 'column-after': addColumn(1), 'column-left': moveColumn(-1), 'column-right': moveColumn(1), 'column-remove': removeColumn,
  'align-left': alignColumn('left'), 'align-center': alignColumn('center'), 'align-right': alignColumn('right'),
  straighten: (view, table) => write(view, table, { cells: table.cells }, table),
};

/**
 * Puts cells into a table, from the caret on: rows and columns are added where it has too few.
 * @param {EditorView} view
 * @param {Table} table
 * @param {string[][]} grid
 */
export function fill(view, table, grid) {
  const count = Math.max(table.aligns.length, ...grid.map((row) => table.column + row.length));
  const aligns = Array.from({ length: count }, (_, column) => table.aligns[column] ?? '');
  const cells = table.cells.map((row) => [...row]);
  const added = Math.max(0, table.row + grid.length - cells.length);
  for (let row = 0; row < added; row++) cells.push(aligns.map(() => ''));
  grid.forEach((row, down) => row.forEach((text, right) => {
    const target = cells[table.row + down];
    while (target.length < table.column + right) target.push('');
    target[table.column + right] = escaped(text);
  }));
  return write(view, table, { cells, aligns, added: added > 0 ? { at: cells.length - added, count: added } : undefined }, {
    row: table.row + grid.length - 1, column: table.column + grid[grid.length - 1].length - 1, offset: Infinity,
  });
}

/**
 * Makes a table of a line such as `| a | b |`, which will be its header.
 * @param {EditorView} view
 * @param {{ from: number, to: number, prefix: string, text: string }} line
 */
export function begin(view, { from, to, prefix, text }) {
  const header = textsOf(text);
  const lines = tableLines([header, header.map(() => '')], header.map(() => ''));
  const before = lines.slice(0, 2).join(`\n${prefix}`);
  view.dispatch({
    changes: { from, to, insert: `${before}\n${prefix}${lines[2]}` },
    selection: { anchor: from + before.length + 1 + prefix.length + 2 }, scrollIntoView: true, userEvent: 'input.table',
  });
  return true;
}

/** The alignment of the column at the caret. @param {EditorState} state @returns {Align | undefined} */
export function alignAt(state) {
  const { head } = state.selection.main;
  const delimiters = around(state, head, /^Table$/)?.getChild('TableDelimiter');
  if (!delimiters) return undefined;
  const row = around(state, head, /^Table(?:Header|Row)$/) ?? delimiters;
  const line = state.doc.lineAt(head);
  const spans = cellsOf(line.text.slice(row.from - line.from));
  const column = spans.findIndex(({ to }) => head - row.from <= to);
  return alignsOf(state.sliceDoc(delimiters.from, delimiters.to))[column < 0 ? spans.length - 1 : column];
}
