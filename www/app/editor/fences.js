/** Enter after the start of a fence brings its end, with the caret between; that end can be typed over. */
import { MapMode, StateEffect, StateField } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { around, frontMatterEnd } from './syntax.js';

/** @typedef {import('@codemirror/state').EditorState} EditorState */

/** The marks before a fence, the fence, and the rest of its line. */
const start = /^((?:[ \t]*>)*[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
/** Lines below that are looked at for an end. */
const mostLines = 5000;

const closed = /** @type {import('@codemirror/state').StateEffectType<number>} */ (StateEffect.define({ map: (at, changes) => changes.mapPos(at, 1) }));

/** Where the end stands that was put in last; -1 without. @type {StateField<number>} */
const end = StateField.define({
  create: () => -1,
  update(at, { changes, docChanged, effects }) {
    const moved = docChanged && at >= 0 ? changes.mapPos(at, 1, MapMode.TrackAfter) ?? -1 : at;
    return effects.find((effect) => effect.is(closed))?.value ?? moved;
  },
});

/** @type {import('@codemirror/view').Command} */
function close(view) {
  const { state } = view;
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  const [, marks, fence] = start.exec(line.text) ?? [];
  if (!fence || !empty || head !== line.to || state.selection.ranges.length > 1 || head < frontMatterEnd(state)) return false;
  const from = line.from + marks.length;
  if (around(state, from, /^FencedCode$/)?.from !== from) return false;
  if (isClosed(state, line.number, fence)) return enterBlank(view, line);
  const prefix = marks.replace(/[^\s>]/g, ' ');
  const insert = `\n${prefix}\n${prefix}${fence}`;
  view.dispatch({
    changes: { from: head, insert }, selection: { anchor: head + 1 + prefix.length }, effects: closed.of(head + insert.length - fence.length),
    scrollIntoView: true, userEvent: 'input',
  });
  return true;
}

/**
 * From the language to the code, where the fence has a blank line for it.
 * @param {EditorView} view
 * @param {import('@codemirror/state').Line} line
 */
function enterBlank(view, { number }) {
  const { doc } = view.state;
  const below = number + 1 < doc.lines ? doc.line(number + 1) : null;
  if (!below || !/^[\s>]*$/.test(below.text) || !start.test(doc.line(number + 2).text)) return false;
  view.dispatch({ selection: { anchor: below.to }, scrollIntoView: true, userEvent: 'select' });
  return true;
}

/**
 * Whether the text below has an end for a fence: without this fence, one that has a start and no end, and no language.
 * @param {EditorState} state
 * @param {number} number of its line
 * @param {string} fence
 */
function isClosed({ doc }, number, fence) {
  let open = '';
  let isBare = false;
  for (let next = number + 1; next <= Math.min(doc.lines, number + mostLines); next++) {
    const [, , found, rest] = start.exec(doc.line(next).text) ?? [];
    if (!found) continue;
    const isEnd = rest.trim() === '';
    if (!open) [open, isBare] = [found, isEnd && found[0] === fence[0] && found.length >= fence.length];
    else if (isEnd && found[0] === open[0] && found.length >= open.length) open = '';
  }
  return open !== '' && isBare;
}

/**
 * The last character of a fence, typed on the line above the end that was put in, goes to that end.
 * @param {EditorView} view
 * @param {number} from
 * @param {number} to
 * @param {string} typed
 */
function typeOver(view, from, to, typed) {
  const { state } = view;
  const at = state.field(end);
  if (at < 0 || from !== to || (typed !== '`' && typed !== '~')) return false;
  const line = state.doc.lineAt(from);
  const below = state.doc.lineAt(Math.min(at, state.doc.length));
  const fence = below.text.slice(at - below.from);
  if (below.number !== line.number + 1 || from !== line.to || !/^(?:`+|~+)$/.test(fence)) return false;
  if (!/^[\s>]*$/.test(line.text.slice(0, -fence.length + 1)) || line.text.slice(-fence.length + 1) + typed !== fence) return false;
  view.dispatch({ changes: { from: line.from, to: below.from }, selection: { anchor: line.from + below.length }, scrollIntoView: true, userEvent: 'input.type' });
  return true;
}

/** @type {import('@codemirror/view').KeyBinding[]} */
export const fenceKeymap = [{ key: 'Enter', run: close }];

export const fences = [end, EditorView.inputHandler.of(typeOver)];
