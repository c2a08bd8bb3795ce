/** The pages with the three editors that there are adapters for, each connected to a pane. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { editorPage } from './adapters.mjs';

/**
 * The import map for packages and all they need.
 * @param {string[]} names
 * @param {Record<string, string>} [map]
 */
function importMap(names, map = {}) {
  for (const name of names.filter((name) => !(name in map))) {
    const text = readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8');
    const { exports, module, dependencies = {} } = JSON.parse(text);
    map[name] = join('/node_modules', name, module ?? exports.import);
    importMap(Object.keys(dependencies), map);
  }
  return map;
}

const imports = () => importMap(['@codemirror/state', '@codemirror/view', '@codemirror/commands', '@codemirror/lint']);

/** A page with CodeMirror, without a bundler. */
export const codeMirror = () => editorPage(`
  import { Compartment, EditorState } from '@codemirror/state';
  import { EditorView, keymap } from '@codemirror/view';
  import { defaultKeymap, history, historyKeymap, undo } from '@codemirror/commands';
  import { lintKeymap, setDiagnostics } from '@codemirror/lint';
  import { connect, draftPane } from '/connect/codemirror.js';
  const readOnly = new Compartment();
  const extensions = [history(), keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]), EditorView.lineWrapping, EditorState.allowMultipleSelections.of(true), readOnly.of([])];
  const view = new EditorView({ doc: post, extensions, parent: place });
  const disconnect = connect(view, pane, { setDiagnostics });
  Object.assign(window, { view, pane, disconnect });
  await ready({
    EditorView, extensions, draftPane, undo,
    text: () => view.state.doc.toString(),
    set: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    focus: () => view.focus(),
    setReadOnly: (on) => view.dispatch({ effects: readOnly.reconfigure(EditorState.readOnly.of(on)) }),
    selection: () => [view.state.selection.main.from, view.state.selection.main.to],
    select: (anchor, head) => view.dispatch({ selection: { anchor, head } }),
    scrolled: () => ({ top: view.scrollDOM.scrollTop, most: view.scrollDOM.scrollHeight - view.scrollDOM.clientHeight }),
    scrollTo: (top) => (view.scrollDOM.scrollTop = top),
    more: (pane) => connect(view, pane),
    extra: [
      () => view.dispatch(view.state.changeByRange((range) => ({ changes: { from: range.from, insert: 'x\\r\\ny' }, range }))),
      () => {
        const { length } = view.state.doc;
        const ranges = [0.1, 0.5, 0.9].map((part) => Math.floor(part * length));
        view.dispatch({ selection: view.state.selection.constructor.create(ranges.map((at) => view.state.selection.constructor.cursor(at))) });
      },
    ],
    disconnect,
  });
`, `<script type="importmap">${JSON.stringify({ imports: imports() })}</script>`);

/** The editor as one module and one style sheet. */
async function bundle() {
  const { outputFiles } = await build({
    stdin: { contents: `export * from 'monaco-editor/editor'; import 'monaco-editor/features/register.all';`, resolveDir: fileURLToPath(new URL('../..', import.meta.url)) },
    bundle: true, format: 'esm', write: false, outdir: 'monaco', loader: { '.ttf': 'dataurl' }, logLevel: 'error',
  });
  const found = (/** @type {string} */ ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { '/monaco.js': found('.js'), '/monaco.css': found('.css'), '/worker.js': 'onmessage = () => {};' };
}

/** A page with Monaco. */
export const monaco = async () => ({ ...(await bundle()), ...editorPage(`
  import * as monaco from '/monaco.js';
  import { connect } from '/connect/monaco.js';
  self.MonacoEnvironment = { getWorker: () => new Worker('/worker.js') };
  const editor = monaco.editor.create(place, { value: post, language: 'markdown', wordWrap: 'on', minimap: { enabled: false }, scrollBeyondLastLine: false, autoClosingBrackets: 'never', quickSuggestions: false, mouseWheelScrollSensitivity: 2.4 });
  const range = (from, to) => monaco.Range.fromPositions(editor.getModel().getPositionAt(from), editor.getModel().getPositionAt(to));
  await ready({
    monaco, editor, connect,
    text: () => editor.getModel().getValue(),
    set: (text) => editor.setValue(text),
    focus: () => editor.focus(),
    setReadOnly: (readOnly) => editor.updateOptions({ readOnly }),
    selection() {
      const { startLineNumber, startColumn, endLineNumber, endColumn } = editor.getSelection();
      const at = (lineNumber, column) => editor.getModel().getOffsetAt({ lineNumber, column });
      return [at(startLineNumber, startColumn), at(endLineNumber, endColumn)];
    },
    select: (from, to) => editor.setSelection(range(from, to)),
    scrolled: () => ({ top: editor.getScrollTop(), most: editor.getScrollHeight() - editor.getLayoutInfo().height }),
    scrollTo: (top) => editor.setScrollTop(top, 1),
    more: (pane) => connect(editor, pane),
    extra: [
      () => editor.setSelections([3, 40, 90].map((at) => ({ ...range(at, at), selectionStartLineNumber: 1, selectionStartColumn: 1, positionLineNumber: editor.getModel().getPositionAt(at).lineNumber, positionColumn: 1 }))),
      () => editor.executeEdits('test', [{ range: range(0, 1), text: 'X\\r\\nY' }, { range: range(10, 12), text: null }]),
      () => editor.getModel().setEOL(editor.getModel().getEOL() === '\\n' ? 1 : 0),
      () => editor.trigger('keyboard', 'type', { text: 'many' }),
    ],
    disconnect: connect(editor, pane, { monaco }),
  });
`, '<link rel="stylesheet" href="/monaco.css">') });

/** A page with a text field in a form. */
export const textArea = () => editorPage(`
  import { connect } from '/connect/textarea.js';
  const form = place.appendChild(document.createElement('form'));
  form.style.height = '100%';
  const field = form.appendChild(document.createElement('textarea'));
  field.defaultValue = post;
  field.setAttribute('aria-describedby', 'hint');
  await ready({
    field, form, connect,
    text: () => field.value,
    set: (text) => (field.value = text),
    focus: () => field.focus(),
    setReadOnly: (readOnly) => (field.readOnly = readOnly),
    selection: () => [field.selectionStart, field.selectionEnd],
    select: (from, to) => field.setSelectionRange(from, to),
    scrolled: () => ({ top: field.scrollTop, most: field.scrollHeight - field.clientHeight }),
    scrollTo: (top) => (field.scrollTop = top),
    more: (pane) => connect(field, pane, { diagnostics: false }),
    extra: [() => field.setRangeText('range', 3, 5), () => field.setRangeText('at the caret')],
    disconnect: connect(field, pane),
  });
`);
