/** The page as an application: after one visit all of it works without its server; a new version is taken over at the next visit. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { comes, kept, matches, newDraft, openSite, ready, replaceText, screenshot, textOf } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Waits until everything is stored, and the page is served from there. @param {Page} page */
const stored = (page) => page.evaluate(async () => {
  const isDone = async () => {
    const { controller } = navigator.serviceWorker;
    const [name] = await caches.keys();
    if (!name || controller?.state !== 'activated') return false;
    const worker = await (await fetch(controller.scriptURL)).text();
    const { core, rest, large } = JSON.parse(worker.slice('self.page = '.length, worker.indexOf(';\n')));
    return (await (await caches.open(name)).keys()).length === core.length + rest.length + large.length;
  };
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 100));
});

/** Runs a command of the menu “More”. @param {Page} page @param {string} name */
async function run(page, name) {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.locator('#more').getByRole('button', { name, exact: true }).click();
}

const post = `Formulas:

\`\`\`math
h = \\mathfrak{r} \\cos t
\`\`\`

\`\`\`mermaid
graph LR
  A --> B
\`\`\`

\`\`\`python
def low(t): return "ebb"
\`\`\`

| Port | Height |
|------|--------|
| Cork | 3.1    |
`;

test('after one visit, a full session without the server', async () => {
  const site = await openSite({ base: '/sites/page/' });
  try {
    await site.visit(async ({ page, context }) => {
      await stored(page);
      await site.stop();
      await context.setOffline(true);
      await page.reload();
      await ready(page);

      await newDraft(page);
      await page.keyboard.type('Without a network');
      await page.locator('#draft-title', { hasText: 'Without a network' }).waitFor();
      await replaceText(page, post);
      await page.waitForFunction(() => {
        const root = document.querySelector('draft-pane')?.shadowRoot;
        const [formula, picture] = [...(root?.querySelectorAll('.enhanced') ?? [])].map((added) => added.shadowRoot?.firstElementChild?.shadowRoot?.firstElementChild);
        return formula?.className === 'katex-display' && /** @type {HTMLImageElement} */ (picture)?.naturalWidth > 0 && CSS.highlights.get('draftpane-keyword')?.size;
      }, null, { timeout: 20_000 });
      await page.evaluate(() => document.fonts.ready);
      await comes(() => page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'error').map(({ family }) => family)), []);
      await screenshot(page, 'offline');

      await page.locator('.cm-line', { hasText: '| Cork' }).click();
      await page.keyboard.press('End');
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.includes('3.1    |\n|      |        |'));

      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"/>';
      await (await chooser).setFiles({ name: 'harbour.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
      await page.waitForFunction(() => /** @type {any} */ (document.querySelector('draft-pane')).value.includes('harbour.svg'));
      await page.waitForFunction(() => [.../** @type {any} */ (document.querySelector('draft-pane')).shadowRoot.querySelectorAll('.body img')].some((image) => image.naturalWidth === 320));
      await kept(page);

      await page.keyboard.press('F9');
      await page.locator('#versions[open]').waitFor();
      await page.keyboard.press('Escape');

      const download = page.waitForEvent('download');
      await run(page, 'Export as one HTML file');
      await matches(async () => (await download).suggestedFilename(), /\.html$/);

      await replaceText(page, post);
      await kept(page);
      await page.evaluate(() => localStorage.setItem('draftpane.language', 'de'));
      await page.reload();
      await ready(page);
      await page.getByRole('button', { name: 'Neu', exact: true }).waitFor();
      await comes(() => textOf(page), post);
    }, { serviceWorkers: 'allow' });
  } finally {
    await site.close();
  }
});

/** A visit without a service worker. @param {Parameters<Awaited<ReturnType<typeof openSite>>['visit']>[0]} visit */
async function visited(visit) {
  const site = await openSite();
  try {
    await site.visit(visit);
  } finally {
    await site.close();
  }
}

