/** That panes, drafts and connections leave nothing behind: memory of the wasm, the heap and the nodes, with all garbage collected. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open } from './adapters.mjs';
import { codeMirror, monaco, textArea } from './editors.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('./adapters.mjs').Bench} Bench */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ wasm: number, heap: number, nodes: number, listeners: number }} Size bytes, bytes, counts */

const KILOBYTE = 1000;

/** A post of about 100 KB, each section of its own: tables, code, pictures, boxes, notes. */
const BIG = `---\ntitle: "Big"\ndate: 2024-02-29\ntags: [one, two]\n---\n\n${Array.from({ length: 215 }, (_, at) => `## Section ${at}

A paragraph with *emphasis*, [a link](https://example.org/${at}), \`code\` and a note[^${at}]. It goes on for a while, as paragraphs do, and says nothing at all.

- [ ] one ${at}
- [x] two
  - three

| name | value |
| ---- | ----- |
| a    | ${at} |
| b    | *two* |

\`\`\`js
const answer = ${at};
if (answer) throw new Error('there is none');
\`\`\`

> Quoted ${at}, for ever and ever, and once more because it was so good.

[^${at}]: What there is to say about it.
`).join('\n')}`;

/** Chromium tells what it holds. @param {Page} page */
async function scales(page) {
  const session = await page.context().newCDPSession(page);
  /** @returns {Promise<Size>} */
  return async () => {
    // An object that one collection frees may keep others alive until the next.
    for (let round = 0; round < 3; round++) {
      await session.send('HeapProfiler.collectGarbage');
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    }
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const wasm = await page.evaluate(async () => {
      // @ts-ignore from the page's server
      const { memory } = await (await import('/pkg/draftpane.js')).default();
      return memory.buffer.byteLength;
    });
    return { wasm, heap: usedSize, nodes, listeners: jsEventListeners };
  };
}

/**
 * By how much sizes may differ that do not grow. The memory of wasm never shrinks, and patches that
 * nobody has read are in it until the collector runs.
 */
const SLACK = { wasm: 1024 * 1024, heap: 512 * 1024, nodes: 20, listeners: 2 };

/**
 * Does something again and again; after a fifth of it nothing may grow.
 * @param {Page} page
 * @param {import('node:test').TestContext} context
 * @param {number} rounds
 * @param {(round: number) => Promise<unknown>} work
 */
async function staysFlat(page, context, rounds, work) {
  const weigh = await scales(page);
  /** @type {Size[]} */
  const sizes = [];
  for (let round = 0; round < rounds; round++) {
    await work(round);
    sizes.push(await weigh());
  }
  const [before, after] = [sizes[rounds / 5 - 1], sizes[rounds - 1]];
  context.diagnostic(JSON.stringify({ before, after }));
  for (const what of /** @type {const} */ (['wasm', 'heap', 'nodes', 'listeners'])) {
    assert.ok(after[what] - before[what] <= SLACK[what], `${what}: ${sizes.map((size) => size[what]).join(' ')}`);
  }
}

/** @type {Awaited<ReturnType<typeof open>>} */
let browser;
before(async () => (browser = await open(codeMirror())));
after(() => browser.close());

test('1,000 panes with 100 KB, made and removed', (context) =>
  browser.inPage(async (page) => {
    assert.ok(BIG.length > 90 * KILOBYTE && BIG.length < 110 * KILOBYTE, `${BIG.length}`);
    await staysFlat(page, context, 10, () => page.evaluate(async (text) => {
      for (let at = 0; at < 100; at++) {
        const pane = /** @type {DraftPane} */ (document.createElement('draft-pane'));
        pane.value = text;
        document.body.append(pane);
        await pane.ready;
        // Some are built to the end, others are removed in the midst of it.
        if (at % 40 === 0) pane.reveal(Infinity);
        if (at % 8 === 1) await new Promise((resolve) => setTimeout(resolve));
        if (at % 8 === 2) pane.edit({ from: 100, insert: 'x' });
        pane.remove();
        // It is closed once the task is over.
        await Promise.resolve();
      }
    }, BIG));
  }));

test('10,000 edits in one pane', (context) =>
  browser.inPage(async (page) => {
    await page.evaluate((text) => {
      const { bench } = /** @type {any} */ (window);
      bench.disconnect();
      bench.pane.value = text;
      bench.pane.reveal(Infinity);
    }, BIG);
    // Each piece is taken back, so that the text stays as it is.
    await staysFlat(page, context, 20, (round) => page.evaluate(async (round) => {
      const { pane } = /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (window)).bench;
      const pieces = ['x', '*y*', '\n\n', '# z\n', '`c`', '- ', '[^new]', '<b>', '| a |'];
      const { length } = pane.value;
      for (let at = 0; at < 250; at++) {
        const from = 100 + (((250 * round + at) * 7919) % (length - 200));
        const insert = pieces[at % pieces.length];
        pane.edit({ from, insert });
        pane.edit({ from, to: from + insert.length });
        if (at % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }, round));
  }));

test('a list that arrives in a pane, and nothing is collected meanwhile', (context) =>
  browser.inPage(async (page) => {
    const grown = await page.evaluate(async () => {
      const { bench } = /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (window));
      bench.disconnect();
      // @ts-ignore from the page's server
      const { memory } = await (await import('/pkg/draftpane.js')).default();
      const { byteLength } = memory.buffer;
      bench.pane.value = '';
      for (let at = 0; at < 1000; at++) {
        for (const chunk of [`- item ${at} `, 'is *the one* ', 'that comes ', '\n  - before ', 'the next\n']) bench.pane.append(chunk);
      }
      return memory.buffer.byteLength - byteLength;
    });
    context.diagnostic(`${grown}`);
    // The changes of all would take 20 MB.
    assert.ok(grown < 8e6, `${grown}`);
  }));

test('drafts that are freed', (context) =>
  browser.inPage((page) =>
    staysFlat(page, context, 5, () => page.evaluate(async (text) => {
      // @ts-ignore from the page's server
      const { Draft } = await import('/engine.js');
      for (let at = 0; at < 40; at++) {
        const draft = new Draft(text);
        const update = draft.edit({ from: 100, insert: 'x' });
        if (at % 2 === 0) void update.patches;
        void draft.html;
        draft.free();
      }
    }, BIG))));

for (const [name, pages] of /** @type {[string, () => Promise<Record<string, string | Buffer>> | Record<string, string | Buffer>][]} */ ([
  ['CodeMirror', codeMirror], ['Monaco', monaco], ['a text field', textArea],
])) test(`panes connected to ${name}, and taken away again`, async (context) => {
  const other = await open(await pages());
  try {
    await other.inPage(async (page) => {
      await staysFlat(page, context, 5, () => page.evaluate(async () => {
        const { more, scrollTo } = /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (window)).bench;
        for (let at = 0; at < 40; at++) {
          const pane = /** @type {DraftPane} */ (document.createElement('draft-pane'));
          document.body.append(pane);
          const disconnect = more(pane);
          await pane.ready;
          scrollTo(at);
          // Either may come first.
          if (at % 2 === 0) pane.remove();
          disconnect();
          pane.remove();
          if (at % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        }
        scrollTo(0);
      }));
    });
  } finally {
    await other.close();
  }
});
