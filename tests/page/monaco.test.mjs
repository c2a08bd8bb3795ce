/** The adapter for Monaco, with the real one. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, POST, same, SECTION, tops, walk, wheel, withBench } from './adapters.mjs';
import { monaco } from './editors.mjs';
import { worksAsPublished } from './published-editor.mjs';

/** @typedef {import('./adapters.mjs').Bench & { monaco: typeof import('monaco-editor'), editor: import('monaco-editor').editor.IStandaloneCodeEditor, connect: typeof import('../../www/connect/monaco.js').connect }} Monaco */

/** @type {Awaited<ReturnType<typeof open>>} */
let browser;
before(async () => (browser = await open(await monaco())));
after(() => browser.close());

test('the pane follows all that happens to the text', () => browser.inPage((page) => walk(page, 300, 11)));

test('the published view scrolls with it, leads to the source, and follows what is typed', () => browser.inPage(worksAsPublished));

test('a write-back is one step of undo, and keeps selection and scroll position', () =>
  browser.inPage(async (page) => {
    await withBench(page, ({ focus, select }) => (focus(), select(40, 50)));
    await withBench(page, ({ pane, text }) => {
      const changes = [{ from: 0, insert: '<' }, { from: 20, to: 22, insert: 'longer' }, { from: text().length, insert: '>' }];
      pane.dispatchEvent(new CustomEvent('draft-edit', { detail: { changes, reason: 'fix' } }));
    });
    await same(page);
    assert.deepEqual(await withBench(page, ({ selection }) => selection()), [45, 55]);
    await page.keyboard.press('Control+z');
    assert.ok(await withBench(page, ({ text }, post) => text() === post, POST), 'one undo takes all of it back');
    await same(page);
    await withBench(page, ({ setReadOnly }) => setReadOnly(true));
    assert.ok(await page.locator('draft-pane .body input').first().isDisabled());
    await withBench(page, ({ pane }) => pane.dispatchEvent(new CustomEvent('draft-edit', { detail: { changes: { from: 0, insert: 'no' }, reason: 'fix' } })));
    assert.equal(await withBench(page, ({ text }) => text().length), POST.length);
  }));

test('problems are markers, their fixes quick fixes', () =>
  browser.inPage(async (page) => {
    await withBench(page, ({ set }) => set('---\ntitle: a: b\n---\n\nText [x][nowhere]\n'));
    await page.waitForFunction(() => /** @type {any} */ (window).bench.monaco.editor.getModelMarkers({ owner: 'draftpane' }).length > 1);
    const markers = await withBench(page, (bench) => {
      const { monaco, pane } = /** @type {Monaco} */ (bench);
      const places = monaco.editor.getModelMarkers({ owner: 'draftpane' }).map(({ startLineNumber, startColumn }) => [startLineNumber, startColumn]);
      return { places, told: pane.draft?.diagnostics.map(({ line, column }) => [line, column]) };
    });
    assert.deepEqual(markers.places, markers.told);
    await withBench(page, (bench) => {
      const { editor } = /** @type {Monaco} */ (bench);
      editor.setPosition({ lineNumber: 2, column: 9 });
      editor.focus();
    });
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText('Put the value in quotes').first().click({ timeout: 5000 });
    await page.waitForFunction(() => /title: "a: b"|title: 'a: b'/.test(/** @type {any} */ (window).bench.text()));
    await same(page);
    await withBench(page, ({ disconnect }) => disconnect());
    assert.equal(await withBench(page, (bench) => /** @type {Monaco} */ (bench).monaco.editor.getModelMarkers({ owner: 'draftpane' }).length), 0);
  }));

test('both scroll together, to both ends; another model is followed', () =>
  browser.inPage(async (page) => {
    let down = await tops(page);
    for (let turn = 0; turn < 40; turn++) down = await wheel(page, '#editor', 120, 0);
    down = await wheel(page, '#editor', 120);
    assert.ok(down.editor > 1500 && down.pane > 500, JSON.stringify(down));
    const shown = await withBench(page, (bench) => {
      const { pane, editor } = /** @type {Monaco} */ (bench);
      return { pane: pane.offsetAt(0), editor: editor.getModel()?.getOffsetAt({ lineNumber: editor.getVisibleRanges()[0].startLineNumber, column: 1 }) ?? 0 };
    });
    assert.ok(Math.abs(shown.editor - shown.pane) < SECTION.length, JSON.stringify(shown));
    const up = await wheel(page, 'draft-pane', -1000);
    assert.ok(up.editor < down.editor && Math.abs(up.pane - (down.pane - 1000)) < 2);
    const end = await wheel(page, 'draft-pane', 100_000);
    assert.ok(Math.abs(end.pane - end.most) < 2 && end.editorMost - end.editor < 60, JSON.stringify(end));
    await withBench(page, ({ focus }) => focus());
    await page.keyboard.press('Control+Home');
    await page.waitForTimeout(100);
    const start = await tops(page);
    assert.deepEqual([start.editor, start.pane], [0, 0]);
    const value = await withBench(page, (bench) => {
      const { pane, editor, monaco } = /** @type {Monaco} */ (bench);
      editor.setModel(monaco.editor.createModel('another\r\nmodel', 'markdown'));
      editor.executeEdits('test', [{ range: new monaco.Range(2, 1, 2, 1), text: 'the\n' }]);
      return [pane.value, editor.getModel()?.getValue()];
    });
    assert.equal(value[0], 'another\r\nthe\r\nmodel');
    assert.equal(value[1], value[0]);
  }));

test('a double click puts the caret at the source', () =>
  browser.inPage(async (page) => {
    await page.locator('draft-pane .body h2', { hasText: 'Section 1' }).first().dblclick({ position: { x: 2, y: 10 } });
    const [from] = await withBench(page, ({ selection }) => selection());
    assert.equal(from, POST.indexOf('## Section 1') + 3);
    assert.ok(await withBench(page, (bench) => /** @type {Monaco} */ (bench).editor.hasTextFocus()));
  }));