test('without a network, before everything is stored: a part that cannot be loaded says so, and is there once it can', () => visited(async ({ page, context, wrong }) => {
  const notice = page.locator('.notice[data-id=unloaded]');
  await context.setOffline(true);
  const keys = /** @type {const} */ ({ F9: '#versions', F1: '#key-sheet', 'Control+,': '#settings' });
  for (const key of Object.keys(keys)) {
    await page.keyboard.press(key);
    await notice.getByText('This needs a part of the page that could not be loaded.').waitFor();
    await notice.locator('.notice-close').click();
    await comes(() => notice.count(), 0);
  }
  await page.getByRole('button', { name: 'Outline', exact: true }).click();
  await notice.waitFor();
  await page.keyboard.press('Escape');
  await context.setOffline(false);
  for (const [key, sheet] of Object.entries(keys)) {
    await page.keyboard.press(key);
    await page.locator(`${sheet}[open]`).waitFor();
    await page.keyboard.press('Escape');
    await page.locator(sheet).waitFor({ state: 'hidden' });
  }
  wrong.length = 0;
}));

const built = fileURLToPath(new URL('../../dist/site/', import.meta.url));

/** Puts another version of the page in the place of the one that is served. @param {string} folder @param {string} name */
function publish(folder, name) {
  cpSync(built, folder, { recursive: true });
  const replace = (/** @type {string} */ file, /** @type {RegExp} */ from, /** @type {string} */ to) => writeFileSync(join(folder, file), readFileSync(join(built, file), 'utf8').replace(from, to));
  replace('index.html', /(<meta name="description" content=")[^"]*/, `$1${name}`);
  replace('sw.js', /"version":"[^"]*/, `"version":"${name}`);
}

/** The version that a page is. @param {Page} page */
const versionOf = (page) => page.evaluate(() => document.querySelector('meta[name=description]')?.getAttribute('content'));

/** Waits until a new version is installed beside the one that is shown. @param {Page} page */
const waits = (page) => page.evaluate(async () => {
  while (!(await navigator.serviceWorker.getRegistration())?.waiting) await new Promise((resolve) => setTimeout(resolve, 100));
});

for (const [host, what] of [['page.localhost', 'at the next visit'], [undefined, 'at once on the machine that builds it']]) {
  test(`a new version is taken over ${what}, and never in a page that is open`, async () => {
    const from = mkdtempSync(join(tmpdir(), 'published-'));
    publish(from, 'one');
    const site = await openSite({ from, host });
    try {
      await site.visit(async ({ page, context }) => {
        await stored(page);
        await replaceText(page, 'Words in the first version.\n');
        await kept(page);
        publish(from, 'two');
        if (host) {
          await page.reload();
          await ready(page);
          await comes(() => versionOf(page), 'one');
          await waits(page);
          // Another tab does not take the version away from one that is open.
          const other = await site.newPage(context);
          await comes(() => versionOf(other), 'one');
          await other.close();
          await comes(() => versionOf(page), 'one');
          await comes(async () => (await page.evaluate(() => caches.keys())).length, 2);
        }
        await page.reload();
        await ready(page);
        // The other tab may take a while to be gone for the browser: then a later visit has the new version.
        for (let visits = 0; visits < 20 && await versionOf(page) !== 'two'; visits++) {
          await new Promise((resolve) => setTimeout(resolve, 500));
          await page.reload();
          await ready(page);
        }
        await comes(() => versionOf(page), 'two');
        await comes(() => textOf(page), 'Words in the first version.\n');
        await stored(page);
        await comes(async () => (await page.evaluate(() => caches.keys())).length, 1);
        await site.stop();
        await context.setOffline(true);
        await page.reload();
        await ready(page);
        await comes(() => versionOf(page), 'two');
      }, { serviceWorkers: 'allow' });
    } finally {
      await site.close();
      rmSync(from, { recursive: true });
    }
  });
}
