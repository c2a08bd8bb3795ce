/** One huge block: a key in the middle of it, against a parse of the whole of it. */
import { inChromium } from './chromium.mjs';
import { duration, median, times } from './figures.mjs';
import { post } from './post.mjs';

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function blocks({ quick }) {
  const rounds = quick ? 3 : 15;
  const rows = await inChromium(async (open) => {
    const page = await open('draft-pane:textarea');
    const rows = [];
    for (const [name, text] of huge()) {
      const offset = text.indexOf('\n', text.length / 2) - 3;
      const taken = await page.evaluate(([text, offset, rounds]) => bench.block(text, offset, rounds), /** @type {const} */ ([text, offset, rounds]));
      const [engine, shown, parse] = [taken.engine, taken.shown, taken.parse].map(median);
      rows.push([name, duration(engine), duration(shown), duration(parse), times(engine / parse), times(shown / parse)]);
    }
    return rows;
  });
  return [{
    title: 'One huge block',
    note: `Chromium; a letter typed in its middle: in the engine alone, and with the live preview patched, without layout; against a parse of the whole text (\`new Draft\`). Medians of ${rounds}.`,
    columns: ['block', 'key, engine', 'key, with preview', 'whole parse', 'engine ÷ parse', 'with preview ÷ parse'],
    rows,
  }];
}

/** @returns {[name: string, text: string][]} */
function huge() {
  // Plain sentences, of which the blocks are made.
  const sentences = post(1_200_000).match(/[A-Z][a-z ]{20,}[.?!]/g) ?? [];
  /** @param {string} before @param {string} after @param {number} length */
  const lines = (before, after, length) => {
    let text = '';
    for (let at = 0; text.length < length; at++) text += before + sentences[at % sentences.length] + after;
    return text;
  };
  let item = 0;
  const row = (/** @type {number} */ at) => `| ${at} | ${sentences[at % sentences.length]} | ${sentences[(at * 7) % sentences.length]} |\n`;
  return [
    ['list, 1 MB', lines('- ', '\n', 1e6)],
    ['list with blank lines, 1 MB', lines('- ', '\n\n', 1e6)],
    ['nested list, 1 MB', lines('', '\n', 1e6).replace(/^/gm, () => ['- ', '  - ', '    - '][item++ % 3])],
    ['one item with a list of 1 MB', `- all\n${lines('  - ', '\n', 1e6)}`],
    ['fence, 1 MB', `\`\`\`\n${lines('', '\n', 1e6)}\`\`\`\n`],
    ['table, 5,000 rows', `| | | |\n|---|---|---|\n${Array.from({ length: 5000 }, (_, at) => row(at)).join('')}`],
    ['quote, 1 MB', lines('> ', '\n>\n', 1e6)],
    ['paragraph, 100 KB', lines('', '\n', 1e5)],
    ['`<div>` on top of a post, 1 MB', `<div>\n\n${lines('', '\n\n', 1e6)}`],
  ];
}
