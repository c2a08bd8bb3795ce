/**
 * Connects a Monaco editor with a `<draft-pane>`.
 *
 * Nothing of Monaco is imported: it is loaded in many ways, and its modules
 * cannot be read outside of a browser.
 *
 * @module draftpane/monaco
 */

import { check } from '../base/check.js';
import { firstOf } from '../base/first-of.js';
import { checkPane, join } from './connection.js';

/** @typedef {import('../draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('../engine.js').Change} Change */
/** @typedef {import('../engine.js').Diagnostic} Diagnostic */
/** @typedef {import('monaco-editor').editor.IStandaloneCodeEditor} MonacoEditor */
/** @typedef {import('monaco-editor').editor.ITextModel} Model */
/** @typedef {import('monaco-editor').IDisposable} Disposable */

/**
 * @typedef {object} Monaco The parts of the `monaco-editor` module that show what is wrong.
 * @property {Pick<typeof import('monaco-editor').editor, 'setModelMarkers'>} editor
 * @property {Pick<typeof import('monaco-editor').languages, 'registerCodeActionProvider'>} languages
 */

/**
 * @typedef {import('./connection.js').ConnectOptions & { monaco?: Monaco }} MonacoOptions `monaco`: the module; with it
 *   the editor marks what is wrong, and offers the fixes
 */

const OWNER = 'draftpane';
/** `MarkerSeverity`, by name. */
const SEVERITIES = { error: 8, warning: 4, info: 2 };
/** `CursorChangeReason.Explicit`: by what a person did to the caret. */
const EXPLICIT = 3;
/** `ScrollType.Immediate`. */
const AT_ONCE = 1;

/**
 * Shows the editor's text in the pane and keeps it so: each edit goes to the
 * pane as changes, what the pane asks for goes back as one step of undo, both
 * scroll together and a click in the preview finds its source. Another model
 * of the same editor is followed.
 *
 * @param {MonacoEditor} editor
 * @param {DraftPane} pane
 * @param {MonacoOptions} [options]
 * @returns {() => void} disconnects
 */
export function connect(editor, pane, options = {}) {
  check('executeEdits' in Object(editor), 'The editor is one of Monaco', editor);
  checkPane(pane);
  /** @type {Set<Disposable>} */
  const held = new Set();
  const monaco = options.diagnostics === false ? undefined : options.monaco;
  let model = editor.getModel();
  let writing = false;
  /** @type {{ marker: import('monaco-editor').editor.IMarkerData, diagnostic: Diagnostic }[]} */
  let marked = [];

  const connection = join(pane, {
    side: sideOf(editor),
    text: () => model?.getValue() ?? '',
    // `getOption` wants a number that only the module knows.
    readOnly: () => !model || editor.getRawOptions().readOnly === true,
    caret: () => offsetAt(model, editor.getPosition()),
    write,
    goTo(offset) {
      if (!model) return;
      const position = model.getPositionAt(offset);
      editor.setPosition(position);
      editor.revealPositionInCenter(position, AT_ONCE);
      editor.focus();
    },
    mark: monaco ? mark : null,
  }, options);

  /** @param {Change[]} changes */
  function write(changes) {
    const here = model;
    if (!here) return;
    writing = true;
    editor.pushUndoStop();
    editor.executeEdits(OWNER, changes.map(({ from, to = from, insert = '' }) => ({ range: rangeOf(here, from, to), text: insert })));
    editor.pushUndoStop();
    writing = false;
  }

  /** @param {Diagnostic[]} diagnostics */
  function mark(diagnostics) {
    const here = model;
    if (!here || !monaco) return;
    marked = diagnostics.map((diagnostic) => ({
      diagnostic,
      marker: {
        ...rangeOf(here, diagnostic.from, diagnostic.to),
        severity: SEVERITIES[diagnostic.severity],
        code: diagnostic.code,
        message: diagnostic.message,
        source: OWNER,
      },
    }));
    monaco.editor.setModelMarkers(here, OWNER, marked.map(({ marker }) => marker));
  }

  held.add(editor.onDidChangeModelContent(({ changes, isFlush }) => {
    if (isFlush) {
      connection.replaced();
      return;
    }
    const byHand = editor.hasTextFocus() && !writing;
    connection.changed(changes.map(({ rangeOffset, rangeLength, text }) => (
      { from: rangeOffset, to: rangeOffset + rangeLength, insert: text }
    )), byHand);
  }));
  held.add(editor.onDidChangeCursorSelection(({ reason, source, selection }) => {
    const isByHand = reason === EXPLICIT && (source === 'keyboard' || source === 'mouse');
    // To select everything is not to go to the end of it.
    if (isByHand && !(model && selection.equalsRange(model.getFullModelRange()))) connection.moved();
  }));
  held.add(editor.onDidChangeModel(() => {
    unmark();
    model = editor.getModel();
    connection.replaced();
    connection.checkReadOnly();
  }));
  held.add(editor.onDidChangeConfiguration(() => connection.checkReadOnly()));
  held.add(editor.onDidDispose(stop));

  if (monaco) held.add(monaco.languages.registerCodeActionProvider('*', {
    provideCodeActions(asked, range) {
      const actions = asked !== model || editor.getRawOptions().readOnly ? [] : marked.flatMap(({ marker, diagnostic }) => {
        if (!diagnostic.fix || !meet(marker, range)) return [];
        const { code, message } = diagnostic;
        const changes = connection.fixFor(code, message, asked.getOffsetAt({ lineNumber: marker.startLineNumber, column: marker.startColumn }));
        if (!changes) return [];
        const edits = changes.map(({ from, to = from, insert = '' }) => (
          { resource: asked.uri, versionId: asked.getVersionId(), textEdit: { range: rangeOf(asked, from, to), text: insert } }
        ));
        return [{ title: diagnostic.fix.title, kind: 'quickfix', diagnostics: [marker], isPreferred: true, edit: { edits } }];
      });
      return { actions, dispose() {} };
    },
  }));

  function unmark() {
    marked = [];
    if (monaco && model && !model.isDisposed()) monaco.editor.setModelMarkers(model, OWNER, []);
  }

  function stop() {
    for (const each of held) each.dispose();
    held.clear();
    unmark();
    connection.stop();
  }
  return stop;
}

