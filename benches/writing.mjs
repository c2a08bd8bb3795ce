/** Writing as authors do: how often an edit led to a full parse, and why. */
import init, { render } from '../www/engine.js';
import { Author } from './author.mjs';
import { percent, quantile } from './figures.mjs';
import { post } from './post.mjs';
import { random } from './random.mjs';

const KEYS = 10_000;

/** Causes for which the whole of one large block is parsed, not of the document. */
const OF_BLOCKS = ['looseness', 'container', 'far', 'block'];

/** The tasks, in the order of a day's work. @type {[name: string, write: (author: Author) => void][]} */
const work = [
  ['prose', (author) => author.between().type('The *first* thing that we saw was "wrong" -- by far.\nSee [the notes](https://example.com/notes) for **more** of `it`.').move(-9).type('a lot ')],
  ['a heading', (author) => author.between().type('## What comes next').move(-4).erase(6).type('came')],
  ['a list', (author) => author.between().type('- one thing\n- another\n  - a part of it\n  - the rest\n- [x] done\n\n  with a second paragraph\n- last')],
  ['prose', (author) => author.between().type('Nobody knows why it works, least of all those who made it (so they say). It is 5 * 3, or a_b_c, and <b>not more</b>.')],
  ['a quote', (author) => author.between().type('> What is said\n> goes on here.\n>\n> - and has a list')],
  ['a reference and its definition', (author) => author.between().type('It is in [the manual][manual], as [others] say.').toEnd().type('\n[manual]: https://example.com/manual "The manual"\n[others]: https://example.org\n')],
  ['a fence, opened and closed', (author) => author.between().type('```js\nconst answer = 40 + 2;\n\nif (answer) {\n  done();\n}\n```')],
  ['a table', (author) => author.between().type('| name | size |\n| ---- | ---: |\n| one | 1 |\n| two | `2` |\n| three | *3* |')],
  ['a footnote', (author) => author.between().type('There is more to it[^more] than that.').toEnd().type('\n[^more]: Much more, in fact.\n\n    And a second paragraph.\n')],
  ['front matter', (author) => author.behind(/title: "/).type('On ').behind(/draft: /).move(5).erase(5).type('true').key('\n').type('weight: 10\nauthors: ["Ada", "Ben"]')],
  ['prose', (author) => author.between().type('At last it was quiet. The next day they all came back; some of them stayed.\n\nOthers did not.')],
  ['blocks cut and pasted', cutAndPaste],
  ['an image', (author) => author.between().type('![A view of the sea](images/sea.jpg "At noon")')],
  ['a definition list', (author) => author.between().type('Term\n: What it means\n: What else it means')],
  ['raw HTML', (author) => author.between().type('<details>\n<summary>More</summary>\n\nHidden *text*.\n\n</details>')],
];

/** A post from nothing. @param {Author} author */
const fromNothing = (author) =>
  author.type('---\ntitle: "A new post"\ndate: 2024-05-01\ndraft: true\ntags: [one, two]\n---\n\nIt begins here.\n\n## A heading\n\nAnd goes on, as [said][1].\n\n[1]: https://example.com\n');

/** Moves a paragraph, and takes that back. @param {Author} author */
function cutAndPaste(author) {
  author.between();
  const { text } = author.draft;
  const end = text.indexOf('\n\n', author.at + 2) + 2;
  const cut = text.slice(author.at + 2, end);
  author.move(2 + cut.length).key('', cut.length).between().key(cut).key('', cut.length).erase(1);
}

/** @returns {Promise<import('./report.mjs').Table[]>} */
export default async function writing() {
  await init();
  /** @type {Map<string, { causes: Record<string, number>, shares: number[] }>} */
  const seen = new Map();
  let keys = 0;
  /** @param {string} name @param {Author} author @param {(author: Author) => void} write */
  const watch = (name, author, write) => {
    const of = seen.get(name) ?? { causes: {}, shares: [] };
    seen.set(name, of);
    const [before, already] = [author.draft.fullParses, author.shares.length];
    write(author);
    for (const [cause, count] of Object.entries(author.draft.fullParses)) of.causes[cause] = (of.causes[cause] ?? 0) + count - (before[cause] ?? 0);
    of.shares.push(...author.shares.slice(already));
    keys += author.shares.length - already;
  };

  for (let seed = 1; keys < KEYS; seed++) {
    const chance = random(seed);
    const author = new Author(post(20_000, { seed, frontMatter: true }), chance);
    for (const [name, write] of work) watch(name, author, write);
    check(author);
    const beginner = new Author('', chance);
    watch('a post from nothing', beginner, fromNothing);
    check(beginner);
  }

  const all = { causes: sum([...seen.values()].map(({ causes }) => causes)), shares: [...seen.values()].flatMap(({ shares }) => shares) };
  return [{
    title: 'Writing: how often everything is parsed again',
    note: `${keys.toLocaleString('en')} edits as an author makes them, key by key with slips, in made-up posts of 20 KB that are new each time. Full parses by cause; then the share of the text that an edit parsed again.`,
    columns: ['what is written', 'edits', 'full parses', 'why', 'parsed again: median', 'p99', 'edits that parsed over half'],
    rows: [...seen, /** @type {const} */ (['**all**', all])].map(([name, { causes, shares }]) => {
      const full = Object.entries(causes).filter(([cause, count]) => count > 0 && !OF_BLOCKS.includes(cause));
      const total = full.reduce((total, [, count]) => total + count, 0);
      return [
        name, shares.length.toLocaleString('en'), total === 0 ? '0' : `${total} (${percent(total / shares.length)})`,
        full.map(([cause, count]) => `${cause} ${count}`).join(', '),
        percent(quantile(shares, 0.5)), percent(quantile(shares, 0.99)),
        percent(shares.filter((share) => share > 0.5).length / shares.length),
      ];
    }),
  }];
}

/** The draft must equal a fresh render. @param {Author} author */
function check({ draft }) {
  if (draft.html !== render(draft.text).html) throw new Error('The draft differs from a fresh render of its text.');
  draft.free();
}

/** @param {Record<string, number>[]} counts */
function sum(counts) {
  /** @type {Record<string, number>} */
  const total = {};
  for (const [cause, count] of counts.flatMap(Object.entries)) total[cause] = (total[cause] ?? 0) + count;
  return total;
}
