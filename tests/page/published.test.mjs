/** The published view, with a stand-in for Hugo of the same interface: its pages are those of the tests. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { frameHtml } from '../../scripts/frame.mjs';
import { own } from './hostile/payloads.mjs';
import { opened } from './in-page.mjs';
import { comes, matches } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */

/** The page's own global object. @type {any} */
var g;

/** A picture of one pixel. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const script = `import '/draft-pane.js';
import { render } from '/engine.js';
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
window.g = window;
window.files = {
  'css/main.css': '@import "parts/more.css"; body { margin: 0; font: 16px/1.5 sans-serif } header { height: 50px; position: sticky; top: 0 } footer { height: 700px } .sky { background: url("../img/sky.png") } [data-bs-theme=dark] body { color: rgb(1, 2, 3) } @media (prefers-color-scheme: dark) { h1 { color: rgb(4, 5, 6) } }',
  'css/parts/more.css': 'h1 { letter-spacing: 3px; background: url(../../img/more.png) }',
  'img/sky.png': bytes('${dot}'), 'img/more.png': bytes('${dot}'), 'img/boat.png': bytes('${dot}'),
};
window.head = '<base href="https://tides.example/"><link rel="stylesheet" href="/css/main.css">';
window.layout = (content) => '<!doctype html><html lang="en"><head><title>t</title>' + head + '</head><body class="sky"><header>Harbour <a href="/crew/">Crew</a></header><main><h1>Low water</h1><article class="post">' + content + '</article></main><footer>End</footer></body></html>';
window.renders = [];
window.asks = [];
window.hugo = {
  async render(path, text) {
    renders.push(text);
    if (text.includes('REFUSED')) return { page: '', content: '', problems: [{ severity: 'error', message: 'the shortcode fails', file: path, line: 3, column: 1 }], milliseconds: 1 };
    const { html: content } = render(text, { site: { markup: { goldmark: { renderer: { unsafe: true } } } } });
    return { page: layout(content), content, problems: [], milliseconds: 1 };
  },
  async open() { return []; },
  async write() {},
  async shortcodes(path, text) {
    asks.push(text);
    const shortcodes = [...text.matchAll(/{{< \\w+ >}}/g)].map(([source]) => ({ source, output: '<b>' + source.slice(4, -4) + '</b>', embedded: false }));
    const problems = text.includes('REFUSED') ? [{ severity: 'error', message: 'the second one fails', file: path, line: 3, column: 1 }] : [];
    return { shortcodes, hooks: false, problems, milliseconds: 1 };
  },
  async blocks() { return { blocks: [], problems: [], milliseconds: 1 }; },
  close() {},
  memory: 0,
  async read(path) {
    const file = files[path];
    return file === undefined ? null : typeof file === 'string' ? new TextEncoder().encode(file) : file;
  },
};
window.events = [];
window.open = (url) => (events.push({ type: 'open', url: String(url) }), null);
window.pane = document.createElement('draft-pane');
for (const type of ['draft-source', 'draft-link', 'draft-hugo', 'scroll', 'wheel', 'keydown']) {
  pane.addEventListener(type, (event) => events.push({ type, ...event.detail, key: event.key, event: null }));
}
addEventListener('message', ({ data }) => events.push({ type: 'message', data: String(data) }));
addEventListener('securitypolicyviolation', ({ violatedDirective }) => events.push({ type: 'violation', violatedDirective }));
document.body.append(pane);
await pane.ready;
window.show = (text, view = 'published') => {
  pane.value = text;
  pane.path = 'content/tide.md';
  pane.hugo = hugo;
  pane.view = view;
};
window.loaded = true;`;

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': ':root { color-scheme: light dark } body { margin: 0 } draft-pane { height: 600px; width: 700px } .field { display: block; box-sizing: border-box; width: 700px; height: 200px }',
  '/test.js': script,
};


const here = opened(pages);

/**
 * @param {string} name
 * @param {(page: Page, wrong: string[]) => Promise<void>} work
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
const inPage = (name, work, options) => test(name, async () => {
  const context = await here.browser.newContext(options);
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const wrong = [];
    page.on('dialog', (dialog) => (wrong.push(`dialog ${dialog.message()}`), dialog.dismiss()));
    page.on('download', (download) => wrong.push(`download ${download.url()}`));
    page.on('pageerror', (error) => wrong.push(String(error)));
    context.on('page', (other) => other !== page && wrong.push('a new page'));
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => /** @type {any} */ (window).loaded);
    await work(page, wrong);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
});

