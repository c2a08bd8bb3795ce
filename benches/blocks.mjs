/** One huge block: a key in the middle of it, against a parse of the whole of it. */
import init, { Draft } from '../www/engine.js';
import { inChromium } from './chromium.mjs';
import { sizeName } from './documents.mjs';
import { duration, median, times } from './figures.mjs';
import { post } from './post.mjs';
import { random } from './random.mjs';

/** Bytes of a huge block, and of those in which many edits are made. */
const [HUGE, LARGE] = [1e6, 1e5];

/** @param {{ quick: boolean }} options @returns {Promise<import('./report.mjs').Table[]>} */
export default async function blocks({ quick }) {
  const rounds = quick ? 3 : 15;
  const rows = await inChromium(async (open) => {
    const page = await open('draft-pane:textarea');
    const rows = [];
    for (const [name, text] of blocksOf(HUGE)) {
      const offset = text.indexOf('\n', text.length / 2) - 3;
      const taken = await page.evaluate(([text, offset, rounds]) => bench.block(text, offset, rounds), /** @type {const} */ ([text, offset, rounds]));
      const [engine, shown, parse] = [taken.engine, taken.shown, taken.parse].map(median);
      rows.push([`${name}, ${sizeName(Number(text.length.toPrecision(1)))}`, duration(engine), duration(shown), duration(parse), times(engine / parse), times(shown / parse)]);
    }
    return rows;
  });
  return [{
    title: 'One huge block',
    note: `Chromium; a letter typed in its middle: in the engine alone, and with the live preview patched, without layout; against a parse of the whole text (\`new Draft\`). Medians of ${rounds}.`,
    columns: ['block', 'key, engine', 'key, with preview', 'whole parse', 'engine ÷ parse', 'with preview ÷ parse'],
    rows,
  }, await whole(quick ? 10 : 100)];
}

/** Edits at random places, each taken back. @type {Record<string, (text: string, at: number, chance: import('./random.mjs').Random) => { from: number, to?: number, insert?: string }>} */
const edits = {
  'a letter': (_, from) => ({ from, insert: 'e' }),
  'a line end': (_, from) => ({ from, insert: '\n' }),
  'a mark': (_, from, chance) => ({ from, insert: chance.pick(['*', '`', '[', '|', '>', '- ', '<']) }),
  'a line less': (text, at) => ({ from: text.lastIndexOf('\n', at - 1) + 1, to: text.indexOf('\n', at) + 1 || text.length, insert: '' }),
};

/** How many edits read more than a tenth of a block again. @param {number} count of each kind @returns {Promise<import('./report.mjs').Table>} */
async function whole(count) {
  await init();
  const kinds = Object.entries(edits);
  return {
    title: 'Edits in a large block that fall back to the whole of it',
    note: `In Node; ${count} of each kind at random places of 100 KB, in GitHub's Markdown: the share that reads more than a tenth of the text again, with the engine's causes. *Looseness*: a list became loose or tight, or may have; *container*: parts of a table or quote could not be parsed without the rest; *far*: the edit changed how much of the text behind is read; *block*: the block has no parts.`,
    columns: ['block', ...kinds.map(([kind]) => kind)],
    rows: blocksOf(LARGE).map(([name, text]) => {
      const draft = new Draft(text, { flavor: 'gfm' });
      const chance = random(1);
      const shares = kinds.map(([, edit]) => {
        let far = 0;
        /** @type {Record<string, number>} */
        const causes = {};
        for (let round = 0; round < count; round++) {
          const change = edit(text, chance.below(text.length), chance);
          const { from, to = from, insert = '' } = change;
          const before = draft.fullParses;
          const { reparsed } = draft.edit(change);
          if (reparsed.to - reparsed.from > text.length / 10) {
            far++;
            for (const [cause, all] of Object.entries(draft.fullParses)) if (all > (before[cause] ?? 0)) causes[cause] = (causes[cause] ?? 0) + 1;
          }
          draft.edit({ from, to: from + insert.length, insert: text.slice(from, to) });
        }
        const share = (/** @type {number} */ edits) => `${Math.round((100 * edits) / count)} %`;
        const why = Object.entries(causes).map(([cause, edits]) => (edits === far ? cause : `${cause} ${share(edits)}`));
        return far === 0 ? '0 %' : `${share(far)} (${why.join(', ')})`;
      });
      draft.free();
      return [name, ...shares];
    }),
  };
}

/** @param {number} length @returns {[name: string, text: string][]} */
function blocksOf(length) {
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
    ['list', lines('- ', '\n', length)],
    ['list with blank lines', lines('- ', '\n\n', length)],
    ['nested list', lines('', '\n', length).replace(/^/gm, () => ['- ', '  - ', '    - '][item++ % 3])],
    ['one item with a list', `- all\n${lines('  - ', '\n', length)}`],
    ['quote with a list', lines('> - ', '\n', length)],
    ['fence', `\`\`\`\n${lines('', '\n', length)}\`\`\`\n`],
    ['table', `| | | |\n|---|---|---|\n${Array.from({ length: length / 145 }, (_, at) => row(at)).join('')}`],
    ['quote', lines('> ', '\n>\n', length)],
    ['paragraph', lines('', '\n', Math.min(length, 1e5))],
    ['`<div>` on top of a post', `<div>\n\n${lines('', '\n\n', length)}`],
  ];
}
