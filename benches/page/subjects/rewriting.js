/** Previewers that render the whole text for each key, beside a text field. */
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import morphdom from 'morphdom';
import { textArea } from '../editors.js';
import { plainPreview } from '../preview.js';

const markdownIt = new MarkdownIt();

/** @type {Record<string, (text: string, content: HTMLElement) => void>} */
const ways = {
  'markdown-it'(text, content) {
    content.innerHTML = markdownIt.render(text);
  },
  marked(text, content) {
    content.innerHTML = /** @type {string} */ (marked.parse(text));
  },
  morphdom(text, content) {
    const next = /** @type {HTMLElement} */ (content.cloneNode(false));
    next.innerHTML = markdownIt.render(text);
    morphdom(content, next);
  },
};

/** @param {Record<'editor' | 'preview', HTMLElement>} places @param {string} way */
export default function rewriting({ editor, preview }, way) {
  const content = plainPreview(preview);
  const { field, show, caret } = textArea(editor);
  const update = () => ways[way](field.value, content);
  field.addEventListener('input', update);
  return {
    content: () => content,
    caret,
    /** @param {string} text */
    preview: (text) => ways[way](text, content),
    /** @param {string} text */
    show(text) {
      show(text);
      update();
    },
  };
}
