/** Ours, beside either editor. */
import '../../../www/draft-pane.js';
import { connect } from '../../../www/connect/codemirror.js';
import { render } from '../../../www/engine.js';
import { codeMirror, textArea } from '../editors.js';

/** @param {Record<'editor' | 'preview', HTMLElement>} places @param {'codemirror' | 'textarea'} beside */
export default async function draftPane({ editor, preview: place }, beside) {
  const pane = /** @type {import('../../../www/draft-pane.js').DraftPane} */ (document.createElement('draft-pane'));
  place.append(pane);
  await pane.ready;
  const content = () => /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('.body'));
  const preview = (/** @type {string} */ text) => void (pane.value = text);
  if (beside === 'codemirror') {
    const { view, show, caret } = codeMirror(editor);
    const html = (/** @type {string} */ text) => render(text).html;
    return { pane, content, preview, caret, view, html, scroller: pane, show(/** @type {string} */ text) { show(text); connect(view, pane); } };
  }
  const { field, show, caret } = textArea(editor);
  listen(field, pane);
  return { pane, content, preview, caret, show(/** @type {string} */ text) { show(text); preview(text); } };
}

/**
 * Tells the pane what was typed as a change, anything else as the new text.
 * @param {HTMLTextAreaElement} field
 * @param {import('../../../www/draft-pane.js').DraftPane} pane
 */
function listen(field, pane) {
  let [from, to] = [0, 0];
  field.addEventListener('beforeinput', () => ([from, to] = [field.selectionStart, field.selectionEnd]));
  field.addEventListener('input', (event) => {
    const { inputType, data } = /** @type {InputEvent} */ (event);
    if (inputType === 'insertText' && data !== null) pane.edit({ from, to, insert: data });
    else pane.value = field.value;
  });
}
