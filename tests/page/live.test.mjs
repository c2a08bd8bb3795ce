/** The pane with a site and with Hugo, for which a fake of the same interface stands. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 300px; width: 500px }',
  '/test.js': `import '/draft-pane.js';
    import { supervise } from '/hugo.js';
    window.supervise = supervise;
    // Shows the arguments of {{< wave … >}} as a box, fails for "bad", counts {{< n >}}, and colours headings where it has hooks.
    window.Fake = class {
      memory = 1;
      calls = [];
      hooks = false;
      hangs = false;
      isClosed = false;
      files = new Map();
      problems = [];
      rooms = [];
      async open(files) { this.calls.push('open'); this.files = files; return []; }
      async write(files) { this.calls.push('write'); for (const [path, content] of files) this.files.set(path, content); }
      async #turn(name) {
        this.calls.push(name);
        if (this.hangs) await new Promise((_, reject) => (this.break = () => reject(new Error('Hugo hung. Start Hugo again.'))));
        if (this.waits) await new Promise((go) => (this.go = go));
      }
      async shortcodes(path, text) {
        await this.#turn('shortcodes');
        let n = 0;
        const shortcodes = [...text.matchAll(/\\{\\{< (wave|n)(.*?) >\\}\\}/g)].map(([source, name, given]) => ({
          source, embedded: false,
          output: given.includes('bad') ? null : name === 'n' ? '<b>' + ++n + '</b>' : '<div><p>wave' + given + '</p>' + '<p>foam</p>'.repeat(Number(given.trim()) || 0) + '<script>alert(1)<' + '/script></div>',
        }));
        return { shortcodes, hooks: this.hooks, problems: this.problems, milliseconds: 7 };
      }
      async blocks(path, text, offsets) {
        await this.#turn('blocks');
        const blocks = offsets.map((from, n) => /^\\s*# (.*)/.exec(text.slice(from, offsets[n + 1]))).map((found) => found && '<h1>Hook: ' + found[1] + '</h1>');
        return { blocks, problems: [], milliseconds: 5 };
      }
      async read(path) { this.calls.push('read ' + path); return path === '/made.svg' ? new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>') : null; }
      close() { this.isClosed = true; }
    };
    window.site = { config: { baseurl: 'https://example.org/' }, options: () => site.made ??= { flavor: 'hugo' }, resolveUrl: () => (url) => url, filesForHugo: async (path) => new Map([[path, 'x']]) };
    window.pane = document.createElement('draft-pane');
    window.events = [];
    pane.addEventListener('draft-hugo', ({ detail }) => events.push(detail));
    document.body.append(pane);
    window.shown = () => pane.shadowRoot.querySelector('.body').innerText.trim();
    window.until = async (is) => { for (let n = 0; n < 500 && !is(); n++) await new Promise((go) => setTimeout(go, 20)); if (!is()) throw new Error('in vain: ' + is); };
    window.begin = async (text, hugo = new Fake()) => {
      Object.assign(pane, { value: text, site, path: 'content/a.md', hugo });
      await pane.ready;
      await until(() => events.at(-1)?.state === 'ready');
      return hugo;
    };`,
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
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inPage(work) {
  const page = await browser.newPage();
  try {
    await page.goto(`${served.url}/test.html`);
    await page.waitForFunction(() => window.begin);
    return await page.evaluate(work);
  } finally {
    await page.close();
  }
}

test('a shortcode shows what Hugo makes of it, filtered; the site is opened once', async () => {
  const seen = await inPage(async () => {
    const { begin, shown, pane, events } = window;
    const hugo = await begin('# Sea\n\n{{< wave high >}}\n\n{{< other >}}\n');
    return {
      shown: shown(), scripts: pane.shadowRoot.querySelectorAll('script').length, calls: hugo.calls, files: [...hugo.files.keys()],
      html: pane.draft.html, states: events.map((/** @type {any} */ event) => event.state), milliseconds: events.at(-1).milliseconds,
    };
  });
  assert.match(seen.shown, /^Sea\s+wave high/);
  assert.match(seen.html, /<div>\s*<p>wave high<\/p>/);
  assert.deepEqual([seen.scripts, seen.calls, seen.files, seen.milliseconds], [0, ['open', 'shortcodes'], ['content/a.md'], 7]);
  assert.deepEqual(seen.states, ['opening', 'rendering', 'ready']);
});

