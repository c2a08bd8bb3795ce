/** Posts in scripts that run from right to left, and what is wider than the page: what the preview adds, and the HTML does not have. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { opened } from './in-page.mjs';

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 700px; width: 420px }',
  '/test.js': `import '/draft-pane.js';
    window.pane = document.createElement('draft-pane');
    pane.options = { site: { markup: { goldmark: { parser: { attribute: { block: true } }, renderer: { unsafe: true }, extensions: { passthrough: { enable: true, delimiters: { block: [['$$', '$$']], inline: [] } } } } } } };
    document.body.append(pane);
    window.show = async (text) => { pane.value = text; await pane.ready; };
    window.one = (selector) => pane.shadowRoot.querySelector(selector);`,
};

const here = opened(pages);

/** The page's own global object. @type {any} */
var window;

/** @param {(page: import('playwright-core').Page) => Promise<void>} work */
async function inPage(work) {
  const page = await here.browser.newPage();
  try {
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => window.pane?.draft);
    await work(page);
  } finally {
    await page.close();
  }
}

const HEBREW = 'שלום עולם.';
const ARABIC = 'مرحبا بالعالم.';

test('each block by the direction of its own words, in either order; code from left to right; the HTML is as it was', () =>
  inPage(async (page) => {
    for (const words of [HEBREW, ARABIC]) {
      const text = `---\ntitle: ${words}\ndescription: ${words}\n---\n\n# ${words}\n\n${words}\n\nWords in English.\n\n- ${words}\n- [ ] ${words}\n\n1. English\n2. ${words}\n\n> ${words}\n\n${words}\n: ${words}\n\n| ${words} | b |\n|---|---|\n| ${words} | d |\n\n\`\`\`js\nlet a; // ${words}\n\`\`\`\n`;
      const seen = await page.evaluate(async (text) => {
        await window.show(text);
        /** On which side the first character and the full stop of an element are. @param {string} selector */
        const sides = (selector) => {
          const element = window.one(selector);
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          let node = /** @type {Text | null} */ (walker.nextNode());
          while (node && node.data.trim() === '') node = /** @type {Text | null} */ (walker.nextNode());
          if (!node) return 'nothing';
          const at = (/** @type {number} */ offset) => {
            const range = document.createRange();
            range.setStart(/** @type {Text} */ (node), offset);
            range.setEnd(/** @type {Text} */ (node), offset + 1);
            return range.getBoundingClientRect();
          };
          const start = node.data.length - node.data.trimStart().length;
          const [first, last, box] = [at(start), at(node.data.trimEnd().length - 1), element.getBoundingClientRect()];
          return `${first.left > last.left ? 'rtl' : 'ltr'} ${box.right - first.right < first.left - box.left ? 'right' : 'left'}`;
        };
        const style = (/** @type {string} */ selector) => getComputedStyle(window.one(selector));
        return {
          title: sides('.title'), lead: sides('.lead'), heading: sides('.body h1'), hebrew: sides('.body h1 + p'), english: sides('.body h1 + p + p'), item: sides('.body ul li'), cell: sides('.body td'), quote: sides('.body blockquote p'),
          term: sides('.body dt'), list: [style('.body ul').direction, style('.body ol').direction], bar: style('.body blockquote').borderRightWidth, table: style('.body table').direction, code: [style('.body pre').direction, sides('.body pre')],
          html: /\bdir=|tabindex/.test(window.pane.draft.html.replaceAll('<pre tabindex="0"', '<pre')),
        };
      }, text);
      assert.deepEqual(seen, {
        title: 'rtl right', lead: 'rtl right', heading: 'rtl right', hebrew: 'rtl right', english: 'ltr left', item: 'rtl right', cell: 'rtl right', quote: 'rtl right', term: 'rtl right',
        list: ['rtl', 'ltr'], bar: '3px', table: 'rtl', code: ['ltr', 'ltr left'], html: false,
      });
    }
    // The direction follows what is typed; what the text itself says wins, and goes with it.
    const typed = await page.evaluate(async (words) => {
      const { pane, one } = window;
      await window.show(`- ${words}\n- b\n`);
      const list = one('.body ul');
      const is = () => getComputedStyle(one('.body ul')).direction;
      /** @type {unknown[]} */
      const seen = [is()];
      pane.edit({ from: 2, to: 2 + words.length, insert: 'English' });
      seen.push(is());
      pane.edit({ from: 2, to: 9, insert: words });
      seen.push(is(), one('.body ul') === list);
      await window.show('<blockquote dir="ltr"><p>a</p></blockquote>\n');
      seen.push(one('.body blockquote').dir);
      pane.edit({ from: 11, to: 21 });
      seen.push(one('.body blockquote').dir);
      return seen;
    }, HEBREW);
    assert.deepEqual(typed, ['rtl', 'ltr', 'rtl', true, 'ltr', 'auto']);
  }));

