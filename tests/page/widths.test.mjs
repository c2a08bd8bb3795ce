/** The page in windows of all widths, enlarged text and on paper: nothing is out of reach, whatever names and words it holds. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { becomes, comes, dropFile, kept, openFile, openSite, replaceText, screenshot } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof openSite>>} */
let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const long = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
const title = `Notes on a harbour that froze over in the winter of 1929, and on ${long}`;
const fileName = `2026-01-17-notes-on-a-harbour-that-froze-over-${'and-over-'.repeat(8)}again.md`;
const siteName = 'hugo.toml';
/** With problems whose messages hold long words, headings that do, and more headings than a window is high. */
const post = `---
title: "${title}"
date: 2026-01-17
tags: [one, two]
---

## ${long} ${long.repeat(2)}

A [link][${long.repeat(2)}] that leads nowhere and ${long.repeat(3)}.

${'### One of many\n\n'.repeat(40)}`;

const widths = [320, 390, 768, 1000, 1001, 1024, 1080, 1280, 1600];

/** Everything that can be pressed or typed in and is not within the window. @param {Page} page */
const outOfReach = (page) => page.evaluate(() => {
  /** @type {string[]} */
  const found = [];
  const { scrollWidth } = /** @type {Element} */ (document.scrollingElement);
  if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} wide`);
  const nameOf = (/** @type {Element} */ element) => `${element.localName}#${element.id}.${element.className} “${element.textContent?.slice(0, 20)}”`;
  /**
   * A menu must be within the window and scroll if its content is higher; scrolled to, the upper and the lower end of an item can be
   * pressed. The letters of a machine may make an item higher than its menu, so the two ends need not be visible at once.
   * @param {Element} menu
   * @param {Element} item
   */
  const lookInMenu = (menu, item) => {
    const name = nameOf(item);
    const { top, bottom } = menu.getBoundingClientRect();
    if (top < -1 || bottom > innerHeight + 1) found.push(`the menu of ${name}: ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}`);
    // A script could scroll what is hidden, a reader could not.
    for (let around = item.parentElement; around && menu.contains(around); around = around.parentElement) {
      const { overflowY } = getComputedStyle(around);
      const scrolls = overflowY === 'auto' || overflowY === 'scroll';
      if (around.scrollHeight > around.clientHeight + 1 && !scrolls && (around === menu || overflowY !== 'visible')) {
        found.push(`${nameOf(around)} does not scroll to ${name}`);
      }
    }
    const { scrollTop } = menu;
    for (const end of /** @type {const} */ (['start', 'end'])) {
      item.scrollIntoView({ block: end, behavior: 'instant' });
      const box = item.getBoundingClientRect();
      const y = end === 'start' ? box.top + 4 : box.bottom - 4;
      const hit = y < 0 || y > innerHeight ? null : document.elementFromPoint((box.left + box.right) / 2, y);
      if (!hit || !item.contains(hit)) found.push(`the ${end} of ${name} at ${Math.round(y)} of ${innerHeight} is ${hit ? `behind ${nameOf(hit)}` : 'outside'}`);
    }
    menu.scrollTop = scrollTop;
  };
  /** @param {Document | ShadowRoot} root */
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      const { left, right, width, height, top, bottom } = element.getBoundingClientRect();
      if (element.shadowRoot && element.localName !== 'draft-pane') look(element.shadowRoot);
      if (!element.matches('button, input, a, p, [tabindex]') || !element.checkVisibility({ visibilityProperty: true }) || width === 0 || height === 0) continue;
      // The bar of tools scrolls sideways.
      if (element.closest('.toolbar')) continue;
      const name = nameOf(element);
      if (left < -1 || right > innerWidth + 1) found.push(`${name}: ${Math.round(left)} to ${Math.round(right)} of ${innerWidth}`);
      const menu = element.closest('.menu');
      if (menu) lookInMenu(menu, element);
      else if (element.closest('.bar, .status') && (top < -1 || bottom > innerHeight + 1)) found.push(`${name}: ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}`);
    }
  };
  look(document);
  return found;
});

