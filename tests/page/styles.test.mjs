/** The site's own stylesheets in the pane. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paneCss } from '../../www/pane.css.js';
import { opened } from './in-page.mjs';

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 400px; width: 600px }',
  '/other.html': '<!doctype html><html lang="en"><title>other</title>',
  '/theme/site.css': `:root { --ink: rgb(1, 2, 3); font-size: 30px } html body { margin: 7px } body { color: var(--ink); font-family: monospace }
    h2 { color: rgb(4, 5, 6) } .content > p { color: rgb(7, 8, 9); background: url(paper.png) } header, .title { display: none } @media all { body.post a, :root a { color: rgb(10, 11, 12) } }
    html { overflow: hidden }`,
  '/theme/stray.css': 'p { color: rgb(1, 1, 2) } } } header, .title, .note, article { display: none } /* } */ h2::after { content: "}" } :host { opacity: 0.5 } } @media all { } } header { color: red } h2 { color: rgb(4, 4, 4) }',
  '/theme/open.css': 'p { color: rgb(1, 1, 2) } @media all { h2 { color: rgb(4, 4, 4); /* never closed',
  '/theme/plain.css': 'p { color: rgb(1, 1, 1) }',
  '/theme/paper.png': Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'),
  '/test.js': `import '/draft-pane.js';
    window.pane = document.createElement('draft-pane');
    pane.options = { flavor: 'gfm' };
    pane.value = '---\\ntitle: T\\n---\\n\\n## Two\\n\\nWords, [a link](#x).\\n\\n> quoted\\n\\n<img src="/theme/paper.png" width="77" alt="">\\n';
    document.body.append(pane);
    window.look = (selector, name) => { const element = pane.shadowRoot.querySelector(selector); return element.ownerDocument.defaultView.getComputedStyle(element)[name]; };
    window.until = async (is) => { for (let n = 0; n < 200 && !is(); n++) await new Promise((resolve) => setTimeout(resolve, 20)); if (!is()) throw new Error('in vain: ' + is); };`,
};

const here = opened(pages);

/** The page's own global object. @type {any} */
var window;

test('the body is in the look of the site, and of nothing else; the header and the pane stay; another document, and back', async () => {
  const page = await here.browser.newPage();
  try {
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => window.pane?.shadowRoot && window.until);
    const seen = await page.evaluate(async () => {
      const { pane, look, until } = window;
      await pane.ready;
      const all = () => ({
        ink: look('.body', 'color'), size: look('.body', 'fontSize'), margin: look('.body', 'marginTop'), font: look('.body', 'fontFamily'),
        heading: look('.body h2', 'color'), p: look('.body p', 'color'), link: look('.body a', 'color'), quote: look('blockquote', 'borderInlineStartWidth'),
        quoteMargin: look('blockquote', 'marginInlineStart'), title: look('.title', 'display'), pane: getComputedStyle(pane).overflowY, image: look('.body img', 'width'),
      });
      const before = all();
      pane.setAttribute('content-class', 'content post');
      pane.styles = ['/theme/site.css'];
      await until(() => look('.body', 'color') === 'rgb(1, 2, 3)');
      const styled = all();
      const paper = look('.body p', 'backgroundImage');
      const frame = document.createElement('iframe');
      frame.src = '/other.html';
      await new Promise((resolve) => (frame.onload = resolve, document.body.append(frame)));
      /** @type {any} */ (frame.contentDocument).body.append(pane);
      const there = all();
      document.body.append(pane);
      const back = all();
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('body { color: rgb(9, 9, 9) }');
      pane.shadowRoot.adoptedStyleSheets.push(sheet);
      pane.styles = ['/theme/none.css', sheet];
      await until(() => look('.body', 'color') === 'rgb(9, 9, 9)');
      pane.styles = ['/theme/site.css'];
      pane.styles = null;
      await until(() => look('.body', 'color') === before.ink);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { before, styled, paper, there, back, after: all(), kept: pane.shadowRoot.adoptedStyleSheets.includes(sheet), set: pane.styles };
    });
    assert.deepEqual(seen.styled, {
      ink: 'rgb(1, 2, 3)', size: '30px', margin: '7px', font: 'monospace', heading: 'rgb(4, 5, 6)', p: 'rgb(7, 8, 9)', link: 'rgb(10, 11, 12)',
      quote: '0px', quoteMargin: '40px', title: seen.before.title, pane: 'auto', image: '77px',
    });
    assert.equal(seen.before.quote, '3px');
    assert.equal(seen.paper, `url("${here.site.url}/theme/paper.png")`);
    assert.deepEqual([seen.there, seen.back], [seen.styled, seen.styled]);
    assert.deepEqual(seen.after, seen.before);
    assert.deepEqual([seen.kept, seen.set], [true, []]);
  } finally {
    await page.close();
  }
});

