/** Task boxes: what a click on one asks for. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { editorPage, open, withBench } from './adapters.mjs';

/** @type {Awaited<ReturnType<typeof open>>} */
let browser;
before(async () => (browser = await open(editorPage('await ready({});'))));
after(() => browser.close());

/** Every box of this text is one character; the boxes are in its order. */
const TEXT = `---
title: Tasks
---

- [ ] one
- [x] two
* [X] star
+ [ ] plus

1. [ ] ordered
2. [x] ordered
   - [ ] nested 😀
     - [X] deeper

> - [ ] quoted
>   > 1. [x] twice quoted

- [ ] same
- [ ] same

- [ ] loose

  with a paragraph

- [x] **strong** \`[ ]\` \\[ ]

\`\`\`
- [ ] code
\`\`\`

[ ] no item
`;

for (const flavor of /** @type {const} */ (['hugo', 'gfm'])) {
  test(`a click changes exactly its box, in ${flavor}`, () =>
    browser.inPage(async (page) => {
      const expected = [...TEXT.matchAll(/^[> ]*(?:[-*+]|\d+\.) \[([ xX])\] (?!code)/gm)].map((match) => ({
        at: match.index + match[0].lastIndexOf('[', match[0].indexOf(']')) + 1,
        insert: match[1] === ' ' ? 'x' : ' ',
      }));
      assert.equal(expected.length, 14);
      const asked = await withBench(page, async ({ pane }, given) => {
        pane.options = { flavor: given.flavor };
        pane.value = given.text;
        pane.editable = true;
        /** @type {unknown[]} */
        const asked = [];
        pane.addEventListener('draft-edit', (event) => asked.push(/** @type {CustomEvent} */ (event).detail));
        const boxes = /** @type {HTMLInputElement[]} */ ([...(pane.shadowRoot?.querySelectorAll('.body input') ?? [])]);
        const before = boxes.map((box) => box.checked);
        for (const box of boxes) box.click();
        return { asked, kept: boxes.every((box, at) => box.checked === before[at]) };
      }, { flavor, text: TEXT });
      assert.deepEqual(asked.asked, expected.map(({ at, insert }) => ({ changes: [{ from: at, to: at + 1, insert }], reason: 'task' })));
      assert.ok(asked.kept, 'while nobody changes the text, the boxes show it');
    }));
}

test('boxes show the text: after a click, after undo, and those that come later can be ticked, too', () =>
  browser.inPage(async (page) => {
    const seen = await withBench(page, async ({ pane }) => {
      const box = () => /** @type {HTMLInputElement} */ (pane.shadowRoot?.querySelector('.body input'));
      const state = () => [pane.value, box().checked, box().disabled];
      pane.value = '- [ ] a';
      const dead = state();
      pane.editable = true;
      pane.addEventListener('draft-edit', (event) => pane.edit(/** @type {CustomEvent} */ (event).detail.changes));
      box().click();
      const ticked = state();
      const kept = box();
      pane.edit({ from: 3, to: 4, insert: ' ' });
      await Promise.resolve();
      const undone = state();
      const same = kept === box();
      pane.value = 'text\n\n1. [x] b';
      await Promise.resolve();
      const later = state();
      box().click();
      const off = state();
      pane.editable = false;
      const again = state();
      return { dead, ticked, undone, same, later, off, again, html: pane.draft?.html };
    });
    assert.deepEqual(seen, {
      dead: ['- [ ] a', false, true],
      ticked: ['- [x] a', true, false],
      undone: ['- [ ] a', false, false],
      same: true,
      later: ['text\n\n1. [x] b', true, false],
      off: ['text\n\n1. [ ] b', false, false],
      again: ['text\n\n1. [ ] b', false, true],
      html: seen.html,
    });
    assert.match(seen.html ?? '', /disabled=""/);
  }));

test('a box is named by what stands beside it, as that is written', () =>
  browser.inPage(async (page) => {
    const names = await withBench(page, async ({ pane }) => {
      const all = () => [...(pane.shadowRoot?.querySelectorAll('.body input') ?? [])].map((box) => box.ariaLabel);
      pane.value = '- [ ] buy **green** tea\n  - [x] two\n\n1. [ ] \\*\n\n   more';
      pane.editable = true;
      const first = all();
      pane.edit({ from: 8, to: 9, insert: 'f' });
      pane.edit({ from: 12, to: 17, insert: 'red' });
      await Promise.resolve();
      const edited = all();
      pane.editable = false;
      return { first, edited, dead: all() };
    });
    assert.deepEqual(names, { first: ['buy green tea', 'two', '*'], edited: ['buf red tea', 'two', '*'], dead: [null, null, null] });
  }));

test('the keyboard ticks, and the focus stays', () =>
  browser.inPage(async (page) => {
    await withBench(page, ({ pane }) => {
      pane.value = '- [ ] a\n- [ ] b';
      pane.editable = true;
      pane.addEventListener('draft-edit', (event) => pane.edit(/** @type {CustomEvent} */ (event).detail.changes));
    });
    await page.locator('draft-pane .body input').nth(1).focus();
    await page.keyboard.press('Space');
    assert.equal(await withBench(page, ({ pane }) => pane.value), '- [ ] a\n- [x] b');
    await page.keyboard.press('Space');
    assert.equal(await withBench(page, ({ pane }) => pane.value), '- [ ] a\n- [ ] b');
  }));
