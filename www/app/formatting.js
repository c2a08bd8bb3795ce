/** Keys that put Markdown's marks around the selection. */
import { EditorSelection } from '@codemirror/state';

/** @typedef {import('@codemirror/view').EditorView} EditorView */

/**
 * A command that puts `mark` on both sides of every selection, or takes it away where it already stands.
 * @param {string} mark
 */
function toggle(mark) {
  const size = mark.length;
  return (/** @type {EditorView} */ { state, dispatch }) => {
    const marked = state.changeByRange((range) => {
      const { from, to } = range;
      const stands = state.sliceDoc(Math.max(0, from - size), from) === mark && state.sliceDoc(to, to + size) === mark
        // "**bold**" also has a "*" on both sides: only an odd run of stars holds an emphasis.
        && (mark !== '*' || stars(state.sliceDoc(Math.max(0, from - 3), from)) % 2 === 1);
      return stands
        ? {
          changes: [{ from: from - size, to: from }, { from: to, to: to + size }],
          range: EditorSelection.range(range.anchor - size, range.head - size),
        }
        : {
          changes: [{ from, insert: mark }, { from: to, insert: mark }],
          range: EditorSelection.range(range.anchor + size, range.head + size),
        };
    });
    dispatch(state.update(marked, { scrollIntoView: true, userEvent: 'input.format' }));
    return true;
  };
}

/** @param {string} before text before the selection; counts the stars at its end */
function stars(before) {
  return before.length - before.replace(/\*+$/, '').length;
}

/** Makes the selection the text of a link and puts the cursor where its address goes. @param {EditorView} view */
function link({ state, dispatch }) {
  const linked = state.changeByRange(({ from, to }) => ({
    changes: [{ from, insert: '[' }, { from: to, insert: ']()' }],
    range: EditorSelection.cursor(from === to ? from + 1 : to + 3),
  }));
  dispatch(state.update(linked, { scrollIntoView: true, userEvent: 'input.format' }));
  return true;
}

/** @type {import('@codemirror/view').KeyBinding[]} */
export const formattingKeymap = [
  { key: 'Mod-b', run: toggle('**'), preventDefault: true },
  { key: 'Mod-i', run: toggle('*'), preventDefault: true },
  { key: 'Mod-e', run: toggle('`'), preventDefault: true },
  { key: 'Mod-k', run: link, preventDefault: true },
];
