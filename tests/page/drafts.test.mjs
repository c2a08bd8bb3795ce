/** Typed text is never lost: reloads, closed tabs, two tabs at once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, editorTextOf, kept, matches, newDraft, openFile, openSite, ready, replaceText, saveFile, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The drafts as they are stored. @param {Page} page @returns {Promise<any[]>} */
const stored = (page) => page.evaluate(() => new Promise((resolve) => {
  const opening = indexedDB.open('draftpane');
  opening.onsuccess = () => {
    const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
    all.onsuccess = () => {
      opening.result.close();
      resolve(all.result);
    };
  };
}));

test('a reload keeps text, file name, cursor and scroll position', () => site.visit(async ({ page }) => {
  const lines = Array.from({ length: 400 }, (_, index) => `Line ${index + 1}.`).join('\n');
  await openFile(page, 'four hundred.md', lines);
  await page.locator('#draft-title', { hasText: 'four hundred.md' }).waitFor();
  await page.locator('.cm-content').press('Control+End');
  for (let presses = 0; presses < 20; presses++) await page.keyboard.press('ArrowUp');
  await page.keyboard.type('Typed. ');
  await kept(page);
  const scroller = page.locator('.cm-scroller');
  await scroller.evaluate((element) => element.scrollBy(0, -203));
  await page.waitForTimeout(500); // longer than the pause after which a position is written
  const before = await scroller.evaluate((element) => element.scrollTop);
  const text = await textOf(page);
  assert.ok(text.includes('Typed. '));

  await page.reload();
  await ready(page);
  await comes(() => textOf(page), text);
  await comes(() => page.locator('#draft-title').textContent(), 'four hundred.md');
  await page.waitForFunction(() => document.getElementById('status-place')?.textContent === 'Line 380, column 17');
  const after = await scroller.evaluate((element) => element.scrollTop);
  assert.ok(Math.abs(after - before) <= 4, `scrolled to ${after}, not ${before}`);
}));

test('a reload in the middle of typing keeps the last key, whatever is being written', () => site.visit(async ({ page }) => {
  await replaceText(page, 'Kept.');
  let text = 'Kept.';
  // Before, while and after the text is written, 300 ms after the last key.
  for (const milliseconds of [0, 100, 280, 295, 300, 305, 310, 400]) {
    await page.locator('.cm-content').press('Control+End');
    await page.keyboard.type(` ${milliseconds}`);
    text += ` ${milliseconds}`;
    await page.waitForTimeout(milliseconds);
    await page.reload();
    await ready(page);
    await comes(() => textOf(page), text);
  }
  assert.equal(await editorTextOf(page), text);
}));

test('closing the tab keeps the last key', () => site.visit(async ({ context, page }) => {
  await replaceText(page, 'Typed and closed.');
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
  assert.equal(await textOf(await site.newPage(context)), 'Typed and closed.');
}));

test('a draft that was never kept survives a reload at once', () => site.visit(async ({ page }) => {
  await replaceText(page, 'Typed and gone.');
  await page.reload();
  await ready(page);
  await comes(() => textOf(page), 'Typed and gone.');
}));

test('a new draft leaves the old one in the list, from where it comes back', () => site.visit(async ({ page }) => {
  await replaceText(page, '---\ntitle: The first\n---\nOne.');
  await newDraft(page);
  await page.keyboard.type('The second');
  await page.waitForFunction(() => document.title.startsWith('The second'));
  await matches(() => textOf(page), /^---\ntitle: "The second"\ndate: \d{4}-\d\d-\d\d\ndraft: true\n---\n\n$/);
  await kept(page);
  await page.getByRole('button', { name: 'Drafts' }).click();
  const drafts = page.locator('#draft-list');
  await drafts.getByRole('button', { name: /^The second open now/ }).waitFor();
  await drafts.getByRole('button', { name: /^The first/ }).click();
  await page.waitForFunction(() => document.title.startsWith('The first'));
  await comes(() => textOf(page), '---\ntitle: The first\n---\nOne.');
  assert.equal(await editorTextOf(page), '---\ntitle: The first\n---\nOne.');

  // Undo goes on where this draft was left, and does not reach into the other.
  await page.keyboard.press('Control+z');
  await matches(() => textOf(page), /^---\ntitle: "How to read a tide table"/);
}));