/** Shows a text and waits for its page. @param {Page} page @param {string} text @returns {Promise<Frame>} */
async function shown(page, text) {
  await page.evaluate((text) => g.show(text), text);
  await page.waitForFunction(() => g.pane.shadowRoot.querySelector('article').hidden);
  const handle = await page.locator('draft-pane iframe').elementHandle();
  return /** @type {Frame} */ (await handle?.contentFrame());
}

/** Waits until the frame shows a text. @param {Frame} frame @param {string} text */
const has = (frame, text) => frame.waitForFunction((text) => document.body.textContent?.includes(text), text);

/** A long post. @param {string} [first] */
const long = (first = 'The first words.') => `---\ntitle: Low water\n---\n${first}\n\n${Array.from({ length: 60 }, (_, at) => `## Mark ${at}\n\nBuoy ${at} has a *light* that is seen from afar.\n`).join('\n')}`;

inPage('shows the page of the site with its stylesheets and pictures, and nothing is asked from a server', async (page) => {
  const before = here.site.requests.length;
  const frame = await shown(page, 'See ![a boat](/img/boat.png).\n');
  const seen = await frame.evaluate(() => ({
    origin, main: document.querySelector('main')?.textContent, spacing: getComputedStyle(/** @type {Element} */ (document.querySelector('h1'))).letterSpacing,
    sky: getComputedStyle(document.body).backgroundImage.slice(0, 10), picture: document.images[0].naturalWidth, address: document.images[0].src.slice(0, 5),
  }));
  assert.deepEqual(seen, { origin: 'null', main: 'Low waterSee .\n', spacing: '3px', sky: 'url("blob:', picture: 1, address: 'blob:' });
  const sent = here.site.requests.slice(before).filter((path) => path !== '/img/boat.png' && !path.endsWith('.js'));
  assert.deepEqual(sent, ['/published/frame.html'], 'but for the picture of the live preview');
});

inPage('a change keeps nodes, pictures, scroll and what is open, and the page follows a pause', async (page) => {
  const details = '<details><summary>More</summary>\n\nHidden words.\n\n</details>\n\n![a boat](/img/boat.png)\n\n';
  const frame = await shown(page, long(details));
  await page.evaluate(() => (g.pane.scrollTop = 900));
  await frame.waitForFunction(() => scrollY === 900);
  await frame.evaluate(() => {
    /** @type {HTMLDetailsElement} */ (document.querySelector('details')).open = true;
    Object.assign(window, { g: window, kept: { image: document.images[0], sheet: document.querySelector('style'), heading: document.querySelectorAll('h2')[20] }, loads: 0 });
    document.images[0].addEventListener('load', () => g.loads++);
  });
  const top = await frame.evaluate(() => g.kept.heading.getBoundingClientRect().top);
  const renders = await page.evaluate(() => {
    const count = g.renders.length;
    for (const sign of 'abc') g.pane.edit({ from: g.pane.value.indexOf('Buoy 3 '), insert: sign });
    return count;
  });
  await has(frame, 'abcBuoy 3 ');
  assert.equal(await page.evaluate(() => g.renders.length), renders + 1, 'three keys are one render');
  assert.deepEqual(await frame.evaluate(() => [
    document.images[0] === g.kept.image, document.querySelector('style') === g.kept.sheet, document.querySelectorAll('h2')[20] === g.kept.heading,
    document.querySelector('details')?.open, g.loads,
  ]), [true, true, true, true, 0]);
  assert.equal(await frame.evaluate(() => g.kept.heading.getBoundingClientRect().top), top);
  // A block above the view: what is read stays in its place.
  await page.evaluate(() => g.pane.edit({ from: g.pane.value.indexOf('## Mark 1'), insert: 'A new block.\n\n' }));
  await has(frame, 'A new block.');
  assert.equal(await frame.evaluate(() => document.querySelectorAll('h2')[20] === g.kept.heading), true);
  await comes(() => frame.evaluate(() => Math.round(g.kept.heading.getBoundingClientRect().top)), Math.round(top));
});

