/** The list of drafts: search, rename, duplicate, delete with undo, by pointer and by keys, and with many drafts. */
import { after, before, test } from 'node:test';
import { comes, kept, matches, newDraft, openSite, ready, replaceText, screenshot, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page @param {Record<string, string>} posts text by title */
async function write(page, posts) {
  for (const [title, text] of Object.entries(posts)) {
    await newDraft(page);
    await replaceText(page, `---\ntitle: ${title}\n---\n\n${text}\n`);
    await page.waitForFunction((title) => document.title.startsWith(title), title);
    await kept(page);
  }
}

/** @param {Page} page */
async function open(page) {
  await page.getByRole('button', { name: 'Drafts', exact: true }).click();
  await page.locator('.draft').first().waitFor();
}

/** @param {Page} page */
const titles = (page) => page.locator('#draft-list .draft-title').allTextContents();

/** @param {Page} page @param {string[]} wanted */
const lists = (page, wanted) => page.waitForFunction((wanted) => (
  [...document.querySelectorAll('#draft-list .draft-title')].map(({ textContent }) => textContent).join('|') === wanted
), wanted.join('|'));

const posts = { Anchors: 'On chains and hemp.', Buoys: 'Painted red, with a bell.', Currents: 'Slack water is short.' };

test('drafts are found by their titles, names and texts', () => site.visit(async ({ page }) => {
  await write(page, posts);
  await open(page);
  await comes(() => page.evaluate(() => document.activeElement?.id), 'draft-search');
  await page.keyboard.type('BELL');
  await lists(page, ['Buoys']);
  await matches(() => page.locator('.draft-detail').innerText(), /painted red, with a bell\./);
  await page.locator('#draft-search').fill('anch');
  await lists(page, ['Anchors']);
  await page.locator('#draft-search').fill('lighthouse');
  await page.getByText('No draft has these words.').waitFor();
  await page.locator('#draft-search').fill('slack');
  await lists(page, ['Currents']);
  await page.locator('#draft-search').fill('hemp');
  await lists(page, ['Anchors']);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.title.startsWith('Anchors'));
}));

test('by keys alone: go through the list, rename, duplicate and remove, also the open one, and take that back', () => site.visit(async ({ page }) => {
  await write(page, posts);
  await open(page);
  await comes(() => titles(page), ['Currents', 'Buoys', 'Anchors']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await page.keyboard.type('bells.md');
  await screenshot(page, 'drafts-rename');
  await page.keyboard.press('Enter');
  await page.locator('.draft:nth-child(2) .draft-detail', { hasText: 'bells.md' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Buoys'));
  // Escape leaves the name and the list as they were.
  await page.keyboard.press('F2');
  await page.keyboard.type('other');
  await page.keyboard.press('Escape');
  await matches(() => page.locator('.draft:nth-child(2)').innerText(), /bells\.md/);
  // To the second of its buttons.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await lists(page, ['Buoys', 'Currents', 'Buoys', 'Anchors']);
  await page.locator('.draft:first-child .draft-detail', { hasText: 'bells (copy).md' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Buoys'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await lists(page, ['Buoys', 'Buoys', 'Anchors']);
  // It was the open one: the newest of the others is shown.
  await page.waitForFunction(() => document.title.startsWith('Buoys'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction(() => document.title.startsWith('Currents'));
  await matches(() => textOf(page), /Slack water/);
  await page.reload();
  await ready(page);
  await matches(() => textOf(page), /Slack water/);
  await open(page);
  await comes(async () => (await titles(page)).sort(), ['Anchors', 'Buoys', 'Buoys', 'Currents']);
}));

test('the last draft removed leaves a new one, and a removed one is gone after a while', () => site.visit(async ({ page }) => {
  await write(page, { Only: 'One.' });
  await open(page);
  await page.getByRole('button', { name: 'Remove “Only”' }).click();
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value === '');
  await page.getByText('No drafts yet.').waitFor();
  const texts = () => page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open('draftpane');
    opening.onsuccess = () => {
      const all = opening.result.transaction('texts').objectStore('texts').getAll();
      all.onsuccess = () => resolve(all.result.length);
      opening.result.close();
    };
  }));
  await comes(() => texts(), 1);
  await page.reload();
  await ready(page);
  await comes(() => texts(), 1, 'it can be had back for an hour');
  await page.context().addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() + 2 * 3_600_000;
  });
  await page.reload();
  await ready(page);
  await comes(() => texts(), 0);
}));

test('five hundred drafts: the list opens with the first of them, and all are reached', () => site.visit(async ({ page }) => {
  await write(page, { First: 'One.' });
  await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open('draftpane');
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(['drafts', 'texts'], 'readwrite');
      for (let at = 0; at < 500; at++) {
        transaction.objectStore('drafts').put({ id: `many-${at}`, version: 1, title: `Post ${at}`, updated: 1e12 + at, name: null });
        transaction.objectStore('texts').put(`Text ${at}, ${'and more of it. '.repeat(300)}`, `many-${at}`);
      }
      transaction.oncomplete = resolve;
      opening.result.close();
    };
  }));
  await open(page);
  await comes(() => page.locator('.draft').count(), 60);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Post 0'));
  await comes(() => page.locator('.draft').count(), 501);
  await page.locator('#draft-search').fill('text 77,');
  await lists(page, ['Post 77']);
}));

test('the browser is asked once to keep what is stored, when it is worth it, and the list says what it answered', () => site.visit(async ({ page }) => {
  const asked = () => page.evaluate(() => Number(localStorage.getItem('asked')));
  await newDraft(page);
  await page.keyboard.type('short');
  await kept(page);
  await comes(() => asked(), 0);
  await replaceText(page, 'A line that is worth it. '.repeat(10));
  await kept(page);
  await comes(() => asked(), 1);
  await page.reload();
  await ready(page);
  await replaceText(page, 'Another line that is worth it. '.repeat(20));
  await kept(page);
  await comes(() => asked(), 1);
  await open(page);
  await page.locator('#drafts-stored', { hasText: /^[\d.]+ MB are stored in this browser\. They stay there/ }).waitFor();
}, {
  script: () => {
    if (!navigator.storage) return;
    StorageManager.prototype.persist = async () => {
      localStorage.setItem('asked', String(Number(localStorage.getItem('asked')) + 1));
      return true;
    };
    StorageManager.prototype.persisted = async () => localStorage.getItem('asked') !== null;
  },
}));