test('a removed draft can be taken back', () => site.visit(async ({ page }) => {
  await replaceText(page, '---\ntitle: Precious\n---\n');
  await newDraft(page);
  await page.getByRole('button', { name: 'Drafts' }).click();
  await page.getByRole('button', { name: 'Remove “Precious”' }).click();
  await page.locator('#no-drafts').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Drafts' }).click();
  await page.locator('#draft-list').getByRole('button', { name: /^Precious/ }).click();
  await page.waitForFunction(() => document.title.startsWith('Precious'));
}));

test('a tab at rest follows the one that writes, and says so', () => site.visit(async ({ context, page }) => {
  await replaceText(page, 'Shared.');
  await kept(page);
  const other = await site.newPage(context);
  await comes(() => textOf(other), 'Shared.');
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' And more.');
  await other.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value === 'Shared. And more.');
  await other.getByText('This draft is being changed in another tab.').waitFor();
  assert.equal(await editorTextOf(other), 'Shared. And more.');

  // And the other way round, with no quarrel about versions.
  await other.locator('.cm-content').press('Control+End');
  await other.keyboard.type(' Back.');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value === 'Shared. And more. Back.');
}));

test('a tab that writes keeps the name, the file and the pictures that another tab gave the draft', () => site.visit(async ({ context, page }) => {
  await replaceText(page, 'Shared.\n\n');
  await kept(page);
  const other = await site.newPage(context);
  await comes(() => textOf(other), 'Shared.\n\n');
  await page.bringToFront();
  await page.locator('#file-input').setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.includes('a.svg'));
  await saveFile(page);
  await kept(page);
  await page.getByRole('button', { name: 'Drafts', exact: true }).click();
  await page.getByRole('button', { name: /^Rename/ }).first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('named.md');
  await page.keyboard.press('Enter');
  await comes(() => other.locator('#draft-title').textContent(), 'named.md');
  await other.bringToFront();
  await other.locator('.cm-content').press('Control+Home');
  await other.keyboard.type('More. ');
  await kept(other);
  const [draft] = await stored(other);
  assert.deepEqual([draft.name, draft.pictures, typeof draft.file], ['named.md', ['a.svg'], 'string']);
}));

test('two tabs that write at once keep both texts, and say so', () => site.visit(async ({ context, page }) => {
  await replaceText(page, 'Common.');
  await kept(page);
  const other = await site.newPage(context);
  // Both type before either has written.
  await Promise.all([page, other].map(async (tab, index) => {
    await tab.locator('.cm-content').press('Control+End');
    await tab.keyboard.insertText(` From ${index}.`);
  }));
  const notice = 'Your text here is now saved as a draft of its own';
  await Promise.race([page, other].map((tab) => tab.getByText(notice).waitFor()));
  await comes(() => textOf(page), 'Common. From 0.');
  await comes(() => textOf(other), 'Common. From 1.');
  await Promise.all([kept(page), kept(other)]);
  for (const tab of [page, other]) {
    await tab.reload();
    await ready(tab);
  }
  await comes(async () => [await textOf(page), await textOf(other)], ['Common. From 0.', 'Common. From 1.']);
}));

test('what a closed tab left behind does not overwrite what another one wrote since', () => site.visit(async ({ context, page }) => {
  await replaceText(page, 'Common.');
  await kept(page);
  const other = await site.newPage(context);
  await page.evaluate(() => {
    // The tab is frozen: its timers stand still, so that only what it does when it is closed is left.
    window.setTimeout = /** @type {any} */ (() => 0);
  });
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.insertText(' Left behind.');
  await other.locator('.cm-content').press('Control+End');
  await other.keyboard.insertText(' Written since.');
  await kept(other);
  await page.reload();
  await ready(page);
  await page.getByText('is saved as a copy').waitFor();
  await comes(() => textOf(page), 'Common. Written since.');
  await page.getByRole('button', { name: 'Open the copy' }).click();
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value === 'Common. Left behind.');
}));

test('a browser that keeps nothing: the page works and says it', () => site.visit(async ({ page }) => {
  await replaceText(page, 'Nowhere to go.');
  await page.getByText('could not be saved in this browser: it does not let the page store anything.').waitFor();
  await comes(() => textOf(page), 'Nowhere to go.');
}, {
  script: () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is off', 'SecurityError');
    };
  },
}));
