/** Pasting: rich text as Markdown, sheets as tables, addresses as links, and plain text where that is wanted. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, marked, openSite, place, screenshot, textOf } from './site.mjs';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site?.close());

const permissions = { permissions: ['clipboard-read', 'clipboard-write'] };

/**
 * Puts forms of a text into the clipboard, as another program would, by a copy outside of the editor.
 * @param {import('playwright-core').Page} page
 * @param {Record<string, string>} forms
 */
async function copied(page, forms) {
  await page.evaluate((forms) => {
    addEventListener('copy', (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      for (const [type, text] of Object.entries(forms)) event.clipboardData?.setData(type, text);
    }, { once: true, capture: true });
  }, forms);
  await page.keyboard.press('Control+c');
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} before
 * @param {Record<string, string>} forms
 * @param {string} [key]
 */
async function pasted(page, before, forms, key = 'Control+v') {
  await place(page, before);
  await copied(page, forms);
  await page.keyboard.press(key);
}

/** The plain text comes first, Markdown once it is made. @param {import('playwright-core').Page} page @param {string} text */
async function stays(page, text) {
  await comes(() => textOf(page), text);
  await page.waitForTimeout(150);
  assert.equal(await textOf(page), text);
}

const rich = { 'text/html': '<h2>Harbour</h2><p>An <b>old</b> <a href="https://example.org/pier">pier</a>.</p>', 'text/plain': 'Harbour\n\nAn old pier.' };
const asMarkdown = '## Harbour\n\nAn **old** [pier](https://example.org/pier).';

test('rich text becomes Markdown; undone, it is the plain text, then the text from before', () => site.visit(async ({ page }) => {
  await pasted(page, 'before\n\n‸', rich);
  await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, `before\n\n${asMarkdown}`);
  await comes(() => marked(page), `before\n\n${asMarkdown}‸`);
  await screenshot(page, 'pasted');
  await page.keyboard.press('Control+z');
  await comes(() => textOf(page), `before\n\n${rich['text/plain']}`);
  await page.keyboard.press('Control+z');
  await comes(() => textOf(page), 'before\n\n');
}, permissions));

test('plain by Shift, in code, in front matter and in an address', () => site.visit(async ({ page }) => {
  const plain = rich['text/plain'];
  for (const [before, key] of [
    ['‸', 'Control+Shift+V'], ['```\n‸\n```', 'Control+v'], ['---\ntitle: ‸\n---\n', 'Control+v'], ['+++\ntitle = "‸"\n+++\n', 'Control+v'], ['a `c‸d`', 'Control+v'],
  ]) {
    await pasted(page, before, rich, key);
    await stays(page, before.replace('‸', plain));
  }
  await pasted(page, '[a](‸)', { 'text/html': '<a href="https://example.org/x"><b>x</b></a>', 'text/plain': 'https://example.org/x' });
  await comes(() => textOf(page), '[a](https://example.org/x)');
}, permissions));

test('blocks go apart from the text around them, and into the quote or the item that they come into', () => site.visit(async ({ page }) => {
  const list = { 'text/html': '<ul><li>one</li><li>two</li></ul>', 'text/plain': 'one\ntwo' };
  for (const [before, forms, after] of /** @type {[string, Record<string, string>, string][]} */ ([
    ['a‸b', list, 'a\n\n- one\n- two\n\nb'],
    ['> ‸', list, '> - one\n> - two'],
    ['> a‸', list, '> a\n>\n> - one\n> - two'],
    ['- ‸', { 'text/html': '<p>one</p><p><b>two</b></p>', 'text/plain': 'one\n\ntwo' }, '- one\n\n  **two**'],
    ['a ‸ c', { 'text/html': '<b>bold</b>', 'text/plain': 'bold' }, 'a **bold** c'],
    ['a ⟨x⟩ c', { 'text/html': '<meta charset="utf-8"><i>b</i>', 'text/plain': 'b' }, 'a *b* c'],
  ])) {
    await pasted(page, before, forms);
    await comes(() => textOf(page), after, before);
  }
}, permissions));

test('what is Markdown or code already stays as it is', () => site.visit(async ({ page }) => {
  for (const forms of [
    { 'text/plain': '## Head\n\n- **bold**', 'text/html': '<h2>Head</h2><ul><li><b>bold</b></li></ul>' },
    { 'text/plain': 'let a = 1;\n  b();', 'text/html': '<meta charset=\'utf-8\'><div style="color: #ccc;background-color: #1f1f1f;font-family: \'Droid Sans Mono\', \'monospace\', monospace;font-weight: normal;white-space: pre;"><div><span style="color: #569cd6;font-weight: bold;">let</span><span> a = 1;</span></div><div><span>  b();</span></div></div>' },
    { 'text/plain': 'no marks', 'text/html': '<div><span style="color: red">no marks</span></div>' },
  ]) {
    await pasted(page, '‸', forms);
    await stays(page, forms['text/plain']);
  }
}, permissions));

