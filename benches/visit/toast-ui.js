/** Toast UI Editor in its Markdown mode, with its preview beside it. */
import Editor from '@toast-ui/editor';
import '@toast-ui/editor/dist/toastui-editor.css';
import text from '../../www/app/sample.md?raw';

new Editor({
  el: /** @type {HTMLElement} */ (document.getElementById('editor')), initialValue: text,
  height: '100%', initialEditType: 'markdown', previewStyle: 'vertical', hideModeSwitch: true, usageStatistics: false,
});
