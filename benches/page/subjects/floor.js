/** The floor: the editor and a copy of our preview, in which each key replaces the one paragraph. Nothing is read. */
import { EditorView } from '@codemirror/view';
import { codeMirror, textArea } from '../editors.js';
import { plainPreview } from '../preview.js';
import { pauseIn, watch } from '../probe.js';
import draftPane from './draft-pane.js';

/** @param {Record<'editor' | 'preview', HTMLElement>} places @param {'codemirror' | 'textarea'} beside */
export default async function floor({ editor, preview }, beside) {
  const original = await draftPane({ editor: document.createElement('div'), preview }, 'textarea');
  const content = plainPreview(preview);
  /** @type {HTMLElement} */
  let paragraph;
  const replace = () => {
    const next = /** @type {HTMLElement} */ (paragraph.cloneNode(true));
    /** @type {Text} */ (next.firstChild).appendData('e');
    paragraph.replaceWith(next);
    paragraph = next;
  };
  const { show, caret } = beside === 'codemirror' ? codeMirror(editor) : textArea(editor);
  if (beside === 'textarea') editor.addEventListener('input', replace);

  return {
    content: () => content,
    caret,
    preview: original.preview,
    /** @param {string} text @param {string} words those of the paragraph */
    async show(text, words) {
      original.preview(text);
      await watch(original.content).quiet(pauseIn(text));
      content.replaceChildren(...[...original.content().childNodes].map((node) => node.cloneNode(true)));
      original.pane.remove();
      paragraph = /** @type {HTMLElement} */ ([...content.querySelectorAll('p')].find((p) => p.textContent?.includes(words)));
      show(text, EditorView.updateListener.of(({ docChanged }) => void (docChanged && replace())));
    },
  };
}