inPage('an old page stays while a new one fails, and the failure is reported', async (page) => {
  const frame = await shown(page, 'Good words.\n');
  await page.evaluate(() => (g.pane.value = 'REFUSED'));
  const last = () => page.evaluate(() => g.events.findLast((/** @type {any} */ { type }) => type === 'draft-hugo'));
  await comes(async () => (await last()).problems.map((/** @type {any} */ { line }) => line), [3]);
  assert.equal(await frame.locator('article').innerText(), 'Good words.');
  // Hugo itself is there.
  await comes(async () => (await last()).state, 'ready');
  await page.evaluate(() => (g.pane.value = 'Better words.\n'));
  await has(frame, 'Better words.');
});

inPage('Hugo is asked once for each change, for the page; the live preview asks when it is shown again, or there is no page', async (page) => {
  const frame = await shown(page, 'Good {{< ebb >}} words.\n');
  for (const name of ['flow', 'neap', 'spring']) {
    await page.evaluate((name) => (g.pane.value = `Good {{< ${name} >}} words.\n`), name);
    await has(frame, name);
  }
  await page.evaluate(() => (g.pane.value = 'REFUSED {{< slack >}}'));
  await page.waitForFunction(() => g.events.findLast((/** @type {any} */ { type }) => type === 'draft-hugo').problems.length === 2);
  await page.evaluate(() => (g.pane.value = 'Good {{< tide >}} words.\n'));
  await has(frame, 'tide');
  await page.waitForFunction(() => g.events.findLast((/** @type {any} */ { type }) => type === 'draft-hugo').problems.length === 0);
  await page.evaluate(() => (g.pane.view = 'live'));
  await page.locator('draft-pane b', { hasText: 'tide' }).waitFor();
  const [rendered, asked] = await page.evaluate(() => [g.renders, g.asks].map((texts) => texts.map((/** @type {string} */ text) => /\w+(?= >)/.exec(text)?.[0])));
  assert.deepEqual(rendered, ['ebb', 'flow', 'neap', 'spring', 'slack', 'tide']);
  // In the pause after one without a page, the next text may be asked about, too.
  assert.deepEqual([...new Set(asked)], ['ebb', 'slack', 'tide']);
});

inPage('without Hugo, without a path, or with a page that fails at first, the live preview stays and says why', async (page) => {
  const notice = page.locator('draft-pane .notice');
  await page.evaluate(() => {
    g.pane.value = 'Words.\n';
    g.pane.view = 'published';
  });
  await matches(() => notice.textContent(), /needs a post of an open site/);
  await page.evaluate(() => {
    g.pane.path = 'content/tide.md';
    g.pane.value = 'Words!\n';
  });
  await matches(() => notice.textContent(), /needs Hugo/);
  await page.evaluate(() => g.show('REFUSED'));
  await matches(() => notice.textContent(), /Hugo reports: the shortcode fails \(content\/tide\.md, line 3\)/);
  assert.equal(await page.locator('draft-pane').getByText('REFUSED').count(), 1);
  assert.equal(await page.locator('draft-pane iframe').count(), 0);
  // In the language around, and no longer than it is so.
  await page.evaluate(() => {
    document.documentElement.lang = 'de-AT';
    g.pane.value = 'REFUSED again';
    g.pane.view = 'live';
    g.pane.view = 'published';
  });
  await matches(() => notice.textContent(), /Hugo meldet: the shortcode fails \(content\/tide\.md, Zeile 3\)\. Dies ist/);
  await page.evaluate(() => (g.pane.view = 'live'));
  await notice.waitFor({ state: 'detached' });
});

