/** Films, sounds and what other pages show: none starts by itself, and none is asked for before a person wants it where pictures wait. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */

/** A second of silence, which is a film, too, without a picture. */
const SILENCE = Buffer.alloc(44 + 8000, 128);
SILENCE.write('RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x01\0\x08\0data', 'latin1');
SILENCE.writeUInt32LE(8000 + 36, 4);
SILENCE.writeUInt32LE(8000, 24);
SILENCE.writeUInt32LE(8000, 28);
SILENCE.writeUInt32LE(8000, 40);
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const WORDS = Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nSilence.\n');

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 600px; width: 600px }',
  '/test.js': `import '/draft-pane.js'; document.body.append(document.createElement('draft-pane'));`,
  '/page.html': '<!doctype html><html lang="en"><title>page</title><link rel="icon" href="data:,"><p>A page</p></html>',
  ...Object.fromEntries(['/film.wav', '/sound.wav', '/other.wav', '/mapped/film.wav', '/mapped/sound.wav'].map((path) => [path, SILENCE])),
  '/poster.png': PIXEL, '/inside.png': PIXEL, '/mapped/poster.png': PIXEL, '/words.vtt': WORDS, '/mapped/words.vtt': WORDS,
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
/** Another host. @type {Awaited<ReturnType<typeof serveModules>>} */
let other;
before(async () => {
  // A browser that lets everything start by itself, so that what does not is of the pane's doing.
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  [site, other] = await Promise.all([serveModules(pages), serveModules(pages)]);
});
after(async () => {
  await browser.close();
  await Promise.all([site.close(), other.close()]);
});

