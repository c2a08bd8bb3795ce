/** The ready enhancements, with their real libraries, under the strict policy: what they show, hostile sources, and that edits stay exact. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { serveModules } from './modules-site.mjs';
import { reusedPages } from './reused.mjs';

/** @typedef {import('playwright-core').Page} Page */

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The script of the page: all three on a pane; page errors and violations are recorded. */
const script = `import '/draft-pane.js';
import { code, math, diagram, languages, katex } from '/ready/entry.js';
window.wrong = [];
addEventListener('securitypolicyviolation', (event) => wrong.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile));
addEventListener('error', (event) => wrong.push('error ' + event.message));
addEventListener('unhandledrejection', (event) => wrong.push('rejected ' + event.reason));
window.g = window;
window.pane = document.createElement('draft-pane');
pane.options = { flavor: 'gfm' };
document.body.append(pane);
pane.enhance('code', code({ languages }));
pane.enhance('math', math({ load: katex, files: '/node_modules/katex/dist/' }));
pane.enhance('diagram', diagram({ script: '/node_modules/mermaid/dist/mermaid.min.js', frame: '/enhance/diagram.html' }));
window.until = async (is, wait = 15000) => {
  for (const end = Date.now() + wait; Date.now() < end; await new Promise(requestAnimationFrame)) { const value = is(); if (value) return value; }
  throw new Error('waited in vain for ' + is);
};
window.surfaces = () => [...pane.shadowRoot.querySelectorAll('.enhanced, [data-tex]')];
window.drawn = (element) => element.shadowRoot?.firstElementChild?.shadowRoot?.firstElementChild ?? null;
window.said = (element) => element.shadowRoot?.querySelector('.problem')?.textContent ?? null;`;

/** @type {Record<string, string | Buffer>} */
const pages = {
  '/test.html': '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>test</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/test.css"><body><script type="module" src="/test.js"></script></body></html>',
  '/test.css': 'draft-pane { height: 700px; width: 700px }',
  '/test.js': script,
  // In the place of mermaid: tells what it may do, as its reason for failing.
  '/one.js': `const said = [];
    const run = (name, make) => new Promise((resolve) => { window[name] = false; const script = make(document.createElement('script')); script.onload = script.onerror = () => setTimeout(resolve, 50); document.head.append(script); setTimeout(resolve, 500); });
    const from = document.currentScript.src;
    Object.defineProperty(window, 'mermaid', { value: { initialize() {}, async run() {} } });
    window.own = true;
    (async () => {
      await run('other', (script) => Object.assign(script, { src: from.replace('one.js', 'two.js') }));
      await run('inline', (script) => Object.assign(script, { text: 'window.inline = true' }));
      await run('data', (script) => Object.assign(script, { src: 'data:text/javascript,window.data=true' }));
      window.byEval = false; try { (0, eval)('window.byEval = true'); } catch {}
      window.imported = false; try { await import(from.replace('one.js', 'two.js')); imported = true; } catch {}
      said.push('own ' + window.own, 'other ' + window.other, 'inline ' + window.inline, 'eval ' + window.byEval, 'data ' + window.data, 'import ' + window.imported);
      parent.postMessage(said.join('; '), '*');
    })();`,
  '/two.js': 'window.other = true;',
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveModules>>} */
let site;
/** @type {ReturnType<typeof reusedPages>} */
let reused;
before(async () => {
  const entry = `export { code } from './www/enhance/code.js'; export { math } from './www/enhance/math.js'; export { diagram } from './www/enhance/diagram.js';
    export const languages = async () => (await import('@codemirror/language-data')).languages; export const katex = () => import('katex');`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, sourcefile: 'entry.js' }, entryNames: 'entry', outdir: '/ready', bundle: true, splitting: true, format: 'esm', target: 'es2022', write: false,
  });
  for (const { path, text } of outputFiles) pages[path] = text;
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'] });
  site = await serveModules(pages);
  reused = reusedPages(browser, `${site.url}/`);
});
after(async () => {
  await browser.close();
  await site.close();
});

/**
 * @param {string} name
 * @param {(page: Page) => Promise<void>} work
 */
