/**
 * The browser is killed while someone writes: typing, pasting, switching drafts, saving. Opened again with the same profile,
 * it must have every word that was there shortly before, and each file a text that was saved into it. DRAFTPANE_KILLS is how often, DRAFTPANE_SEED which way.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { findChrome } from '../../scripts/setup/browser.mjs';
import { serve } from '../../scripts/site.mjs';
import { fileHas, pickers } from './pickers.mjs';
import { editorTextOf, ready } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

const kills = Number(process.env.DRAFTPANE_KILLS ?? 10);
const seed = Number(process.env.DRAFTPANE_SEED ?? Date.now() % 1e6);
/** Milliseconds between the times that the browser is asked to store, beside what the page stores. */
const tick = 25;
/**
 * The number of stored times before the end that may be lost: those of 300 ms on a machine that has nothing else to do. A busy one
 * stores these later, too, as it does everything.
 */
const grace = 300 / tick;

/** @param {number} state @returns {() => number} numbers from 0 to 1 (mulberry32) */
const random = (state) => () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/** A browser with a profile. @param {string} profile @param {string} url */
async function launch(profile, url) {
  const args = [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run',
    '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank',
  ];
  // A group of its own, so that its processes end with it.
  const child = spawn(findChrome() ?? 'chromium', args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(child, 'exit');
  let said = '';
  const address = await new Promise((resolve, reject) => {
    child.stderr.on('data', (data) => {
      said += data;
      const found = /DevTools listening on (\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    exit.then(() => reject(new Error(`the browser ended: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(String(address));
  const page = await browser.contexts()[0].newPage();
  await page.addInitScript(pickers.script);
  await page.goto(url);
  await ready(page);
  return {
    page,
    async kill() {
      process.kill(-Number(child.pid), 'SIGKILL');
      await exit;
    },
  };
}

/** Every text that is stored, in one. @param {Page} page @returns {Promise<string>} */
const stored = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('draftpane');
  opening.onerror = reject;
  opening.onsuccess = () => {
    const all = opening.result.transaction('texts').objectStore('texts').getAll();
    all.onsuccess = () => resolve(all.result.join('\n'));
    opening.result.close();
  };
}));

/** The files that drafts were saved into, by name. @param {Page} page @returns {Promise<Record<string, string>>} */
const filesOf = (page) => page.evaluate(async () => {
  /** @type {Record<string, string>} */
  const found = {};
  for await (const [name, handle] of /** @type {any} */ (await navigator.storage.getDirectory()).entries()) {
    if (name.endsWith('.md')) found[name] = await (await handle.getFile()).text();
  }
  return found;
});

/**
 * Goes to another draft, until it is there: a word that is typed meanwhile would have its letters in both.
 * @param {Page} page
 * @param {() => Promise<void>} go
 */
async function leaveDraft(page, go) {
  const before = await page.evaluate(() => sessionStorage.getItem('draftpane.open'));
  await go();
  await page.waitForFunction((before) => sessionStorage.getItem('draftpane.open') !== before, before);
}

/** Stores the time at every tick. @param {Page} page */
const startClock = (page) => page.evaluate((tick) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('clock');
  opening.onupgradeneeded = () => opening.result.createObjectStore('times');
  opening.onerror = reject;
  opening.onsuccess = () => {
    setInterval(() => opening.result.transaction('times', 'readwrite').objectStore('times').put(0, Date.now()), tick);
    resolve(undefined);
  };
}), tick);

/** The times that were stored before the browser was killed. @param {Page} page @returns {Promise<number[]>} the latest last */
const storedTimes = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('clock');
  opening.onupgradeneeded = () => opening.result.createObjectStore('times');
  opening.onerror = reject;
  opening.onsuccess = () => {
    const times = opening.result.transaction('times').objectStore('times').getAllKeys();
    times.onsuccess = () => resolve(/** @type {number[]} */ (times.result));
    opening.result.close();
  };
}));

test(`the browser is killed ${kills} times: no word is lost but of the last ${grace * tick} ms (seed ${seed})`, async (context) => {
  const chance = random(seed);
  const server = await serve({ port: 5400 });
  const profile = mkdtempSync(join(tmpdir(), 'draftpane-kill-'));
  /** The words, and when each was seen in the page. @type {Map<string, number>} */
  const written = new Map();
  const lost = [];
  /** By the names of files, the texts that were handed to saving. @type {Map<string, Set<string>>} */
  const handed = new Map();
  const torn = [];
  /** @type {Set<string>} */
  const full = new Set();
  let saved = 0;
  let count = 0;
  let checked = 0;
  let ended = 0;
  let youngest = Infinity;
  const word = () => `w${count++}x`;

  /** @param {Page} page */
  async function write(page) {
    const editor = page.locator('.cm-content');
    await editor.press('Control+End');
    const kind = chance();
    if (kind < 0.6) {
      for (let words = 0; words < 12; words++) {
        const next = word();
        await page.keyboard.type(` ${next} `, { delay: Math.floor(chance() * 20) });
        written.set(next, Date.now());
      }
    } else if (kind < 0.75) {
      const pasted = Array.from({ length: 40 }, word);
      await editor.evaluate((content, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, `\n\n${pasted.join(' ')}\n\n`);
      for (const next of pasted) written.set(next, Date.now());
    } else if (kind < 0.82) await leaveDraft(page, () => page.locator('#new-draft').click());
    else if (kind < 0.9) {
      await page.locator('#show-drafts').click();
      await page.locator('.draft-open').first().waitFor();
      const drafts = page.locator('.draft-open');
      const draft = drafts.nth(Math.floor(chance() * await drafts.count()));
      if (await draft.getAttribute('aria-current')) await page.keyboard.press('Escape');
      else await leaveDraft(page, () => draft.click());
    } else {
      // A file for each draft: another draft's would be asked about.
      const name = await page.evaluate(() => {
        const name = `saved-${sessionStorage.getItem('draftpane.open')?.replace(/\W/g, '')}.md`;
        Object.assign(window, { chosenFiles: [name] });
        return name;
      });
      // The preview may still lack the words that were just pasted.
      const text = await editorTextOf(page);
      handed.set(name, (handed.get(name) ?? new Set()).add(text));
      await page.keyboard.press('Control+s');
      // Nothing is typed meanwhile: the text that is saved is known.
      await fileHas(page, name, text);
    }
  }

  try {
    for (let life = 0; life <= kills; life++) {
      const { page, kill } = await launch(profile, server.url);
      const texts = await stored(page);
      const last = (await storedTimes(page)).filter((time) => time <= ended).at(-1 - grace) ?? 0;
      for (const [next, at] of written) {
        if (at > last) continue;
        youngest = Math.min(youngest, ended - at);
        checked++;
        if (!texts.includes(next)) lost.push(`${next}, ${ended - at} ms before the end`);
      }
      written.clear();
      for (const [name, text] of Object.entries(await filesOf(page))) {
        // The dialog makes an empty file; once it has a text, that stays until the next one is there as a whole.
        if (text === '' && !full.has(name)) continue;
        full.add(name);
        saved++;
        const texts = handed.get(name) ?? new Set();
        if (!texts.has(text)) torn.push(`${name} has ${text.length} characters, not one of ${[...texts].map(({ length }) => length)}`);
      }
      if (life === kills) {
        await kill();
        break;
      }
      await startClock(page);
      let isOver = false;
      const work = (async () => {
        while (!isOver) await write(page);
      })().catch((error) => {
        if (!isOver) throw error;
      });
      await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 500 + chance() * 3500))]);
      isOver = true;
      ended = Date.now();
      await kill();
      await work;
    }
  } finally {
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  context.diagnostic(`${count} words, of which ${checked} had to be there; the youngest of these was ${youngest} ms old; ${saved} files were read`);
  assert.ok(checked > 5 * kills, `only ${checked} words were looked for`);
  assert.deepEqual(lost, []);
  assert.deepEqual(torn, []);
});
