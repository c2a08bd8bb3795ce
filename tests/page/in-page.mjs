/** Tests that run a function in a page with a pane: served modules, a browser for all, and no error that goes unnoticed. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';

/**
 * Serves pages to the tests of a file, and starts a browser for all of them.
 *
 * @param {Record<string, string | Buffer>} pages
 * @returns {{ browser: import('playwright-core').Browser, site: Awaited<ReturnType<typeof serveModules>> }} filled before the first test
 */
export function opened(pages) {
  const here = /** @type {ReturnType<typeof opened>} */ ({});
  before(async () => {
    here.browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'] });
    here.site = await serveModules(pages);
  });
  after(async () => {
    await here.browser.close();
    await here.site.close();
  });
  return here;
}

/**
 * Serves pages to the tests of a file, and returns what makes such a test: its function runs in `/test.html`, and what it returns
 * has to be equal to what is expected.
 *
 * @param {Record<string, string>} pages
 * @param {string} isReady the name of the property of `window` that is there once the page can be tested
 */
export function testsIn(pages, isReady) {
  const here = opened(pages);
  return (/** @type {string} */ name, /** @type {() => Promise<unknown>} */ work, /** @type {unknown} */ expected) => test(name, async () => {
    const page = await here.browser.newPage();
    /** @type {string[]} */
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    try {
      await page.goto(`${here.site.url}/test.html`);
      await page.waitForFunction((name) => name in window, isReady);
      assert.deepEqual(await page.evaluate(work), expected);
      assert.deepEqual(wrong, []);
    } finally {
      await page.close();
    }
  });
}
