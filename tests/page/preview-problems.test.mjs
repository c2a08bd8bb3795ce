/** Problems that only the preview knows, among the others: missing pictures, formulas and diagrams that cannot be drawn. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, openSite, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const text = '---\ntitle: A walk\nimages: [hero.png]\n---\n\n![A gate](gate.png) and $x^{2$ here.\n\n[Back](#nowhere)\n\n```mermaid\nflowchart sideways\n```\n';
/** The frame of diagrams has no storage. */
const formulas = () => window.origin !== 'null' && localStorage.setItem('draftpane.preference.formulas', '"dollars"');

/** The problems as an author reads them. @param {Page} page */
const listed = (page) => page.locator('#problem-list > li').evaluateAll((rows) => rows.map((row) => {
  const message = row.querySelector('.problem-message')?.textContent?.replace(/cannot be (set|drawn): [^]*/, 'cannot be $1');
  return `${row.querySelector('.problem-place')?.textContent} ${message}`;
}));
/** @param {Page} page @param {string} count */
const counted = (page, count) => page.locator('#problem-count', { hasText: new RegExp(`^${count}$`) }).waitFor();

test('each is listed at its line, leads there, follows typing, and goes when it is mended', () => site.visit(async ({ page, wrong }) => {
  await replaceText(page, text);
  await counted(page, '5 warnings');
  await page.locator('#show-problems').click();
  await comes(() => listed(page), [
    '3:9 The image was not found.',
    '6:1 The image gate.png was not found.',
    '6:25 The formula cannot be set',
    '8:8 Nothing in this post has the name nowhere, so this link leads nowhere.',
    '10:1 The diagram cannot be drawn',
  ]);
  await screenshot(page, 'preview-problems');
  // Positions follow what is typed before them.
  await page.locator('.cm-line', { hasText: 'A gate' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.type('\n\n');
  await page.locator('#problem-list > li', { hasText: 'gate.png' }).getByText('8:1').waitFor();
  await page.locator('#problem-list > li', { hasText: 'formula' }).locator('.problem-lead').click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(' ');
  // Mended, each is gone.
  await replaceText(page, text.replace('{2', '{2}').replace('sideways', 'LR\n  a --> b').replace('![A gate](gate.png)', 'A gate').replace('images: [hero.png]\n', ''));
  await counted(page, '1 warning');
  await replaceText(page, 'Nothing.\n');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).problems.length === 0);
  assert.ok(wrong.every((line) => /404/.test(line)), wrong.join('\n'));
  wrong.length = 0;
}, { script: formulas }));

test('the element tells of them by an event and a property', () => site.visit(async ({ page, wrong }) => {
  await page.evaluate(() => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    /** @type {any} */ (window).told = [];
    pane.addEventListener('draft-problems', (/** @type {any} */ { detail }) => /** @type {any} */ (window).told.push(detail.problems));
  });
  await replaceText(page, text);
  await counted(page, '5 warnings');
  const { told, now, source } = await page.evaluate(() => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    return { told: /** @type {any} */ (window).told.at(-1), now: pane.problems, source: pane.value };
  });
  assert.deepEqual(told, now);
  assert.deepEqual(now.map((/** @type {any} */ { kind, url, from, to }) => [kind, url, source.slice(from, to).split('\n')[0]]), [
    ['image', '', '[hero.png]'], ['image', 'gate.png', '![A gate](gate.png)'], ['math', '', '$x^{2$'], ['diagram', '', '```mermaid'],
  ]);
  assert.match(now[1].message, /^Image not found: gate\.png$/);
  await replaceText(page, 'Nothing.\n');
  await page.waitForFunction(() => /** @type {any} */ (window).told.at(-1).length === 0);
  wrong.length = 0;
}, { script: formulas }));

test('each of many missing pictures has its place', () => site.visit(async ({ page, wrong }) => {
  const pictures = Array.from({ length: 60 }, (_, at) => `Some text.\n\n![](${at}.png)\n`);
  await page.evaluate(() => {
    // Not allowed, so each is missing at once, also where nobody has scrolled to.
    /** @type {any} */ (document.querySelector('draft-pane')).resolveUrl = () => 'ftp://nowhere.example/';
  });
  await replaceText(page, pictures.join('\n'));
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).problems.length === 60);
  const places = await page.evaluate(() => {
    const { problems, value } = /** @type {any} */ (document.querySelector('draft-pane'));
    return problems.map((/** @type {any} */ { url, from, to }) => [url, value.slice(from, to)]);
  });
  assert.deepEqual(places, [...Array(60).keys()].map((name) => [`${name}.png`, `![](${name}.png)`]));
  wrong.length = 0;
}));

test('footnotes have the places of their definitions: missing pictures, clicks and boxes', () => site.visit(async ({ page, wrong }) => {
  const text = 'One[^1] and *some*[^2] words.\n\n[^1]: Note ![](gone.png) with *emphasis*.\n\n    - [ ] box\n\nThe end.\n\n[^2]: Another.\n';
  await replaceText(page, text);
  const pane = page.locator('draft-pane');
  const placed = () => page.evaluate(() => {
    const { problems, value } = /** @type {any} */ (document.querySelector('draft-pane'));
    return problems.map((/** @type {any} */ { url, from, to }) => [url, value.slice(from, to)]);
  });
  await comes(placed, [['gone.png', '![](gone.png)']]);
  await pane.locator('.footnotes input').click();
  await comes(() => page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).value), text.replace('[ ]', '[x]'));
  await page.locator('.cm-line', { hasText: 'One[^1]' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.type('More.\n\n');
  await comes(placed, [['gone.png', '![](gone.png)']]);
  const source = await page.evaluate(() => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    /** @type {string[]} */
    const clicked = [];
    pane.addEventListener('draft-source', (/** @type {any} */ { detail }) => clicked.push(pane.value.slice(detail.from, detail.to)));
    for (const name of ['.footnotes em', '.footnotes li:last-child p']) pane.shadowRoot.querySelector(name).click();
    return clicked;
  });
  assert.deepEqual(source, ['*emphasis*', 'Another.\n']);
  wrong.length = 0;
}));
