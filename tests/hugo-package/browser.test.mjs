/** Hugo in a page, under strict policies. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

/** The policy of the author's page. */
const trusted = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

/** @type {Record<string, string>} */
const policies = { '/': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", '/trusted': trusted, '/frame': "script-src 'self' 'wasm-unsafe-eval'" };

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('node:http').Server} */
let server;
let url = '';

before(async () => {
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.setHeader('Content-Security-Policy', policies[path] ?? policies['/']);
    response.setHeader('Content-Type', path.endsWith('.js') ? 'text/javascript' : path.endsWith('.gz') ? 'application/gzip' : 'text/html');
    try {
      response.end(path in policies ? '<!doctype html><title>Hugo</title>' : await readFile(new URL(`../../hugo${path}`, import.meta.url)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
  });
});
after(async () => {
  await browser.close();
  server.close();
  server.closeAllConnections();
});

for (const path of ['/', '/trusted']) {
  test(`starts from a module in a page and renders a post: ${path}`, async () => {
    const page = await browser.newPage();
    /** @type {string[]} */
    const requests = [];
    page.on('request', (request) => requests.push(new URL(request.url()).origin));
    await page.goto(url + path);
    const made = await page.evaluate(async (isTrusted) => {
      /** @type {typeof import('../../hugo/hugo.js')} */
      const { Hugo } = await import(/** @type {any} */ ('/hugo.js'));
      let worker;
      if (isTrusted) {
        const frame = document.createElement('iframe');
        frame.src = '/frame';
        const loaded = new Promise((done) => frame.addEventListener('load', done));
        document.body.append(frame);
        await loaded;
        worker = new /** @type {typeof globalThis} */ (/** @type {unknown} */ (frame.contentWindow)).Worker('/worker.js', { type: 'module' });
      }
      const hugo = await Hugo.start({ worker });
      const problems = await hugo.open(new Map(Object.entries({
        'hugo.json': '{"title": "Page"}',
        'layouts/page.html': '<title>{{ site.Title }}</title>{{ .Content }}',
        'layouts/_shortcodes/far.html': '{{ with try (resources.GetRemote "https://example.org/") }}{{ with .Err }}far{{ end }}{{ end }}',
      })));
      const { page, content } = await hugo.render('content/a.md', '*one* {{< far >}}');
      hugo.close();
      return { problems, page, content, version: hugo.version };
    }, path === '/trusted');
    assert.deepEqual(made, { problems: [], page: '<title>Page</title><p><em>one</em> far</p>\n', content: '<p><em>one</em> far</p>\n', version: '0.168.0' });
    assert.deepEqual([...new Set(requests)], [url]);
    await page.close();
  });
}

test('a worker whose file is not there, and one that somebody ends, are reported', async () => {
  const page = await browser.newPage();
  await page.goto(url);
  const reasons = await page.evaluate(async () => {
    /** @type {typeof import('../../hugo/hugo.js')} */
    const { Hugo } = await import(/** @type {any} */ ('/hugo.js'));
    const reasonOf = (/** @type {Promise<unknown>} */ call) => call.then(() => 'none', (error) => error.message);
    const missing = await reasonOf(Hugo.start({ worker: new Worker('/nothing.js', { type: 'module' }) }));
    const worker = new Worker('/worker.js', { type: 'module' });
    const hugo = await Hugo.start({ worker, patience: 10_000 });
    await hugo.open(new Map([['hugo.json', '{}'], ['layouts/page.html', '{{ .Content }}']]));
    await hugo.render('content/a.md', 'one');
    worker.terminate();
    return [missing, await reasonOf(hugo.render('content/a.md', 'two')), await reasonOf(hugo.write(new Map()))];
  });
  assert.match(reasons[0], /^Hugo's worker failed: its file cannot be loaded\. Start Hugo again\.$/);
  assert.match(reasons[1], /^Hugo has not answered for 10 seconds and was ended\. Start Hugo again\.$/);
  assert.equal(reasons[2], reasons[1]);
  await page.close();
});
