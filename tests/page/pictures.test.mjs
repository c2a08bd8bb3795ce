/** Pictures that are dropped on the text or pasted into it; posts, drafts and files that lead to each other. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kept, newDraft, openFile, openSite, place, ready, saveFile, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, type?: string, content?: string }} Given */

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="320" height="120" fill="#9cc4e4"/></svg>';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page @param {string} text */
const holds = (page, text) => page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);

/**
 * Drops files at a point.
 * @param {Page} page
 * @param {Given[]} files
 * @param {{ x: number, y: number }} point
 */
const drop = (page, files, { x, y }) => page.evaluate(({ files, x, y, picture }) => {
  const dataTransfer = new DataTransfer();
  for (const { name, type = 'image/svg+xml', content = picture } of files) dataTransfer.items.add(new File([content], name, { type }));
  let target = /** @type {Element} */ (document.elementFromPoint(x, y));
  while (target.shadowRoot) target = /** @type {Element} */ (target.shadowRoot.elementFromPoint(x, y));
  for (const type of ['dragenter', 'dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y }));
  }
}, { files, x, y, picture });

/**
 * @param {Page} page
 * @param {Given[]} files
 * @param {Record<string, string>} [texts] by their types
 */
const paste = (page, files, texts = {}) => page.locator('.cm-content').evaluate((content, { files, texts, picture }) => {
  const clipboardData = new DataTransfer();
  for (const { name, type = 'image/svg+xml', content = picture } of files) clipboardData.items.add(new File([content], name, { type }));
  for (const [type, text] of Object.entries(texts)) clipboardData.setData(type, text);
  content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, { files, texts, picture });

/** Waits until so many pictures of the body are shown. @param {Page} page @param {number} count */
const shown = (page, count) => page.waitForFunction((count) => {
  const images = [...(document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body img') ?? [])];
  return images.filter((image) => /** @type {HTMLImageElement} */ (image).naturalWidth === 320).length === count;
}, count);

/** @param {string[]} wrong */
const forgive = (wrong) => wrong.splice(0, wrong.length, ...wrong.filter((what) => !/404|ERR_FILE_NOT_FOUND/.test(what)));

/** Where a character of the editor is. @param {Page} page @param {string} line */
async function startOf(page, line) {
  const box = await page.locator('.cm-line', { hasText: line }).boundingBox();
  return { x: (box?.x ?? 0) + 9, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

test('a picture dropped on the text is put there, and shown while the page is open, which is said', () => site.visit(async ({ page, wrong }) => {
  await place(page, 'one\n\ntwo‸\n');
  await drop(page, [{ name: 'my pic (1).svg' }], await startOf(page, 'one'));
  await holds(page, '![](my%20pic%20%281%29.svg)one\n\ntwo\n');
  await shown(page, 1);
  await page.getByText('One picture is with the draft until you close this page: “my pic (1).svg”.').waitFor();
  // One step of undo; the picture is still there for those who write it themselves.
  await page.keyboard.press('Control+z');
  await holds(page, 'one\n\ntwo\n');
  await drop(page, [{ name: 'a.svg' }, { name: 'b.svg' }], await startOf(page, 'two'));
  await holds(page, 'one\n\n![](a.svg)\n![](b.svg)two\n');
  await shown(page, 2);
  // A picture that the text has already is not inserted again.
  await drop(page, [{ name: 'a.svg' }], await startOf(page, 'one'));
  await page.waitForTimeout(200);
  assert.equal(await textOf(page), 'one\n\n![](a.svg)\n![](b.svg)two\n');
  // Beside the text, the cursor says where.
  await drop(page, [{ name: 'c.svg' }], { x: 900, y: 300 });
  await shown(page, 3);
  forgive(wrong);
}));

test('a picture pasted into the text, which has no name of its own, gets one', () => site.visit(async ({ page }) => {
  await place(page, 'one‸ two');
  await paste(page, [{ name: 'image.svg' }], { 'text/html': '<img src="https://example.org/x.svg">' });
  await shown(page, 1);
  assert.match(await textOf(page), /^one!\[\]\(pasted-\d{4}-\d\d-\d\d-\d{6}\.svg\) two$/);
  await place(page, 'one‸ two');
  await paste(page, [{ name: 'photo.svg' }], { 'text/plain': 'photo.svg' });
  await holds(page, 'one![](photo.svg) two');
  // Spreadsheets and word processors add a picture of the text.
  await place(page, 'one‸ two');
  await paste(page, [{ name: 'image.svg' }], { 'text/plain': ' a\tb' });
  await holds(page, 'one a\tb two');
}));

test('after a reload it is said which pictures to give again', () => site.visit(async ({ page, wrong }) => {
  await place(page, 'one\n\n‸');
  await drop(page, [{ name: 'a.svg' }, { name: 'b.svg' }], { x: 300, y: 500 });
  await shown(page, 2);
  await kept(page);
  await page.reload();
  await ready(page);
  const notice = page.locator('.notice[data-id=pictures] p');
  assert.equal(await notice.textContent(), 'Pictures of this draft were there until the page was closed. Drop them here again: “a.svg”, “b.svg”.');
  const text = await textOf(page);
  await drop(page, [{ name: 'a.svg' }, { name: 'b.svg' }], { x: 300, y: 500 });
  await shown(page, 2);
  assert.equal(await textOf(page), text);
  assert.equal(await notice.count(), 0);
  forgive(wrong);
}));

test('three posts at once are three drafts', () => site.visit(async ({ page }) => {
  const files = ['one', 'two', 'three'].map((name) => ({ name: `${name}.md`, type: 'text/markdown', content: `Text of ${name}.\n` }));
  await drop(page, files, { x: 300, y: 300 });
  await holds(page, 'Text of one.\n');
  await page.getByText('2 more posts are among your drafts: “two.md”, “three.md”.').waitFor();
  await kept(page);
  for (const name of ['two', 'three', 'one']) {
    await page.getByRole('button', { name: 'Drafts', exact: true }).click();
    await page.locator('#draft-list').getByRole('button', { name: new RegExp(`^${name}\\.md`) }).click();
    await holds(page, `Text of ${name}.\n`);
  }
}));

test('a file that is opened again, or was saved from a draft, is that draft', () => site.visit(async ({ page }) => {
  await openFile(page, 'again.md', 'As it was.\n');
  await holds(page, 'As it was.\n');
  await kept(page);
  await openFile(page, 'other.md', 'Another.\n');
  await holds(page, 'Another.\n');
  await openFile(page, 'again.md', 'As it was.\n');
  await holds(page, 'As it was.\n');
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('More.');
  const { name, bytes } = await saveFile(page);
  await kept(page);
  await newDraft(page);
  await openFile(page, name, bytes);
  await holds(page, 'As it was.\nMore.');
  // Changed since, the file and the draft are two texts; the draft has both.
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' And since.');
  await kept(page);
  await openFile(page, 'other.md', 'Another.\n');
  await holds(page, 'Another.\n');
  await openFile(page, name, bytes);
  await holds(page, 'As it was.\nMore. And since.');
  await page.getByText('your changes are not in the file yet').waitFor();
  await page.getByRole('button', { name: 'Drafts', exact: true }).click();
  await page.locator('#draft-list .draft').first().waitFor();
  assert.deepEqual((await page.locator('#draft-list .draft-title').allTextContents()).sort(), ['again.md', 'other.md']);
}));

test('a link to another draft opens it, one to a file that came along shows it, any other is told in a word', () => site.visit(async ({ page, context }) => {
  const files = [
    { name: 'first.md', type: 'text/markdown', content: '[draft](second.md) [pretty](../second/) [site](/about/) [file](deep/paper.pdf)\n' },
    { name: 'second.md', type: 'text/markdown', content: 'The second.\n' },
  ];
  await drop(page, files, { x: 300, y: 300 });
  const link = (/** @type {string} */ name) => page.locator('draft-pane').getByRole('link', { name });
  for (const name of ['draft', 'pretty']) {
    await link(name).click();
    await holds(page, 'The second.\n');
    await page.getByRole('button', { name: 'Drafts', exact: true }).click();
    await page.locator('#draft-list').getByRole('button', { name: /^first/ }).click();
    await link(name).waitFor();
  }
  for (const [name, url] of [['site', '/about/'], ['file', 'deep/paper.pdf']]) {
    await link(name).click();
    await page.getByText(`“${url}” is a page or a file of your site. It is not among your drafts.`).waitFor();
  }
  assert.equal(context.pages().length, 1);
}));
