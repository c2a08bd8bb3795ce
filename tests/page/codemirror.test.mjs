/** The adapter for CodeMirror: real keys, wheels and clicks in a page without a bundler. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, POST, same, SECTION, tops, walk, wheel, withBench } from './adapters.mjs';
import { codeMirror } from './editors.mjs';
import { worksAsPublished } from './published-editor.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {{ view: EditorView, pane: DraftPane, disconnect: () => void }} Page what the test page puts on its window */

/** @type {Awaited<ReturnType<typeof open>>} */
let browser;
before(async () => (browser = await open(codeMirror())));
after(() => browser.close());

/** @param {(page: import('playwright-core').Page) => Promise<void>} work */
const inPage = (work) => browser.inPage(work);

test('the pane follows all that happens to the text', () => inPage((page) => walk(page, 300, 5)));

test('the published view scrolls with it, leads to the source, and follows what is typed', () => inPage(worksAsPublished));

test('the pane follows keys, several cursors, paste, undo, redo and programs', () =>
  inPage(async (page) => {
    await same(page);
    await page.click('.cm-content');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('typed\n');
    await same(page);
    await page.evaluate(() => {
      const { view } = /** @type {Page} */ (/** @type {unknown} */ (window));
      view.dispatch({ changes: [{ from: 0, to: 2, insert: 'X\nY' }, { from: 10, insert: '\r\n' }, { from: 30, to: 60 }], userEvent: 'input.paste' });
      view.dispatch(view.state.replaceSelection('[😀]'));
    });
    await same(page);
    for (const key of ['Control+z', 'Control+z', 'Control+y', 'Control+z', 'Control+z']) {
      await page.keyboard.press(key);
      await same(page);
    }
    await page.evaluate(() => {
      const { view } = /** @type {Page} */ (/** @type {unknown} */ (window));
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: '# All new' } });
    });
    await same(page);
    assert.equal(await page.locator('draft-pane .body').innerText(), 'All new');
  }));

test('what the pane asks for is one step of undo, and nothing where the editor is read-only', () =>
  inPage(async (page) => {
    const steps = await page.evaluate(async () => {
      const { view, pane } = /** @type {Page} */ (/** @type {unknown} */ (window));
      // @ts-ignore a bare module, from the page's import map
      const { undo } = await import('@codemirror/commands');
      const before = view.state.doc.toString();
      const detail = { changes: [{ from: 0, insert: '<' }, { from: before.length, insert: '>' }], reason: 'task' };
      pane.dispatchEvent(new CustomEvent('draft-edit', { detail }));
      const after = view.state.doc.toString();
      undo(view);
      return { made: after === `<${before}>`, undone: view.state.doc.toString() === before };
    });
    assert.deepEqual(steps, { made: true, undone: true });
    await same(page);
  }));

test('a double click goes to the source, a single one does not', () =>
  inPage(async (page) => {
    const head = () => page.evaluate(() => /** @type {Page} */ (/** @type {unknown} */ (window)).view.state.selection.main.head);
    const heading = page.locator('draft-pane .body h2', { hasText: 'Section 2' }).first();
    await heading.click();
    assert.equal(await head(), 0);
    await heading.dblclick({ position: { x: 2, y: 10 } });
    assert.equal(await head(), POST.indexOf('## Section 2') + 3);
    assert.ok(await page.evaluate(() => /** @type {Page} */ (/** @type {unknown} */ (window)).view.hasFocus));
    await page.locator('draft-pane h1').first().dblclick();
    assert.ok(Math.abs((await head()) - POST.indexOf('"A post"')) <= 1);
  }));

test('whichever is scrolled, the other follows, to both ends, and the driver is left alone', () =>
  inPage(async (page) => {
    const down = await wheel(page, '#editor', 3000);
    assert.ok(down.editor > 1500 && down.pane > 500);
    const shown = await page.evaluate(() => {
      const { view, pane } = /** @type {Page} */ (/** @type {unknown} */ (window));
      const height = view.scrollDOM.scrollTop - view.documentPadding.top;
      return { editor: view.lineBlockAtHeight(height).from, pane: pane.offsetAt(0) };
    });
    assert.ok(Math.abs(shown.editor - shown.pane) < SECTION.length, `${shown.editor} and ${shown.pane}`);
    const up = await wheel(page, 'draft-pane', -1000);
    assert.ok(up.editor < down.editor && Math.abs(up.pane - (down.pane - 1000)) < 2);
    const end = await wheel(page, 'draft-pane', 100_000);
    assert.ok(Math.abs(end.pane - end.most) < 2);
    const left = await page.evaluate(() => {
      const { scrollTop, scrollHeight, clientHeight } = /** @type {Page} */ (/** @type {unknown} */ (window)).view.scrollDOM;
      return scrollHeight - clientHeight - scrollTop;
    });
    assert.ok(left < 60, `${left} px are left below`);
    const start = await wheel(page, '#editor', -100_000);
    assert.deepEqual([start.editor, start.pane], [0, 0]);
  }));

