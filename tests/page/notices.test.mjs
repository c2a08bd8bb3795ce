/** Notices and the sign of saving: said without getting into the way. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { comes, dropFile, kept, openFile, openSite, place, replaceText, saveFile, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const lines = Array.from({ length: 120 }, (_, at) => `Line ${at + 1} of a log that is written at sea.`).join('\n\n');

/** Files that each leave a notice of their own. */
const dropped = { 'hugo.toml': 'title = ', 'harbour.css': 'p { color: navy }', 'drafts.zip': 'no archive' };

/** Notices, which stay in this test; the focus is in the editor. @param {Page} page @param {number} count */
async function notices(page, count) {
  await page.evaluate(() => {
    const { setTimeout } = window;
    Object.assign(window, { setTimeout: (/** @type {any} */ run, /** @type {number} */ milliseconds) => (milliseconds > 5500 ? 0 : setTimeout(run, milliseconds)) });
  });
  const shows = [
    () => openFile(page, 'latin.md', Buffer.from('Caf\xe9', 'latin1')),
    ...Object.entries(dropped).map(([name, content]) => () => dropFile(page.locator('#editor'), name, content)),
    () => page.locator('draft-pane').evaluate((pane) => pane.dispatchEvent(new CustomEvent('draft-link', { detail: { url: 'winter.md' }, cancelable: true }))),
  ];
  for (const [at, show] of shows.slice(0, count).entries()) {
    await show();
    await page.waitForFunction((count) => document.querySelectorAll('.notice').length === count, at + 1);
    await page.locator('.cm-content').focus();
  }
}

/** How far the caret is above the lower end of what can be seen of the text, and below its upper end. @param {Page} page */
const room = (page) => page.evaluate(() => {
  const root = document.getElementById('editor')?.shadowRoot;
  const caret = root?.querySelector('.cm-cursor-primary')?.getBoundingClientRect();
  const scroller = root?.querySelector('.cm-scroller')?.getBoundingClientRect();
  if (!caret || !scroller) return null;
  const covering = document.elementFromPoint(caret.left, (caret.top + caret.bottom) / 2);
  return caret.height > 0 && caret.top >= scroller.top - 1 && caret.bottom <= scroller.bottom + 1 && covering?.id === 'editor';
});

