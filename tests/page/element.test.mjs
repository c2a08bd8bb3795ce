/** `<draft-pane>` alone, as an embedder has it: the modules of www/ unbundled, under a strict policy, in a real browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';
import { isError, reusedPages } from './reused.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const POST = `---
title: "Supermini"
date: 2021-10-06
LastMod: 2021-10-08T23:30:00-07:00
draft: true
pinned: false
weight: 50
homepage: false
contributors: ["Ada Example", "Grace Example"]
categories: ["News"]
tags: ["one", "two"]
images: ["/banner.png"]
nothing:
params:
  depth: 2
---
First paragraph with [a link](https://example.org/) and [home](#second).

## Second

Another paragraph.
`;

const page = (/** @type {string} */ script) => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="color-scheme" content="light dark"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css">
<body><script type="module" src="${script}"></script></body></html>`;

const served = {
  '/test.html': page('/test.js'),
  '/late.html': page('/late.js'),
  '/test.css': 'draft-pane { height: 300px; width: 600px }',
  '/test.js': `import '/draft-pane.js'; document.body.append(document.createElement('draft-pane'));`,
  // Everything is set before the element is defined.
  '/late.js': `const pane = document.createElement('draft-pane');
    pane.value = '# early';
    pane.options = { frontMatter: 'none' };
    document.body.append(pane);
    await import('/draft-pane.js');
    pane.edit({ from: 7, insert: ' bird' });
    pane.edit([{ from: 0, to: 1, insert: '##' }, { from: 12, insert: '!' }]);`,
  '/elsewhere.html': page('/nothing.js').replace(/<script.*<.script>/, ''),
  '/banner.png': PIXEL,
  '/mapped/banner.png': PIXEL,
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
/** @type {ReturnType<typeof reusedPages>} */
let pages;

before(async () => {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  site = await serveModules(served);
  pages = reusedPages(browser, `${site.url}/`);
});
after(async () => {
  await browser.close();
  await site.close();
});

/**
 * Opens a page with a pane in it, runs the work there and fails on any error the page reports.
 * @param {(page: import('playwright-core').Page) => Promise<void>} work
 * @param {{ path?: string, url?: string, errors?: RegExp, context?: import('playwright-core').BrowserContextOptions }} [options]
 *   `errors`: those that are expected
 */
async function inPage(work, { path = '/test.html', url = site.url, errors, context } = {}) {
  const opening = url === site.url ? pages : reusedPages(browser, `${url}/`);
  await opening.use(async ({ page, wrong }) => {
    await page.goto(url + path);
    await page.waitForFunction(() => customElements.get('draft-pane') && document.querySelector('draft-pane')?.shadowRoot);
    await work(page);
    assert.deepEqual(wrong.filter((text) => !errors?.test(text)), []);
  }, context, async ({ page, wrong }) => {
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('console', (message) => isError(message) && wrong.push(message.text()));
  });
}

/**
 * Sets the text and waits for the preview.
 * @param {import('playwright-core').Page} page
 * @param {string} text
 */
const show = (page, text) =>
  page.evaluate(async (value) => {
    const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
    pane.value = value;
    await pane.ready;
  }, text);

/**
 * The text that each front matter key shows, by key.
 * @param {import('playwright-core').Page} page
 */
const shownFields = (page) =>
  page.evaluate(() => {
    const nodes = document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('header [data-key]') ?? [];
    const shown = [...nodes].filter((node) => !node.closest('[hidden]'));
    return Object.fromEntries(shown.map((node) => [node.getAttribute('data-key'), /** @type {HTMLElement} */ (node).innerText]));
  });

describe('text', () => {
  test('what was set before the element was defined, and before the engine was ready, is shown', () =>
    inPage(async (page) => {
      const shown = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const early = pane.value;
        await pane.ready;
        return { early, value: pane.value, draft: pane.draft?.text, body: pane.shadowRoot?.querySelector('.body h2')?.textContent };
      });
      assert.deepEqual(shown, { early: '## early bird!', value: '## early bird!', draft: '## early bird!', body: 'early bird!' });
    }, { path: '/late.html' }));

  test('an edit is in the page when edit() returns, and touches no other block', () =>
    inPage(async (page) => {
      await show(page, POST);
      const result = await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const body = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('[part=body]'));
        const [first, heading, last] = body.children;
        /** @type {any[]} */
        const events = [];
        addEventListener('draft-update', (event) => events.push(/** @type {CustomEvent} */ (event).detail));
        const from = pane.value.indexOf('Another');
        pane.edit({ from, to: from + 7, insert: 'The other' });
        return {
          text: body.lastElementChild?.textContent,
          kept: body.children[0] === first && body.children[1] === heading,
          count: body.children.length,
          last: last.isConnected,
          version: typeof events[0].version,
          milliseconds: events[0].milliseconds >= 0,
          lazy: typeof Object.getOwnPropertyDescriptor(events[0], 'patches')?.get,
          patches: events[0].patches.length,
          events: events.length,
        };
      });
      assert.equal(result.text?.trim(), 'The other paragraph.');
      assert.ok(result.kept);
      assert.equal(result.count, 3);
      assert.deepEqual([result.version, result.milliseconds, result.lazy, result.events], ['number', true, 'function', 1]);
      assert.ok(result.patches > 0);
    }));

  test('an offset outside the text throws, before and after the engine is ready, and changes nothing', () =>
    inPage(async (page) => {
      const thrown = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.createElement('draft-pane'));
        const names = [];
        for (const change of [{ from: 4 }, { from: 2, to: 1 }, { from: -1 }]) {
          pane.value = 'abc';
          try {
            pane.edit(change);
          } catch (error) {
            names.push(/** @type {Error} */ (error).name, pane.value);
          }
          document.body.append(pane);
          await pane.ready;
        }
        return names;
      });
      assert.deepEqual(thrown, ['RangeError', 'abc', 'RangeError', 'abc', 'RangeError', 'abc']);
    }));

  test('removal frees the draft and keeps the text; a move keeps everything', () =>
    inPage(async (page) => {
      await show(page, `${POST}\n\n${'A line.\n\n'.repeat(100)}`);
      const result = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const { draft, value } = pane;
        const body = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('[part=body]'));
        const block = body.firstElementChild;
        pane.scrollTop = 400;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        document.body.prepend(document.createElement('main'));
        document.querySelector('main')?.append(pane);
        await null;
        const moved = pane.draft === draft && body.firstElementChild === block && pane.scrollTop === 400;
        pane.remove();
        await null;
        const removed = { draft: pane.draft, value: pane.value === value, left: body.childNodes.length };
        pane.edit({ from: 0, to: 3, insert: '---' });
        document.body.append(pane);
        return { moved, removed, again: pane.draft !== draft && pane.draft?.text === value, shown: body.children.length };
      });
      assert.ok(result.moved);
      assert.deepEqual(result.removed, { draft: null, value: true, left: 0 });
      assert.ok(result.again);
      assert.equal(result.shown, 103);
    }));

  test('options and attributes decide how the text is read', () =>
    inPage(async (page) => {
      await show(page, POST);
      const states = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
        const state = () => ({
          header: !(/** @type {HTMLElement} */ (root.querySelector('header')).hidden),
          table: root.querySelectorAll('header table tr').length,
          source: root.querySelector('header pre')?.textContent?.trim().split('\n').length ?? 0,
          format: pane.draft?.frontMatter.format,
          same: pane.draft,
        });
        const states = [state()];
        for (const mode of ['table', 'source', 'hidden', 'none']) {
          pane.setAttribute('front-matter', mode);
          states.push(state());
        }
        pane.removeAttribute('front-matter');
        pane.options = { frontMatter: 'table' };
        states.push(state());
        return states.map((each, at) => ({ ...each, same: each.same === states[Math.max(0, at - 1)].same }));
      });
      assert.deepEqual(states, [
        { header: true, table: 0, source: 0, format: 'yaml', same: true },
        { header: true, table: 13, source: 0, format: 'yaml', same: true },
        { header: true, table: 0, source: 16, format: 'yaml', same: true },
        { header: false, table: 0, source: 0, format: 'yaml', same: true },
        { header: false, table: 0, source: 0, format: null, same: false },
        { header: true, table: 13, source: 0, format: 'yaml', same: false },
      ]);
    }));
});

describe('header', () => {
  test('shows every field', () =>
    inPage(async (page) => {
      await show(page, POST);
      await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.hero[data-state=shown]'));
      const fields = await shownFields(page);
      assert.deepEqual(fields, {
        images: '',
        draft: 'Draft',
        title: 'Supermini',
        date: 'October 6, 2021',
        LastMod: fields.LastMod,
        contributors: fields.contributors,
        categories: 'News',
        tags: 'one\ntwo',
        pinned: 'pinned\nfalse',
        weight: 'weight\n50',
        homepage: 'homepage\nfalse',
        nothing: 'nothing\n—',
        params: 'params\ndepth: 2',
      });
      assert.match(fields.LastMod, /Updated October 8, 2021$/);
      assert.match(fields.contributors, /Ada Example,?\s*Grace Example/);
    }));

  test('a day is the written one in every time zone, in the language of the reader', async () => {
    for (const timezoneId of ['Pacific/Honolulu', 'Pacific/Kiritimati']) {
      await inPage(async (page) => {
        await show(page, POST);
        const { date, LastMod } = await shownFields(page);
        assert.equal(date, '6. Oktober 2021');
        assert.match(LastMod, /8\. Oktober 2021$/);
      }, { context: { timezoneId, locale: 'de-DE' } });
    }
  });

  test('says what the site does with the post, and says so when that changes by itself', () =>
    inPage(async (page) => {
      await page.clock.install({ time: new Date('2026-01-02T12:00:00Z') });
      const status = async (/** @type {string} */ fields) => {
        await show(page, `---\ntitle: a\n${fields}\n---\n`);
        return said();
      };
      const said = () => page.evaluate(() => {
        const header = document.querySelector('draft-pane')?.shadowRoot?.querySelector('header');
        const shown = [...(header?.querySelectorAll('.badge, .date') ?? [])].filter((node) => !(/** @type {HTMLElement} */ (node).hidden));
        return shown.map((node) => `${/** @type {HTMLElement} */ (node).dataset.key ?? ''}: ${node.textContent}`);
      });
      assert.deepEqual(await status('draft: true\ndate: 2026-01-01'), ['draft: Draft', 'date: January 1, 2026']);
      assert.deepEqual(await status('date: 2026-01-01'), ['date: Published January 1, 2026']);
      assert.deepEqual(await status('lastmod: 2026-01-01'), ['lastmod: Published January 1, 2026']);
      assert.deepEqual(await status('date: 2026-01-01\nexpiryDate: 2026-01-02'), ['expiryDate: Expired January 2, 2026', 'date: January 1, 2026']);
      const scheduled = 'date: 2026-01-01\npublishDate: 2026-01-02T12:30:00Z\nexpiryDate: 2026-03-01';
      assert.deepEqual(await status(scheduled), ['publishDate: Scheduled for January 2, 2026, 12:30', 'date: January 1, 2026']);
      await page.clock.runFor('31:00');
      assert.deepEqual(await said(), ['date: Published January 1, 2026']);
      // Longer than a timer can wait at once.
      await page.clock.fastForward(60 * 24 * 3600 * 1000);
      await page.clock.runFor(1000);
      assert.deepEqual(await said(), ['expiryDate: Expired March 1, 2026', 'date: January 1, 2026']);
    }, { context: { timezoneId: 'UTC' } }));

  test('typing the title leaves the image and every other node alone', () =>
    inPage(async (page) => {
      await show(page, POST);
      await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.hero[data-state=shown]'));
      const before = site.requests.filter((path) => path === '/banner.png').length;
      const touched = await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const header = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('header'));
        const observer = new MutationObserver(() => {});
        observer.observe(header, { subtree: true, childList: true, characterData: true, attributes: true });
        let at = pane.value.indexOf('Supermini') + 'Supermini'.length;
        for (const key of ' again') pane.edit({ from: at++, insert: key });
        const targets = new Set(observer.takeRecords().map(({ target }) => target.nodeName));
        return { targets: [...targets], title: header.querySelector('h1')?.textContent };
      });
      assert.deepEqual(touched, { targets: ['#text'], title: 'Supermini again' });
      assert.equal(site.requests.filter((path) => path === '/banner.png').length, before);
    }));

  test('an image that cannot be shown leaves its path as text', () =>
    inPage(async (page) => {
      for (const path of ['/nowhere.png', 'java\tscript:alert(1)', 'data:image/svg+xml,<svg/>', 'file:///etc/passwd']) {
        await show(page, `---\nimages: [${JSON.stringify(path)}]\n---\n`);
        await page.waitForFunction(([path, source]) => {
          const hero = document.querySelector('draft-pane')?.shadowRoot?.querySelector('.hero[data-state=missing]');
          return hero?.querySelector('code')?.textContent === path && hero.querySelector('img')?.getAttribute('src') === source;
        }, [path, path === '/nowhere.png' ? path : null]);
        assert.ok(await page.locator('draft-pane .hero figcaption').isVisible());
      }
    }, { errors: /404/ }));

  test('resolveUrl maps the image, later too, and is asked once', () =>
    inPage(async (page) => {
      const asked = await page.evaluate(async (text) => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        /** @type {any[]} */
        const asked = [];
        pane.resolveUrl = async (url, use) => {
          asked.push([url, use]);
          return `/mapped${url}`;
        };
        pane.value = text;
        await pane.ready;
        pane.edit({ from: 12, insert: 'x' });
        return asked;
      }, POST);
      await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.hero[data-state=shown]'));
      assert.equal(await page.locator('draft-pane .hero img').getAttribute('src'), '/mapped/banner.png');
      assert.deepEqual(asked, [['/banner.png', { kind: 'image', from: 'frontMatter' }]]);
    }));

  test('an error in the front matter keeps the last good values and says so', () =>
    inPage(async (page) => {
      await show(page, POST);
      const stale = await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const header = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('header'));
        const note = /** @type {HTMLElement} */ (header.querySelector('.note'));
        const state = () => [header.hasAttribute('data-stale'), note.hidden, header.querySelector('h1')?.textContent];
        const at = pane.value.indexOf('["one"');
        const states = [state()];
        pane.edit({ from: at, insert: '[[' });
        states.push(state());
        const text = note.textContent;
        pane.edit({ from: at, to: at + 2 });
        states.push(state());
        return { states, text };
      });
      assert.deepEqual(stale.states, [
        [false, true, 'Supermini'],
        [true, false, 'Supermini'],
        [false, true, 'Supermini'],
      ]);
      assert.equal(stale.text, 'Front matter has an error: showing the last good values');
    }));

  test('the text of a post never becomes markup', () =>
    inPage(async (page) => {
      const hostile = '<img src=x onerror=alert(1)>';
      const json = JSON.stringify(hostile);
      await show(page, `---\ntitle: ${json}\ntags: [${json}]\n${json}: ${json}\nother: [{a: ${json}}]\n---\n`);
      assert.equal(await page.locator('draft-pane header img:not(.hero img)').count(), 0);
      assert.equal(await page.locator('draft-pane h1').innerText(), hostile);
    }));
});

describe('events', () => {
  test('diagnostics come when they changed, once for many edits', () =>
    inPage(async (page) => {
      await show(page, POST);
      const seen = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const idle = () => new Promise((resolve) => setTimeout(resolve, 600));
        await idle();
        /** @type {any[]} */
        const seen = [];
        pane.addEventListener('draft-diagnostics', (event) => seen.push(/** @type {CustomEvent} */ (event).detail.diagnostics));
        const end = pane.value.length;
        for (let count = 0; count < 5; count++) pane.edit({ from: end, insert: 'x' });
        await idle();
        const quiet = seen.length;
        const at = pane.value.indexOf('["one"');
        for (let count = 0; count < 3; count++) pane.edit({ from: at, insert: '[' });
        const within = seen.length;
        await idle();
        return { quiet, within, after: seen.length, severity: seen.at(-1)?.[0]?.severity };
      });
      assert.deepEqual(seen, { quiet: 0, within: 0, after: 1, severity: 'error' });
    }));

  test('a click tells its source, in the body and in the header', () =>
    inPage(async (page) => {
      await show(page, POST);
      await page.evaluate(() => {
        /** @type {any} */ (window).clicks = [];
        addEventListener('draft-source', (event) => {
          const { from, to } = /** @type {CustomEvent} */ (event).detail;
          const pane = /** @type {DraftPane} */ (event.target);
          /** @type {any} */ (window).clicks.push(pane.value.slice(from, to).trim());
        });
      });
      await page.locator('draft-pane h1').click();
      await page.locator('draft-pane dd', { hasText: '50' }).click();
      await page.locator('draft-pane .body h2').click();
      const clicks = await page.evaluate(() => /** @type {any} */ (window).clicks);
      assert.match(clicks[0], /^"?Supermini"?$/);
      assert.equal(clicks[1], '50');
      assert.match(clicks[2], /Second$/);
    }));

  test('a link into the post scrolls the pane, any other opens beside the page', () =>
    inPage(async (page) => {
      await show(page, `${POST.replace('## Second', `${'A line.\n\n'.repeat(60)}## Second`)}\n\n${'A line.\n\n'.repeat(60)}[away](/elsewhere.html)`);
      await page.locator('draft-pane a', { hasText: 'home' }).click();
      const top = await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const heading = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('.body h2'));
        return heading.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      });
      assert.ok(top >= 0 && top < 60, `the heading is ${top} px below the pane's upper edge`);
      const outward = page.locator('draft-pane a', { hasText: 'a link' });
      assert.equal(await outward.getAttribute('target'), '_blank');
      assert.match((await outward.getAttribute('rel')) ?? '', /noopener/);
      const [opened] = await Promise.all([
        page.context().waitForEvent('page'),
        page.locator('draft-pane a', { hasText: 'away' }).click(),
      ]);
      assert.equal(new URL(opened.url()).pathname, '/elsewhere.html');
      assert.equal(await opened.evaluate(() => window.opener), null);
      assert.equal(new URL(page.url()).pathname, '/test.html');
    }, { errors: /404/ }));
});