inPage('reveal and offsetAt work on the frame, and turning back keeps the place', async (page) => {
  const frame = await shown(page, long());
  const at = await page.evaluate(() => g.pane.value.indexOf('## Mark 30'));
  await page.evaluate((at) => g.pane.reveal(at, { align: 0 }), at);
  await frame.waitForFunction(() => Math.abs(/** @type {Element} */ (document.getElementById('mark-30')).getBoundingClientRect().top) < 2);
  const back = await page.evaluate(() => g.pane.offsetAt(1));
  assert.ok(Math.abs(back - at) <= 2, `${back} and ${at}`);
  // The place is in view: nothing moves.
  const before = await page.evaluate(() => g.pane.scrollTop);
  await page.evaluate((at) => g.pane.reveal(at + 3), at);
  assert.equal(await page.evaluate(() => g.pane.scrollTop), before);
  // By the wheel: the pane says that it was scrolled, and by whom.
  await page.evaluate(() => (g.events.length = 0));
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 300);
  await page.waitForFunction(() => ['wheel', 'scroll'].every((type) => g.events.some((/** @type {any} */ event) => event.type === type)));
  await comes(() => page.evaluate(() => Math.round(g.pane.scrollTop)), Math.round(before + 300));
  // Both ends.
  await page.evaluate(() => g.pane.reveal(Infinity, { align: 1 }));
  await frame.waitForFunction(() => scrollY >= document.documentElement.scrollHeight - innerHeight - 1);
  await page.evaluate(() => g.pane.reveal(-1, { align: 0 }));
  await frame.waitForFunction(() => scrollY === 0);
  await page.evaluate((at) => {
    g.pane.reveal(at, { align: 0 });
    g.pane.view = 'live';
  }, at);
  const offset = await page.evaluate(() => g.pane.offsetAt(1));
  assert.ok(Math.abs(offset - at) < 12, `${offset} and ${at}`);
  assert.equal(await page.locator('draft-pane iframe').count(), 0);
});

inPage('blocks that the theme shows otherwise are matched by their neighbours', async (page) => {
  await page.evaluate(() => {
    const plain = g.layout;
    // As render hooks do: anchors in headings, code in another element, notes beside it.
    g.layout = (/** @type {string} */ content) => plain(content.replaceAll('</h2>', ' <a href="#">¶</a></h2><aside>Note</aside>').replace(/<pre>.*?<\/pre>/gs, (code) => `<div class="highlight">${code}</div>`));
    const { render } = g.hugo;
    g.hugo.render = async (/** @type {string} */ path, /** @type {string} */ text) => {
      const made = await render(path, text);
      return { ...made, content: /<article class="post">([^]*)<\/article>/.exec(made.page)?.[1] };
    };
  });
  const text = Array.from({ length: 40 }, (_, at) => `## Mark ${at}\n\n    light ${at}\n\nThe same words.\n`).join('\n');
  const frame = await shown(page, text);
  for (const mark of [7, 20, 33]) {
    const at = text.indexOf(`    light ${mark}\n`);
    await page.evaluate((at) => g.pane.reveal(at, { align: 0 }), at);
    await frame.waitForFunction((mark) => Math.abs(document.querySelectorAll('.highlight')[mark].getBoundingClientRect().top) < 30, mark);
  }
});

