/** The published view beside an editor, of which it knows nothing: the test for every adapter. A stand-in for Hugo makes its pages. */
import { SECTION, tops, wheel, withBench } from './adapters.mjs';
import { comes } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Shows the text of the editor as published. @param {Page} page @returns {Promise<import('playwright-core').Frame>} */
async function publish(page) {
  await withBench(page, async ({ pane }) => {
    // @ts-ignore from the page's server
    const { render } = await import('/engine.js');
    const style = 'body { margin: 0; font: 15px/1.6 serif } header { height: 90px } footer { height: 200px }';
    const hugo = {
      memory: 0,
      async render(/** @type {string} */ path, /** @type {string} */ text) {
        const { html: content } = render(text);
        return { page: `<!doctype html><title>t</title><style>${style}</style><header>Log</header><main>${content}</main><footer>End</footer>`, content, target: 'a/index.html', problems: [], milliseconds: 1 };
      },
      open: async () => [],
      async write() {},
      shortcodes: async () => ({ shortcodes: [], hooks: false, problems: [], milliseconds: 1 }),
      blocks: async () => ({ blocks: [], problems: [], milliseconds: 1 }),
      read: async () => null,
      close() {},
    };
    Object.assign(pane, { path: 'content/a.md', hugo, view: 'published' });
  });
  await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('article')?.hidden);
  const frame = await (await page.locator('draft-pane iframe').elementHandle())?.contentFrame();
  await page.waitForFunction(() => (document.querySelector('draft-pane')?.scrollHeight ?? 0) > 2000);
  return /** @type {import('playwright-core').Frame} */ (frame);
}

/** Until both show nearly the same place. @param {Page} page */
const together = (page) => comes(() => withBench(page, ({ pane, scrolled }) => {
  const { top, most } = scrolled();
  const part = pane.scrollTop / (pane.scrollHeight - pane.clientHeight);
  return top > 0 && part > 0 && Math.abs(top / most - part) < 0.1;
}), true);

/** @param {Page} page */
export async function worksAsPublished(page) {
  const frame = await publish(page);
  // The editor leads, then the frame, to both ends.
  for (let turn = 0; turn < 10; turn++) await wheel(page, '#editor', 120, 0);
  await together(page);
  const before = await tops(page);
  await wheel(page, 'draft-pane', 1500, 0);
  await page.waitForFunction((top) => /** @type {any} */ (window).bench.scrolled().top > top + 300, before.editor);
  await together(page);
  await wheel(page, 'draft-pane', 100_000, 0);
  await comes(async () => {
    const { editor, editorMost } = await tops(page);
    return editorMost - editor < 60;
  }, true);
  await wheel(page, 'draft-pane', -100_000, 0);
  await comes(async () => (await tops(page)).editor, 0);
  // A double click leads to the source.
  const item = frame.locator('li', { hasText: 'one' }).nth(25);
  await item.scrollIntoViewIfNeeded();
  await item.dblclick({ position: { x: 8, y: 8 } });
  const wanted = await withBench(page, ({ text }) => text().indexOf('- one', text().indexOf('## Section 25')) + 2);
  await comes(async () => {
    const [at] = await withBench(page, ({ selection }) => selection());
    return at >= wanted && at <= wanted + 3;
  }, true);
  // The editor has the focus, and the page follows what is typed.
  await page.keyboard.type('every');
  await frame.waitForFunction(() => /every/.test(document.querySelectorAll('ul')[25]?.textContent ?? ''));
  // The caret is shown where it goes.
  await page.keyboard.press('Control+End');
  await frame.waitForFunction(() => scrollY > document.documentElement.scrollHeight - 2 * innerHeight - 250);
  const { length } = await withBench(page, ({ text }) => text());
  // The pane learns of it a moment later.
  const hidden = async () => length - await withBench(page, ({ pane }) => pane.offsetAt(pane.clientHeight));
  await comes(async () => await hidden() < SECTION.length, true);
  // The live preview again, at the same place.
  await withBench(page, ({ pane }) => (pane.view = 'live'));
  await page.waitForFunction(() => !document.querySelector('draft-pane')?.shadowRoot?.querySelector('iframe'));
  await comes(async () => await hidden() < 2 * SECTION.length, true);
}
