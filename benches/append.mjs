/** Appending in chunks, as answers of language models arrive: within one open block, and a mixed answer. */
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import init, { Draft } from '../www/engine.js';
import { answer, blocks } from './answers.mjs';
import { quantile, round, takeTurns } from './figures.mjs';

/** Code units of the texts of one block, and of their chunks. */
const LENGTH = 64 * 1024;
const CHUNK = 32;
/** A way that takes longer than this for a text is measured once. */
const SLOW_MS = 1000;

/**
 * A way to follow a text: `start` gives a function that takes the text so far and the chunk at its end. A way that reads
 * everything again does so independently of what was before: it is measured at every `each`-th chunk.
 *
 * @typedef {{ name: string, each: number, start(): ((sofar: string, chunk: string) => unknown) }} Way
 */

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function append({ quick }) {
  await init();
  const length = quick ? LENGTH / 8 : LENGTH;
  const texts = [
    ...Object.entries(blocks).map(([name, make]) => ({ name, text: make(length), size: CHUNK })),
    { name: 'mixed answer', text: answer(quick ? 4000 : 18_000), size: 5 },
  ];
  const all = await ways(64);
  // Each once before, so that nothing is compiled while it is measured.
  for (const way of all) measure(way, texts[texts.length - 1].text.slice(0, 2000), 5);
  // The quickest of some rounds: the machine does other work, too.
  const turns = all.flatMap((way) => texts.map(({ text, size }) => ({ way, text, size, best: { total: Infinity, p99: NaN, growth: NaN } })));
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  await takeTurns(turns, quick ? 1 : 3, async (turn, round) => {
    // One round tells enough of a way that takes seconds.
    if (round > 0 && turn.best.total > SLOW_MS) return;
    // Nobody pays for what another left behind: what has an end to its life in wasm is given back by a task of its own.
    // A weak reference that was made in a task keeps its object until the task is over.
    await setTimeout();
    collectGarbage();
    await setTimeout(20);
    const result = measure(turn.way, turn.text, turn.size);
    if (result.total < turn.best.total) turn.best = result;
  });
  const results = all.map((_, at) => turns.slice(at * texts.length, (at + 1) * texts.length).map(({ best }) => best));
  const table = (/** @type {string} */ title, /** @type {string} */ note, /** @type {'total' | 'p99' | 'growth'} */ figure, /** @type {(value: number) => string} */ write) => ({
    title, note,
    columns: ['way', ...texts.map(({ name }) => name)],
    rows: all.map(({ name }, at) => [name, ...results[at].map((result) => write(result[figure]))]),
  });
  const what = `${length / 1024} KB in chunks of ${CHUNK} characters within one open block, and an answer of ${Math.round(texts[texts.length - 1].text.length / 1000)} kB in chunks of 5`;
  return [
    table('Appending in chunks, in all', `In Node; ${what}; ms in all, each after collecting garbage; the quickest of three rounds, of which those have one that take over a second. Ours gives patches and diagnostics, too; patches that nobody reads are made once they hold 16 MB, which none of these comes to. "Again": everything is parsed for each chunk, measured at every ${all[all.length - 1].each}th one and multiplied. streaming-markdown is not CommonMark and here writes to nothing; remend repairs half-typed marks, and marked gives tokens, as Streamdown has it.`, 'total', round),
    table('Appending in chunks: the slowest of a hundred', 'The same; the 99th percentile of one append, in ms.', 'p99', round),
    table('Appending in chunks: growth', 'The same; the last fifth of the appends by the second. 1 is flat; parsing everything again grows 3 times.', 'growth', round),
  ];
}

/**
 * @param {Way} way
 * @param {string} text
 * @param {number} size of the chunks
 */
function measure({ start, each }, text, size) {
  const append = start();
  const taken = [];
  for (let at = 0, count = 0; at < text.length; at += size, count++) {
    if (count % each > 0) continue;
    const chunk = text.slice(at, at + size);
    // As a page has it: joined from its chunks, and read before.
    const sofar = each > 1 ? text.slice(0, at + size) : '';
    const begun = performance.now();
    append(sofar, chunk);
    taken.push(performance.now() - begun);
  }
  const sum = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0);
  const fifth = Math.floor(taken.length / 5);
  return {
    total: sum(taken) * each,
    p99: quantile(taken, 0.99),
    growth: sum(taken.slice(-fifth)) / sum(taken.slice(fifth, 2 * fifth)),
  };
}

/** @param {number} each of those that read everything again @returns {Promise<Way[]>} */
async function ways(each) {
  const markdownWasm = createRequire(import.meta.url)('markdown-wasm/dist/markdown.node.js');
  await markdownWasm.ready;
  const md4x = await import('md4x/wasm');
  await md4x.init();
  const smd = await import('streaming-markdown');
  const { createIncremarkParser } = await import('@incremark/core');
  const { default: remend } = await import('remend');
  const { marked } = await import('marked');
  /** @param {import('../www/engine.js').Options} options */
  const ours = (options) => () => {
    const draft = new Draft('', options);
    return (/** @type {string} */ _, /** @type {string} */ chunk) => draft.append(chunk);
  };
  const nothing = () => {};
  return [
    { name: 'draftpane', each: 1, start: ours({}) },
    { name: 'draftpane, as GFM', each: 1, start: ours({ flavor: 'gfm' }) },
    {
      name: 'streaming-markdown', each: 1,
      start: () => {
        const parser = smd.parser({ data: {}, add_token: nothing, end_token: nothing, add_text: nothing, set_attr: nothing });
        return (_, chunk) => smd.parser_write(parser, chunk);
      },
    },
    {
      name: 'Incremark', each: 1,
      start: () => {
        const parser = createIncremarkParser({ gfm: true });
        return (_, chunk) => parser.append(chunk);
      },
    },
    { name: 'md4c (markdown-wasm), again', each, start: () => (sofar) => markdownWasm.parse(sofar) },
    { name: 'md4x, again', each, start: () => (sofar) => md4x.renderToHtml(sofar) },
    { name: 'remend and marked, again', each, start: () => (sofar) => marked.lexer(remend(sofar)) },
  ];
}