describe('places', () => {
  test('reveal and offsetAt undo each other', () =>
    inPage(async (page) => {
      const list = '1. one\n2. two\n   - deep\n   - deeper\n3. three\n';
      await show(page, `${POST}\n${`A paragraph that is long enough to need more than one line in a pane of that width, surely.\n\n${list}\n> quoted\n\n`.repeat(20)}`);
      const misses = await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const { length } = pane.value;
        const most = pane.scrollHeight - pane.clientHeight;
        const misses = [];
        let last = -1;
        for (let y = 0; y < most; y += 37) {
          pane.scrollTop = y;
          const { scrollTop } = pane;
          const offset = pane.offsetAt(0);
          pane.reveal(offset, { align: 0 });
          // One code unit may be several pixels high: in gaps, and in a header with an image.
          const next = pane.offsetAt(1);
          if (offset < last || offset > length) misses.push(`${offset} after ${last} at ${y}`);
          if (Math.abs(pane.scrollTop - scrollTop) > 24) misses.push(`${pane.scrollTop} for ${scrollTop}, offset ${offset}, next ${next}`);
          last = offset;
        }
        return misses;
      });
      assert.deepEqual(misses, []);
    }));

  test('reveal without align moves the pane only when the place is out of view', () =>
    inPage(async (page) => {
      await show(page, `start\n\n${'A line.\n\n'.repeat(100)}middle\n\n${'A line.\n\n'.repeat(100)}`);
      const moves = await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const middle = pane.value.indexOf('middle');
        const paragraph = [...(pane.shadowRoot?.querySelectorAll('.body p') ?? [])].find(({ textContent }) => textContent?.trim() === 'middle');
        const top = () => (paragraph?.getBoundingClientRect().top ?? NaN) - pane.getBoundingClientRect().top;
        pane.reveal(middle);
        const first = top();
        pane.scrollTop += 50;
        const { scrollTop } = pane;
        pane.reveal(middle);
        const stayed = pane.scrollTop === scrollTop;
        const aligned = [0, 0.5, 1].map((align) => (pane.reveal(middle, { align }), Math.round(top()) || 0));
        return { first, stayed, aligned };
      });
      assert.ok(moves.first > 50 && moves.first < 200, `${moves.first}`);
      assert.ok(moves.stayed);
      // How high a line's letters are is the font's; a pixel of it may be rounded away.
      for (const [at, wanted] of [0, 150, 300].entries()) assert.ok(Math.abs(moves.aligned[at] - wanted) <= 1, `${moves.aligned}`);
    }));

  for (const [name, byHand] of /** @type {[string, boolean][]} */ ([['the browser', false], ['the pane', true]])) {
    test(`what is read stays in its place while text changes above it, held by ${name}`, () =>
      inPage(async (page) => {
        await show(page, 'A line.\n\n'.repeat(200));
        const moved = await page.evaluate(async (byHand) => {
          const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
          const body = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('[part=body]'));
          /** @type {typeof import('../../www/pane/hold.js')} */
          const { hold } = await import(String('/pane/hold.js'));
          if (byHand) pane.style.setProperty('overflow-anchor', 'none');
          const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          pane.scrollTop = 2000;
          await painted();
          const edge = pane.getBoundingClientRect().top;
          const seen = [...body.children].find((child) => child.getBoundingClientRect().bottom > edge);
          const top = () => seen?.getBoundingClientRect().top ?? NaN;
          const before = top();
          for (const insert of ['New.\n\n', '# Large\n\n', 'A line.\n\n'.repeat(20)]) {
            hold(pane, body, () => pane.edit([{ from: 0, insert }]), byHand);
            await painted();
          }
          return Math.abs(top() - before);
        }, byHand);
        assert.ok(moved <= 1, `${moved} px`);
      }));
  }
});

