/** Pictures that are dropped on the text or pasted into it; posts, drafts and files that lead to each other. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { findChrome } from '../../scripts/setup/browser.mjs';
import { comes, kept, marked, newDraft, openFile, openSite, place, ready, saveFile, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, type?: string, content?: string }} Given */

/** A picture of its own for each name. @param {string} name */
const pictureOf = (name) => `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><title>${name}</title><rect width="320" height="120" fill="#9cc4e4"/></svg>`;

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
const drop = (page, files, { x, y }) => page.evaluate(({ files, x, y }) => {
  const dataTransfer = new DataTransfer();
  for (const { name, type = 'image/svg+xml', content = '' } of files) dataTransfer.items.add(new File([content], name, { type }));
  let target = /** @type {Element} */ (document.elementFromPoint(x, y));
  // Where a shadow root has nothing at a point, its host is found again.
  for (let inner = target.shadowRoot?.elementFromPoint(x, y); inner && inner !== target; inner = target.shadowRoot?.elementFromPoint(x, y)) target = inner;
  for (const type of ['dragenter', 'dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y }));
  }
}, { files: files.map((file) => ({ content: pictureOf(file.name), ...file })), x, y });

/**
 * @param {Page} page
 * @param {Given[]} files
 * @param {Record<string, string>} [texts] by their types
 */
const paste = (page, files, texts = {}) => page.locator('.cm-content').evaluate((content, { files, texts }) => {
  const clipboardData = new DataTransfer();
  for (const { name, type = 'image/svg+xml', content = '' } of files) clipboardData.items.add(new File([content], name, { type }));
  for (const [type, text] of Object.entries(texts)) clipboardData.setData(type, text);
  content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, { files: files.map((file) => ({ content: pictureOf(file.name), ...file })), texts });

/** Waits until so many pictures of the body are shown. @param {Page} page @param {number} count */
const shown = (page, count) => page.waitForFunction((count) => {
  const images = [...(document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body img') ?? [])];
  return images.filter((image) => /** @type {HTMLImageElement} */ (image).naturalWidth === 320).length === count;
}, count);

/** Waits for the widths of the pictures of the body. @param {Page} page @param {number[]} wanted */
const widths = (page, wanted) => page.waitForFunction((wanted) => {
  const images = [...(document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body img') ?? [])];
  return JSON.stringify(images.map((image) => /** @type {HTMLImageElement} */ (image).naturalWidth)) === JSON.stringify(wanted);
}, wanted);

/** The number of files that the page has stored. @param {Page} page */
const bodies = (page) => page.evaluate(async () => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('pictures').catch(() => null);
  let count = 0;
  if (folder) for await (const _ of folder.keys()) count++;
  return count;
});

/** @param {() => Promise<boolean>} isSo */
async function until(isSo) {
  for (let tries = 0; !await isSo(); tries++) {
    assert.ok(tries < 200, 'it never comes to be so');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * A visit with a profile on the disk, so that the browser can be closed and started again.
 * @param {(visit: { page: Page, again: () => Promise<Page> }) => Promise<void>} test
 */
async function inProfile(test) {
  const profile = mkdtempSync(join(tmpdir(), 'draftpane-pictures-'));
  const launch = () => chromium.launchPersistentContext(profile, {
    executablePath: findChrome() ?? undefined, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    viewport: { width: 1280, height: 800 }, locale: 'en-GB',
  });
  let context = await launch();
  try {
    await test({
      page: await site.newPage(context),
      async again() {
        await context.close();
        context = await launch();
        return site.newPage(context);
      },
    });
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** @param {string[]} wrong */
const forgive = (wrong) => wrong.splice(0, wrong.length, ...wrong.filter((what) => !/404|ERR_FILE_NOT_FOUND/.test(what)));

/** Where a character of the editor is. @param {Page} page @param {string} line */
async function startOf(page, line) {
  const box = await page.locator('.cm-line', { hasText: line }).boundingBox();
  return { x: (box?.x ?? 0) + 9, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

test('a picture dropped on the text is linked there by a name of its own, with the cursor in its description', () => site.visit(async ({ page, wrong }) => {
  await place(page, 'one\n\ntwo‸\n');
  await drop(page, [{ name: 'My Pic (1).SVG' }], await startOf(page, 'one'));
  await holds(page, '![](my-pic-1.svg)one\n\ntwo\n');
  await shown(page, 1);
  await page.getByText('One picture is stored with the draft: “my-pic-1.svg”.').waitFor();
  await comes(() => marked(page), '![‸](my-pic-1.svg)one\n\ntwo\n');
  // One step of undo; the picture is still there for those who write its address themselves.
  await page.keyboard.press('Control+z');
  await holds(page, 'one\n\ntwo\n');
  await drop(page, [{ name: 'a.svg' }, { name: 'b.svg' }], await startOf(page, 'two'));
  await holds(page, 'one\n\n![](a.svg)\n\n![](b.svg)two\n');
  await shown(page, 2);
  await comes(() => marked(page), 'one\n\n![‸](a.svg)\n\n![](b.svg)two\n');
  // Beside the text, the cursor says where.
  await place(page, 'one ‸ two\n');
  await drop(page, [{ name: 'c.svg' }], { x: 900, y: 300 });
  await holds(page, 'one ![](c.svg) two\n');
  // Within the description in which the cursor waits, the next one would not be shown.
  await drop(page, [{ name: 'd.svg' }], { x: 900, y: 300 });
  await comes(() => marked(page), 'one ![](c.svg)\n\n![‸](d.svg) two\n');
  await shown(page, 2);
  forgive(wrong);
}));

/** Lets the bytes of files be read later: of large ones that takes a while. @param {Page} page */
async function slowly(page) {
  await page.evaluate(() => {
    const { arrayBuffer } = Blob.prototype;
    const released = new Promise((resolve) => Object.assign(window, { released: resolve }));
    Blob.prototype.arrayBuffer = async function () {
      await released;
      return arrayBuffer.call(this);
    };
  });
  return () => page.evaluate(() => /** @type {any} */ (window).released());
}

test('a large picture goes where it was dropped or pasted, and the cursor stays with a writer who typed on elsewhere', () => site.visit(async ({ page }) => {
  await place(page, 'one\n\ntwo\n\nthree‸\n');
  const release = await slowly(page);
  await drop(page, [{ name: 'a.svg' }], await startOf(page, 'two'));
  await paste(page, [{ name: 'b.svg' }]);
  await page.keyboard.type(', typed on');
  await page.locator('.cm-content').press('Control+Home');
  await page.keyboard.type('A word before ');
  await release();
  await comes(() => marked(page), 'A word before ‸one\n\n![](a.svg)two\n\nthree![](b.svg), typed on\n');
  await shown(page, 2);
}));

test('a large picture belongs to the draft that it was dropped on, whichever is open when it has been read', () => site.visit(async ({ page }) => {
  await place(page, 'one‸\n');
  await kept(page);
  const release = await slowly(page);
  // The second is compared with the first, which takes a while: by then another draft is open.
  for (const name of ['a.svg', 'b.svg']) await drop(page, [{ name }], await startOf(page, 'one'));
  await newDraft(page);
  await page.keyboard.type('Other');
  await kept(page);
  const other = await textOf(page);
  await release();
  await page.getByText('One picture is stored with the draft: “b.svg”.').waitFor();
  assert.equal(await textOf(page), other);
  await page.getByRole('button', { name: 'Drafts', exact: true }).click();
  await page.locator('#draft-list .draft-open', { hasText: 'how-to' }).click();
  await holds(page, 'one\n');
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.insertText('![](a.svg)![](b.svg)');
  await shown(page, 2);
}));

test('pictures without names that are pasted while others are read get names of their own', () => site.visit(async ({ page }) => {
  await place(page, '---\ntitle: Day\n---\n\n‸');
  const release = await slowly(page);
  for (const name of ['one', 'two', 'three']) await paste(page, [{ name: 'image.svg', content: pictureOf(name) }]);
  await release();
  await holds(page, '---\ntitle: Day\n---\n\n![](day-1.svg)![](day-2.svg)![](day-3.svg)');
  await shown(page, 3);
  await comes(() => bodies(page), 3);
}));

test('a copy that is made where two tabs write, or of what a closed tab left behind, has the draft\'s pictures', () => site.visit(async ({ page, context, wrong }) => {
  await place(page, 'one\n‸');
  await drop(page, [{ name: 'a.svg' }], { x: 900, y: 300 });
  await shown(page, 1);
  await kept(page);
  const other = await site.newPage(context);
  await shown(other, 1);
  // The other tab learns of a picture that is added meanwhile, and both write.
  await page.locator('.cm-content').press('Control+End');
  await drop(page, [{ name: 'b.svg' }], { x: 900, y: 300 });
  await shown(other, 2);
  await kept(page);
  await Promise.all([page, other].map(async (tab, index) => {
    await tab.locator('.cm-content').press('Control+Home');
    await tab.keyboard.insertText(`From ${index}.`);
  }));
  const notice = 'Your text here is now saved as a draft of its own';
  await Promise.race([page, other].map((tab) => tab.getByText(notice).waitFor()));
  for (const tab of [page, other]) {
    await kept(tab);
    await tab.reload();
    await ready(tab);
    await shown(tab, 2);
  }
  await other.close();
  // A text that a closed tab left behind, of a draft that was written since.
  const id = await page.evaluate(() => sessionStorage.getItem('draftpane.open'));
  await page.evaluate((id) => {
    localStorage.setItem('draftpane.tail.0', JSON.stringify({ draft: { id, version: 0, name: 'left.md', updated: 0, lineEnd: '\n', encoding: 'utf-8', pictures: ['a.svg'] }, text: 'left ![](a.svg)' }));
  }, id);
  await page.reload();
  await ready(page);
  await page.getByRole('button', { name: 'Open the copy' }).click();
  await holds(page, 'left ![](a.svg)');
  await shown(page, 1);
  forgive(wrong);
}));

test('a version that is opened as a copy has the draft\'s pictures', () => site.visit(async ({ page }) => {
  await place(page, 'one\n‸');
  await drop(page, [{ name: 'a.svg' }], { x: 900, y: 300 });
  await shown(page, 1);
  await kept(page);
  await page.keyboard.press('Shift+F9');
  await page.locator('#question input').fill('First');
  await page.keyboard.press('Enter');
  await page.getByText('saved as the version “First”').waitFor();
  await page.locator('.cm-content').press('Control+Home');
  await page.keyboard.type('More. ');
  await kept(page);
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Open as a copy' }).click();
  await holds(page, 'one\n![](a.svg)');
  await shown(page, 1);
  await kept(page);
  await page.reload();
  await ready(page);
  await shown(page, 1);
}));

test('the same picture twice is one file, another one of its name gets a number, and several give what the text lacks', () => site.visit(async ({ page }) => {
  await place(page, 'one\n‸');
  await drop(page, [{ name: 'View.svg' }], { x: 900, y: 300 });
  await holds(page, 'one\n![](view.svg)');
  await drop(page, [{ name: 'again.svg', content: pictureOf('View.svg') }], await startOf(page, 'one'));
  await holds(page, '![](view.svg)one\n![](view.svg)');
  await drop(page, [{ name: 'View.svg', content: pictureOf('other') }], await startOf(page, 'one'));
  await holds(page, '![](view-2.svg)![](view.svg)one\n![](view.svg)');
  await drop(page, [{ name: 'View.svg' }, { name: 'new.svg' }], await startOf(page, 'one'));
  await holds(page, '![](new.svg)![](view-2.svg)![](view.svg)one\n![](view.svg)');
  await shown(page, 4);
}));

test('pictures with the same bytes are one file, with a link for each, unless the text has their names', () => site.visit(async ({ page, wrong }) => {
  const same = pictureOf('same');
  await place(page, 'one\n‸');
  await drop(page, [{ name: 'a.svg', content: same }, { name: 'b.svg', content: same }, { name: 'c.svg', content: same }], { x: 900, y: 300 });
  await holds(page, 'one\n![](a.svg)\n\n![](a.svg)\n\n![](a.svg)');
  await shown(page, 3);
  await place(page, 'two ![](d.svg) ![](e.svg)\n‸');
  await drop(page, [{ name: 'd.svg', content: same }, { name: 'e.svg', content: same }], { x: 900, y: 300 });
  await shown(page, 2);
  await holds(page, 'two ![](d.svg) ![](e.svg)\n');
  forgive(wrong);
}));

test('a picture pasted into the text, which has no name of its own, is named after the post', () => site.visit(async ({ page }) => {
  await place(page, '---\ntitle: Low water at Süderoog\n---\n\none‸ two');
  const start = '---\ntitle: Low water at Süderoog\n---\n\n';
  await paste(page, [{ name: 'image.svg' }], { 'text/html': '<img src="https://example.org/x.svg">' });
  await holds(page, `${start}one![](low-water-at-süderoog-1.svg) two`);
  await shown(page, 1);
  await place(page, `${start}one‸ two`);
  await paste(page, [{ name: 'image.svg', content: pictureOf('second') }]);
  await holds(page, `${start}one![](low-water-at-süderoog-2.svg) two`);
  await place(page, `${start}⟨one⟩ two`);
  await paste(page, [{ name: 'photo.svg' }], { 'text/plain': 'photo.svg' });
  await holds(page, `${start}![one](photo.svg) two`);
  // Spreadsheets and word processors add a picture of the text.
  await place(page, 'one‸ two');
  await paste(page, [{ name: 'image.svg' }], { 'text/plain': ' a\tb' });
  await holds(page, 'one a\tb two');
}));

test('pictures are chosen with the tool and by the menu; in front matter they go to a key of pictures, or to the end', () => site.visit(async ({ page }) => {
  await place(page, 'one‸ two');
  const choose = async (/** @type {string} */ name) => {
    const chooser = page.waitForEvent('filechooser');
    await page.locator('[data-tool="image"]').click();
    await (await chooser).setFiles({ name, mimeType: 'image/svg+xml', buffer: Buffer.from(pictureOf(name)) });
  };
  await choose('a.svg');
  await holds(page, 'one![](a.svg) two');
  await place(page, '---\ntitle: "T‸"\n---\n\nText.\n');
  await choose('b.svg');
  await holds(page, '---\ntitle: "T"\n---\n\nText.\n\n![](b.svg)');
  await place(page, '---\nimages: [‸]\n---\n\nText.\n');
  await choose('c.svg');
  await holds(page, '---\nimages: [c.svg]\n---\n\nText.\n');
  await page.locator('#show-more').click();
  await page.locator('[data-command="image-address"]').click();
  await holds(page, '---\nimages: [c.svg![]()]\n---\n\nText.\n');
}));

test('an address is found by its end among what was given, where only one has the longest', () => site.visit(async ({ page, wrong }) => {
  await place(page, '![](images/pic.svg) ![](/img/pic.svg) ![](../deep/pic.svg) ![](/other/two.svg) ![](pic.svg) ![](../pic.svg)‸');
  await drop(page, [{ name: 'pic.svg' }], { x: 900, y: 300 });
  await shown(page, 4);
  forgive(wrong);
}));

test('pictures are there after a reload and in the browser started again, in each draft its own', () => inProfile(async ({ page, again }) => {
  for (const name of ['one', 'two']) {
    await newDraft(page);
    await place(page, `---\ntitle: Post ${name}\nimages: same.svg\n---\n\n![](same.svg)‸`);
    await drop(page, [{ name: 'same.svg', content: pictureOf(name).replace('320', name === 'one' ? '310' : '330') }], { x: 900, y: 300 });
    await widths(page, [name === 'one' ? 310 : 330]);
    await kept(page);
  }
  await page.reload();
  await ready(page);
  await widths(page, [330]);
  const later = await again();
  await widths(later, [330]);
  await later.getByRole('button', { name: 'Drafts', exact: true }).click();
  await later.locator('#draft-list').getByRole('button', { name: /^Post one/ }).click();
  await widths(later, [310]);
  await later.waitForFunction(() => {
    const hero = document.querySelector('draft-pane')?.shadowRoot?.querySelector('.hero');
    return hero?.getAttribute('data-state') === 'shown' && hero.querySelector('img')?.naturalWidth === 310;
  });
  await comes(() => later.locator('.notice').count(), 0);
}));

test('a copy of a draft has its pictures; those of a removed one go when it can no longer be had back', () => inProfile(async ({ page, again }) => {
  await newDraft(page);
  await place(page, '---\ntitle: With one\n---\n\n‸');
  await drop(page, [{ name: 'a.svg' }], { x: 900, y: 300 });
  await shown(page, 1);
  await kept(page);
  await page.getByRole('button', { name: 'Drafts', exact: true }).click();
  await page.getByRole('button', { name: 'Duplicate “With one”' }).first().click();
  await page.locator('#draft-list .draft').nth(1).waitFor();
  const later = await again();
  await shown(later, 1);
  await comes(() => bodies(later), 1);
  for (const left of [1, 0]) {
    await later.getByRole('button', { name: 'Drafts', exact: true }).click();
    await later.getByRole('button', { name: 'Remove “With one”' }).first().click();
    await later.waitForFunction((left) => document.querySelectorAll('#draft-list .draft').length === left, left);
    // Removed two hours ago.
    await later.evaluate(() => new Promise((resolve) => {
      const opening = indexedDB.open('draftpane');
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('drafts', 'readwrite');
        const store = transaction.objectStore('drafts');
        const all = store.getAll();
        all.onsuccess = () => {
          for (const draft of all.result) if (draft.removed) store.put({ ...draft, removed: draft.removed - 2 * 60 * 60_000 });
        };
        transaction.oncomplete = () => {
          opening.result.close();
          resolve(undefined);
        };
      };
    }));
    await later.reload();
    await ready(later);
    if (left > 0) {
      await shown(later, 1);
      await comes(() => bodies(later), 1);
    } else await until(async () => await bodies(later) === 0);
  }
}));

test('where there is no room it is said for which picture; it is shown until the page is closed, and nothing is left of it', () => site.visit(async ({ page, context, wrong }) => {
  await place(page, 'one\n‸');
  await kept(page);
  const session = await context.newCDPSession(page);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin: new URL(site.url).origin });
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: usage + 1_000_000 });
  await drop(page, [{ name: 'large.svg', content: pictureOf('large').replace('</svg>', `<!--${'x'.repeat(3_000_000)}--></svg>`) }, { name: 'small.svg' }], { x: 900, y: 300 });
  await holds(page, 'one\n![](large.svg)\n\n![](small.svg)');
  await page.getByText('A picture could not be stored in this browser: its storage is full. It is shown until you close this page: “large.svg”.').waitFor();
  await shown(page, 2);
  await comes(() => bodies(page), 1);
  await kept(page);
  await page.reload();
  await ready(page);
  await shown(page, 1);
  await page.getByText('A picture of this draft is not stored in this browser. Drop it here again: “large.svg”.').waitFor();
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin });
  await drop(page, [{ name: 'large.svg' }], { x: 900, y: 300 });
  await shown(page, 2);
  await holds(page, 'one\n![](large.svg)\n\n![](small.svg)');
  forgive(wrong);
}));

test('without a file system for the page they are in its database', () => site.visit(async ({ page }) => {
  await place(page, 'one\n‸');
  await drop(page, [{ name: 'a.svg' }], { x: 900, y: 300 });
  await shown(page, 1);
  await kept(page);
  await page.reload();
  await ready(page);
  await shown(page, 1);
  await comes(() => bodies(page), 0);
}, { script: () => delete /** @type {any} */ (globalThis.FileSystemFileHandle?.prototype ?? {}).createWritable }));

test('another tab with the draft shows a picture that is added in this one', () => site.visit(async ({ page, context, wrong }) => {
  await place(page, 'one\n‸');
  await kept(page);
  const other = await site.newPage(context);
  await holds(other, 'one\n');
  await page.bringToFront();
  await drop(page, [{ name: 'a.svg' }], { x: 900, y: 300 });
  await shown(page, 1);
  await holds(other, 'one\n![](a.svg)');
  await shown(other, 1);
  forgive(wrong);
}));

test('300 pictures of a folder are stored at once', () => site.visit(async ({ page }) => {
  await newDraft(page);
  const files = Array.from({ length: 300 }, (_, at) => ({ name: `p${at}.svg` }));
  await place(page, '‸');
  await drop(page, files, { x: 900, y: 300 });
  await page.getByText('300 pictures are stored with the draft').waitFor();
  await kept(page);
  await page.reload();
  await ready(page);
  await shown(page, 300);
  await comes(() => bodies(page), 300);
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
  await comes(async () => (await page.locator('#draft-list .draft-title').allTextContents()).sort(), ['again.md', 'other.md']);
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
