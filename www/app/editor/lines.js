/** Commands of CodeMirror that change lines, or take a change back: with names, so that menus and the sheet of keys have them. */
import {
  addCursorAbove, addCursorBelow, copyLineDown, copyLineUp, deleteLine, indentLess, indentMore, insertBlankLine, moveLineDown, moveLineUp, redo,
  selectLine, toggleComment, undo,
} from '@codemirror/commands';
import { isMac } from '../commands.js';
import { nest, outdent } from './lists.js';

/** @type {import('../commands.js').EditorCommand[]} */
export const lineCommands = [
  { id: 'undo', group: 'edit', keys: ['Mod-z'], run: undo },
  { id: 'redo', group: 'edit', keys: isMac ? ['Mod-Shift-z'] : ['Mod-y', 'Mod-Shift-z'], run: redo },
  { id: 'line-up', group: 'edit', keys: ['Alt-ArrowUp'], run: moveLineUp },
  { id: 'line-down', group: 'edit', keys: ['Alt-ArrowDown'], run: moveLineDown },
  { id: 'line-copy-up', group: 'edit', keys: ['Alt-Shift-ArrowUp'], run: copyLineUp },
  { id: 'line-copy-down', group: 'edit', keys: ['Alt-Shift-ArrowDown'], run: copyLineDown },
  { id: 'line-delete', group: 'edit', keys: ['Mod-Shift-k'], run: deleteLine },
  { id: 'line-below', group: 'edit', keys: ['Mod-Enter'], run: insertBlankLine },
  { id: 'line-select', group: 'edit', keys: [isMac ? 'Ctrl-l' : 'Alt-l'], run: selectLine },
  { id: 'indent', group: 'edit', keys: ['Mod-]'], run: (view) => nest(view) || indentMore(view) },
  { id: 'outdent', group: 'edit', keys: ['Mod-['], run: (view) => outdent(view) || indentLess(view) },
  { id: 'comment', group: 'edit', keys: ['Mod-/'], run: toggleComment },
  { id: 'cursor-above', group: 'edit', keys: ['Mod-Alt-ArrowUp'], run: addCursorAbove },
  { id: 'cursor-below', group: 'edit', keys: ['Mod-Alt-ArrowDown'], run: addCursorBelow },
];
