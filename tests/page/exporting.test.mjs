/** A post that leaves the page: copied as HTML and as rich text, and exported as one file that needs nothing beside it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parse } from 'parse5';
import { comes, matches, openSite, place, ready, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
/** @type {string} */
let folder;
before(async () => {
  site = await openSite();
  folder = mkdtempSync(join(tmpdir(), 'exported-'));
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** A picture of one red pixel. */
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

const post = `---
title: "Ebb & flow, \\"measured\\" <twice>"
description: "How far the water falls."
date: 2026-03-04
tags: [tides, harbours]
lang: en-IE
---

The level $h(t)$ follows a curve[^1], and [the table](#table) lists it.

$$
h(t) = \\sqrt{h_0^2 + \\frac{r}{2}} \\cos t
$$

## Code

\`\`\`js
// Metres, </style> and all.
const low = "1 < 2" + 0.4;
\`\`\`

\`\`\`mermaid
graph LR
  H[High] --> L[Low]
\`\`\`

![The harbour](harbour.png "At noon") ![Elsewhere](https://pictures.example/buoy.png)

- [x] measured
- [ ] written

## Table

| Port | Height |
|:-----|-------:|
| Cork | 3.1    |

> Quoted

<!--more-->

[^1]: Nearly a cosine.
`;

/** Opens the post with its picture; formulas are between dollars, and the other host answers. @param {Page} page */
async function openPost(page) {
  await page.context().route('https://pictures.example/**', (route) => route.fulfill({ contentType: 'image/png', body: pixel }));
  await page.evaluate(() => localStorage.setItem('draftpane.preference.formulas', '"dollars"'));
  await page.reload();
  await ready(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await (await chooser).setFiles([
    { name: 'ebb.md', mimeType: 'text/markdown', buffer: Buffer.from(post) },
    { name: 'harbour.png', mimeType: 'image/png', buffer: pixel },
  ]);
  await page.locator('#draft-file', { hasText: 'ebb.md' }).waitFor({ state: 'attached' });
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane'))?.shadowRoot?.querySelector('img[src^="blob:"]')?.naturalWidth === 1);
}

/** Runs a command of the menu “More”, after what was said of the one before is gone. @param {Page} page @param {string} name */
async function run(page, name) {
  for (const close of await page.locator('.notice-close').all()) await close.click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.locator('#more').getByRole('button', { name, exact: true }).click();
}

/** The file that the command hands out. @param {Page} page */
async function exported(page) {
  const download = page.waitForEvent('download');
  await run(page, 'Export as one HTML file');
  const file = await download;
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return { name: file.suggestedFilename(), html: Buffer.concat(chunks).toString() };
}

/** The preview asks the other host for its picture, and nothing else goes wrong. @param {string[]} wrong */
const forgive = (wrong) => assert.deepEqual([...new Set(wrong.splice(0))], ['request to https://pictures.example/buoy.png']);

/** How the blocks of a post look, in a page or in the preview. @param {Page} page */
const look = (page) => page.evaluate(() => {
  const root = document.querySelector('draft-pane')?.shadowRoot ?? document;
  const blocks = [...root.querySelectorAll('.title, .lead, .meta, .tags, .body > *, .body li, .body td, .body th')]
    .filter((block) => !block.matches('hr[data-more]') && block.checkVisibility());
  return blocks.map((block) => {
    const { width, height } = block.getBoundingClientRect();
    const { color, fontFamily, fontSize } = getComputedStyle(block);
    return { width: Math.round(width), height: Math.round(height), color, fontFamily, fontSize };
  });
});

/** The elements of a file that parse5 finds no fault with. @param {string} html */
function elementsIn(html) {
  /** @type {string[]} */
  const faults = [];
  const tree = parse(html, { onParseError: ({ code, startLine, startCol }) => faults.push(`${code} at ${startLine}:${startCol}`) });
  assert.deepEqual(faults, []);
  /** @type {{ name: string, attributes: Record<string, string> }[]} */
  const elements = [];
  /** @param {any} node */
  const look = (node) => {
    if (node.tagName) elements.push({ name: node.tagName, attributes: Object.fromEntries(node.attrs.map((/** @type {any} */ attribute) => [attribute.name, attribute.value])) });
    for (const child of node.childNodes ?? []) look(child);
  };
  look(tree);
  return elements;
}

test('the exported file is valid, has no script, and says what the front matter says', () => site.visit(async ({ page, wrong }) => {
  await openPost(page);
  const { name, html } = await exported(page);
  assert.equal(name, 'ebb.html');
  await page.locator('.notice', { hasText: '“ebb.html” holds the whole post. 1 picture on another host is a link to its address.' }).waitFor();

  const elements = elementsIn(html);
  /** @param {string} name */
  const all = (name) => elements.filter((element) => element.name === name).map(({ attributes }) => attributes);
  assert.deepEqual(all('html'), [{ lang: 'en-IE' }]);
  assert.deepEqual(all('script').concat(all('link')), []);
  assert.ok(elements.every(({ attributes }) => Object.keys(attributes).every((name) => !/^on|^part$|^data-(?!lang$|type$)/.test(name))));
  const meta = Object.fromEntries(all('meta').map(({ name, property, content }) => [name ?? property, content]));
  assert.deepEqual(meta, {
    undefined: undefined, viewport: 'width=device-width, initial-scale=1', description: 'How far the water falls.', 'og:type': 'article',
    'og:title': 'Ebb & flow, "measured" <twice>', 'og:description': 'How far the water falls.', 'article:published_time': '2026-03-04', 'article:tag': 'harbours',
  });
  assert.match(html, /<title>Ebb &amp; flow, &quot;measured&quot; &lt;twice&gt;<\/title>/);
  const ids = elements.flatMap(({ attributes: { id } }) => id ?? []);
  assert.equal(new Set(ids).size, ids.length);
  const fragments = all('a').map(({ href }) => href).filter((href) => href.startsWith('#')).map((href) => href.slice(1));
  assert.deepEqual(fragments, ['fn:1', 'table', 'fnref:1']);
  assert.deepEqual(fragments.filter((id) => !ids.includes(id)), []);
  assert.deepEqual(all('img').map(({ src }) => src.slice(0, 22)), ['data:image/svg+xml,%3C', 'data:image/png;base64,', 'https://pictures.examp']);
  assert.deepEqual(all('input').map(({ checked, disabled }) => [checked, disabled]), [['', ''], [undefined, '']]);
  // Fonts of the formulas: letters upright and slanted, the root.
  assert.deepEqual([...html.matchAll(/font-family: "(KaTeX_[^"]*)"; font-style: (\w+)/g)].map(([, family, style]) => `${family} ${style}`), ['KaTeX_Main normal', 'KaTeX_Math italic']);
  forgive(wrong);
}));

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`the exported file needs nothing beside it and looks as the preview, ${colorScheme}`, () => site.visit(async ({ page, context, wrong }) => {
    await openPost(page);
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await page.waitForFunction(() => {
      const root = document.querySelector('draft-pane')?.shadowRoot;
      return root?.querySelector('.math-display')?.shadowRoot?.querySelector('div')?.shadowRoot?.querySelector('.katex')
        && /** @type {HTMLImageElement | null | undefined} */ (root.querySelector('.enhanced')?.shadowRoot?.firstElementChild?.shadowRoot?.querySelector('img'))?.naturalWidth
        && CSS.highlights.get('draftpane-keyword')?.size;
    });
    await page.evaluate(() => document.fonts.ready);
    const { html } = await exported(page);
    const path = join(folder, `${colorScheme}.html`);
    writeFileSync(path, html.replaceAll('https://pictures.example/buoy.png', `data:image/png;base64,${pixel.toString('base64')}`));

    const reader = await /** @type {import('playwright-core').Browser} */ (context.browser()).newContext({ offline: true, javaScriptEnabled: false, colorScheme, viewport: { width: 640, height: 900 } });
    try {
      const file = await reader.newPage();
      /** @type {string[]} */
      const requests = [];
      file.on('request', (request) => requests.push(request.url()));
      await file.goto(pathToFileURL(path).href);
      await file.evaluate(() => document.fonts.ready);
      assert.deepEqual(requests.filter((url) => !url.startsWith('data:')), [pathToFileURL(path).href]);
      assert.deepEqual(await look(file), await look(page));
      const color = await file.locator('.code-keyword', { hasText: 'const' }).evaluate((span) => getComputedStyle(span).color);
      assert.equal(color, colorScheme === 'light' ? 'rgb(123, 45, 139)' : 'rgb(214, 164, 230)');
      await comes(() => file.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length >= 2), true);
      await file.screenshot({ path: `${folder}/${colorScheme}.png`, fullPage: true });
      await file.locator('.footnote-ref').click();
      await file.waitForFunction(() => document.querySelector(':target')?.id === 'fn:1');
    } finally {
      await reader.close();
    }
    await screenshot(page, `exported-${colorScheme}`);
    forgive(wrong);
  }, { colorScheme, viewport: { width: 640, height: 900 } }));
}

test('a post without front matter, and one with hostile words, stay what they are', () => site.visit(async ({ page }) => {
  await replaceText(page, '# A & B\n\n`</style><script>alert(1)</script>` and <script>alert(2)</script>\n');
  const { name, html } = await exported(page);
  assert.equal(name, 'how-to-read-a-tide-table.html');
  assert.match(html, /<title>A &amp; B<\/title>/);
  assert.deepEqual(elementsIn(html).filter(({ name }) => name === 'script' || name === 'header'), []);
}));

/** The content of the clipboard, by its types. @param {Page} page @returns {Promise<Record<string, string>>} */
const clipboard = (page) => page.evaluate(async () => Object.fromEntries((await Promise.all((await navigator.clipboard.read()).map((item) => (
  Promise.all(item.types.map(async (type) => [type, await (await item.getType(type)).text()]))
)))).flat()));

test('the post, or what is selected, is copied as HTML and as rich text', () => site.visit(async ({ page, context, wrong }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await place(page, 'One [link][l] and a note[^n].\n\n⟨Two **bold**, a [link][l] and a note[^n]⟩.\n\n[l]: https://e.example/ "L"\n[^n]: A note\n    that goes on.\n');
  await run(page, 'Copy as HTML');
  await page.locator('.notice', { hasText: 'The selection is in the clipboard.' }).waitFor();
  const { 'text/plain': part } = await clipboard(page);
  assert.match(part, /^<p>Two <strong>bold<\/strong>, a <a href="https:\/\/e.example\/" title="L">link<\/a> and a note<sup id="fnref:1">/);
  assert.match(part, /<li id="fn:1">\s*<p>A note\s+that goes on\./);

  await run(page, 'Copy as rich text');
  await page.locator('.notice', { hasText: 'The selection is in the clipboard.' }).waitFor();
  const rich = await clipboard(page);
  // Chromium writes styles into what is copied, and holds them against the policy of the page that reads it.
  wrong.length = 0;
  assert.match(rich['text/html'], /Two <strong[^>]*>bold<\/strong>/);
  assert.equal(rich['text/plain'], 'Two **bold**, a [link][l] and a note[^n]');

  await page.locator('.cm-content').press('Control+Home');
  await run(page, 'Copy as HTML');
  await page.locator('.notice', { hasText: 'The post is in the clipboard.' }).waitFor();
  const { 'text/plain': whole } = await clipboard(page);
  assert.match(whole, /^<p>One <a [^]*<p>Two /);
  assert.equal(whole, await page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).draft.html));
}));

test('a picture of the draft goes along with rich text', () => site.visit(async ({ page, context, wrong }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPost(page);
  await run(page, 'Copy as rich text');
  await page.locator('.notice', { hasText: 'The post is in the clipboard.' }).waitFor();
  forgive(wrong);
  await matches(async () => (await clipboard(page))['text/html'], /<img[^>]* src="data:image\/png;base64,/);
  wrong.length = 0;
}));
