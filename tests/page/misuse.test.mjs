/** Wrong values: refused where they are given, in words that name the thing and what it should be, and nothing is changed by them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { opened } from './in-page.mjs';

/** Scripts that are refused, each with the message; they know the `pane`. @type {[script: string, message: RegExp][]} */
const refused = [
  ['pane.options = 5', /^pane\.options is an object, not number$/],
  ['pane.options = []', /^pane\.options is an object, not an array$/],
  ['pane.resolveUrl = "x"', /^pane\.resolveUrl is a function, not string$/],
  ['pane.site = 0', /^The site of a pane is a Site of draftpane\/site, not number$/],
  ['pane.site = {}', /^The site of a pane is a Site of draftpane\/site, not object$/],
  ['pane.hugo = NaN', /^The Hugo of a pane is one of draftpane-hugo, not NaN$/],
  ['pane.styles = 5', /^pane\.styles has addresses and CSSStyleSheets, not number$/],
  ['pane.styles = ["/test.css", null]', /^pane\.styles has addresses and CSSStyleSheets, not null$/],
  ['pane.styles = {}', /^pane\.styles has addresses and CSSStyleSheets, not object$/],
  ['pane.append(null)', /^append\(\) takes a string, not null$/],
  ['pane.edit({ from: 0, insert: [] })', /^A change inserts a string, not an array$/],
  ['pane.enhance(Symbol("s"), () => {})', /^enhance\(\) takes 'code', 'math' or 'diagram', not Symbol\(s\)$/],
  ['pane.enhance("code")', /^enhance\(\) takes a function, not undefined$/],
  ['pane.enhance("code", () => {}, 5)', /^The options of enhance\(\) are an object, not number$/],
  ['pane.enhance("code", () => {}, { languages: {} })', /^`languages` of enhance\(\) are strings, not object$/],
  ['pane.enhance("code", () => {}, { languages: [1] })', /^`languages` of enhance\(\) are strings, not number$/],
  ['pane.reveal()', /^The offset of reveal\(\) is a number, not undefined$/],
  ['pane.reveal(NaN)', /^The offset of reveal\(\) is a number, not NaN$/],
  ['pane.reveal(0, 0.5)', /^The options of reveal\(\) are an object, not number$/],
  ['pane.reveal(0, { align: "top" })', /^`align` of reveal\(\) is a number, not string$/],
  ['pane.offsetAt("5")', /^The height of offsetAt\(\) is a number, not string$/],
  ['pane.offsetAt(0, true)', /^The options of offsetAt\(\) are an object, not boolean$/],
  ['connect(null, pane)', /^The editor is a <textarea>, not null$/],
  ['connect(document.createElement("textarea"), null)', /^The pane is a <draft-pane>, of draftpane\/element, not null$/],
  ['connect(document.createElement("textarea"), document.createElement("draft-pain"))', /^The pane is a <draft-pane>, of draftpane\/element, not object$/],
  ['new Applier(null)', /^An Applier takes an element, not null$/],
  ['new Applier(document.createElement("div")).apply(null)', /^A patch is an object, not null$/],
  ['new Applier(document.createElement("div")).apply({ op: "insert", id: 1, before: null, html: 5 })', /^The HTML of a patch is a string, not number$/],
  ['new Applier(document.createElement("div")).apply({ op: "add", id: 1, html: "" })', /^A patch has no op add$/],
  ['{ const insert = { op: "insert", id: 1, before: null, html: "" }; new Applier(document.createElement("div")).apply([insert, insert]); }', /^Block 1 is there: were patches applied twice\?$/],
];

