/**
 * Keeps the line that is written in view when the editor gets lower: a notice, the panel of problems or the keyboard of a
 * screen takes its room.
 */
import { EditorView, ViewPlugin } from '@codemirror/view';

export const visibleCaret = ViewPlugin.define((view) => {
  let before = 0;
  const sizes = new ResizeObserver(() => {
    const now = view.scrollDOM.clientHeight;
    const lost = before - now;
    before = now;
    if (lost <= 0 || now === 0) return;
    const { head } = view.state.selection.main;
    const caret = view.coordsAtPos(head);
    const { top } = view.scrollDOM.getBoundingClientRect();
    // Where the writer had scrolled away from it, the caret stays out of view.
    if (!caret || caret.bottom < top || caret.top > top + now + lost) return;
    view.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'nearest' }) });
  });
  sizes.observe(view.scrollDOM);
  return { destroy: () => sizes.disconnect() };
});
