/** Folding, the count of matches, and the ways of writing that the author switches on and off. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { becomes, comes, marked, matches, openSite, place, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const post = '# Tides\n\nThe first.\n\n## Springs\n\nTwice\na month.\n\n## Neaps\n\nThe last.\n';

/** The lines that the editor shows. @param {Page} page */
const shown = (page) => page.locator('.cm-line').allTextContents();

/** @param {Page} page @param {string} id of a command */
async function choose(page, id) {
  await page.locator('#show-more').click();
  await page.locator(`[data-command="${id}"]`).click();
}

test('a section folds by a key up to the next heading of its level, and opens again', () => site.visit(async ({ page }) => {
  await place(page, post.replace('Springs', 'Spr‸ings'));
  await page.keyboard.press('Control+Shift+BracketLeft');
  const lines = await shown(page);
  assert.ok(!lines.includes('a month.'), lines.join('\n'));
  assert.ok(lines.includes('## Neaps'), lines.join('\n'));
  await screenshot(page, 'folded');
  await page.keyboard.press('Control+Shift+BracketRight');
  await becomes(async () => (await shown(page)).includes('a month.'));
}));

test('everything folds and unfolds by the menu', () => site.visit(async ({ page }) => {
  await replaceText(page, post);
  await choose(page, 'fold-all');
  await becomes(async () => !(await shown(page)).includes('## Neaps'));
  await choose(page, 'unfold-all');
  await becomes(async () => (await shown(page)).includes('## Neaps'));
}));

test('find says which match of how many is selected, and counts to 9,999', () => site.visit(async ({ page }) => {
  await replaceText(page, 'ebb flow ebb\nebb\n');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('ebb');
  const count = page.locator('.cm-find-count');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('editor')?.shadowRoot?.querySelector('.cm-find-count')?.textContent === '2 of 3');
  await screenshot(page, 'find');
  await page.keyboard.press('Escape');
  await replaceText(page, 'ebb\n'.repeat(12_000));
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('ebb');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /9,999\+$/.test(document.getElementById('editor')?.shadowRoot?.querySelector('.cm-find-count')?.textContent ?? ''));
  await matches(() => count.textContent(), /^\d+ of 9,999\+$/);
}));

test('find takes what comes into its field without a key, as a paste by the pointer does', () => site.visit(async ({ page }) => {
  await replaceText(page, 'ebb flow ebb\nflow slack\n');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('ebb');
  await page.locator('.cm-search input[name="search"]').fill('slack');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('status-place')?.textContent === 'Line 2, column 11 (5 selected)');
  await page.waitForFunction(() => document.getElementById('editor')?.shadowRoot?.querySelector('.cm-find-count')?.textContent === '1 of 1');
}));

test('line numbers are shown on request, and after the page is opened again', () => site.visit(async ({ page }) => {
  const numbers = page.locator('.cm-lineNumbers');
  await comes(() => numbers.count(), 0);
  await choose(page, 'line-numbers');
  await comes(() => numbers.count(), 1);
  await page.reload();
  await numbers.waitFor();
  await choose(page, 'line-numbers');
  await comes(() => numbers.count(), 0);
}));

test('focus mode dims all but the paragraph with the caret', () => site.visit(async ({ page }) => {
  await place(page, post.replace('Twice', 'Tw‸ice'));
  await choose(page, 'focus-mode');
  await comes(() => page.locator('.cm-line:not(.cm-dimmed)').count(), 2);
  await screenshot(page, 'focus-mode');
  await page.locator('.cm-content').press('Control+Home');
  await comes(() => page.locator('.cm-line:not(.cm-dimmed)').allTextContents(), ['# Tides']);
}));

test('in typewriter mode the line with the caret stays at one height', () => site.visit(async ({ page }) => {
  await replaceText(page, 'A line.\n'.repeat(60));
  await choose(page, 'typewriter');
  await page.locator('.cm-content').focus();
  const height = async () => {
    await page.waitForTimeout(100);
    return page.locator('.cm-cursor-primary').evaluate((cursor) => Math.round(cursor.getBoundingClientRect().top));
  };
  await page.keyboard.press('Control+Home');
  const first = await height();
  for (let count = 0; count < 20; count++) await page.keyboard.press('ArrowDown');
  await becomes(async () => Math.abs(await height() - first) <= 3);
  await page.keyboard.type('more\nand more\n');
  await becomes(async () => Math.abs(await height() - first) <= 3);
  await matches(() => marked(page), /and more\n‸/);
}));

test('spelling is checked by the browser until the author switches that off', () => site.visit(async ({ page }) => {
  const content = page.locator('.cm-content');
  await comes(() => content.getAttribute('spellcheck'), 'true');
  await choose(page, 'spelling');
  await comes(() => content.getAttribute('spellcheck'), 'false');
}));