/** Classes that the engine writes into a post, whose look is that of a post. */
const OF_POSTS = /^(?:markdown-alert|footnote|shortcode|more$)/;

test('no class in a post has the look of what the pane itself says there, in its own look and in that of a site', async () => {
  const names = ['body', ...new Set(paneCss.match(/(?<=\.)[a-z][a-z-]+(?![^{}]*;)/g))].filter((name) => !OF_POSTS.test(name));
  for (const name of ['note', 'lead', 'meta', 'badge', 'chips', 'title', 'hero', 'kicker', 'people', 'tags', 'fields', 'source', 'plain']) assert.ok(names.includes(name), name);
  const page = await here.browser.newPage();
  try {
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => window.pane?.shadowRoot && window.until);
    const seen = await page.evaluate(async (names) => {
      const { pane, until, look } = window;
      await pane.ready;
      pane.options = { site: { markup: { goldmark: { parser: { attribute: { block: true, title: true } }, renderer: { unsafe: true } } } } };
      /** The same with and without a class: of Markdown's blocks, and of raw HTML. @param {string} name */
      const text = (name) => {
        const [mark, a] = name ? [`{.${name}}`, ` class="${name}"`] : ['{title=x}', ''];
        return `---\ntitle: T\n---\n\n## Heading ${mark}\n\nWords\n${mark}\n\n> quoted\n${mark}\n\n- item\n- other\n${mark}\n\n1. item\n${mark}\n\n| a | b |\n|---|---|\n| c | d |\n${mark}\n\n***\n${mark}\n\n`
          + `![x](/theme/paper.png)\n${mark}\n\na\n: b\n${mark}\n\n<article${a}><header${a}><p${a}>words</p></header><div${a}><p${a}>words</p><pre${a}><code>code</code></pre></div></article>\n\n<header><p${a}>words</p></header>\n`;
      };
      const looks = () => [...pane.shadowRoot.querySelectorAll('[part~=body] *')].map((element) => {
        const style = getComputedStyle(element);
        const before = getComputedStyle(element, '::before').content;
        const after = getComputedStyle(element, '::after').content;
        return `${element.localName} ${before} ${after} ${[...style].map((property) => `${property}: ${style.getPropertyValue(property)}`).join('; ')}`;
      });
      /** @type {string[]} */
      const wrong = [];
      let kept = 0;
      for (const styles of [[], ['/theme/plain.css']]) {
        pane.styles = styles;
        await until(() => (look('blockquote', 'borderInlineStartWidth') === '0px') === (styles.length > 0));
        pane.value = text('');
        const before = looks();
        for (const name of names) {
          pane.value = text(name);
          kept += pane.shadowRoot.querySelectorAll(`[part~=body] .${name}`).length;
          looks().forEach((is, at) => is !== before[at] && wrong.push(`${name} ${styles} ${is.slice(0, 20)}`));
        }
      }
      return { wrong, kept, header: look('[part~=body] > header', 'borderBottomWidth'), ours: look('header', 'borderBottomWidth') };
    }, names);
    assert.deepEqual(seen.wrong, []);
    assert.deepEqual([seen.header, seen.ours], ['0px', '1px']);
    assert.ok(seen.kept > names.length * 2 * 8);
  } finally {
    await page.close();
  }
});

test('stylesheets with a brace too many, or too few, stay within the body', async () => {
  const page = await here.browser.newPage();
  try {
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => window.pane?.shadowRoot && window.until);
    for (const name of ['stray', 'open']) {
      const seen = await page.evaluate(async (name) => {
        const { pane, look, until } = window;
        await pane.ready;
        pane.styles = [`/theme/${name}.css`];
        await until(() => look('.body p', 'color') === 'rgb(1, 1, 2)');
        return [look('header', 'display'), look('.title', 'display'), look('article', 'display'), look('header', 'color') !== 'rgb(255, 0, 0)', getComputedStyle(pane).opacity, look('.body h2', 'color')];
      }, name);
      assert.deepEqual(seen, ['block', 'block', 'block', true, '1', 'rgb(4, 4, 4)'], name);
    }
  } finally {
    await page.close();
  }
});
