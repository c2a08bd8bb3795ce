/** Real Hugo behind the pane: its own times in Chromium, and keys with Hugo at work beside the same keys without it. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isBuilt } from '../scripts/hugo.mjs';
import { Site } from '../www/site.js';
import { filesOf, natively, own, textOf } from '../tests/hugo-package/sites.mjs';
import { inChromium } from './chromium.mjs';
import { median, round, takeTurns, times } from './figures.mjs';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ start: number, open: number, first: number, parts: number[], pages: number[], memory: number, process: number }} Times in milliseconds; `memory` of the wasm and the renderer's most in bytes */

/**
 * The sites, with the post that is written in; Doks with the styles that Hugo as a program compiled.
 * @returns {Promise<{ name: string, files: Map<string, string | Uint8Array>, path: string }[]>}
 */
async function sites() {
  const found = [{ name: 'own site: 23 shortcodes, all render hooks', files: filesOf(own), path: 'content/en/logs/open-sea.md' }];
  const doks = at('../tests/hugo-package/doks/');
  if (existsSync(`${doks}node_modules`)) {
    const files = filesOf(`${doks}site`);
    for (const [path, content] of filesOf(`${doks}node_modules`, 'node_modules/')) files.set(path, content);
    for (const path of ['assets/js/custom.js', 'assets/scss/common/_custom.scss', 'assets/scss/common/_variables-custom.scss']) files.set(path, '');
    /** @type {Map<string, string | Uint8Array>} */
    const generated = new Map();
    if (await natively(files, 'development', generated)) found.push({ name: 'Doks', files: new Map([...files, ...generated]), path: 'content/blog/night-ferry/index.md' });
  }
  found.push(await large(2000));
  return found;
}

/**
 * A site of that many posts of 4 KB, of which all but the open one come with their front matter alone.
 * @param {number} count
 */
async function large(count) {
  const files = new Map([
    ['hugo.toml', 'baseURL = "https://example.org/"\ntitle = "Many"\n[taxonomies]\ntag = "tags"\n'],
    ['layouts/_default/baseof.html', '<!doctype html><title>{{ .Title }}</title><main>{{ block "main" . }}{{ end }}</main>'],
    ['layouts/_default/single.html', '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range first 10 (where site.RegularPages "Section" .Section) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}'],
    ['layouts/_default/list.html', '{{ define "main" }}{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}'],
    ['layouts/_shortcodes/note.html', '<aside>{{ .Inner | markdownify }}</aside>'],
  ]);
  for (let n = 1; n <= count; n++) {
    const date = new Date(Date.UTC(2020, 0, n)).toISOString().slice(0, 10);
    const body = `A paragraph of *post* ${n} with some more words in it.\n\n{{< note >}}A **note**.{{< /note >}}\n\n`;
    files.set(`content/posts/${n}.md`, `---\ntitle: Post ${n}\ndate: ${date}\ntags: [t${n % 20}]\n---\n${body.repeat(n === 7 ? 4 : 40)}`);
  }
  const path = 'content/posts/7.md';
  const site = await Site.open(files);
  return { name: `${count.toLocaleString('en')} posts`, files: await site.filesForHugo(path), path };
}

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function hugo({ quick }) {
  if (!isBuilt()) throw new Error('Hugo is not built: `npm run build:hugo` does that.');
  // A key waits for the next frame, up to 17 ms: fewer keys than these differ by 3 ms in the middle by chance.
  const [rounds, keys] = quick ? [2, 6] : [10, 15];
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[][]} */
  const typed = [];
  await inChromium(async (open) => {
    const folder = at('../.cache/bench/hugo/');
    mkdirSync(folder, { recursive: true });
    cpSync(at('../.cache/draftpane-hugo/'), folder, { recursive: true });
    for (const { name, files, path } of await sites()) {
      writeFileSync(`${folder}site.json`, JSON.stringify([...files].map(([file, content]) => [file, Buffer.from(content).toString('base64')])));
      const text = textOf(files, path);
      const measured = await timesOf(await open('draft-pane:codemirror'), path, text, quick ? 5 : 40);
      rows.push([name, ...[measured.start, measured.open, measured.first].map(round), ...[measured.parts, measured.pages].flatMap((all) => [round(median(all)), round(highest(all))]), megabytes(measured.memory), megabytes(measured.process)]);
      const [without, behind] = await keysIn(open, path, text, rounds, keys);
      typed.push([name, round(median(without)), round(highest(without)), round(median(behind)), round(highest(behind)), times(median(behind) / median(without))]);
    }
  });
  return [{
    title: 'Hugo in a worker',
    note: 'Chromium; ms. A rebuild follows one more letter in the post: the parts are its shortcodes and hooked blocks, which the live preview asks for. Memory: that of the wasm; process: the most that the process of the page held, with Hugo, the page and the pane in it.',
    columns: ['site', 'start', 'open', 'first page', 'parts p50', 'p95', 'page p50', 'p95', 'memory', 'process'],
    rows,
  }, {
    title: 'Typing with Hugo at work',
    note: `Chromium, CodeMirror beside the pane, a key each 170 ms, so that Hugo works during the next one; ms from \`keydown\` to the frame with the change; ${rounds} × ${keys} keys in turn with and without Hugo.`,
    columns: ['site', 'without p50', 'p95', 'with Hugo p50', 'p95', '÷ without'],
    rows: typed,
  }];
}

