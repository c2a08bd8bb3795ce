/** Scrolling together: each editor with its panes, by real wheels, keys and fingers. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open, POST, tops, wheel, withBench } from './adapters.mjs';
import { codeMirror, monaco, textArea } from './editors.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('./adapters.mjs').Bench} Bench */
/** @typedef {import('playwright-core').Page} Page */

const frame = 16;

/** Monaco takes each turn of a wheel for one notch: so many pixels. */
const NOTCH = 120;

/** All kinds of blocks, with words of their own in each line that shows any. */
const KINDS = `---
title: "Kinds"
---

Alpha is a paragraph that goes on for long enough to be broken into some lines, as
bravo does: with [a link](https://example.org/whose/address/is/much/longer/than/what/is/shown/of/it/in/the/preview) in it
and *charlie* at the end.

Setext delta
============

- echo
- foxtrot, which is an item that needs more than one line where there is little room for it
  - golf
    - hotel
- india

  juliett

1. kilo
   \`\`\`js
   lima();
     mike();

   november();
   \`\`\`
2. oscar

> papa
> quebec
>
> - romeo

| sierra | value |
| ------ | ----- |
| tango  | 1     |
| uniform, which is a cell that needs more than one line where there is little room | 2 |
| victor | 3     |

\`\`\`
whiskey
xray

yankee
\`\`\`

    zulu
    able

{{% note %}}
baker
charles
{{% /note %}}

Dog
: easy

${'The end is far away.\n\n'.repeat(40)}`;

/** Sets the text, and waits until the pane shows it. @param {Page} page @param {string} text */
async function show(page, text) {
  await withBench(page, ({ set }, given) => set(given), text);
  await page.waitForFunction((given) => /** @type {any} */ (window).bench.pane.draft?.text === given, text);
  await page.waitForTimeout(100);
}

/**
 * Turns the wheel until all stand still.
 * @param {Page} page
 * @param {'editor' | 'pane'} side
 * @param {number} pixels
 */
async function turn(page, side, pixels) {
  const selector = side === 'editor' ? '#editor' : 'draft-pane';
  const isNotched = side === 'editor' && (await page.locator('.monaco-editor').count()) > 0;
  const notches = isNotched ? Math.min(100, Math.round(Math.abs(pixels) / NOTCH)) : 1;
  for (let notch = 1; notch < notches; notch++) await wheel(page, selector, Math.sign(pixels) * NOTCH, 0);
  return wheel(page, selector, isNotched ? Math.sign(pixels) * NOTCH : pixels, 200);
}

/** From now on, every place that the pane and the editor come to. @param {Page} page */
const record = (page) =>
  withBench(page, ({ pane, scrolled }) => {
    /** @type {{ editor: number, pane: number }[]} */
    const seen = (/** @type {any} */ (window).seen = []);
    const look = () => {
      const now = { editor: scrolled().top, pane: pane.scrollTop };
      const last = seen[seen.length - 1];
      if (!last || last.editor !== now.editor || last.pane !== now.pane) seen.push(now);
      requestAnimationFrame(look);
    };
    look();
  });

/** @param {Page} page @returns {Promise<{ editor: number, pane: number }[]>} */
const recorded = (page) => page.evaluate(() => /** @type {any} */ (window).seen);

/** @param {number[]} values */
const never = (values) => values.every((value, at) => at === 0 || value >= values[at - 1]);

