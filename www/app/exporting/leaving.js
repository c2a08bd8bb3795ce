/** A post that leaves the page: as HTML in the clipboard, or in a file. */
import { download, fileName } from '../files/files.js';
import { language, words } from '../words.js';
import { forRichText, htmlOf } from './copying.js';
import { readyForPaper } from './paper.js';

/**
 * @typedef {object} Parts
 * @property {import('../drafts/session.js').Session} session
 * @property {import('../editor/editor.js').Editor} editor
 * @property {import('../../draft-pane.js').DraftPane} pane
 * @property {import('../files/pictures.js').Pictures} pictures
 * @property {import('../ui/notices.js').Notices} notices
 */
/** @typedef {'copy-html' | 'copy-rich' | 'export-html' | 'print'} Way */

/**
 * @param {Parts} parts
 * @returns {Record<Way, () => Promise<void>>}
 */
export function leaving({ session, editor, pane, pictures, notices }) {
  const text = words.exporting;

  /** The stretches that are selected in the editor, in the order of the text. */
  function selected() {
    const { doc, selection } = editor.view.state;
    return selection.ranges.filter((range) => !range.empty).map(({ from, to }) => doc.sliceString(from, to));
  }

  /** @param {() => Promise<string>} act returns what is said about it */
  const saying = (act) => async () => {
    try {
      await pane.ready;
      notices.show({ id: 'exporting', text: await act(), seconds: 12 });
    } catch (error) {
      notices.show({ id: 'exporting', tone: 'error', text: text.refused(error instanceof Error ? error.message.replace(/\.$/, '') : String(error)) });
    }
  };

  async function copyHtml() {
    const stretches = selected();
    await navigator.clipboard.writeText(htmlOf(pane, stretches).html);
    return stretches.length > 0 ? text.copiedSelection : text.copied;
  }

  async function copyRich() {
    const stretches = selected();
    const { source, html } = htmlOf(pane, stretches);
    // Some browsers let the clipboard be written only at once, with what comes later as a promise.
    const rich = forRichText(html, pictures).then((text) => new Blob([text], { type: 'text/html' }));
    await navigator.clipboard.write([new ClipboardItem({ 'text/html': rich, 'text/plain': new Blob([source], { type: 'text/plain' }) })]);
    return stretches.length > 0 ? text.copiedSelection : text.copied;
  }

  async function exportHtml() {
    const { htmlFile } = await import('./html-file.js');
    const { title, name } = session.draft;
    const { file, elsewhere, missing, failed } = await htmlFile({ pane, pictures, name: title || name || words.bar.untitled, language });
    const target = (name ?? fileName(title)).replace(/\.[^.]*$/, '.html');
    download(file, target);
    return text.exported(target, elsewhere, missing, failed);
  }

  async function print() {
    if (pane.print()) return;
    try {
      await readyForPaper(pane);
    } finally {
      window.print();
    }
  }

  return { print, 'copy-html': saying(copyHtml), 'copy-rich': saying(copyRich), 'export-html': saying(exportHtml) };
}