test('keys: one call for many, none for other text, none for what is known; half-typed shortcodes stay', async () => {
  const seen = await inPage(async () => {
    const { begin, shown, pane, until } = window;
    const text = 'one\n\n{{< wave 1 >}}\n\nlast\n';
    const hugo = await begin(text);
    const calls = () => hugo.calls.filter((/** @type {string} */ name) => name === 'shortcodes').length;
    const at = text.indexOf(' >}}');
    /** @type {boolean[]} */
    const stays = [];
    for (const key of 'abcde') {
      pane.edit({ from: at, insert: key });
      // Drawn in the same task, so that no placeholder is ever painted.
      stays.push(/wave 1/.test(shown()));
    }
    await until(() => /wave 1edcba/.test(shown()));
    const afterKeys = calls();
    const began = performance.now();
    pane.edit({ from: 0, insert: 'words of other text ' });
    await new Promise((go) => setTimeout(go, 600));
    const afterOthers = calls();
    const where = pane.value.indexOf('edcba');
    pane.edit({ from: where, to: where + 5 });
    const atOnce = shown();
    await new Promise((go) => setTimeout(go, 600));
    return { stays, afterKeys, afterOthers, atOnce, afterUndo: calls(), milliseconds: performance.now() - began };
  });
  assert.deepEqual(seen.stays, [true, true, true, true, true]);
  assert.equal(seen.afterKeys, 2);
  // On a machine that needs so long, the author has rested meanwhile: the next test.
  if (seen.milliseconds < 1900) assert.deepEqual([seen.afterOthers, seen.afterUndo], [2, 2]);
  assert.match(seen.atOnce, /wave 1\s+foam/);
});

test('text that no shortcode is in may still matter to one: after a rest Hugo is asked again', async () => {
  const seen = await inPage(async () => {
    const { begin, pane, until } = window;
    const hugo = await begin('{{< wave 1 >}}\n');
    const calls = () => hugo.calls.filter((/** @type {string} */ name) => name === 'shortcodes').length;
    pane.append('more\n');
    await until(() => calls() === 2);
    return calls();
  });
  assert.equal(seen, 2);
});

test('an answer above the reader moves nothing; updates are told in their order', async () => {
  const seen = await inPage(async () => {
    const { Fake, begin, pane, until, shown } = window;
    const hugo = new Fake();
    hugo.waits = true;
    const lines = Array.from({ length: 60 }, (_, n) => `Paragraph ${n}.`).join('\n\n');
    const begun = begin(`{{< wave 9 >}}\n\n${lines}\n`, hugo);
    await until(() => hugo.go);
    pane.scrollTop = 900;
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    const read = [...pane.shadowRoot.querySelectorAll('p')].find((p) => p.textContent === 'Paragraph 40.');
    const before = read.getBoundingClientRect().top;
    /** @type {number[]} */
    const versions = [];
    pane.addEventListener('draft-update', (/** @type {any} */ { detail }) => versions.push(detail.version));
    hugo.waits = false;
    hugo.go();
    await begun;
    await until(() => /foam/.test(shown()));
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    const moved = read.getBoundingClientRect().top - before;
    pane.edit({ from: 11, insert: '1' });
    return { moved, isSame: read.isConnected, versions };
  });
  assert.ok(Math.abs(seen.moved) < 2, `${seen.moved} px`);
  assert.equal(seen.isSame, true);
  assert.deepEqual(seen.versions, [...seen.versions].sort((a, b) => a - b));
});

test('a shortcode that Hugo refuses keeps its last output, and the problem is at its place', async () => {
  const seen = await inPage(async () => {
    const { begin, shown, pane, events, until } = window;
    const hugo = await begin('é {{< wave 1 >}}\n');
    hugo.problems = [{ severity: 'error', message: 'no', file: 'content/a.md', line: 1, column: 4 }, { severity: 'error', message: 'there', file: 'layouts/x.html', line: 3, column: 1 }];
    const at = pane.value.indexOf('1');
    pane.edit({ from: at, to: at + 1, insert: 'bad' });
    await until(() => events.at(-1).state === 'ready' && events.at(-1).problems.length === 2);
    const [here, there] = events.at(-1).problems;
    return { shown: shown(), place: pane.value.slice(here.from, here.to), there };
  });
  assert.match(seen.shown, /wave 1\s+foam/);
  assert.equal(seen.place, '{{< wave bad >}}');
  assert.deepEqual(seen.there, { severity: 'error', message: 'there', file: 'layouts/x.html', line: 3, column: 1, from: null, to: null });
});

