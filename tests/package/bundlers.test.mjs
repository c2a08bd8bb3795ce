/** The packed package in other people's builds: each builds without a word about the package, runs, and shows a preview. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { bundler, filesIn, makeProject, serve, write } from './project.mjs';

const html = (/** @type {string} */ src, head = '') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>embedder</title>
<link rel="icon" href="data:,">${head}<body><textarea aria-label="Text"></textarea><draft-pane></draft-pane><script type="module" src="${src}"></script></body></html>`;

const main = `import 'draftpane/element';
import { connect } from 'draftpane/textarea';
const field = document.querySelector('textarea');
field.value = '---\\ntitle: Packed\\n---\\n\\nIt *works*.';
connect(field, document.querySelector('draft-pane'));
`;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {ReturnType<typeof makeProject>} */
let project;
/** @type {(path: string) => string} */
let at;

before(async () => {
  project = makeProject({ 'index.html': html('/main.js'), 'main.js': main, 'inline.js': `import 'draftpane/inline';\n${main}` });
  at = (path) => join(project.folder, path);
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
});
after(async () => {
  await browser?.close();
  project?.remove();
});

/** Opens the page, types, and looks. @param {string} url */
async function shows(url) {
  const page = await browser.newPage();
  try {
    /** @type {string[]} */
    const seen = [];
    page.on('pageerror', (error) => seen.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && seen.push(`${message.text()} ${message.location().url}`));
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body em'), undefined, { timeout: 15_000 })
      .catch(async () => assert.fail(`no preview: ${seen.join('\n')} ${await page.locator('draft-pane').innerText().catch(() => '')}`));
    await page.focus('textarea');
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' **Live.**');
    assert.equal(await page.locator('draft-pane .title').innerText(), 'Packed');
    assert.equal(await page.locator('draft-pane strong').innerText(), 'Live.');
    assert.deepEqual(seen, []);
  } finally {
    await page.close();
  }
}

/**
 * @param {import('node:test').TestContext} context
 * @param {string} folder
 * @param {{ policy?: string }} [options]
 */
async function served(context, folder, options) {
  const site = await serve(folder, options);
  try {
    await shows(site.url);
    context.diagnostic(`${context.name}: ${(site.size() / 1000).toFixed(0)} kB of code fetched, with brotli`);
  } finally {
    await site.close();
  }
}

test('no bundler', async (context) => {
  const imports = { draftpane: '/node_modules/draftpane/engine.js', 'draftpane/element': '/node_modules/draftpane/draft-pane.js', 'draftpane/textarea': '/node_modules/draftpane/connect/textarea.js' };
  write(project.folder, { 'plain/index.html': html('./main.js', `<script type="importmap">${JSON.stringify({ imports })}</script>`), 'plain/main.js': main });
  mkdirSync(at('plain/node_modules'), { recursive: true });
  cpSync(at('node_modules/draftpane'), at('plain/node_modules/draftpane'), { recursive: true });
  // An import map in the page is an inline script.
  await served(context, at('plain'), { policy: "object-src 'none'" });
});

test('Vite, while developing', async () => {
  const { createServer } = await bundler('vite');
  const server = await createServer({ root: project.folder, configFile: false, logLevel: 'silent', server: { port: 0, host: '127.0.0.1' } });
  try {
    await server.listen();
    await shows(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
});

test('Vite, built', async (context) => {
  const { build } = await bundler('vite');
  await build({ root: project.folder, configFile: false, logLevel: 'error', build: { outDir: at('vite'), modulePreload: { polyfill: false } } });
  await served(context, at('vite'));
});

test('webpack 5', async (context) => {
  const { default: webpack } = await bundler('webpack');
  const stats = await new Promise((resolve, reject) => {
    webpack({ context: project.folder, mode: 'production', entry: './main.js', output: { path: at('webpack'), filename: 'bundle.js' }, performance: { hints: false } },
      (/** @type {Error | null} */ error, /** @type {any} */ stats) => (error ? reject(error) : resolve(stats)));
  });
  assert.equal(stats.toString({ all: false, errors: true, warnings: true }), '');
  write(project.folder, { 'webpack/index.html': html('./bundle.js') });
  await served(context, at('webpack'));
});

for (const [name, entry] of [['the wasm inside', 'inline.js'], ['the wasm beside', 'main.js']]) {
  const folder = (/** @type {string} */ tool) => `${tool}-${entry.replace('.js', '')}`;

  test(`Rollup, ${name}`, async (context) => {
    const { rollup } = await bundler('rollup');
    const { default: resolve } = await bundler('@rollup/plugin-node-resolve');
    /** @type {string[]} */
    const warnings = [];
    const bundle = await rollup({
      input: at(entry), plugins: [resolve({ browser: true })],
      onwarn: (/** @type {{ message: string }} */ { message }) => warnings.push(message),
    });
    await bundle.write({ dir: at(`${folder('rollup')}/assets`), format: 'es', entryFileNames: 'bundle.js' });
    assert.deepEqual(warnings, []);
    await standing(folder('rollup'), entry);
    await served(context, at(folder('rollup')));
  });

  test(`esbuild, ${name}`, async (context) => {
    const { build } = await bundler('esbuild');
    const { warnings } = await build({ entryPoints: [at(entry)], bundle: true, minify: true, format: 'esm', outfile: at(`${folder('esbuild')}/assets/bundle.js`), logLevel: 'silent' });
    assert.deepEqual(warnings, []);
    await standing(folder('esbuild'), entry);
    await served(context, at(folder('esbuild')));
  });
}

for (const name of ['Vite, while developing', 'Vite, built', 'webpack 5']) {
  test(`${name}, with colours, formulas, diagrams and the published view`, async () => {
    const folder = name.replace(/\W/g, '');
    enhanced();
    if (name === 'webpack 5') {
      const { default: webpack } = await bundler('webpack');
      const stats = await new Promise((resolve, reject) => {
        webpack({ context: project.folder, mode: 'production', entry: './enhanced.js', output: { path: at(folder) }, optimization: { minimize: false }, performance: { hints: false } },
          (/** @type {Error | null} */ error, /** @type {any} */ stats) => (error ? reject(error) : resolve(stats)));
      });
      assert.equal(stats.toString({ all: false, errors: true, warnings: true }), '');
      write(project.folder, { [`${folder}/enhanced.html`]: html('./main.js') });
    } else if (name === 'Vite, built') {
      const { build } = await bundler('vite');
      await build({ root: project.folder, configFile: false, logLevel: 'error', build: { outDir: at(folder), rollupOptions: { input: at('enhanced.html') } } });
    } else {
      const { createServer } = await bundler('vite');
      // Their sources lie elsewhere, see below.
      const server = await createServer({ root: project.folder, configFile: false, logLevel: 'silent', server: { port: 0, host: '127.0.0.1', fs: { strict: false } } });
      await server.listen();
      await showsEnhanced(`${server.resolvedUrls.local[0]}enhanced.html`).finally(() => server.close());
      return;
    }
    // The frames of diagrams and of the published view have policies of their own.
    const site = await serve(at(folder), { policy: "object-src 'none'" });
    await showsEnhanced(`${site.url.replace(/\/$/, '')}/enhanced.html`).finally(() => site.close());
  });
}

/** Writes a page with all three; what they load is taken from where this project has it. */
function enhanced() {
  const fence = '```';
  const post = `---\ntitle: Packed\n---\n\n$x^2$\n\n${fence}js\nconst a = 1;\n${fence}\n\n${fence}mermaid\ngraph LR; a-->b\n${fence}\n`;
  write(project.folder, {
    'enhanced.html': html('./enhanced.js'),
    'enhanced.js': `import 'draftpane/element';
import { code } from 'draftpane/enhance/code';
import { math } from 'draftpane/enhance/math';
import { diagram } from 'draftpane/enhance/diagram';
const pane = document.querySelector('draft-pane');
pane.style.height = '600px';
pane.setAttribute('flavor', 'gfm');
pane.enhance('code', code());
pane.enhance('math', math());
pane.enhance('diagram', diagram());
pane.value = ${JSON.stringify(post)};
const published = document.createElement('draft-pane');
published.id = 'published';
published.path = 'content/a.md';
published.hugo = {
  render: async () => ({ page: '<p>Packed</p>', content: '<p>Packed</p>', problems: [], milliseconds: 1 }), read: async () => null, open: async () => [], write: async () => {},
  shortcodes: async () => ({ shortcodes: [], hooks: false, problems: [], milliseconds: 1 }), blocks: async () => ({ blocks: [], problems: [], milliseconds: 1 }), close() {}, memory: 0,
};
published.view = 'published';
document.body.append(published);
`,
  });
  for (const name of ['@codemirror/language', '@codemirror/language-data', '@lezer/highlight', 'katex', 'mermaid']) {
    const place = at(`node_modules/${name}`);
    mkdirSync(dirname(place), { recursive: true });
    if (!existsSync(place)) symlinkSync(fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url)), place, 'dir');
  }
}

