/**
 * Connects a CodeMirror 6 editor with a `<draft-pane>`.
 *
 * @module
 */

import { Compartment, StateEffect } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { scrollTogether } from './scroll.js';

/** @typedef {import('../draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('../engine.js').Change} Change */

/**
 * @typedef {object} ConnectOptions
 * @property {boolean} [scroll] scroll both together; default true
 * @property {'dblclick' | 'modifier' | 'click' | 'none'} [clickToSource] which click in the
 *   preview moves the caret to its source: a double click (the default), one with Ctrl or
 *   Command held, any, or none
 */

/** What a person does to the text, as opposed to a program. */
const BY_HAND = ['input', 'delete', 'move', 'undo', 'redo'];

/**
 * Shows the editor's text in the pane and keeps it so: each edit goes to the
 * pane as changes, what the pane asks for goes back as one transaction, both
 * scroll together and a click in the preview finds its source.
 *
 * `view.setState` takes the connection away: connect again after it.
 *
 * @param {EditorView} view
 * @param {DraftPane} pane
 * @param {ConnectOptions} [options]
 * @returns {() => void} disconnects
 */
export function connect(view, pane, { scroll = true, clickToSource = 'dblclick' } = {}) {
  const stop = new AbortController();
  const listening = new Compartment();
  let frame = 0;

  const together = scroll ? scrollTogether(editorSide(view), paneSide(pane)) : null;

  const listener = EditorView.updateListener.of((update) => {
    // Lines that come into view turn out higher or lower than the editor guessed.
    if (update.heightChanged && !update.docChanged) together?.again();
    if (!update.docChanged) return;
    /** @type {Change[]} */
    const changes = [];
    update.changes.iterChanges((from, to, _fromNew, _toNew, inserted) => {
      changes.push({ from, to, insert: inserted.toString() });
    });
    try {
      pane.edit(changes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // Someone gave the pane another text: the editor's is the true one.
      pane.value = update.state.doc.toString();
    }
    const byHand = update.transactions.some(
      (transaction) => BY_HAND.some((event) => transaction.isUserEvent(event)) && !transaction.isUserEvent('input.draft'),
    );
    // Once a frame, when the layout is due anyway.
    if (scroll && byHand) frame ||= requestAnimationFrame(() => {
      frame = 0;
      pane.reveal(view.state.selection.main.head);
    });
  });

  pane.value = view.state.doc.toString();
  view.dispatch({ effects: StateEffect.appendConfig.of(listening.of(listener)) });

  pane.addEventListener('draft-edit', (event) => {
    if (view.state.readOnly) return;
    const { changes } = /** @type {CustomEvent<{ changes: Change | Change[] }>} */ (event).detail;
    view.dispatch({ changes, userEvent: 'input.draft' });
  }, { signal: stop.signal });

  pane.addEventListener('draft-source', (event) => {
    const { from, event: click } = /** @type {CustomEvent<{ from: number, event: MouseEvent }>} */ (event).detail;
    const meant = {
      click: true,
      dblclick: click.detail === 2,
      modifier: click.ctrlKey || click.metaKey,
      none: false,
    }[clickToSource];
    if (!meant) return;
    const anchor = Math.min(from, view.state.doc.length);
    view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    view.focus();
  }, { signal: stop.signal });

  return () => {
    stop.abort();
    together?.stop();
    cancelAnimationFrame(frame);
    view.dispatch({ effects: listening.reconfigure([]) });
  };
}

/**
 * @param {EditorView} view
 * @returns {import('./scroll.js').Side}
 */
function editorSide(view) {
  const scroller = view.scrollDOM;
  /** Where the first line is, below the scroller's upper edge. */
  const documentTop = () => view.documentTop - scroller.getBoundingClientRect().top;
  return {
    scroller,
    offsetAt(y) {
      const height = y - documentTop();
      const { from, length, top, height: extent } = view.lineBlockAtHeight(height);
      const ratio = Math.min(1, Math.max(0, (height - top) / extent));
      return Math.round(from + ratio * length);
    },
    reveal(offset, { align }) {
      const block = view.lineBlockAt(Math.min(offset, view.state.doc.length));
      const ratio = block.length > 0 ? (offset - block.from) / block.length : 0;
      const y = documentTop() + block.top + ratio * block.height;
      scroller.scrollTop += y - align * scroller.clientHeight;
    },
  };
}

/**
 * @param {DraftPane} pane
 * @returns {import('./scroll.js').Side}
 */
function paneSide(pane) {
  return {
    scroller: pane,
    offsetAt: (y) => pane.offsetAt(y),
    reveal: (offset, where) => pane.reveal(offset, where),
  };
}
