/** The published view with real Hugo, in Chromium: the project's own site, and the theme Doks. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { doksFiles } from './doks-site.mjs';
import { filesOf, natively, own } from './sites.mjs';

/** @typedef {import('./sites.mjs').Files} Files */

/** The page's own global object. @type {any} */
var g;

/** The policy of the author's page. */
const policy = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

/** @type {Record<string, string>} */
const types = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.gz': 'application/gzip', '.json': 'application/json' };

/** @type {Record<string, string>} */
const pages = {
  '/': '<!doctype html><meta charset="utf-8"><title>Published</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><body><script type="module" src="/page.js"></script>',
  '/page.css': ':root { color-scheme: light dark } body { margin: 0 } draft-pane { height: 700px }',
  '/page.js': `import '/draft-pane.js'; import { Site } from '/site.js'; import { Hugo } from '/hugo/hugo.js';
    window.g = window;
    window.start = async (path, environment) => {
      const files = new Map((await (await fetch('/site.json')).json()).map(([path, content]) => [path, Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))]));
      const frame = document.createElement('iframe');
      frame.src = '/worker';
      frame.hidden = true;
      await new Promise((loaded) => { frame.onload = loaded; document.body.append(frame); });
      window.hugo = await Hugo.start({ worker: new frame.contentWindow.Worker('/hugo/worker.js', { type: 'module' }) });
      const site = await Site.open(files, { environment });
      window.pane = document.createElement('draft-pane');
      window.told = [];
      pane.addEventListener('draft-hugo', ({ detail }) => told.push(detail));
      pane.value = new TextDecoder().decode(files.get(path));
      Object.assign(pane, { path, site, hugo, view: 'published' });
      document.body.append(pane);
    };
    document.body.dataset.ready = '';`,
  '/worker': '<!doctype html>',
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:http').Server} */
let server;
let url = '';
/** The files of the site that is open. @type {Files} */
let files = new Map();

before(async () => {
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/worker') response.setHeader('Content-Security-Policy', "script-src 'self' 'wasm-unsafe-eval'");
    else if (path !== '/published/frame.html') response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', types[extname(path)] ?? (path.endsWith('.css') ? 'text/css' : 'text/html'));
    try {
      if (path === '/site.json') response.end(JSON.stringify([...files].map(([path, content]) => [path, Buffer.from(content).toString('base64')])));
      else response.end(pages[path] ?? await readFile(new URL(`../../${path.startsWith('/hugo/') ? '' : 'www/'}${path.slice(1)}`, import.meta.url)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'] });
});
after(async () => {
  await browser.close();
  server.close();
  server.closeAllConnections();
});

/**
 * Opens a site and asks for one of its posts as published.
 * @param {Files} site
 * @param {string} path
 * @param {string} environment
 * @param {(page: import('playwright-core').Page) => Promise<void>} work
 */
async function opened(site, path, environment, work) {
  files = site;
  const page = await browser.newPage({ viewport: { width: 1200, height: 700 } });
  /** @type {string[]} */
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => /^https?:/.test(request.url()) && !request.url().startsWith(url) && wrong.push(request.url()));
  await page.goto(url);
  await page.locator('body[data-ready]').waitFor({ state: 'attached' });
  await page.evaluate(([path, environment]) => g.start(path, environment), [path, environment]);
  await work(page);
  assert.deepEqual(wrong, []);
  await page.close();
}

/**
 * The same, and waits for the page.
 * @param {Files} site
 * @param {string} path
 * @param {string} environment
 * @param {(page: import('playwright-core').Page, frame: import('playwright-core').Frame) => Promise<void>} work
 */
const published = (site, path, environment, work) => opened(site, path, environment, async (page) => {
  await page.waitForFunction(() => g.pane.shadowRoot.querySelector('article').hidden || g.told.some((/** @type {any} */ { state }) => state === 'failed'), undefined, { timeout: 120_000 });
  assert.deepEqual(await page.evaluate(() => g.told.at(-1).problems.filter((/** @type {any} */ { severity }) => severity === 'error')), []);
  const handle = await page.locator('draft-pane iframe').elementHandle();
  await work(page, /** @type {import('playwright-core').Frame} */ (await handle?.contentFrame()));
});

test('a post of the own site, whose address has a folder: its styles and its pictures are there, and it follows the text', async () => {
  await published(filesOf(own), 'content/en/logs/harbour/index.md', 'production', async (page, frame) => {
    assert.deepEqual(await frame.evaluate(() => [getComputedStyle(document.body).backgroundColor, document.title, origin]), ['rgb(0, 0, 128)', 'In harbour | Tide log', 'null']);
    const pictures = await frame.evaluate(() => [...document.images].map((image) => [image.src.slice(0, 10), image.naturalWidth > 0]));
    assert.ok(pictures.length > 0);
    assert.deepEqual(pictures.filter(([address, isThere]) => address !== 'blob:null/' || !isThere), []);
    await frame.evaluate(() => Object.assign(window, { image: document.images[0] }));
    await page.evaluate(() => g.pane.edit({ from: g.pane.value.length, insert: '\n\nThe last *watch* ends.\n' }));
    await frame.waitForFunction(() => document.querySelector('main')?.textContent?.includes('The last watch ends.'));
    assert.equal(await frame.evaluate(() => /** @type {any} */ (window).image === document.images[0]), true);
    // Both ways.
    const at = await page.evaluate(() => {
      const at = g.pane.value.indexOf('The last *watch*');
      g.pane.reveal(at, { align: 1 });
      g.pane.addEventListener('draft-source', (/** @type {any} */ event) => (g.source = event.detail));
      return at;
    });
    await frame.getByText('watch', { exact: true }).click();
    await page.waitForFunction(() => g.source);
    const { from, to } = await page.evaluate(() => ({ from: g.source.from, to: g.source.to }));
    assert.deepEqual([from - at, to - at], [9, 16]);
  });
});

test('a post in Doks: its stylesheet of Sass as it was built before, its fonts, its colours', async (t) => {
  const site = doksFiles();
  /** @type {Files} */
  const generated = new Map();
  if (!await natively(site, 'development', generated)) return t.skip('Hugo needs Python');
  await published(new Map([...site, ...generated]), 'content/blog/night-ferry/index.md', 'development', async (page, frame) => {
    const look = () => frame.evaluate(() => [document.documentElement.dataset.bsTheme, getComputedStyle(document.body).fontFamily.includes('Jost'), document.images[0].naturalWidth > 0]);
    assert.deepEqual(await look(), ['light', true, true]);
    const background = await frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    await frame.waitForFunction(() => document.documentElement.dataset.bsTheme === 'dark');
    assert.notEqual(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor), background);
    await page.evaluate(() => g.pane.edit({ from: g.pane.value.indexOf('Bring'), insert: 'Please. ' }));
    await frame.waitForFunction(() => document.querySelector('blockquote')?.textContent?.includes('Please. Bring'));
  });
});

test('stylesheets of Sass that were never built, by either name, with imports; a wrong one is told at its line', async () => {
  const files = new Map([
    ...filesOf(own),
    ['assets/scss/old.scss', '@import "hugo:vars"; @import "parts/colours"; p { color: mix($sea, white, 100%); @extend .nowhere; }'],
    ['assets/scss/parts/_colours.scss', '$sea: rgb(0, 0, 255);'],
    ['assets/new.scss', '@use "scss/parts/colours"; @use "hugo:vars" as v; p { background: colours.$sea; border: v.$edge solid }'],
    ['assets/wrong.scss', 'p {\n  color: $nothing;\n}\n'],
    ['layouts/baseof.html', `{{ with resources.Get "scss/old.scss" | css.Sass }}<link rel="stylesheet" href="{{ .RelPermalink }}">{{ end }}
      {{ with resources.Get "new.scss" | css.Sass (dict "transpiler" "dartsass" "vars" (dict "edge" "7px")) | css.PostCSS }}<link rel="stylesheet" href="{{ .RelPermalink }}">{{ end }}
      {{ with resources.Get "wrong.scss" | css.Sass }}<link rel="stylesheet" href="{{ .RelPermalink }}">{{ end }}<p id="first">One</p>{{ .Content }}`],
  ]);
  await published(files, 'content/en/logs/open-sea.md', 'production', async (page, frame) => {
    const look = () => frame.evaluate(() => {
      const { color, backgroundColor, borderTopWidth } = getComputedStyle(/** @type {Element} */ (document.getElementById('first')));
      return [color, backgroundColor, borderTopWidth];
    });
    assert.deepEqual(await look(), ['rgb(0, 0, 255)', 'rgb(0, 0, 255)', '7px']);
    const problems = await page.evaluate(() => g.told.flatMap((/** @type {any} */ { problems }) => problems));
    const wrong = problems.map((/** @type {any} */ { message }) => message).find((/** @type {string} */ message) => message.includes('Undefined variable'));
    assert.match(wrong ?? '', /line 2, column 10/);
  });
});

test('a post in Doks that was never built: its stylesheet, and a picture that its template makes smaller', async () => {
  await published(doksFiles(), 'content/blog/night-ferry/index.md', 'production', async (_, frame) => {
    const look = await frame.evaluate(() => [getComputedStyle(document.body).fontFamily.includes('Jost'), document.images[0].naturalWidth > 0]);
    assert.deepEqual(look, [true, true]);
  });
});
