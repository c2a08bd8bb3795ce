/** Versions of a draft: when they are made, how they are shown, and the way back to them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { surplus } from '../../www/app/store/thinning.js';
import { becomes, comes, kept, matches, newDraft, openSite, ready, replaceText, screenshot, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../www/app/store/thinning.js').Version} Version */

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const long = `---\ntitle: Harbour\n---\n\n${'The tide leaves a line of weed on the stones. '.repeat(8)}\n`;

/** The clock of the page goes as far as the test says. */
const clock = () => {
  const { now } = Date;
  Object.assign(window, { later: 0 });
  Date.now = () => now() + /** @type {any} */ (window).later;
};

/** @param {Page} page @param {number} minutes */
const pass = (page, minutes) => page.evaluate((minutes) => Object.assign(window, { later: /** @type {any} */ (window).later + minutes * 60_000 }), minutes);

/** Opens the sheet. @param {Page} page @returns the reasons that it lists, newest first */
async function versionsOf(page) {
  await page.keyboard.press('F9');
  await page.locator('#versions h2').waitFor();
  return page.locator('.version-list .draft-title').allTextContents();
}

/** @param {Page} page @param {string} text */
async function append(page, text) {
  await page.locator('#editor .cm-content').press('Control+End');
  await page.keyboard.type(text);
  await kept(page);
}

test('a version is made where work goes on after three minutes, and not before', () => site.visit(async ({ page }) => {
  await newDraft(page);
  await replaceText(page, 'First.');
  await kept(page);
  assert.deepEqual(await versionsOf(page), []);
  await page.getByText('No versions yet.').waitFor();
  await page.keyboard.press('Escape');
  await pass(page, 2);
  await append(page, ' Second.');
  assert.deepEqual(await versionsOf(page), []);
  await page.keyboard.press('Escape');
  await pass(page, 2);
  await append(page, ' Third.');
  await pass(page, 1);
  await append(page, ' Fourth.');
  assert.deepEqual(await versionsOf(page), ['While writing']);
  await matches(() => page.locator('.version-list .draft-detail').innerText(), / · 2 words \(-2\)$/);
  await page.getByText('1 passage differs.').waitFor();
}, { script: clock }));

test('words of a version are counted as those in the status bar: without front matter and marks', () => site.visit(async ({ page }) => {
  await newDraft(page);
  await replaceText(page, '---\ntitle: "Some tides"\ntags: [one, two]\n---\n\nThe [water](https://example.org/far/away) goes.\n');
  await kept(page);
  await page.locator('#status-stats', { hasText: '3 words' }).waitFor();
  await page.keyboard.press('Shift+F9');
  await page.locator('#question input').fill('Ebb');
  await page.keyboard.press('Enter');
  await page.getByText('saved as the version').waitFor();
  await versionsOf(page);
  assert.match(await page.locator('.version-list .draft-detail').first().innerText(), / · 3 words$/);
}));

test('a text that has a name gets another beside it, and a name that is used again takes nothing away', () => site.visit(async ({ page }) => {
  const call = async (/** @type {string} */ name) => {
    await page.keyboard.press('Shift+F9');
    await page.locator('#question input').fill(name);
    await page.keyboard.press('Enter');
    await page.getByText(`saved as the version “${name}”`).waitFor();
  };
  await newDraft(page);
  await replaceText(page, 'First.');
  await kept(page);
  for (const name of ['To Ann', 'To Bob', 'To Bob']) await call(name);
  assert.deepEqual(await versionsOf(page), ['To Bob', 'To Ann']);
  await page.keyboard.press('Escape');
  await append(page, ' Second.');
  await call('To Ann');
  assert.deepEqual(await versionsOf(page), ['To Ann', 'To Bob', 'To Ann']);
  await page.getByRole('button', { name: /^To Ann/ }).last().click();
  await page.getByText('1 passage differs.').waitFor();
}));

test('a large deletion, restoring, a copy and a name: each text is a version, and restoring is one step to undo', () => site.visit(async ({ page }) => {
  await newDraft(page);
  await replaceText(page, long);
  await kept(page);
  await page.keyboard.press('Shift+F9');
  await page.locator('#question input').fill('For the editor');
  await page.keyboard.press('Enter');
  await page.getByText('saved as the version “For the editor”').waitFor();
  await append(page, 'More of it.');
  await page.locator('#editor .cm-content').press('Control+a');
  await page.keyboard.type('oops');
  await kept(page);
  // After a reload they are there all the same.
  await page.reload();
  await ready(page);
  assert.deepEqual(await versionsOf(page), ['Before a large deletion', 'For the editor']);
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.waitForFunction((long) => /** @type {any} */ (document.querySelector('draft-pane')).value === `${long}More of it.`, long);
  await comes(() => page.evaluate(() => document.activeElement?.id), 'editor');
  await kept(page);
  assert.deepEqual(await versionsOf(page), ['Before a version was restored', 'Before a large deletion', 'For the editor']);
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  await page.locator('#editor .cm-content').press('Control+z');
  await comes(() => textOf(page), 'oops');
  await versionsOf(page);
  await page.getByRole('button', { name: /^For the editor/ }).click();
  await page.locator('.version-list [aria-current]', { hasText: 'For the editor' }).waitFor();
  await page.getByRole('button', { name: 'Open as a copy' }).click();
  await page.waitForFunction((long) => /** @type {any} */ (document.querySelector('draft-pane')).value === long, long);
  await kept(page);
}));

