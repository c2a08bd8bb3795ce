/** Files that are saved where they were opened: changed by other programs meanwhile, moved, refused, opened again. */
import { after, before, test } from 'node:test';
import { choose, fileHas, openInPlace, pickers, readFile, writeFile } from './pickers.mjs';
import { comes, kept, newDraft, openSite, ready, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {string} name @param {(page: Page) => Promise<void>} steps */
const saving = (name, steps) => test(name, () => site.visit(({ page }) => steps(page), pickers));

/** @param {Page} page @param {string} text */
const holds = (page, text) => page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);

/** Types at the start of the text. @param {Page} page @param {string} text */
async function typeFirst(page, text) {
  await page.locator('.cm-content').press('Control+Home');
  await page.keyboard.insertText(text);
}

/** Opens a file that is there with a text. @param {Page} page @param {string} name @param {string} text */
async function open(page, name, text) {
  await writeFile(page, name, text);
  await openInPlace(page, name);
  await holds(page, text.replaceAll('\r\n', '\n'));
}

/** The window gets the focus back. @param {Page} page */
const comeBack = (page) => page.evaluate(() => window.dispatchEvent(new Event('focus')));

saving('a file is opened, typed into and saved in place, also after a reload', async (page) => {
  await open(page, 'ebb.md', 'low\r\nwater  \r\n');
  await typeFirst(page, 'Very ');
  await page.keyboard.press('Control+s');
  await fileHas(page, 'ebb.md', 'Very low\r\nwater  \r\n');
  await kept(page);
  await page.reload();
  await ready(page);
  await typeFirst(page, 'Not ');
  await page.keyboard.press('Control+s');
  await fileHas(page, 'ebb.md', 'Not Very low\r\nwater  \r\n');
  await page.waitForFunction(() => /Saved in ebb\.md/.test(document.getElementById('draft-kept')?.title ?? ''));
});

saving('a new post asks for its file once; “Save as…” goes on with another one', async (page) => {
  await newDraft(page);
  await page.keyboard.type('Swell');
  await choose(page, ['swell.md']);
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() => document.getElementById('draft-file')?.textContent === 'swell.md');
  const first = await readFile(page, 'swell.md');
  await choose(page, ['surge.md']);
  await page.keyboard.press('Control+Shift+s');
  await page.waitForFunction(() => document.getElementById('draft-file')?.textContent === 'surge.md');
  await page.keyboard.type('s');
  await page.keyboard.press('Control+s');
  await fileHas(page, 'surge.md', first.toString().replace('Swell', 'Swells'));
  await comes(() => readFile(page, 'swell.md'), first);
});

saving('a closed dialog changes nothing', async (page) => {
  await newDraft(page);
  await page.keyboard.type('Calm');
  await page.keyboard.press('Control+s');
  await kept(page);
  await comes(() => page.locator('.notice').count(), 0);
  await comes(() => page.locator('#draft-file').textContent(), 'not saved as a file');
});

