/** A whole text to HTML in Node, against other renderers. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { documentOf, sizeName } from './documents.mjs';
import { median, round, takeTurns, time, times } from './figures.mjs';

/** Rounds in which compilers still improve the code. */
const WARMING = 4;

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function rendering({ quick }) {
  const lengths = [10_000, 1_000_000];
  const texts = lengths.map((length) => documentOf(length));
  const rounds = quick ? 3 : 11;
  const subjects = (await renderers()).flatMap(([name, toHtml]) =>
    texts.map((text, at) => ({ name, toHtml, text, length: lengths[at], taken: [0] })),
  );
  await takeTurns(subjects, rounds + WARMING, (subject, round) => {
    // The first rounds warm up; short texts are rendered several times, as the clock ticks too seldom for one.
    if (round < WARMING) subject.taken = [];
    const repeats = Math.ceil(200_000 / subject.length);
    const taken = time(() => {
      for (let at = 0; at < repeats; at++) subject.toHtml(subject.text);
    }) / repeats;
    if (round >= WARMING) subject.taken.push(taken);
  });
  /** @param {typeof subjects[0]} subject in bytes per microsecond */
  const speed = ({ text, taken }) => Buffer.byteLength(text) / 1000 / median(taken);
  const names = [...new Set(subjects.map(({ name }) => name))];
  const speeds = (/** @type {string} */ name) => subjects.filter((subject) => subject.name === name).map(speed);
  const [markdownWasm, marked] = [speeds('markdown-wasm'), speeds('marked')];
  return [{
    title: 'A whole text to HTML',
    note: `In Node, from a string to a string; MB/s, medians of ${rounds} rounds, all in turn. Ours keeps to its allowlist; the fast build is what Node gets, the small one what browsers get. The peers have their own defaults.`,
    columns: ['renderer', ...lengths.map(sizeName), ...lengths.map((length) => `÷ markdown-wasm, ${sizeName(length)}`), ...lengths.map((length) => `÷ marked, ${sizeName(length)}`)],
    rows: names.map((name) => {
      const own = speeds(name);
      return [name, ...own.map(round), ...own.map((speed, at) => times(speed / markdownWasm[at])), ...own.map((speed, at) => times(speed / marked[at]))];
    }),
  }];
}

/**
 * The engine in one of its builds, an instance of its own.
 * @param {string} file
 * @returns {Promise<(flavor: string) => (text: string) => string>}
 */
async function engine(file) {
  const glue = `../www/pkg/draftpane.js?of=${file}`;
  const { default: init, CoreOnce } = await import(glue);
  await init({ module_or_path: await readFile(new URL(`../www/pkg/${file}`, import.meta.url)) });
  const utf8 = new TextEncoder();
  return (flavor) => (text) => {
    const core = new CoreOnce(utf8.encode(text), { flavor });
    const html = core.html();
    core.free();
    return html;
  };
}

/** @returns {Promise<[string, (text: string) => string][]>} */
async function renderers() {
  const { marked } = await import('marked');
  const { default: MarkdownIt } = await import('markdown-it');
  const commonmark = await import('commonmark');
  // Its ES module is for browsers.
  const markdownWasm = createRequire(import.meta.url)('markdown-wasm/dist/markdown.node.js');
  await markdownWasm.ready;
  const md4x = await import('md4x/wasm');
  await md4x.init();
  const [fast, small] = [await engine('draftpane_fast_bg.wasm'), await engine('draftpane_bg.wasm')];
  const markdownIt = new MarkdownIt();
  const [reader, writer] = [new commonmark.Parser(), new commonmark.HtmlRenderer()];
  return [
    ...['commonmark', 'gfm', 'hugo'].flatMap((flavor) => /** @type {[string, (text: string) => string][]} */ ([
      [`draftpane, fast, ${flavor}`, fast(flavor)], [`draftpane, small, ${flavor}`, small(flavor)],
    ])),
    ['markdown-wasm', (text) => markdownWasm.parse(text)],
    ['md4x, wasm', (text) => md4x.renderToHtml(text)],
    ['markdown-it', (text) => markdownIt.render(text)],
    ['marked', (text) => /** @type {string} */ (marked.parse(text))],
    ['commonmark.js', (text) => writer.render(reader.parse(text))],
  ];
}
