/** Toast UI Editor, which parses and patches incrementally too: its Markdown mode with its preview beside it. */
import Editor from '@toast-ui/editor';
import '@toast-ui/editor/dist/toastui-editor.css';

/** @param {Record<'editor' | 'preview', HTMLElement>} places */
export default function toastUi({ editor, preview }) {
  preview.remove();
  const el = document.createElement('div');
  editor.append(el);
  const toast = new Editor({
    el, height: '100%', initialEditType: 'markdown', previewStyle: 'vertical', hideModeSwitch: true, usageStatistics: false,
  });
  let text = '';
  return {
    content: () => /** @type {HTMLElement} */ (el.querySelector('.toastui-editor-md-preview .toastui-editor-contents')),
    preview: (/** @type {string} */ value) => toast.setMarkdown(value, false),
    /** @param {string} value */
    show(value) {
      text = value;
      toast.setMarkdown(value, false);
    },
    /** @param {number} offset */
    caret(offset) {
      const before = text.slice(0, offset).split('\n');
      const place = /** @type {[number, number]} */ ([before.length, /** @type {string} */ (before.at(-1)).length + 1]);
      toast.focus();
      toast.setSelection(place, place);
    },
  };
}
