/** A whole text to HTML in Node, against other renderers. */
import { createRequire } from 'node:module';
import init, { render } from '../www/engine.js';
import { documentOf, sizeName } from './documents.mjs';
import { median, round, takeTurns, time, times } from './figures.mjs';

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function rendering({ quick }) {
  await init();
  const lengths = [10_000, 1_000_000];
  const texts = lengths.map((length) => documentOf(length));
  const rounds = quick ? 3 : 11;
  const subjects = (await renderers()).flatMap(([name, toHtml]) =>
    texts.map((text, at) => ({ name, toHtml, text, length: lengths[at], taken: [0] })),
  );
  await takeTurns(subjects, rounds + 1, (subject, round) => {
    // The first round warms up; short texts are rendered several times, as the clock ticks too seldom for one.
    if (round === 0) subject.taken = [];
    const repeats = Math.ceil(200_000 / subject.length);
    const taken = time(() => {
      for (let at = 0; at < repeats; at++) subject.toHtml(subject.text);
    }) / repeats;
    if (round > 0) subject.taken.push(taken);
  });
  /** @param {typeof subjects[0]} subject in bytes per microsecond */
  const speed = ({ text, taken }) => Buffer.byteLength(text) / 1000 / median(taken);
  const names = [...new Set(subjects.map(({ name }) => name))];
  return [{
    title: 'A whole text to HTML',
    note: `In Node, each renderer with its own defaults; MB/s, medians of ${rounds} rounds. Ours reads front matter, headings and counts as well, and keeps to its allowlist.`,
    columns: ['renderer', ...lengths.map(sizeName), ...lengths.map((length) => `ours is quicker by, ${sizeName(length)}`)],
    rows: names.map((name) => {
      const [of, ours] = [name, names[0]].map((name) => subjects.filter((subject) => subject.name === name).map(speed));
      return [name, ...of.map(round), ...of.map((speed, at) => (name.startsWith('draftpane') ? '' : times(ours[at] / speed)))];
    }),
  }];
}

/** @returns {Promise<[string, (text: string) => string][]>} ours first */
async function renderers() {
  const { marked } = await import('marked');
  const { default: MarkdownIt } = await import('markdown-it');
  const commonmark = await import('commonmark');
  // Its ES module is for browsers.
  const markdownWasm = createRequire(import.meta.url)('markdown-wasm/dist/markdown.node.js');
  await markdownWasm.ready;
  const markdownIt = new MarkdownIt();
  const [reader, writer] = [new commonmark.Parser(), new commonmark.HtmlRenderer()];
  return [
    ['draftpane', (text) => render(text).html],
    ['draftpane, as CommonMark', (text) => render(text, { flavor: 'commonmark' }).html],
    ['markdown-wasm', (text) => markdownWasm.parse(text)],
    ['markdown-it', (text) => markdownIt.render(text)],
    ['marked', (text) => /** @type {string} */ (marked.parse(text))],
    ['commonmark.js', (text) => writer.render(reader.parse(text))],
  ];
}