/** @param {number} bytes */
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

/** The most memory that any process of a page of this browser has held so far, in bytes; 0 where the system does not say. */
function mostHeld() {
  const held = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      const isPage = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
      return isPage ? 1024 * Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) : 0;
    } catch {
      // It has ended.
      return 0;
    }
  });
  return Math.max(0, ...held);
}

/** The 95th of a hundred. @param {number[]} samples */
const highest = (samples) => [...samples].sort((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(0.95 * samples.length))];

/** Opens the site in Hugo, in the page. @param {Page} page */
const start = (page) => page.evaluate(async () => {
  const site = /** @type {[string, string][]} */ (await (await fetch('hugo/site.json')).json());
  const files = new Map(site.map(([file, content]) => [file, Uint8Array.from(atob(content), (char) => char.charCodeAt(0))]));
  const began = performance.now();
  const { Hugo } = await import(/** @type {any} */ (new URL('hugo/hugo.js', document.baseURI).href));
  const hugo = await Hugo.start();
  const started = performance.now();
  const problems = await hugo.open(files, { environment: 'development' });
  if (problems.some((/** @type {any} */ { severity }) => severity === 'error')) throw new Error(JSON.stringify(problems));
  Object.assign(window, { hugo });
  return { start: started - began, open: performance.now() - started };
});

/** @param {Page} page @param {string} path @param {string} text @param {number} rebuilds @returns {Promise<Times>} */
async function timesOf(page, path, text, rebuilds) {
  const started = await start(page);
  const made = await page.evaluate(async ([path, text, rebuilds]) => {
    const { hugo } = /** @type {any} */ (window);
    const timed = async (/** @type {() => Promise<unknown>} */ work) => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    const first = await timed(async () => {
      const { page, problems } = await hugo.render(path, text);
      if (!page) throw new Error(JSON.stringify(problems));
    });
    /** @type {number[]} */
    const parts = [];
    /** @type {number[]} */
    const pages = [];
    const offsets = [...text.matchAll(/(?<=\n\n)(?=\S)/g)].map(({ index }) => index);
    for (let n = 1; n <= rebuilds; n++) {
      const next = `${text}\nword${'s'.repeat(n)}\n`;
      parts.push(await timed(async () => {
        await hugo.shortcodes(path, next);
        await hugo.blocks(path, next, offsets);
      }));
      pages.push(await timed(() => hugo.render(path, `${next}.`)));
    }
    return { first, parts, pages, memory: hugo.memory };
  }, /** @type {const} */ ([path, text, rebuilds]));
  const process = mostHeld();
  await page.context().close();
  return { ...started, ...made, process };
}

/**
 * The same keys in two pages, with Hugo behind the second one.
 * @param {(subject: string) => Promise<Page>} open
 * @param {string} path
 * @param {string} text
 * @param {number} rounds
 * @param {number} keys
 */
async function keysIn(open, path, text, rounds, keys) {
  const words = 'The line where the keys go.';
  const whole = `${text}\n${words}\n`;
  const pages = [];
  for (const hasHugo of [false, true]) {
    const page = await open('draft-pane:codemirror');
    if (hasHugo) {
      await start(page);
      await page.evaluate((path) => Object.assign(/** @type {any} */ (bench.subject.pane), { path, hugo: /** @type {any} */ (window).hugo }), path);
    }
    await page.evaluate(([text, place]) => bench.open(text, place), /** @type {const} */ ([whole, { offset: whole.length - 1, words }]));
    pages.push({ name: hasHugo ? 'with Hugo' : 'without', page, samples: /** @type {number[]} */ ([]) });
  }
  await takeTurns(pages, rounds + 1, async ({ page, samples }, round) => {
    await page.bringToFront();
    for (let key = 0; key < keys; key++) {
      await page.waitForTimeout(170);
      await page.evaluate(() => bench.arm());
      await page.keyboard.press('etaoin'[key % 6]);
      const painted = await page.evaluate(() => bench.key());
      if (round > 0) samples.push(painted);
    }
  });
  for (const { page } of pages) await page.context().close();
  return pages.map(({ samples }) => samples);
}
