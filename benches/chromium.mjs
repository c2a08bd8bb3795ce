/** The page of the benchmarks in Chromium. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { findChrome } from '../scripts/setup/browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** Like what is published: bundled, minified. */
const config = /** @type {import('vite').InlineConfig} */ ({
  configFile: false,
  root: at('page'),
  base: './',
  // Not `warn`: the engine names a module of Node, which it loads in Node alone.
  logLevel: 'error',
  build: { outDir: at('../.cache/bench'), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 },
  preview: { host: '127.0.0.1', port: 5600 },
});

/**
 * Builds and serves the page, starts the browser, and ends both after the work.
 * @template Result
 * @param {(open: (subject: string) => Promise<Page>) => Promise<Result>} work `open` gives a page, and process, of its own to a subject
 */
export async function inChromium(work) {
  await build(config);
  const server = await preview(config);
  const browser = await chromium.launch({
    executablePath: findChrome() ?? undefined,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    return await work(async (subject) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`   ${subject}: ${error}`));
      await page.goto(`${server.resolvedUrls?.local[0]}?subject=${subject}`);
      await page.waitForFunction('globalThis.bench');
      return page;
    });
  } finally {
    await browser.close();
    await server.close();
  }
}
