/** The adapter for a text field. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, POST, same, SECTION, tops, walk, wheel, withBench } from './adapters.mjs';
import { textArea } from './editors.mjs';

/** @typedef {import('./adapters.mjs').Bench & { field: HTMLTextAreaElement, form: HTMLFormElement, connect: typeof import('../../www/connect/textarea.js').connect }} Field */

/** @type {Awaited<ReturnType<typeof open>>} */
let browser;
before(async () => (browser = await open(textArea())));
after(() => browser.close());

test('the pane follows all that happens to the text', () => browser.inPage((page) => walk(page, 300, 7)));

test('a write-back is one step of undo; selection, scroll position and focus stay', () =>
  browser.inPage(async (page) => {
    await page.click('#editor textarea');
    await withBench(page, ({ select }) => select(40, 50));
    const top = (await tops(page)).editor;
    await withBench(page, ({ pane, text }) => {
      const changes = [{ from: 0, insert: '<' }, { from: 20, to: 22, insert: 'longer' }, { from: text().length, insert: '>' }];
      pane.dispatchEvent(new CustomEvent('draft-edit', { detail: { changes, reason: 'fix' } }));
    });
    await same(page);
    assert.deepEqual(await withBench(page, ({ selection }) => selection()), [45, 55]);
    assert.equal((await tops(page)).editor, top);
    assert.ok(await withBench(page, ({ text }) => text().startsWith('<') && text().endsWith('>')));
    await page.keyboard.press('Control+z');
    assert.ok(await withBench(page, ({ text }, post) => text() === post, POST), 'one undo takes all of it back');
    await same(page);
  }));

test('what frameworks and forms do is followed, and given back on disconnect', () =>
  browser.inPage(async (page) => {
    const seen = await withBench(page, async (bench) => {
      const { field, form, pane, disconnect } = /** @type {Field} */ (bench);
      field.value = 'set';
      const set = pane.value;
      form.reset();
      await new Promise((resolve) => setTimeout(resolve, 20));
      const reset = pane.value.length;
      disconnect();
      field.value = 'alone';
      return { set, reset, after: pane.value.length, own: Object.getOwnPropertyNames(field), described: field.getAttribute('aria-describedby') };
    });
    assert.deepEqual(seen, { set: 'set', reset: POST.length, after: POST.length, own: [], described: 'hint' });
  }));

test('of two panes on a field, the one that was disconnected first is left alone', () =>
  browser.inPage(async (page) => {
    const seen = await withBench(page, async (bench) => {
      const { field, pane, disconnect, more } = /** @type {Field} */ (bench);
      const other = document.body.appendChild(document.createElement('draft-pane'));
      await other.ready;
      const end = more(other);
      disconnect();
      pane.value = 'a text of its own';
      field.value = 'set';
      field.setRangeText('!', 3, 3);
      const seen = [pane.value, other.value];
      end();
      return seen;
    });
    assert.deepEqual(seen, ['a text of its own', 'set!']);
  }));

test('problems are described to those who do not see them', () =>
  browser.inPage(async (page) => {
    await withBench(page, ({ set }) => set('---\ntitle: t\n---\n# A\n\n### B\n\n[x][nowhere]\n'));
    await page.waitForFunction(() => document.querySelector('textarea')?.getAttribute('aria-describedby') !== 'hint');
    const text = await page.evaluate(() => (document.querySelector('textarea')?.getAttribute('aria-describedby') ?? '').split(' ')
      .map((id) => document.getElementById(id)?.textContent).join(' '));
    assert.match(text, /Line \d+: .+/);
    await withBench(page, ({ set }) => set('---\ntitle: t\n---\n# A\n'));
    await page.waitForFunction(() => document.querySelector('textarea')?.getAttribute('aria-describedby') === 'hint');
  }));

test('a field that is read-only takes nothing, and its boxes cannot be ticked', () =>
  browser.inPage(async (page) => {
    const box = page.locator('draft-pane .body input').first();
    assert.ok(await box.isEnabled());
    await withBench(page, ({ setReadOnly }) => setReadOnly(true));
    await page.waitForFunction(() => /** @type {any} */ (window).bench.pane.editable === false);
    assert.ok(await box.isDisabled());
    await withBench(page, ({ pane }) => pane.dispatchEvent(new CustomEvent('draft-edit', { detail: { changes: { from: 0, insert: 'no' }, reason: 'fix' } })));
    assert.equal(await withBench(page, ({ text }) => text().length), POST.length);
  }));

test('both scroll together, by lines as they are broken, to both ends', () =>
  browser.inPage(async (page) => {
    const down = await wheel(page, '#editor', 3000);
    assert.ok(down.editor > 1500 && down.pane > 500);
    await wheel(page, 'draft-pane', -500);
    // The heading at the upper edge of the preview is at the upper edge of the field, too.
    const found = await withBench(page, (bench) => {
      const { pane, field } = /** @type {Field} */ (bench);
      return { offset: pane.offsetAt(0), ratio: field.scrollTop / (field.scrollHeight - field.clientHeight), length: field.value.length };
    });
    assert.ok(Math.abs(found.offset / found.length - found.ratio) < (2 * SECTION.length) / found.length, JSON.stringify(found));
    const end = await wheel(page, 'draft-pane', 100_000);
    assert.ok(Math.abs(end.pane - end.most) < 2 && end.editorMost - end.editor < 60, JSON.stringify(end));
    const start = await wheel(page, '#editor', -100_000);
    assert.deepEqual([start.editor, start.pane], [0, 0]);
  }));

test('a double click puts the caret at the very character', () =>
  browser.inPage(async (page) => {
    const where = await withBench(page, ({ pane }) => {
      const text = pane.shadowRoot?.querySelector('.body p')?.firstChild;
      const range = document.createRange();
      range.setStart(/** @type {Node} */ (text), 17);
      range.setEnd(/** @type {Node} */ (text), 18);
      const { left, top, height } = range.getBoundingClientRect();
      return { x: left + 1, y: top + height / 2 };
    });
    await page.mouse.dblclick(where.x, where.y);
    const caret = POST.indexOf('A paragraph') + 17;
    assert.deepEqual(await withBench(page, ({ selection }) => selection()), [caret, caret]);
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'textarea');
  }));

test('several panes on one field, several fields on a page', () =>
  browser.inPage(async (page) => {
    const seen = await withBench(page, async (bench) => {
      const { field, connect, pane } = /** @type {Field} */ (bench);
      const second = /** @type {import('../../www/draft-pane.js').DraftPane} */ (document.createElement('draft-pane'));
      const other = document.createElement('textarea');
      const third = /** @type {import('../../www/draft-pane.js').DraftPane} */ (document.createElement('draft-pane'));
      document.body.append(second, other, third);
      await Promise.all([second.ready, third.ready]);
      const undo = [connect(field, second, { diagnostics: false }), connect(other, third)];
      other.value = 'other';
      field.value = `${field.value}- [ ] last`;
      const box = /** @type {HTMLInputElement} */ ([...(second.shadowRoot?.querySelectorAll('.body input') ?? [])].at(-1));
      await Promise.resolve();
      box.click();
      const texts = [pane.value === field.value, second.value === field.value, field.value.endsWith('- [x] last'), third.value];
      undo[0]();
      field.value = 'one';
      return { texts, after: [pane.value, second.value.length > 3, third.value] };
    });
    assert.deepEqual(seen, { texts: [true, true, true, 'other'], after: ['one', true, 'other'] });
  }));