test('typing moves the preview only when the edited block is out of sight', () =>
  inPage(async (page) => {
    await page.click('.cm-content');
    await page.keyboard.press('Control+Home');
    for (let count = 0; count < 9; count++) await page.keyboard.press('ArrowDown');
    const before = await tops(page);
    await page.keyboard.type('some words');
    await page.waitForTimeout(100);
    assert.equal((await tops(page)).pane, before.pane);
    await wheel(page, 'draft-pane', 100_000);
    await page.keyboard.type('x');
    await page.waitForFunction(() => /** @type {Page} */ (/** @type {unknown} */ (window)).pane.scrollTop < 400);
  }));

test('what a search finds, a program shows by hand, and a click leads to is in view in the preview; selecting all moves nothing', () =>
  inPage(async (page) => {
    const inView = (/** @type {number} */ at) => withBench(page, ({ pane }, at) => pane.offsetAt(0) <= at && pane.offsetAt(pane.clientHeight) >= at, at);
    await page.click('.cm-content');
    await page.keyboard.type('x');
    // As the search panel and a list of problems do it.
    const at = POST.indexOf('## Section 30');
    for (const userEvent of ['select.search', 'select']) {
      await wheel(page, 'draft-pane', userEvent === 'select' ? -100_000 : 100_000);
      await withBench(page, (bench, { at, userEvent }) => {
        const { EditorView } = /** @type {any} */ (bench);
        const { view } = /** @type {Page} */ (/** @type {unknown} */ (window));
        view.dispatch({ selection: { anchor: at, head: at + 5 }, effects: EditorView.scrollIntoView(at, { y: 'center' }), userEvent });
      }, { at, userEvent });
      await page.waitForTimeout(150);
      assert.ok(await inView(at), userEvent);
      const { editor } = await tops(page);
      await page.waitForTimeout(100);
      assert.equal((await tops(page)).editor, editor, 'the preview does not lead the editor away');
    }
    const before = await tops(page);
    await page.keyboard.press('Control+a');
    await page.waitForTimeout(100);
    assert.equal((await tops(page)).pane, before.pane);
  }));

test('after disconnect() each goes its own way', () =>
  inPage(async (page) => {
    const lengths = await page.evaluate(() => {
      const { view, pane, disconnect } = /** @type {Page} */ (/** @type {unknown} */ (window));
      disconnect();
      view.dispatch({ changes: { from: 0, insert: 'alone' } });
      pane.dispatchEvent(new CustomEvent('draft-edit', { detail: { changes: { from: 0, insert: 'no' }, reason: 'fix' } }));
      return { editor: view.state.doc.length, pane: pane.value.length };
    });
    assert.deepEqual(lengths, { editor: POST.length + 5, pane: POST.length });
    await wheel(page, '#editor', 2000);
    assert.equal((await tops(page)).pane, 0);
  }));

test('problems are lint, with the fixes as actions', () =>
  inPage(async (page) => {
    await withBench(page, ({ set }) => set('---\ntitle: a: b\n---\n\nText [x][nowhere]\n'));
    await page.waitForSelector('.cm-lintRange-error');
    await withBench(page, ({ focus, select }) => (focus(), select(4, 4)));
    await page.keyboard.type('a: 1\n');
    // New diagnostics, when the browser is idle, close what is open.
    await page.waitForTimeout(600);
    await page.keyboard.press('F8');
    await page.locator('.cm-diagnosticAction', { hasText: 'Put the value in quotes' }).click();
    assert.ok((await withBench(page, ({ text }) => text())).startsWith('---\na: 1\ntitle: "a: b"\n'));
    await same(page);
    await withBench(page, ({ disconnect }) => disconnect());
    assert.equal(await page.locator('.cm-lintRange').count(), 0);
  }));

test('as an extension it lasts as long as the editor has it; read-only is told', () =>
  inPage(async (page) => {
    const seen = await withBench(page, async (bench) => {
      const { EditorView, extensions, draftPane, disconnect, pane } = /** @type {import('./adapters.mjs').Bench & Record<string, any>} */ (bench);
      disconnect();
      const second = /** @type {DraftPane} */ (document.createElement('draft-pane'));
      document.body.append(second);
      await second.ready;
      const view = new EditorView({ doc: '- [ ] one', extensions: [extensions, draftPane(pane), draftPane(second)], parent: document.body });
      const first = [pane.value, second.value, pane.editable];
      /** @type {HTMLInputElement | null | undefined} */ (second.shadowRoot?.querySelector('input'))?.click();
      const ticked = [view.state.doc.toString(), pane.value, second.value];
      view.setState(view.state.constructor.create({ doc: 'alone', extensions }));
      return { first, ticked, apart: [pane.value, second.value, pane.editable] };
    });
    assert.deepEqual(seen, {
      first: ['- [ ] one', '- [ ] one', true],
      ticked: ['- [x] one', '- [x] one', '- [x] one'],
      apart: ['- [x] one', '- [x] one', false],
    });
  }));
