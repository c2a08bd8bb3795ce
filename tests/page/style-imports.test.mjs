/** Stylesheets of a site that import others, and those that are missing, which the console says by their addresses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { opened } from './in-page.mjs';

const colour = (/** @type {string} */ selector, /** @type {number} */ n) => `${selector} { color: rgb(${n}, ${n}, ${n}) }`;
const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/theme/main.css" id="main"><body><script type="module" src="/test.js"></script></body></html>',
  '/theme/main.css': `@charset "utf-8"; /* @import "never.css"; */ @layer first, second;
    @import url("parts/base.css") layer(first); @import 'parts/other.css' layer(second) screen; @import url(parts/print.css) print;
    @import "parts/grid.css" supports((display: grid) and (not (display: none-such))); @import "parts/none-such.css" supports(display: none-such);
    @import "parts/stray.css"; @import "main.css"; @import "missing.css";
    ${colour('h2', 4)}  h3::after { content: '@import "never.css";' } @import "late.css";`,
  '/theme/parts/base.css': `@import "../deep.css"; ${colour('p', 1)} ${colour('em', 1)} h4 { background: url(paper.png) }`,
  '/theme/parts/other.css': colour('em', 2),
  '/theme/deep.css': `@import url(parts/base.css); ${colour('p', 9)} ${colour('strong', 3)}`,
  '/theme/parts/print.css': colour('strong', 99),
  '/theme/parts/grid.css': colour('h3', 5),
  '/theme/parts/none-such.css': colour('h3', 99),
  '/theme/parts/stray.css': `h5 { color: red } } header { display: none } ${colour('h6', 6)}`,
  '/theme/late.css': colour('h2', 99),
  '/theme/never.css': colour('h2', 99),
  '/page.html': '<!doctype html><title>Nothing here</title>',
  '/test.js': "import '/draft-pane.js';",
};
const here = opened(pages);

/** @param {'/theme/main.css' | 'sheet'} as */
async function looks(as) {
  const page = await here.browser.newPage();
  try {
    /** @type {string[]} */
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => customElements.get('draft-pane'));
    const from = here.site.requests.length;
    const seen = await page.evaluate(async (as) => {
      const pane = /** @type {any} */ (document.createElement('draft-pane'));
      pane.value = '---\ntitle: T\n---\n\n## Two\n\n### Three\n\n#### Four\n\n###### Six\n\nWords, *em*, **strong**.\n';
      document.body.append(pane);
      await pane.ready;
      pane.styles = [as === 'sheet' ? /** @type {HTMLLinkElement} */ (document.getElementById('main')).sheet : as];
      const look = (/** @type {string} */ selector, property = 'color') => getComputedStyle(pane.shadowRoot.querySelector(selector)).getPropertyValue(property);
      for (let n = 0; n < 200 && look('.body h2') !== 'rgb(4, 4, 4)'; n++) await new Promise((resolve) => setTimeout(resolve, 20));
      return [...['p', 'em', 'strong', 'h2', 'h3', 'h6'].map((selector) => look(`.body ${selector}`)), look('.body h4', 'background-image'), look('header', 'display')];
    }, as);
    return { seen, said, asked: here.site.requests.slice(from).filter((path) => path.startsWith('/theme/')) };
  } finally {
    await page.close();
  }
}

const grey = (/** @type {number} */ n) => `rgb(${n}, ${n}, ${n})`;

for (const as of /** @type {const} */ (['/theme/main.css', 'sheet'])) {
  test(`imports of a stylesheet are followed under their conditions, in their order, each once: ${as}`, async () => {
    const { seen, said, asked } = await looks(as);
    assert.deepEqual(seen, [...[1, 2, 3, 4, 5, 6].map(grey), `url("${here.site.url}/theme/parts/paper.png")`, 'block']);
    assert.equal(asked.filter((path) => path === '/theme/deep.css').length, 1);
    assert.ok(!asked.some((path) => /never|late/.test(path)), String(asked));
    const missing = said.filter((words) => words.startsWith('draftpane:'));
    assert.deepEqual(missing, ['draftpane: the stylesheet missing.css of pane.styles is missing: the server answers 404']);
  });
}

test('a stylesheet that is none, or cannot be had, is named', async () => {
  const page = await here.browser.newPage();
  try {
    /** @type {string[]} */
    const said = [];
    page.on('console', (message) => message.text().startsWith('draftpane:') && said.push(message.text()));
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => customElements.get('draft-pane'));
    const shown = await page.evaluate(async () => {
      const pane = /** @type {any} */ (document.createElement('draft-pane'));
      pane.value = '## Two\n\nWords.\n';
      document.body.append(pane);
      await pane.ready;
      pane.styles = ['/page.html', 'https://[', 'http://127.0.0.1:9/no.css', '/theme/parts/other.css', '/theme/deep.css'];
      const word = pane.shadowRoot.querySelector('.body p');
      for (let n = 0; n < 200 && getComputedStyle(word).color !== 'rgb(9, 9, 9)'; n++) await new Promise((resolve) => setTimeout(resolve, 20));
      return getComputedStyle(word).color;
    });
    assert.equal(shown, 'rgb(9, 9, 9)');
    assert.deepEqual(said.map((words) => words.replace(/ is missing: .*/, '')).sort(), [
      'draftpane: the stylesheet /page.html of pane.styles',
      'draftpane: the stylesheet http://127.0.0.1:9/no.css of pane.styles',
      'draftpane: the stylesheet https://[ of pane.styles',
    ]);
    assert.ok(said.some((words) => words.endsWith('/page.html of pane.styles is missing: the server answers with a page')));
  } finally {
    await page.close();
  }
});