test('what is added is the same after any edits as in a new preview', () =>
  inPage(async (page) => {
    const differs = await page.evaluate(async () => {
      const { pane } = window;
      let seed = 11;
      const random = (/** @type {number} */ below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
      const parts = ['<ul dir="rtl"><li>a</li></ul>\n', '<pre>a</pre>\n', '<pre tabindex="0">b</pre>\n', '```js\na\n```\n', '    code\n', '> ', '- a\n', '1. b\n', '| a | b |\n|---|---|\n| c | d |\n', '<div>\n\n', '\n</div>\n\n', '$$\nx\n$$\n', '\n\n', 'a\n: b\n', '<table dir="ltr"><tr><td>x</td></tr></table>\n', 'dir="ltr"', 'words ', '<details>\n\n', '</details>\n\n'];
      const fresh = document.createElement('draft-pane');
      /** @type {any} */ (fresh).options = pane.options;
      document.body.append(fresh);
      await /** @type {any} */ (fresh).ready;
      const written = (/** @type {any} */ of) => new XMLSerializer().serializeToString(of.shadowRoot.querySelector('.body'));
      const sorted = (/** @type {string} */ text) => text.replace(/<(\w+)((?: [\w-]+="[^"]*")*)/g, (_, name, attributes) => `<${name}${attributes.split(/ (?=[\w-]+=")/).sort().join(' ')}`);
      for (let n = 0; n < 600; n++) {
        const { value } = pane;
        const from = random(value.length + 1);
        pane.edit({ from, to: Math.min(value.length, from + (random(3) ? 0 : random(30))), insert: random(4) ? parts[random(parts.length)] : '' });
        if (pane.value.length > 1500) pane.value = '';
        /** @type {any} */ (fresh).value = '';
        /** @type {any} */ (fresh).value = pane.value;
        const [is, must] = [sorted(written(pane)), sorted(written(fresh))];
        if (is !== must) return { n, text: pane.value, is, must };
      }
      return null;
    });
    assert.equal(differs, null, JSON.stringify(differs));
  }));

test('what is wider than the page can be scrolled with keys, which axe finds, too', () =>
  inPage(async (page) => {
    const long = 'words_and_words_'.repeat(12);
    await page.evaluate((text) => window.show(text), `\`\`\`\n${long}\n\`\`\`\n\n    ${long}\n\n\`\`\`js\n${long}\n\`\`\`\n\n| ${Array(12).fill('wide').join(' | ')} |\n|${'---|'.repeat(12)}\n| ${Array(12).fill('cell').join(' | ')} |\n\n$$\n${'x+y='.repeat(60)}\n$$\n\n<pre>${long}</pre>\n\nEnd\n`);
    const { length } = await page.evaluate(() => [...window.pane.shadowRoot.querySelectorAll('.body *')].filter((element) => element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === 'auto'));
    assert.ok(length >= 5, `${length} can be scrolled`);
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    assert.deepEqual(await page.evaluate(async () => (await window.axe.run()).violations.filter((/** @type {any} */ { id }) => /scroll|aria|focus/.test(id)).map((/** @type {any} */ { id, nodes }) => `${id} ${nodes.map((/** @type {any} */ { html }) => html)}`)), []);
    await page.evaluate(() => window.one('.body pre').focus());
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => window.one('.body pre').scrollLeft > 0);
  }));
