/** The size of the first visit: everything that the page requests by itself, compressed as a server would. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { kept, openSite, ready, replaceText } from './site.mjs';

/** Bytes with brotli of everything but the engine. */
const budget = 190_500;
/** And of what the sample post shows: Python, shell and YAML in colours, and two pictures. */
const sampleBudget = 71_500;

const built = fileURLToPath(new URL('../../dist/site/', import.meta.url));

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {string[]} urls @returns {[name: string, bytes: number][]} largest first */
const sizes = (urls) => urls
  .map((url) => url.slice(site.url.length) || 'index.html')
  .map((name) => /** @type {[string, number]} */ ([name, brotliCompressSync(readFileSync(built + name)).length]))
  .sort(([, a], [, b]) => b - a);

/** Everything that the page requested since it was opened. @param {import('playwright-core').Page} page */
async function requested(page) {
  const urls = await page.evaluate(async () => {
    // Whatever starts when the page is at rest is a part of the visit.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)];
  });
  return sizes([...new Set(urls)]).filter(([name]) => !name.endsWith('.wasm'));
}

/** @param {[name: string, bytes: number][]} files @param {number} most */
function assertWithin(files, most) {
  const sum = files.reduce((all, [, bytes]) => all + bytes, 0);
  const report = files.map(([name, bytes]) => `${bytes} ${name}`).join('\n');
  assert.ok(sum <= most, `${sum} bytes are requested, ${sum - most} more than the budget:\n${report}`);
}

test('the page requests little beside the engine, and no language that the text does not use', () => site.visit(async ({ page }) => {
  await replaceText(page, '# Ebb\n\nThe water goes, and it comes again.\n');
  await kept(page);
  await page.reload();
  await ready(page);
  assertWithin(await requested(page), budget);
}));

test('the sample post adds the languages of its code, its pictures and its front matter', () => site.visit(async ({ page }) => {
  assertWithin(await requested(page), budget + sampleBudget);
}));
