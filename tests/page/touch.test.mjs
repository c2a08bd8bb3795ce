/** The page by fingers: the splitter, menus and lists. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { kept, openSite, replaceText, screenshot } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const tablet = { viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true };
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

test('a finger moves the splitter, whose target is 44 pixels wide', () => site.visit(async ({ page, context }) => {
  const width = () => page.locator('#editor').evaluate((editor) => editor.getBoundingClientRect().width);
  const before = await width();
  const { x, width: line } = /** @type {{ x: number, width: number }} */ (await page.locator('#splitter').boundingBox());
  const middle = x + line / 2;
  // Beside the line, yet within its target.
  const touched = await page.evaluate(([left, right]) => [left, right].map((at) => document.elementFromPoint(at, 300)?.id), [middle - 21, middle + 21]);
  assert.deepEqual(touched, ['splitter', 'splitter']);
  const session = await context.newCDPSession(page);
  const touch = (/** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type, /** @type {number} */ at) => session.send('Input.dispatchTouchEvent', {
    type, touchPoints: type === 'touchEnd' ? [] : [{ x: at, y: 300 }],
  });
  await touch('touchStart', middle + 15);
  for (const by of [20, 60, 120]) await touch('touchMove', middle + 15 + by);
  await touch('touchEnd', 0);
  await page.waitForFunction((wanted) => Math.abs(Number(document.getElementById('editor')?.getBoundingClientRect().width) - wanted) < 4, before + 120);
  await screenshot(page, 'touch-splitter');
}, tablet));

test('menus and lists by finger, with no keyboard of the screen after a command', () => site.visit(async ({ page }) => {
  await replaceText(page, '# Ebb\n\nThe water goes.\n\n## Flood\n\nAnd comes.\n');
  await kept(page);
  await page.locator('#show-outline').tap();
  await page.locator('#outline').getByRole('button', { name: 'Flood' }).tap();
  await page.locator('#outline').waitFor({ state: 'hidden' });
  await page.locator('#show-drafts').tap();
  await page.locator('.draft-open').first().waitFor();
  await page.locator('.draft-act').nth(1).tap();
  await page.locator('.draft-open').nth(1).tap();
  await page.locator('#drafts').waitFor({ state: 'hidden' });
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await page.locator('#show-more').tap();
  await page.locator('#more [data-command="line-numbers"]').tap();
  await page.locator('.cm-lineNumbers').waitFor();
  assert.notEqual(await page.evaluate(() => document.activeElement?.id), 'editor');
}, phone));