saving('a file that another program changed: the difference before it is overwritten, and three ways out', async (page) => {
  await open(page, 'tide.md', 'one\ntwo\nthree\n');
  await typeFirst(page, 'Mine ');
  await writeFile(page, 'tide.md', 'one\ntwo\ntheirs\n');
  await page.keyboard.press('Control+s');
  const sheet = page.locator('#file-sheet');
  await sheet.getByText('2 passages differ.').waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await comes(async () => (await readFile(page, 'tide.md')).toString(), 'one\ntwo\ntheirs\n');

  await page.keyboard.press('Control+s');
  await choose(page, ['mine.md']);
  await sheet.getByRole('button', { name: 'Save as…' }).click();
  await page.waitForFunction(() => document.getElementById('draft-title')?.textContent === 'mine.md');
  await fileHas(page, 'mine.md', 'Mine one\ntwo\nthree\n');
  await comes(async () => (await readFile(page, 'tide.md')).toString(), 'one\ntwo\ntheirs\n');

  await writeFile(page, 'mine.md', 'new\n');
  await typeFirst(page, 'All ');
  await page.keyboard.press('Control+s');
  await sheet.getByRole('button', { name: 'Keep mine' }).click();
  await fileHas(page, 'mine.md', 'All Mine one\ntwo\nthree\n');

  // The text that was on the disk is among the versions.
  await page.keyboard.press('F9');
  await page.locator('#versions').getByText('In the file before it was overwritten').click();
  await page.locator('#versions').getByRole('button', { name: 'Restore' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#versions').waitFor({ state: 'hidden' });
  await page.locator('#editor .cm-content').focus();

  await writeFile(page, 'mine.md', 'new\r\ntext\r\n');
  await typeFirst(page, 'Yet ');
  await page.keyboard.press('Control+s');
  await sheet.getByRole('button', { name: 'Take the file’s' }).click();
  await holds(page, 'new\ntext\n');
  await page.waitForFunction(() => document.getElementById('status-format')?.textContent === 'UTF-8 · CRLF');
  await page.keyboard.press('F9');
  await page.locator('#versions').getByText('Before a file was opened over it').first().waitFor();
});

saving('the page looks at the file when it gets the focus back', async (page) => {
  await open(page, 'log.md', 'day one\n');
  await kept(page);
  await writeFile(page, 'log.md', 'day one\nday two\n');
  await comeBack(page);
  await holds(page, 'day one\nday two\n');
  await page.getByText('its new text is shown. Yours is among the versions.').waitFor();
  await typeFirst(page, 'My ');
  await kept(page);
  await writeFile(page, 'log.md', 'day three\n');
  await comeBack(page);
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.locator('#file-sheet').getByRole('button', { name: 'Keep mine' }).click();
  await fileHas(page, 'log.md', 'My day one\nday two\n');
});

saving('a file that was touched, or has the same text already, is no question', async (page) => {
  await open(page, 'same.md', 'a\n');
  await writeFile(page, 'same.md', 'a\n');
  await typeFirst(page, 'b');
  await page.keyboard.press('Control+s');
  await fileHas(page, 'same.md', 'ba\n');
  await typeFirst(page, 'c');
  await writeFile(page, 'same.md', 'cba\n');
  await page.keyboard.press('Control+s');
  await page.waitForFunction(() => /Saved in same\.md/.test(document.getElementById('draft-kept')?.title ?? ''));
  await comes(() => page.locator('#file-sheet').isVisible(), false);
});

saving('a file that is opened again leads to its draft; others of the same name and text are drafts of their own', async (page) => {
  await open(page, 'once.md', 'text\n');
  await typeFirst(page, 'My ');
  await kept(page);
  await writeFile(page, 'twice.md', 'text\n');
  await openInPlace(page, 'twice.md');
  await holds(page, 'text\n');
  await openInPlace(page, 'once.md');
  await holds(page, 'My text\n');
  await page.getByText('your changes are not in the file yet').waitFor();
  await page.getByRole('button', { name: 'Drafts', exact: true }).click();
  await page.locator('.draft-open').nth(1).waitFor();
  await comes(() => page.locator('.draft-open', { hasText: 'once.md' }).count(), 1);
});

saving('several files at once, each saved in its place; recent files open again', async (page) => {
  await writeFile(page, 'b.md', 'B\n');
  await writeFile(page, 'a.md', 'A\n');
  await openInPlace(page, 'a.md', 'b.md');
  await page.getByText('One more post is among your drafts').waitFor();
  await page.locator('#show-more').click();
  await page.getByRole('button', { name: 'Recent files…' }).click();
  await page.locator('#file-sheet').getByRole('button', { name: /^b\.md/ }).click();
  await holds(page, 'B\n');
  await typeFirst(page, 'my ');
  await page.keyboard.press('Control+s');
  await fileHas(page, 'b.md', 'my B\n');
  await comes(async () => (await readFile(page, 'a.md')).toString(), 'A\n');
});

saving('a file that was moved, or may not be written: the reason and the ways out, and no word is lost', async (page) => {
  await open(page, 'gone.md', 'here\n');
  await typeFirst(page, 'Still ');
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('gone.md'));
  await page.keyboard.press('Control+s');
  await page.getByText('“gone.md” was not saved: it is no longer where it was.').waitFor();
  await choose(page, ['there.md']);
  await page.locator('.notice').getByRole('button', { name: 'Save as…' }).click();
  await fileHas(page, 'there.md', 'Still here\n');
  await page.locator('.notice').waitFor({ state: 'detached' });

  await page.evaluate(() => {
    const { prototype } = FileSystemFileHandle;
    const { createWritable } = prototype;
    const errors = [new DOMException('', 'QuotaExceededError'), new DOMException('', 'NoModificationAllowedError')];
    prototype.createWritable = function create(options) {
      const error = errors.shift();
      return error ? Promise.reject(error) : createWritable.call(this, options);
    };
  });
  await typeFirst(page, 'And ');
  await page.keyboard.press('Control+s');
  await page.getByText('there is no room left for it').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('another program is writing into it').waitFor();
  await comes(async () => (await readFile(page, 'there.md')).toString(), 'Still here\n');
  await page.getByRole('button', { name: 'Try again' }).click();
  await fileHas(page, 'there.md', 'And Still here\n');

  await page.evaluate(() => Object.assign(FileSystemFileHandle.prototype, {
    queryPermission: async () => 'prompt', requestPermission: async () => 'denied',
  }));
  await typeFirst(page, 'But ');
  await page.keyboard.press('Control+s');
  await page.getByText('the browser may not write into it').waitFor();
  await kept(page);
  await comes(() => textOf(page), 'But And Still here\n');
});

saving('a file that is dropped is saved in place', async (page) => {
  await writeFile(page, 'dropped.md', 'drop\n');
  await page.locator('.cm-content').evaluate(async (content) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('dropped.md');
    Object.assign(DataTransferItem.prototype, { getAsFileSystemHandle: () => Promise.resolve(handle) });
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(await handle.getFile());
    content.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, composed: true }));
  });
  await holds(page, 'drop\n');
  await typeFirst(page, 'A ');
  await page.keyboard.press('Control+s');
  await fileHas(page, 'dropped.md', 'A drop\n');
});

test('without the dialogs of the browser “Save as…” asks for a name and downloads', () => site.visit(async ({ page }) => {
  await newDraft(page);
  await page.keyboard.press('Control+Shift+s');
  await page.locator('#question input').fill('other.md');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await comes(async () => (await download).suggestedFilename(), 'other.md');
  await page.waitForFunction(() => document.getElementById('draft-title')?.textContent === 'other.md');
}));