/** @param {string} url */
async function showsEnhanced(url) {
  const page = await browser.newPage();
  try {
    /** @type {string[]} */
    const seen = [];
    page.on('pageerror', (error) => seen.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && seen.push(`${message.text()} ${message.location().url}`));
    page.on('response', (response) => response.status() >= 400 && seen.push(`${response.status()} ${response.url()}`));
    await page.goto(url);
    const shown = () => page.evaluate(() => {
      const body = document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body');
      /** @type {(root: ParentNode | null | undefined, selector: string) => boolean} */
      const within = (root, selector) => !!root?.querySelector(selector) || [...(root?.querySelectorAll('*') ?? [])].some(({ shadowRoot }) => within(shadowRoot, selector));
      const isPublished = document.querySelector('#published')?.shadowRoot?.querySelector('article')?.hidden;
      return [within(body, '.katex'), within(body, 'img[src^="data:image/svg"]'), [...CSS.highlights.values()].some(({ size }) => size > 0), isPublished];
    });
    for (let waited = 0; waited < 40_000 && (await shown()).some((is) => !is); waited += 200) await page.waitForTimeout(200);
    assert.deepEqual(await shown(), [true, true, true, true], `a formula, a diagram, colours, the published view: ${seen.join('\n')}`);
    // While developing, Vite puts a script of its own into every page: the frame's refuses it.
    assert.deepEqual(seen.filter((text) => !/@vite\/client/.test(text)), []);
  } finally {
    await page.close();
  }
}

/** Builds as an author of a build script does by hand. @param {string} folder @param {string} entry */
async function standing(folder, entry) {
  write(project.folder, { [`${folder}/index.html`]: html('./assets/bundle.js') });
  if (entry === 'main.js') cpSync(at('node_modules/draftpane/pkg/draftpane_bg.wasm'), at(`${folder}/pkg/draftpane_bg.wasm`));
  else assert.ok(!filesIn(at(folder)).some((file) => file.endsWith('.wasm')));
}