inPage('a click tells its source, and a link never leads away', async (page) => {
  const frame = await shown(page, long('Follow [the chart](https://chart.example/x) or [the marks](#mark-40).'));
  await page.evaluate(() => (g.events.length = 0));
  await frame.locator('em').nth(2).click();
  const last = (/** @type {string} */ type) => page.waitForFunction((type) => g.events.findLast((/** @type {any} */ event) => event.type === type), type).then((found) => found.jsonValue());
  const { from, to, caret } = await last('draft-source');
  const text = long('Follow [the chart](https://chart.example/x) or [the marks](#mark-40).');
  assert.equal(text.slice(from, to), '*light*');
  assert.ok(caret > from && caret < to);
  assert.ok(text.slice(0, from).endsWith('Buoy 2 has a '));
  // The title that the theme shows has its source in the front matter.
  await page.evaluate(() => (g.events.length = 0));
  await frame.locator('h1').click();
  const title = await last('draft-source');
  assert.equal(text.slice(title.from, title.to), 'Low water');
  await frame.getByText('the chart').click();
  const link = await last('draft-link');
  assert.equal(link.url, 'https://chart.example/x');
  assert.equal(text.slice(link.from, link.to), '[the chart](https://chart.example/x)');
  assert.equal((await last('open')).url, 'https://chart.example/x');
  // Within the page.
  await frame.getByText('the marks').click();
  await frame.waitForFunction(() => Math.abs(/** @type {Element} */ (document.getElementById('mark-40')).getBoundingClientRect().top) < 60);
  // One that the embedder follows.
  await page.evaluate(() => {
    g.events.length = 0;
    g.pane.addEventListener('draft-link', (/** @type {Event} */ event) => event.preventDefault());
  });
  await frame.getByText('Crew').click();
  assert.equal((await last('draft-link')).url, '/crew/');
  assert.equal(await page.evaluate(() => g.events.some((/** @type {any} */ { type }) => type === 'open')), false);
  // Keys that a page may use reach it.
  await page.evaluate(() => g.pane.focus());
  await page.keyboard.press('Alt+F7');
  await page.waitForFunction(() => g.events.some((/** @type {any} */ { type, key }) => type === 'keydown' && key === 'F7'));
});

inPage('all of the page is printed: by itself, and with the page around it', async (page) => {
  const frame = await shown(page, long());
  const sheets = async () => ((await page.pdf()).toString('latin1').match(/\/Type \/Page\b/g) ?? []).length;
  const [, full] = await page.evaluate(() => [g.pane.scrollTop, g.pane.scrollHeight]);
  // A sheet has less than 1,000 pixels.
  const printed = await sheets();
  assert.ok(printed > full / 1100, `${printed} sheets for ${full} pixels`);
  assert.equal(await page.evaluate(() => g.pane.shadowRoot.querySelector('iframe').clientHeight), 600, 'the screen is as before');
  await frame.evaluate(() => Object.assign(window, { prints: 0, print: () => /** @type {any} */ (window).prints++ }));
  assert.equal(await page.evaluate(() => g.pane.print()), true);
  await frame.waitForFunction(() => /** @type {any} */ (window).prints === 1);
  await frame.locator('em').first().click();
  await page.keyboard.press('Control+p');
  await frame.waitForFunction(() => /** @type {any} */ (window).prints === 2);
  await page.evaluate(() => (g.pane.view = 'live'));
  assert.equal(await page.evaluate(() => g.pane.print()), false);
});

