/** Keys and commands of tables. The code behind them is loaded when the caret first enters a table. */
import { syntaxTree } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { isMac } from '../commands.js';
import { around, frontMatterEnd, literalAt } from './syntax.js';
import { words } from '../words.js';

/** @typedef {import('@codemirror/state').EditorState} EditorState */

/** @type {typeof import('./tables.js') | null} */
let tables = null;
let isMissing = false;

const load = async () => {
  try {
    tables = await import('./tables.js');
  } catch {
    // Without a network a table is text as any other.
    isMissing = true;
  }
  return tables;
};

/** @param {EditorState} state */
export function isInTable(state) {
  const { head } = state.selection.main;
  return around(state, head, /^Table$/) !== null && head >= frontMatterEnd(state);
}

/** @param {string} name of an action @returns {import('@codemirror/view').Command} */
const act = (name) => (view) => {
  if (isMissing || !isInTable(view.state)) return false;
  if (!tables) {
    load().then(() => act(name)(view));
    return true;
  }
  const table = tables.tableAt(view.state);
  return table !== null && tables.actions[name](view, table);
};

/** Enter after `| a | b |`: that is the header of a table. @type {import('@codemirror/view').Command} */
const begin = (view) => {
  const { state } = view;
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  const [prefix, text] = /^([\s>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?)(\|.*\|)[ \t]*$/.exec(line.text)?.slice(1) ?? [];
  if (isMissing || !text || !empty || head !== line.to || state.selection.ranges.length > 1 || !/[^|\s]/.test(text)) return false;
  if (head < frontMatterEnd(state) || literalAt(state, line) || isInTable(state)) return false;
  const paragraph = around(state, line.from + prefix.length, /^Paragraph$/);
  if (!paragraph || paragraph.from < line.from || paragraph.to > line.to) return false;
  const row = { from: line.from + prefix.length, to: line.to, prefix: prefix.replace(/[^\s>]/g, ' '), text };
  if (tables) return tables.begin(view, row);
  load().then(() => begin(view));
  return true;
};

/** A table below the line of the caret, whose first heading is selected: without a word the preview would show no table. @type {import('@codemirror/view').Command} */
const insert = (view) => {
  const { state } = view;
  if (isInTable(state)) return true;
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  if (head < frontMatterEnd(state) || literalAt(state, line)) return true;
  const prefix = (/^[\s>]*/.exec(line.text)?.[0] ?? '').replace(/>$/, '> ');
  const isBlank = /^[\s>]*$/.test(line.text);
  const hasTextBelow = line.number < state.doc.lines && !/^[\s>]*$/.test(state.doc.line(line.number + 1).text);
  const start = isBlank ? prefix : `\n${prefix.trimEnd()}\n${prefix}`;
  const from = isBlank ? line.from : line.to;
  const [first, second] = [1, 2].map((number) => `${words.editor.column} ${number}`);
  const dashes = '-'.repeat(first.length);
  const blanks = ' '.repeat(first.length);
  const rows = [`| ${first} | ${second} |`, `| ${dashes} | ${dashes} |`, `| ${blanks} | ${blanks} |`].join(`\n${prefix}`);
  const at = from + start.length + 2;
  view.dispatch({
    changes: { from, to: line.to, insert: start + rows + (hasTextBelow ? `\n${prefix.trimEnd()}` : '') },
    selection: { anchor: at, head: at + first.length }, scrollIntoView: true, userEvent: 'input.table',
  });
  return true;
};

/** With which arrow keys and letters change columns: on a Mac Alt alone moves by words and types signs. */
const side = isMac ? 'Ctrl-Alt' : 'Alt';

/** @param {string} name @param {string} [key] @returns {import('../commands.js').EditorCommand} */
const command = (name, key) => ({ id: `table-${name}`, group: 'table', keys: key ? [key] : undefined, run: act(name) });

/** @param {'left' | 'center' | 'right'} align @param {string} key @returns {import('../commands.js').EditorCommand} */
const aligning = (align, key) => ({ ...command(`align-${align}`, key), isOn: (state) => isInTable(state) && tables?.alignAt(state) === align });

/** @type {import('../commands.js').EditorCommand[]} */
export const tableCommands = [
  { id: 'table', group: 'table', keys: [`${side}-Shift-t`], run: insert, isOn: isInTable },
  command('row-above', 'Mod-Shift-Enter'), command('row-below', 'Mod-Enter'),
  command('row-up', 'Alt-ArrowUp'), command('row-down', 'Alt-ArrowDown'), command('row-remove', 'Mod-Shift-k'),
  command('column-before', `${side}-Shift-ArrowLeft`), command('column-after', `${side}-Shift-ArrowRight`),
  command('column-left', `${side}-ArrowLeft`), command('column-right', `${side}-ArrowRight`), command('column-remove', `${side}-Shift-Backspace`),
  aligning('left', `${side}-Shift-l`), aligning('center', `${side}-Shift-c`), aligning('right', `${side}-Shift-r`),
  command('straighten'),
];

/** @type {import('@codemirror/view').KeyBinding[]} */
export const tableKeymap = [
  { key: 'Tab', run: act('next'), shift: act('previous') },
  { key: 'Enter', run: act('enter') },
  { key: 'Enter', run: begin },
];

/** Loads what keys in a table do before one is pressed. */
export const tableLoading = EditorView.updateListener.of(({ selectionSet, docChanged, state, view }) => {
  if (tables || isMissing || !(selectionSet || docChanged)) return;
  for (let node = /** @type {import('@lezer/common').SyntaxNode | null} */ (syntaxTree(state).resolveInner(state.selection.main.head, -1)); node; node = node.parent) {
    // As if the caret moved there: the tools show how the column is aligned.
    if (node.name === 'Table') load().then(() => view.dispatch({ selection: view.state.selection }));
  }
});

/**
 * Puts cells where the caret is: into the table around it, or as one of its own.
 * @param {EditorView} view
 * @param {string[][]} grid
 * @returns {Promise<boolean>} false where the caret is in no table
 */
export async function fillTable(view, grid) {
  const table = isInTable(view.state) ? (await load())?.tableAt(view.state) : null;
  return table ? tables?.fill(view, table, grid) ?? false : false;
}
