/** Pictures of the body: where they come from, and that none is asked for before a person wants it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 300px; width: 600px }',
  '/test.js': `import '/draft-pane.js'; document.body.append(document.createElement('draft-pane'));`,
  '/a.png': PIXEL, '/b.png': PIXEL, '/mapped/a.png': PIXEL, '/hero.png': PIXEL,
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
/** Another host. @type {Awaited<ReturnType<typeof serveModules>>} */
let other;
before(async () => {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  [site, other] = await Promise.all([serveModules(pages), serveModules(pages)]);
});
after(async () => {
  await browser.close();
  await Promise.all([site.close(), other.close()]);
});

/** @param {(page: import('playwright-core').Page) => Promise<void>} work */
async function inPage(work) {
  const page = await browser.newPage();
  try {
    await page.goto(`${site.url}/test.html`);
    await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot);
    site.requests.length = other.requests.length = 0;
    await work(page);
  } finally {
    await page.close();
  }
}

/** @param {string[]} requests */
const pictures = (requests) => requests.filter((path) => path.endsWith('.png')).sort();

test('remote pictures wait for a click, or a key, each address once; others are shown', () =>
  inPage(async (page) => {
    const text = `---\ntitle: T\nimages: ["${other.url}/hero.png"]\n---\n\n![One](${other.url}/a.png) [![](${other.url}/b.png)](https://example.org) ![here](/a.png)\n\n![again](${other.url}/a.png)\n\n<picture><source srcset="${other.url}/b.png"><img src="/b.png" alt="x"></picture>\n`;
    await page.evaluate(async (value) => {
      const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
      pane.options = { images: 'ask', flavor: 'gfm' };
      pane.value = value;
      await pane.ready;
    }, text);
    await page.waitForTimeout(300);
    assert.deepEqual(pictures(other.requests), []);
    assert.ok(pictures(site.requests).includes('/a.png'));
    const waiting = page.locator('draft-pane .body img[data-state="waiting"]');
    assert.equal(await waiting.count(), 3);
    assert.match((await waiting.first().getAttribute('alt')) ?? '', /^One \(Load the image from 127\.0\.0\.1:\d+\)$/);
    for (const box of await waiting.all()) assert.ok(((await box.boundingBox())?.width ?? 0) > 40, 'there is something to click on');
    await waiting.first().click();
    await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body img[data-state]').length === 1);
    // It is asked for a moment after the address is set.
    for (let waited = 0; waited < 5000 && pictures(other.requests).length === 0; waited += 50) await page.waitForTimeout(50);
    assert.deepEqual(pictures(other.requests), ['/a.png']);
    assert.equal(await page.locator('draft-pane .body img').first().getAttribute('alt'), 'One');
    await waiting.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body img[data-state]').length === 0);
    await page.locator('draft-pane .hero button').click();
    await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.hero')?.getAttribute('data-state') === 'shown');
    assert.deepEqual(pictures(other.requests).filter((path, at, all) => all.indexOf(path) === at), ['/a.png', '/b.png', '/hero.png']);
    // Addresses that are typed later are asked for, too.
    await page.evaluate((url) => /** @type {DraftPane} */ (document.querySelector('draft-pane')).edit({ from: 0, to: 0, insert: '' }) ?? [
      /** @type {DraftPane} */ (document.querySelector('draft-pane')).value += `\n\n![new](${url}/new.png)\n`,
    ], other.url);
    await page.waitForTimeout(100);
    assert.equal(await waiting.count(), 1);
  }));