/** Opens what has the longest names, with the panel of problems. @param {Page} page */
async function openLongest(page) {
  await dropFile(page.locator('.cm-content'), siteName, 'enableEmoji = true\n');
  await page.locator('#site').waitFor();
  await page.locator('.notice-close').click();
  await openFile(page, fileName, post);
  // Its title stays when the front matter breaks, whose problem has a fix.
  await page.locator('#draft-title', { hasText: long }).waitFor();
  await page.locator('.cm-line', { hasText: 'tags:' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.locator('#problem-count', { hasText: '1 error' }).waitFor();
  await page.locator('#show-problems:not(:disabled)').click();
  await page.locator('.problem').first().waitFor();
  await kept(page);
  // A site's file has one of four names; the bar must not rely on their being short.
  await page.locator('#site-name').evaluate((name, long) => (name.textContent = `${long}.toml`), long);
}

for (const zoom of [1, 2]) {
  test(`every bar, panel and list is within the window, ${zoom * 100} %`, () => site.visit(async ({ page }) => {
    await openLongest(page);
    for (const width of widths) {
      await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(800 / zoom) });
      await page.waitForTimeout(50);
      const found = { bars: await outOfReach(page) };
      if (zoom === 1) await screenshot(page, `width-${width}`);
      for (const name of ['Drafts', 'Outline']) {
        await page.getByRole('button', { name, exact: true }).click();
        await page.locator('.menu:popover-open li').first().waitFor();
        Object.assign(found, { [name]: await outOfReach(page) });
        await page.keyboard.press('Escape');
      }
      await page.evaluate(() => document.getElementById('show-editor')?.click());
      await page.locator('.cm-content').press('Control+f');
      await page.locator('.cm-search input[name=search]').fill(long.repeat(2));
      Object.assign(found, { find: await outOfReach(page) });
      await page.keyboard.press('Escape');
      await openFile(page, `${long}.md`, Buffer.from('Caf\xe9', 'latin1'));
      await page.locator('.notice').waitFor();
      Object.assign(found, { notice: await outOfReach(page) });
      await page.locator('.notice-close').first().click();
      assert.deepEqual(found, { bars: [], Drafts: [], Outline: [], find: [], notice: [] }, `${width} px`);
    }
  }));
}

test('the text alone enlarged to 200 %', () => site.visit(async ({ page }) => {
  await openLongest(page);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(50);
    assert.deepEqual(await outOfReach(page), [], `${width} px`);
  }
}));

test('the title gives way before the tools, the file name before the title', () => site.visit(async ({ page }) => {
  await openLongest(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  const wide = (/** @type {string} */ selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().width);
  await becomes(async () => await wide('#draft-title') > await wide('#draft-file'));
  await becomes(async () => await wide('#draft-title') > 100);
  await comes(() => page.locator('#draft-kept').evaluate((kept) => kept.scrollWidth <= kept.clientWidth), true);
}));

const paper = { A4: { width: 794, height: 1123 }, Letter: { width: 816, height: 1056 } };
for (const [format, viewport] of Object.entries(paper)) {
  for (const shown of ['Write', 'Read']) {
    test(`printed on ${format} while a narrow window shows “${shown}”: the post alone, all of it`, () => site.visit(async ({ page }) => {
      const paragraphs = Array.from({ length: 120 }, (_, at) => `Paragraph ${at} is here to fill some pages of paper with lines of text.`);
      await replaceText(page, `---\ntitle: "Printed"\ndate: 2026-01-17\n---\n\n${paragraphs.join('\n\n')}\n`);
      await page.setViewportSize({ width: 390, height: 800 });
      await page.getByRole('button', { name: shown, exact: true }).click();
      const pdf = await page.pdf({ format, margin: { top: '0.4in', right: '0.4in', bottom: '0.4in', left: '0.4in' } });
      // As paper has it: the margins off the width of the sheet.
      await page.setViewportSize({ width: viewport.width - 77, height: viewport.height - 77 });
      await page.emulateMedia({ media: 'print' });
      const seen = await page.evaluate(() => {
        const pane = /** @type {HTMLElement} */ (document.querySelector('draft-pane'));
        const body = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('[part~=body]'));
        const shows = (/** @type {Element} */ element) => element.checkVisibility({ visibilityProperty: true });
        return {
          post: shows(body), header: shows(/** @type {Element} */ (pane.shadowRoot?.querySelector('[part~=title]'))),
          cut: document.documentElement.scrollHeight < body.scrollHeight,
          ink: getComputedStyle(body).color,
          rest: [...document.querySelectorAll('.bar, .status, .problems, #editor, #splitter, .notices')].filter(shows).map(({ className }) => className),
        };
      });
      assert.deepEqual({ ...seen, ink: '' }, { post: true, header: true, cut: false, ink: '', rest: [] });
      const [red] = seen.ink.match(/\d+/g) ?? [];
      assert.ok(Number(red) < 128, `the ink is ${seen.ink}`);
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      assert.ok(pages >= 3 && pages <= 8, `${pages} pages`);
    }, { colorScheme: 'dark' }));
  }
}