describe('a long text', () => {
  test('is built between other tasks; reveal builds as far as it must', () =>
    inPage(async (page) => {
      await show(page, 'short');
      const result = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const body = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('[part=body]'));
        const count = 20_000;
        pane.value = Array.from({ length: count }, (_, at) => `Paragraph ${at}\n\n`).join('');
        const atOnce = body.children.length;
        const middle = pane.value.indexOf('Paragraph 10000');
        pane.reveal(middle, { align: 0 });
        const top = body.children[10_000].getBoundingClientRect().top - pane.getBoundingClientRect().top;
        const early = body.children.length;
        pane.edit([{ from: 0, insert: 'First. ' }, { from: pane.value.length, insert: 'Last.' }]);
        while (body.children.length <= count) await new Promise((resolve) => setTimeout(resolve, 20));
        const all = body.children.length;
        return { atOnce, early, top, all, first: body.firstElementChild?.textContent, last: body.lastElementChild?.textContent };
      });
      assert.ok(result.atOnce > 0 && result.atOnce < 10_000, `${result.atOnce} blocks at once`);
      assert.ok(result.early > 10_000 && result.early < 20_000, `${result.early} blocks after reveal`);
      // A scroll position is whole pixels of the screen, where the lines of some fonts are not.
      assert.ok(Math.abs(result.top) <= 1, `${result.top} px`);
      assert.deepEqual([result.all, result.first?.trim(), result.last?.trim()], [20_001, 'First. Paragraph 0', 'Last.']);
    }));

  test('is read between other tasks, and told of once: what comes late counts for what came first', () =>
    inPage(async (page) => {
      await show(page, 'short');
      const result = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const body = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('[part=body]'));
        /** @type {any[]} */
        const told = [];
        pane.addEventListener('draft-update', (event) => told.push(/** @type {CustomEvent} */ (event).detail));
        const list = [{ id: pane.draft?.blockAt(0)?.id, html: 'short' }];
        const paragraphs = Array.from({ length: 10_000 }, (_, at) => `Paragraph ${at} in [a link], and a note[^n].\n\n`).join('');
        const text = `---\ntitle: Long\n---\n# Same\n\n[a link] of[^n] **words**.\n\n${paragraphs}# Same\n\n[a link]: https://example.org/late\n\n[^n]: Late.\n`;
        pane.value = text;
        const atOnce = { told: told.length, value: pane.value === text, title: pane.shadowRoot?.querySelector('h1')?.textContent, link: body.querySelector('a') };
        while (told.length === 0 || body.children.length < 10_004) await new Promise((resolve) => setTimeout(resolve, 20));
        const patched = () => {
          for (const patch of told[told.length - 1].patches) {
            const at = list.findIndex(({ id }) => id === (patch.op === 'insert' ? patch.before : patch.id));
            if (patch.op === 'insert') list.splice(at < 0 ? list.length : at, 0, patch);
            else list.splice(at, 1, ...(patch.op === 'replace' ? [patch] : []));
          }
          return list.map((block) => block.html).join('') === pane.draft?.html;
        };
        const result = {
          atOnce, told: told.length, patched: patched(), shown: body.children.length,
          href: body.querySelector('p a')?.getAttribute('href'), ids: [...body.querySelectorAll('h1')].map(({ id }) => id),
        };
        // The first blocks may stay where a text replaces another one.
        pane.value = `# Same\n\n${paragraphs.replaceAll('Paragraph', 'Another')}`;
        const again = [pane.draft?.text.length, patched()];
        pane.value = text;
        void pane.draft;
        // Once the draft has changed, its blocks are not those that were told.
        pane.edit({ from: text.length, insert: 'x' });
        let late = null;
        try {
          void told[2].patches;
        } catch (error) {
          late = error instanceof TypeError;
        }
        return { ...result, again: again[1], late };
      });
      assert.deepEqual(result.atOnce, { told: 0, value: true, title: 'Long', link: null });
      assert.deepEqual({ ...result, atOnce: 0 }, { atOnce: 0, told: 1, again: true, late: true, patched: true, shown: 10_004, href: 'https://example.org/late', ids: ['same', 'same-1'] });
    }));

  test('is read to its end when the draft is asked for, or an edit comes', () =>
    inPage(async (page) => {
      await show(page, 'short');
      const result = await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const text = 'A paragraph.\n\n'.repeat(20_000);
        pane.value = text;
        const blocks = pane.draft?.stats.blocks;
        pane.value = '';
        pane.value = text;
        pane.edit({ from: text.length, insert: 'Last.' });
        return { blocks, end: pane.value.slice(-7), after: pane.draft?.stats.blocks };
      });
      assert.deepEqual(result, { blocks: 20_000, end: '\n\nLast.', after: 20_001 });
    }));
});