inPage('an editor and the frame scroll together, and a double click leads to the source, by an adapter that knows nothing of the frame', async (page) => {
  await page.evaluate(async (text) => {
    const { connect } = await import(/** @type {any} */ ('/connect/textarea.js'));
    g.field = document.createElement('textarea');
    g.field.value = text;
    g.field.className = 'field';
    document.body.prepend(g.field);
    connect(g.field, g.pane);
  }, long());
  const frame = await shown(page, long());
  // The editor leads.
  await page.mouse.move(100, 100);
  await page.mouse.wheel(0, 800);
  await frame.waitForFunction(() => scrollY > 200);
  const line = await page.evaluate(() => g.field.scrollTop);
  // The frame leads.
  await page.mouse.move(300, 500);
  await page.mouse.wheel(0, 2000);
  await page.waitForFunction((line) => g.field.scrollTop > line + 100, line);
  await frame.evaluate(() => /** @type {Element} */ (document.querySelectorAll('em')[50]).scrollIntoView({ block: 'center' }));
  await frame.locator('em').nth(50).dblclick();
  await page.waitForFunction(() => document.activeElement === g.field);
  const caret = await page.evaluate(() => g.field.selectionStart);
  const at = long().indexOf('*light*', long().indexOf('Buoy 50 '));
  assert.ok(caret > at && caret < at + 7, `${caret}, ${at}`);
});

inPage('light and dark are those of the pane, also for themes that a script would tell', async (page) => {
  const frame = await shown(page, 'Words.\n');
  const look = () => frame.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(/** @type {Element} */ (document.querySelector('h1'))).color, document.documentElement.dataset.bsTheme]);
  await comes(look, ['rgb(0, 0, 0)', 'rgb(0, 0, 0)', 'light']);
  await page.evaluate(() => (document.documentElement.style.colorScheme = 'dark'));
  await comes(look, ['rgb(1, 2, 3)', 'rgb(4, 5, 6)', 'dark']);
  await page.evaluate(() => (document.documentElement.style.colorScheme = ''));
  await page.emulateMedia({ colorScheme: 'dark' });
  await comes(look, ['rgb(1, 2, 3)', 'rgb(4, 5, 6)', 'dark']);
  // A site that has decided stays so.
  await page.evaluate(() => {
    const plain = g.layout;
    g.layout = (/** @type {string} */ content) => plain(content).replace('<html', '<html data-bs-theme="light"');
    g.pane.value = 'Other words.\n';
  });
  await comes(look, ['rgb(0, 0, 0)', 'rgb(4, 5, 6)', 'light']);
});

inPage('pictures of other hosts load where the live preview loads them, and wait for a click where it waits', async (page) => {
  /** @type {string[]} */
  const asked = [];
  await page.route('https://far.example/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'image/png', body: Buffer.from(dot, 'base64') });
  });
  const text = 'One ![one](https://far.example/1.png) and ![two](https://far.example/2.png)\n\n<div style="background: url(https://far.example/3.png)">x</div>\n';
  await page.evaluate(() => (g.pane.options = { images: 'ask' }));
  const frame = await shown(page, text);
  const image = frame.locator('img').first();
  await matches(() => image.getAttribute('alt'), /one \(Load the image from far\.example\)/);
  assert.deepEqual(asked, []);
  // Not a click of the mouse: it would wait for an answer of the frame, whose place another one takes.
  await image.evaluate((element) => void setTimeout(() => /** @type {HTMLElement} */ (element).click()));
  await page.locator('draft-pane iframe').waitFor();
  await comes(async () => [...new Set(asked)], ['https://far.example/1.png']);
  await page.evaluate(() => {
    g.pane.view = 'live';
    g.pane.options = {};
  });
  await shown(page, text);
  await comes(async () => [...new Set(asked)].sort(), ['https://far.example/1.png', 'https://far.example/2.png']);
});

