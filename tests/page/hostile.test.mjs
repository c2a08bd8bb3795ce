/** Hostile posts in `<draft-pane>` in a real browser: nothing runs, nothing is asked for but images, nothing navigates. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { nowhere, serveHostile, shown } from './hostile/page.mjs';
import { ofCorpora, own, posts } from './hostile/payloads.mjs';

/** @typedef {typeof import('./hostile/probe.js')} Probe */

/** The kinds of allowed requests: pictures, films, sounds and text tracks. */
const loaded = new Set(['image', 'media', 'texttrack']);

/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
    proxy: { server: `http://${nowhere.host}:${nowhere.port}`, bypass: '127.0.0.1' },
  });
});
after(() => browser.close());

/**
 * Opens the page for hostile posts.
 * @param {string | undefined} policy the project's own unless given
 * @param {(page: import('playwright-core').Page) => Promise<void>} work after which nothing but pictures, films and sounds may have been asked for
 * @param {string} [query]
 */
async function inPage(policy, work, query = '') {
  const site = await serveHostile(policy);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.url}/hostile.html${query}`);
    await page.waitForFunction(() => 'hostile' in window);
    /** @type {string[]} */
    const wrong = [];
    page.on('request', (request) => !loaded.has(request.resourceType()) && wrong.push(`${request.resourceType()} ${request.url()}`));
    page.on('framenavigated', (frame) => wrong.push(`navigation to ${frame.url()}`));
    context.on('page', () => wrong.push('a new page'));
    page.on('dialog', (dialog) => (wrong.push(`dialog ${dialog.message()}`), dialog.dismiss()));
    page.on('download', (download) => wrong.push(`download of ${download.url()}`));
    // The list of wrongs says more than that the page is gone.
    const broken = await work(page).then(() => [], (error) => [error]);
    assert.deepEqual([...wrong, ...broken], []);
  } finally {
    await context.close();
    await site.close();
  }
}

/**
 * Shows posts, a thousand a time, and asserts that nothing happens.
 * @param {import('playwright-core').Page} page
 * @param {string[]} texts
 * @param {import('./hostile/page.mjs').Options} options
 */
async function attack(page, texts, options) {
  const counts = { posts: 0, elements: 0, links: 0, toggles: 0 };
  let led = { followed: 0, opened: 0 };
  for (let at = 0; at < texts.length; at += 1000) {
    const { findings, followed, opened, ...more } = await page.evaluate(
      ({ texts, options }) => /** @type {{ hostile: Probe }} */ (/** @type {unknown} */ (window)).hostile.attack(texts, options),
      { texts: texts.slice(at, at + 1000), options },
    );
    assert.deepEqual(findings, []);
    for (const name of /** @type {(keyof counts)[]} */ (Object.keys(counts))) counts[name] += more[name];
    led = { followed, opened };
  }
  return { ...counts, ...led };
}

const payloads = [...own, ...ofCorpora];

for (const [name, policy] of /** @type {const} */ ([['the policy', undefined], ['no policy', '']])) {
  for (const options of shown) {
    test(`nothing fires in flavor ${options.flavor} under ${name}`, async (context) => {
      // The corpora once in each flavor, the project's own payloads under both policies.
      const texts = ((options.flavor === 'commonmark') === (policy === '') ? payloads : own).flatMap(posts);
      await inPage(policy, async (page) => {
        const counts = await attack(page, texts, options);
        context.diagnostic(JSON.stringify(counts));
        assert.equal(counts.posts, texts.length);
        // Links are really followed, so that a wrong one would be.
        assert.ok(counts.links > 0 && counts.toggles > 0 && counts.followed > 0 && counts.opened > 0);
      });
    });
  }
}

test('nothing fires in the answers of a site', async (context) => {
  const text = 'a {{< x >}} *b {{< x >}}* [c {{< x >}}](d)\n\n{{< x >}}\n\n{{% x %}}\n\n[e]({{< x >}} "{{% x %}}") ![{{% x %}}]({{% x %}})\n\nf\n';
  const site = { markup: { goldmark: { renderer: { unsafe: true } } } };
  await inPage(undefined, async (page) => {
    let counts;
    for (const payload of own) {
      const answers = { shortcodes: { '{{< x >}}': payload, '{{% x %}}': payload }, blocks: { f: payload } };
      counts = await attack(page, [text, text], { site, answers });
      assert.equal(counts.posts, 2);
    }
    context.diagnostic(`${own.length} answers; ${JSON.stringify(counts)}`);
  });
});

test('DOMPurify takes nothing out of what a site would publish', async (context) => {
  const { tests } = createRequire(import.meta.url)('commonmark-spec');
  const examples = tests.map((/** @type {{ markdown: string }} */ { markdown }) => markdown.replaceAll('→', '\t'));
  const texts = [...payloads.flatMap(posts), ...examples];
  /** @type {Map<string, number>} */
  const reasons = new Map();
  await inPage('', async (page) => {
    for (const options of shown) {
      for (let at = 0; at < texts.length; at += 1000) {
        const { taken, known } = await page.evaluate(
          ({ texts, options }) => /** @type {{ hostile: Probe }} */ (/** @type {unknown} */ (window)).hostile.purified(texts, options),
          { texts: texts.slice(at, at + 1000), options },
        );
        assert.deepEqual(taken, []);
        for (const [why, count] of Object.entries(known)) reasons.set(why, (reasons.get(why) ?? 0) + count);
      }
    }
  }, '?purify');
  context.diagnostic(`${texts.length} posts in ${shown.length} flavors; taken out: ${JSON.stringify([...reasons])}`);
});
