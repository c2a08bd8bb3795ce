/** `<draft-pane>` as frameworks and pages have it: what they may read, what they write on it, and what it says to them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';

/** @typedef {import('../../www/draft-pane.js').DraftPane} DraftPane */

const page = (/** @type {string} */ body, script = '/draft-pane.js') => `<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body>${body}<script type="module" src="${script}"></script></body></html>`;

const pages = {
  '/test.css': 'draft-pane { height: 200px; width: 600px }',
  '/empty.html': page('<draft-pane></draft-pane>'),
  '/given.html': page('<draft-pane value="# From the attribute"># Between the tags</draft-pane>'),
  '/misspelt.html': page('<draft-pane flavour="gfm" frontmatter="table"></draft-pane>'),
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
before(async () => {
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args });
  site = await serveModules(pages);
});
after(async () => {
  await browser.close();
  await site.close();
});

/**
 * Opens a page and works in it; answers what its console said.
 *
 * @template T
 * @param {string} path
 * @param {(pane: import('playwright-core').JSHandle<DraftPane>, page: import('playwright-core').Page) => Promise<T>} work
 * @param {string} [url]
 */
async function inPage(path, work, url = site.url) {
  const page = await browser.newPage();
  try {
    /** @type {string[]} */
    const said = [];
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(url + path);
    await page.waitForFunction(() => customElements.get('draft-pane'));
    const pane = /** @type {import('playwright-core').JSHandle<DraftPane>} */ (await page.evaluateHandle(async () => {
      const pane = /** @type {DraftPane} */ (document.querySelector('draft-pane'));
      await pane.ready.catch(() => {});
      return pane;
    }));
    return { found: await work(pane, page), said };
  } finally {
    await page.close();
  }
}

test('the draft of a pane cannot be changed behind its back, and append() goes on at the end', async () => {
  const { found, said } = await inPage('/empty.html', (pane) => pane.evaluate((pane) => {
    pane.value = 'one';
    const draft = /** @type {any} */ (pane.draft);
    const refused = ['edit', 'append', 'replace', 'mount', 'settle', 'work', 'unmount', 'free'].map((name) => {
      try {
        draft[name]({ from: 0, insert: 'x' });
        return 'done';
      } catch (error) {
        return `${/** @type {Error} */ (error).name}: ${/** @type {Error} */ (error).message}`;
      }
    });
    let updates = 0;
    pane.addEventListener('draft-update', () => updates++);
    pane.append(' *two*');
    pane.append(', three');
    const answers = [draft.text, draft.length, draft.html, draft.blockAt(1)?.kind, draft.stats.words, draft.statusAt(0).status, draft === pane.draft];
    return { refused, answers, updates, value: pane.value, shown: pane.shadowRoot?.querySelector('.body')?.textContent };
  }));
  assert.equal(found.refused.length, 8);
  for (const message of found.refused) assert.match(message, /^TypeError: pane\.draft is read-only .*pane\.append\(\)/);
  assert.deepEqual(found.answers, ['one *two*, three', 16, '<p>one <em>two</em>, three</p>\n', 'paragraph', 3, 'published', true]);
  assert.deepEqual({ ...found, refused: 0, answers: 0 }, { refused: 0, answers: 0, updates: 2, value: 'one *two*, three', shown: 'one two, three' });
  assert.deepEqual(said, []);
});

test('append() works before there is an engine, and while a long text is read', async () => {
  const { found } = await inPage('/empty.html', (pane) => pane.evaluate(async (pane) => {
    const early = document.createElement('draft-pane');
    early.append('a');
    early.append('b');
    document.body.append(early);
    await early.ready;
    pane.value = 'A paragraph.\n\n'.repeat(20_000);
    pane.append('The end.');
    return [early.value, early.draft?.html, pane.value.slice(-11), pane.draft?.text.length, pane.draft?.stats.blocks];
  }));
  assert.deepEqual(found, ['ab', '<p>ab</p>\n', '.\n\nThe end.', 280_008, 20_001]);
});

test('the attribute value is the text until a script sets another', async () => {
  const { found } = await inPage('/given.html', (pane) => pane.evaluate((pane) => {
    const seen = [pane.value, pane.shadowRoot?.querySelector('.body')?.textContent];
    pane.setAttribute('value', 'Another *one*');
    seen.push(pane.value, pane.draft?.html);
    pane.append('!');
    pane.setAttribute('value', 'too late');
    seen.push(pane.value);
    pane.value = 'set';
    return [...seen, pane.value, pane.getAttribute('value')];
  }));
  assert.deepEqual(found, ['# From the attribute', 'From the attribute', 'Another *one*', '<p>Another <em>one</em></p>\n', 'Another *one*!', 'set', 'too late']);
});

