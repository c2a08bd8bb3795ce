/** Failures of the editor's parser or of drawing a post do not lose the text. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeMirror } from './editors.mjs';
import { open } from './adapters.mjs';
import { becomes, comes, editorTextOf, kept, openFile, openSite, ready, replaceText, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** @param {Page} page @param {string} text */
const paste = (page, text) => page.locator('.cm-content').evaluate((content, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, text);

const plain = 'The source is shown without colours';
const hostile = {
  'items in items': '- '.repeat(25_000) + 'a', 'quotes in quotes': '>'.repeat(50_000), 'links in links': '[a]('.repeat(12_000),
  emphasis: '*a '.repeat(10_000) + '*b'.repeat(10_000), 'struck out': '~~a'.repeat(16_000), 'emphasis over lines': '*a\n'.repeat(16_000),
  'lists in front matter': `---\n${'- '.repeat(20_000)}a\n---\n`,
};

test('a text that the editor\'s parser would take too long for goes in, without colours, which is said', (context) => site.visit(async ({ page }) => {
  for (const [name, text] of Object.entries(hostile)) {
    await replaceText(page, 'Before **bold**.\n\n');
    await page.getByText(plain).waitFor({ state: 'detached' });
    await page.locator('.cm-content').press('Control+End');
    const start = Date.now();
    await paste(page, text);
    await page.waitForFunction((plain) => document.getElementById('notices')?.textContent?.includes(plain), plain);
    await page.waitForFunction((length) => /** @type {any} */ (document.querySelector('draft-pane')).value.length === length, `Before **bold**.\n\n${text}`.length);
    const pasted = Date.now() - start;
    await page.keyboard.type('x');
    await becomes(() => page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).value.endsWith('x')), name);
    // Colours come back with a text that can be coloured, and are not needed for undoing.
    await page.keyboard.press('Control+z');
    context.diagnostic(`${name}: ${pasted} ms`);
  }
  await replaceText(page, 'Again **bold**.\n');
  await page.waitForFunction(() => [...(document.getElementById('editor')?.shadowRoot?.querySelectorAll('.cm-line span') ?? [])].some(({ textContent }) => textContent === 'bold'));
}));

test('an ordinary long post keeps its colours', () => site.visit(async ({ page }) => {
  const code = 'const list = [first[0], second[1]].map(([a, b]) => a * b);\n'.repeat(150);
  const items = Array.from({ length: 800 }, (_, at) => `- [item ${at}](https://example.org/${at}), *new*`).join('\n');
  const picture = `![](data:image/png;base64,${'iVBORw0KGgo'.repeat(8000)})`;
  await openFile(page, 'long.md', `# Long\n\n\`\`\`js\n${code}\`\`\`\n\n${items}\n\n${picture}\n`);
  await page.locator('#draft-title', { hasText: 'long.md' }).waitFor();
  await page.waitForTimeout(300);
  await comes(() => page.getByText(plain).count(), 0);
}));

test('where the parser throws, what is typed, pasted and opened goes in all the same', async () => {
  const browser = await open({ ...codeMirror(), '/test.js': `
    import { EditorState, StateField } from '@codemirror/state';
    import { EditorView } from '@codemirror/view';
    import { Guard } from '/app/editor/guard.js';
    let breaks = false;
    const language = [StateField.define({ create: (state) => check(state.doc), update: (value, { newDoc }) => check(newDoc) })];
    function check(doc) {
      if (doc.toString().includes('BREAK')) throw new RangeError('Maximum call stack size exceeded');
      return 0;
    }
    window.reportError = () => {};
    const told = [];
    const make = (text) => {
      const guard = new Guard(language, (plain) => told.push(plain));
      const state = guard.create((extension) => EditorState.create({ doc: text, extensions: extension(EditorState.create({ doc: text }).doc) }));
      return new EditorView({ state, parent: document.getElementById('editor'), dispatchTransactions: (all, view) => guard.dispatch(all, view) });
    };
    window.bench = { make, told };
    document.body.dataset.ready = '';` });
  try {
    await browser.inPage(async (page) => {
      const seen = await page.evaluate(() => {
        const { make, told } = /** @type {any} */ (window).bench;
        const view = make('fine');
        view.dispatch({ changes: { from: 4, insert: ' so far' }, userEvent: 'input.type' });
        view.dispatch({ changes: { from: 0, insert: 'BREAK ' }, selection: { anchor: 6 }, userEvent: 'input.paste' });
        view.dispatch({ changes: { from: 6, insert: 'on ' }, userEvent: 'input.type' });
        return { text: view.state.doc.toString(), shown: view.contentDOM.textContent, caret: view.state.selection.main.head, told, opened: make('BREAK from the start').state.doc.toString() };
      });
      assert.deepEqual(seen, { text: 'BREAK on fine so far', shown: 'BREAK on fine so far', caret: 6, told: [true], opened: 'BREAK from the start' });
    });
  } finally {
    await browser.close();
  }
});

