/** A page that React renders on a server and hydrates in the browser, with `<draft-pane>` in it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { root } from './started.mjs';

const examples = join(root, 'examples');

const app = `import { createElement, useState } from 'react';
export function App({ text }) {
  const [value, setValue] = useState(text);
  return createElement('main', null,
    createElement('button', { onClick: () => setValue('# Changed') }, 'Change'),
    createElement('draft-pane', { value, flavor: 'gfm', 'front-matter': 'header', class: 'post' }));
}
`;
const client = `import 'draftpane/element';
import { createElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { App } from './app.js';
const pane = document.querySelector('draft-pane');
window.before = pane.value;
window.recovered = [];
pane.ready.then(() => {
  hydrateRoot(document.getElementById('root'), createElement(App, { text: '# From the *server*' }), { onRecoverableError: (error) => window.recovered.push(String(error)) });
  window.hydrated = true;
});
`;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:http').Server} */
let server;
let url = '';

before(async () => {
  const { outputFiles } = await build({
    stdin: { contents: client, resolveDir: examples }, bundle: true, format: 'esm', write: false, define: { 'process.env.NODE_ENV': '"development"' }, logLevel: 'error',
    // Not the packed one among the examples: another file of tests unpacks it meanwhile.
    alias: { 'draftpane/element': join(root, 'dist/draft-pane.js') },
    plugins: [{
      name: 'the component',
      setup(build) {
        build.onResolve({ filter: /^\.\/app\.js$/ }, () => ({ path: 'app', namespace: 'app' }));
        build.onLoad({ filter: /.*/, namespace: 'app' }, () => ({ contents: app, resolveDir: examples }));
      },
    }],
  });
  const load = /** @type {(name: string) => any} */ (createRequire(join(examples, 'react/package.json')));
  const { createElement } = load('react');
  const { renderToString } = load('react-dom/server');
  const html = renderToString(createElement('main', null,
    createElement('button', null, 'Change'),
    createElement('draft-pane', { value: '# From the *server*', flavor: 'gfm', 'front-matter': 'header', class: 'post' })));
  /** @type {Record<string, [type: string, body: string | Buffer]>} */
  const files = {
    '/': ['text/html', `<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title><link rel="icon" href="data:,"><div id="root">${html}</div><script type="module" src="/assets/client.js"></script></html>`],
    '/assets/client.js': ['text/javascript', outputFiles[0].text],
    '/pkg/draftpane_bg.wasm': ['application/wasm', await readFile(join(root, 'dist/pkg/draftpane_bg.wasm'))],
  };
  server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? [];
    if (!body) return void response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': type ?? '' }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`;
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
});
after(async () => {
  await browser?.close();
  server?.close();
});

test('React 19 hydrates the tag without a word, shows its text, and changes it', async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const said = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(url);
  await page.waitForFunction(() => 'hydrated' in window);
  await page.waitForTimeout(300);
  const state = () => page.evaluate(() => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    return { value: pane.value, shown: pane.shadowRoot.querySelector('.body').textContent, names: pane.getAttributeNames().sort() };
  });
  const names = ['class', 'flavor', 'front-matter', 'value'];
  assert.deepEqual(await state(), { value: '# From the *server*', shown: 'From the server', names });
  await page.getByRole('button', { name: 'Change' }).click();
  assert.deepEqual(await state(), { value: '# Changed', shown: 'Changed', names });
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).before), '# From the *server*');
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).recovered), []);
  assert.deepEqual(said, []);
  await page.close();
});
