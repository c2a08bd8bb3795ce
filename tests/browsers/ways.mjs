/** The main ways of an author through the page, the same in every browser. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Page } from './page.mjs';

/** @typedef {import('./page.mjs').Tab} Tab */

const post = '---\ntitle: "Ebb"\n---\n\n';

/**
 * @typedef {object} Visit the page as someone sees it who was never there
 * @property {Tab} tab
 * @property {() => Promise<unknown>} reload
 * @property {() => Promise<Buffer>} picture a screenshot
 * @property {() => Promise<unknown>} close
 */

/**
 * @param {string} browser
 * @param {() => Promise<Visit>} open
 */
export function ways(browser, open) {
  const screenshots = new URL(`./screenshots/${browser}/`, import.meta.url);
  mkdirSync(screenshots, { recursive: true });

  /**
   * @param {string} title
   * @param {(page: Page, reload: () => Promise<void>) => Promise<void>} work
   */
  const way = (title, work) => test(title, async () => {
    const { tab, reload, picture, close } = await open();
    const page = new Page(tab);
    try {
      await page.ready();
      await work(page, async () => {
        await reload();
        await page.ready();
      });
    } finally {
      writeFileSync(new URL(`${title.replace(/\W+/g, '-')}.png`, screenshots), await picture());
      await close();
    }
  });

  /** A draft with a text, typed; the caret is at its end. @param {Page} page @param {string} text */
  async function write(page, text) {
    await page.click('#new-draft');
    await page.until(() => /^---\ntitle: ""/.test(/** @type {any} */ (document.querySelector('draft-pane')).value));
    await page.press('Control+a');
    await page.type(text);
  }

  way('the first visit shows the sample and its pictures', async (page) => {
    await page.shows('h1');
    await page.shows('table');
    await page.until(() => {
      const pictures = [.../** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelectorAll('img')];
      for (const picture of pictures) picture.scrollIntoView();
      return pictures.length > 0 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0);
    });
  });

  way('a post is written, and shown as it is typed', async (page) => {
    await write(page, '');
    await page.type('---\ntitle: "Ebb"\n---\n\n## Water\n\n- first\nsecond\n\nA ');
    await page.press('Control+b');
    await page.type('strong');
    await page.press('Control+b');
    await page.type(' tide.');
    await page.holds(`${post}## Water\n\n- first\n- second\n\nA **strong** tide.`);
    await page.shows('h1', 'Ebb');
    await page.shows('h2', 'Water');
    await page.shows('li', 'second');
    await page.shows('strong', 'strong');
    await page.press('Control+z', 'Control+z');
    await page.until(() => !/tide/.test(/** @type {any} */ (document.querySelector('draft-pane')).value));
  });

  way('the draft is there after a reload, and so is the way back', async (page, reload) => {
    await write(page, 'The water goes');
    await page.holds('The water goes');
    await page.until(() => document.getElementById('draft-kept')?.dataset.keeping === 'kept');
    await reload();
    await page.holds('The water goes');
    await page.click('.cm-content');
    await page.press('Control+End');
    await page.type(', and comes.');
    await page.holds('The water goes, and comes.');
    await page.press('Control+z');
    await page.holds('The water goes');
  });

  way('two drafts, and from one to the other', async (page) => {
    await write(page, '---\ntitle: "Ebb"\n---\n\nGoing');
    await write(page, '---\ntitle: "Flood"\n---\n\nComing');
    await page.click('#show-drafts');
    await page.until(() => {
      const [row] = [...document.querySelectorAll('#draft-list button')].filter((button) => button.textContent?.startsWith('Ebb'));
      return row && (row.id = 'wanted');
    });
    await page.click('#wanted');
    await page.holds(`${post}Going`);
    await page.shows('p', 'Going');
  });

  way('tables, boxes of tasks, search', async (page) => {
    await write(page, '| a | b |\n');
    await page.until(() => /---/.test(/** @type {any} */ (document.querySelector('draft-pane')).value));
    await page.type('1');
    await page.press('Tab');
    await page.type('2');
    await page.holds('| a   | b   |\n| --- | --- |\n| 1   | 2    |');
    await write(page, '- [ ] one\n');
    await page.type('two');
    await page.shows('input[type=checkbox]');
    await page.press('Control+f');
    await page.until(() => /** @type {any} */ (window).find('.cm-search input'));
    await page.type('o');
    await page.until(() => /2/.test(/** @type {any} */ (window).find('.cm-find-count')?.textContent ?? ''));
    await page.press('Escape');
  });

  way('a problem is listed, and leads to its place', async (page) => {
    await write(page, `${post}[x](#nope)`);
    await page.until(() => /\d/.test(document.getElementById('problem-count')?.textContent ?? ''));
    await page.click('#show-problems');
    await page.until(() => /nope/.test(document.getElementById('problem-list')?.textContent ?? ''));
    await page.until(() => /** @type {any} */ (window).find('.cm-lintRange, .cm-lintPoint') !== null);
  });
}
