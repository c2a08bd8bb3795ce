/** The recipes of docs/embedding.md, as they stand there: bundled where they import packages, run, typed into. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manual = readFileSync(`${root}/docs/embedding.md`, 'utf8');
/** @type {Record<string, string | { default: string }>} */
const exported = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).exports;
/** Each entry's file in a browser. */
const entries = Object.fromEntries(Object.entries(exported).map(([entry, path]) => [entry, typeof path === 'string' ? path : path.default]));

/** The first block of code under a heading. @param {string} heading */
function recipe(heading) {
  const found = manual.slice(manual.indexOf(`\n## ${heading}\n`)).match(/```\w+\n([^]*?)```/)?.[1];
  assert.ok(found, heading);
  return found;
}

/** @param {string} code */
async function bundle(code) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root }, bundle: true, format: 'esm', write: false, outdir: '/assets', logLevel: 'error', loader: { '.ttf': 'dataurl' },
    plugins: [{
      name: 'the package',
      setup: (build) => build.onResolve({ filter: /^draftpane(\/|$)/ }, ({ path }) => ({ path: `${root}/${entries[path.replace(/^draftpane/, '.')]}` })),
    }],
  });
  const text = (/** @type {string} */ ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}

const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>recipe</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/recipe.css">';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
});
after(() => browser.close());

/**
 * @param {Record<string, string>} pages
 * @param {(page: import('playwright-core').Page) => Promise<void>} work
 */
async function run(pages, work) {
  const site = await serveModules({ '/recipe.css': '#editor, textarea, draft-pane { display: block; height: 200px; width: 400px }', ...pages }, { policy: "object-src 'none'" });
  const page = await browser.newPage();
  try {
    /** @type {string[]} */
    const seen = [];
    page.on('pageerror', (error) => seen.push(String(error)));
    await page.goto(`${site.url}/index.html`);
    await work(page);
    assert.deepEqual(seen, []);
  } finally {
    await page.close();
    await site.close();
  }
}

for (const [heading, place, caret] of [
  ['CodeMirror 6', '<div id="editor"></div>', '.cm-content'],
  ['Monaco', '<div id="editor"></div>', '.monaco-editor .view-lines'],
  ['A text field', '<textarea></textarea>', 'textarea'],
]) {
  test(heading, async () => {
    const code = recipe(heading);
    assert.ok(code.trim().split('\n').filter(Boolean).length <= 10, 'ten lines at most');
    const { script, style } = await bundle(code);
    // Monaco asks how its workers are bundled; that is no part of the recipe.
    const workers = `<script>self.MonacoEnvironment = { getWorker: () => new Worker('/worker.js') }</script>`;
    // Bundled, the engine looks for its wasm one folder up.
    const pages = { '/index.html': `${head}${workers}<style>${style}</style><body>${place}<draft-pane></draft-pane><script type="module" src="/assets/recipe.js"></script></body>`, '/assets/recipe.js': script, '/worker.js': 'onmessage = () => {};' };
    await run(pages, async (page) => {
      await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane'))?.draft);
      await page.click(caret);
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' typed');
      await page.waitForFunction(() => /typed/.test(/** @type {HTMLElement} */ (document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body')).innerText));
    });
  });
}

test('A page without an editor, and without a bundler', async () => {
  const code = recipe('A page without an editor, and without a bundler').replaceAll('draftpane/', '/');
  await run({ '/index.html': `${head}<body>${code}</body>`, '/post.md': '---\ntitle: Fetched\n---\n\nText.' }, async (page) => {
    await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.title')?.textContent === 'Fetched');
  });
});

test('every entry that the manual names is there', () => {
  for (const [, entry] of manual.matchAll(/draftpane(\/[\w.]+)(?=['`])/g)) assert.ok(`.${entry}` in entries, entry);
});

test('Server render', async () => {
  const code = recipe('Server render').replace("'draftpane/server'", JSON.stringify(new URL('../../www/server.js', import.meta.url).href));
  const { html } = await import(`data:text/javascript,${encodeURIComponent(`${code}\nexport { html };`)}`);
  assert.match(html, /^<draft-pane flavor="gfm".*<h1 id="hello">Hello<\/h1>/s);
});
