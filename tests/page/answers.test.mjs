/** Other answers of a site for a pane that is open: only what differs is drawn again, nothing jumps, and the DOM is one made from scratch. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { opened } from './in-page.mjs';

const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 400px; width: 420px }',
  '/test.js': `import '/draft-pane.js';
    window.made = async (options, text) => {
      const pane = document.createElement('draft-pane');
      pane.options = options;
      pane.value = text;
      document.body.append(pane);
      await pane.ready;
      return pane;
    };`,
};

const here = opened(pages);

/** The page's own global object. @type {any} */
var window;

const lines = Array.from({ length: 60 }, (_, at) => `Line ${at}.`).join('\n\n');
const text = `{{< bus 9 >}}\n\n${lines}\n\n## Stops\n\nBy {{< bus 9 >}} and {{% tram %}}.\n\n${lines}\n`;
const list = [
  { shortcodes: { '{{< bus 9 >}}': '<figure><img src="data:," alt="a bus"><figcaption>Bus 9</figcaption></figure>', '{{% tram %}}': '*tram*' } },
  { shortcodes: { '{{< bus 9 >}}': ['<div><p>first<p>of two</div>', '<b>second</b>'] }, blocks: { '## Stops': '<h2 id="own">Own stops</h2>' } },
  { shortcodes: { '{{< bus 9 >}}': '<script>x</script><a href="javascript:x" onclick="x">open<div><b>' }, blocks: { 'Line 3.': '<p>Own line</p>' } },
  {},
];

test('answers for an open pane', async () => {
  const page = await here.browser.newPage();
  try {
    await page.goto(`${here.site.url}/test.html`);
    await page.waitForFunction(() => 'made' in window);
    const seen = await page.evaluate(async ({ text, list }) => {
      const pane = await window.made({}, text);
      /** @param {any} of */
      const body = (of) => of.shadowRoot.querySelector('.body');
      const line = [...body(pane).children].find((element) => element.textContent === 'Line 40.');
      const found = [];
      for (const answers of list) {
        line.scrollIntoView();
        const before = line.getBoundingClientRect().top;
        pane.options = { ...pane.options, answers };
        const moved = Math.abs(line.getBoundingClientRect().top - before);
        const fresh = await window.made({ answers }, text);
        const { html } = pane.draft;
        found.push({ moved, stays: line.isConnected, isFresh: body(pane).isEqualNode(body(fresh)) && html === fresh.draft.html, html });
        fresh.remove();
      }
      return found;
    }, { text, list });
    for (const [at, { moved, stays, isFresh }] of seen.entries()) assert.deepEqual({ at, jumps: moved > 1, stays, isFresh }, { at, jumps: false, stays: true, isFresh: true });
    assert.match(seen[0].html, /^<figure>[^]*By \s*<figure>[^]*<em>tram<\/em>/);
    assert.match(seen[1].html, /<h2 id="own">[^]*By <b>second<\/b>/);
    assert.doesNotMatch(seen[2].html, /script|onclick/);
    assert.match(seen[3].html, /shortcode-label/);
  } finally {
    await page.close();
  }
});