/** Layouts and posts that try to run, to load and to lead away. `%` stands for the address that counts requests. */
const attacks = [
  ...own,
  '<script>parent.postMessage("ran", "*")</script>', '<script src="%/s.js"></script>', '<script type="module">import "%/m.js"</script>',
  '<script type="speculationrules">{"prefetch":[{"source":"list","urls":["%/spec"]}]}</script>',
  '<img src="%/i.png" onerror="parent.postMessage(1,\'*\')">', '<body onload="parent.postMessage(1,\'*\')">', '<svg onload="parent.postMessage(1,\'*\')"><script>parent.postMessage(1,"*")</script></svg>',
  '<a href="javascript:parent.postMessage(1,\'*\')">x</a>', '<a href=" jav\tascript:parent.postMessage(1,\'*\')">x</a>', '<svg><a xlink:href="javascript:parent.postMessage(1,\'*\')"><text y="20">x</text></a></svg>',
  '<svg><a><text y="20">x</text><animate attributeName="href" to="javascript:parent.postMessage(1,\'*\')"/></a></svg>',
  '<meta http-equiv="refresh" content="0;url=%/refresh">', '<meta http-equiv="Content-Security-Policy" content="default-src *">', '<base href="%/base/"><img src="i.png">', '<head><base href="%/base/"></head>',
  '<iframe src="%/frame"></iframe>', '<iframe srcdoc="<script>top.postMessage(1,\'*\')</script>"></iframe>', '<object data="%/o"></object>', '<embed src="%/e">', '<frameset><frame src="%/f"></frameset>',
  '<link rel="stylesheet" href="%/far.css">', '<link rel="preload" as="image" href="%/p.png">', '<link rel="prefetch" href="%/pf">', '<link rel="preconnect" href="%/">', '<link rel="dns-prefetch" href="%/">', '<link rel="modulepreload" href="%/mp.js">', '<link rel="icon" href="%/ico">', '<link rel="manifest" href="%/man">',
  '<style>@import "%/a.css"; @import url(%/b.css); @font-face { font-family: q; src: url(%/q.woff2) } body { font-family: q; background: url(%/c.png); list-style: image-set("%/d.png" 1x); cursor: \\75rl("%/e.png") } @\\69mport "%/f.css";</style>',
  '<div style="background: url(%/style.png); border-image: image-set(\'%/set.png\' 1x)">x</div>',
  '<form action="%/form" method="post"><input name="attributes"><input name="removeAttribute" autofocus><button formaction="%/fa">send</button><input type="submit"><input type="image" src="%/ii.png"></form>',
  '<form id="body" name="documentElement"><input id="childNodes"><input name="nodeName"></form><img name="getElementById"><img name="querySelectorAll" id="head">',
  '<video src="%/v.mp4" poster="%/vp.png" autoplay></video><audio src="%/au.mp3" autoplay></audio><video><source src="%/vs.mp4"><track src="%/t.vtt" default></video>',
  '<img srcset="%/s1.png 1x, %/s2.png 2x"><picture><source srcset="%/s3.png"><img src="%/s4.png"></picture>', '<img data-src="%/lazy.png" class="lazyload">',
  '<svg><image href="%/si.png"/><use href="%/u.svg#a"/><feImage href="%/fe.png"/></svg>', '<table background="%/bg.png"><tr><td background="%/td.png">x</table>',
  '<a href="%/ping" ping="%/pinged">x</a>', '<noscript><img src="%/ns.png"><style>@import "%/ns.css"</style></noscript>', '<template><img src="%/t.png"></template>',
  '<template shadowrootmode="open"><script>parent.postMessage(1,"*")</script><img src="%/sr.png"></template>', '<math><annotation-xml encoding="text/html"><img src=x onerror="parent.postMessage(1,\'*\')"></annotation-xml></math>',
  '<svg><style><img src=x onerror="parent.postMessage(1,\'*\')"></style></svg>', '<noembed><img src=x onerror="parent.postMessage(1,\'*\')"></noembed>', '<xmp><img src=x onerror="parent.postMessage(1,\'*\')"></xmp>', '<details open ontoggle="parent.postMessage(1,\'*\')">x</details>', '<input autofocus onfocus="parent.postMessage(1,\'*\')">', '<marquee onstart="parent.postMessage(1,\'*\')">x</marquee>',
];

/**
 * Shows each attack, uses all that can be used in it, and asserts that nothing came of it.
 * @param {Page} page
 * @param {{ place: 'in the post' | 'in the layout', attacks: string[], far: string }} attack `far`: what stands for `%`
 */
