/** The live preview with real Hugo behind it, in a page under the strict policy. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { canonical } from '../hugo/canonical.mjs';
import { expected } from '../hugo/raw.mjs';
import { serveModules } from '../page/modules-site.mjs';
import { filesOf, own } from './sites.mjs';

const files = filesOf(own);
const modules = ['hugo.js', 'thread.js', 'worker.js', 'compile.js', 'wasm_exec.js', 'stylesheets.js', 'hugo.wasm.gz'];

/** @type {Record<string, string | Buffer>} */
const pages = {
  ...Object.fromEntries(modules.map((file) => [`/hugo/${file}`, readFileSync(new URL(`../../hugo/${file}`, import.meta.url))])),
  '/site.json': JSON.stringify([...files].map(([path, content]) => [path, Buffer.from(content).toString('base64')])),
  '/frame.html': '<!doctype html><title>frame</title>',
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 400px; width: 600px }',
  '/test.js': `import '/draft-pane.js';
    import { supervise, workerIn } from '/hugo.js';
    import { Site } from '/site.js';
    import { Hugo } from '/hugo/hugo.js';
    window.Site = Site;
    window.started = 0;
    window.startHugo = (patience) => supervise(async () => {
      window.started++;
      return Hugo.start({ patience, worker: await workerIn('/frame.html', '/hugo/worker.js') });
    });
    window.ownSite = async () => new Map((await (await fetch('/site.json')).json()).map(([path, content]) => [path, Uint8Array.from(atob(content), (char) => char.charCodeAt(0))]));
    window.pane = document.createElement('draft-pane');
    window.events = [];
    pane.addEventListener('draft-hugo', ({ detail }) => events.push(detail));
    document.body.append(pane);
    window.shown = () => pane.shadowRoot.querySelector('.body').innerText.trim();
    window.until = async (is) => { for (let n = 0; n < 3000 && !is(); n++) await new Promise((go) => setTimeout(go, 20)); if (!is()) throw new Error('in vain: ' + is + JSON.stringify(events.at(-1))); };
    window.isLoaded = true;`,
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let served;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'] });
  served = await serveModules(pages);
});
after(async () => {
  await browser.close();
  await served.close();
});

/** The page's own global object. @type {any} */
var window;

/**
 * Runs a function in a page of its own.
 * @template T
 * @template A
 * @param {(given: A) => Promise<T>} work
 * @param {A} given
 * @returns {Promise<T>}
 */
async function inPage(work, given) {
  const page = await browser.newPage();
  try {
    await page.goto(`${served.url}/test.html`);
    await page.waitForFunction(() => window.isLoaded);
    return await page.evaluate(/** @type {any} */ (work), given);
  } finally {
    await page.close();
  }
}

const posts = ['content/en/logs/harbour/index.md', 'content/en/logs/open-sea.md', 'content/de/logs/hafen.md'];

test('the posts of the site look in the live preview as Hugo makes them', async () => {
  const made = await inPage(async (/** @type {string[]} */ posts) => {
    const { Site, pane, ownSite, startHugo, until, events } = window;
    const files = await ownSite();
    const site = await Site.open(files);
    const hugo = startHugo(10_000);
    Object.assign(pane, { site, hugo });
    await pane.ready;
    const found = [];
    for (const path of posts) {
      const text = new TextDecoder().decode(files.get(path));
      const before = events.length;
      Object.assign(pane, { path, value: text });
      await until(() => events.slice(before).some((/** @type {any} */ { state }) => state === 'opening') && events.at(-1).state === 'ready');
      const { problems } = events.at(-1);
      const { html } = pane.draft;
      found.push({ path, problems, html, content: (await hugo.render(path, text)).content, pictures: [...pane.shadowRoot.querySelectorAll('img')].map((/** @type {any} */ image) => image.src) });
    }
    return found;
  }, posts);
  for (const { path, problems, html, content } of made) {
    assert.deepEqual(problems, [], path);
    const [ours, theirs] = [html, content].map((one) => canonical(expected(one)));
    assert.equal(ours, theirs, path);
  }
});

