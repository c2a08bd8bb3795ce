/** Saved drafts stay usable and deleted ones can be restored, whatever happens to the browser's storage. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { comes, editorTextOf, kept, matches, newDraft, openSite, ready, replaceText, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page @param {string} text */
const holds = (page, text) => page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);

/** @param {Page} page @param {RegExp} name */
async function openDraft(page, name) {
  await page.getByRole('button', { name: 'Drafts', exact: true }).click();
  await page.locator('#draft-list').getByRole('button', { name }).first().click();
}

const long = `---\ntitle: Precious\n---\n\n${'A sentence that took some thought. '.repeat(10)}\n`;

test('undoing survives a change of drafts', () => site.visit(async ({ page }) => {
  await replaceText(page, long);
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('More.');
  await page.locator('.cm-content').press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('oops');
  await newDraft(page);
  await page.keyboard.type('Another');
  await openDraft(page, /^oops|^how-to|^Untitled|^Precious/);
  await holds(page, 'oops');
  for (let steps = 0; steps < 3 && await textOf(page) !== `${long}More.`; steps++) await page.locator('.cm-content').press('Control+z');
  assert.equal(await editorTextOf(page), `${long}More.`);
  // And the history of the other one is its own.
  await openDraft(page, /^Another/);
  await page.waitForFunction(() => document.title.startsWith('Another'));
  await page.locator('.cm-content').press('Control+z');
  await matches(() => textOf(page), /^---\ntitle: ""/);
}));

test('undoing survives a reload, and reaches what was deleted before', () => site.visit(async ({ page }) => {
  await replaceText(page, long);
  await kept(page);
  await page.locator('.cm-content').press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('oops');
  await kept(page);
  // Once as it was stored at rest, once as it was left by a page that closed.
  for (const typed of ['', ' and more']) {
    if (typed) {
      await page.locator('.cm-content').press('Control+End');
      await page.keyboard.type(typed);
    }
    await page.reload();
    await ready(page);
    await comes(() => textOf(page), `oops${typed}`);
    for (let steps = 0; steps < 6 && await textOf(page) !== long; steps++) await page.locator('.cm-content').press('Control+z');
    await comes(() => textOf(page), long);
    for (let steps = 0; steps < 6 && await textOf(page) !== `oops${typed}`; steps++) await page.locator('.cm-content').press('Control+y');
    await comes(() => textOf(page), `oops${typed}`);
    await kept(page);
  }
}));

test('steps to undo that belong to another text are not taken', () => site.visit(async ({ page }) => {
  await replaceText(page, 'One text.');
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' More.');
  await kept(page);
  await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open('draftpane');
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('texts', 'readwrite');
      const keys = transaction.objectStore('texts').getAllKeys();
      keys.onsuccess = () => keys.result.forEach((key) => transaction.objectStore('texts').put('Another text.', key));
      transaction.oncomplete = resolve;
      opening.result.close();
    };
  }));
  await page.reload();
  await ready(page);
  await page.locator('.cm-content').press('Control+z');
  await page.waitForTimeout(100);
  await comes(() => textOf(page), 'Another text.');
}));

test('a full storage: the reason is said, and taken back once there is room', () => site.visit(async ({ page }) => {
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    Object.assign(window, { full: true });
    IDBObjectStore.prototype.put = function (/** @type {any[]} */ ...args) {
      if (/** @type {any} */ (window).full) throw new DOMException('', 'QuotaExceededError');
      return put.apply(this, /** @type {any} */ (args));
    };
  });
  await replaceText(page, 'Too much.');
  const notice = page.locator('.notice[data-id=store]');
  await notice.waitFor();
  await comes(() => notice.locator('p').textContent(), 'The draft could not be saved in this browser: its storage is full. Save it as a file so that it is not lost.');
  await comes(() => page.locator('#draft-kept').textContent(), 'Not saved');
  // The text can be had from the notice: as a file, or by the clipboard.
  const download = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Save as a file' }).click();
  await comes(async () => readFileSync(await (await download).path(), 'utf8'), 'Too much.');
  await page.evaluate(() => Object.assign(window, { full: false }));
  // By itself, without another key.
  await kept(page);
  await comes(() => notice.count(), 0);
  await page.reload();
  await ready(page);
  await comes(() => textOf(page), 'Too much.');
}));

test('older versions give way to a text that finds no room', () => site.visit(async ({ page }) => {
  await replaceText(page, long);
  await kept(page);
  await page.locator('.cm-content').press('Control+a');
  await page.keyboard.type('short');
  await kept(page);
  await page.evaluate(() => {
    const { put, delete: remove } = IDBObjectStore.prototype;
    Object.assign(window, { full: true });
    IDBObjectStore.prototype.put = function (/** @type {any[]} */ ...args) {
      if (/** @type {any} */ (window).full) throw new DOMException('', 'QuotaExceededError');
      return put.apply(this, /** @type {any} */ (args));
    };
    IDBObjectStore.prototype.delete = function (/** @type {any} */ key) {
      if (this.name === 'bodies') Object.assign(window, { full: false });
      return remove.call(this, key);
    };
  });
  await page.keyboard.type('er');
  await kept(page);
  await comes(() => page.locator('.notice[data-id=store]').count(), 0);
  await comes(() => page.evaluate(() => /** @type {any} */ (window).full), false);
}));

