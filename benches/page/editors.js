/** The two editors that previews stand beside, each as its users have it. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, keymap } from '@codemirror/view';

/** CodeMirror 6. @param {HTMLElement} parent */
export function codeMirror(parent) {
  const extensions = [
    history(), drawSelection(), EditorView.lineWrapping, markdown({ base: markdownLanguage }),
    syntaxHighlighting(defaultHighlightStyle), keymap.of([...defaultKeymap, ...historyKeymap]),
  ];
  const view = new EditorView({ parent });
  return {
    view,
    /** @param {string} text @param {import('@codemirror/state').Extension} [extension] */
    show: (text, extension = []) => view.setState(EditorState.create({ doc: text, extensions: [extensions, extension] })),
    /** @param {number} offset */
    caret(offset) {
      view.focus();
      view.dispatch({ selection: { anchor: offset }, effects: EditorView.scrollIntoView(offset, { y: 'center' }) });
    },
  };
}

/** A text field. @param {HTMLElement} parent */
export function textArea(parent) {
  const field = document.createElement('textarea');
  field.spellcheck = false;
  parent.append(field);
  return {
    field,
    /** @param {string} text */
    show: (text) => (field.value = text),
    /** @param {number} offset */
    caret(offset) {
      // The browser scrolls to the caret only when the field takes the focus.
      field.blur();
      field.setSelectionRange(offset, offset);
      field.focus();
    },
  };
}