for (const width of [320, 768, 1600]) {
  test(`notices leave the line that is written free, ${width} px`, () => site.visit(async ({ page }) => {
    await page.setViewportSize({ width, height: 640 });
    await replaceText(page, lines);
    await page.locator('.cm-content').press('Control+End');
    await page.keyboard.type('\n\nThe last line.');
    // The caret stands at the lower end of the view, where a notice would cover it.
    await page.waitForFunction(() => {
      const root = document.getElementById('editor')?.shadowRoot;
      const scroller = /** @type {HTMLElement} */ (root?.querySelector('.cm-scroller'));
      const past = Number(root?.querySelector('.cm-cursor-primary')?.getBoundingClientRect().bottom) - scroller.getBoundingClientRect().bottom;
      scroller.scrollTop += past;
      return Math.abs(past) < 3;
    });
    await notices(page, 5);
    await page.waitForFunction(() => {
      const root = document.getElementById('editor')?.shadowRoot;
      const at = (/** @type {string} */ selector) => Number(root?.querySelector(selector)?.getBoundingClientRect().bottom);
      return at('.cm-cursor-primary') <= at('.cm-scroller') + 1;
    });
    await comes(() => room(page), true);
    await screenshot(page, `notices-${width}`);
    // The newest is in view, and all others can be reached.
    const { inView, scrolls } = await page.evaluate(() => {
      const region = /** @type {HTMLElement} */ (document.querySelector('.notices'));
      const newest = /** @type {Element} */ (document.querySelector('.notice:last-child')).getBoundingClientRect();
      return { inView: newest.bottom <= region.getBoundingClientRect().bottom + 1, scrolls: region.scrollHeight > region.clientHeight };
    });
    assert.equal(inView, true);
    assert.equal(scrolls, true, 'five do not fit, so that this test shows something');
    // Typing keeps the line of the caret in view.
    await page.keyboard.type(' And one more.');
    await comes(() => room(page), true);
    // The focus is where it was, and Escape closes one after the other.
    const close = async (/** @type {number[]} */ ...counts) => {
      for (const count of counts) {
        await page.keyboard.press('Escape');
        await page.waitForFunction((count) => document.querySelectorAll('.notice').length === count, count);
      }
    };
    await close(4, 3);
    await comes(() => page.evaluate(() => document.activeElement?.id), 'editor');
    await page.locator('#show-drafts').focus();
    await close(2, 1, 0);
    await comes(() => page.evaluate(() => document.activeElement?.id), 'show-drafts');
    // Those that ask for something are not gone.
    await page.locator('#show-notices', { hasText: '2 open questions' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.notice').length === 2 && document.activeElement?.className === 'notice-action');
    await page.locator('#show-notices').waitFor({ state: 'hidden' });
  }));
}

test('a notice that is closed gives the focus to the next, the last one back to where it was', () => site.visit(async ({ page }) => {
  await place(page, 'Words.‸');
  await notices(page, 2);
  await page.locator('.notice-close').last().focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.classList.contains('notice-close'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
}));

test('Escape closes a menu, not the notice behind it', () => site.visit(async ({ page }) => {
  await notices(page, 1);
  await page.locator('#show-outline').click();
  await page.locator('#outline:popover-open').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#outline').waitFor({ state: 'hidden' });
  await comes(() => page.locator('.notice').count(), 1);
  await page.keyboard.press('Escape');
  await page.locator('.notice').waitFor({ state: 'detached' });
}));

test('the sign of saving stays while one types, and says in its title what is saved where', () => site.visit(async ({ page }) => {
  const sign = page.locator('#draft-kept');
  await replaceText(page, '# Log\n\nWind from the west.');
  await kept(page);
  await comes(() => sign.textContent(), 'Saved');
  await page.waitForFunction(() => /^Saved in this browser at \d\d:\d\d$/.test(document.getElementById('draft-kept')?.title ?? ''));
  await page.evaluate(() => {
    Object.assign(window, { signs: [] });
    const kept = /** @type {HTMLElement} */ (document.getElementById('draft-kept'));
    new MutationObserver(() => /** @type {any} */ (window).signs.push(kept.textContent)).observe(kept, { childList: true, characterData: true, subtree: true });
  });
  await page.locator('.cm-content').press('Control+End');
  await page.keyboard.type(' It grows, and we reef.', { delay: 20 });
  await kept(page);
  await comes(() => page.evaluate(() => /** @type {any} */ (window).signs), []);
  await saveFile(page);
  await page.waitForFunction(() => /\nSaved in [\w-]+\.md$/.test(document.getElementById('draft-kept')?.title ?? ''));
  await page.keyboard.type(' Later more.');
  await kept(page);
  await page.waitForFunction(() => /\nNot yet saved in [\w-]+\.md$/.test(document.getElementById('draft-kept')?.title ?? ''));
}));

test('a write that takes long is mentioned', () => site.visit(async ({ page }) => {
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    Object.assign(window, { slow: true });
    // A transaction that is kept busy until it may end.
    IDBObjectStore.prototype.put = function (/** @type {any[]} */ ...args) {
      const again = () => {
        if (/** @type {any} */ (window).slow) this.count().onsuccess = again;
      };
      again();
      return put.apply(this, /** @type {any} */ (args));
    };
  });
  await replaceText(page, 'Slowly.');
  await page.locator('#draft-kept', { hasText: 'Saving…' }).waitFor();
  await page.evaluate(() => Object.assign(window, { slow: false }));
  await page.locator('#draft-kept', { hasText: /^Saved$/ }).waitFor();
}));