test('a tab that crashes loses nothing that was typed before', () => site.visit(async ({ page, context }) => {
  await replaceText(page, 'Before the crash.');
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' And the last words.');
  await page.waitForTimeout(300);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  assert.equal(await textOf(await site.newPage(context)), 'Before the crash. And the last words.');
}));

test('a page that closed right after its text was written leaves no copy beside what another tab wrote since', () => site.visit(async ({ context, page }) => {
  await replaceText(page, 'Shared.');
  await kept(page);
  const other = await site.newPage(context);
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' One.');
  await other.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value === 'Shared. One.');
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })]);
  await other.locator('.cm-content').press('Control+End');
  await other.keyboard.type(' Two.');
  await kept(other);
  const third = await site.newPage(context);
  await comes(() => textOf(third), 'Shared. One. Two.');
  await third.waitForTimeout(200);
  await comes(() => third.getByText('is saved as a copy').count(), 0);
}));

test('site data cleared while the page is open: what is typed on is saved all the same', () => site.visit(async ({ page, context }) => {
  await replaceText(page, 'Before.');
  await kept(page);
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(site.url).origin, storageTypes: 'all' });
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' And after.');
  await kept(page);
  await page.reload();
  await ready(page);
  await comes(() => textOf(page), 'Before. And after.');
  // Another page deletes the store.
  await page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.deleteDatabase('draftpane');
    request.onsuccess = request.onerror = resolve;
  }));
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' Once more.');
  await kept(page);
  await page.reload();
  await ready(page);
  await comes(() => textOf(page), 'Before. And after. Once more.');
}));

test('tails and drafts that cannot be read stand in nobody\'s way, and are not deleted', () => site.visit(async ({ page }) => {
  await replaceText(page, '---\ntitle: Sound\n---\n');
  await kept(page);
  const good = { draft: { id: 'left', version: 0, name: 'left.md', title: 'Left behind', updated: Date.now() }, text: 'Left behind.' };
  await page.evaluate(async (good) => {
    const bad = ['{bad', 'null', '[]', '{}', '{"draft":null,"text":"x"}', '{"draft":{"id":1},"text":"x"}', '{"draft":{"id":"x"},"text":5}'];
    for (const [at, tail] of bad.entries()) localStorage.setItem(`draftpane.tail.${at}`, tail);
    localStorage.setItem('draftpane.tail.z', JSON.stringify(good));
    await new Promise((resolve) => {
      const opening = indexedDB.open('draftpane');
      opening.onsuccess = () => {
        const transaction = opening.result.transaction(['drafts', 'texts'], 'readwrite');
        const drafts = transaction.objectStore('drafts');
        const texts = transaction.objectStore('texts');
        const updated = Date.now() + 1000;
        for (const [id, fields] of Object.entries({
          'odd-place': { place: {}, title: 'Odd place', updated }, 'odd-kinds': { title: {}, name: 4, version: 'x', lineEnd: 1, updated: 'never' },
          'odd-offsets': { place: { anchor: -3, head: 1e300, top: NaN, past: 'x' }, title: 'Odd offsets', updated },
        })) {
          drafts.put({ id, ...fields });
          texts.put(`Text of ${id}.`, id);
        }
        drafts.put({ id: 'no-text', title: 'No text', updated: updated + 1, version: 1 });
        drafts.put({ id: 7, title: 'A number' });
        transaction.oncomplete = resolve;
        opening.result.close();
      };
    });
    sessionStorage.clear();
  }, good);
  await page.reload();
  await ready(page);
  // The newest that can be read.
  await matches(() => textOf(page), /^Text of odd-/);
  for (const [name, text] of [[/^Left behind/, 'Left behind.'], [/^Odd place/, 'Text of odd-place.'], [/^Odd offsets/, 'Text of odd-offsets.'], [/^Untitled/, 'Text of odd-kinds.'], [/^Sound/, '---\ntitle: Sound\n---\n']]) {
    if (await textOf(page) !== text) await openDraft(page, /** @type {RegExp} */ (name));
    await holds(page, String(text));
  }
  await openDraft(page, /^No text/);
  await page.getByText('This draft cannot be read. It was left unchanged.').waitFor();
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('On.');
  await kept(page);
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => /tail|unreadable/.test(key)).map((key) => key.replace(/\d$/, '#')));
  assert.deepEqual(left, Array(7).fill('draftpane.unreadable.#'));
}));
