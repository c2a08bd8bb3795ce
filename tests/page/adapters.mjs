/** Tests that every adapter must pass: a page with an editor and a pane, and a random walk of all that happens to a text. */
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';
import { isError, reusedPages } from './reused.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('playwright-core').Page} Page */

/**
 * The object `bench` on the window of a test page.
 * @typedef {object} Bench
 * @property {DraftPane} pane
 * @property {() => string} text the editor's
 * @property {(text: string) => void} set as a program sets it
 * @property {() => void} focus
 * @property {(readOnly: boolean) => void} setReadOnly
 * @property {() => [number, number]} selection
 * @property {(from: number, to: number) => void} select
 * @property {() => { top: number, most: number }} scrolled
 * @property {(top: number) => void} scrollTo as a program scrolls it
 * @property {(pane: DraftPane) => () => void} more connects another pane
 * @property {(() => void)[]} extra what else a program does there
 * @property {() => void} disconnect
 */

export const SECTION = 'A paragraph that says something about its section, at a length that needs several lines in a narrow pane.\n\n- one\n- [ ] two\n\n';
export const POST = `---\ntitle: "A post"\ndate: 2024-02-29\n---\n\n${Array.from({ length: 40 }, (_, at) => `## Section ${at}\n\n${SECTION}`).join('')}`;

/**
 * A page whose script makes an editor of `post` in `#editor` beside a pane, connects them and calls `ready(bench)`.
 * @param {string} script
 * @param {string} [head]
 */
export const editorPage = (script, head = '') => ({
  '/test.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/test.css">${head}<body><div id="editor"></div><draft-pane></draft-pane><script type="module" src="/test.js"></script></body></html>`,
  '/test.css': `body { display: flex; margin: 0 } #editor, draft-pane { width: 400px; height: 400px } .cm-editor { height: 100% }
    textarea { box-sizing: border-box; width: 100%; height: 100%; margin: 0; resize: none; font: 14px/20px monospace }`,
  '/test.js': `import '/draft-pane.js';
    const pane = document.querySelector('draft-pane');
    const place = document.getElementById('editor');
    const post = ${JSON.stringify(POST)};
    async function ready(bench) {
      await pane.ready;
      window.bench = { pane, extra: [], ...bench };
      document.body.dataset.ready = '';
    }
    ${script}`,
});

/**
 * Chromium and a server of the pages.
 * @param {Record<string, string | Buffer>} served
 */
export async function open(served) {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  // An import map in the page is an inline script, and editors write styles.
  const site = await serveModules(served, { policy: "object-src 'none'" });
  const pages = reusedPages(browser, `${site.url}/`);
  return {
    async close() {
      await browser.close();
      await site.close();
    },
    /** @param {(page: Page) => Promise<void>} work */
    inPage: (work) => pages.use(async ({ page, wrong }) => {
      await page.goto(`${site.url}/test.html`);
      await page.waitForSelector('body[data-ready]', { timeout: 20_000 }).catch(() => assert.deepEqual(wrong, [], 'the page is not ready'));
      await work(page);
      assert.deepEqual(wrong, []);
    }, {}, async ({ page, wrong }) => {
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('console', (message) => isError(message) && wrong.push(message.text()));
    }),
  };
}

/**
 * Runs a function with the page's bench.
 * @template T, A
 * @param {Page} page
 * @param {(bench: Bench, given: A) => T} work runs in the page
 * @param {A} [given]
 * @returns {Promise<Awaited<T>>}
 */
export const withBench = (page, work, given) =>
  page.evaluate(`(${work})(window.bench, ${JSON.stringify(given) ?? 'undefined'})`);

/** @param {Page} page */
export async function same(page, after = '') {
  const texts = await withBench(page, ({ pane, text }) => ({ pane: pane.draft?.text, editor: text() }));
  assert.equal(texts.pane, texts.editor, `the pane's text is the editor's ${after}`);
}

/** The preview is what a new pane makes of the text. @param {Page} page */
async function law(page, after = '') {
  const { live, anew } = await withBench(page, async ({ pane }) => {
    // @ts-ignore from the page's server
    const { render } = await import('/engine.js');
    return { live: pane.draft?.html, anew: render(pane.draft?.text).html };
  });
  assert.equal(live, anew, `the law holds ${after}`);
}