const inPage = (name, work) => test(name, async () => {
  await reused.use(async ({ page, wrong }) => {
    await page.goto(`${site.url}/test.html`);
    await page.waitForFunction(() => /** @type {any} */ (window).drawn);
    await work(page);
    assert.deepEqual(await page.evaluate(() => g.wrong), []);
    assert.deepEqual(wrong, []);
  }, {}, async ({ page, wrong }) => {
    page.on('dialog', (dialog) => (wrong.push(`dialog ${dialog.message()}`), dialog.dismiss()));
    page.on('popup', () => wrong.push('popup'));
    page.on('pageerror', (error) => wrong.push(String(error)));
    // A forbidden request is reported as failed.
    page.on('requestfinished', (request) => /^https?:/.test(request.url()) && !request.url().startsWith(site.url) && wrong.push(`request ${request.url()}`));
    page.on('requestfailed', (request) => request.failure()?.errorText !== 'csp' && wrong.push(`request ${request.url()}: ${request.failure()?.errorText}`));
  });
});

/** The page's own global object. @type {any} */
var g;

inPage('each shows what it is for, and its library is loaded when the first such block is there', async (page) => {
  const loaded = () => ['katex', 'mermaid'].filter((name) => site.requests.some((path) => path.includes(`/${name}`)));
  await page.evaluate(async () => {
    g.pane.value = 'Words alone.\n';
    await g.pane.ready;
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  assert.deepEqual(loaded(), []);
  assert.equal(await page.evaluate(() => [...g.CSS.highlights].length), 0);
  const shown = await page.evaluate(async () => {
    const { pane, until, surfaces, drawn } = g;
    pane.value = 'Inline $\\sqrt{x}$.\n\n$$\\vec{y} = \\fcolorbox{red}{white}{a}$$\n\n```js\nconst one = "two"; // three\n```\n\n```mermaid\ngraph TD\n  accTitle: What it shows\n  A[One<br>line] --> B\n```\n\n```none\nx = 1\n```\n';
    await until(() => surfaces().length === 3 && surfaces().every(drawn));
    await until(() => CSS.highlights.get('draftpane-comment'));
    const [inline, display, picture] = surfaces().map(drawn);
    await document.fonts.ready;
    /** @param {string} name */
    const texts = (name) => [...(CSS.highlights.get(`draftpane-${name}`) ?? [])].map((range) => range.startContainer.textContent?.slice(range.startOffset, range.endOffset));
    const body = pane.shadowRoot.querySelector('.body').cloneNode(true);
    for (const added of body.querySelectorAll('.enhanced')) added.remove();
    return {
      inline: inline.className, math: inline.querySelector('math').localName, display: display.className,
      font: [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family).includes('KaTeX_Math'),
      height: inline.getBoundingClientRect().height < 40 && display.getBoundingClientRect().height > 20,
      style: [...display.querySelectorAll('svg[style], math [style]')].length > 0, held: display.querySelectorAll('[data-style]').length,
      picture: [picture.localName, picture.alt, picture.src.slice(0, 19), picture.naturalWidth > 50, Math.abs(picture.width - picture.naturalWidth) <= 1],
      keyword: texts('keyword'), string: texts('string'), comment: texts('comment'),
      colour: getComputedStyle(pane.shadowRoot.querySelector('code'), '::highlight(draftpane-keyword)').color,
      source: body.querySelectorAll('pre > code').length, tex: body.querySelector('[data-tex]').textContent,
    };
  });
  assert.deepEqual(shown, {
    inline: 'katex', math: 'math', display: 'katex-display', font: true, height: true, style: true, held: 0,
    picture: ['img', 'What it shows', 'data:image/svg+xml,', true, true],
    keyword: ['const'], string: ['"two"'], comment: ['// three'],
    colour: shown.colour, source: 3, tex: '$\\sqrt{x}$',
  });
  assert.match(shown.colour, /^rgb\(123, 45, 139\)$/);
  assert.deepEqual(loaded(), ['katex', 'mermaid']);
});

inPage('a diagram is drawn again when the colours turn', async (page) => {
  /** @returns {Promise<string>} */
  const drawing = () => page.evaluate(() => g.until(() => g.surfaces().map(g.drawn).find((/** @type {any} */ image) => image?.naturalWidth)?.src));
  await page.evaluate(() => void (g.pane.value = '```mermaid\ngraph TD\n  A --> B\n```\n'));
  const light = await drawing();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction((light) => g.drawn(g.surfaces()[0]).src !== light, light);
  const dark = await drawing();
  // By the page, and not the system.
  await page.evaluate(() => void (g.pane.style.colorScheme = 'light'));
  await page.waitForFunction((dark) => g.drawn(g.surfaces()[0]).src !== dark, dark);
  assert.equal((await drawing()).length, light.length);
});

inPage('a library that is long in coming is waited for, and drawing alone is what may not take long', async (page) => {
  await page.clock.install();
  /** @type {() => void} */
  let arrive = () => {};
  const asked = new Promise((/** @type {(value?: unknown) => void} */ resolve) => page.route('**/mermaid.min.js', async (route) => {
    resolve();
    await new Promise((/** @type {(value?: unknown) => void} */ there) => (arrive = () => there()));
    await route.continue();
  }));
  await page.evaluate(() => void (g.pane.value = '```mermaid\ngraph TD\n  A --> B\n```\n'));
  // The frame is made once the block is near the window, which the clock of the page may decide.
  for (let done = false; !done;) {
    await page.clock.runFor(50);
    done = await Promise.race([asked.then(() => true), new Promise((/** @type {(value: boolean) => void} */ resolve) => setTimeout(resolve, 50, false))]);
  }
  await page.clock.runFor(60_000);
  assert.deepEqual(await page.evaluate(() => g.surfaces().map(g.said).filter(Boolean)), []);
  arrive();
  await page.waitForFunction(() => g.surfaces().map(g.drawn)[0]?.naturalWidth > 0);
});

inPage('what is wrong is said, and the last good result stays', async (page) => {
  const seen = await page.evaluate(async () => {
    const { pane, until, surfaces, drawn, said } = g;
    pane.value = 'A $\\frac{1}{2}$.\n\n```mermaid\ngraph TD\n  A --> B\n```\n';
    await until(() => surfaces().length === 2 && surfaces().every(drawn));
    const before = surfaces().map(drawn);
    pane.value = 'A $\\frac{1}{2$.\n\n```mermaid\ngraph TD\n  A --> [\n```\n';
    await until(() => surfaces().every(said));
    const broken = { kept: surfaces().map(drawn).every((/** @type {any} */ node, /** @type {number} */ at) => node === before[at]), said: surfaces().map(said) };
    pane.value = 'A $\\frac{1}{3}$.\n\n```mermaid\ngraph TD\n  A --> C\n```\n';
    await until(() => !surfaces().some(said));
    return broken;
  });
  assert.equal(seen.kept, true);
  assert.match(seen.said[0], /KaTeX parse error: .*\}/);
  assert.match(seen.said[1], /Parse error on line 2/);
});

const HOSTILE_MATH = [
  '\\href{javascript:alert(1)}{x}', '\\url{javascript:alert(1)}', '\\htmlClass{body}{x}', '\\htmlId{pane}{x}', '\\htmlStyle{position:fixed;inset:0}{x}', '\\htmlData{a=b}{x}',
  '\\includegraphics{https://example.invalid/a.png}', '\\def\\a{\\a\\a}\\a', '\\def\\x#1{#1#1#1#1#1#1#1#1}\\x{\\x{\\x{\\x{\\x{y}}}}}', '\\rule{99999em}{99999em}', '{'.repeat(5000),
  `${'\\sqrt{'.repeat(800)}x${'}'.repeat(800)}`, 'x^'.repeat(3000), '\\text{<img src=x onerror=alert(1)>}', '\\color{red;position:fixed}x', '\\text{\\\u2028</span><script>alert(1)</script>}',
];

inPage('hostile formulas: nothing fires, nothing is asked for, nothing hangs', async (page) => {
  const seen = await page.evaluate(async (sources) => {
    const { pane, until, surfaces, drawn, said } = g;
    pane.value = '$x$\n';
    await until(() => surfaces().every(drawn));
    /** @type {unknown[]} */
    const found = [];
    for (const source of sources) {
      const began = performance.now();
      pane.value = `\`\`\`math\n${source}\n\`\`\`\n`;
      const [surface] = await until(() => surfaces().length === 1 && (drawn(surfaces()[0]) || said(surfaces()[0])) && surfaces());
      const took = performance.now() - began;
      const nodes = [...(drawn(surface)?.querySelectorAll('*') ?? [])];
      const bad = nodes.filter((node) => /^(a|img|script|iframe)$/i.test(node.localName) || node.id || node.classList?.contains('body') || [...node.attributes].some(({ name }) => name.startsWith('on')));
      const wide = nodes.some((node) => node.getBoundingClientRect().height > 5000);
      if (bad.length || wide || took > 2500) found.push([source.slice(0, 40), bad.map((node) => node.localName), wide, Math.round(took)]);
      pane.value = '';
      await new Promise(requestAnimationFrame);
    }
    return { found, pane: getComputedStyle(pane).position };
  }, HOSTILE_MATH);
  assert.deepEqual(seen, { found: [], pane: 'static' });
});

/** Formulas that are deep, by a function of how deep. @type {Record<string, (depth: number) => string>} */
const DEEP = Object.fromEntries(Object.entries({
  '^': ['x^{', '}'], _: ['x_{', '}'], both: ['x_{a}^{', '}'], frac: ['\\frac{1}{', '}'], sqrt: ['\\sqrt{', '}'], overline: ['\\overline{', '}'], hat: ['\\widehat{', '}'], brace: ['\\overbrace{', '}'],
  matrix: ['\\begin{matrix}', '\\end{matrix}'], cases: ['\\begin{cases}', '\\end{cases}'], arrow: ['\\xrightarrow{', '}'], text: ['\\text{a$', '$}'], box: ['\\boxed{', '}'], left: ['\\left(', '\\right)'], group: ['{', '}'],
  colour: ['\\color{red}{', '}'], phantom: ['\\phantom{', '}'], macro: ['\\bra{', '}'],
}).map(([name, [open, close]]) => [name, (/** @type {number} */ depth) => `${open.repeat(depth)}x${close.repeat(depth)}`]));

inPage('deep formulas: refused before there are nodes, by a message; those of any sense are drawn', async (page) => {
  for (const [name, write] of Object.entries(DEEP)) {
    const seen = await page.evaluate(async (sources) => {
      const { pane, until, surfaces, drawn, said } = g;
      pane.value = sources.map((source) => `\`\`\`math\n${source}\n\`\`\`\n`).join('');
      await until(() => surfaces().length === sources.length && surfaces().every((/** @type {Element} */ each) => drawn(each) || said(each)));
      const found = surfaces().map((/** @type {Element} */ each) => said(each)?.match(/nested too deeply/)?.[0] ?? (said(each) || 'drawn'));
      pane.value = '';
      await new Promise(requestAnimationFrame);
      return found;
    }, [20, 45, 70, 200, 500].map(write));
    assert.deepEqual([name, ...seen], [name, 'drawn', 'drawn', 'nested too deeply', 'nested too deeply', 'nested too deeply']);
  }
});

inPage('macros of a formula that grow without end are refused; others are set', async (page) => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const doubled = (/** @type {number} */ times) => `${Array.from({ length: times }, (_, n) => `\\def\\q${letters[n]}#1{\\q${letters[n + 1]}{#1#1}}`).join('')}\\def\\q${letters[times]}#1{#1}\\qa{x}`;
  const seen = await page.evaluate(async (sources) => {
    const { pane, until, surfaces, drawn, said } = g;
    const found = [];
    for (const source of sources) {
      pane.value = `\`\`\`math\n${source}\n\`\`\`\n`;
      const [surface] = await until(() => surfaces().length === 1 && (drawn(surfaces()[0]) || said(surfaces()[0])) && surfaces());
      found.push(said(surface)?.match(/expand to more/)?.[0] ?? (said(surface) || drawn(surface).querySelectorAll('math mi').length));
      pane.value = '';
      await new Promise(requestAnimationFrame);
    }
    return found;
  }, [doubled(25), doubled(4), `\\def\\a{${'x'.repeat(2000)}}${'\\a'.repeat(500)}`, `\\newcommand{\\a}[1]{${'#1'.repeat(900)}}\\a{${'x'.repeat(2000)}}`, `\\newcommand{\\two}[1]{#1#1}\\let\\again\\two${'\\again{x}'.repeat(50)}`]);
  assert.deepEqual(seen, ['expand to more', 16, 'expand to more', 'expand to more', 100]);
});

