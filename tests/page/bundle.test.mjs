/** Posts with their pictures: dropped and chosen together, as the folder of a page bundle, and pictures that come later. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { becomes, comes, newDraft, openFile, openSite, replaceText, screenshot, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
/** A chart, to be told from `picture` by its width. */
const chart = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="320" height="120" fill="#9cc4e4"/></svg>';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
/** @type {string} */
let folder;
before(async () => {
  site = await openSite();
  folder = mkdtempSync(join(tmpdir(), 'draftpane-bundle-'));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/**
 * Writes files and returns the path of the folder that they are in.
 * @param {string} name
 * @param {Record<string, string | Buffer>} files
 */
function written(name, files) {
  for (const [path, content] of Object.entries(files)) {
    const to = join(folder, name, path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, content);
  }
  return join(folder, name);
}

/**
 * Drops files and folders of the disk, as the browser does it.
 * @param {Page} page
 * @param {string[]} files
 */
async function drop(page, files) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
  }
}

/**
 * The pictures in the body: their widths, 0 for a missing one, and the text in its place.
 * @param {Page} page
 * @param {(number | string)[]} wanted
 */
const pictures = (page, wanted) => page.waitForFunction((wanted) => {
  const images = [...(document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body img') ?? [])];
  const seen = images.map((image) => image.getAttribute('data-state') ? image.getAttribute('alt') : /** @type {HTMLImageElement} */ (image).naturalWidth);
  return JSON.stringify(seen) === JSON.stringify(wanted);
}, wanted, { timeout: 8000 });

/** @param {Page} page @returns {Promise<(string | null)[]>} the addresses of pictures, the header's first */
const sources = (page) => page.evaluate(() =>
  [...(document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('img') ?? [])].map((image) => image.getAttribute('src')));

/** The path of a header that has changed just now is loaded once it stands still. @param {Page} page */
const heroShown = (page) => page.waitForFunction(() => {
  const hero = document.querySelector('draft-pane')?.shadowRoot?.querySelector('.hero');
  return hero?.getAttribute('data-state') === 'shown' && hero.querySelector('img')?.src.startsWith('blob:');
});

/** Whether an object URL still leads to something. @param {Page} page @param {string | null} url */
const leads = (page, url) => page.evaluate((url) => new Promise((resolve) => {
  const image = new Image();
  image.onload = () => resolve(true);
  image.onerror = () => resolve(false);
  image.src = url ?? '';
}), url);

/** Drops errors about missing files, which these tests cause. @param {string[]} wrong */
const forgive = (wrong) => wrong.splice(0, wrong.length, ...wrong.filter((what) => !/404|ERR_FILE_NOT_FOUND/.test(what)));

const post = `---
title: In a bundle
images: [img/chart file.svg]
---

![a](pic.png) ![b](./pic.png) ![c](img/chart%20file.svg) ![d](<img/chart file.svg>) ![e](img/../%C3%BCber.png?v=2#x)

![Gone](gone.png) ![Case](PIC.png) ![Above](../pic.png)
`;
const bundle = {
  'index.md': post, 'pic.png': picture, 'img/chart file.svg': chart, 'über.png': picture,
  'notes.md': '# Notes\n', 'data.zip': 'PK', '.DS_Store': 'x', 'deep/er/config.toml': 'a = 1\n',
};

test('the folder of a page bundle: its post is open, with the pictures of body and front matter', () => site.visit(async ({ page, wrong }) => {
  await drop(page, [written('in-a-bundle', bundle)]);
  await pictures(page, [1, 1, 320, 320, 1, 'Gone (Image not found: gone.png)', 'Case (Image not found: PIC.png)', 'Above (Image not found: ../pic.png)']);
  await heroShown(page);
  await comes(() => textOf(page), post);
  await comes(() => page.locator('#draft-file').textContent(), 'index.md');
  const notice = String(await page.locator('.notice[data-id=dropped] p').textContent());
  await page.locator('.notice[data-id=dropped]').evaluate((notice) => Promise.all(notice.getAnimations().map((move) => move.finished)));
  await screenshot(page, 'bundle');
  assert.match(notice, /^3 pictures are stored with the draft: /);
  assert.match(notice, /Not used: (?=.*“in-a-bundle\/notes\.md”)(?=.*“in-a-bundle\/data\.zip”)(?=.*“in-a-bundle\/deep\/er\/config\.toml”)[^.]*\./);
  assert.doesNotMatch(notice, /DS_Store/);
  await comes(() => page.locator('#site').textContent(), 'Site: Hugo');
  forgive(wrong);
}));

test('a post and its pictures, chosen at once; gone with the draft, and there again with it', () => site.visit(async ({ page, wrong }) => {
  const files = written('chosen', { 'a.png': picture, 'post.md': '---\ntitle: Chosen\nimages: a.png\n---\n\n![a](a.png)\n' });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await (await chooser).setFiles([join(files, 'a.png'), join(files, 'post.md')]);
  await pictures(page, [1]);
  await heroShown(page);
  const [hero, body] = await sources(page);
  assert.equal(hero, body);
  await becomes(() => leads(page, body));

  await openFile(page, 'other.md', '![a](a.png)\n');
  await pictures(page, ['a (Image not found: a.png)']);
  await comes(() => leads(page, body), false);

  await page.getByRole('button', { name: 'Drafts' }).click();
  await page.locator('#draft-list').getByRole('button', { name: /^Chosen/ }).click();
  await pictures(page, [1]);
  forgive(wrong);
}));

test('pictures that are dropped later come to the addresses that the text has; the place of another is taken only if asked', () => site.visit(async ({ page, wrong }) => {
  await newDraft(page);
  const text = 'Text ![a](a.png) and ![b](img/b.svg).\n';
  await replaceText(page, text);
  await pictures(page, ['a (Image not found: a.png)', 'b (Image not found: img/b.svg)']);
  const first = written('later', { 'a.png': picture, 'clip.mp4': 'x', 'img/b.svg': chart });
  await drop(page, [join(first, 'a.png'), join(first, 'clip.mp4')]);
  await pictures(page, [1, 'b (Image not found: img/b.svg)']);
  const notice = page.locator('.notice[data-id=dropped] p');
  await notice.waitFor();
  await comes(() => notice.textContent(), 'One picture is stored with the draft: “a.png”. Not used: “clip.mp4”.');
  await drop(page, [join(first, 'img')]);
  await pictures(page, [1, 320]);
  const before = await page.locator('draft-pane .body img').first().getAttribute('src');
  await becomes(() => leads(page, before));
  const again = written('again', { 'a.png': Buffer.from(picture.toString('latin1') + '\0', 'latin1') });
  await drop(page, [join(again, 'a.png')]);
  await page.getByText('Another picture has its name and stays: “a-2.png” is new.').waitFor();
  await pictures(page, [1, 320, 1]);
  await comes(() => leads(page, before), true);
  await page.getByRole('button', { name: 'Replace the other picture' }).click();
  await page.waitForFunction((before) => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body img')?.getAttribute('src') !== before, before);
  await comes(() => leads(page, before), false);
  await comes(() => textOf(page), text);
  forgive(wrong);
}));

test('several posts and a site\'s configuration beside them, which is taken; nothing at all is told', () => site.visit(async ({ page }) => {
  const files = written('several', { 'one.md': 'One\n:smile:\n', 'two.md': 'Two\n', 'hugo.toml': 'enableEmoji = true\n' });
  await drop(page, ['one.md', 'two.md', 'hugo.toml'].map((name) => join(files, name)));
  await page.locator('draft-pane').getByText('😄').waitFor();
  await page.waitForFunction(() => document.querySelector('.notice[data-id=dropped] p')?.textContent === 'One more post is among your drafts: “two.md”.');
  await page.locator('#site').getByText('.toml').waitFor();
  mkdirSync(join(folder, 'empty'));
  await drop(page, [join(folder, 'empty')]);
  await page.getByText('There is no file in it.').waitFor();
}));
