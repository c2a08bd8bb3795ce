/** The page around the text: splitter, narrow screens, keyboard, accessibility, policy. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { becomes, comes, openFile, openSite, ready, replaceText, screenshot } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {import('playwright-core').Page} page */
const editorWidth = (page) => page.locator('#editor').evaluate((editor) => editor.getBoundingClientRect().width);

test('the splitter moves by keys, by pointer, back by a double click, and is remembered', () => site.visit(async ({ page }) => {
  const splitter = page.getByRole('separator', { name: 'Width of the editor' });
  const now = () => splitter.getAttribute('aria-valuenow');
  const whole = (await editorWidth(page)) * 2;
  await comes(() => now(), '50');
  await splitter.focus();
  await page.keyboard.press('ArrowLeft');
  await comes(() => now(), '48');
  await becomes(async () => Math.abs(await editorWidth(page) - whole * 0.48) < 2);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await comes(() => now(), '60');
  await page.keyboard.press('End');
  await comes(() => now(), '80');
  await page.keyboard.press('ArrowRight');
  await comes(() => now(), '80');
  await page.keyboard.press('Home');
  await comes(() => now(), '20');
  await page.reload();
  await ready(page);
  await comes(() => now(), '20');
  await becomes(async () => Math.abs(await editorWidth(page) - whole * 0.2) < 2);

  const box = await splitter.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 4, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 204, box.y + 310, { steps: 5 });
  await page.mouse.up();
  await becomes(async () => Math.abs(await editorWidth(page) - (whole * 0.2 + 200)) < 3);
  await page.mouse.move(10, 10);
  await becomes(async () => Math.abs(await editorWidth(page) - (whole * 0.2 + 200)) < 3, 'it still follows the pointer');
  await splitter.dblclick();
  await comes(() => now(), '50');
}));

test('a narrow screen shows one pane at a time', () => site.visit(async ({ page }) => {
  const [editor, preview] = [page.locator('.cm-content'), page.locator('draft-pane article')];
  await page.setViewportSize({ width: 390, height: 780 });
  await comes(async () => [await editor.isVisible(), await preview.isVisible()], [true, false]);
  await screenshot(page, 'narrow-write');
  await page.getByRole('button', { name: 'Read' }).click();
  await comes(async () => [await editor.isVisible(), await preview.isVisible()], [false, true]);
  await comes(() => page.getByRole('button', { name: 'Read' }).getAttribute('aria-pressed'), 'true');
  await comes(() => page.locator('#splitter').isVisible(), false);
  await screenshot(page, 'narrow-read');
  await becomes(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is wider than the screen');
  // A heading leads to its place in the pane that is shown.
  await page.getByRole('button', { name: 'Outline' }).click();
  await page.getByRole('button', { name: 'Further reading' }).click();
  await page.locator('draft-pane').getByRole('heading', { name: 'Further reading' }).waitFor();
  await page.waitForFunction(() => /** @type {HTMLElement} */ (document.querySelector('draft-pane')).scrollTop > 300);
  await comes(() => editor.isVisible(), false);
  await page.setViewportSize({ width: 761, height: 780 });
  await comes(async () => [await editor.isVisible(), await preview.isVisible()], [true, true]);
}));

test('Tab indents, Escape and Tab leave the editor', () => site.visit(async ({ page }) => {
  await replaceText(page, '- a\n- b');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value === '- a\n  - b');
  await comes(() => page.evaluate(() => document.activeElement?.id), 'editor');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await comes(() => page.evaluate(() => document.activeElement?.id), 'splitter');
  await page.keyboard.press('Tab');
  await comes(() => page.evaluate(() => document.activeElement?.localName), 'draft-pane');
}));

test('nothing moves for those who asked for it', () => site.visit(async ({ page }) => {
  await openFile(page, 'latin.md', Buffer.from('Caf\xe9', 'latin1'));
  await page.locator('.notice').waitFor();
  await comes(() => page.locator('.notice').evaluate((notice) => getComputedStyle(notice).animationName), 'none');
}, { reducedMotion: 'reduce' }));

test('the page carries its policy, and the policy holds', () => site.visit(async ({ page, wrong }) => {
  const policy = String(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content'));
  for (const directive of ["script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'", "object-src 'none'", "base-uri 'none'"]) {
    assert.ok(policy.split('; ').includes(directive), directive);
  }
  await comes(() => page.locator('[style], script:not([src]), style').evaluateAll((elements) => elements.filter((element) => element.getRootNode() === document && !element.closest('#panes')).length), 0);
  assert.equal(wrong.length, 0, wrong.join('\n'));
  // The test would see a violation: here are two.
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.append('document.title = "ran"');
    document.head.append(script);
  }).catch(() => {});
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.append('body { opacity: 0 }');
    document.head.append(style);
  });
  assert.notEqual(await page.title(), 'ran');
  for (const found of [/policy violated: style-src/, /script-src|require-trusted-types/]) await becomes(async () => wrong.some((line) => found.test(line)), String(found));
  wrong.length = 0;
}));

test('the page works below any path', async () => {
  const below = await openSite({ base: '/some/where/' });
  try {
    assert.ok(below.url.endsWith('/some/where/'), below.url);
    await below.visit(async ({ page }) => {
      await page.locator('draft-pane').getByRole('heading', { name: 'How to read a tide table' }).waitFor();
      await page.waitForFunction(() => {
        const hero = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('header img');
        return hero?.complete && hero.naturalWidth > 0;
      });
    });
  } finally {
    await below.close();
  }
});