inPage('a large formula waits until nobody types; what was shown stays; nothing else redraws it', async (page) => {
  const seen = await page.evaluate(async () => {
    const { pane, until, surfaces, drawn, said } = g;
    const matrix = (/** @type {number} */ rows) => `\\begin{matrix}${Array.from({ length: rows }, () => 'a&b&c&d&e&f&g&h&i&j').join('\\\\\n')}\\end{matrix}`;
    pane.value = `Words.\n\n\`\`\`math\n${matrix(30)}\n\`\`\`\n`;
    await until(() => surfaces().length === 1 && drawn(surfaces()[0]));
    const first = drawn(surfaces()[0]);
    let same = true;
    for (let n = 0; n < 12; n++) {
      pane.edit({ from: pane.value.indexOf('\\end'), insert: 'x' });
      await new Promise((resolve) => setTimeout(resolve, 40));
      same &&= drawn(surfaces()[0]) === first;
    }
    const second = await until(() => drawn(surfaces()[0]) !== first && drawn(surfaces()[0]));
    for (let n = 0; n < 12; n++) {
      pane.edit({ from: 0, insert: 'x' });
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    const alone = drawn(surfaces()[0]) === second;
    pane.edit({ from: pane.value.indexOf('\\begin'), to: pane.value.lastIndexOf('\n\`\`\`'), insert: matrix(700) });
    const message = await until(() => said(surfaces()[0]));
    return { same, alone, message, kept: drawn(surfaces()[0]) === second, small: (pane.value = '$x$\n', await until(() => surfaces().length === 1 && drawn(surfaces()[0])), true) };
  });
  assert.match(seen.message, /^The formula (is too large|has \d+ (symbols|characters)): .*more than/);
  assert.deepEqual({ ...seen, message: '' }, { same: true, alone: true, message: '', kept: true, small: true });
});

inPage('code on one long line has colours at its start, and no more than a line can bear; large code waits until nobody types', async (page) => {
  const seen = await page.evaluate(async () => {
    const { pane, until } = g;
    const ranges = () => [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
    const show = async (/** @type {string} */ source) => {
      pane.value = '';
      await until(() => ranges().length === 0);
      pane.value = `\`\`\`css\n${source}\n\`\`\`\n`;
      await until(() => ranges().length > 0);
      return ranges().length;
    };
    const counts = [];
    // A slow machine may have no time for all of them: here the clock stands still.
    const { now } = performance;
    const started = performance.now();
    performance.now = () => started;
    for (const source of ['a{b:c;}'.repeat(30), 'a{b:c;}'.repeat(3000), `${'a{b:c;}'.repeat(90)}\n${'a{b:c;}'.repeat(90)}`, 'a{b:c;}'.repeat(300), 'a{b:c;}\n'.repeat(4000)]) counts.push(await show(source));
    performance.now = now;
    const before = new Set(ranges());
    let same = true;
    for (let n = 0; n < 8; n++) {
      pane.edit({ from: 7, insert: 'a' });
      await new Promise((resolve) => setTimeout(resolve, 40));
      same &&= ranges().every((range) => before.has(range));
    }
    await until(() => !ranges().some((range) => before.has(range)));
    return { counts, same };
  });
  const [few, long, two, middle, lines] = seen.counts;
  assert.ok(few > 60 && few <= 200);
  assert.deepEqual([long, two, middle], [200, 400, 200]);
  assert.ok(lines > 200 && lines <= 4000);
  assert.equal(seen.same, true);
});

const HOSTILE_DIAGRAMS = [
  '%%{init: {"securityLevel": "loose", "htmlLabels": true, "flowchart": {"htmlLabels": true}}}%%\ngraph TD\n  A["<img src=x onerror=alert(1)>"] --> B["<script>alert(2)</script>"]',
  '%%{init: {"securityLevel": "loose"}}%%\ngraph TD\n  A --> B\n  click A href "javascript:alert(3)" "tip"\n  click B call alert(4)',
  '%%{init: {"securityLevel": "loose", "secure": [], "themeCSS": "*{background:url(https://example.invalid/a.png)} @import \\"https://example.invalid/b.css\\";"}}%%\ngraph TD\n  A --> B',
  '---\nconfig:\n  securityLevel: loose\n---\ngraph TD\n  A["<iframe src=\'https://example.invalid\'></iframe>"] --> B["<a href=\'javascript:parent.postMessage(1,`*`)\'>x</a>"]',
  'graph TD\n  A@{ img: "https://example.invalid/c.png", label: "x" } --> B["![x](https://example.invalid/d.png)"]',
  '%%{init: {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}}%%\ngraph TD\n  A --> B',
  `graph TD\n${Array.from({ length: 600 }, (_, n) => `  A${n} --> A${n + 1}`).join('\n')}`,
  `graph TD\n${'  A --> B\n'.repeat(20_000)}`,
  'sequenceDiagram\n  A->>B: <svg onload=alert(5)>',
  'not a diagram at all', 'graph', '%%{init: {', '\u0000\ud800',
];

inPage('hostile diagrams: nothing fires, nothing is asked for, the page does not hang, and the next one is drawn', async (page) => {
  for (const source of HOSTILE_DIAGRAMS) {
    const seen = await page.evaluate(async (source) => {
      const { pane, until, surfaces, drawn, said } = g;
      let longest = 0;
      let last = performance.now();
      let on = true;
      const beat = () => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
        if (on) setTimeout(beat, 10);
      };
      beat();
      pane.value = `~~~mermaid\n${source}\n~~~\n`;
      await until(() => surfaces().length === 1 && (drawn(surfaces()[0]) || said(surfaces()[0])), 30_000);
      const image = drawn(surfaces()[0]);
      on = false;
      pane.value = '';
      await new Promise(requestAnimationFrame);
      return { longest, image: image?.localName ?? 'img', polluted: /** @type {any} */ ({}).polluted };
    }, source);
    assert.deepEqual([seen.image, seen.polluted], ['img', undefined], source.slice(0, 60));
    assert.ok(seen.longest < 3000, `${Math.round(seen.longest)} ms for ${source.slice(0, 60)}`);
  }
  const frames = await page.evaluate(async () => {
    g.pane.value = '```mermaid\npie\n  "a": 1\n  "b": 2\n```\n';
    await g.until(() => g.surfaces().length === 1 && g.drawn(g.surfaces()[0]), 30_000);
    return [...document.querySelectorAll('iframe')].map((frame) => frame.getAttribute('sandbox'));
  });
  assert.deepEqual(frames, ['allow-scripts']);
});

inPage('the frame of diagrams runs the one script that it is for, and no other', async (page) => {
  const seen = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    frame.src = '/enhance/diagram.html';
    await new Promise((resolve) => (frame.onload = resolve, document.body.append(frame)));
    const answer = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }));
    frame.contentWindow?.postMessage({ script: new URL('/one.js', location.href).href }, '*', [new MessageChannel().port2]);
    return answer;
  });
  assert.equal(seen, 'own true; other false; inline false; eval false; data false; import false');
});

