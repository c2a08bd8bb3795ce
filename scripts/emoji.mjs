/**
 * Writes src/hugo/emoji.txt from the names that GitHub has for emoji, which are Hugo's: `node scripts/emoji.mjs FILE`,
 * the module of the npm package gemoji 8. tests/hugo compares all of them with Hugo.
 *
 * A line for each emoji with its names, a blank line, then likewise a line for each with its characters: texts of one kind
 * compress better. In the order of their code points, so that most need not be written: nothing is the character after the
 * one before, `=` the first character of the emoji before.
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { gemoji } = await import(pathToFileURL(process.argv[2] ?? '').href);
const byCode = (/** @type {{ emoji: string }} */ a, /** @type {{ emoji: string }} */ b) => {
  const [x, y] = [[...a.emoji], [...b.emoji]].map((all) => all.map((c) => c.codePointAt(0) ?? 0));
  const at = x.findIndex((code, index) => code !== y[index]);
  return at < 0 ? x.length - y.length : (x[at] ?? -1) - (y[at] ?? -1);
};
let before = 0;
const all = gemoji.toSorted(byCode);
const characters = all.map((/** @type {{ emoji: string }} */ { emoji }) => {
  const [first = 0, ...rest] = [...emoji].map((c) => c.codePointAt(0) ?? 0);
  const step = first - before;
  before = first;
  const tail = String.fromCodePoint(...rest);
  return step === 1 && rest.length === 0 ? '' : step === 0 ? `=${tail}` : emoji;
});
const names = all.map((/** @type {{ names: string[] }} */ { names }) => names.join(' '));
writeFileSync('src/hugo/emoji.txt', [...names, '', ...characters, ''].join('\n'));