test('blocks that render hooks change are drawn so once typing rests', async () => {
  const seen = await inPage(async () => {
    const { Fake, begin, shown, pane, until } = window;
    const hugo = new Fake();
    hugo.hooks = true;
    await begin('---\ntitle: A\n---\n\n# One\n\ntext\n\n# Two\n', hugo);
    await until(() => /Hook: Two/.test(shown()));
    const first = shown();
    pane.edit({ from: pane.value.indexOf('Two'), insert: 'x' });
    const atOnce = shown();
    await until(() => /Hook: xTwo/.test(shown()));
    return { first, atOnce, outline: pane.draft.outline.map((/** @type {any} */ heading) => heading.text) };
  });
  assert.match(seen.first, /^Hook: One\s+text\s+Hook: Two$/);
  assert.match(seen.atOnce, /^Hook: One\s+text\s+xTwo$/);
  assert.deepEqual(seen.outline, ['One', 'xTwo']);
});

test('occurrences of one source, and a picture that Hugo made', async () => {
  const seen = await inPage(async () => {
    const { begin, shown, pane, until } = window;
    await begin('{{< n >}} {{< n >}} {{< n >}} ![a](/made.svg)\n');
    await until(() => pane.shadowRoot.querySelector('img')?.src.startsWith('blob:'));
    return shown();
  });
  assert.match(seen, /^1 2 3/);
});

test('a Hugo that fails never stops the preview; a supervised one is started again', async () => {
  const seen = await inPage(async () => {
    const { Fake, begin, shown, pane, events, until, supervise } = window;
    /** @type {any[]} */
    const started = [];
    await begin('{{< wave 1 >}}\n', supervise(async () => {
      started.push(new Fake());
      return started.at(-1);
    }));
    started[0].hangs = true;
    pane.edit({ from: 9, to: 10, insert: '2' });
    await until(() => started[0].break);
    pane.append('typed meanwhile\n');
    const meanwhile = shown();
    started[0].break();
    await until(() => events.some((/** @type {any} */ event) => event.state === 'failed'));
    const [problem] = events.findLast((/** @type {any} */ event) => event.state === 'failed').problems;
    await until(() => /wave 2/.test(shown()));
    return { meanwhile, message: problem.message, started: started.length, first: started[0].isClosed, calls: started[1].calls, last: shown() };
  });
  assert.match(seen.meanwhile, /wave 1[^]*typed meanwhile/);
  assert.equal(seen.message, 'Hugo hung. Hugo is started again for the next change.');
  assert.deepEqual([seen.started, seen.first], [2, true]);
  assert.deepEqual(seen.calls.slice(0, 2), ['open', 'shortcodes']);
  assert.match(seen.last, /wave 2\s+foam\s+foam\s+typed meanwhile/);
});

test('another post of the site: its files are written, and nothing of the first one is shown; none, and Hugo is told nothing', async () => {
  const seen = await inPage(async () => {
    const { begin, shown, pane, events, until } = window;
    const hugo = await begin('{{< n >}}\n');
    hugo.waits = true;
    Object.assign(pane, { path: 'content/b.md', value: 'other {{< n >}}\n' });
    await until(() => hugo.go);
    const early = shown();
    hugo.waits = false;
    hugo.go();
    await until(() => /other 1/.test(shown()));
    const { calls } = hugo;
    pane.refresh();
    await until(() => calls.length === 6);
    pane.hugo = null;
    await until(() => events.at(-1).state === 'none');
    pane.append('{{< n >}}');
    await new Promise((go) => setTimeout(go, 400));
    return { early, calls, late: shown(), isClosed: hugo.isClosed };
  });
  assert.doesNotMatch(seen.early, /1/);
  assert.deepEqual(seen.calls, ['open', 'shortcodes', 'write', 'shortcodes', 'write', 'shortcodes']);
  assert.doesNotMatch(seen.late, /1/);
  assert.equal(seen.isClosed, false);
});

test('options of the site are the base, and those of the pane win', async () => {
  const seen = await inPage(async () => {
    const { pane, site } = window;
    site.options = () => ({ flavor: 'hugo', site: { enableemoji: true } });
    Object.assign(pane, { value: ':smile:\n', site });
    await pane.ready;
    const bySite = pane.draft.html;
    pane.options = { flavor: 'commonmark', site: {} };
    return { bySite, byPane: pane.draft.html };
  });
  assert.deepEqual(seen, { bySite: '<p>😄</p>\n', byPane: '<p>:smile:</p>\n' });
});
