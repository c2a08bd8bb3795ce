/** The page under test: the built site on a loopback port, in Chromium, as a visitor has it. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChrome } from '../../scripts/setup/browser.mjs';
import { serve } from '../../scripts/site.mjs';
import { isError, reusedPages } from './reused.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {import('playwright-core').BrowserContextOptions} BrowserContextOptions */

const screenshots = fileURLToPath(new URL('./screenshots/', import.meta.url));

/**
 * Starts the server and the browser.
 * @param {{ base?: string, from?: string, host?: string }} [options] `base`: the path below which the page stands; `from`: the folder of
 *   the page, unless it is the built one; `host`: a name for this machine
 */
export async function openSite({ base, from, host } = {}) {
  const server = await serve({ port: 5400, base, from });
  const site = new URL(server.url);
  if (host) site.hostname = host;
  const browser = await chromium.launch({
    executablePath: findChrome() ?? undefined,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const { origin } = site;
  /** @type {Promise<void> | null} */
  let stopped = null;

  const pages = reusedPages(browser, site.href);

  /**
   * A visit of someone who was never here. Anything wrong on its pages fails the test: an error, a violation of the
   * content security policy, a request to another host.
   * @param {(visit: Opened) => Promise<void>} test
   * @param {BrowserContextOptions & { script?: () => void, hasPickers?: boolean }} [options] `script` runs before the page's own;
   *   `hasPickers`: whether files are opened and saved in place, by dialogs that `script` stands in for
   */
  async function visit(test, { script, hasPickers = false, ...options } = {}) {
    await pages.use(async (opened) => {
      await opened.page.goto(site.href);
      await ready(opened.page);
      await test(opened);
      assert.deepEqual(opened.wrong, []);
    }, { viewport: { width: 1280, height: 800 }, locale: 'en-GB', serviceWorkers: 'block', ...options }, async ({ context, wrong }) => {
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) wrong.push(`request to ${url}`);
      });
      context.on('console', (message) => {
        if (isError(message)) wrong.push(`console: ${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => wrong.push(`error: ${error.error()}`));
      if (!hasPickers) await context.addInitScript(() => {
        Reflect.deleteProperty(window, 'showOpenFilePicker');
        Reflect.deleteProperty(window, 'showSaveFilePicker');
      });
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
          console.error(`policy violated: ${violatedDirective} by ${blockedURI} in ${sourceFile}`);
        });
      });
      if (script) await context.addInitScript(script);
    }, `${hasPickers} ${script}`);
  }

  /** @param {BrowserContext} context */
  async function newPage(context) {
    const page = await context.newPage();
    await page.goto(site.href);
    await ready(page);
    return page;
  }

  return {
    url: site.href,
    visit,
    newPage,
    /** The server goes; the browser stays. */
    stop: () => (stopped ??= server.close()),
    async close() {
      await browser.close();
      await (stopped ??= server.close());
    },
  };
}

/** @typedef {import('./reused.mjs').Opened} Opened `wrong`: what went wrong, to be emptied when it was meant to */

/** The page is there when the engine is and the open draft is shown. @param {Page} page */
export async function ready(page) {
  await page.locator('.cm-content').waitFor({ state: 'attached' });
  await page.evaluate(async () => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    await pane.ready;
  });
  await page.waitForFunction(() => document.getElementById('status-format')?.textContent !== '');
}

/** The text that the preview shows; the editor sends it there as changes. @param {Page} page @returns {Promise<string>} */
export const textOf = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector('draft-pane')).value);

/**
 * The text in the editor itself, by way of its clipboard: what a writer would copy.
 * @param {Page} page
 */
export async function editorTextOf(page) {
  await page.locator('.cm-content').press('Control+a');
  return page.locator('.cm-content').evaluate((content) => {
    const clipboardData = new DataTransfer();
    content.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData('text/plain');
  });
}

/** Puts the text in place of the draft's. @param {Page} page @param {string} text */
export async function replaceText(page, text) {
  await page.locator('.cm-content').press('Control+a');
  await page.keyboard.insertText(text);
  await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);
}

/**
 * Puts a text in place of the draft's, with the cursor at `‸`, or what is between `⟨` and `⟩` selected.
 * @param {Page} page
 * @param {string} marked
 */
export async function place(page, marked) {
  const text = marked.replace(/[‸⟨⟩]/g, '');
  const [, before = '', selected = ''] = /^([^‸⟨]*)[‸⟨]([^⟩]*)/.exec(marked) ?? [];
  const anchor = before.length;
  // By transactions, two as undoing sees them: keys to each place take seconds. `cmTile` is how `EditorView.findFromDOM` finds the editor.
  await page.locator('.cm-content').evaluate((content, { text, selection }) => {
    const { view } = /** @type {any} */ (content).cmTile.root;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: 'input.paste' });
    view.dispatch({ selection, scrollIntoView: true, userEvent: 'select' });
    view.focus();
  }, { text, selection: { anchor, head: anchor + (marked.includes('⟩') ? selected.length : 0) } });
  await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('draft-pane')).value === wanted, text);
}

/** The text as the editor sent it to the preview, with the cursor or selection marked as by `place`. @param {Page} page */
export const marked = (page) => page.evaluate(() => {
  const content = document.getElementById('editor')?.shadowRoot?.querySelector('.cm-content');
  const { from, to } = /** @type {any} */ (content).cmTile.root.view.state.selection.main;
  const text = /** @type {any} */ (document.querySelector('draft-pane')).value;
  return from === to ? `${text.slice(0, from)}‸${text.slice(from)}` : `${text.slice(0, from)}⟨${text.slice(from, to)}⟩${text.slice(to)}`;
});

/**
 * Waits until something is as it should be: a slow machine needs a while after a key.
 * @template T
 * @param {() => Promise<T>} read
 * @param {T} wanted
 * @param {string} [message]
 */
export const comes = (read, wanted, message) => again(async () => assert.deepEqual(await read(), wanted, message));

/** Waits until something is so. @param {() => Promise<unknown>} is @param {string} [message] */
export const becomes = (is, message) => again(async () => assert.ok(await is(), message));

/** Waits until a text matches. @param {() => Promise<string | null>} read @param {RegExp} wanted @param {string} [message] */
export const matches = (read, wanted, message) => again(async () => assert.match(String(await read()), wanted, message));

/** Tries again and again, for up to 15 seconds. @param {() => Promise<void>} work */
async function again(work) {
  const end = Date.now() + 15_000;
  for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof assert.AssertionError) || Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/**
 * Presses keys in a text, and compares what comes of it.
 * @param {Page} page
 * @param {[before: string, keys: string, after: string]} written texts as `place` takes them; keys: names between blanks, and
 *   in quotes, straight or curly, what is typed
 */
export async function check(page, [before, keys, after]) {
  await place(page, before);
  for (const [key, straight, curly] of keys.matchAll(/"([^"]*)"|“([^”]*)”|\S+/g)) {
    const typed = straight ?? curly;
    if (typed === undefined) await page.keyboard.press(key);
    else await page.keyboard.type(typed);
  }
  await comes(() => marked(page), after, `${JSON.stringify(before)} and ${keys}`);
}

/**
 * Tests of keys, each a list of cases.
 * @param {() => Awaited<ReturnType<typeof openSite>>} site
 * @returns {(title: string, cases: Parameters<typeof check>[1][]) => void}
 */
export const casesOn = (site) => (title, cases) => {
  test(title, () => site().visit(async ({ page }) => {
    for (const written of cases) await check(page, written);
  }));
};

/** Waits until what was typed is written. @param {Page} page */
export const kept = (page) => page.waitForFunction(() => document.getElementById('draft-kept')?.dataset.keeping === 'kept');

/**
 * Opens a file by the button.
 * @param {Page} page
 * @param {string} name
 * @param {string | Uint8Array} content
 */
export async function openFile(page, name, content) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(content) });
}

/**
 * Drops a file on an element.
 * @param {import('playwright-core').Locator} target
 * @param {string} name
 * @param {string} content
 */
export function dropFile(target, name, content) {
  return target.evaluate((element, file) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([file.content], file.name, { type: 'text/markdown' }));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    }
  }, { name, content });
}

/** Starts a new draft, with the cursor in its title. @param {Page} page */
export async function newDraft(page) {
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'editor');
}

/** The bytes and the name of the file that Save hands out. @param {Page} page */
export async function saveFile(page) {
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const file = await download;
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

/** @param {Page} page @param {string} name */
export async function screenshot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png` });
}
