/** Commands, their keys and their names: the menu, the sheet of keys, the page in German. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { becomes, comes, matches, openSite } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

test('the sheet of keys opens by a question mark, lists every key with its name, and closes by Escape', () => site.visit(async ({ page }) => {
  await page.locator('.brand').click();
  await page.keyboard.press('?');
  const sheet = page.locator('#key-sheet');
  await sheet.waitFor();
  const rows = await sheet.locator('dt').evaluateAll((names) => names.map((name) => [name.textContent, name.nextElementSibling?.textContent]));
  assert.ok(rows.length >= 6, `${rows.length} rows`);
  assert.deepEqual(rows.find(([name]) => name === 'Bold'), ['Bold', 'Ctrl+B']);
  for (const [name, key] of rows) assert.ok(name && key, `${name}: ${key}`);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
}));

test('a question mark in the text is text, and F1 opens the sheet from there', () => site.visit(async ({ page }) => {
  await page.locator('.cm-content').click();
  await page.keyboard.press('?');
  await page.locator('.cm-content', { hasText: '?' }).waitFor();
  await becomes(async () => !await page.locator('#key-sheet').isVisible());
  await page.keyboard.press('F1');
  await page.locator('#key-sheet').waitFor();
}));

test('the menu runs a command in the editor', () => site.visit(async ({ page }) => {
  await page.locator('#new-draft').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('word');
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await page.locator('#show-more').click();
  await page.locator('[data-command="bold"]').click();
  await page.locator('draft-pane strong', { hasText: 'word' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
}));

test('the menu has every command, so that nothing needs a keyboard', () => site.visit(async ({ page }) => {
  await page.locator('.brand').click();
  await page.keyboard.press('?');
  await page.locator('#key-sheet dt').first().waitFor();
  const named = await page.locator('#key-sheet dt').allInnerTexts();
  await page.keyboard.press('Escape');
  await page.locator('#show-more').click();
  await page.locator('#more:popover-open').waitFor();
  const listed = await page.locator('#more [data-command]').allInnerTexts();
  const missing = named.filter((name) => !listed.some((text) => text.startsWith(name)));
  assert.deepEqual(missing, []);
}));

test('a reader of German finds the page in German, and no English word is left', () => site.visit(async ({ page }) => {
  await comes(() => page.evaluate(() => document.documentElement.lang), 'de');
  await comes(() => page.locator('#new-draft').innerText(), 'Neu');
  await page.locator('#show-drafts').click();
  await page.locator('#drafts', { hasText: 'Beispielbeitrag' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#show-more').click();
  await matches(() => page.locator('#more').innerText(), /Neuer Entwurf\s+Neu aus Archetyp …\s+Ordner öffnen …\s+Alt\+Umschalt\+O\s+Öffnen …\s+Strg\+O/);
}, { locale: 'de-AT' }));

test('every language has words for every command, and index.html has none of its own', async () => {
  const html = readFileSync(new URL('../../www/index.html', import.meta.url), 'utf8').replace(/<head>.*<\/head>|<noscript>.*<\/noscript>/gs, '');
  const texts = [...html.matchAll(/>([^<]*[a-z]{2}[^<]*)</gi)].map(([, text]) => text.trim());
  assert.deepEqual(texts, ['draftpane'], 'the name of the page is the same in every language');
  assert.deepEqual([...html.matchAll(/ (?:aria-label|title)="([^"]+)"/g)].map(([, text]) => text), []);
});

test('light and dark by choice: the page, the preview and the editor, remembered and followed by other tabs', () => site.visit(async ({ page, context }) => {
  const look = (/** @type {import('playwright-core').Page} */ of) => of.evaluate(() => [
    getComputedStyle(document.body).backgroundColor,
    getComputedStyle(/** @type {Element} */ (document.querySelector('draft-pane'))).colorScheme,
  ]);
  const light = await look(page);
  const other = await site.newPage(context);
  await page.locator('#show-more').click();
  await page.locator('[data-command="theme-dark"]').click();
  await page.waitForFunction((light) => getComputedStyle(document.body).backgroundColor !== light, light[0]);
  const dark = await look(page);
  assert.equal(dark[1], 'dark');
  await other.waitForFunction((light) => getComputedStyle(document.body).backgroundColor !== light, light[0]);
  await page.reload();
  await comes(() => look(page), dark);
  await page.locator('#show-more').click();
  await comes(() => page.locator('[data-command="theme-dark"]').getAttribute('aria-pressed'), 'true');
}));