/** Those that need a draft, which is there while the pane is in a page. @type {typeof refused} */
const refusedByDraft = [
  ['pane.draft.statusAt("2027-01-01")', /^The time is a number of milliseconds, not string$/],
  ['pane.draft.statusAt(NaN)', /^The time is a number of milliseconds, not NaN$/],
  ['pane.draft.blockAt("1")', /^An offset is a whole number, not "1"$/],
  ['pane.draft.nodesOf(null)', /^The id of a block is a whole number, not null$/],
  ['pane.draft.rangeOf(null)', /^The node is one of the preview, not null$/],
  ['pane.draft.rangesOf(pane.childNodes)', /^rangesOf\(\) takes an array of nodes, not object$/],
  ['pane.draft.rangesOf([1])', /^The node is one of the preview, not number$/],
];

/** Scripts that are taken, though some are no use. */
const taken = [
  'pane.options = null', 'pane.site = undefined', 'pane.hugo = undefined', 'pane.resolveUrl = null', 'pane.styles = null', 'pane.styles = "/test.css"', 'pane.styles = new URL("/test.css", location)',
  'pane.view = undefined', 'pane.view = null', 'pane.reveal(1, null)', 'pane.reveal(Infinity, { align: null })', 'pane.offsetAt(0, null)', 'pane.enhance("code", () => {}, null)()',
];

const scripts = [...refused.map(([script]) => script), ...refusedByDraft.map(([script]) => script), ...taken];
const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/words.html': '<!doctype html><html lang="en"><meta charset="utf-8"><title>test</title><link rel="icon" href="data:,"><body><draft-pane flavor="github" front-matter="hide" view="publish" options="{flavor: 1}"># Text</draft-pane><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { display: block; height: 200px; width: 400px }',
  '/test.js': `import '/draft-pane.js';
    import { Applier } from '/apply.js';
    import { connect } from '/connect/textarea.js';
    import { code } from '/enhance/code.js';
    window.code = code;
    window.scripts = { ${scripts.map((script) => `${JSON.stringify(script)}: (pane) => { ${script}; },`).join('\n')} };`,
};
const here = opened(pages);

/** The page's own global object. @type {any} */
var window;

/**
 * @template T
 * @param {string} path
 * @param {(page: import('playwright-core').Page, said: string[]) => Promise<T>} work
 */
async function inPage(path, work) {
  const page = await here.browser.newPage();
  try {
    /** @type {string[]} */
    const said = [];
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(here.site.url + path);
    await page.waitForFunction(() => 'scripts' in window);
    return await work(page, said);
  } finally {
    await page.close();
  }
}

for (const state of ['in no page', 'in a page', 'shown', 'removed']) {
  test(`a pane that is ${state} refuses wrong values, and goes on`, () => inPage('/test.html', async (page, said) => {
    const cases = [...refused, ...state === 'shown' ? refusedByDraft : []];
    const seen = await page.evaluate(async ({ state, cases, taken }) => {
      const pane = /** @type {any} */ (document.createElement('draft-pane'));
      const options = { flavor: 'gfm' };
      pane.options = options;
      pane.value = '# One\n\ntwo';
      if (state !== 'in no page') document.body.append(pane);
      if (state === 'shown' || state === 'removed') await pane.ready;
      if (state === 'removed') {
        pane.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }
      const run = (/** @type {string} */ script) => {
        try {
          window.scripts[script](pane);
          return 'nothing';
        } catch (error) {
          return /** @type {Error} */ (error).message;
        }
      };
      const messages = cases.map(run);
      const kept = pane.options === options && pane.styles.length === 0 && pane.site === null && pane.value === '# One\n\ntwo';
      const accepted = taken.map(run);
      document.body.append(pane);
      await pane.ready;
      pane.value = '## After';
      return { messages, kept, accepted, shown: pane.shadowRoot.querySelector('h2')?.textContent };
    }, { state, cases: cases.map(([script]) => script), taken });
    cases.forEach(([script, message], at) => assert.match(seen.messages[at], message, script));
    assert.deepEqual([seen.kept, seen.accepted, seen.shown], [true, taken.map(() => 'nothing'), 'After']);
    assert.deepEqual(said, []);
  }));
}

