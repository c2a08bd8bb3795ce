/** Every state of the page: nothing for axe to find, a picture to look at, all of it by keyboard, and room to write. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { comes, dropFile, openFile, openSite, place, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, show(page: Page): Promise<void>, leave?(page: Page): Promise<void> }} State */

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const escape = (/** @type {Page} */ page) => page.keyboard.press('Escape');
const closeSheet = (/** @type {Page} */ page) => page.evaluate(() => {
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
});
/** Runs a command of the menu. @param {Page} page @param {string} id */
async function run(page, id) {
  await page.locator('#show-more').click();
  await page.locator(`#more [data-command="${id}"]`).click();
}

const table = 'Tides.\n\n| Tide | Time |\n| --- | --- |\n| High‸ | 06:42 |\n| Low | 12:54 |\n';
const rightToLeft = '---\ntitle: "مرفأ الشتاء"\n---\n\n## الريح\n\nجاءت الريح من الغرب، ثم هدأت. `code` and words.\n\n- نورس\n- خرشنة\n';

/** In the order in which they are visited; each is left before the next. @type {State[]} */
const states = [
  { name: 'first-visit', show: async (page) => page.locator('draft-pane [part~=body] h2').first().waitFor({ state: 'attached' }) },
  ...['drafts', 'outline', 'more'].map((menu) => ({
    name: menu,
    async show(/** @type {Page} */ page) {
      await page.locator(`#show-${menu}`).click();
      await page.locator(`#${menu}:popover-open button`).last().waitFor();
    },
    leave: escape,
  })),
  {
    name: 'heading-levels',
    async show(page) {
      await page.locator('#toolbar [popovertarget="heading-levels"], #toolbar [aria-haspopup]').first().click();
      await page.locator('#heading-levels:popover-open').waitFor();
    },
    leave: escape,
  },
  ...[['keys', 'key-sheet'], ['settings', 'settings'], ['versions', 'versions'], ['name-version', 'question'], ['word-goal', 'question']].map(([id, dialog]) => ({
    name: id,
    async show(/** @type {Page} */ page) {
      await run(page, id);
      await page.locator(`#${dialog}[open]`).waitFor();
    },
    leave: closeSheet,
  })),
  {
    name: 'find',
    async show(page) {
      await page.locator('.cm-content').press('Control+f');
      await page.locator('.cm-search input[name=search]').pressSequentially('the');
      await page.locator('.cm-search').locator('.cm-find-count:not(:empty)').waitFor();
    },
    leave: (page) => page.locator('.cm-search input[name=search]').press('Escape'),
  },
  {
    name: 'completion',
    async show(page) {
      await place(page, '---\ntitle: Ebb\n‸\n---\n');
      await page.keyboard.type('da');
      await page.locator('.cm-tooltip-autocomplete').waitFor();
    },
    leave: escape,
  },
  { name: 'table-tools', show: (page) => place(page, table) },
  { name: 'right-to-left', show: (page) => replaceText(page, rightToLeft) },
  {
    name: 'problems',
    async show(page) {
      await replaceText(page, '---\ntitle: "Broken\ntags: [one\n---\n\nBody with `code` and a [link][nowhere].\n');
      await page.locator('#show-problems:not(:disabled)').click();
      await page.locator('.problem').first().waitFor();
    },
    leave: (page) => page.locator('#show-problems').click(),
  },
  {
    name: 'notices',
    async show(page) {
      await page.locator('#file-input').setInputFiles({ name: 'latin.md', mimeType: 'text/markdown', buffer: Buffer.from('Caf\xe9', 'latin1') });
      await dropFile(page.locator('#editor'), 'hugo.toml', 'title = ');
      await page.locator('.notice').nth(1).waitFor();
    },
    async leave(page) {
      while (await page.locator('.notice').count()) await page.locator('.notice-close').first().click();
    },
  },
  { name: 'text-alone', show: (page) => run(page, 'layout-text'), leave: (page) => run(page, 'layout-both') },
  { name: 'preview-alone', show: (page) => run(page, 'layout-preview'), leave: (page) => run(page, 'layout-both') },
  {
    name: 'full-text',
    async show(page) {
      await run(page, 'full-screen');
      await page.locator('#leave-full').waitFor();
    },
    leave: (page) => page.locator('#leave-full').click(),
  },
  {
    name: 'question-aside',
    async show(page) {
      await page.locator('#file-input').setInputFiles({ name: 'latin.md', mimeType: 'text/markdown', buffer: Buffer.from('Caf\xe9', 'latin1') });
      await page.locator('.notice-action').first().waitFor();
      await page.locator('.cm-content').focus();
      await escape(page);
      await page.locator('#show-notices').waitFor();
    },
  },
  {
    name: 'stylesheet-refused',
    async show(page) {
      await run(page, 'settings');
      await page.locator('#setting-style-address').fill('ftp://example.org/');
      await page.locator('#setting-style-address').press('Enter');
      await page.locator('#setting-style-state', { hasText: 'not the address' }).waitFor();
    },
    leave: closeSheet,
  },
  { name: 'empty', show: (page) => replaceText(page, '') },
];