inPage('diagrams of too many parts are refused, however they are written; those of any sense are drawn', async (page) => {
  const nodes = (/** @type {number} */ count) => Array.from({ length: count }, (_, n) => `n${n}`);
  const seen = await page.evaluate(async (sources) => {
    const { pane, until, surfaces, drawn, said } = g;
    const found = [];
    for (const source of sources) {
      pane.value = `~~~mermaid\n${source}\n~~~\n`;
      await until(() => surfaces().length === 1 && (drawn(surfaces()[0]) || said(surfaces()[0])), 30_000);
      found.push(said(surfaces()[0])?.replace(/[\d,]+/g, 'N') ?? 'drawn');
      pane.value = '';
      await new Promise(requestAnimationFrame);
    }
    return found;
  }, [`graph TD\n${nodes(60).join('\n')}`, `graph TD\n${nodes(4000).join('\n')}`, `graph TD\n${nodes(3000).join(';')}`, `graph TD\n${nodes(2000).join(' & ')}`, `sequenceDiagram\n  A->>B: ${'many words '.repeat(400)}`, `pie\n${'  "x": 1\n'.repeat(5000)}`]);
  assert.deepEqual(seen, ['drawn', 'The diagram has N characters: more than N are not drawn.', 'The diagram has about N parts: more than N are not drawn.', 'The diagram has about N parts: more than N are not drawn.', 'drawn', 'The diagram has N characters: more than N are not drawn.']);
});

