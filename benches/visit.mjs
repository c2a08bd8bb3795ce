/** A first visit in Chromium: how long from the request of the page until its preview of a post is painted. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { findChrome } from '../scripts/setup/browser.mjs';
import { duration, median, round, takeTurns, times } from './figures.mjs';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const built = { site: at('../.cache/bench-site'), peers: at('../.cache/bench-visit') };

/** Bits in a second, and milliseconds until an answer begins. */
const slow = { bits: 10_000_000, latency: 40 };
/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.json': 'application/json',
};

/** @type {{ name: string, root: string, page: string }[]} */
const pages = [
  { name: '**draftpane**, the author’s page', root: built.site, page: '' },
  { name: 'CodeMirror + markdown-it', root: built.peers, page: 'stackedit-like.html' },
  { name: 'Toast UI Editor', root: built.peers, page: 'toast-ui.html' },
];

/** Serves a folder with brotli, as hosts of pages do. @param {string} root */
async function serve(root) {
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  const server = createServer(async ({ url = '' }, response) => {
    const path = normalize(decodeURIComponent(url.replace(/[?#].*/, ''))).replace(/[\\/]$/, '/index.html');
    try {
      const body = packed.get(path) ?? brotliCompressSync(await readFile(join(root, path)));
      packed.set(path, body);
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-encoding': 'br', 'content-length': body.length }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** Runs in the page: notes when a paragraph of the preview has been painted. */
function watchPreview() {
  const look = () => {
    const preview = document.querySelector('draft-pane')?.shadowRoot ?? document.querySelector('#preview, .toastui-editor-md-preview');
    const isShown = [...preview?.querySelectorAll('p') ?? []].some((paragraph) => paragraph.getBoundingClientRect().height > 0);
    if (!isShown) requestAnimationFrame(look);
    // The frame that shows the paragraph ends before the next task.
    else requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, { firstPreview: performance.now() })));
  };
  requestAnimationFrame(look);
}

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table>} */
export async function visit({ quick }) {
  const rounds = quick ? 2 : 9;
  await build({ configFile: at('../vite.config.js'), logLevel: 'error', build: { outDir: built.site } });
  await build({
    configFile: false, root: at('visit'), base: './', logLevel: 'error',
    build: {
      outDir: built.peers, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 2000,
      rollupOptions: { input: pages.slice(1).map(({ page }) => at(`visit/${page}`)) },
    },
  });
  const servers = new Map(await Promise.all(Object.values(built).map(async (root) => /** @type {const} */ ([root, await serve(root)]))));
  const browser = await chromium.launch({
    executablePath: findChrome() ?? undefined, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const subjects = pages.map((page) => ({ ...page, quick: /** @type {number[]} */ ([]), slow: /** @type {number[]} */ ([]), bytes: 0 }));
  try {
    await takeTurns(subjects, rounds, async (subject) => {
      for (const speed of /** @type {const} */ (['quick', 'slow'])) {
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
        const page = await context.newPage();
        await page.addInitScript(watchPreview);
        if (speed === 'slow') {
          const session = await context.newCDPSession(page);
          await session.send('Network.emulateNetworkConditions', { offline: false, latency: slow.latency, downloadThroughput: slow.bits / 8, uploadThroughput: slow.bits / 8 });
        }
        await page.goto(`${servers.get(subject.root)?.url}${subject.page}`);
        await page.waitForFunction(() => Reflect.has(globalThis, 'firstPreview'));
        const [first, bytes] = await page.evaluate(() => [
          /** @type {number} */ (Reflect.get(globalThis, 'firstPreview')),
          performance.getEntries().filter((entry) => entry instanceof PerformanceResourceTiming && entry.responseEnd <= Reflect.get(globalThis, 'firstPreview'))
            .reduce((sum, entry) => sum + /** @type {PerformanceResourceTiming} */ (entry).encodedBodySize, 0),
        ]);
        subject[speed].push(first);
        subject.bytes = Math.max(subject.bytes, bytes);
        await context.close();
      }
    });
  } finally {
    await browser.close();
    for (const { close } of servers.values()) close();
  }
  const [, peer] = subjects;
  return {
    title: 'The first visit to a page for authors',
    note: `Chromium, nothing in its cache, the sample post of the page, files with brotli; from the request of the page to the frame that shows the post in the preview: from this machine, and at ${slow.bits / 1e6} Mbit/s with ${slow.latency} ms of latency; medians of ${rounds}. The pages beside are built by the same Vite, and have an editor and a preview alone: no drafts, colours in code, front matter, problems or scrolling together.`,
    columns: ['page', 'first preview', '÷ CodeMirror + markdown-it', `at ${slow.bits / 1e6} Mbit/s`, '÷', 'kB until then'],
    rows: subjects.map((subject) => [
      subject.name, duration(median(subject.quick)), times(median(subject.quick) / median(peer.quick)),
      duration(median(subject.slow)), times(median(subject.slow) / median(peer.slow)), round(subject.bytes / 1000),
    ]),
  };
}
