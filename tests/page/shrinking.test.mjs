/** A picture of a draft is made smaller only when asked: width, format and quality, with the sizes before and after. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { becomes, comes, kept, openSite, place, ready, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Pastes a picture of many colours. @param {Page} page @param {string} name @param {number} width */
const paste = (page, name, width) => page.locator('.cm-content').evaluate(async (content, { name, width }) => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height: width / 2 });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  for (let x = 0; x < width; x += 5) {
    context.fillStyle = `hsl(${(x * 37) % 360} 60% 50%)`;
    context.fillRect(x, (x * 13) % 90, 5, width);
  }
  const made = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => canvas.toBlob(resolve));
  const blob = /** @type {Blob} */ (made);
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([blob], name, { type: 'image/png' }));
  content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, { name, width });

/** @param {Page} page @param {string} text @param {number[]} widths of the pictures of the body */
const holds = (page, text, widths) => page.waitForFunction(([text, widths]) => {
  const pane = /** @type {any} */ (document.querySelector('draft-pane'));
  const images = [...pane.shadowRoot.querySelectorAll('.body img')].map(({ naturalWidth }) => naturalWidth);
  return pane.value === text && JSON.stringify(images) === widths;
}, [text, JSON.stringify(widths)]);

/** @param {Page} page */
async function open(page) {
  await page.locator('#show-more').click();
  await page.locator('[data-command="shrink-picture"]').click();
  await page.locator('dialog[open] h2').waitFor();
}

test('a smaller picture takes the place of the old one in the text; undoing gives the old one back', () => site.visit(async ({ page }) => {
  await place(page, 'One.\n\n‸');
  await paste(page, 'Photo.png', 800);
  await holds(page, 'One.\n\n![](photo.png)', [800]);
  await open(page);
  const dialog = page.locator('dialog[open]');
  const status = dialog.getByRole('status');
  await status.getByText(/^Before: 800 × 400, \d+ kB\. After: 800 × 400, \d+ kB \(.*%\)\.$/).waitFor();
  await dialog.getByLabel('Width in pixels').fill('200');
  await dialog.getByLabel('Format').selectOption('image/jpeg');
  await status.getByText(/After: 200 × 100, \d+ kB \(-\d+%\)/).waitFor();
  const sizeAt = async (/** @type {string} */ quality) => {
    await dialog.getByLabel('Quality').fill(quality);
    await dialog.getByRole('button', { name: 'Shrink' }).and(page.locator(':enabled')).waitFor();
    return Number(/After: [^,]*, (\d+) kB/.exec(String(await status.textContent()))?.[1]);
  };
  await becomes(async () => await sizeAt('100') > await sizeAt('10'));
  await screenshot(page, 'shrinking');
  await dialog.getByRole('button', { name: 'Shrink' }).click();
  await holds(page, 'One.\n\n![](photo-200.jpg)', [200]);
  await page.getByText('The text has “photo-200.jpg” now. “photo.png” stays with the draft: Undo brings it back.').waitFor();
  await kept(page);
  await page.reload();
  await ready(page);
  await holds(page, 'One.\n\n![](photo-200.jpg)', [200]);
  await page.locator('.cm-content').press('Control+z');
  await holds(page, 'One.\n\n![](photo.png)', [800]);
}));

test('the picture at the caret is the one; a larger size is refused; without pictures that is said', () => site.visit(async ({ page }) => {
  await place(page, '‸');
  await open(page);
  await page.getByText('No picture of this draft can be made smaller').waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.id === 'editor' && !document.querySelector('dialog[open]'));
  for (const [name, width] of /** @type {[string, number][]} */ ([['a.png', 300], ['b.png', 100]])) {
    await paste(page, name, width);
    await page.waitForFunction((name) => /** @type {any} */ (document.querySelector('draft-pane')).value.includes(name), name);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('ArrowUp');
  await open(page);
  const dialog = page.locator('dialog[open]');
  await dialog.getByRole('status').getByText('Before: 100 × 50').waitFor();
  await comes(() => dialog.locator('select').first().inputValue(), 'b.png');
  await dialog.getByLabel('Width in pixels').fill('101');
  await dialog.getByLabel('Width in pixels').press('Tab');
  await page.getByText('This size is not possible').waitFor();
  await becomes(() => dialog.getByRole('button', { name: 'Shrink' }).isDisabled());
}));

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in the sheet, ${scheme}`, () => site.visit(async ({ page }) => {
    await place(page, '‸');
    await paste(page, 'a.png', 300);
    await holds(page, '![](a.png)', [300]);
    await open(page);
    await page.locator('dialog[open]').getByRole('status').getByText('After').waitFor();
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => /** @type {any} */ (window).axe.run('dialog[open]'));
    assert.deepEqual(violations.map((/** @type {any} */ { id, nodes }) => [id, nodes.map((/** @type {any} */ { html }) => html)]), []);
    await page.setViewportSize({ width: 320, height: 600 });
    await becomes(() => page.evaluate(() => document.documentElement.scrollWidth <= 320));
    await screenshot(page, `shrinking-${scheme}`);
  }, { colorScheme: scheme, bypassCSP: true }));
}