/** @param {Page} page @param {string} name */
async function clean(page, name) {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  await screenshot(page, `state-${name}`);
  const found = await page.evaluate(async () => (await /** @type {any} */ (window).axe.run()).violations
    .flatMap((/** @type {any} */ { id, nodes }) => nodes.map((/** @type {any} */ { html, failureSummary }) => `${id}: ${html} ${failureSummary}`)));
  return found.map((/** @type {string} */ text) => `${name}: ${text}`);
}

/** @type {[name: string, options: import('playwright-core').BrowserContextOptions, only?: string[]][]} */
const circumstances = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['German', { locale: 'de-DE' }, ['first-visit', 'more', 'settings', 'notices']],
  ['forced-colours', { forcedColors: 'active', reducedMotion: 'reduce' }, ['first-visit', 'more', 'settings', 'problems', 'notices']],
  ['narrow', { viewport: { width: 320, height: 640 }, hasTouch: true }, ['first-visit', 'drafts', 'more', 'keys', 'settings', 'versions', 'problems', 'notices']],
  // 200 and 400 % of a window of 1280 by 800.
  ['200', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }, ['first-visit', 'more', 'settings', 'problems', 'notices']],
  ['400', { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 }, ['first-visit', 'more', 'settings', 'problems', 'notices']],
];

for (const [name, options, only] of circumstances) {
  test(`axe finds nothing, ${name}`, () => site.visit(async ({ page }) => {
    await page.evaluate(axeSource);
    /** @type {string[]} */
    const found = [];
    for (const state of states) {
      if (only && !only.includes(state.name)) continue;
      await state.show(page);
      found.push(...await clean(page, `${name}-${state.name}`));
      await state.leave?.(page);
    }
    assert.deepEqual(found, []);
  }, options));
}

test('a narrow screen, written and read', () => site.visit(async ({ page }) => {
  await page.evaluate(axeSource);
  const found = await clean(page, 'write-390');
  await page.locator('#show-preview').click();
  found.push(...await clean(page, 'read-390'));
  assert.deepEqual(found, []);
  // The same pane is there after a reload.
  await page.reload();
  await page.locator('draft-pane [part~=body] h2').first().waitFor();
  await page.locator('draft-pane article').waitFor();
  await page.locator('.cm-content').waitFor({ state: 'hidden' });
}, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }));

