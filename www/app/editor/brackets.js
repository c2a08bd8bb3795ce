/**
 * Brackets and quotes that close as they are typed. The extension of CodeMirror reads the syntax tree as that of a program:
 * it takes the mark that ends code in Markdown for the start of a string.
 */
import { EditorSelection, MapMode, Prec, StateEffect, StateField } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

/** @typedef {import('@codemirror/state').EditorState} EditorState */

/** @type {Record<string, string>} */
const pairs = { '(': ')', '[': ']', '{': '}', '"': '"', '`': '`' };
/** Only before one of these a bracket closes: before a word it is meant to open. */
const mayFollow = /^(?:$|[\s)\]}"'`:;,.!?>|*_~])/;
/** After one of these there is a sign of its own: `\(`, `:(`, `:-(`. */
const sign = { '(': /[\\:;]-?$/, other: /\\$/ };

const closed = /** @type {import('@codemirror/state').StateEffectType<number>} */ (StateEffect.define({ map: (at, changes) => changes.mapPos(at, 1) }));

/** Where the second halves stand that were not typed; on the line of the caret alone. @type {StateField<number[]>} */
const halves = StateField.define({
  create: () => /** @type {number[]} */ ([]),
  update(places, { changes, docChanged, effects, selection, state }) {
    /** @type {number[]} */
    let kept = docChanged ? places.flatMap((at) => changes.mapPos(at, 1, MapMode.TrackAfter) ?? []) : places;
    for (const effect of effects) if (effect.is(closed)) kept = [...kept, effect.value];
    if (kept.length === 0 || !(docChanged || selection)) return kept;
    const line = state.doc.lineAt(state.selection.main.head);
    return kept.filter((at) => at >= line.from && at < line.to);
  },
});

/**
 * @param {EditorView} view
 * @param {number} from
 * @param {number} to
 * @param {string} typed
 */
function type(view, from, to, typed) {
  const { state } = view;
  const { ranges } = state.selection;
  if (view.composing || state.readOnly || from !== to || ranges.some(({ empty }) => !empty)) return false;
  if (ranges.every(({ head }) => isHalf(state, head, typed))) {
    const over = ranges.map(({ head }) => EditorSelection.cursor(head + typed.length));
    view.dispatch({ selection: EditorSelection.create(over, state.selection.mainIndex), scrollIntoView: true, userEvent: 'select' });
    return true;
  }
  if (!Object.hasOwn(pairs, typed) || !ranges.every(({ head }) => isExpected(state, head, typed))) return false;
  view.dispatch(state.changeByRange(({ head }) => ({
    changes: { from: head, insert: typed + pairs[typed] }, effects: closed.of(head + 1), range: EditorSelection.cursor(head + 1),
  })), { scrollIntoView: true, userEvent: 'input.type' });
  return true;
}

/** @param {EditorState} state @param {number} at @param {string} typed */
const isHalf = (state, at, typed) => state.sliceDoc(at, at + 1) === typed && state.field(halves).includes(at);

/** Whether a second half is expected. @param {EditorState} state @param {number} at @param {string} typed */
function isExpected({ doc }, at, typed) {
  const line = doc.lineAt(at);
  const before = line.text.slice(0, at - line.from);
  if (!mayFollow.test(line.text.slice(at - line.from)) || (typed === '(' ? sign['('] : sign.other).test(before)) return false;
  if (pairs[typed] !== typed) return true;
  // A quote after a word, or after another one that is open, ends something.
  return !/[\p{L}\p{N}"`]$/u.test(before) && before.split(typed).length % 2 === 1;
}

/** Backspace between two halves removes both. @type {import('@codemirror/view').Command} */
function remove(view) {
  const { state } = view;
  const { ranges } = state.selection;
  const isBetween = ranges.every(({ head, empty }) => {
    const half = pairs[state.sliceDoc(head - 1, head)];
    return empty && half !== undefined && isHalf(state, head, half);
  });
  if (!isBetween) return false;
  view.dispatch(state.changeByRange(({ head }) => ({
    changes: { from: head - 1, to: head + 1 }, range: EditorSelection.cursor(head - 1),
  })), { scrollIntoView: true, userEvent: 'delete.backward' });
  return true;
}

export const brackets = [halves, EditorView.inputHandler.of(type), Prec.highest(keymap.of([{ key: 'Backspace', run: remove }]))];
