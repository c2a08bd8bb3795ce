/** Every folder of examples/: started by its command, opened, written in with real keys. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { root, start, unpack } from './started.mjs';

/** @typedef {import('playwright-core').Page} Page */

const PIXEL = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const { workspaces } = JSON.parse(readFileSync(join(root, 'examples/package.json'), 'utf8'));

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  unpack(join(root, 'dist'), join(root, 'examples/node_modules/draftpane'));
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
});
after(() => browser?.close());

/**
 * Starts an example and opens it. An error of its page fails the test.
 *
 * @param {string} name
 * @param {(page: Page) => Promise<void>} work
 * @param {(page: Page) => Promise<void>} [prepare] before the page is opened
 */
async function opened(name, work, prepare) {
  const example = await start(name);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(60_000); // Vite packs Monaco while its page waits
  try {
    /** @type {string[]} */
    const seen = [];
    page.on('pageerror', (error) => seen.push(String(error)));
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && seen.push(`${message.text()} ${message.location().url}`));
    page.on('requestfailed', (request) => seen.push(`not found: ${request.url()}`));
    await prepare?.(page);
    await page.goto(example.url);
    await work(page).catch((error) => assert.fail(`${error.message}\n${seen.join('\n')}`))
      .finally(() => page.screenshot({ path: join(root, 'tests/examples/screenshots', `${name}.png`) }));
    assert.deepEqual(seen, []);
  } finally {
    await page.close();
    example.stop();
  }
}

/** The appearance that all editors share. @type {[name: string, where: string, text: (page: Page) => Promise<string>][]} */
const editors = [
  ['codemirror', '.cm-content', (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('.cm-content')).cmTile.view.state.doc.toString())],
  ['monaco', '.monaco-editor .view-lines', (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).value)],
  ['easymde', '.CodeMirror-lines', (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('.CodeMirror')).CodeMirror.getValue())],
  ...['textarea', 'react', 'vue', 'svelte'].map((name) => /** @type {[string, string, (page: Page) => Promise<string>]} */ ([name, 'textarea', (page) => page.locator('textarea').inputValue()])),
];

for (const [name, where, textIn] of editors) {
  test(name, () => opened(name, async (page) => {
    const pane = page.locator('draft-pane');
    await pane.locator('.title', { hasText: 'Bread from a cold kitchen' }).waitFor();

    // Typed text is in the preview, and no other node of the preview is replaced.
    await pane.locator('table').evaluate((table) => Object.assign(table, { same: true }));
    await page.locator(where).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n\nIt *rises*.');
    await pane.locator('p em', { hasText: 'rises' }).waitFor();
    assert.ok(await pane.locator('table').evaluate((table) => 'same' in table));

    // A ticked box is in the text; one step of undo there takes it back.
    const box = pane.locator('li', { hasText: 'Add starter and salt' }).locator('input');
    await box.click();
    await page.waitForFunction(() => /- \[x\] Add starter/.test(/** @type {any} */ (document.querySelector('draft-pane')).value));
    const text = await textIn(page);
    assert.match(text, /- \[x\] Add starter/);
    assert.match(text, /It \*rises\*\.\s*$/);
    assert.equal(text, await pane.evaluate((pane) => /** @type {any} */ (pane).value));
    await page.locator(where).click();
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => /- \[ \] Add starter/.test(/** @type {any} */ (document.querySelector('draft-pane')).value));
    assert.equal(await box.isChecked(), false);

    const output = page.locator('output');
    if (await output.count()) assert.equal(await output.innerText(), `${await pane.evaluate((pane) => /** @type {any} */ (pane).draft.stats.words)} words`);
  }));
}

test('every folder has its test', () => {
  const folders = readdirSync(join(root, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'shared'].includes(entry.name)).map(({ name }) => name);
  assert.deepEqual(folders.sort(), workspaces);
  assert.deepEqual([...editors.map(([name]) => name), 'decap', 'stream'].sort(), workspaces);
});