/** @param {(page: import('playwright-core').Page) => Promise<void>} work */
async function inPage(work) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}/test.html`);
    await page.waitForFunction(() => document.querySelector('draft-pane')?.shadowRoot);
    site.requests.length = other.requests.length = 0;
    await work(page);
  } finally {
    await context.close();
  }
}

/**
 * Shows a post, and waits for what it may load.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} text
 * @param {import('../../www/engine.js').Options} [options]
 */
async function show(page, text, options) {
  await page.evaluate(async ([value, options]) => {
    const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
    pane.options = { flavor: 'gfm', .../** @type {object} */ (options) };
    pane.value = /** @type {string} */ (value);
    await pane.ready;
  }, /** @type {const} */ ([text, options]));
  await page.waitForTimeout(300);
}

/** The settings and the state of films and sounds. @param {import('playwright-core').Page} page */
const players = (page) =>
  page.evaluate(() => [.../** @type {NodeListOf<HTMLMediaElement>} */ (document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body :is(video, audio)'))].map((player) => ({
    controls: player.controls, autoplay: player.autoplay, preload: player.hasAttribute('preload'), plays: !player.paused || player.currentTime > 0, loaded: player.readyState > 0, state: player.getAttribute('data-state'),
  })));

/** Waits until all films and sounds are loaded. @param {import('playwright-core').Page} page */
const loaded = (page) =>
  page.waitForFunction(() => [.../** @type {NodeListOf<HTMLMediaElement>} */ (document.querySelector('draft-pane')?.shadowRoot?.querySelectorAll('.body :is(video, audio)'))].every((player) => player.readyState > 0));

/** @param {string[]} requests */
const media = (requests) => requests.filter((path) => /\.(wav|png|vtt)$/.test(path)).sort();

const STARTS = [
  '<video src="/film.wav" autoplay></video>', '<video src="/film.wav" AutoPlay muted loop></video>', '<video muted autoplay="autoplay" playsinline preload="auto" src=/film.wav>None</video>',
  '<VIDEO AUTOPLAY="" PRELOAD=none SRC="/film.wav"></VIDEO>', '<video autoplay=false controls="false" src="/film.wav"></video>', '<audio autoplay src="/sound.wav"></audio>', '<audio autoplay muted><source src="/sound.wav" type="audio/wav"></audio>',
  'In a line: <video autoplay><source src="/film.wav"></video> and more', '> - <audio autoplay preload="auto"><source src="/gone.wav"><source src="/sound.wav"></audio>', '<p onclick="x"><video src="/film.wav" auto&#112;lay autoplay/></p>',
];

test('a film or sound has its controls and never starts by itself, whatever the post writes', () =>
  inPage(async (page) => {
    for (const options of [{}, { flavor: /** @type {const} */ ('hugo'), site: { markup: { goldmark: { renderer: { unsafe: true } } } } }, { images: /** @type {const} */ ('ask') }]) {
      await show(page, STARTS.join('\n\n'), options);
      await loaded(page);
      await page.waitForTimeout(200);
      const seen = await players(page);
      assert.equal(seen.length, STARTS.length);
      for (const [at, player] of seen.entries()) assert.deepEqual(player, { controls: true, autoplay: false, preload: false, plays: false, loaded: true, state: null }, STARTS[at]);
    }
  }));

for (const mapped of [false, true]) {
  test(`nothing is asked for twice when one types elsewhere, or beside it${mapped ? '; resolveUrl is asked once for each address' : ''}`, () =>
    inPage(async (page) => {
      await page.evaluate((mapped) => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const asked = /** @type {any} */ (window).asked = /** @type {string[]} */ ([]);
        if (mapped) pane.resolveUrl = (url, { kind, from }) => (asked.push(`${kind} ${from} ${url}`), url === '/other.wav' ? url : `/mapped${url}`);
      }, mapped);
      await show(page, 'Here.\n\n<video src="/film.wav" poster="/poster.png"><track default src="/words.vtt"></video>\n\n<figure><audio><source src="/sound.wav"></audio><figcaption>Below.</figcaption></figure>\n\nA <audio src="/other.wav"></audio> line.\n');
      await loaded(page);
      await page.waitForTimeout(200);
      const before = media(site.requests);
      const from = mapped ? '/mapped' : '';
      assert.deepEqual([...new Set(before)], [`${from}/film.wav`, `${from}/poster.png`, `${from}/sound.wav`, `${from}/words.vtt`, '/other.wav'].sort());
      const same = await page.evaluate(async () => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const all = () => [.../** @type {NodeListOf<HTMLMediaElement>} */ (pane.shadowRoot?.querySelectorAll('.body :is(video, audio)'))];
        const was = all();
        for (const place of ['Here', 'Below', 'line.', 'Here', 'Below']) pane.edit({ from: pane.value.indexOf(place), insert: 'More ' });
        pane.edit({ from: 0, insert: 'A new paragraph.\n\n' });
        await new Promise((resolve) => setTimeout(resolve, 500));
        return all().every((player, at) => player === was[at] && player.readyState > 0);
      });
      assert.ok(same);
      assert.deepEqual(media(site.requests), before);
      const asked = await page.evaluate(() => /** @type {any} */ (window).asked.sort());
      assert.deepEqual(asked, mapped ? ['/film.wav', '/other.wav', '/poster.png', '/sound.wav', '/words.vtt'].map((url) => `image body ${url}`) : []);
      // Another address in the post is another sound.
      await page.evaluate(() => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        pane.edit({ from: pane.value.indexOf('/other.wav'), to: pane.value.indexOf('/other.wav') + 6, insert: '/sound' });
      });
      await page.waitForFunction((src) => document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body p audio')?.getAttribute('src') === src, `${from}/sound.wav`);
    }));
}

test('where pictures wait, so do films, sounds, posters, sources and tracks, until a click or a key', () =>
  inPage(async (page) => {
    const text = [
      `<video src="${other.url}/film.wav" poster="${other.url}/poster.png" title="Mine"><track default src="/words.vtt">No film. <picture><source srcset="${other.url}/inside.png"><img src="${other.url}/inside.png" alt=""></picture></video>`,
      `<audio><source src="${other.url}/gone.wav"><source src="${other.url}/sound.wav"></audio>`,
      '<audio src="/other.wav"></audio>',
    ].join('\n\n');
    await show(page, text, { images: 'ask' });
    assert.deepEqual(media(other.requests), []);
    // A waiting film loads nothing, wherever it is.
    assert.deepEqual(media(site.requests).filter((path) => path !== '/other.wav'), []);
    assert.deepEqual((await players(page)).map(({ state, loaded }) => [state, loaded]), [['waiting', false], ['waiting', false], [null, true]]);
    const host = new URL(other.url).host;
    const [film, sound] = ['video', 'audio'].map((name) => page.locator(`draft-pane .body ${name}`).first());
    assert.equal(await film.getAttribute('title'), `Load the video from ${host}`);
    assert.equal(await sound.getAttribute('title'), `Load the audio from ${host}`);
    for (const box of [await film.boundingBox(), await sound.boundingBox()]) assert.ok((box?.width ?? 0) > 40 && (box?.height ?? 0) > 20, 'there is something to click on');

    await film.click();
    await page.waitForFunction(() => /** @type {HTMLMediaElement} */ (document.querySelector('draft-pane')?.shadowRoot?.querySelector('.body video')).readyState > 0);
    await page.waitForTimeout(200);
    assert.deepEqual([...new Set(media(other.requests))], ['/film.wav', '/poster.png']);
    assert.ok(site.requests.includes('/words.vtt'));
    assert.equal(await film.getAttribute('title'), 'Mine');
    assert.deepEqual((await players(page)).map(({ state, plays }) => [state, plays]), [[null, false], ['waiting', false], [null, false]]);

    await sound.focus();
    await page.keyboard.press('Enter');
    await loaded(page);
    assert.deepEqual([...new Set(media(other.requests))], ['/film.wav', '/gone.wav', '/poster.png', '/sound.wav']);
    assert.equal(await sound.getAttribute('title'), null);

    // A film that is written later waits, too, and an edit beside it loads nothing.
    await page.evaluate((url) => {
      const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
      pane.append(`\n\n<video poster="${url}/inside.png" title="One"></video>\n\nEnd`);
      pane.edit({ from: pane.value.indexOf('One'), to: pane.value.indexOf('One') + 3, insert: 'Two' });
      pane.append('ing');
    }, other.url);
    await page.waitForTimeout(200);
    const late = page.locator('draft-pane .body video').nth(1);
    assert.equal(await late.getAttribute('title'), `Load the video from ${host}`);
    assert.ok(!other.requests.includes('/inside.png'));
    await late.click();
    for (let waited = 0; waited < 5000 && !other.requests.includes('/inside.png'); waited += 50) await page.waitForTimeout(50);
    assert.equal(await late.getAttribute('poster'), `${other.url}/inside.png`);
    assert.equal(await late.getAttribute('title'), 'Two');
  }));

test('after each edit a film is what it would be from scratch: its title, addresses and parts, and what it plays', () =>
  inPage(async (page) => {
    const there = (/** @type {string} */ path) => `${other.url}${path}`;
    const steps = [
      `title="One" src="${there('/film.wav')}">`, `title="Two" src="${there('/film.wav')}">`, `src="${there('/film.wav')}">`, `src="${there('/film.wav')}" title="Three">`, `src="${there('/sound.wav')}" title="Three">`, 'src="/film.wav" title="Three">',
      'src="/film.wav" poster="/poster.png">', `src="/film.wav" poster="${there('/poster.png')}" title="Four">`, 'src="/film.wav" title="Four">', 'title="Four">', `title="Four"><source src="${there('/film.wav')}">`, 'title="Five">', '>',
      '><source src="/gone.wav">', '><source src="/film.wav">', '><source src="/sound.wav"><source src="/other.wav">', '><source src="/other.wav">', '><source type="video/none" src="/other.wav">', '><source type="audio/wav" src="/other.wav">',
      `><source src="/other.wav"><source src="${there('/film.wav')}">`, '><source src="/other.wav">', 'src="/film.wav"><source src="/other.wav">', '><source src="/other.wav">', 'src="/film.wav">',
    ];
    for (const how of /** @type {const} */ (['show', 'ask', 'mapped'])) {
      await show(page, '<video></video>\n', { images: how === 'ask' ? 'ask' : 'show' });
      const differing = await page.evaluate(async ([steps, how]) => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const resolveUrl = (/** @type {string} */ url) => (url.startsWith('/') ? `/mapped${url}` : url);
        if (how === 'mapped') pane.resolveUrl = resolveUrl;
        const differing = [];
        for (const step of steps) {
          pane.value = `<video ${step}</video>\n`;
          const fresh = /** @type {DraftPane} */ (document.createElement('draft-pane'));
          if (how === 'mapped') fresh.resolveUrl = resolveUrl;
          fresh.options = pane.options;
          fresh.value = pane.value;
          document.body.append(fresh);
          await fresh.ready;
          const [is, wanted] = [pane, fresh].map((each) => /** @type {HTMLMediaElement} */ (each.shadowRoot?.querySelector('.body video')));
          const state = (/** @type {HTMLMediaElement} */ player) => (/[12]/.test(`${player.networkState}`) ? player.currentSrc : 'nothing');
          for (let waited = 0; waited < 40 && (state(is) !== state(wanted) || [is, wanted].some(({ networkState }) => networkState === 2) || waited < 4); waited++) await new Promise((resolve) => setTimeout(resolve, 25));
          if (!is.isEqualNode(wanted) || state(is) !== state(wanted)) differing.push([step, is.outerHTML, wanted.outerHTML, state(is), state(wanted)]);
          fresh.remove();
        }
        return differing;
      }, /** @type {const} */ ([steps, how]));
      assert.deepEqual(differing, [], how);
    }
  }));

test('no spelling of another host, and no function that keeps to the host, asks for a film before a person does', () =>
  inPage(async (page) => {
    const { host, port } = new URL(other.url);
    const spellings = [
      `//${host}/1.wav`, `HTTP://${host}/2.wav`, `http://${host}/./3.wav`, `http://${host}/x/../4.wav`, `http://${host}?5.wav`, `http://${host}/6.wav?`, `http://name@${host}/7.wav`, `http://name:word@${host}/8.wav`,
      `http:${host}/9.wav`, `http:/${host}/10.wav`, `https:${host}/11.wav`, `///${host}/12.wav`, `/\\\\${host}/13.wav`, `http:\\\\${host}\\14.wav`, `http://127.1:${port}/15.wav`, `http://0x7f000001:0${port}/16.wav`,
      `http://${host}/%31%37.wav`, `http://${host}/18.wav#t=1`, `http://127.0.0.1.:${port}/19.wav`, `&#104;ttp://${host}/20.wav`, `  http://${host}/21.wav`, `ht&#9;tp://${host}/22.wav`,
    ];
    const text = spellings.map((url) => [
      `<video src="${url}" autoplay preload="auto"></video>`, `<audio src="${url}" autoplay></audio>`, `<video poster="${url}"></video>`,
      `<video><source src="${url}" srcset="${url} 2x" type="audio/wav"><track default src="${url}"></video>`, `<audio><track kind="captions" default src="${url}"><source src="${url}"></audio>`,
      `<video><p><source src="${url}"></p><picture><source srcset="${url}" src="${url}"><img src="${url}" alt=""></picture></video>`, `<source src="${url}" srcset="${url}">`, `<track src="${url}" default>`,
    ].join('\n\n')).join('\n\n');
    for (let n = 0; n < 5; n++) {
      await page.evaluate((n) => {
        const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
        const whole = (/** @type {string} */ url) => new URL(url, document.baseURI).href;
        pane.resolveUrl = [
          /** @type {any} */ (null),
          (/** @type {string} */ url) => new URL(url, 'https://example.org/posts/mine/').href,
          whole,
          async (/** @type {string} */ url) => `${url}${url.includes('?') ? '&' : '?'}v=1`,
          (/** @type {string} */ url) => whole(url).replace(/^http:/, 'HTTP:').replace('/x/', '/'),
        ][n];
        pane.value = '';
      }, n);
      await show(page, text, { images: 'ask' });
      assert.deepEqual(other.requests, [], `function ${n}`);
      const states = (await players(page)).map(({ state }) => state);
      assert.equal(states.length, 6 * spellings.length);
    }
  }));