for (const [name, pages] of /** @type {[string, () => Promise<Record<string, string | Buffer>> | Record<string, string | Buffer>][]} */ ([
  ['CodeMirror', codeMirror], ['Monaco', monaco], ['a text field', textArea],
])) describe(name, () => {
  /** @type {Awaited<ReturnType<typeof open>>} */
  let browser;
  before(async () => (browser = await open(await pages())));
  after(() => browser.close());

  for (const leader of /** @type {const} */ (['editor', 'pane'])) {
    test(`the ${leader} leads: the other follows without a step back, comes to rest, and to the same place again`, () =>
      browser.inPage(async (page) => {
        await turn(page, leader, 600);
        const start = await tops(page);
        await record(page);
        const there = await turn(page, leader, 240);
        const seen = await recorded(page);
        assert.ok(never(seen.map(({ editor }) => editor)) && never(seen.map(({ pane }) => pane)), JSON.stringify(seen));
        assert.ok(there.editor > start.editor && there.pane > start.pane);
        // Whoever leads is where the wheel took it, and no further.
        assert.ok(Math.abs(there[leader] - start[leader] - 240) <= 1, `${there[leader]} from ${start[leader]}`);
        const count = seen.length;
        await page.waitForTimeout(400);
        assert.equal((await recorded(page)).length, count, 'all is still');
        assert.deepEqual(await turn(page, leader, -240), start);
        assert.deepEqual(await turn(page, leader, 240), there);
      }));

    test(`the ${leader} leads to both ends, and the other is there, too`, () =>
      browser.inPage(async (page) => {
        // With notes, which stand elsewhere than they are written, and without a header.
        await show(page, `# Top\n\n${POST.replace(/^---[^]*?---\n/, '')}One[^1].\n\n[^1]: The note.\n`);
        const end = await turn(page, leader, 100_000);
        assert.ok(end.editorMost - end.editor <= 1 && end.most - end.pane <= 1, JSON.stringify(end));
        const start = await turn(page, leader, -100_000);
        assert.deepEqual([start.editor, start.pane], [0, 0]);
      }));
  }

  test('only a person leads: not a program that scrolls, not whoever was led', () =>
    browser.inPage(async (page) => {
      await withBench(page, ({ pane }) => (pane.scrollTop = 500));
      await page.waitForTimeout(5 * frame);
      assert.equal((await tops(page)).editor, 0, 'nobody leads yet');
      await turn(page, 'editor', 480);
      const { editor } = await tops(page);
      await withBench(page, ({ pane }) => (pane.scrollTop += 300));
      await page.waitForTimeout(5 * frame);
      assert.equal((await tops(page)).editor, editor, 'the editor leads');
      // Keys that scroll, over the pane.
      await page.locator('draft-pane').focus();
      await page.keyboard.press('PageDown');
      await page.waitForTimeout(400);
      const after = await tops(page);
      assert.ok(after.editor > editor + 100, 'the pane leads');
      await withBench(page, ({ scrollTo }) => scrollTo(0));
      await page.waitForTimeout(5 * frame);
      assert.equal((await tops(page)).pane, after.pane, 'the pane leads still');
      // Whoever types leads nobody, though the editor scrolls to the caret.
      await withBench(page, ({ focus, select, text }) => (focus(), select(text().length, text().length)));
      await page.keyboard.press('x');
      await page.waitForTimeout(5 * frame);
      const typed = await tops(page);
      await withBench(page, ({ scrollTo }) => scrollTo(0));
      await page.waitForTimeout(5 * frame);
      assert.equal((await tops(page)).pane, typed.pane);
    }));

  test('a finger on the pane leads', () =>
    browser.inPage(async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
      const box = /** @type {{ x: number, y: number }} */ (await page.locator('draft-pane').boundingBox());
      const finger = (/** @type {number} */ moved) => [{ x: box.x + 200, y: box.y + 350 - moved }];
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: finger(0) });
      for (let moved = 20; moved <= 300; moved += 20) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: finger(moved) });
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await page.waitForTimeout(200);
      const seen = await tops(page);
      assert.ok(seen.pane > 100 && seen.editor > 50, JSON.stringify(seen));
    }));

  test('typing never moves the preview, unless the edited block is out of sight', () =>
    browser.inPage(async (page) => {
      await withBench(page, ({ focus }) => focus());
      await turn(page, 'editor', 720);
      const before = await tops(page);
      const at = await withBench(page, ({ pane, select, text }) => {
        // One that begins within sight, whatever the fonts.
        const at = text().indexOf('A paragraph', pane.offsetAt(100)) + 11;
        select(at, at);
        return at;
      });
      await record(page);
      for (const key of [' one', '*two*', '\n\n', '# three', '\n\n- four', '\n']) await page.keyboard.type(key, { delay: 5 });
      for (let count = 0; count < 5; count++) await page.keyboard.press('Backspace');
      await page.keyboard.press('Control+z');
      await page.waitForTimeout(100);
      const places = (await recorded(page)).map(({ pane }) => pane);
      assert.deepEqual([...new Set(places)], [before.pane]);
      // Out of sight.
      await turn(page, 'pane', 100_000);
      await withBench(page, ({ select }, at) => select(at, at), at);
      await page.keyboard.type('x');
      await page.waitForTimeout(100);
      const inView = await withBench(page, ({ pane }, at) => pane.offsetAt(0) <= at && pane.offsetAt(pane.clientHeight) >= at, at);
      assert.ok(inView);
    }));

  test('a caret that a person moves is in view in the preview, and the editor stays where that took it', () =>
    browser.inPage(async (page) => {
      await withBench(page, ({ focus, select, text }) => (focus(), select(text().length, text().length)));
      for (const key of ['ArrowLeft']) {
        await turn(page, 'pane', -100_000);
        await withBench(page, ({ select, text }) => select(text().length, text().length));
        await page.keyboard.press(key);
        await page.waitForTimeout(300);
        const [offset] = await withBench(page, ({ selection }) => selection());
        const [first, last] = await withBench(page, ({ pane }) => [pane.offsetAt(0), pane.offsetAt(pane.clientHeight)]);
        assert.ok(first <= offset && offset <= last, `${key}: ${offset} is not from ${first} to ${last}`);
        const { editor, editorMost } = await tops(page);
        assert.ok(editor > editorMost / 2, `${key}: the editor is at ${editor}`);
      }
    }));

  for (const leader of /** @type {const} */ (['editor', 'pane'])) {
    test(`pictures that come late above what is read do not move it; the ${leader} leads`, () =>
      browser.inPage(async (page) => {
        /** @type {(() => void)[]} */
        const waiting = [];
        const sections = POST.split('## ').map((section, at) => (at % 2 === 1 && at < 6 ? `${section}![late](late.svg?${at})\n\n` : section)).join('## ');
        await page.route('**/late.svg?*', async (route) => {
          await new Promise((resolve) => waiting.push(() => resolve(null)));
          await route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="250"/>' });
        });
        await show(page, sections);
        await withBench(page, ({ pane }) => pane.shadowRoot?.querySelectorAll('img').forEach((image) => (image.loading = 'eager')));
        const before = await turn(page, leader, 2160);
        const topOf = () => withBench(page, ({ pane }) => {
          const heading = [...(pane.shadowRoot?.querySelectorAll('h2') ?? [])].find((each) => each.getBoundingClientRect().top > 0);
          return [heading?.textContent, Math.round(heading?.getBoundingClientRect().top ?? NaN)];
        });
        const read = await topOf();
        assert.ok(waiting.length > 2);
        for (const resolve of waiting) resolve();
        await page.waitForFunction(() => [.../** @type {any} */ (window).bench.pane.shadowRoot.querySelectorAll('img')].every((image) => image.complete));
        await page.waitForTimeout(200);
        const after = await tops(page);
        assert.ok(after.pane > before.pane + 200, 'there are pictures above');
        const now = await topOf();
        assert.equal(now[0], read[0]);
        assert.ok(Math.abs(Number(now[1]) - Number(read[1])) <= 1, `${now} was ${read}`);
        assert.ok(Math.abs(after.editor - before.editor) <= 1, 'the editor stays');
      }));

    test(`a pane that gets another width shows what it showed; the ${leader} leads`, () =>
      browser.inPage(async (page) => {
        const before = await turn(page, leader, 2400);
        const shown = await withBench(page, ({ pane }) => pane.offsetAt(0));
        for (const width of ['250px', '640px', '400px']) {
          await withBench(page, ({ pane }, width) => (pane.style.width = width), width);
          await page.waitForTimeout(150);
          const now = await withBench(page, ({ pane }) => pane.offsetAt(0));
          assert.ok(Math.abs(now - shown) < 40, `${now} was ${shown} at ${width}`);
          assert.ok(Math.abs((await tops(page)).editor - before.editor) < 25, `the editor stays at ${width}`);
        }
        assert.ok(Math.abs((await tops(page)).pane - before.pane) <= 2);
      }));
  }

  test('several panes of one editor: whichever is scrolled, all show the same; one that is gone takes no part', () =>
    browser.inPage(async (page) => {
      await withBench(page, async ({ more }) => {
        const second = /** @type {DraftPane} */ (document.createElement('draft-pane'));
        second.id = 'second';
        second.style.width = '250px';
        document.body.append(second);
        await second.ready;
        Object.assign(window, { second, apart: more(second) });
      });
      const offsets = () => withBench(page, ({ pane }) => [pane.offsetAt(0), /** @type {any} */ (window).second.offsetAt(0)]);
      await turn(page, 'editor', 1440);
      const [one, two] = await offsets();
      assert.ok(one > 500 && Math.abs(one - two) <= 2, `${one} and ${two}`);
      const before = await tops(page);
      const box = /** @type {{ x: number, y: number }} */ (await page.locator('#second').boundingBox());
      await page.mouse.move(box.x + 50, box.y + 100);
      await page.mouse.wheel(0, 600);
      await page.waitForTimeout(400);
      const moved = await offsets();
      const now = await tops(page);
      assert.ok(moved[0] > one && now.editor > before.editor, 'all went along');
      assert.ok(Math.abs(moved[0] - moved[1]) <= 2, `${moved}`);
      await page.evaluate(() => /** @type {any} */ (window).apart());
      await turn(page, 'editor', -480);
      const last = await offsets();
      assert.ok(last[0] < moved[0]);
      assert.equal(last[1], moved[1]);
      await withBench(page, ({ disconnect }) => disconnect());
      const rest = await tops(page);
      await turn(page, 'editor', -240);
      assert.equal((await tops(page)).pane, rest.pane);
    }));

  test('every line of every kind of block comes to the very edge', () =>
    browser.inPage(async (page) => {
      await show(page, KINDS);
      const words = KINDS.match(/(?<=^|[\s*])(alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|xray|yankee|zulu|able|baker|charles|dog|easy)/gim) ?? [];
      assert.equal(words.length, 31);
      const places = words.map((word) => ({ word, offset: KINDS.lastIndexOf('\n', KINDS.indexOf(word)) + 1 }));
      const misses = await withBench(page, ({ pane }, places) => {
        const misses = [];
        const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
        for (const { word, offset } of places) {
          const walker = document.createTreeWalker(/** @type {Node} */ (root.querySelector('.body')), NodeFilter.SHOW_TEXT);
          let node = /** @type {Text | null} */ (walker.nextNode());
          while (node && !node.data.includes(word)) node = /** @type {Text | null} */ (walker.nextNode());
          if (!node) {
            misses.push(`${word} is not shown`);
            continue;
          }
          const range = document.createRange();
          range.setStart(node, node.data.indexOf(word));
          range.setEnd(node, node.data.indexOf(word) + 1);
          pane.reveal(offset, { align: 0 });
          const letter = range.getBoundingClientRect();
          const row = node.parentElement?.closest('tr')?.getBoundingClientRect();
          let block = /** @type {Element} */ (node.parentElement);
          while (getComputedStyle(block).display.startsWith('inline')) block = /** @type {Element} */ (block.parentElement);
          const lineHeight = parseFloat(getComputedStyle(block).lineHeight);
          const edge = pane.getBoundingClientRect().top;
          const top = row ? row.top : (letter.top + letter.bottom - lineHeight) / 2;
          // In the midst of a line the line has passed in part.
          const lowest = /^(bravo|charlie|quebec|charles)$/.test(word) ? -lineHeight : -2;
          if (top - edge < lowest || top - edge > 2) misses.push(`${word}: ${top - edge}`);
          // A pixel is some letters, or all of a blank line: the place that it leads back to must be the same one.
          const shown = pane.scrollTop;
          const back = pane.offsetAt(0);
          pane.reveal(back, { align: 0 });
          if (Math.abs(pane.scrollTop - shown) > 2) misses.push(`${word}: back at ${back - offset}, ${pane.scrollTop - shown} px off`);
        }
        return misses;
      }, places);
      assert.deepEqual(misses, []);
    }));
});
