/** CodeMirror beside markdown-it, scrolled together by VS Code's method. */
import { EditorView } from '@codemirror/view';
import { codeMirror } from '../editors.js';
import { plainPreview } from '../preview.js';
import { lineMarking, sourceLines } from '../source-lines.js';

/** @param {Record<'editor' | 'preview', HTMLElement>} places */
export default function vscode({ editor, preview: place }) {
  const content = plainPreview(place);
  const scroller = /** @type {HTMLElement} */ (/** @type {ShadowRoot} */ (content.getRootNode()).host);
  const { view, show } = codeMirror(editor);
  const html = lineMarking();
  /** @type {ReturnType<typeof sourceLines>} */
  let lines;
  /** The side that leads. @type {'editor' | 'preview' | null} */
  let leader = null;

  /** The line at the upper edge of the editor, with the share of its characters that are above. */
  function editorLine() {
    const { left, top } = view.scrollDOM.getBoundingClientRect();
    const at = view.posAtCoords({ x: left + 8, y: top + 1 }, false);
    const { number, from, length } = view.state.doc.lineAt(at);
    return number - 1 + (at - from) / (length + 2);
  }

  /** @param {number} line */
  function revealInEditor(line) {
    const { doc } = view.state;
    const { from, length } = doc.line(Math.min(Math.floor(line) + 1, doc.lines));
    const at = line >= doc.lines ? from : from + Math.floor((line - Math.floor(line)) * length);
    view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: 0 }) });
  }

  view.scrollDOM.addEventListener('wheel', () => (leader = 'editor'));
  scroller.addEventListener('wheel', () => (leader = 'preview'));
  view.scrollDOM.addEventListener('scroll', () => leader === 'editor' && lines.reveal(editorLine()));
  scroller.addEventListener('scroll', () => leader === 'preview' && revealInEditor(lines.line()));

  const preview = (/** @type {string} */ text) => void (content.innerHTML = html(text));
  return {
    view, scroller, html, preview,
    content: () => content,
    /** @param {string} text */
    show(text) {
      show(text);
      preview(text);
      lines = sourceLines(content, scroller);
    },
  };
}