test('all controls are reached by Tab, show it, and let the focus go', () => site.visit(async ({ page }) => {
  await replaceText(page, '---\ntitle: "Broken\ntags: [one\n---\n\nBody with a [link](https://example.org/).\n');
  await page.locator('#show-problems:not(:disabled)').click();
  await page.locator('.problem').first().waitFor();
  await openFile(page, 'latin.md', Buffer.from('Caf\xe9', 'latin1'));
  await page.locator('.notice-action').waitFor();
  // Escape, by which one leaves the text, puts its question into the bar at the foot of the page.
  await page.locator('.cm-content').focus();
  await escape(page);
  await page.locator('#show-notices').waitFor();
  const wanted = await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    const all = document.querySelectorAll('button, input, select, [tabindex="0"], draft-pane, #editor');
    const visible = [...all].filter((element) => element.checkVisibility({ visibilityProperty: true }) && !(/** @type {any} */ (element).disabled)
      // One stop of Tab for a bar: arrow keys go on.
      && !(element.closest('[role=toolbar]') && /** @type {HTMLElement} */ (element).tabIndex < 0));
    for (const [at, element] of visible.entries()) element.setAttribute('data-stop', String(at));
    return visible.map((element) => `${element.localName}#${element.id}.${element.className}`);
  });
  /** @type {Set<number>} */
  const reached = new Set();
  /** @type {string[]} */
  const unseen = [];
  for (let presses = 0; presses < wanted.length + 15; presses++) {
    // In the editor Tab is for the text until Escape is pressed.
    if (await page.evaluate(() => document.activeElement?.id === 'editor')) await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    const { stop, seen } = await page.evaluate(() => {
      const focused = /** @type {HTMLElement} */ (document.activeElement);
      const inner = focused.shadowRoot?.activeElement ?? focused;
      // The preview shows the focus around the whole of it.
      const seen = [inner, focused].some((element) => getComputedStyle(element).outlineStyle !== 'none');
      return { stop: focused.dataset.stop ?? '', seen: focused.id === 'editor' || seen };
    });
    if (stop === '') continue;
    reached.add(Number(stop));
    if (!seen) unseen.push(wanted[Number(stop)]);
  }
  assert.deepEqual(wanted.filter((_, at) => !reached.has(at)), [], 'not reached');
  assert.deepEqual([...new Set(unseen)], [], 'without a visible focus');
}));

test('a window of 320 by 200 has room to write, also with notices and problems', () => site.visit(async ({ page }) => {
  const room = () => page.evaluate(() => {
    const root = document.getElementById('editor')?.shadowRoot;
    const caret = root?.querySelector('.cm-cursor-primary')?.getBoundingClientRect();
    const scroller = /** @type {Element} */ (root?.querySelector('.cm-scroller')).getBoundingClientRect();
    return { height: scroller.height, isCaretSeen: !!caret && caret.top >= scroller.top - 1 && caret.bottom <= scroller.bottom + 1 && scroller.bottom <= innerHeight };
  });
  const seen = () => comes(async () => (await room()).isCaretSeen, true);
  await replaceText(page, `---\ntitle: "Broken\n---\n\n${'A line of the log.\n\n'.repeat(40)}`);
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type('The last line.');
  await seen();
  const alone = await room();
  assert.ok(alone.isCaretSeen && alone.height >= 90, JSON.stringify(alone));
  await page.locator('#show-problems:not(:disabled)').click();
  await dropFile(page.locator('#editor'), 'hugo.toml', 'title = ');
  await page.locator('.notice').waitFor();
  await page.locator('.cm-content').focus();
  await page.keyboard.type(' More.');
  await seen();
  const crowded = await room();
  await screenshot(page, 'state-400-crowded');
  assert.ok(crowded.isCaretSeen && crowded.height >= 45, JSON.stringify(crowded));
}, { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 }));

for (const [pointer, least, options] of /** @type {const} */ ([['fine', 24, {}], ['coarse', 44, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }]])) {
  test(`targets are at least ${least} pixels for a ${pointer} pointer`, () => site.visit(async ({ page }) => {
    /** @type {string[]} */
    const found = [];
    for (const state of states) {
      if (!['first-visit', 'drafts', 'outline', 'more', 'settings', 'keys', 'problems', 'notices', 'find'].includes(state.name)) continue;
      await state.show(page);
      found.push(...await page.evaluate(({ least, state }) => {
        const top = document.querySelector('dialog[open], :popover-open') ?? document;
        const roots = top === document ? [document, document.getElementById('editor')?.shadowRoot] : [top];
        return roots.flatMap((root) => [...root?.querySelectorAll('button, select, input, [role=separator]') ?? []])
          .filter((element) => element.checkVisibility({ visibilityProperty: true }))
          .flatMap((element) => {
            // A label is a part of its box.
            const label = /** @type {HTMLInputElement} */ (element).labels?.[0];
            const boxes = [element, ...label ? [label] : []].map((each) => each.getBoundingClientRect());
            const [width, height] = [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
            const isSplitter = element.getAttribute('role') === 'separator';
            return Math.round(height) < least || (Math.round(width) < (isSplitter ? 9 : least)) ? [`${state}: ${element.localName}#${element.id}.${element.className} ${Math.round(width)}×${Math.round(height)}`] : [];
          });
      }, { least, state: state.name }));
      await state.leave?.(page);
    }
    assert.deepEqual([...new Set(found)], []);
  }, options));
}