/** @param {Page} page */
export const tops = (page) =>
  withBench(page, ({ pane, scrolled }) => ({
    editor: scrolled().top, editorMost: scrolled().most, pane: pane.scrollTop, most: pane.scrollHeight - pane.clientHeight,
  }));

/**
 * Turns the wheel over an element until all stand still.
 * @param {Page} page
 * @param {'#editor' | 'draft-pane'} selector
 * @param {number} pixels
 * @param {number} [still] how long that is, in milliseconds; 0: not waited for
 */
export async function wheel(page, selector, pixels, still = 150) {
  await page.mouse.move(selector === '#editor' ? 200 : 600, 200);
  await page.mouse.wheel(0, pixels);
  let before = await tops(page);
  for (;;) {
    if (still === 0) return before;
    await page.waitForTimeout(still);
    const now = await tops(page);
    if (now.editor === before.editor && now.pane === before.pane) return now;
    before = now;
  }
}

/** The same numbers each time. @param {number} seed @returns {(below: number) => number} */
function randomFrom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Types, pastes, composes, undoes, ticks, mends, sets, at random; after each the texts are equal, and the preview is right.
 * @param {Page} page
 * @param {number} operations
 * @param {number} seed
 */
export async function walk(page, operations, seed) {
  const random = randomFrom(seed);
  const pick = (/** @type {string[]} */ list) => list[random(list.length)];
  const session = await page.context().newCDPSession(page);
  const key = (/** @type {string} */ name) => () => page.keyboard.press(name);
  /** @type {[string, () => Promise<unknown>][]} */
  const acts = [
    ['type', () => page.keyboard.type(pick(['a', '*b*', '# ', '- [x] t', '`', '[^1]', '😀', 'ß ', '> ']))],
    ['type', () => page.keyboard.type(pick(['word ', '[a](b)', '**', '~~', '1. ', '|a|']))],
    ['enter', key('Enter')],
    ['backspace', key('Backspace')],
    ['delete', key('Delete')],
    ['cut a word', key('Control+Backspace')],
    ['undo', key('Control+z')],
    ['undo', key('Control+z')],
    ['redo', key('Control+y')],
    ['paste', () => page.keyboard.insertText(pick(['\n\n## pasted\n\n- [ ] task\n', 'two\nlines', '```\ncode\n```\n', '\t', '<b>raw</b>']))],
    ['compose', async () => {
      await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
      await session.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
      await same(page, 'while composing');
      await session.send('Input.insertText', { text: '日本' });
    }],
    ['move', () => withBench(page, ({ text, select }, [a, b]) => {
      const at = Math.floor(a * text().length);
      select(at, Math.min(text().length, at + b));
    }, [random(1000) / 1000, random(3) === 0 ? random(40) : 0])],
    ['set', () => withBench(page, ({ text, set }, at) => set(text().slice(0, at * 40) + '\n\nset\n\n' + text().slice(at * 44)), random(60))],
    ['tick', () => withBench(page, ({ pane }, nth) => {
      const boxes = pane.shadowRoot?.querySelectorAll('.body input') ?? [];
      if (boxes.length > 0) /** @type {HTMLInputElement} */ (boxes[nth % boxes.length]).click();
    }, random(1000))],
    ['mend', () => withBench(page, ({ pane, text }, [a, b]) => {
      const [first, second] = [a, b].map((at) => Math.floor(at * text().length)).sort((x, y) => x - y);
      const changes = [{ from: first, to: Math.min(second, first + 2), insert: 'fix' }, { from: second, insert: '\n' }];
      pane.dispatchEvent(new CustomEvent('draft-edit', { detail: { changes, reason: 'fix' } }));
    }, [random(1000) / 1000, random(1000) / 1000])],
    ['program', () => withBench(page, ({ extra }, at) => extra[at % (extra.length || 1)]?.(), random(100))],
  ];
  await withBench(page, ({ focus }) => focus());
  for (let count = 0; count < operations; count++) {
    const [name, act] = acts[random(acts.length)];
    await act();
    const after = `after ${count} operations, the last to ${name}, from seed ${seed}`;
    await same(page, after);
    if (count % 5 === 0) await law(page, after);
  }
  await law(page);
}
