/** Patches from a worker, made to nodes by `draftpane/apply`, under the strict policy: whatever the edits, the page equals a fresh one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ATTRIBUTES, ELEMENTS, VOID, allows } from '../../www/apply/allow.js';
import { read } from '../../www/apply/read.js';
import { canonical } from '../hugo/canonical.mjs';
import { serveModules, strict } from './modules-site.mjs';

const pages = {
  '/apply.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><main></main><script type="module" src="/apply-page.js"></script></html>`,
  '/apply-page.js': `import { Applier } from '/apply.js';
    const root = document.querySelector('main');
    const live = new Applier(root);
    const worker = new Worker(trustedTypes.createPolicy('page', { createScriptURL: (url) => url }).createScriptURL('/apply-worker.js'), { type: 'module' });
    const ask = (data) => new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(data);
    });
    const open = async (text, options) => {
      live.clear();
      const answer = await ask({ text, options });
      live.apply(answer.patches);
      return { html: answer.html, shown: root.innerHTML };
    };
    const edit = async (changes) => {
      const answer = await ask({ changes });
      live.apply(answer.patches);
      const fresh = document.createElement('main');
      new Applier(fresh).apply(answer.all);
      return { html: answer.html, shown: root.innerHTML, equal: root.isEqualNode(fresh) };
    };
    Object.assign(window, { open_: open, edit_: edit, live, Applier });`,
  '/apply-worker.js': `import init, { Draft } from '/engine.js';
    const ready = init();
    let draft;
    onmessage = async ({ data: { text, options, changes } }) => {
      await ready;
      if (text !== undefined) {
        draft?.free();
        draft = new Draft(text, options);
        postMessage({ patches: draft.patches, html: draft.html });
      } else {
        const { patches } = draft.edit(changes);
        postMessage({ patches, all: draft.patches, html: draft.html });
      }
    };`,
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
const seen = [];
before(async () => {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  // The address of a worker is one of the things that need a policy; HTML has none.
  site = await serveModules(pages, { policy: strict.replace("trusted-types 'none'", 'trusted-types page') });
  page = await browser.newPage();
  await page.route(/\.png/, (route) => route.abort());
  page.on('pageerror', (error) => seen.push(String(error)));
  await page.goto(`${site.url}/apply.html`);
  await page.waitForFunction(() => 'edit_' in window);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {string} text @param {object} options */
const open = (text, options) => page.evaluate(([text, options]) => /** @type {any} */ (window).open_(text, options), [text, options]);
/** @param {object[]} changes */
const edit = (changes) => page.evaluate((changes) => /** @type {any} */ (window).edit_(changes), changes);

/** The HTML of the page, without attributes that only a page needs. @param {string} html */
const plain = (html) => canonical(html
  .replace(/ target="_blank" rel="noopener noreferrer"| referrerpolicy="no-referrer"| decoding="async"/g, '')
  .replace(/(<t[dh]) align="(\w+)"/g, '$1 style="text-align: $2"'));

const WORDS = ['word ', '*', '**', '`', '\n', '\n\n', '# ', '- ', '- [x] ', '1. ', '> ', '[a](b "c")', '![d](e.png)', '[^1]', '\n\n[^1]: note\n', '|a|b|\n|:-|-:|\n|c|d|\n', '<b>', '</b>', '<div>', '</div>', '&lt;', '"<&>"', '```js\n', '---\n', '\n\n[r]: x\n\n', '[r]', '{{< x >}}', '\t'];

for (const flavor of ['hugo', 'gfm', 'commonmark']) {
  test(`${flavor}: after each of many edits the page is that of the text`, async () => {
    let seed = flavor.length * 7919;
    const random = (/** @type {number} */ below) => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8) % below;
    let text = 'a\n\n[r]: x\n\nb\n';
    const first = await open(text, { flavor });
    assert.equal(plain(first.shown), canonical(first.html));
    for (let count = 0; count < 150; count++) {
      const from = random(text.length + 1);
      const to = random(3) ? from : Math.min(text.length, from + random(12));
      const insert = WORDS[random(WORDS.length)];
      text = text.slice(0, from) + insert + text.slice(to);
      const { html, shown, equal } = await edit([{ from, to, insert }]);
      assert.ok(equal, JSON.stringify(text));
      assert.equal(plain(shown), canonical(html), JSON.stringify(text));
    }
    assert.deepEqual(seen, []);
  });
}

test('what looks the same is not touched', async () => {
  await open('One *two* three.\n\nFour.\n\n- five\n- six\n', {});
  const same = await page.evaluate(async () => {
    const { edit_, live } = /** @type {any} */ (window);
    const [main] = document.getElementsByTagName('main');
    const kept = [main.children[0], main.children[0].children[0], main.children[1], main.children[2].children[1]];
    await edit_([{ from: 0, to: 3, insert: 'Eins' }, { from: 28, insert: '!' }]);
    return [kept.every((node) => main.contains(node)), main.textContent, live.nodesOf(1)[0] === main.children[0]];
  });
  assert.deepEqual(same, [true, 'Eins two three.\nFour.\n\nf!ive\nsix\n\n', true]);
});

test('what the engine does not write is refused before anything changes', async () => {
  const bad = [
    '<script>x</script>', '<p onclick="x">a</p>', '<p onclick=x>', '<a href="java&#115;cript:x">a</a>', '<a href=" java\tscript:x">a</a>', '<img src="data:image/svg+xml,x">',
    '<p>', '</p>', '<p></b></p>', '<p style="color: red">a</p>', '<!-- a -->', '<svg></svg>', '&nbsp;', '&', '<', '<P></P>', '<iframe src="x"></iframe>', '<input type="password">',
  ];
  for (const html of bad) assert.throws(() => read(html), TypeError, html);
  const outcome = await page.evaluate(() => {
    const element = document.createElement('div');
    const applier = new /** @type {any} */ (window).Applier(element);
    const refused = (/** @type {object} */ patches) => {
      try {
        applier.apply(patches);
        return 'applied';
      } catch (error) {
        return /** @type {Error} */ (error).name;
      }
    };
    const good = { op: 'insert', id: 1, before: null, html: '<p>a</p>\n' };
    return [
      refused([good, { op: 'insert', id: 2, before: null, html: '<p><script></p>' }]), refused({ op: 'remove', id: 1 }), refused([good, { op: 'replace', id: 3, html: '' }]),
      element.childNodes.length, refused(good), element.innerHTML,
    ];
  });
  assert.deepEqual(outcome, ['TypeError', 'RangeError', 'RangeError', 0, 'applied', '<p>a</p>\n']);
});

test('its list is the engine’s', () => {
  const source = readFileSync(new URL('../../src/allow.rs', import.meta.url), 'utf8');
  const names = (/** @type {string} */ table) => [.../** @type {RegExpMatchArray} */ (source.match(new RegExp(`${table} \\{([^}]*= "[^}]*)\\}`)))[1].matchAll(/= "([^"]+)"/g)].map(([, name]) => name).sort();
  assert.deepEqual([...ELEMENTS].sort(), names('Element'));
  assert.deepEqual([...ATTRIBUTES].sort(), names('Attribute'));
  assert.ok([...VOID].every((name) => ELEMENTS.has(name)));
  assert.ok(allows('a', 'href', 'irc://x') && !allows('p', 'href', '/x') && allows('img', 'srcset', '/a 1x, https://b 2x') && !allows('img', 'srcset', '/a 1x,javascript:b 2x'));
  assert.ok(allows('video', 'poster', '/a.png') && !allows('video', 'poster', 'data:text/html,x') && !allows('p', 'src', '/a.png'));
});
