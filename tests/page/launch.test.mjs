/** The installed page: files that the system opens with it. */
import { after, before, test } from 'node:test';
import { fileHas, writeFile } from './pickers.mjs';
import { comes, openSite, textOf } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The browser's queue of files, which only an installed page has. */
const script = () => Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (/** @type {any} */ consume) => Object.assign(window, { consume }) } });

test('files that the system opens with the page are drafts, and are saved in place', () => site.visit(async ({ page }) => {
  await page.waitForFunction(() => 'consume' in window);
  await writeFile(page, 'ebb.md', 'The ebb.\n');
  await writeFile(page, 'flow.md', 'The flow.\n');
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    /** @type {any} */ (window).consume({ files: await Promise.all(['ebb.md', 'flow.md'].map((name) => root.getFileHandle(name))) });
  });
  await comes(() => textOf(page), 'The ebb.\n');
  await page.getByText('“flow.md”').waitFor();
  // Nothing asks where to save: the system said it.
  await page.evaluate(() => Object.assign(window, { showSaveFilePicker: () => Promise.reject(new Error('asked where to save')) }));
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('And more.');
  await page.keyboard.press('Control+s');
  await fileHas(page, 'ebb.md', 'The ebb.\nAnd more.');
}, { hasPickers: true, script }));
