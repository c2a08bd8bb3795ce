/** Server-rendered panes in a real browser: visible without a script, and taken over unchanged by the element. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { paneCss } from '../../www/pane.css.js';
import init, { renderToString } from '../../www/server.js';
import { serveModules } from './modules-site.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */
/** @typedef {import('../../www/server.js').ServerOptions} ServerOptions */

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const RAW = { markup: { goldmark: { renderer: { unsafe: true }, extensions: { passthrough: { enable: true, delimiters: { block: [['$$', '$$']], inline: [['\\(', '\\)']] } } } } } };

const POST = `---
title: "Served & <taken>"
date: 2021-10-06
lastmod: 2022-01-02T10:30:00Z
draft: true
pinned: true
description: A lead.
contributors: ["Ada Example", "Grace Example"]
categories: ["News"]
tags: ["one", "two"]
images: ["/hero.png"]
weight: 5
params: { depth: 2 }
---

# A heading {#own}

A *paragraph* with "quotes", \`code\`, a [link](https://example.org/), [another](#own), a note[^1] and ![a picture](/a.png "titled").

| left | middle | right |
|:-----|:------:|------:|
| 1    | **2**  | 3     |

- [ ] open
- [x] done
  - nested
1. ordered

> quoted
>
> > twice

<!--more-->

<details><summary>More</summary>

Inside, with <kbd>Ctrl</kbd> and H<sub>2</sub>O.

</details>

<picture><source srcset="/b.png 2x"><img src="/b.png" width="10" alt="b"></picture>

<table><tbody><tr><td>raw</td><td>cells</td></tr></tbody></table>

<pre>

first line end</pre>

\`\`\`js
const a = '<b>';
\`\`\`

\\(a < b\\) and {{< youtube abc >}} and {{< mine "x" >}} text

[ref]: /u "T"

Term
: Definition with [ref].

Text &amp; more&#13;with a return, H~2~ :smile: https://example.org

[^1]: The note, *with* markup.
`;

/** Longer than what is read at once, with few blocks alike. */
const LONG = POST.replace(/\[\^1\]: .*\n/, '') + Array.from({ length: 150 }, (_, n) => `## Part ${n}

Some *words* ${n} and [a link](/${n}), ${'more of them, '.repeat(12)}[^n${n % 9}]

- item ${n}
- [${n % 2 ? 'x' : ' '}] task

${n % 5 ? `| a | b |\n|--:|---|\n| ${n} | c |` : `<div align="center">\n\ncentred ${n}\n\n</div>`}
`).join('\n') + Array.from({ length: 9 }, (_, n) => `\n[^n${n}]: Note ${n}\n`).join('') + '\n[^1]: The note, *with* markup.\n';

