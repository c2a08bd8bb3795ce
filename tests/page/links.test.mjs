/** Links of a post: where they lead, who decides, and that nothing is opened without a word. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { opened } from './in-page.mjs';

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 400px; width: 600px }',
  '/other.html': '<!doctype html><title>other</title>',
  '/mapped/there.html': '<!doctype html><title>there</title>',
  '/test.js': `import '/draft-pane.js';
    window.pane = document.createElement('draft-pane');
    window.told = [];
    addEventListener('unhandledrejection', (event) => told.push('unhandled ' + event.reason));
    addEventListener('error', (event) => told.push('error ' + event.message));
    pane.addEventListener('draft-link', (event) => { told.push(event.detail.url + ' ' + pane.value.slice(event.detail.from, event.detail.to)); if (window.mine) event.preventDefault(); });
    document.body.append(pane);
    window.notice = () => pane.shadowRoot.querySelector('.notice')?.textContent ?? null;`,
};

const here = opened(pages);

/** The page's own global object. @type {any} */
var g;

/**
 * @param {string} text
 * @param {(page: import('playwright-core').Page, click: (name: string, options?: object) => Promise<string[]>) => Promise<void>} work `click` clicks a link and tells the tabs that it opens
 */
async function inPage(text, work) {
  const context = await here.browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(() => void (/** @type {any} */ (window).g = window));
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => g.pane?.draft);
    await page.evaluate((text) => void (g.pane.value = text), text);
    const click = async (/** @type {string} */ name, options = {}) => {
      await page.evaluate(() => void (g.told.length = 0));
      await page.locator('draft-pane .body a', { hasText: name }).click(options);
      await page.waitForTimeout(400);
      const opened = context.pages().filter((other) => other !== page);
      const addresses = opened.map((other) => other.url());
      for (const other of opened) await other.close();
      return addresses;
    };
    await work(page, click);
    assert.equal(new URL(page.url()).pathname, '/test.html');
    assert.deepEqual((await page.evaluate(() => g.told)).filter((/** @type {string} */ what) => /^(unhandled|error)/.test(what)), []);
  } finally {
    await context.close();
  }
}

const ways = [{}, { modifiers: ['Control'] }, { button: 'middle' }, { modifiers: ['Shift'] }];

test('each click that opens a tab opens the resolved address: plain, with Ctrl or Shift, with the middle button', () =>
  inPage('[there](there.html)\n\n[other](/other.html)\n', async (page, click) => {
    for (const way of ways) assert.deepEqual(await click('other', way), [`${here.site.url}/other.html`]);
    for (const promise of [false, true]) {
      await page.evaluate((promise) => void (g.pane.resolveUrl = (/** @type {string} */ url) => (promise ? Promise.resolve(`/mapped/${url}`) : `/mapped/${url}`)), promise);
      for (const way of ways) assert.deepEqual(await click('there', way), [`${here.site.url}/mapped/there.html`], JSON.stringify(way));
    }
  }));

test('a function that throws, rejects or gives no address is told, and asked again', () =>
  inPage('[link](other.html)\n\n<https://example.org/>\n', async (page, click) => {
    for (const [source, said] of /** @type {[string, RegExp][]} */ ([
      ['throws', /did not find where this link leads: other\.html/], ['rejects', /did not find where this link leads: other\.html/], ['null', /leads nowhere: other\.html/], ['undefined', /leads nowhere/],
      ['number', /leads nowhere/], ['empty', /leads nowhere/], ['script', /not allowed: other\.html/], ['promised null', /leads nowhere/], ['broken', /leads nowhere/],
    ])) {
      await page.evaluate((name) => {
        g.pane.resolveUrl = /** @type {any} */ ({
          throws: () => { throw new Error('no'); }, rejects: async () => { throw new Error('no'); }, null: () => null, undefined: () => undefined, number: () => 5, empty: () => '',
          script: () => 'javascript:alert(1)', 'promised null': async () => null, broken: () => 'http://[',
        })[name];
      }, source);
      for (const way of ways.slice(0, 3)) {
        assert.deepEqual(await click('link', way), [], source);
        assert.match((await page.evaluate(() => g.notice())) ?? '', said, source);
      }
    }
    await page.evaluate(() => {
      let asked = 0;
      g.pane.resolveUrl = async (/** @type {string} */ url) => {
        if (asked++ === 0) throw new Error('later');
        return `/${url}`;
      };
    });
    assert.deepEqual(await click('link'), []);
    assert.deepEqual(await click('link'), [`${here.site.url}/other.html`]);
    assert.equal(await page.evaluate(() => g.notice()), null);
  }));

test('a page of the site that is not here is a word, not a tab; the page may decide by itself', () =>
  inPage('[draft](other.md) [about](/about/) [paper](paper.pdf)\n\n[there](/other.html) [part](#x) [away](https://example.invalid/)\n', async (page, click) => {
    for (const [name, url] of [['draft', 'other.md'], ['about', '/about/'], ['paper', 'paper.pdf']]) {
      assert.deepEqual(await click(name), [], name);
      assert.equal(await page.evaluate(() => g.notice()), `There is no ${url} here. It may be a page or a file of the site that the post is for.`);
      assert.deepEqual(await page.evaluate(() => g.told), [`${url} [${name}](${url})`]);
    }
    assert.deepEqual(await click('there'), [`${here.site.url}/other.html`]);
    await page.evaluate(() => void (g.mine = true));
    for (const name of ['draft', 'there', 'away', 'part']) for (const way of ways.slice(0, 3)) {
      assert.deepEqual(await click(name, way), [], name);
      assert.equal(await page.evaluate(() => g.notice()), null);
      assert.equal((await page.evaluate(() => g.told)).length, 1);
    }
  }));

test('other programs get the addresses that are theirs: the click is left to the browser', () =>
  inPage('[irc](irc://irc.invalid/x) [mail](mailto:a@example.org) [tel](tel:123) [ftp](ftp://ftp.invalid/a) [xmpp](xmpp:a@example.org) [ircs](ircs://irc.invalid/x)\n', async (page) => {
    for (const map of [false, true]) {
      const prevented = await page.evaluate((map) => {
        g.pane.resolveUrl = map ? (/** @type {string} */ url) => `/mapped/${url}` : null;
        return [...g.pane.shadowRoot.querySelectorAll('.body a')].map((link) => {
          let prevented = null;
          addEventListener('click', (event) => {
            prevented = event.defaultPrevented;
            event.preventDefault();
          }, { once: true });
          link.click();
          return `${link.textContent} ${prevented}`;
        });
      }, map);
      assert.deepEqual(prevented, ['irc false', 'mail false', 'tel false', 'ftp false', 'xmpp false', 'ircs false']);
    }
  }));
