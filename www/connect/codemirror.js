/**
 * Connects a CodeMirror 6 editor with a `<draft-pane>`.
 *
 * @module draftpane/codemirror
 */

import { Compartment, StateEffect } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';
import { check } from '../base/check.js';
import { firstOf } from '../base/first-of.js';
import { checkPane, join } from './connection.js';
import { scrolling } from './scroll.js';

/** @typedef {import('../draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('../engine.js').Change} Change */
/** @typedef {import('@codemirror/state').Extension} Extension */
/** @typedef {import('@codemirror/state').EditorState} EditorState */
/** @typedef {import('@codemirror/state').TransactionSpec} TransactionSpec */

/**
 * A problem, as `@codemirror/lint` has it.
 *
 * @typedef {object} Lint
 * @property {number} from
 * @property {number} to
 * @property {'error' | 'warning' | 'info'} severity
 * @property {string} source
 * @property {string} message
 * @property {{ name: string, apply: (view: EditorView, from: number, to: number) => void }[]} actions
 */

/**
 * @typedef {import('./connection.js').ConnectOptions & {
 *   setDiagnostics?: (state: EditorState, diagnostics: readonly Lint[]) => TransactionSpec,
 * }} CodeMirrorOptions `setDiagnostics`: that of `@codemirror/lint`; with it the editor shows what is wrong, and offers
 *   the fixes. It replaces what other linters show.
 */

/** The changes that a person makes to the text, as opposed to a program. */
const BY_HAND = ['input', 'delete', 'move', 'undo', 'redo'];
/** The changes that the pane asked for. */
const WRITTEN = 'input.draft';

/**
 * Shows the editor's text in the pane and keeps it so: each edit goes to the
 * pane as changes, what the pane asks for goes back as one transaction, both
 * scroll together and a click in the preview finds its source.
 *
 * `view.setState` takes the connection away: connect again after it, or have
 * `draftPane` among the extensions of each state.
 *
 * @param {EditorView} view
 * @param {DraftPane} pane
 * @param {CodeMirrorOptions} [options]
 * @returns {() => void} disconnects
 */
export function connect(view, pane, options) {
  check('dispatch' in Object(view), 'The editor is an EditorView', view);
  const extension = draftPane(pane, options);
  // Not while the editor is at work: who hears of it may want to write there.
  pane.value = view.state.doc.toString();
  hold(view, (extensions) => [...extensions, extension]);
  return () => {
    hold(view, (extensions) => extensions.filter((each) => each !== extension));
    if (options?.setDiagnostics && options.diagnostics !== false) view.dispatch(options.setDiagnostics(view.state, []));
  };
}

/**
 * The connections of each editor. One extension holds them all, because an editor never forgets an appended one.
 *
 * @type {WeakMap<EditorView, { place: Compartment, extensions: Extension[] }>}
 */
const connected = new WeakMap();

/**
 * @param {EditorView} view
 * @param {(extensions: Extension[]) => Extension[]} change
 */
function hold(view, change) {
  const here = connected.get(view) ?? { place: new Compartment(), extensions: [] };
  connected.set(view, here);
  // Another state has no such place, or one of its own time.
  const isNew = here.place.get(view.state) === undefined;
  if (isNew) here.extensions = [];
  const extensions = change(here.extensions);
  if (isNew && extensions.length === 0) return;
  here.extensions = extensions;
  const effects = [here.place.reconfigure(extensions)];
  if (isNew) effects.unshift(StateEffect.appendConfig.of(here.place.of([])));
  view.dispatch({ effects });
}

/**
 * The same as an extension, for as long as the editor has it.
 *
 * @param {DraftPane} pane
 * @param {CodeMirrorOptions} [options]
 * @returns {Extension}
 */