/** @type {Record<string, string | Buffer>} */
const pages = {
  '/draft-pane.css': paneCss, '/test.css': 'draft-pane { height: 400px; width: 700px }',
  '/a.png': PIXEL, '/b.png': PIXEL, '/hero.png': PIXEL, '/mapped/a.png': PIXEL,
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
/** Under no policy for styles. @type {Awaited<ReturnType<typeof serveModules>>} */
let lax;
/** Another host. @type {Awaited<ReturnType<typeof serveModules>>} */
let other;
before(async () => {
  await init();
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  [site, lax, other] = await Promise.all([serveModules(pages), serveModules(pages, { policy: "object-src 'none'" }), serveModules(pages)]);
});
after(async () => {
  await browser.close();
  await Promise.all([site.close(), lax.close(), other.close()]);
});

/** @param {string} body */
const html = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body>${body}</body></html>`;

/**
 * Opens a page, and fails on whatever goes wrong there.
 *
 * @param {string} body
 * @param {(page: import('playwright-core').Page) => Promise<void>} work
 * @param {{ on?: { url: string }, errors?: RegExp, pictures?: boolean, context?: import('playwright-core').BrowserContextOptions }} [options]
 *   `pictures`: every picture exists, wherever it is, as a missing one changes while the page watches
 */
async function inPage(body, work, { on = site, errors, pictures = false, context } = {}) {
  pages['/served.html'] = html(body);
  const opened = await browser.newContext({ locale: 'en-GB', ...context });
  if (pictures) {
    await opened.route('**/*', (route) => (route.request().resourceType() === 'image' ? route.fulfill({ contentType: 'image/png', body: PIXEL }) : route.fallback()));
  }
  try {
    const page = await opened.newPage();
    /** @type {string[]} */
    const seen = [];
    page.on('pageerror', (error) => seen.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && seen.push(message.text()));
    await page.goto(`${on.url}/served.html`);
    await work(page);
    assert.deepEqual(seen.filter((text) => !errors?.test(text)), []);
  } finally {
    await opened.close();
  }
}

/** @param {string} text @param {ServerOptions} [options] */
const served = (text, options) => renderToString(text, { stylesheet: '/draft-pane.css', locale: 'en-GB', ...options });

/**
 * Has the pane of the page taken over, and tells what that did to its nodes.
 *
 * @param {import('playwright-core').Page} page
 * @param {{ mapped?: boolean, value?: string, editable?: boolean, wait?: boolean }} [given] what a script gives to the pane
 * @returns {Promise<Seen>}
 */
const takeOver = (page, given = {}) =>
  page.evaluate(async ({ mapped, value, editable, wait = true }) => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
    const article = /** @type {Element} */ (root.querySelector('article'));
    if (wait) await Promise.all([...root.querySelectorAll('img[src]')].map((image) => /** @type {HTMLImageElement} */ (image).decode().catch(() => {})));
    const nodesIn = () => {
      const nodes = [];
      const walker = document.createTreeWalker(article);
      do nodes.push(walker.currentNode);
      while (walker.nextNode());
      return nodes;
    };
    const before = nodesIn();
    /** @type {string[]} */
    const records = [];
    const note = (/** @type {MutationRecord[]} */ list) => {
      for (const { type, target, attributeName } of list) records.push(`${type} ${attributeName ?? ''} ${target.nodeName}`);
    };
    const observer = new MutationObserver(note);
    observer.observe(article, { subtree: true, childList: true, characterData: true, attributes: true });
    // Text as it would be, should it be laid out anew.
    const heights = () => [...article.querySelectorAll('.body > *, header *')].map((element) => Math.round(element.getBoundingClientRect().top - article.getBoundingClientRect().top));
    const high = heights();
    const { LiveDraft } = await import(/** @type {string} */ ('/pane/live-draft.js'));
    let built = -1;
    const { settle } = LiveDraft.prototype;
    const settled = new Promise((resolve) => {
      LiveDraft.prototype.settle = function () {
        built = settle.call(this);
        setTimeout(resolve, 50);
        return built;
      };
    });
    if (mapped) pane.resolveUrl = (/** @type {string} */ url) => (/^\//.test(url) ? `/mapped${url}` : url);
    if (value !== undefined) pane.value = value;
    await import(/** @type {string} */ ('/draft-pane.js'));
    if (editable) pane.editable = true;
    await pane.ready;
    await settled;
    note(observer.takeRecords());
    observer.disconnect();
    const now = nodesIn();
    const were = new Set(before);

    // The same from scratch.
    const fresh = /** @type {any} */ (document.createElement('draft-pane'));
    if (mapped) fresh.resolveUrl = pane.resolveUrl;
    fresh.options = pane.options;
    for (const name of ['flavor', 'front-matter']) if (pane.hasAttribute(name)) fresh.setAttribute(name, pane.getAttribute(name));
    fresh.value = pane.value;
    fresh.editable = pane.editable;
    document.body.append(fresh);
    await fresh.ready;
    for (let waited = 0; waited < 100 && !fresh.shadowRoot.isEqualNode(root); waited++) await new Promise((resolve) => setTimeout(resolve, 20));
    const shown = (/** @type {ShadowRoot} */ { childNodes }) => [...childNodes].map((node) => /** @type {Element} */ (node).outerHTML).join('');
    const [is, must] = [shown(root), shown(fresh.shadowRoot)];
    let at = 0;
    while (at < must.length && is[at] === must[at]) at++;
    fresh.remove();
    return {
      value: pane.value,
      records,
      built,
      count: now.length,
      kept: now.filter((node) => were.has(node)).length,
      still: JSON.stringify(high) === JSON.stringify(heights()),
      differs: is === must ? '' : `${is.slice(Math.max(0, at - 80), at + 80)}\nmust be\n${must.slice(Math.max(0, at - 80), at + 80)}`,
    };
  }, given);

/** @typedef {{ value: string, records: string[], built: number, count: number, kept: number, still: boolean, differs: string }} Seen */

/** @param {Seen} seen */
function assertUntouched({ records, built, count, kept, still, differs }) {
  assert.equal(differs, '');
  assert.deepEqual(records, []);
  assert.equal(built, 0);
  assert.equal(kept, count);
  assert.ok(still, 'nothing moves');
}

/** Types at the end of a paragraph. @param {import('playwright-core').Page} page @param {string} what */
const type = (page, what) =>
  page.evaluate(async (what) => {
    const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
    const body = /** @type {Element} */ (pane.shadowRoot?.querySelector('.body'));
    const before = [...body.childNodes];
    pane.edit({ from: pane.value.indexOf(what), insert: 'Typed ' });
    const fresh = /** @type {DraftPane} */ (document.createElement('draft-pane'));
    fresh.options = pane.options;
    for (const name of ['flavor', 'front-matter']) if (pane.hasAttribute(name)) fresh.setAttribute(name, /** @type {string} */ (pane.getAttribute(name)));
    fresh.value = pane.value;
    document.body.append(fresh);
    await fresh.ready;
    fresh.reveal(fresh.value.length);
    const equal = body.isEqualNode(/** @type {Element} */ (fresh.shadowRoot?.querySelector('.body')));
    fresh.remove();
    return { equal, kept: [...body.childNodes].filter((node, at) => node === before[at]).length, count: before.length };
  }, what);

describe('a pane that a server wrote', () => {
  for (const flavor of /** @type {const} */ (['hugo', 'gfm', 'commonmark'])) {
    for (const [name, text] of [['a post', POST], ['a long one', LONG]]) {
      test(`${flavor}, ${name}: no node is touched`, () =>
        inPage(served(text, { flavor, ...(flavor === 'hugo' && { site: RAW }) }), async (page) => {
          const seen = await takeOver(page);
          assert.equal(seen.value, text);
          assert.ok(seen.count > 100);
          assertUntouched(seen);
          const typed = await type(page, 'quoted');
          assert.ok(typed.equal);
          assert.ok(typed.kept >= typed.count - 1, `${typed.kept} of ${typed.count} blocks are kept`);
        }));
    }
  }

  for (const frontMatter of /** @type {const} */ (['header', 'table', 'source', 'hidden', 'none'])) {
    test(`front matter: ${frontMatter}`, () =>
      inPage(served(POST, { frontMatter }), async (page) => assertUntouched(await takeOver(page))));
  }

  test('without front matter, without text, with a header alone', async () => {
    for (const text of ['Text.\n', '', '---\ntitle: A\n---\n', '\n\n  indented\r\nby returns\r\n', '---\ntitle: [\n---\nBroken']) {
      await inPage(served(text), async (page) => {
        const seen = await takeOver(page);
        assert.equal(seen.value, /\S/.test(text) ? text : '');
        assertUntouched(seen);
      });
    }
  });

  test('the posts of the project, and those at hand', { timeout: 300_000 }, async () => {
    /** @param {string} folder */
    const below = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md')).map((file) => join(folder, file));
    const shared = process.env.DRAFTPANE_SHARED ? below(join(process.env.DRAFTPANE_SHARED, 'posts')) : [];
    const some = shared.filter((_, at) => at % Math.ceil(shared.length / 12) === 0);
    for (const file of [...below(fileURLToPath(new URL('../posts', import.meta.url))), ...some]) {
      const text = readFileSync(file, 'utf8').replace(/\r/g, '');
      await inPage(served(text, { frontMatter: 'table' }), async (page) => {
        const seen = await takeOver(page, { wait: false });
        assert.deepEqual([file, seen.value === text, seen.differs, seen.built, seen.records], [file, true, '', 0, []]);
      }, { errors: /Failed to load resource|ERR_/, pictures: true });
    }
  });

  test('is seen without a script, in its styles', () =>
    inPage(renderToString(POST, { flavor: 'gfm', locale: 'en-GB' }), async (page) => {
      assert.equal(await page.locator('draft-pane .title').innerText(), 'Served & <taken>');
      const shown = await page.locator('draft-pane article').innerText();
      assert.ok(shown.includes('6 October 2021') && shown.includes('The note, with markup.'));
      assert.equal(await page.locator('draft-pane h1').first().evaluate((title) => getComputedStyle(title).fontWeight), '700');
      assert.ok(await page.locator('draft-pane .body details').isVisible());
      assert.equal(await page.locator('draft-pane .body td').nth(2).evaluate((cell) => getComputedStyle(cell).textAlign), 'right');
      // The text itself is not.
      assert.ok(!shown.includes('[^1]:'));
      assert.equal(await page.locator('draft-pane').evaluate((pane) => /** @type {HTMLElement} */ (pane).innerText), '');
    }, { on: lax, context: { javaScriptEnabled: false } }));

  test('its own styles give way to the adopted ones', () =>
    inPage(renderToString(POST, { flavor: 'gfm', locale: 'en-GB' }), async (page) => {
      assert.equal(await page.locator('draft-pane style').count(), 1);
      assertUntouched(await takeOver(page));
      assert.equal(await page.locator('draft-pane style').count(), 0);
    }, { on: lax }));

  test('what a person opened before stays open, and boxes become live', () =>
    inPage(served(LONG, { flavor: 'gfm' }), async (page) => {
      await page.locator('draft-pane summary').first().click();
      const seen = await takeOver(page, { editable: true });
      assert.deepEqual([seen.built, seen.count], [0, seen.kept]);
      assert.ok(await page.locator('draft-pane details').first().evaluate((details) => /** @type {HTMLDetailsElement} */ (details).open));
      assert.ok(seen.records.every((record) => record === 'attributes disabled INPUT' || record === 'attributes aria-label INPUT'), String(seen.records));
      assert.equal(await page.locator('draft-pane input:disabled').count(), 0);
    }));
});

describe('pictures', () => {
  const text = () => `---\nimages: [${other.url}/hero.png]\n---\n\n![One](${other.url}/a.png) ![here](/a.png)\n\n<picture><source srcset="${other.url}/b.png"><img src="/b.png" alt="x"></picture>\n\n![](${other.url}/b.png)\n\n![gone](/gone.png)\n`;

  test('that wait go on waiting; those of this host are there at once', () =>
    inPage(served(text(), { flavor: 'gfm', images: 'ask' }), async (page) => {
      other.requests.length = 0;
      assert.equal(await page.locator('draft-pane img[src="/a.png"]').count(), 1);
      const seen = await takeOver(page);
      assert.deepEqual([seen.differs, seen.built, seen.kept], ['', 0, seen.count]);
      // Only what they are called is set again.
      assert.ok(seen.records.every((record) => /^attributes (alt|src|data-state) IMG$/.test(record)), String(seen.records));
      assert.deepEqual(other.requests, []);
      await page.locator('draft-pane .body img[data-state=waiting]').first().click();
      await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body img')?.getAttribute('alt') === 'One');
      assert.deepEqual(other.requests, ['/a.png']);
    }, { errors: /404/ }));

  test('are mapped as on the server; a promise is waited for', async () => {
    const resolveUrl = (/** @type {string} */ url) => (/^\//.test(url) ? `/mapped${url}` : url);
    await inPage(served('![a](/a.png)\n\nText', { resolveUrl }), async (page) => {
      assert.equal(await page.locator('draft-pane img').getAttribute('src'), '/mapped/a.png');
      assertUntouched(await takeOver(page, { mapped: true }));
    });
    const later = served('---\nimages: [/hero.png]\n---\n![a](/a.png)', { resolveUrl: async (url) => url });
    assert.ok(!/ src=/.test(later));
    const refused = served('---\nimages: [/hero.png]\n---\n![a](/a.png)', { resolveUrl: () => 'javascript:alert(1)' });
    assert.ok(!/ src=|javascript/.test(refused) && refused.includes('Image address not allowed'));
  });

  test('that went missing before the element was there are told', () =>
    inPage(served('![gone](/gone.png)\n\nText'), async (page) => {
      await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body img')?.matches('[src]'));
      await takeOver(page);
      await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body img')?.getAttribute('alt') === 'gone (Image not found: /gone.png)');
    }, { errors: /404/ }));

  test('films and sounds are taken over untouched, those that wait with what they say', async () => {
    const films = ['<video src="/film.wav" poster="/a.png" autoplay title="Mine"><track default src="/words.vtt">None</video>', '<audio muted loop><source src="/sound.wav" type="audio/wav"></audio>', `<video src="${other.url}/film.wav" poster="/b.png" title="Theirs"></video>`, `<audio><source src="${other.url}/sound.wav"></audio>`];
    for (const images of /** @type {const} */ (['show', 'ask'])) {
      other.requests.length = 0;
      await inPage(served(`${films.join('\n\n')}\n\nSome quoted text.\n`, { flavor: 'gfm', images }), async (page) => {
        assert.equal(await page.locator('draft-pane :is([autoplay], [preload], :is(video, audio):not([controls]))').count(), 0);
        assertUntouched(await takeOver(page));
        const typed = await type(page, 'quoted');
        assert.ok(typed.equal && typed.kept >= typed.count - 1);
        if (images === 'show') return;
        assert.deepEqual(other.requests, []);
        const film = page.locator('draft-pane .body video').nth(1);
        assert.equal(await film.getAttribute('title'), `Load the video from ${new URL(other.url).host}`);
        await film.click();
        await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body video')[1].getAttribute('title') === 'Theirs');
        for (let waited = 0; waited < 5000 && other.requests.length === 0; waited += 50) await page.waitForTimeout(50);
        assert.deepEqual([...new Set(other.requests)], ['/film.wav']);
      }, { errors: /404/ });
    }
  });

  test('of a host are told from the address of the page', () => {
    const ask = (/** @type {string | undefined} */ url) => served('![a](https://example.org/a.png) ![b](//example.org/b.png) ![c](c.png)', { images: 'ask', url }).match(/ src="[^"]*"/g);
    assert.deepEqual(ask(undefined), [' src="c.png"']);
    assert.equal(ask('https://example.org/posts/')?.length, 3);
    assert.throws(() => ask('posts/'), TypeError);
  });
});

describe('what is not as it must be', () => {
  /** @param {string} text @param {(written: string) => string} change @param {ServerOptions} [options] */
  const tampered = async (text, change, options = { flavor: 'gfm' }) => {
    const written = served(text, options);
    assert.notEqual(change(written), written);
    /** @type {Seen[]} */
    const all = [];
    await inPage(change(written), async (page) => {
      const seen = await takeOver(page);
      all.push(seen);
      assert.equal(seen.differs, '');
      assert.ok((await type(page, 'quoted')).equal);
    }, { errors: /inline event handler|inline style/ });
    return all[0];
  };

  test('is built anew, and the rest stays', async () => {
    /** @type {[string, (written: string) => string][]} */
    const changes = [
      ['a handler', (written) => written.replace('<p>A <em>', '<p onclick="alert(1)">A <em>')],
      ['other words', (written) => written.replace('centred 5', 'other')],
      ['a style', (written) => written.replace('<blockquote ', '<blockquote style="color: red" ')],
      ['more', (written) => written.replace('<blockquote ', '<p>more</p><hr><blockquote ')],
      ['less', (written) => written.replace(/<p>Some <em>words<\/em> 7 .*?<\/p>/, '')],
      ['another element', (written) => written.replace(/<h2([^>]*)>Part 4<\/h2>/, '<h3$1>Part 4</h3>')],
    ];
    for (const [name, change] of changes) {
      const { built, kept, count } = await tampered(LONG, change);
      assert.ok(built <= 1, `${name}: ${built} blocks were built`);
      if (name !== 'less' && name !== 'more') assert.ok(kept > count * 0.9, `${name}: ${kept} of ${count} nodes are kept`);
    }
  });

  test('in the header, around it, or everywhere', async () => {
    await tampered(POST, (written) => written.replace('<h1 class="title"', '<h1 onclick="alert(1)" class="title"').replace('<li>Ada', '<li>Eve'));
    await tampered(POST, (written) => written.replace('<article tabindex="0">', '<article tabindex="0" onclick="alert(1)" style="color: red"><p>more</p>').replace('</article>', '<i>x</i></article><b>y</b>'));
    await tampered(POST, (written) => written.replace('<div class="body" part="body">', '<div class="other">'));
    await tampered(POST, (written) => written.replace(/<div class="body".*<div class="plain"/s, '<div class="body" part="body">words<div class="plain"'));
  });

  test('with shadow roots of its own, which show something else than what they are on', async () => {
    const shadow = (/** @type {string} */ more) => `<template shadowrootmode="open"${more}><b>forged</b><slot></slot></template>`;
    for (const more of ['', ' shadowrootclonable shadowrootserializable']) {
      for (const [tag, end] of [['<p>A <em>', '<p>'], ['<blockquote ', '>'], ['<h1 class="title"', '>'], ['<header ', '>'], ['<div class="plain"', '>'], ['<div class="body"', '>'], ['<section class="footnotes"', '>'], ['<span>(', '>'], ['<p class="lead"', '>']]) {
        let times = 0;
        const change = (/** @type {string} */ written) => {
          const from = written.indexOf(tag);
          if (from < 0) return written;
          times++;
          const at = written.indexOf(end, from) + end.length;
          return `${written.slice(0, at)}${shadow(more)}${written.slice(at)}`;
        };
        const body = served(POST, { flavor: 'gfm' });
        const changed = change(body);
        if (times === 0) continue;
        await inPage(changed, async (page) => {
          const forged = () => page.evaluate(() => {
            const roots = [/** @type {ShadowRoot} */ (document.querySelector('draft-pane')?.shadowRoot)];
            for (const root of roots) for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot);
            return roots.some((root) => [...root.querySelectorAll('b')].some(({ textContent }) => textContent === 'forged'));
          });
          assert.equal(await forged(), true, tag);
          const seen = await takeOver(page);
          assert.deepEqual([seen.differs, await forged()], ['', false], tag);
        });
      }
    }
  });

  test('what a parser reads otherwise is built anew: tables without bodies', () =>
    inPage(served('before\n\n<table><tr><td>raw</td></tr></table>\n\nafter\n', { flavor: 'gfm' }), async (page) => {
      const seen = await takeOver(page);
      assert.deepEqual([seen.differs, seen.built], ['', 1]);
    }));

  test('another text than was written wins', () =>
    inPage(served(LONG, { flavor: 'gfm' }), async (page) => {
      const seen = await takeOver(page, { value: LONG.replace('centred 10', 'moved').replace('# A heading', '# Another') });
      assert.equal(seen.differs, '');
      assert.ok(seen.built >= 1 && seen.built <= 3 && seen.kept > seen.count * 0.9, JSON.stringify([seen.built, seen.kept, seen.count]));
    }));
});

describe('without a shadow root', () => {
  test('where a script made it of the HTML, the element shows the text', () =>
    inPage('<main></main>', async (page) => {
      const written = renderToString(POST, { flavor: 'gfm', images: 'ask' });
      const seen = await page.evaluate(async (written) => {
        const main = /** @type {HTMLElement} */ (document.querySelector('main'));
        main.innerHTML = written;
        const pane = /** @type {DraftPane} */ (main.firstElementChild);
        const before = pane.shadowRoot;
        await import(/** @type {string} */ ('/draft-pane.js'));
        await pane.ready;
        main.append(pane.cloneNode(true));
        const clone = /** @type {DraftPane} */ (main.lastElementChild);
        await clone.ready;
        return { before, value: pane.value, images: pane.options.images, heading: pane.shadowRoot?.querySelector('.title')?.textContent, clone: clone.value };
      }, written);
      assert.deepEqual(seen, { before: null, value: POST, images: 'ask', heading: 'Served & <taken>', clone: POST });
    }, { on: lax }));

  test('plain HTML gives a text', () =>
    inPage('<draft-pane options="{" flavor="gfm">\n# Hello &amp; *hi*\n</draft-pane><draft-pane>\n  </draft-pane>', async (page) => {
      const seen = await page.evaluate(async () => {
        await import(/** @type {string} */ ('/draft-pane.js'));
        const [pane, empty] = /** @type {any} */ (document.querySelectorAll('draft-pane'));
        await Promise.all([pane.ready, empty.ready]);
        pane.firstChild.data = 'no more';
        const { value } = pane;
        pane.value = 'other';
        pane.remove();
        document.body.append(pane);
        await null;
        return [value, empty.value, pane.value, pane.shadowRoot.querySelector('.body').textContent, pane.options];
      });
      assert.deepEqual(seen, ['# Hello & *hi*\n', '', 'other', 'other', {}]);
    }));

  test('defined before its text is read', async () => {
    /** @type {(() => void) | undefined} */
    let go;
    const server = createServer((request, response) => {
      if (request.url !== '/') return void response.writeHead(302, { Location: lax.url + request.url, 'Access-Control-Allow-Origin': '*' }).end();
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      const written = renderToString(POST, { flavor: 'gfm' });
      const half = written.indexOf('# A heading');
      response.write(`<!doctype html><link rel="icon" href="data:,"><body><script type="module" async>import '${lax.url}/draft-pane.js';</script>${' '.repeat(2000)}`);
      go = () => {
        response.write(written.slice(0, half));
        setTimeout(() => response.end(`${written.slice(half)}</body>`), 300);
      };
    });
    await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
    const page = await browser.newPage();
    try {
      await page.route('**/*', async (route) => {
        // As another origin allows it.
        if (!route.request().url().startsWith(lax.url)) return route.continue();
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'Access-Control-Allow-Origin': '*' } });
      });
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' });
      await page.waitForFunction(() => customElements.get('draft-pane'));
      go?.();
      await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane'))?.shadowRoot?.querySelector('.footnotes'));
      assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).value), POST);
    } finally {
      await page.close();
      await new Promise((closed) => (server.close(closed), server.closeAllConnections()));
    }
  });
});

test('where the engine cannot run, what the server wrote stays, while the text is its own', async () => {
  const none = await serveModules(pages, { missing: /\.wasm$/ });
  try {
    await inPage(served(POST, { flavor: 'gfm' }), async (page) => {
      await page.evaluate(() => import(/** @type {string} */ ('/draft-pane.js')).then(() => /** @type {any} */ (document.querySelector('draft-pane')).ready.catch(() => {})));
      assert.ok(await page.locator('draft-pane .body h1').isVisible());
      assert.ok(!(await page.locator('draft-pane .plain').isVisible()));
      await page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).edit({ from: 0, insert: 'x' }));
      assert.ok(!(await page.locator('draft-pane .body').isVisible()));
      assert.equal(await page.locator('draft-pane .plain pre').innerText(), `x${POST.replace('&#13;', '&#13;')}`);
    }, { on: none, errors: /404|wasm/ });
  } finally {
    await none.close();
  }
});
