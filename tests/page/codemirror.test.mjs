/** The adapter for CodeMirror: real keys, wheels and clicks in a page without a bundler. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {{ view: EditorView, pane: DraftPane, disconnect: () => void }} Page what the test page puts on its window */

/**
 * The import map for packages and all they need.
 * @param {string[]} names
 * @param {Record<string, string>} [map]
 */
function importMap(names, map = {}) {
  for (const name of names.filter((name) => !(name in map))) {
    const text = readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8');
    const { exports, module, dependencies = {} } = JSON.parse(text);
    map[name] = join('/node_modules', name, module ?? exports.import);
    importMap(Object.keys(dependencies), map);
  }
  return map;
}

const imports = importMap(['@codemirror/state', '@codemirror/view', '@codemirror/commands']);
const SECTION = 'A paragraph that says something about its section, at a length that needs several lines in a narrow pane.\n\n- one\n- two\n\n';
const POST = `---\ntitle: "A post"\ndate: 2024-02-29\n---\n\n${Array.from({ length: 40 }, (_, at) => `## Section ${at}\n\n${SECTION}`).join('')}`;

const pages = {
  '/test.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/test.css"><script type="importmap">${JSON.stringify({ imports })}</script>
<body><div id="editor"></div><draft-pane></draft-pane><script type="module" src="/test.js"></script></body></html>`,
  '/test.css': 'body { display: flex; margin: 0 } #editor, draft-pane { width: 400px; height: 400px } .cm-editor { height: 100% }',
  '/test.js': `import { EditorState } from '@codemirror/state';
    import { EditorView, keymap } from '@codemirror/view';
    import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
    import '/draft-pane.js';
    import { connect } from '/connect/codemirror.js';
    const pane = document.querySelector('draft-pane');
    const extensions = [history(), keymap.of([...defaultKeymap, ...historyKeymap]), EditorView.lineWrapping, EditorState.allowMultipleSelections.of(true)];
    const view = new EditorView({ doc: ${JSON.stringify(POST)}, extensions, parent: document.getElementById('editor') });
    const disconnect = connect(view, pane);
    Object.assign(window, { view, pane, disconnect });
    await pane.ready;
    document.body.dataset.ready = '';`,
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;

before(async () => {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  // An import map in the page is an inline script.
  site = await serveModules(pages, { policy: "object-src 'none'" });
});
after(async () => {
  await browser.close();
  await site.close();
});

/** @param {(page: import('playwright-core').Page) => Promise<void>} work */
async function inPage(work) {
  const page = await browser.newPage();
  try {
    /** @type {string[]} */
    const seen = [];
    page.on('pageerror', (error) => seen.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && seen.push(message.text()));
    await page.goto(`${site.url}/test.html`);
    await page.waitForSelector('body[data-ready]', { timeout: 10_000 }).catch(() => assert.deepEqual(seen, [], 'the page is not ready'));
    await work(page);
    assert.deepEqual(seen, []);
  } finally {
    await page.close();
  }
}

/** @param {import('playwright-core').Page} page */
async function same(page) {
  const equal = await page.evaluate(() => {
    const { view, pane } = /** @type {Page} */ (/** @type {unknown} */ (window));
    return pane.draft?.text === view.state.doc.toString();
  });
  assert.ok(equal, "the pane's text is the editor's");
}

/** @param {import('playwright-core').Page} page */
const tops = (page) =>
  page.evaluate(() => {
    const { view, pane } = /** @type {Page} */ (/** @type {unknown} */ (window));
    const { scrollTop, scrollHeight, clientHeight } = pane;
    return { editor: view.scrollDOM.scrollTop, pane: scrollTop, most: scrollHeight - clientHeight };
  });

/**
 * Turns the wheel over an element until it stands still.
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 * @param {number} pixels
 */
async function wheel(page, selector, pixels) {
  await page.hover(selector, { position: { x: 200, y: 200 } });
  await page.mouse.wheel(0, pixels);
  let before = await tops(page);
  for (;;) {
    await page.waitForTimeout(150);
    const now = await tops(page);
    if (now.editor === before.editor && now.pane === before.pane) return now;
    before = now;
  }
}

test('the pane follows keys, several cursors, paste, undo, redo and programs', () =>
  inPage(async (page) => {
    await same(page);
    await page.click('.cm-content');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('typed\n');
    await same(page);
    await page.evaluate(() => {
      const { view } = /** @type {Page} */ (/** @type {unknown} */ (window));
      view.dispatch({ changes: [{ from: 0, to: 2, insert: 'X\nY' }, { from: 10, insert: '\r\n' }, { from: 30, to: 60 }], userEvent: 'input.paste' });
      view.dispatch(view.state.replaceSelection('[😀]'));
    });
    await same(page);
    for (const key of ['Control+z', 'Control+z', 'Control+y', 'Control+z', 'Control+z']) {
      await page.keyboard.press(key);
      await same(page);
    }
    await page.evaluate(() => {
      const { view } = /** @type {Page} */ (/** @type {unknown} */ (window));
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: '# All new' } });
    });
    await same(page);
    assert.equal(await page.locator('draft-pane .body').innerText(), 'All new');
  }));

test('what the pane asks for is one step of undo, and nothing where the editor is read-only', () =>
  inPage(async (page) => {
    const steps = await page.evaluate(async () => {
      const { view, pane } = /** @type {Page} */ (/** @type {unknown} */ (window));
      // @ts-ignore a bare module, from the page's import map
      const { undo } = await import('@codemirror/commands');
      const before = view.state.doc.toString();
      const detail = { changes: [{ from: 0, insert: '<' }, { from: before.length, insert: '>' }], reason: 'task' };
      pane.dispatchEvent(new CustomEvent('draft-edit', { detail }));
      const after = view.state.doc.toString();
      undo(view);
      return { made: after === `<${before}>`, undone: view.state.doc.toString() === before };
    });
    assert.deepEqual(steps, { made: true, undone: true });
    await same(page);
  }));

test('a double click goes to the source, a single one does not', () =>
  inPage(async (page) => {
    const head = () => page.evaluate(() => /** @type {Page} */ (/** @type {unknown} */ (window)).view.state.selection.main.head);
    const heading = page.locator('draft-pane .body h2', { hasText: 'Section 2' }).first();
    await heading.click();
    assert.equal(await head(), 0);
    await heading.dblclick();
    assert.ok(Math.abs((await head()) - POST.indexOf('## Section 2')) <= 3);
    assert.ok(await page.evaluate(() => /** @type {Page} */ (/** @type {unknown} */ (window)).view.hasFocus));
    await page.locator('draft-pane h1').first().dblclick();
    assert.ok(Math.abs((await head()) - POST.indexOf('"A post"')) <= 1);
  }));

test('whichever is scrolled, the other follows, to both ends, and the driver is left alone', () =>
  inPage(async (page) => {
    const down = await wheel(page, '#editor', 3000);
    assert.ok(down.editor > 1500 && down.pane > 500);
    const shown = await page.evaluate(() => {
      const { view, pane } = /** @type {Page} */ (/** @type {unknown} */ (window));
      const height = view.scrollDOM.scrollTop - view.documentPadding.top;
      return { editor: view.lineBlockAtHeight(height).from, pane: pane.offsetAt(0) };
    });
    assert.ok(Math.abs(shown.editor - shown.pane) < SECTION.length, `${shown.editor} and ${shown.pane}`);
    const up = await wheel(page, 'draft-pane', -1000);
    assert.ok(up.editor < down.editor && Math.abs(up.pane - (down.pane - 1000)) < 2);
    const end = await wheel(page, 'draft-pane', 100_000);
    assert.ok(Math.abs(end.pane - end.most) < 2);
    const left = await page.evaluate(() => {
      const { scrollTop, scrollHeight, clientHeight } = /** @type {Page} */ (/** @type {unknown} */ (window)).view.scrollDOM;
      return scrollHeight - clientHeight - scrollTop;
    });
    assert.ok(left < 60, `${left} px are left below`);
    const start = await wheel(page, '#editor', -100_000);
    assert.deepEqual([start.editor, start.pane], [0, 0]);
  }));

test('typing moves the preview only when the edited block is out of sight', () =>
  inPage(async (page) => {
    await page.click('.cm-content');
    await page.keyboard.press('Control+Home');
    for (let count = 0; count < 9; count++) await page.keyboard.press('ArrowDown');
    const before = await tops(page);
    await page.keyboard.type('some words');
    await page.waitForTimeout(100);
    assert.equal((await tops(page)).pane, before.pane);
    await wheel(page, 'draft-pane', 100_000);
    await page.keyboard.type('x');
    await page.waitForFunction(() => /** @type {Page} */ (/** @type {unknown} */ (window)).pane.scrollTop < 400);
  }));

test('after disconnect() each goes its own way', () =>
  inPage(async (page) => {
    const lengths = await page.evaluate(() => {
      const { view, pane, disconnect } = /** @type {Page} */ (/** @type {unknown} */ (window));
      disconnect();
      view.dispatch({ changes: { from: 0, insert: 'alone' } });
      pane.dispatchEvent(new CustomEvent('draft-edit', { detail: { changes: { from: 0, insert: 'no' }, reason: 'fix' } }));
      return { editor: view.state.doc.length, pane: pane.value.length };
    });
    assert.deepEqual(lengths, { editor: POST.length + 5, pane: POST.length });
    await wheel(page, '#editor', 2000);
    assert.equal((await tops(page)).pane, 0);
  }));