inPage('the law holds in a document full of all three: what the engine owns is as built anew, after each of 300 edits', async (page) => {
  const seen = await page.evaluate(async () => {
    const { pane, until, surfaces, drawn } = g;
    let seed = 7;
    const random = (/** @type {number} */ below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    const pick = (/** @type {string[]} */ list) => list[random(list.length)];
    const parts = ['$x^2$', '$$\\frac{1}{2}$$', '\n\n$$y$$\n\n', '```js\nlet a = 1;\n```\n', '\n```mermaid\ngraph TD\n  A --> B\n```\n\n', '\n```math\nz\n```\n', '\n~~~css\na { b: c }\n~~~\n', 'words ', '\n\n', '- item\n', '> ', '**', '$', '`', '```', '\n', '    code\n', '<div>', '</div>', '<pre><code>a <b>b</b></code></pre>', '| a | $b$ |\n|---|---|\n| $c$ | d |\n', '[^1]', '\n[^1]: $n$\n', '# $h$\n'];
    const fresh = document.createElement('draft-pane');
    /** @type {any} */ (fresh).options = { flavor: 'gfm' };
    document.body.append(fresh);
    await /** @type {any} */ (fresh).ready;
    /** @param {any} of */
    const bare = (of) => {
      const body = of.shadowRoot.querySelector('.body').cloneNode(true);
      for (const added of body.querySelectorAll('.enhanced')) added.remove();
      return new XMLSerializer().serializeToString(body);
    };
    pane.value = Array.from({ length: 12 }, () => parts.slice(0, 9).join('\n')).join('\n');
    await until(() => surfaces().filter(drawn).length > 8);
    let outputs = 0;
    for (let n = 0; n < 300; n++) {
      const { value } = pane;
      const from = random(value.length + 1);
      const to = Math.min(value.length, from + (random(3) ? 0 : random(40)));
      pane.edit({ from, to, insert: random(4) ? pick(parts) : '' });
      if (n % 3 === 0) await new Promise(requestAnimationFrame);
      if (n % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 60));
      if (n % 7 === 0) pane.scrollTop = random(pane.scrollHeight);
      /** @type {any} */ (fresh).value = '';
      /** @type {any} */ (fresh).value = pane.value;
      if (bare(pane) !== bare(fresh)) return { n, text: pane.value.slice(Math.max(0, from - 60), from + 60), ours: bare(pane).length, anew: bare(fresh).length };
      outputs = Math.max(outputs, surfaces().filter(drawn).length);
    }
    // In the end every result fits its source.
    pane.scrollTop = 0;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const stale = [...pane.shadowRoot.querySelectorAll('[data-tex]')].filter((element) => {
      const annotation = drawn(element)?.querySelector?.('annotation')?.textContent;
      const { top } = element.getBoundingClientRect();
      return top < 700 && top > 0 && annotation !== undefined && annotation !== element.dataset.tex && !g.said(element);
    });
    pane.value = '';
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const ranges = [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0);
    return { outputs: outputs > 10, stale: stale.length, ranges };
  });
  assert.deepEqual(seen, { outputs: true, stale: 0, ranges: 0 });
});

inPage('a pane in another document has its formulas, colours and diagrams there', async (page) => {
  const seen = await page.evaluate(async () => {
    const { pane, until, surfaces, drawn } = g;
    pane.value = '$x$\n\n```js\nlet a;\n```\n';
    await until(() => surfaces().every(drawn) && CSS.highlights.get('draftpane-keyword')?.size);
    const frame = document.createElement('iframe');
    frame.style.height = '500px';
    document.body.append(frame);
    const other = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
    other.document.body.append(pane);
    pane.style.cssText = 'display: block; height: 300px';
    await until(() => surfaces().every(drawn) && /** @type {any} */ (other.CSS.highlights.get('draftpane-keyword'))?.size);
    const styled = other.getComputedStyle(drawn(surfaces()[0]).querySelector('.katex-mathml')).position;
    return { here: CSS.highlights.get('draftpane-keyword')?.size, styled, fonts: other.document.fonts.size };
  });
  assert.deepEqual(seen, { here: 0, styled: 'absolute', fonts: 20 });
});