test('nothing stands in the way of a reader with assistive technology, in light and in dark', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await inPage(async (page) => {
      await show(page, `${POST}\n- [x] done\n- [ ] open\n\n> quoted **strong** ~~deleted~~\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`js\ncode\n\`\`\`\n\nA note[^1] and \`code\`.\n\n[^1]: Here.\n`);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const axe = /** @type {any} */ (window).axe;
        // Task boxes stand unlabelled before their text, as sites publish them.
        const { violations } = await axe.run('draft-pane', { rules: { label: { enabled: false } } });
        return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => `${node.html} ${node.failureSummary}`)}`);
      });
      assert.deepEqual(violations, []);
    }, { context: { colorScheme } });
  }
});

describe('without an engine', () => {
  for (const [name, options, says] of /** @type {const} */ ([
    ['a policy that forbids WebAssembly', { policy: "script-src 'self'" }, /Content Security Policy.*'wasm-unsafe-eval'/],
    ['a wasm file that is not there', { missing: /\.wasm$/ }, /engine/],
  ])) {
    test(`${name}: says why, and shows the newest text`, async () => {
      const broken = await serveModules(served, options);
      try {
        await inPage(async (page) => {
          const shown = await page.evaluate(async (text) => {
            const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
            pane.value = text;
            const rejected = await pane.ready.then(() => false, () => true);
            pane.edit({ from: 0, to: text.length, insert: '<b>newest</b>' });
            const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
            return { rejected, value: pane.value, plain: root.querySelector('pre')?.textContent, bold: root.querySelector('b'), why: root.querySelector('.plain p')?.textContent };
          }, POST);
          assert.deepEqual({ ...shown, why: '' }, { rejected: true, value: '<b>newest</b>', plain: '<b>newest</b>', bold: null, why: '' });
          assert.match(shown.why ?? '', says);
        }, { url: broken.url, errors: /404|Content Security Policy|wasm/i });
      } finally {
        await broken.close();
      }
    });
  }

  test('an engine that breaks while it runs: the text goes on', () =>
    inPage(async (page) => {
      await show(page, POST);
      const shown = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const { value } = pane;
        const path = '/engine.js';
        const { Draft } = await import(path);
        Draft.prototype.edit = () => {
          throw new WebAssembly.RuntimeError('unreachable');
        };
        pane.edit({ from: 0, insert: 'one ' });
        const plain = /** @type {HTMLElement} */ (pane.shadowRoot?.querySelector('.plain'));
        const first = plain.querySelector('pre')?.textContent === `one ${value}` && pane.value === `one ${value}`;
        pane.edit({ from: 0, to: 3, insert: 'two' });
        const second = plain.querySelector('pre')?.textContent === `two ${value}` && pane.value === `two ${value}`;
        return { first, second, visible: !plain.hidden, why: plain.querySelector('p')?.textContent };
      });
      assert.deepEqual({ ...shown, why: '' }, { first: true, second: true, visible: true, why: '' });
      assert.match(shown.why ?? '', /unreachable/);
    }));
});

describe('an engine that breaks', () => {
  /** Makes a method of the engine break it once, in the page. */
  const breaking = async (/** @type {string[]} */ methods) => {
    const path = '/pkg/draftpane.js';
    const { Core, breakForTests } = await import(path);
    for (const method of methods) {
      const whole = Core.prototype[method];
      Core.prototype[method] = function (/** @type {unknown[]} */ ...args) {
        Core.prototype[method] = whole;
        breakForTests(0);
        return whole.apply(this, args);
      };
    }
  };
  const state = () => {
    const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
    const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
    const body = /** @type {HTMLElement} */ (root.querySelector('[part=body]'));
    const plain = /** @type {HTMLElement} */ (root.querySelector('.plain'));
    return {
      value: pane.value, stale: body.hasAttribute('data-stale'), plain: plain.hidden ? null : plain.querySelector('pre')?.textContent,
      body: body.textContent?.trim(), title: root.querySelector('h1')?.textContent, told: /** @type {any} */ (window).told ?? 0,
    };
  };

  test('is started again: the edit is shown, and the page is told', () =>
    inPage(async (page) => {
      await show(page, '---\ntitle: A\n---\nOne.\n');
      await page.evaluate(() => document.addEventListener('draft-recovered', () => ((/** @type {any} */ (window)).told = (/** @type {any} */ (window).told ?? 0) + 1)));
      await page.evaluate(breaking, ['edit']);
      await page.evaluate(() => /** @type {DraftPane} */ (document.querySelector('draft-pane')).edit({ from: 10, to: 12, insert: 'Bc\n' }));
      const value = '---\ntitle:Bc\n\n---\nOne.\n';
      const once = await page.evaluate(state);
      assert.deepEqual([once.value.length, once.stale, once.plain, once.body, once.told], [value.length, false, null, 'One.', 1]);
      await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        pane.edit({ from: pane.value.length, insert: '\nTwo.\n' });
      });
      const after = await page.evaluate(state);
      assert.deepEqual([after.body, after.told], ['One.Two.', 1]);
    }));

  test('and breaks again: the last good preview stays, marked, with the text below it, until the text changes', () =>
    inPage(async (page) => {
      await show(page, 'One *word*.\n');
      await page.evaluate(breaking, ['edit', 'opened']);
      await page.evaluate(() => /** @type {DraftPane} */ (document.querySelector('draft-pane')).edit({ from: 0, insert: '<b>' }));
      const failed = await page.evaluate(state);
      assert.deepEqual({ ...failed, title: '' }, { value: '<b>One *word*.\n', stale: true, plain: '<b>One *word*.\n', body: 'One word.', title: '', told: 0 });
      await page.evaluate(() => /** @type {DraftPane} */ (document.querySelector('draft-pane')).edit({ from: 0, to: 3, insert: 'A ' }));
      const whole = await page.evaluate(state);
      assert.deepEqual([whole.stale, whole.plain, whole.body], [false, null, 'A One word.']);
    }));
});

test('importing the module without a browser touches nothing', async () => {
  const before = Object.keys(globalThis);
  const { DraftPane } = await import('../../www/draft-pane.js');
  assert.equal(typeof DraftPane, 'function');
  assert.deepEqual(Object.keys(globalThis), before);
});
