/** `npm run check` finds sentences that begin with What, Who, Of or So many: each makes a reader look for its verb. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from '@codemirror/language-data';
import { ask, note, root, Stop } from './run.mjs';

/** Where a sentence begins: at the start, after a full stop, an empty line, a bullet, a heading's signs or a cell's border. */
const opening = /(?:^|[.!?…]["'”’)\]*_]*\s|\n\s*\n|(?:^|\n)\s*(?:[-*+]|\d+[.)]|#{1,6})\s|\|)\s*["'“‘(*_]*(What|Who|Of|So many)\b/g;

/** Languages by the endings of files; HTML reads the scripts and styles in it, too. @type {Record<string, string>} */
const byEnding = { rs: 'Rust', css: 'CSS', html: 'HTML', vue: 'HTML', svelte: 'HTML', toml: 'TOML' };
for (const ending of ['js', 'mjs', 'cjs', 'jsx', 'ts', 'tsx']) byEnding[ending] = 'TSX';

const comments = ['LineComment', 'BlockComment', 'Comment', 'comment'];
const strings = ['String', 'RawString', 'TemplateString', 'JSXText', 'Text', 'AttributeValue', 'StringLiteral'];
/** The strings of tests and benchmarks are data. */
const shown = /^(src|www|scripts|examples)\//;
const data = /^(CHANGELOG\.md$|tests\/.*\.md$|tests\/fuzz\/)/;

/**
 * The places in a file where a sentence begins with one of the words.
 * @param {string} file its path, which says how to read it
 * @param {string} text
 * @returns {Promise<{ line: number, words: string }[]>} lines from 1 on, and the first words of the sentence
 */
export async function openingsIn(file, text) {
  const prose = file.endsWith('.md') ? [{ from: 0, text }] : await proseIn(file, text);
  const places = prose.flatMap(({ from, text }) => [...text.matchAll(opening)].map((found) => from + found.index + found[0].length - found[1].length));
  return [...new Set(places)].sort((a, b) => a - b).map((at) => ({ line: text.slice(0, at).split('\n').length, words: text.slice(at, at + 50).split('\n')[0] }));
}

/**
 * The comments and the strings of a program, each with its place. Signs of comments are spaces.
 * @param {string} file
 * @param {string} text
 */
async function proseIn(file, text) {
  const name = byEnding[file.replace(/.*\./, '')];
  const language = languages.find((language) => language.name === name);
  if (!language) return [];
  const { language: { parser } } = await language.load();
  /** @type {{ from: number, text: string }[]} */
  const prose = [];
  const tests = file.endsWith('.rs') ? (/^#\[cfg\(test\)\]$/m.exec(text)?.index ?? Infinity) : Infinity; // their strings are data
  /** @type {{ from: number, to: number } | undefined} */
  let open; // lines of comments that follow each other are one text
  const close = () => {
    if (open) prose.push({ from: open.from, text: withoutSigns(text.slice(open.from, open.to)) });
    open = undefined;
  };
  parser.parse(text).iterate({
    enter({ name, from, to }) {
      if (comments.includes(name)) {
        if (!open || !/Line|^comment/.test(name) || !/^\s*?\n?[ \t]*$/.test(text.slice(open.to, from))) close();
        open = { from: open?.from ?? from, to };
        if (name === 'BlockComment') close();
      } else if (strings.includes(name) && shown.test(file) && from < tests) {
        prose.push({ from, text: text.slice(from, to).replace(/^(?:b?r?#*)["'`]/, (quote) => ' '.repeat(quote.length)) });
      }
    },
  });
  close();
  return prose;
}

/** @param {string} comment with spaces in the place of its signs and of JSDoc's tags, after each of which a sentence begins */
function withoutSigns(comment) {
  return comment
    .replace(/^[ \t]*(?:\/\/[/!]?|\/\*\*?|<!--|\*(?!\*)|#)/gm, (sign) => ' '.repeat(sign.length))
    .replace(/^[ \t]*@\w+(?: \{.*\})?(?: \[?[\w.$]+(?:=[^\]]*)?\]?)?(?= [A-Z])/gm, (tag) => `\n${' '.repeat(tag.length - 1)}`);
}

/** Stops when a text of the project has such a sentence, after listing every place. */
export async function findOpenings() {
  const listed = ask('git', ['ls-files', '--cached', '--others', '--exclude-standard']);
  if (listed === null) throw new Stop('git lists the files whose words are checked: install git, or run this in a clone.');
  const files = listed.split('\n').filter((file) => (file.endsWith('.md') || file.replace(/.*\./, '') in byEnding) && !data.test(file));
  const places = [];
  for (const file of files) {
    for (const { line, words } of await openingsIn(file, readFileSync(join(root, file), 'utf8'))) places.push(`${file}:${line}: ${words}`);
  }
  for (const place of places) console.error(place);
  if (places.length > 0) throw new Stop(`${places.length} sentences begin with What, Who, Of or So many: name the thing first.`);
  note(`none in ${files.length} files`);
}

export default findOpenings;
