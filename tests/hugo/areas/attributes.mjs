/** Lines of attributes under blocks of every kind. */

/** @typedef {import('./random.mjs').Random} Random */

const lines = [
  'a', 'b c', '> a', '>', '> > b', '- a', '-', '- - b', '  c', '1. b', '# d', '> # d', '- # d', 'e', '===', '---', '***', '```\nx\n```', '> ```\n> x\n> ```', '    x',
  '| a |\n|---|\n| b |', '> | a |\n> |---|\n> | b |', 'f\n: g', '[l]: /u', '', '', '![i](/i.png)', '*k*', '<div>m</div>', '[^1]: n',
];
const attributes = ['{.c}', '{.c}', '{#i .d}', '{title="t"}', '  {.c}', '> {.c}', '- {.c}', '  {.d} ', '    {.c}', '{.c} x', '{.c', '{.c}\n{.d}'];

/** @param {Random} random */
export function under(random) {
  let text = random.pick(lines);
  for (let left = 1 + random.below(5); left > 0; left--) text += `\n${random.pick(random.below(2) ? attributes : lines)}`;
  return `${text}\n`;
}
