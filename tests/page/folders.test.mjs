/** A post that is opened with its folder: new pictures are written into the folder, where the browser allows it. */
import { after, before, test } from 'node:test';
import { comes, kept, openSite, place, ready } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {string} name */
const pictureOf = (name) => `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><title>${name}</title></svg>`;

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The browser's own file system stands for the disk: its dialog cannot be reached. */
const script = () => Object.assign(window, {
  showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('blog'),
});

/** @param {Page} page @param {Record<string, string>} files */
const write = (page, files) => page.evaluate(async (files) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('blog', { create: true });
  for (const [name, content] of Object.entries(files)) {
    const writable = await (await root.getFileHandle(name, { create: true })).createWritable();
    await writable.write(content);
    await writable.close();
  }
}, files);

/** @param {Page} page @returns {Promise<Record<string, string>>} */
const read = (page) => page.evaluate(async () => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('blog');
  /** @type {[string, string][]} */
  const files = [];
  for await (const [name, handle] of root.entries()) files.push([name, await (await /** @type {FileSystemFileHandle} */ (handle).getFile()).text()]);
  return Object.fromEntries(files.sort());
});

/** @param {Page} page @param {string} name @param {string} [content] */
const paste = (page, name, content = pictureOf(name)) => page.locator('.cm-content').evaluate((target, { name, content }) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([content], name, { type: 'image/svg+xml' }));
  target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, { name, content });

/** @param {Page} page @param {string} text @param {number} count of the pictures that are shown */
const holds = (page, text, count) => page.waitForFunction(([text, count]) => {
  const pane = /** @type {any} */ (document.querySelector('draft-pane'));
  return pane.value === text && [...pane.shadowRoot.querySelectorAll('.body img')].filter(({ naturalWidth }) => naturalWidth === 320).length === count;
}, /** @type {const} */ ([text, count]));

/** @param {Page} page */
async function openFolder(page) {
  await page.locator('#show-more').click();
  await page.locator('[data-command="open-folder"]').click();
}

const post = '![](old.svg)\n';

test('pictures of a post that was opened with its folder go into the folder, after a reload, too', () => site.visit(async ({ page }) => {
  await write(page, { 'index.md': post, 'old.svg': pictureOf('old'), 'taken.svg': 'Not a picture that the page has read.' });
  await openFolder(page);
  await holds(page, post, 1);
  await page.locator('.cm-content').press('Control+End');
  await paste(page, 'New View.svg');
  await holds(page, `${post}![](new-view.svg)`, 2);
  await page.getByText('In the folder “blog”: “new-view.svg”.').waitFor();
  await kept(page);
  await page.reload();
  await ready(page);
  await holds(page, `${post}![](new-view.svg)`, 2);
  await write(page, { 'later.svg': 'Put there by another program.' });
  await place(page, `${post}‸`);
  await paste(page, 'later.svg');
  await holds(page, `${post}![](later-2.svg)`, 2);
  await page.getByText('In the folder “blog”: “later-2.svg”.').waitFor();
  await comes(() => read(page), {
    'index.md': post, 'old.svg': pictureOf('old'), 'taken.svg': 'Not a picture that the page has read.', 'later.svg': 'Put there by another program.',
    'new-view.svg': pictureOf('New View.svg'), 'later-2.svg': pictureOf('later.svg'),
  });
}, { script }));

test('where writing is not allowed, the draft has the picture, and it can be written by a click', () => site.visit(async ({ page }) => {
  await write(page, { 'index.md': post, 'old.svg': pictureOf('old') });
  await openFolder(page);
  await holds(page, post, 1);
  await page.evaluate(() => {
    const handles = /** @type {any} */ (FileSystemHandle.prototype);
    handles.queryPermission = async () => 'prompt';
    handles.requestPermission = async () => 'denied';
  });
  await page.locator('.cm-content').press('Control+End');
  await paste(page, 'new.svg');
  await holds(page, `${post}![](new.svg)`, 2);
  await page.getByText('Not written into the folder “blog”: “new.svg”. The browser was not allowed to. The draft has it.').waitFor();
  await comes(async () => Object.keys(await read(page)), ['index.md', 'old.svg']);
  await page.evaluate(() => {
    /** @type {any} */ (FileSystemHandle.prototype).requestPermission = async () => 'granted';
  });
  await page.getByRole('button', { name: 'Write into the folder' }).click();
  await page.getByText('In the folder “blog”: “new.svg”.').waitFor();
  await comes(async () => Object.keys(await read(page)), ['index.md', 'new.svg', 'old.svg']);
}, { script }));

test('a dialog that is left opens nothing', () => site.visit(async ({ page }) => {
  const before = await page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).value);
  await openFolder(page);
  await page.waitForFunction(() => /** @type {any} */ (window).asked === true);
  await comes(() => page.locator('.notice').count(), 0);
  await comes(() => page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).value), before);
}, { script: () => Object.assign(window, {
  showDirectoryPicker: async () => {
    setTimeout(() => Object.assign(window, { asked: true }), 100);
    throw new DOMException('', 'AbortError');
  },
}) }));