test('what other pages show is a link, which loads nothing and opens a tab that does not know the preview', () =>
  inPage(async (page) => {
    const address = (/** @type {string} */ name) => `${other.url}/page.html?${name}`;
    const text = [
      `<iframe src="${address('frame')}" title="A frame" srcdoc="<img src='${other.url}/inside.png'>"><img src="${other.url}/inside.png"></iframe>`, `<embed src="${address('embed')}" type="text/html">`,
      `<object data="${address('object')}"><param name="movie" value="${other.url}/film.wav"><embed src="${address('inner')}"></object>`, `In a line <iframe src="//${new URL(other.url).host}/page.html?line"></iframe>.`,
      `<iframe srcdoc="<img src='${other.url}/inside.png'>"></iframe>`, `<iframe src="javascript:alert(1)" title="None"></iframe>`, `<object data="data:text/html,x" codebase="${other.url}" classid="x"></object>`,
      `<video src="/film.wav"><object data="${address('film')}"></object></video>`,
    ].join('\n\n');
    for (const images of /** @type {const} */ (['show', 'ask'])) {
      await show(page, text, { images });
      assert.deepEqual(other.requests, []);
      assert.equal(await page.locator('draft-pane .body :is(iframe, embed, object, param)').count(), 0);
      const links = await page.locator('draft-pane .body a').evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.getAttribute('target'), link.getAttribute('rel')]));
      const wanted = ['frame', 'embed', 'object', 'inner', 'line', 'film'].map((name) => (name === 'line' ? address(name).replace('http:', '') : address(name)));
      assert.deepEqual(links, wanted.map((href) => [href, '_blank', 'noopener noreferrer']));
      for (const name of ['frame', 'embed', 'object', 'inner', 'line']) {
        const [tab] = await Promise.all([page.context().waitForEvent('page'), page.locator(`draft-pane .body a[href$="?${name}"]`).click()]);
        await tab.waitForLoadState();
        assert.equal(tab.url(), address(name));
        assert.deepEqual(await tab.evaluate(() => [window.opener, document.referrer]), [null, '']);
        await tab.close();
      }
      other.requests.length = 0;
    }
    assert.equal(new URL(page.url()).pathname, '/test.html');
  }));
