/** Colours in the editor: front matter and fences in the languages of their own. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite, replaceText } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/**
 * The class of the colour of a word in the editor; empty without one.
 * @param {import('playwright-core').Page} page
 * @param {string} word
 */
const classOf = (page, word) => page.evaluate((word) => {
  const spans = [...document.getElementById('editor')?.shadowRoot?.querySelectorAll('.cm-line span') ?? []];
  return spans.find(({ textContent }) => textContent === word)?.className ?? '';
}, word);

/** @param {import('playwright-core').Page} page @param {string} word */
const coloured = (page, word) => page.waitForFunction((word) => {
  const spans = [...document.getElementById('editor')?.shadowRoot?.querySelectorAll('.cm-line span') ?? []];
  return spans.some(({ textContent }) => textContent === word);
}, word, { timeout: 10_000 });

for (const [format, text, word] of [
  ['YAML', '---\ntitle: Ebb\ndraft: true\n---\n\n# Flow\n', 'draft'],
  ['TOML', '+++\ntitle = "Ebb"\ndraft = true\n+++\n\n# Flow\n', 'true'],
  ['JSON', '{\n"title": "a } b",\n"draft": true\n}\n\n# Flow\n', 'true'],
]) {
  test(`front matter in ${format} has the colours of its language, and the post those of Markdown`, () => site.visit(async ({ page }) => {
    await replaceText(page, text);
    await coloured(page, word);
    await coloured(page, ' Flow');
    assert.notEqual(await classOf(page, word), await classOf(page, ' Flow'));
  }));
}

test('a fence has the colours of its language, which is loaded when it is there', () => site.visit(async ({ page }) => {
  const before = await page.evaluate(() => performance.getEntriesByType('resource').length);
  await replaceText(page, '```go {linenos=true}\nfunc ebb() {}\n```\n');
  await coloured(page, 'func');
  assert.ok(await page.evaluate(() => performance.getEntriesByType('resource').length) > before);
}));

test('a thematic break within the text is no front matter, nor is a shortcode at its start', () => site.visit(async ({ page }) => {
  await replaceText(page, '{{< note >}}\n\n# One\n\n---\n\n# Two\n');
  await coloured(page, ' One');
  await coloured(page, ' Two');
}));