test('resolveUrl maps the pictures of the body, later too; what is missing says so; the html stays', () =>
  inPage(async (page) => {
    const seen = await page.evaluate(async () => {
      const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
      /** @type {string[]} */
      const asked = [];
      pane.value = '![a](a.png) ![gone](gone.png) ![bad](bad.png)\n\ntext\n';
      await pane.ready;
      pane.resolveUrl = async (url, { kind, from }) => {
        asked.push(`${kind} ${from} ${url}`);
        if (url === 'bad.png') return 'javascript:1';
        if (url === 'gone.png') throw new Error('gone');
        return `/mapped/${url}`;
      };
      await new Promise((resolve) => setTimeout(resolve, 100));
      pane.edit({ from: 0, insert: 'X ' });
      await new Promise((resolve) => setTimeout(resolve, 50));
      const images = [...(pane.shadowRoot?.querySelectorAll('.body img') ?? [])];
      const shown = images.map((image) => [image.getAttribute('src'), image.getAttribute('alt'), image.getAttribute('data-state')]);
      const { html } = /** @type {import('../../www/draft-pane.js').DraftView} */ (pane.draft);
      pane.resolveUrl = (url) => url;
      pane.resolveUrl = /** @type {any} */ (null);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { asked, shown, html, after: pane.shadowRoot?.querySelector('.body img')?.outerHTML };
    });
    assert.deepEqual(seen.asked, ['image body a.png', 'image body gone.png', 'image body bad.png']);
    assert.deepEqual(seen.shown, [
      ['/mapped/a.png', 'a', null],
      [null, 'gone (Image not found: gone.png)', 'missing'],
      [null, 'bad (Image address not allowed: bad.png)', 'missing'],
    ]);
    assert.match(seen.html, /src="a\.png"/);
    assert.match(seen.after ?? '', / src="a\.png"/);
  }));

