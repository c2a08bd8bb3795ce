/** A page as StackEdit and others are: CodeMirror beside the whole text rendered by markdown-it at each change. */
import MarkdownIt from 'markdown-it';
import { EditorView } from '@codemirror/view';
import { codeMirror } from '../page/editors.js';
import text from '../../www/app/sample.md?raw';

const preview = /** @type {HTMLElement} */ (document.getElementById('preview'));
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: true });
const show = (/** @type {string} */ source) => (preview.innerHTML = markdown.render(source));
const editor = codeMirror(/** @type {HTMLElement} */ (document.getElementById('editor')));
editor.show(text, EditorView.updateListener.of(({ docChanged, state }) => {
  if (docChanged) show(state.doc.toString());
}));
show(text);