test('notices as four themes write them have the look of alerts, and their icons are not shown', async () => {
  const html = await inPage(async () => {
    const { Site, pane, startHugo, until } = window;
    const path = 'content/a.md';
    const inner = '{{ .Inner | .Page.RenderString (dict "display" "block") }}';
    const site = await Site.open(new Map(Object.entries({
      'hugo.toml': '', 'layouts/all.html': '{{ .Content }}', [path]: '',
      'layouts/_shortcodes/alert.html': `<div class="alert alert-{{ .Get "color" }}" role="alert"><h4 class="alert-heading">{{ .Get "title" }}</h4>${inner}</div>`,
      'layouts/_shortcodes/hint.html': `<blockquote class="book-hint {{ .Get 0 }}">${inner}</blockquote>`,
      'layouts/_shortcodes/callout.html': `<div class="callout callout-{{ .Get 0 }} d-flex"><svg class="outline/flag" viewBox="0 0 9 9"><path d="M0 0h9"/></svg><div class="callout-content"><div class="callout-title"><p>Ebb</p></div><div class="callout-body">${inner}</div></div></div>`,
      'layouts/_shortcodes/notice.html': `<div class="box notices cstyle {{ .Get 0 }}"><div class="box-content">${inner}</div></div>`,
    })));
    const value = '---\ntitle: a\n---\n' + ['alert color="danger" title="Fog"', 'hint info', 'callout tip', 'notice warning'].map((tag) => `{{< ${tag} >}}\nSlow *now*\n{{< /${tag.split(' ')[0]} >}}\n`).join('\n');
    Object.assign(pane, { site, path, value, hugo: startHugo(10_000) });
    await until(() => pane.shadowRoot.querySelectorAll('.markdown-alert').length === 4);
    return pane.draft.html.replace(/\n/g, '');
  }, null);
  const now = '<p>Slow <em>now</em></p>';
  assert.equal(html, `<div class="markdown-alert markdown-alert-caution"><h4 class="markdown-alert-title">Fog</h4>${now}</div>`
    + `<blockquote class="markdown-alert markdown-alert-note">${now}</blockquote>`
    + `<div class="markdown-alert markdown-alert-tip"><div><div class="markdown-alert-title"><p>Ebb</p></div><div>${now}</div></div></div>`
    + `<div class="markdown-alert markdown-alert-warning"><div>${now}</div></div>`);
});

test('two headings with the same words have the anchors that a hook gives each, and keep them in their order', async () => {
  const seen = await inPage(async () => {
    const { Site, pane, startHugo, until } = window;
    const path = 'content/a.md';
    const site = await Site.open(new Map(Object.entries({
      'hugo.toml': '', 'layouts/all.html': '{{ .Content }}', [path]: '',
      'layouts/_markup/render-heading.html': '<h{{ .Level }} id="{{ .Anchor }}">{{ .Text }} <a href="#{{ .Anchor }}">link</a></h{{ .Level }}>',
    })));
    Object.assign(pane, { site, path, value: '## Tide\n\nEbb.\n\n## Tide\n', hugo: startHugo(10_000) });
    const links = () => [...pane.shadowRoot.querySelectorAll('.body a')].map((link) => link.getAttribute('href')).join(' ');
    await until(() => links() === '#tide #tide-1');
    pane.edit({ from: 0, insert: '## Tide\n\n' });
    const atOnce = links();
    await until(() => links() === '#tide #tide-1 #tide-2');
    return atOnce;
  }, null);
  assert.equal(seen, '#tide #tide-1 #tide-1');
});

test('a template that hangs and one that is wrong: the preview goes on, and the author learns which', async () => {
  const seen = await inPage(async () => {
    const { Site, pane, startHugo, until, events, shown } = window;
    const path = 'content/a.md';
    const site = await Site.open(new Map(Object.entries({
      'hugo.toml': '', 'layouts/all.html': '{{ .Content }}', [path]: '',
      'layouts/_shortcodes/buoy.html': '<b>buoy {{ .Get 0 }}</b>',
      'layouts/_shortcodes/loop.html': '{{ range 2000000000 }}{{ range 2000000000 }}{{ end }}{{ end }}',
      'layouts/_shortcodes/wrong.html': '{{ .Nothing }}',
    })));
    Object.assign(pane, { site, path, value: 'a {{< buoy 1 >}}\n', hugo: startHugo(1500) });
    await until(() => /buoy 1/.test(shown()));
    pane.append('\n{{< wrong >}}\n');
    await until(() => events.at(-1).problems.length > 0 && events.at(-1).state === 'ready');
    const [wrong] = events.at(-1).problems;
    const place = pane.value.slice(wrong.from, wrong.to);
    pane.value = 'a {{< buoy 1 >}}\n\n{{< loop >}}\n';
    await until(() => events.at(-1).state === 'rendering');
    pane.append('typed\n');
    const meanwhile = shown();
    await until(() => events.at(-1).state === 'failed');
    const reason = events.at(-1).problems[0].message;
    pane.value = 'a {{< buoy 2 >}}\n';
    await until(() => /buoy 2/.test(shown()));
    return { wrong: wrong.message, place, meanwhile, reason, started: window.started };
  }, null);
  assert.match(seen.wrong, /^layouts\/_shortcodes\/wrong\.html:1:3: .*Nothing/);
  assert.equal(seen.place, '{{< wrong >}}');
  assert.match(seen.meanwhile, /buoy 1[^]*typed/);
  assert.match(seen.reason, /^Hugo has not answered for [\d.]+ seconds and was ended\. Hugo is started again for the next change\.$/);
  assert.ok(seen.started >= 2);
});
