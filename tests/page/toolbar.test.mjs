/** The bar of tools: buttons that say what they do and whether it is on, by keyboard, by touch, or hidden. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { becomes, comes, marked, matches, openSite, place, ready, screenshot, textOf } from './site.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

/** @param {import('playwright-core').Page} page @param {string} id */
const tool = (page, id) => page.locator(`[data-tool="${id}"]`);
/** The names of the tools that are on. @param {import('playwright-core').Page} page */
const pressed = (page) => page.locator('#toolbar [aria-pressed="true"]').evaluateAll((buttons) => buttons.map((button) => button.dataset.tool));

test('a tool does its work on the selection, which stays, and the focus returns to the text', () => site.visit(async ({ page }) => {
  await place(page, 'a ⟨word⟩');
  for (const [id, after] of [['bold', 'a **⟨word⟩**'], ['bold', 'a ⟨word⟩'], ['italic', 'a *⟨word⟩*'], ['italic', 'a ⟨word⟩'], ['strike', 'a ~~⟨word⟩~~']]) {
    await tool(page, id).click();
    await comes(() => marked(page), after);
    await comes(() => page.evaluate(() => document.activeElement?.id), 'editor');
  }
  for (const [id, after] of [['bullet-list', '- a'], ['ordered-list', '1. a'], ['task-list', '- [ ] a'], ['quote', '> a'], ['code-block', '```\na\n```'], ['link', '[a]()']]) {
    await place(page, '⟨a⟩');
    await tool(page, id).click();
    await comes(() => textOf(page), after);
  }
}));

test('a tool is pressed where the caret is in such text', () => site.visit(async ({ page }) => {
  for (const [text, wanted] of /** @type {[string, string[]][]} */ ([
    ['te‸xt', []], ['**bo‸ld**', ['bold']], ['***bo‸th***', ['bold', 'italic']], ['a ~~ou‸t~~', ['strike']], ['a `co‸de`', ['code']], ['[li‸nk](/x)', ['link']], ['a[^no‸te]\n\n[^note]: b', []],
    ['## head‸', ['heading']], ['- it‸em', ['bullet-list']], ['1. it‸em', ['ordered-list']], ['- [ ] it‸em', ['task-list']],
    ['> quo‸te', ['quote']], ['> 1. bo‸th', ['ordered-list', 'quote']], ['```\nco‸de\n```', ['code-block']],
  ])) {
    await place(page, text);
    await comes(() => pressed(page), wanted, text);
  }
}));

test('the menu of headings lists the levels with their keys', () => site.visit(async ({ page }) => {
  await place(page, '## he‸ad');
  await tool(page, 'heading').click();
  const menu = page.locator('#heading-levels');
  await menu.waitFor();
  await comes(() => menu.locator('[aria-pressed="true"] span').allTextContents(), ['Heading 2']);
  await matches(() => menu.innerText(), /Heading 3\s+Ctrl\+Alt\+3/);
  const [button, list] = [await tool(page, 'heading').boundingBox(), await menu.boundingBox()];
  assert.ok(button && list && list.y >= button.y + button.height && list.x >= 0, 'it covers its button');
  await screenshot(page, 'toolbar-headings');
  await menu.getByRole('button', { name: 'Heading 3' }).click();
  await comes(() => marked(page), '### he‸ad');
  await menu.waitFor({ state: 'hidden' });
}));

test('one stop of Tab; arrow keys, Home and End lead from tool to tool', () => site.visit(async ({ page }) => {
  const at = () => page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.tool ?? document.activeElement?.id);
  await page.locator('#show-more').focus();
  await page.keyboard.press('Tab');
  await comes(() => at(), 'bold');
  await page.keyboard.press('ArrowRight');
  await comes(() => at(), 'italic');
  await page.keyboard.press('Tab');
  await comes(() => at(), 'editor');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  await comes(() => at(), 'italic');
  await page.keyboard.press('End');
  const last = await at();
  await page.keyboard.press('ArrowRight');
  await comes(() => at(), 'bold');
  await page.keyboard.press('ArrowLeft');
  await comes(() => at(), last);
  await page.keyboard.press('Home');
  await comes(() => at(), 'bold');
  await comes(() => page.locator('#toolbar').getAttribute('aria-controls'), 'editor');
  await comes(() => tool(page, 'bold').getAttribute('title'), 'Bold (Ctrl+B)');
}));

test('the bar is hidden by choice, which is remembered, and comes back', () => site.visit(async ({ page }) => {
  const toggle = async () => {
    await page.locator('#show-more').click();
    await page.locator('[data-command="toolbar"]').click();
  };
  await becomes(() => page.locator('#toolbar').isVisible());
  await toggle();
  await becomes(async () => !await page.locator('#toolbar').isVisible());
  await page.reload();
  await ready(page);
  await becomes(async () => !await page.locator('#toolbar').isVisible());
  await toggle();
  await becomes(() => page.locator('#toolbar').isVisible());
}));

test('on a narrow screen it scrolls sideways at the foot of the text, large enough for a finger', () => site.visit(async ({ page }) => {
  await place(page, 'te‸xt');
  const [bar, editor] = [await page.locator('#toolbar').boundingBox(), await page.locator('#editor').boundingBox()];
  assert.ok(bar && editor && bar.y >= editor.y + editor.height - 1, 'it is not below the text');
  const sizes = await page.locator('.toolbar-button:visible').evaluateAll((buttons) => buttons.map((button) => [button.clientWidth, button.clientHeight]));
  assert.ok(sizes.flat().every((size) => size >= 40), String(sizes));
  await becomes(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is wider than the screen');
  await tool(page, 'bold').focus();
  await page.keyboard.press('End');
  const last = await page.locator('.toolbar-button:visible').last().boundingBox();
  assert.ok(last && last.x + last.width <= 320, 'the last tool is out of sight');
  await screenshot(page, 'toolbar-narrow');
  await tool(page, 'heading').click();
  const list = await page.locator('#heading-levels').boundingBox();
  assert.ok(list && list.y >= 0 && list.x >= 0 && list.x + list.width <= 320 && list.y + list.height <= 640);
  await screenshot(page, 'toolbar-narrow-headings');
}, { viewport: { width: 320, height: 640 }, hasTouch: true }));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in the bar and its menu, ${colorScheme}`, () => site.visit(async ({ page }) => {
    await page.evaluate(axeSource);
    for (const state of ['toolbar', 'toolbar-table', 'toolbar-menu']) {
      if (state !== 'toolbar-menu') await place(page, state === 'toolbar' ? '> **bo‸ld**' : '| a‸ |\n|:-:|');
      if (state !== 'toolbar-menu') await page.locator(`[data-tool="${state === 'toolbar' ? 'bold' : 'table-align-center'}"][aria-pressed="true"]`).waitFor();
      if (state === 'toolbar-menu') await tool(page, 'heading').click();
      await screenshot(page, `${state}-${colorScheme}`);
      const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run());
      assert.deepEqual(violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ { html }) => html)}`), [], state);
    }
  }, { colorScheme }));
}
