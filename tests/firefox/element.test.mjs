/** `<draft-pane>` in Firefox: that it works there, and that hostile posts do nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serveHostile, shown } from '../page/hostile/page.mjs';
import { ofCorpora, own, posts } from '../page/hostile/payloads.mjs';
import { launch } from './bidi.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */
/** @typedef {typeof import('../page/hostile/probe.js')} Probe */

/** @type {Awaited<ReturnType<typeof launch>>} */
let firefox;
/** The events that should not have happened. @type {string[]} */
let wrong = [];

before(async () => {
  firefox = await launch(process.env.FIREFOX_PATH ?? 'firefox-esr');
  firefox.listen((method, params) => {
    if (method === 'network.beforeRequestSent') {
      const { url, destination } = params.request;
      // Firefox has a font of its own for what a page does not show.
      if (destination !== 'image' && !url.startsWith('data:font/')) wrong.push(`request for ${destination || 'something'} ${url}`);
    } else if (method === 'log.entryAdded') {
      if (params.level === 'error') wrong.push(`error ${params.text}`);
    } else {
      wrong.push(`${method} ${params.url ?? params.message ?? ''}`);
    }
  });
});
after(() => firefox?.close());

/**
 * Opens the page for hostile posts, with nothing in it; what goes wrong from then on fails the test.
 * @param {string | undefined} policy the project's own unless given
 * @param {(page: Awaited<ReturnType<typeof firefox.open>>) => Promise<void>} work
 */
async function inPage(policy, work) {
  const site = await serveHostile(policy);
  try {
    const page = await firefox.open(`${site.url}/hostile.html`);
    await page.evaluate(async () => {
      while (!('hostile' in window)) await new Promise((resolve) => setTimeout(resolve, 20));
    });
    wrong = [];
    await work(page);
    assert.deepEqual(wrong, []);
    await page.close();
  } finally {
    await site.close();
  }
}

test('formulas that are too deep and diagrams of too many parts are refused by a message; others are set', () =>
  inPage(undefined, async (page) => {
    const seen = await page.evaluate(async () => {
      const [{ math }, { diagram }] = await Promise.all(['/enhance/math.js', '/enhance/diagram.js'].map((path) => import(path)));
      const pane = /** @type {DraftPane} */ (document.createElement('draft-pane'));
      pane.style.height = '600px';
      pane.options = { flavor: 'gfm' };
      document.body.append(pane);
      await pane.ready;
      const katex = '/node_modules/katex/dist/katex.mjs';
      pane.enhance('math', math({ load: () => import(katex), files: '/node_modules/katex/dist/' }));
      pane.enhance('diagram', diagram());
      const deep = (/** @type {number} */ depth) => `\`\`\`math\n${'x^{'.repeat(depth)}x${'}'.repeat(depth)}\n\`\`\`\n`;
      pane.value = `${deep(200)}${deep(20)}\`\`\`mermaid\ngraph TD\n${Array.from({ length: 2000 }, (_, n) => `n${n}`).join('\n')}\n\`\`\`\n`;
      const said = () => [...(pane.shadowRoot?.querySelectorAll('.enhanced') ?? [])].map((element) => {
        const root = /** @type {ShadowRoot} */ (element.shadowRoot);
        return root.querySelector('.problem')?.textContent ?? root.firstElementChild?.shadowRoot?.firstElementChild?.className;
      });
      for (let n = 0; n < 500 && said().filter(Boolean).length < 3; n++) await new Promise((resolve) => setTimeout(resolve, 20));
      return said();
    });
    // The modules; the library, its styles and its fonts.
    wrong = wrong.filter((what) => !/\/(?:katex|enhance)\//.test(what));
    assert.match(String(seen[0]), /nested too deeply/);
    assert.equal(seen[1], 'katex-display');
    assert.match(String(seen[2]), /about 20\d\d parts: more than 1000/);
  }));

test('what is typed is shown, and touches no other block', () =>
  inPage(undefined, async (page) => {
    await page.evaluate(async () => {
      const [field, pane] = [document.createElement('textarea'), /** @type {DraftPane} */ (document.createElement('draft-pane'))];
      document.body.append(field, pane);
      field.value = pane.value = '---\ntitle: A title\ntags: [one]\n---\n# Heading\n\nFirst.\n\n- [x] done\n\n';
      await pane.ready;
      field.addEventListener('input', () => (pane.value = field.value));
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
      Object.assign(window, { first: pane.shadowRoot?.querySelector('.body p') });
    });
    await page.type('Some *typed* `text`, "so".');
    const seen = await page.evaluate(() => {
      const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
      const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
      const last = root.querySelector('.body')?.lastElementChild;
      pane.edit({ from: pane.value.indexOf('A title'), to: pane.value.indexOf('A title') + 1, insert: 'The' });
      return {
        title: root.querySelector('h1')?.textContent, tags: root.querySelector('[part~=tags]')?.textContent,
        last: last?.textContent?.trim(), em: last?.querySelector('em')?.textContent, box: root.querySelector('input')?.type,
        kept: root.querySelector('.body p') === /** @type {any} */ (window).first,
      };
    });
    assert.deepEqual(seen, {
      title: 'The title', tags: 'one', last: 'Some typed text, “so”.', em: 'typed', box: 'checkbox', kept: true,
    });
  }));

const payloads = [...own, ...ofCorpora];

for (const [name, policy] of /** @type {const} */ ([['the policy', undefined], ['no policy', '']])) {
  for (const options of shown) {
    test(`nothing fires in flavor ${options.flavor} under ${name}`, (context) =>
      inPage(policy, async (page) => {
        // The corpora once in each flavor, the project's own payloads under both policies.
        const texts = ((options.flavor === 'commonmark') === (policy === '') ? payloads : own).flatMap(posts);
        const counts = { posts: 0, links: 0, toggles: 0 };
        for (let at = 0; at < texts.length; at += 1000) {
          const { findings, posts, links, toggles, followed, opened } = await page.evaluate(
            ({ texts, options }) => /** @type {{ hostile: Probe }} */ (/** @type {unknown} */ (window)).hostile.attack(texts, options),
            { texts: texts.slice(at, at + 1000), options },
          );
          assert.deepEqual(findings, []);
          assert.ok(followed > 0 && opened > 0);
          counts.posts += posts;
          counts.links += links;
          counts.toggles += toggles;
        }
        context.diagnostic(JSON.stringify(counts));
        assert.equal(counts.posts, texts.length);
      }));
  }
}
