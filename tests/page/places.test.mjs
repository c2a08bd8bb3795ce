/** Where the nodes of the preview are in the source, and how much has to be looked at to find that. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, withBench } from './adapters.mjs';
import { textArea } from './editors.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof open>>} */
let browser;
before(async () => (browser = await open(textArea())));
after(() => browser.close());

/** Sets the text, and waits until the pane shows all of it. @param {Page} page @param {string} text */
async function show(page, text) {
  await withBench(page, ({ pane, set }, given) => {
    pane.options = { flavor: 'hugo' };
    set(given);
  }, text);
  await page.waitForFunction((given) => /** @type {any} */ (window).bench.pane.draft?.text === given, text);
  await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body')?.textContent?.includes('The end'));
}

const MIXED = `---
title: "Mixed"
---

Some *words* with **strong _and_ both**, \`code\`, [a link](https://example.org/ "there") and ![a picture](data:image/png;base64,AA "it").

- one *item*
- [x] two
  - deep ~~struck~~
  - deeper, with a note[^1]

    of two paragraphs
3. three

| left | right |
| ---- | ----- |
| *a*  | \`b\`   |
| c    | ![d](data:image/png;base64,AA) |

{{< figure src="data:image/png;base64,AA" caption="Below *it*" >}}

{{% note %}}
Inside **of it**.
{{% /note %}}

> quoted *words*
> in two lines 😀, ä

\`\`\`js
const code = 1;

more();
\`\`\`

Term
: its meaning

[^1]: The *note*.

The end.
`;

test('the ranges of many nodes are those of each, in any order, with what others have put there', () => browser.inPage(async (page) => {
  await show(page, MIXED);
  const seen = await withBench(page, ({ pane }) => {
    const body = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('.body'));
    const draft = /** @type {import('../../www/draft-pane.js').DraftView} */ (pane.draft);
    const all = () => {
      const walker = document.createTreeWalker(body);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      return nodes;
    };
    /** @param {Node[]} nodes */
    const misses = (nodes) => {
      const ranges = draft.rangesOf(nodes);
      return nodes.filter((node, at) => JSON.stringify(ranges[at]) !== JSON.stringify(draft.rangeOf(node))).length;
    };
    /** @param {Node[]} nodes */
    const mixed = (nodes) => nodes.map((_, at) => nodes[(at * 7919) % nodes.length]);
    const nodes = all();
    const kinds = new Set(nodes.map(({ nodeName }) => nodeName.toLowerCase()));
    const texts = nodes.filter((node) => node instanceof Text && /\w/.test(node.data));
    const slices = texts.map((node) => draft.text.slice(draft.rangeOf(node)?.from, draft.rangeOf(node)?.to));
    const written = texts.filter((node, at) => slices[at] === node.textContent).length;
    const own = [misses(nodes), misses([...nodes].reverse()), misses(mixed(nodes)), misses([...nodes, body, document, ...nodes])];
    for (const parent of body.querySelectorAll('p, li, td')) {
      const put = document.createElement('span');
      put.append('put ', document.createElement('b'), ' there');
      parent.insertBefore(put, parent.childNodes[1] ?? null);
      parent.append(put.cloneNode(true));
    }
    const outside = document.createElement('div');
    outside.append('outside');
    body.append(outside);
    const more = all();
    return {
      missing: ['em', 'strong', 'code', 'a', 'img', 'li', 'input', 'del', 'sup', 'td', 'figure', 'blockquote', 'pre', 'dd'].filter((name) => !kinds.has(name)),
      texts: texts.length, written, own,
      foreign: [misses(more), misses(mixed(more))],
      ofOutside: draft.rangesOf([outside, outside.childNodes[0]]),
    };
  });
  assert.deepEqual(seen.missing, []);
  assert.ok(seen.written > 25 && seen.written > seen.texts * 0.7, `${seen.written} of ${seen.texts}`);
  assert.deepEqual(seen.own, [0, 0, 0, 0]);
  assert.deepEqual(seen.foreign, [0, 0]);
  assert.deepEqual(seen.ofOutside, [null, null]);
}));

/** How often the page is asked for a node or a box, while a place is revealed and asked for: at first, and again. @param {Page} page */
const asked = (page) => withBench(page, ({ pane }) => {
  let count = 0;
  /** @type {(() => void)[]} */
  const undo = [];
  for (const [prototype, names] of /** @type {[object, string[]][]} */ ([
    [Node.prototype, ['previousSibling', 'nextSibling', 'firstChild', 'parentNode', 'contains', 'isSameNode']],
    [TreeWalker.prototype, ['nextNode']], [Element.prototype, ['getBoundingClientRect', 'matches']], [Range.prototype, ['getClientRects']],
  ])) {
    for (const name of names) {
      const own = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, name));
      const key = own.get ? 'get' : 'value';
      Object.defineProperty(prototype, name, { ...own, [key]: function (/** @type {any[]} */ ...given) {
        count++;
        return own[key].apply(this, given);
      } });
      undo.push(() => Object.defineProperty(prototype, name, own));
    }
  }
  const middle = pane.value.length / 2;
  const counts = [0, 1].map(() => {
    count = 0;
    pane.reveal(middle, { align: 0 });
    pane.offsetAt(100);
    return count;
  });
  for (const each of undo) each();
  return counts;
});

/** @type {[string, string, string, number][]} */
const LARGE = [
  ['emphasis', '', '*a* ', 2000], ['what is struck out', '', '~~a', 2000], ['links', '', '[a](b) c\n', 1000], ['pictures', '', '![](data:,)', 500],
  ['items', '', '- item\n', 2000], ['rows', '| a | b |\n|---|---|\n', '| c | d |\n', 500], ['quoted paragraphs', '', '> a\n>\n', 1000],
];
for (const [name, head, repeated, times] of LARGE) {
  test(`a place among very many is found in one way through them, and again without one: ${name}`, () => browser.inPage(async (page) => {
    const [few, many] = [times, times * 4];
    /** @type {number[][]} */
    const counts = [];
    for (const times of [few, many]) {
      await show(page, `${head}${repeated.repeat(times)}\n\nThe end.\n`);
      counts.push(await asked(page));
    }
    const [[first, again], [firstOfMany, againOfMany]] = counts;
    assert.ok(firstOfMany < first * 5 && firstOfMany > first, `${first} for ${few}, ${firstOfMany} for ${many}`);
    assert.ok(again < 1000 && againOfMany < again * 2 + 100, `again ${again}, ${againOfMany}`);
  }));
}