test('where there is no room for the text that a version would replace, it stays, and that is said', () => site.visit(async ({ page }) => {
  await newDraft(page);
  await replaceText(page, long);
  await kept(page);
  await page.keyboard.press('Shift+F9');
  await page.locator('#question input').fill('Before');
  await page.keyboard.press('Enter');
  await page.getByText('saved as the version “Before”').waitFor();
  await append(page, 'More of it.');
  const text = await textOf(page);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (/** @type {any[]} */ ...record) {
      if (this.name === 'bodies') throw new DOMException('There is no room', 'QuotaExceededError');
      return put.apply(this, /** @type {[any]} */ (/** @type {unknown} */ (record)));
    };
  });
  await versionsOf(page);
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByText('That did not work: There is no room. Your drafts are unchanged.').waitFor();
  await page.locator('dialog[open]').waitFor({ state: 'hidden' });
  assert.equal(await textOf(page), text);
}));

test('what is deleted piece by piece is a version', () => site.visit(async ({ page }) => {
  await newDraft(page);
  await replaceText(page, long);
  await kept(page);
  await page.locator('#editor .cm-content').press('Control+End');
  for (let pieces = 0; pieces < 3; pieces++) {
    for (let words = 0; words < 20; words++) await page.keyboard.press('Control+Backspace');
    await kept(page);
  }
  assert.deepEqual(await versionsOf(page), ['Before a large deletion']);
}));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`the sheet works by keys alone, and axe finds nothing, ${colorScheme}`, () => site.visit(async ({ page }) => {
    await newDraft(page);
    await replaceText(page, long);
    await kept(page);
    for (const change of ['A second paragraph, which is new.\n', 'A third one.\n']) {
      await pass(page, 5);
      await append(page, change);
    }
    await versionsOf(page);
    await matches(() => page.evaluate(() => String(document.activeElement?.textContent)), /^While writing/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.version-list li:nth-child(2) [aria-current]').waitFor();
    await page.locator('.version-difference').waitFor();
    await page.waitForFunction(() => !document.querySelector('#versions [inert]'));
    await page.evaluate(axeSource);
    for (const [width, name] of /** @type {const} */ ([[1280, 'wide'], [320, 'narrow']])) {
      await page.setViewportSize({ width, height: 780 });
      await screenshot(page, `versions-${name}-${colorScheme}`);
      const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
      assert.deepEqual(violations.flatMap((/** @type {any} */ { id, nodes }) => nodes.map((/** @type {any} */ { html }) => `${id}: ${html}`)), [], name);
      await becomes(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }
    await page.keyboard.press('Escape');
    await comes(() => page.evaluate(() => document.activeElement?.id), 'editor');
    await page.keyboard.press('Shift+F9');
    await page.locator('#question input').waitFor();
    await screenshot(page, `version-name-${colorScheme}`);
    const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
    assert.deepEqual(violations.map((/** @type {any} */ { id }) => id), []);
    await page.keyboard.press('Escape');
    await comes(() => page.evaluate(() => document.activeElement?.id), 'editor');
  }, { script: clock, colorScheme }));
}

test('a database of the version before is taken over, with its deletion as a version', () => site.visit(async ({ page, wrong }) => {
  await page.goto(`${site.url}icon.svg`);
  await page.evaluate(async (text) => {
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('draftpane').onsuccess = resolve;
    });
    const opening = indexedDB.open('draftpane', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('drafts', { keyPath: 'id' });
      opening.result.createObjectStore('texts');
    };
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const transaction = opening.result.transaction(['drafts', 'texts'], 'readwrite');
    transaction.objectStore('drafts').put({ id: 'old', version: 3, name: 'old.md', title: 'Old', updated: Date.now(), bom: false, lineEnd: '\n', place: null, pictures: [], file: null });
    transaction.objectStore('texts').put('Written long ago.', 'old');
    transaction.objectStore('texts').put({ text, at: Date.now() - 1e6 }, 'old.before');
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    opening.result.close();
    sessionStorage.clear();
  }, long);
  wrong.length = 0; // a picture alone has no icon
  await page.goto(site.url);
  await ready(page);
  await comes(() => textOf(page), 'Written long ago.');
  assert.deepEqual(await versionsOf(page), ['Before a large deletion']);
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.waitForFunction((long) => /** @type {any} */ (document.querySelector('draft-pane')).value === long, long);
}));

test('versions thin out with age, and within a budget those with a name go last', () => {
  const now = Date.UTC(2024, 5, 15, 12);
  /** @param {number} minutes ago @param {Partial<Version>} [more] @returns {Version} */
  const version = (minutes, more) => ({
    id: `${minutes}`, draft: 'a', at: now - minutes * 60_000, kind: 'work', name: '', count: 1, length: 10, bytes: 100, ...more,
  });
  const ids = (/** @type {Version[]} */ versions) => versions.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const recent = Array.from({ length: 10 }, (_, index) => version(index));
  assert.deepEqual(surplus(recent, 1e6, now), []);
  // One an hour for a day, then one a day.
  const old = [61, 65, 70, 125, 3000, 3010, 6000].map((minutes) => version(minutes));
  const named = version(66, { kind: 'named', name: 'Kept' });
  assert.deepEqual(ids(surplus([...recent, ...old, named], 1e6, now)), [65, 70, 3010]);
  // Those that are left have 1,500 bytes.
  assert.deepEqual(ids(surplus([...recent, ...old, named], 1300, now)), [65, 70, 3000, 3010, 6000]);
  assert.deepEqual(ids(surplus([...recent, ...old, named], 100, now)).includes(66), false);
  assert.deepEqual(surplus([...recent, ...old, named], 0, now).length, 18);
});
