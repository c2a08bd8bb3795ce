/** A body of very many blocks: they are laid out in groups, and nobody sees that. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { findChrome } from '../../scripts/setup/browser.mjs';
import { serveModules } from './modules-site.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */
/** @typedef {typeof window & { seen: { groups(): string[][], texts(): string[], moved(): string[], isLaidOut(): boolean } }} Window */

const served = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><script type="module" src="/test.js"></script><body></body></html>',
  '/test.css': 'draft-pane { height: 300px; width: 600px }',
  '/test.js': `import '/draft-pane.js';
    const pane = document.body.appendChild(document.createElement('draft-pane'));
    const body = pane.shadowRoot.querySelector('.body');
    let root;
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const made = attach.call(this, init);
      if (this === body) root = made;
      return made;
    };
    const textsOf = (nodes) => [...nodes].filter(({ nodeType }) => nodeType !== 8).map(({ textContent }) => textContent);
    const placesOf = (parent) => [...parent.children].map((child) => [child, child.getBoundingClientRect()])
      .map(([child, { top, height }]) => (top - parent.getBoundingClientRect().top).toFixed(2) + ' ' + height.toFixed(2) + ' ' + child.textContent.slice(0, 20));
    window.seen = {
      /** The texts of the children, group by group; none where they are not grouped. */
      groups: () => (root ? [...root.children].map((box) => textsOf([...box.children].flatMap((slot) => slot.assignedNodes()))) : []),
      texts: () => textsOf(body.childNodes),
      isLaidOut: () => [...(root?.querySelectorAll('slot') ?? [])].every(({ style }) => style.display !== 'none'),
      /** The blocks that stand elsewhere than in a body without groups. */
      moved() {
        const grouped = placesOf(body);
        const plain = body.cloneNode(true);
        body.replaceWith(plain);
        const places = placesOf(plain);
        plain.replaceWith(body);
        return grouped.filter((place, at) => place !== places[at]);
      },
    };`,
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
before(async () => {
  browser = await chromium.launch({ executablePath: findChrome() ?? undefined, args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'] });
  site = await serveModules(served);
});
after(async () => {
  await browser.close();
  await site.close();
});

/** Each kind of block has margins of its own, which meet at the edges of groups. */
const kinds = [
  (/** @type {number} */ at) => `Line ${at}.`, (/** @type {number} */ at) => `## Heading ${at}`, (/** @type {number} */ at) => `- Item ${at}\n- two`,
  (/** @type {number} */ at) => `> Quote ${at}`, (/** @type {number} */ at) => `<!-- Comment ${at} -->`, (/** @type {number} */ at) => `<b>bold ${at}</b> in no paragraph`, () => '---',
];
const blocks = (/** @type {number} */ count, from = 0) => Array.from({ length: count }, (_, at) => `${kinds[(at * at + at) % kinds.length](from + at)}\n\n`).join('');

/** Shows a text and waits until all of it is built. @param {import('playwright-core').Page} page @param {string} text */
async function show(page, text) {
  await page.goto(`${site.url}/test.html`);
  await page.waitForFunction(() => 'seen' in window);
  await page.evaluate(async (text) => {
    const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
    pane.value = text;
    await pane.ready;
  }, `${text}\n\nThe last one.`);
  await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body')?.lastElementChild?.textContent === 'The last one.');
}

/** Looks for mistakes of the groups, once all of them are laid out. @param {import('playwright-core').Page} page */
async function mistakes(page) {
  await page.waitForFunction(() => /** @type {Window} */ (window).seen.isLaidOut());
  return page.evaluate(() => {
    const { groups, texts, moved } = /** @type {Window} */ (window).seen;
    const all = groups();
    return {
      isGrouped: all.length > 10 && all.every(({ length }) => length > 0 && length < 300),
      inOrder: JSON.stringify(all.flat()) === JSON.stringify(texts()),
      moved: moved().slice(0, 5),
    };
  });
}
const none = { isGrouped: true, inOrder: true, moved: [] };

test('a short post has no groups; blocks of a long one stand where they would without', async () => {
  const page = await browser.newPage();
  await show(page, blocks(500));
  assert.deepEqual(await page.evaluate(() => /** @type {Window} */ (window).seen.groups()), []);

  await show(page, blocks(4000));
  assert.deepEqual(await mistakes(page), none);
  await page.close();
});

test('blocks that come, go or join are in their groups when edit() returns', async () => {
  const page = await browser.newPage();
  await show(page, blocks(4000));
  const broken = await page.evaluate(([line, many]) => {
    const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
    const { groups, texts } = /** @type {Window} */ (window).seen;
    let seed = 7;
    const below = (/** @type {number} */ most) => (seed = (seed * 48271) % 2147483647) % most;
    const start = () => pane.value.indexOf('\n\n', below(pane.value.length - 100)) + 2;
    /** @type {(() => import('../../www/engine.js').Change | import('../../www/engine.js').Change[])[]} */
    const edits = [
      () => ({ from: start(), insert: line }),
      () => ({ from: start(), insert: many }),
      () => [{ from: 0, insert: line }, { from: pane.value.length, insert: `\n\n${line}` }],
      () => ({ from: start(), insert: '<div>\n\n' }),
      () => ({ from: start(), insert: '</div>\n\n' }),
      () => {
        const [from, to] = [start(), start()].sort((a, b) => a - b);
        return { from, to: Math.min(to, from + 9000) };
      },
    ];
    const broken = [];
    for (let turn = 0; turn < 60; turn++) {
      pane.edit(edits[turn % edits.length]());
      if (JSON.stringify(groups().flat()) !== JSON.stringify(texts())) broken.push(turn);
    }
    return broken;
  }, [blocks(1, 90_000), blocks(400, 100_000)]);
  assert.deepEqual(broken, []);
  assert.deepEqual(await mistakes(page), none);
  await page.close();
});

test('a very long post comes into the page before it is laid out, and places in it are found meanwhile', async () => {
  const page = await browser.newPage();
  const text = Array.from({ length: 9000 }, (_, at) => `Line ${at} of a post that is so long that it is laid out bit by bit, once all of it is there.\n\n`).join('');
  await show(page, text);
  const seen = await page.evaluate(async () => {
    const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
    const blocks = /** @type {Element} */ (pane.shadowRoot?.querySelector('.body')).children;
    const hasBox = (/** @type {Element} */ block) => block.getClientRects().length > 0;
    const isLaidOut = () => hasBox(blocks[blocks.length - 1]);
    const before = isLaidOut();
    // Nothing of what has no box yet is taken for what is in view.
    pane.scrollTop = 1000;
    const { top } = pane.getBoundingClientRect();
    const line = /** @type {string} */ ([...blocks].find((block) => hasBox(block) && block.getBoundingClientRect().bottom > top)?.textContent);
    const inLine = pane.offsetAt(0) - pane.value.indexOf(line);
    // A new block there is laid out with its neighbours.
    const middle = pane.value.indexOf('Line 4500 ');
    pane.edit({ from: middle, insert: 'New.\n\n' });
    pane.reveal(middle, { align: 0 });
    const revealed = pane.offsetAt(1) - middle;
    const height = pane.scrollHeight;
    for (let at = 0; at < 500 && !isLaidOut(); at++) await new Promise((resolve) => setTimeout(resolve, 20));
    return { before, inLine: inLine > -3 && inLine < line.length + 3, revealed: revealed >= 0 && revealed < 10, grows: pane.scrollHeight >= height, after: isLaidOut() };
  });
  assert.deepEqual(seen, { before: false, inLine: true, revealed: true, grows: true, after: true });
  const { moved } = await mistakes(page);
  assert.deepEqual(moved, []);
  await page.close();
});

test('all of it is selected in its order', async () => {
  const page = await browser.newPage();
  await show(page, Array.from({ length: 3500 }, (_, at) => `Line ${at}.\n\n`).join(''));
  await page.locator('draft-pane').click();
  await page.keyboard.press('Control+a');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')?.shadowRoot).getSelection().toString().includes('Line 3499.'));
  const text = await page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')?.shadowRoot).getSelection().toString());
  assert.deepEqual(text.match(/\d+/g)?.map(Number), Array.from({ length: 3500 }, (_, at) => at));
  await page.close();
});

test('in a style that makes the body a grid, the blocks are its items', async () => {
  const page = await browser.newPage();
  await show(page, blocks(4000));
  assert.deepEqual(await mistakes(page), none);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.body { display: grid !important; grid-template-columns: 1fr 1fr; gap: 3px }');
    document.querySelector('draft-pane')?.shadowRoot?.adoptedStyleSheets.push(sheet);
  });
  // Not in each frame: each look lays out all blocks anew.
  await page.waitForFunction(() => /** @type {Window} */ (window).seen.moved().length === 0, null, { polling: 500 });
  await page.close();
});