test('an address over a selection becomes a link; over an address it replaces that', () => site.visit(async ({ page }) => {
  const url = { 'text/plain': 'https://example.org/a_(b)' };
  for (const [before, after] of [
    ['a ⟨pier⟩ b', 'a [pier](https://example.org/a_(b))‸ b'],
    ['a ⟨https://example.net/⟩ b', 'a https://example.org/a_(b)‸ b'],
    ['a ‸', 'a https://example.org/a_(b)‸'],
    ['`a ⟨pier⟩`', '`a https://example.org/a_(b)‸`'],
  ]) {
    await pasted(page, before, url);
    await comes(() => marked(page), after);
  }
  await pasted(page, '⟨pier⟩', { 'text/plain': 'https://example.org/(x' });
  await comes(() => textOf(page), '[pier](<https://example.org/(x>)');
  await page.keyboard.press('Control+z');
  await comes(() => textOf(page), 'pier');
}, permissions));

test('a sheet becomes a table, or goes into the cells of one', () => site.visit(async ({ page }) => {
  const sheet = { 'text/plain': 'Town\tTide\nRuan\t"1|2\n3"\n' };
  await pasted(page, 'a‸', sheet);
  await comes(() => textOf(page), 'a\n\n| Town | Tide   |\n| ---- | ------ |\n| Ruan | 1\\|2 3 |');
  await page.keyboard.press('Control+z');
  await comes(() => textOf(page), `a${sheet['text/plain']}`);
  const before = 'x\n\n| a | b |\n|--|--|\n| 1‸ | 2 |\n\ny';
  await pasted(page, before, sheet);
  await comes(() => textOf(page), 'x\n\n| a    | b      |\n| ---- | ------ |\n| Town | Tide   |\n| Ruan | 1\\|2 3 |\n\ny');
  await page.keyboard.press('Control+z');
  await comes(() => textOf(page), before.replace('‸', ''));
  await pasted(page, '| a | b |\n|--|--|\n| 1 | ‸ |', { 'text/plain': 'two\nlines' });
  await comes(() => textOf(page), '| a   | b         |\n| --- | --------- |\n| 1   | two lines |');
  await pasted(page, '‸', { 'text/plain': 'a\tb', 'text/html': '<html><head><meta name=ProgId content=Excel.Sheet></head><body><table><tr><td>a</td><td>b</td></tr></table></body></html>' });
  await comes(() => textOf(page), '| a   | b   |\n| --- | --- |');
  // The table of a page, in a table.
  await pasted(page, '| a | b |\n|--|--|\n| ‸1 | 2 |', { 'text/plain': 'x\ty', 'text/html': '<table><tr><td>x</td><td><b>y</b></td></tr></table>' });
  await comes(() => textOf(page), '| a   | b   |\n| --- | --- |\n| x   | y   |');
  // Indented code has tabs, too.
  await pasted(page, '‸', { 'text/plain': '\tif a\n\tend' });
  await comes(() => textOf(page), '\tif a\n\tend');
  await pasted(page, '‸', { 'text/plain': 'a b', 'text/html': '<table><tr><th>a</th><th><a href="https://example.org/">b</a></th></tr><tr><td>1</td><td>2</td></tr></table>' });
  await comes(() => textOf(page), '| a | [b](https://example.org/) |\n| - | ------------------------- |\n| 1 | 2                         |');
}, permissions));

test('what is typed while the converter loads stays', () => site.visit(async ({ page }) => {
  await page.route(/\/rich-[^/]*\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await place(page, '‸');
  await copied(page, rich);
  await page.keyboard.press('Control+v');
  await page.keyboard.type(' More');
  await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, `${asMarkdown} More`);
}, permissions));

test('nothing of what was copied runs or is fetched', () => site.visit(async ({ page }) => {
  await pasted(page, '‸', {
    'text/plain': 'x', 'text/html': '<p onclick="alert(1)"><b>x</b><script>alert(2)</script><a href="javascript:alert(3)">y</a><img src="data:image/png;base64,AA" alt="z"></p><style>@import "https://example.net/x.css"</style>',
  });
  await comes(() => textOf(page), '**x**yz');
}, permissions));