export function draftPane(pane, options = {}) {
  checkPane(pane);
  const plugin = ViewPlugin.define((view) => {
    /** @type {Set<() => void>} */
    const heights = new Set();
    let alive = true;
    const connection = join(pane, editorOf(), options);

    /** @returns {import('./connection.js').Editor} */
    function editorOf() {
      const { setDiagnostics } = options;
      return {
        side: sideOf(view, heights),
        text: () => view.state.doc.toString(),
        readOnly: () => view.state.readOnly,
        caret: () => view.state.selection.main.head,
        write: (changes) => view.dispatch({ changes, userEvent: WRITTEN }),
        goTo(offset) {
          const anchor = Math.min(offset, view.state.doc.length);
          view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
          view.focus();
        },
        mark: setDiagnostics
          ? (diagnostics) => alive && view.dispatch(setDiagnostics(view.state, diagnostics.map(lintOf)))
          : null,
      };
    }

    /** @param {import('../engine.js').Diagnostic} diagnostic @returns {Lint} */
    function lintOf({ from, to, severity, code, message, fix }) {
      const actions = fix ? [{
        name: fix.title,
        /** @param {EditorView} _ @param {number} from */
        apply(_, from) {
          const changes = connection.fixFor(code, message, from);
          if (changes && !view.state.readOnly) view.dispatch({ changes, userEvent: WRITTEN });
        },
      }] : [];
      return { from, to, severity, source: 'draftpane', message, actions };
    }

    return {
      /** @param {import('@codemirror/view').ViewUpdate} update */
      updated(update) {
        // Lines that come into view turn out higher or lower than the editor guessed, and their rows are known.
        if ((update.heightChanged || update.viewportChanged) && !update.docChanged) for (const told of heights) told();
        if (update.startState.readOnly !== update.state.readOnly) connection.checkReadOnly();
        if (!update.docChanged) {
          if (movedByHand(update)) connection.moved();
          return;
        }
        /** @type {Change[]} */
        const changes = [];
        update.changes.iterChanges((from, to, _fromNew, _toNew, inserted) => {
          changes.push({ from, to, insert: inserted.toString() });
        });
        const byHand = update.transactions.some(
          (transaction) => BY_HAND.some((event) => transaction.isUserEvent(event)) && !transaction.isUserEvent(WRITTEN),
        );
        connection.changed(changes, byHand);
      },
      destroy() {
        alive = false;
        connection.stop();
      },
    };
  });
  // A plugin's own `update` runs while the editor is at work.
  return [plugin, EditorView.updateListener.of((update) => update.view.plugin(plugin)?.updated(update))];
}

/**
 * Whether a person moved the caret. To select everything is not to go to the end of it.
 *
 * @param {import('@codemirror/view').ViewUpdate} update
 */
function movedByHand({ selectionSet, state, transactions }) {
  const { from, to } = state.selection.main;
  return selectionSet && to - from < Math.max(1, state.doc.length) && transactions.some((transaction) => transaction.isUserEvent('select'));
}

/**
 * @param {EditorView} view
 * @param {Set<() => void>} heights are told when lines have other heights
 * @returns {import('./scroll.js').Side}
 */
function sideOf(view, heights) {
  const scroller = view.scrollDOM;
  /** Where the first line is, below the scroller's upper edge. */
  const documentTop = () => view.documentTop - scroller.getBoundingClientRect().top;
  return {
    element: scroller,
    ...scrolling(scroller),
    onResize(listener, signal) {
      heights.add(listener);
      signal.addEventListener('abort', () => heights.delete(listener));
    },
    offsetAt(y) {
      const height = y - documentTop();
      const above = view.documentPadding.top;
      if (height < 0) return above > 0 ? Math.max(-1, height / above) : 0;
      const { from, to, top, bottom } = rowAt(view, view.lineBlockAtHeight(height), (middle, half) => middle + half > height);
      return from + Math.min(1, Math.max(0, (height - top) / (bottom - top))) * (to - from);
    },
    reveal(offset, { align }) {
      const { length } = view.state.doc;
      if (offset > length + 1) {
        scroller.scrollTop = scroller.scrollHeight;
        return;
      }
      const at = Math.min(Math.max(0, Math.floor(offset)), length);
      const row = rowAt(view, view.lineBlockAt(at), (_middle, _half, each) => each >= at);
      const ratio = Math.min(1, (Math.max(0, offset) - row.from) / (row.to - row.from));
      const y = documentTop() + row.top + ratio * (row.bottom - row.top) + Math.min(0, offset) * view.documentPadding.top;
      scroller.scrollTop += y - align * scroller.clientHeight;
    },
  };
}

/**
 * A row of a line that is wrapped; all of the line where it is not drawn. The line end is a part of the last one: an
 * empty line has a stretch of its own. Heights are below the first line.
 *
 * @param {EditorView} view
 * @param {import('@codemirror/view').BlockInfo} line
 * @param {(middle: number, half: number, at: number) => boolean} reaches whether a character is in that row or beyond:
 *   where its middle is, and half of its height
 * @returns {{ from: number, to: number, top: number, bottom: number }}
 */
function rowAt(view, { from, to, top, bottom }, reaches) {
  const whole = { from, to: to + 1, top, bottom };
  const first = view.coordsAtPos(from, 1);
  if (!first || bottom - top < 1.5 * view.defaultLineHeight) return whole;
  const half = (first.bottom - first.top) / 2;
  const middleOf = (/** @type {number} */ at) => {
    const box = view.coordsAtPos(at, 1);
    return box ? (box.top + box.bottom) / 2 - view.documentTop : NaN;
  };
  const middle = middleOf(Math.min(to, firstOf(from, to, (at) => reaches(middleOf(at), half, at))));
  const start = firstOf(from, to, (at) => middleOf(at) > middle - half);
  const next = firstOf(start, to + 1, (at) => middleOf(at) > middle + half);
  const upper = start > from ? (middleOf(start - 1) + middle) / 2 : top;
  const lower = next <= to ? (middleOf(next) + middle) / 2 : bottom;
  return { from: start, to: Math.max(next, start + 1), top: upper, bottom: lower };
}
