/** Small things that irritate a writer when they are not as they should be. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, editorTextOf, kept, marked, newDraft, openSite, place, ready, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const hint = (/** @type {Page} */ page) => page.locator('#hint');

test('a new draft has no warning and a quiet word, until something is typed', () => site.visit(async ({ page }) => {
  await newDraft(page);
  await hint(page).getByText('Write below the front matter').waitFor();
  await page.locator('#problem-count', { hasText: 'No problems' }).waitFor();
  await screenshot(page, 'new-draft');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('The water goes.');
  await hint(page).waitFor({ state: 'hidden' });
  await page.locator('#problem-count', { hasText: '1 warning' }).waitFor();
  await page.setViewportSize({ width: 390, height: 780 });
  await newDraft(page);
  await hint(page).waitFor();
  await screenshot(page, 'new-draft-390');
}));

test('after a command by the mouse one writes on', () => site.visit(async ({ page }) => {
  await place(page, 'The water‸ goes.');
  await page.locator('#show-more').click();
  await page.locator('#more [data-command="line-numbers"]').click();
  await page.locator('.cm-lineNumbers').waitFor();
  await page.keyboard.type(' never');
  await comes(() => marked(page), 'The water never‸ goes.');
  // By the keyboard one goes on among the tools.
  await page.locator('#show-more').focus();
  await page.keyboard.press('Enter');
  await page.locator('#more [data-command="line-numbers"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('.cm-lineNumbers').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.id === 'show-more');
}));

test('front matter that is half typed moves nothing in the preview', () => site.visit(async ({ page }) => {
  await place(page, '---\ntitle: "Ebb"\ntags: [one‸]\n---\n\nThe water goes.\n');
  const top = () => page.locator('draft-pane .body p').evaluate((paragraph) => Math.round(paragraph.getBoundingClientRect().top));
  await page.locator('draft-pane .body p').waitFor();
  const before = await top();
  await page.keyboard.press('Delete');
  await page.locator('draft-pane .note').getByText('Front matter has an error').waitFor();
  assert.equal(await top(), before);
  await screenshot(page, 'note');
}));

test('there is half a screen of room below the last line', () => site.visit(async ({ page }) => {
  await replaceText(page, 'A line.\n\n'.repeat(100));
  await page.keyboard.press('Control+End');
  const room = await page.evaluate(() => {
    const scroller = /** @type {HTMLElement} */ (document.getElementById('editor')?.shadowRoot?.querySelector('.cm-scroller'));
    scroller.scrollTop = scroller.scrollHeight;
    return [Number(scroller.querySelector('.cm-line:last-child')?.getBoundingClientRect().bottom) - scroller.getBoundingClientRect().top, scroller.clientHeight];
  });
  assert.ok(room[0] < room[1] * 0.6, room.join(' of '));
}));

test('a new table is seen at once, and its first heading is typed over', () => site.visit(async ({ page }) => {
  await place(page, 'Tides\n\n‸');
  await page.keyboard.press('Alt+Shift+T');
  await comes(() => marked(page), 'Tides\n\n| ⟨Column 1⟩ | Column 2 |\n| -------- | -------- |\n|          |          |');
  await page.locator('draft-pane').getByRole('columnheader', { name: 'Column 2' }).waitFor();
  await page.keyboard.type('Time');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Height');
  await page.locator('draft-pane').getByRole('columnheader', { name: 'Height' }).waitFor();
}));

test('the place of the caret is there after a page that closed right after it moved', () => site.visit(async ({ page }) => {
  await replaceText(page, 'one\n\ntwo\n\nthree\n');
  await kept(page);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    // As a page that is closed has no time for more.
    IDBObjectStore.prototype.put = () => { throw new Error('closed'); };
  });
  await page.reload();
  await ready(page);
  await page.locator('.cm-content').focus();
  await page.keyboard.type('X');
  await kept(page);
  assert.equal(await editorTextOf(page), 'one\n\nXtwo\n\nthree\n');
}));

