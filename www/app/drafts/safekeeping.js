/** The commands by which drafts are kept safe: versions of the open one, and all of them as one file. */
import { ask } from '../ui/ask.js';
import { download } from '../files/files.js';
import { later } from '../ui/later.js';
import { words } from '../words.js';

/** @typedef {import('../files/files.js').Found} Found */

/**
 * @param {object} parts
 * @param {import('./session.js').Session} parts.session
 * @param {import('../editor/editor.js').Editor} parts.editor
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {import('../ui/notices.js').Notices} parts.notices
 * @param {HTMLDialogElement} parts.versions
 * @param {HTMLDialogElement} parts.question
 * @returns {{ commands: import('../commands.js').Command[], take: (found: Found[]) => boolean }} `take`: whether it takes
 *   files that were opened
 */
export function safekeeping({ session, editor, pictures, notices, versions, question }) {
  const openVersions = later(async () => (await import('./version-sheet.js')).versionSheet(versions, { session, editor, pictures, refused }));
  const refused = (/** @type {unknown} */ error) => notices.show({
    id: 'archive', tone: 'error', text: words.archive.refused(error instanceof Error ? error.message.replace(/\.$/, '') : String(error)),
  });

  async function name() {
    const answer = await ask(question, { question: words.versions.ask, answer: words.versions.add });
    editor.view.focus();
    if (answer === null) return;
    try {
      await session.keepVersion('named', answer);
      notices.show({ id: 'version', text: words.versions.added(answer), seconds: 6 });
    } catch (error) {
      refused(error);
    }
  }

  async function pack() {
    try {
      await session.keep();
      const { packDrafts } = await import('./archive.js');
      const { file } = await packDrafts(await session.open(), pictures);
      download(file, `drafts-${new Date().toISOString().slice(0, 10)}.zip`);
    } catch (error) {
      refused(error);
    }
  }

  /** @param {File} file */
  async function unpack(file) {
    try {
      const { unpackDrafts } = await import('./archive.js');
      const { added, known, refused } = await unpackDrafts(file, await session.open(), pictures);
      notices.show({
        id: 'archive', tone: refused.length > 0 ? 'warning' : 'info',
        text: words.archive.unpacked(added, known, refused.map((path) => `“${path}”`).join(', ')),
      });
    } catch (error) {
      refused(error);
    }
  }

  function choose() {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.zip,application/zip';
    input.addEventListener('change', () => {
      if (input.files?.[0]) unpack(input.files[0]);
    });
    input.click();
  }

  return {
    commands: [
      { id: 'versions', group: 'file', keys: ['F9'], run: openVersions },
      { id: 'name-version', group: 'file', keys: ['Shift-F9'], run: name },
      { id: 'pack-drafts', group: 'file', run: pack },
      { id: 'unpack-drafts', group: 'file', run: choose },
    ],
    take(found) {
      // One in the folder of a post is a file of the post.
      const zips = found.filter(({ path }) => !path.includes('/') && /\.zip$/i.test(path));
      for (const { file } of zips) unpack(file);
      return zips.length > 0;
    },
  };
}
