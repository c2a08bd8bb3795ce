/** A pane of one document in the frame of another, where nothing defines the element: how content managers show previews. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>page</title><link rel="icon" href="data:,">
<body><iframe title="Preview" width="700" height="600"></iframe><script type="module" src="/test.js"></script></body></html>`;
const script = `import '/draft-pane.js';
const pane = (window.pane = document.createElement('draft-pane'));
window.told = [];
pane.editable = true;
pane.addEventListener('draft-edit', ({ detail }) => (window.told.push(detail), pane.edit(detail.changes)));
pane.addEventListener('draft-source', ({ detail: { from, to, caret } }) => window.told.push({ from, to, caret }));
pane.resolveUrl = (url) => url;
pane.value = '---\\ntitle: Framed\\n---\\n\\nSome words here.\\n\\n- [ ] one\\n\\n![missing](/none.png)\\n';
document.querySelector('iframe').contentDocument.body.append(pane);`;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
before(async () => {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  site = await serveModules({ '/frame.html': html, '/test.js': script });
});
after(async () => {
  await browser.close();
  await site.close();
});

test('it has its style there, tells what is clicked, ticks boxes, names missing pictures; and back in the page', async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const seen = [];
  page.on('pageerror', (error) => seen.push(String(error)));
  await page.goto(`${site.url}/frame.html`);
  const told = () => page.evaluate(() => /** @type {any} */ (window).told.splice(0));
  const font = (/** @type {import('playwright-core').Locator} */ pane) => pane.locator('.title').evaluate((title) => getComputedStyle(title).fontFamily);

  const framed = page.frameLocator('iframe').locator('draft-pane');
  await framed.locator('.title', { hasText: 'Framed' }).waitFor();
  assert.match(await font(framed), /system-ui/);

  // Nodes that the engine makes later, too.
  await page.evaluate(() => /** @type {any} */ (window).pane.edit({ from: 51, insert: '- [ ] two\n' }));
  await framed.locator('input').nth(1).click();
  assert.deepEqual((await told()).filter((/** @type {{ reason?: string }} */ { reason }) => reason), [{ changes: [{ from: 54, to: 55, insert: 'x' }], reason: 'task' }]);
  assert.equal(await framed.locator('input').nth(1).isChecked(), true);

  await framed.locator('p', { hasText: 'Some words' }).click({ position: { x: 1, y: 10 } });
  assert.deepEqual(await told(), [{ from: 23, to: 40, caret: 23 }]);
  await framed.locator('img[data-state="missing"]').waitFor();

  // Places, through all kinds of blocks.
  const places = await page.evaluate(async () => {
    const { pane } = /** @type {any} */ (window);
    const { value } = pane;
    pane.value = `${value}\n${'A long line of words. '.repeat(60)}\n\n| a | b |\n|---|---|\n${'| c | d |\n'.repeat(30)}\n![gone](/none.png)\n\n- one\n- two\n\n> quoted\n\n${'Words.\n\n'.repeat(30)}`;
    pane.style.cssText = 'display: block; height: 300px';
    const misses = [];
    for (let y = 0; y < pane.scrollHeight - pane.clientHeight; y += 101) {
      pane.scrollTop = y;
      const offset = pane.offsetAt(0, { whole: false });
      const { scrollTop } = pane;
      pane.reveal(offset, { align: 0 });
      if (Math.abs(pane.scrollTop - scrollTop) > 3) misses.push([y, pane.scrollTop]);
    }
    pane.value = value;
    return misses;
  });
  assert.deepEqual(places, []);

  await page.evaluate(() => document.body.append(/** @type {any} */ (window).pane));
  const back = page.locator('draft-pane');
  assert.match(await font(back), /system-ui/);
  assert.equal(await back.locator('input').nth(1).isChecked(), true);
  assert.deepEqual(seen, []);
  await page.close();
});