test('a formula that ends the tab: its text was saved before, the draft opens without it, and it can be drawn again', () => site.visit(async ({ page, context }) => {
  const text = 'A formula:\n\n```math\nx^2\n```\n';
  await replaceText(page, text);
  await page.waitForFunction(() => 'ended' in window);
  // Nothing that a page does when it is closed has been done.
  const next = await context.newPage();
  await page.close();
  await next.goto(site.url);
  await ready(next);
  await comes(() => textOf(next), text);
  await next.getByText('is shown without colours in code, formulas and diagrams: the page broke down while it drew them.').waitFor();
  await next.waitForTimeout(1500);
  await comes(() => next.locator('draft-pane .enhanced').count(), 0);
  // Typing on is safe, and so is another reload.
  await next.locator('.cm-content').press('Control+End');
  await next.keyboard.type('More.');
  await kept(next);
  await next.reload();
  await ready(next);
  assert.equal(await editorTextOf(next), `${text}More.`);
  await next.evaluate(() => Object.assign(window, { harmless: true }));
  await next.getByRole('button', { name: 'Draw them again' }).click();
  await next.locator('draft-pane .enhanced').waitFor();
  await next.waitForTimeout(1500);
  await next.evaluate(() => Object.assign(window, { closes: true }));
  await next.reload();
  await ready(next);
  await comes(() => next.getByText('the page broke down').count(), 0);
}, {
  script: () => {
    for (const type of ['pagehide', 'visibilitychange', 'beforeunload']) {
      addEventListener(type, (event) => 'ended' in window && event.stopImmediatePropagation(), true);
    }
    const { append } = DocumentFragment.prototype;
    DocumentFragment.prototype.append = function (/** @type {any[]} */ ...nodes) {
      if (!/^katex/.test(nodes[0]?.className ?? '') || 'harmless' in window) return append.apply(this, nodes);
      // As good as a crash: no timer, no write, no event runs any more.
      Object.assign(window, { ended: true });
      window.setTimeout = /** @type {any} */ (() => 0);
      IDBDatabase.prototype.transaction = () => {
        throw new Error('the page has ended');
      };
      Storage.prototype.setItem = Storage.prototype.removeItem = () => {};
      throw new Error('the page has ended');
    };
  },
}));

test('a draft that another tab draws at this moment is drawn in a new one, too', () => site.visit(async ({ page, context }) => {
  await replaceText(page, '```math\nx^2\n```\n');
  await page.locator('draft-pane .enhanced').waitFor();
  await kept(page);
  await page.locator('.cm-line', { hasText: 'x^2' }).click();
  await page.keyboard.press('End');
  const next = await context.newPage();
  // The mark stays for a while, as where the browser slows the clocks of a tab in the background down.
  await page.evaluate(() => {
    const { setTimeout } = window;
    window.setTimeout = /** @type {any} */ ((/** @type {() => void} */ work, /** @type {number} */ wait) => (wait === 1000 ? 0 : setTimeout(work, wait)));
  });
  await page.keyboard.type('3');
  await kept(page);
  await becomes(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('draftpane.drawing.'))));
  await next.goto(site.url);
  await ready(next);
  await next.locator('draft-pane .enhanced').waitFor();
  await comes(() => next.getByText('the page broke down').count(), 0);
}));

test('closing or reloading a page while it draws is no crash', () => site.visit(async ({ page }) => {
  await replaceText(page, '```math\nx^2\n```\n');
  await page.reload();
  await ready(page);
  await page.locator('draft-pane .enhanced').waitFor();
  await comes(() => page.getByText('the page broke down').count(), 0);
}));
