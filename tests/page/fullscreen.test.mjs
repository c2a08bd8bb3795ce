/** One pane alone on the screen: by key and by menu, left by Escape or by its button, also where the browser has no full screen. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** The parts of the page that are seen. @param {Page} page */
const seen = (page) => page.evaluate(() => ['.tools', '.toolbar', '#editor', '#splitter', '#preview', '.status', '#leave-full']
  .filter((part) => document.querySelector(part)?.checkVisibility({ visibilityProperty: true })));

/** @param {Page} page @param {string | undefined} pane */
const shows = (page, pane) => page.waitForFunction((pane) => document.documentElement.dataset.full === pane, pane);

const withoutFullScreen = () => Reflect.deleteProperty(Element.prototype, 'requestFullscreen');

test('the text alone by a key, the preview alone by the menu, and Escape leaves', () => site.visit(async ({ page }) => {
  const all = await seen(page);
  await replaceText(page, '# Ebb\n\nThe water goes.\n');
  await page.keyboard.press('Alt+Shift+f');
  await shows(page, 'text');
  assert.deepEqual(await seen(page), ['#editor', '#leave-full']);
  await page.keyboard.type('And comes.');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.includes('And comes.'));
  // It fills the window.
  await page.waitForFunction(() => Number(document.getElementById('panes')?.getBoundingClientRect().height) >= innerHeight - 1);
  await screenshot(page, 'full-text');
  await page.keyboard.press('Escape');
  await shows(page, undefined);
  assert.deepEqual(await seen(page), all);
  await page.locator('#show-more').click();
  await page.locator('#more [data-command="full-screen-preview"]').click();
  await shows(page, 'preview');
  assert.deepEqual(await seen(page), ['#preview', '#leave-full']);
  await screenshot(page, 'full-preview');
  await page.locator('#leave-full').click();
  await shows(page, undefined);
  assert.deepEqual(await seen(page), all);
}, { script: withoutFullScreen }));

test('on a narrow screen either pane is shown, whichever was there before', () => site.visit(async ({ page }) => {
  await page.locator('#show-more').tap();
  await page.locator('#more [data-command="full-screen-preview"]').tap();
  await shows(page, 'preview');
  assert.deepEqual(await seen(page), ['#preview', '#leave-full']);
  await screenshot(page, 'full-preview-390');
  await page.locator('#leave-full').tap();
  await shows(page, undefined);
}, { script: withoutFullScreen, viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }));

test('the whole screen is used where the browser can, and the page is as before when that ends', () => site.visit(async ({ page }) => {
  await page.keyboard.press('Alt+Shift+f');
  await page.waitForFunction(() => document.fullscreenElement === document.documentElement);
  await shows(page, 'text');
  // As the browser's own key does.
  await page.evaluate(() => document.exitFullscreen());
  await shows(page, undefined);
}));