/**
 * @param {Model} model
 * @param {number} from
 * @param {number} to
 */
function rangeOf(model, from, to) {
  const start = model.getPositionAt(from);
  const end = model.getPositionAt(to);
  return { startLineNumber: start.lineNumber, startColumn: start.column, endLineNumber: end.lineNumber, endColumn: end.column };
}

/**
 * @param {Model | null} model
 * @param {import('monaco-editor').IPosition | null} position
 */
function offsetAt(model, position) {
  return model && position ? model.getOffsetAt(position) : 0;
}

/**
 * @param {import('monaco-editor').IRange} a
 * @param {import('monaco-editor').IRange} b
 */
function meet(a, b) {
  const ends = (/** @type {import('monaco-editor').IRange} */ x, /** @type {import('monaco-editor').IRange} */ y) =>
    x.endLineNumber < y.startLineNumber || (x.endLineNumber === y.startLineNumber && x.endColumn < y.startColumn);
  return !ends(a, b) && !ends(b, a);
}

/**
 * @param {MonacoEditor} editor
 * @returns {import('./scroll.js').Side}
 */
function sideOf(editor) {
  /** @param {number} line from 1 to the one after the last */
  const topOf = (line) => {
    const last = editor.getModel()?.getLineCount() ?? 1;
    return line > last ? editor.getBottomForLineNumber(last) : editor.getTopForLineNumber(line);
  };
  const height = () => editor.getLayoutInfo().height;
  return {
    element: /** @type {HTMLElement} */ (editor.getContainerDomNode()),
    scrolled: () => ({ top: editor.getScrollTop(), height: height(), most: Math.max(0, editor.getScrollHeight() - height()) }),
    onScroll(listener, signal) {
      const held = editor.onDidScrollChange((event) => event.scrollTopChanged && listener());
      signal.addEventListener('abort', () => held.dispose());
    },
    onResize(listener, signal) {
      const held = [editor.onDidContentSizeChange(listener), editor.onDidLayoutChange(listener)];
      signal.addEventListener('abort', () => held.forEach((each) => each.dispose()));
    },
    offsetAt(y) {
      const model = editor.getModel();
      if (!model) return 0;
      const at = editor.getScrollTop() + y;
      const above = topOf(1);
      if (at < above) return Math.max(-1, at / above - 1);
      // The last line that starts at or before the place; folded ones have no height.
      const line = Math.max(1, firstOf(1, model.getLineCount() + 1, (each) => topOf(each) > at) - 1);
      const last = model.getLineMaxColumn(line);
      const column = Math.max(1, firstOf(1, last + 1, (each) => editor.getTopForPosition(line, each) > at) - 1);
      const { from, to, top, bottom } = rowAt(model, line, column);
      return from + (bottom > top ? Math.min(1, Math.max(0, (at - top) / (bottom - top))) : 0) * (to - from);
    },
    reveal(offset, { align }) {
      const model = editor.getModel();
      if (!model) return;
      if (offset > model.getValueLength() + 1) {
        editor.setScrollTop(editor.getScrollHeight(), AT_ONCE);
        return;
      }
      const { lineNumber, column } = model.getPositionAt(Math.max(0, Math.floor(offset)));
      const { from, to, top, bottom } = rowAt(model, lineNumber, column);
      const ratio = Math.min(1, (Math.max(0, offset) - from) / (to - from));
      const y = top + ratio * (bottom - top) + Math.min(0, offset) * topOf(1);
      editor.setScrollTop(y - align * height(), AT_ONCE);
    },
  };

  /**
   * The row of a wrapped line that a column is in. The line end is a part of the last one. Heights are below the top of
   * what is scrolled.
   *
   * @param {Model} model
   * @param {number} line
   * @param {number} column
   */
  function rowAt(model, line, column) {
    const last = model.getLineMaxColumn(line);
    const topAt = (/** @type {number} */ each) => editor.getTopForPosition(line, each);
    const top = topAt(column);
    const first = firstOf(1, column, (each) => topAt(each) >= top);
    const next = firstOf(column, last + 1, (each) => topAt(each) > top);
    const start = model.getOffsetAt({ lineNumber: line, column: 1 }) - 1;
    const end = line < model.getLineCount() ? model.getOffsetAt({ lineNumber: line + 1, column: 1 }) : start + last + 1;
    return { from: start + first, to: next <= last ? start + next : end, top, bottom: next <= last ? topAt(next) : topOf(line + 1) };
  }
}