test('decap', () => opened('decap', async (page) => {
  await page.getByRole('button', { name: 'Login' }).click();
  await page.getByText('Bread from a cold kitchen').click();
  const pane = page.frameLocator('#preview-pane').locator('draft-pane');
  await pane.locator('.title', { hasText: 'Bread from a cold kitchen' }).waitFor();
  await pane.locator('[data-key="date"]', { hasText: 'February 14, 2026' }).waitFor();
  assert.match(await pane.locator('.title').evaluate((title) => getComputedStyle(title).fontFamily), /system-ui/);
  await pane.locator('.title').evaluate((title) => Object.assign(title, { same: true }));

  await page.getByLabel('Title').click();
  await page.keyboard.press('End');
  await page.keyboard.type(', twice');
  await pane.locator('.title', { hasText: 'Bread from a cold kitchen, twice' }).waitFor();
  await page.locator('[contenteditable] p', { hasText: 'How long it takes' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Warmth is haste.');
  await pane.locator('p', { hasText: 'Warmth is haste.' }).waitFor();
  assert.ok(await pane.locator('.title').evaluate((title) => 'same' in title));

  // A picture that the site does not have yet.
  await page.evaluate(async (pixel) => {
    const fileObj = new File([await (await fetch(pixel)).blob()], 'loaf.png', { type: 'image/png' });
    const url = URL.createObjectURL(fileObj);
    const content = { path: 'static/images/loaf.png', fileObj, toString: () => url };
    /** @type {any} */ (window).repoFiles.static = { images: { 'loaf.png': { content } } };
  }, PIXEL);
  await page.getByRole('switch').last().click(); // Markdown, as text
  await page.locator('[contenteditable]').last().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('![A loaf](loaf.png) ');
  const loaf = pane.locator('img[alt="A loaf"]');
  await loaf.waitFor();
  await page.waitForFunction((image) => image?.complete && image.naturalWidth === 1, /** @type {any} */ (await loaf.elementHandle()));
  assert.match(await loaf.evaluate((image) => /** @type {HTMLImageElement} */ (image).src), /^blob:/);
}, async (page) => {
  // The real one, from the registry: nothing is asked of other hosts.
  const folder = join(root, '.cache/decap-cms');
  const html = readFileSync(join(root, 'examples/decap/index.html'), 'utf8');
  const [, address, version] = /(https:\/\/unpkg\.com\/decap-cms@([\d.]+)\/)/.exec(html) ?? assert.fail('no address');
  const there = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}')).version;
  if (there !== version) unpack(`decap-cms@${version}`, folder);
  await page.route(`${address}**`, (route) => route.fulfill({ path: join(folder, route.request().url().slice(address.length)), headers: { 'Access-Control-Allow-Origin': '*' } }));
}));

test('stream', () => opened('stream', async (page) => {
  const pane = page.locator('draft-pane');
  await pane.locator('.body').waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Ask' }).click();
  await pane.locator('strong', { hasText: 'no reason' }).waitFor();
  assert.equal(await pane.evaluate((pane) => /** @type {any} */ (pane).streaming), true);
  // While the table arrives, the pane is at the end of what is there.
  await pane.locator('td', { hasText: '18' }).waitFor();
  await page.waitForFunction(() => {
    const { scrollTop, clientHeight, scrollHeight } = /** @type {HTMLElement} */ (document.querySelector('draft-pane'));
    return scrollTop > 0 && scrollHeight - clientHeight - scrollTop < 2;
  });
  await pane.locator('.katex-display').waitFor();
  await pane.locator('a', { hasText: 'handbook' }).waitFor();
  await page.waitForFunction(() => !(/** @type {any} */ (document.querySelector('draft-pane')).streaming));
  const { value, html } = await pane.evaluate((pane) => ({ value: /** @type {any} */ (pane).value, html: /** @type {any} */ (pane).draft.html }));
  assert.match(value, /^> How do I bake[^]*or ask again\.\n$/);
  assert.match(html, /<del>Eat it at once\.<\/del> Let it cool first 🍞/);
}));