async function attack(page, { place, attacks, far }) {
  await page.evaluate(() => (g.pane.options = { images: 'ask' }));
  const frame = await shown(page, 'Before.\n');
  await page.evaluate(() => (g.events.length = 0));
  for (const [at, attack] of attacks.entries()) {
    const html = attack.replaceAll('%', far);
    await page.evaluate(({ html, at, place }) => {
      const text = `Number ${at}.\n`;
      const made = place === 'in the layout'
        ? { page: `<!doctype html><html lang="x-${at}"><head>${html}</head><body>${html}<p>After</p><article><p>${text}</p></article></body></html>`, content: `<p>${text}</p>` }
        : { page: `<html lang="x-${at}"><body><article><div>${html}</div><p>${text}</p></article></body></html>`, content: `<div>${html}</div><p>${text}</p>` };
      g.hugo.render = async () => ({ ...made, problems: [], milliseconds: 1 });
      g.pane.value = text;
    }, { html, at, place });
    await frame.waitForFunction((at) => document.documentElement.lang === `x-${at}`, at, { timeout: 10_000 }).catch((error) => {
      throw new Error(`${attack}: ${error.message}`);
    });
    await frame.evaluate(() => {
      const all = /** @type {HTMLElement[]} */ ([...Document.prototype.querySelectorAll.call(document, 'a, area, button, input, summary')]);
      for (const element of all) element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
    });
  }
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'body', 'the focus is where it was');
  const told = await page.evaluate(() => g.events.filter((/** @type {any} */ { type }) => type === 'message' || type === 'violation'));
  assert.deepEqual(told, []);
  assert.equal(await frame.evaluate(() => origin), 'null');
}

for (const place of /** @type {const} */ (['in the post', 'in the layout'])) {
  inPage(`hostile HTML ${place}: nothing runs, nothing is requested, nothing is left`, async (page) => {
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => !/^(?:data|blob):/.test(request.url()) && request.frame() !== page.mainFrame() && !request.url().endsWith('/frame.html') && asked.push(request.url()));
    page.on('framenavigated', (frame) => frame.parentFrame() && !/\/frame\.html$/.test(frame.url()) && asked.push(`navigation ${frame.url()}`));
    // Layouts have no part in how a post is read: their own attacks are enough.
    await attack(page, { place, attacks: place === 'in the layout' ? attacks.slice(own.length) : attacks, far: 'https://hostile.example' });
    assert.deepEqual(asked, []);
  });
}

/** Attacks that no policy knows, or that only hinder the frame at its work: taking them out of the page is the guard against them. */
const unknownToPolicies = /http-equiv\W*refresh|rel="(?:preconnect|dns-prefetch)"|autofocus|name="documentElement"/i;

inPage('the policy of the frame holds alone: with nothing taken out of the pages, nothing runs and no server is asked', async (page) => {
  /** @type {string[]} */
  const asked = [];
  const far = createServer((request, response) => (asked.push(String(request.url)), response.setHeader('Access-Control-Allow-Origin', '*').end()));
  far.unref();
  await new Promise((listening) => far.listen(0, '127.0.0.1', () => listening(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (far.address());
  const weak = await frameHtml({ name: 'without stripping', setup: ({ onLoad }) => void onLoad({ filter: /inside[\\/](?:clean|fill)\.js$/ }, ({ path }) => ({
    contents: path.endsWith('fill.js') ? 'export const fill = async () => {};' : `export const all = (page, selector) => [...page.querySelectorAll(selector)];
      export const clean = (page) => { if (!page.body) page.documentElement.append(page.createElement('body')); return page; };`,
  })) });
  await page.route('**/published/frame.html', (route) => route.fulfill({ contentType: 'text/html', body: weak }));
  await attack(page, { place: 'in the post', attacks: attacks.filter((html) => !unknownToPolicies.test(html)), far: `http://127.0.0.1:${port}` });
  assert.deepEqual(asked, []);
});