test('the host has the attributes that the page wrote, and no others; keys scroll the post all the same', async () => {
  const { found } = await inPage('/empty.html', async (pane, page) => {
    const names = await pane.evaluate((pane) => {
      pane.value = `---\ntitle: [\n---\n${'A paragraph of the post.\n\n'.repeat(50)}\n- [ ] box\n`;
      pane.editable = true;
      pane.options = { flavor: 'gfm' };
      return pane.getAttributeNames();
    });
    await page.keyboard.press('Tab');
    const focused = await pane.evaluate((pane) => [document.activeElement === pane, pane.shadowRoot?.activeElement?.localName, getComputedStyle(pane).outlineStyle]);
    await page.keyboard.press('PageDown');
    await page.waitForFunction((pane) => pane.scrollTop > 50, pane);
    const later = await pane.evaluate((pane) => {
      pane.blur();
      /** @type {HTMLElement} */ (pane.shadowRoot?.activeElement)?.blur();
      const blurred = getComputedStyle(pane).outlineStyle;
      pane.focus();
      return [blurred, pane.shadowRoot?.activeElement?.localName, pane.getAttributeNames()];
    });
    return { names, focused, later };
  });
  assert.deepEqual(found, { names: [], focused: [true, 'article', 'solid'], later: ['none', 'article', []] });
});

test('diagnostics are announced when the list changed, and when an edit reached into one', async () => {
  const { found } = await inPage('/empty.html', (pane) => pane.evaluate(async (pane) => {
    const text = 'One.\n\n<u>two</u>\n';
    // No post, which would be missing its title.
    pane.setAttribute('front-matter', 'none');
    /** @type {number[]} */
    const told = [];
    pane.addEventListener('draft-diagnostics', ({ detail: { diagnostics } }) => told.push(diagnostics.length));
    const idle = () => new Promise((done) => setTimeout(done, 400));
    /** @type {number[]} */
    const counts = [];
    const after = async (/** @type {() => void} */ act) => {
      act();
      await idle();
      counts.push(told.length);
    };
    await after(() => (pane.value = text));
    await after(() => (pane.value = `${text}\nMore.`));
    await after(() => pane.edit({ from: text.length, insert: 'x' }));
    await after(() => (pane.options = { flavor: 'hugo', images: 'show' }));
    // An editor's mark is gone with the text, and the same list is to bring it back.
    await after(() => pane.edit({ from: text.indexOf('<'), to: text.length - 1, insert: text.slice(text.indexOf('<'), -1) }));
    await after(() => pane.edit({ from: 0, insert: 'x' }));
    await after(() => (pane.value = 'Good.'));
    await after(() => (pane.value = 'Better.'));
    return { counts, told };
  }));
  assert.deepEqual(found.counts, [1, 1, 1, 1, 2, 3, 4, 4]);
  assert.deepEqual(found.told, [1, 1, 1, 0]);
});

test('a misspelt option or attribute is said once, with the name that was meant', async () => {
  const { said } = await inPage('/misspelt.html', (pane, page) => pane.evaluate((pane) => {
    for (const flavour of ['gfm', 'hugo']) pane.options = /** @type {any} */ ({ flavour, colour: 1, images: 'never' });
    pane.enhance('code', () => {}, /** @type {any} */ ({ language: ['js'] }))();
    return page;
  }).catch(() => {}));
  const all = said.join('\n');
  assert.equal(said.length, 6, all);
  assert.ok(said.every((text) => text.startsWith('warning: draftpane: ')), all);
  for (const [wrong, right] of [['flavour', 'flavor'], ['frontmatter', 'front-matter'], ['language', 'languages']]) {
    assert.match(all, new RegExp(`\`${wrong}\`.*did you mean \`${right}\``));
  }
  assert.match(all, /`colour` is not an option\. It is ignored; the options are flavor, /);
  assert.match(all, /`images` is 'show' or 'ask', not "never"/);
});

test('an engine that cannot be had: the console says what to do, once, also behind a preview of a server', async () => {
  const served = '<draft-pane><template shadowrootmode="open"><article tabindex="0"><header part="header" hidden></header><div class="body" part="body"><p>Served</p></div><div class="plain" hidden><p></p><pre></pre></div></article></template>\nServed</draft-pane>';
  const pages = { '/served.html': page(`${served}${served}`), '/test.css': '' };
  /** @type {[options: Parameters<typeof serveModules>[1], said: RegExp][]} */
  const cases = [
    [{ missing: /\.wasm$/ }, /the wasm is not at http.*: the server answers 404\. Have it serve draftpane\/draftpane\.wasm there/],
    [{ policy: "script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'" }, /Content Security Policy.*Add 'self' to its connect-src/],
  ];
  for (const [options, says] of cases) {
    const broken = await serveModules(pages, options);
    try {
      const { found, said } = await inPage('/served.html', (pane) => pane.evaluate((pane) => {
        const before = pane.shadowRoot?.querySelector('.body')?.textContent;
        pane.value = 'Other';
        return [before, pane.shadowRoot?.querySelector('.plain p')?.textContent];
      }), broken.url);
      const ours = said.filter((text) => text.includes('draftpane: '));
      assert.equal(ours.length, 1, said.join('\n'));
      assert.match(ours[0], /^error: draftpane: there is no live preview: /);
      assert.match(ours[0], says);
      assert.equal(found[0], 'Served');
      assert.match(found[1] ?? '', says);
    } finally {
      await broken.close();
    }
  }
});