test('what is missing says so without resolveUrl, too, until there is a picture', () =>
  inPage(async (page) => {
    /** @param {string} state what the pictures of the body become */
    const becomes = (state) => page.waitForFunction((wanted) => {
      const images = [...(document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body img') ?? [])];
      return JSON.stringify(images.map((image) => [image.getAttribute('alt'), image.getAttribute('data-state'), image.getAttribute('role')])) === wanted;
    }, state);
    /** @param {string} value */
    const write = (value) => page.evaluate(async (text) => {
      const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
      pane.value = text;
      await pane.ready;
      const first = pane.shadowRoot?.querySelector('.body img');
      const same = /** @type {any} */ (window).first === first;
      /** @type {any} */ (window).first = first;
      return same;
    }, value);

    await write('![One](gone.png) ![](/a.png) ![]()\n\ntext\n');
    await becomes(JSON.stringify([
      ['One (Image not found: gone.png)', 'missing', null], ['', null, null], ['Image without a usable address', 'missing', null],
    ]));
    const box = await page.locator('draft-pane .body img').first().boundingBox();
    assert.ok((box?.width ?? 0) > 90 && (box?.height ?? 0) > 30, 'there is something to see');

    // Typed on: the nodes are the same ones, and go along with description and address.
    assert.ok(await write('![Two](gone.png)\n\ntext\n'));
    await becomes('[["Two (Image not found: gone.png)","missing",null]]');
    assert.ok(await write('![Two](gone2.png)\n\ntext\n'));
    await becomes('[["Two (Image not found: gone2.png)","missing",null]]');
    assert.ok(await write('![Two](/a.png)\n\ntext\n'));
    await becomes('[["Two",null,null]]');
    assert.ok(await write('![Two](gone.png)\n\ntext\n'));
    await becomes('[["Two (Image not found: gone.png)","missing",null]]');
    assert.ok(await write('![Two](javascript:1)\n\ntext\n'));
    await becomes('[["Two (Image without a usable address)","missing",null]]');

    await page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).setAttribute('flavor', 'gfm'));
    await write('<p><img src="gone.png" alt="Three"></p>\n');
    await becomes('[["Three (Image not found: gone.png)","missing",null]]');
    assert.ok(await write('<p><img alt="Three"></p>\n'));
    await becomes('[["Three",null,null]]');
    await write(`![](data:image/png;base64,${'A'.repeat(5000)})\n`);
    await page.waitForFunction(() => /^Image not found: data:.{190,220}…$/.test(document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body img')?.getAttribute('alt') ?? ''));
  }));

test('with resolveUrl, a missing picture stays told when all are looked at again, and goes when its address is mended', () =>
  inPage(async (page) => {
    const seen = await page.evaluate(async () => {
      const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
      const wait = () => new Promise((resolve) => setTimeout(resolve, 150));
      const until = async (/** @type {() => boolean | undefined} */ is) => {
        for (let n = 0; n < 300 && !is(); n++) await new Promise((resolve) => setTimeout(resolve, 20));
      };
      const isTold = () => shown()[0]?.[2] === 'missing';
      const shown = () => [...(pane.shadowRoot?.querySelectorAll('.body img') ?? [])].map((image) => [image.getAttribute('src'), image.getAttribute('alt'), image.getAttribute('data-state')]);
      pane.resolveUrl = (url) => {
        if (url === 'never.png') throw new Error('never');
        return `/mapped/${url}`;
      };
      pane.value = '![a](gone.png)\n';
      await pane.ready;
      await until(isTold);
      const told = [shown()];
      const { ask } = { ask: pane.resolveUrl };
      let asked = false;
      pane.resolveUrl = (url, use) => {
        asked = true;
        return ask(url, use);
      };
      await until(() => asked);
      await wait();
      await until(isTold);
      told.push(shown());
      pane.value = '![a](a.png)\n';
      await until(() => pane.shadowRoot?.querySelector('img')?.naturalWidth !== 0 && !isTold());
      told.push(shown());
      pane.value = '![a](never.png)\n';
      await until(isTold);
      told.push(shown());
      return told;
    });
    assert.deepEqual(seen, [
      [['/mapped/gone.png', 'a (Image not found: gone.png)', 'missing']],
      [['/mapped/gone.png', 'a (Image not found: gone.png)', 'missing']],
      [['/mapped/a.png', 'a', null]],
      [[null, 'a (Image not found: never.png)', 'missing']],
    ]);
  }));

test('no spelling of another host, and no function that keeps to the host, asks for a picture before a person does', () =>
  inPage(async (page) => {
    const { host, port } = new URL(other.url);
    const spellings = [
      `//${host}/1.png`, `HTTP://${host}/2.png`, `http://${host}/./3.png`, `http://${host}/x/../4.png`, `http://${host}?5.png`, `http://${host}/6.png?`, `http://name@${host}/7.png`,
      `http://name:word@${host}/8.png`, `http:${host}/9.png`, `http:/${host}/10.png`, `https:${host}/11.png`, `///${host}/12.png`, `/\\\\${host}/13.png`, `http:\\\\${host}\\14.png`, `http://127.1:${port}/15.png`,
      `http://0x7f000001:0${port}/16.png`, `http://${host}/%31%37.png`, `http://${host}/18.png#part`, `http://127.0.0.1.:${port}/19.png`, `&#104;ttp://${host}/20.png`, `  http://${host}/21.png`,
    ];
    const text = `---\ntitle: T\nimages: ["//${host}/hero.png"]\n---\n\n${spellings.map((url) => `![x](<${url.trim()}>)\n\n<img src="${url}" srcset="${url} 2x" alt="">\n\n<picture><source srcset="${url}"><img src="${url}" alt=""></picture>\n`).join('\n')}`;
    for (let n = 0; n < 5; n++) {
      const seen = await page.evaluate(async ([value, n]) => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const whole = (/** @type {string} */ url) => new URL(url, document.baseURI).href;
        pane.options = { images: 'ask', flavor: 'gfm' };
        pane.resolveUrl = [
          /** @type {any} */ (null),
          (/** @type {string} */ url) => new URL(url, 'https://example.org/posts/mine/').href,
          whole,
          async (/** @type {string} */ url) => `${url}${url.includes('?') ? '&' : '?'}v=1`,
          (/** @type {string} */ url) => whole(url).replace(/^http:/, 'HTTP:').replace('/x/', '/'),
        ][n];
        pane.value = '';
        pane.value = /** @type {string} */ (value);
        await pane.ready;
        await new Promise((resolve) => setTimeout(resolve, 300));
        return pane.shadowRoot?.querySelector('.hero')?.getAttribute('data-state');
      }, /** @type {[string, number]} */ ([text, n]));
      assert.deepEqual(pictures(other.requests), [], `function ${n}`);
      assert.equal(seen, 'waiting', `function ${n}`);
    }
  }));

test('a host that the post does not name is the choice of the page', () =>
  inPage(async (page) => {
    await page.evaluate(async (url) => {
      const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
      pane.options = { images: 'ask', flavor: 'gfm' };
      pane.resolveUrl = (written) => (written.startsWith('https://example.org/') ? `${url}/a.png` : `${url}/${written}`);
      pane.value = '![One](b.png) ![Two](https://example.org/a.png)\n';
      await pane.ready;
    }, other.url);
    await page.waitForFunction(() => [...(document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body img') ?? [])].every((image) => /** @type {HTMLImageElement} */ (image).naturalWidth > 0));
    assert.deepEqual(pictures(other.requests), ['/a.png', '/b.png']);
  }));