test('the German sample has them, too', () => site.visit(async ({ page }) => {
  for (const language of ['math', 'mermaid']) await page.locator(`draft-pane code.language-${language}`).waitFor({ state: 'attached' });
  await page.locator('draft-pane .footnotes li').first().waitFor();
}, { locale: 'de-DE' }));

test('the sample shows a formula, a diagram and footnotes, drawn when they come into view', () => site.visit(async ({ page }) => {
  const requested = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /mermaid|katex/i.test(name)).length);
  const pane = page.locator('draft-pane');
  await pane.locator('.footnotes li').first().waitFor();
  assert.equal(await requested(), 0);
  for (const language of ['math', 'mermaid']) await pane.locator(`code.language-${language}`).waitFor({ state: 'attached' });
  await pane.locator('code.language-mermaid').evaluate((code) => code.scrollIntoView({ block: 'center' }));
  await pane.locator('.enhanced[data-shown="output"]').nth(1).waitFor();
  await screenshot(page, 'sample-drawn');
}));

test('a file that a post links to is there after a reload; others are not used', () => site.visit(async ({ page, context }) => {
  await page.locator('#file-input').setInputFiles([
    { name: 'log.md', mimeType: 'text/markdown', buffer: Buffer.from('The [tide table](tides.txt).\n') },
    { name: 'tides.txt', mimeType: 'text/plain', buffer: Buffer.from('06:42,4.9\n') },
    { name: 'other.txt', mimeType: 'text/plain', buffer: Buffer.from('1\n') },
  ]);
  await page.getByText('Not used: “other.txt”.').waitFor();
  await kept(page);
  await page.reload();
  await ready(page);
  const opened = context.waitForEvent('page');
  await page.locator('draft-pane').getByRole('link', { name: 'tide table' }).click();
  await (await opened).waitForURL(/^blob:/);
}));

test('a diagram follows the colours of the page when they change', () => site.visit(async ({ page }) => {
  await replaceText(page, '```mermaid\nflowchart LR\n  A[Ebb] --> B[Flood]\n```\n');
  /** The fills of the diagram, which differ with the theme of the library. */
  const fills = () => page.evaluate(() => {
    const output = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelector('.enhanced')?.shadowRoot?.firstElementChild?.shadowRoot?.firstElementChild;
    return [...new Set(decodeURIComponent(output?.src ?? '').match(/fill:#\w+/g))].sort().join(' ');
  });
  const come = async (/** @type {string[]} */ ...before) => {
    for (let tries = 0; tries < 300; tries++) {
      const now = await fills();
      if (now && !before.includes(now)) return now;
      await page.waitForTimeout(100);
    }
    throw new Error('the diagram is not drawn');
  };
  const light = await come();
  await page.emulateMedia({ colorScheme: 'dark' });
  await come(light);
  await screenshot(page, 'diagram-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await comes(fills, light);
}));

test('on paper neither code nor a table is split after its first line', () => site.visit(async ({ page }) => {
  await replaceText(page, '```\na\nb\n```\n\n| a |\n|---|\n| b |\n| c |\n');
  await page.locator('draft-pane td').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  const rules = await page.evaluate(() => {
    const root = /** @type {any} */ (document.querySelector('draft-pane')).shadowRoot;
    const style = (/** @type {string} */ selector) => getComputedStyle(root.querySelector(selector));
    return [style('.body pre').orphans, style('.body pre').widows, style('.body thead').breakAfter, style('.body tbody > tr').breakAfter, style('.body tbody > tr:last-child').breakBefore];
  });
  assert.deepEqual(rules, ['4', '4', 'avoid', 'avoid', 'avoid']);
}));

test('under forced colours icons have the colour of their words', () => site.visit(async ({ page }) => {
  const others = await page.evaluate(() => [...document.querySelectorAll('.tool .icon, .status-problems .icon')].flatMap((icon) => {
    const [own, around] = [icon, /** @type {Element} */ (icon.parentElement)].map((element) => getComputedStyle(element).color);
    return own === around ? [] : [`${icon.parentElement?.id}: ${own}, not ${around}`];
  }));
  assert.deepEqual(others, []);
}, { forcedColors: 'active' }));