test('words that an attribute does not know are ignored, which the console says once for each', () => inPage('/words.html', async (page, said) => {
  const shown = await page.evaluate(async () => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    await pane.ready;
    pane.setAttribute('front-matter', 'table');
    pane.setAttribute('front-matter', 'hide');
    return [pane.view, pane.shadowRoot.querySelector('h1')?.textContent];
  });
  assert.deepEqual(shown, ['live', 'Text']);
  assert.deepEqual(said.sort(), [
    'warning: draftpane: <draft-pane>: `flavor` is hugo, gfm, commonmark, not "github", which is ignored.',
    'warning: draftpane: <draft-pane>: `front-matter` is header, table, source, hidden, none, not "hide", which is ignored.',
    'warning: draftpane: <draft-pane>: `options` is an object in JSON, not {flavor: 1}, which is ignored.',
    'warning: draftpane: <draft-pane>: `view` is live, published, not "publish", which is ignored.',
  ]);
}));

test('an enhancement that was not called is named, and one that was is not', () => inPage('/test.html', async (page, said) => {
  for (const isCalled of [true, false]) {
    await page.evaluate(async (isCalled) => {
      const pane = /** @type {any} */ (document.createElement('draft-pane'));
      pane.enhance('code', isCalled ? () => () => {} : window.code);
      pane.value = '```js\nlet a;\n```';
      document.body.append(pane);
      await pane.ready;
      await pane.enhanceAll();
    }, isCalled);
    const message = 'error: draftpane: a function of pane.enhance() returns another one for a block: call it first, as in `code()`.';
    assert.deepEqual(said, isCalled ? [] : [message]);
  }
}));

test('options with wrong values say so, also where they are set later, and right ones show the post again', () => inPage('/test.html', async (page, said) => {
  const shown = await page.evaluate(async () => {
    const pane = /** @type {any} */ (document.createElement('draft-pane'));
    pane.value = '# One';
    document.body.append(pane);
    await pane.ready;
    const look = (/** @type {object} */ options) => {
      pane.options = options;
      const { plain, body } = Object.fromEntries([...pane.shadowRoot.querySelectorAll('.plain, .body')].map((element) => [element.classList[0], element]));
      return plain?.hidden === false ? plain.firstElementChild?.textContent : body.textContent.trim();
    };
    return [look({ flavor: 'github' }), look({}), look({ frontMatter: 'hide' }), look({}), look({ answers: 5 }), look({}), look({ images: 'Ask' })];
  });
  assert.match(String(shown[0]), /^No preview: the options are refused \(Unknown flavor "github": it is "hugo", "gfm" or "commonmark"/);
  assert.match(String(shown[2]), /Unknown frontMatter "hide"/);
  assert.match(String(shown[4]), /options\.answers is an object, not number/);
  assert.deepEqual([shown[1], shown[3], shown[5], shown[6]], ['One', 'One', 'One', 'One']);
  assert.deepEqual(said, ['warning: draftpane: options: `images` is \'show\' or \'ask\', not "Ask".']);
}));

test('`ready` is rejected for options that are refused, and resolves with others', () => inPage('/test.html', async (page) => {
  const seen = await page.evaluate(async () => {
    const pane = /** @type {any} */ (document.createElement('draft-pane'));
    const awaited = () => pane.ready.then((/** @type {unknown} */ it) => (it === pane ? pane.shadowRoot.querySelector('h1').textContent : it), (/** @type {Error} */ error) => error.message);
    pane.value = '# One';
    pane.options = { flavor: 'github' };
    document.body.append(pane);
    const seen = [await awaited()];
    pane.options = { flavor: 'gitlab' };
    seen.push(await awaited());
    const first = pane.ready;
    pane.options = {};
    seen.push(await awaited());
    const last = pane.ready;
    pane.options = { flavor: 'gfm' };
    return [...seen, last === first, last === pane.ready];
  });
  assert.match(String(seen[0]), /^Unknown flavor "github"/);
  assert.match(String(seen[1]), /^Unknown flavor/);
  assert.deepEqual(seen.slice(2), ['One', false, true]);
}));
