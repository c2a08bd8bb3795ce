/** Tables: which lines begin one, which end it, and their cells. */

/** @typedef {import('./random.mjs').Random} Random */

const head = ['a', 'b', '|', '|', '\\|', '`', '*', '_', ' ', '  ', '\t', ':', '-', 'x y', '[l]', 'ä'];
const delimiter = ['-', '-', '--', ':', '|', '|', ' ', '\t', '---', ':-:', ' | '];
const cell = ['a', 'b', '|', '|', '\\', '\\|', '\\\\', '`', '``', '*', '**', ' ', '<b>c</b>', '[', '](u)', '&', '&#124;', '~', '"', 'ä', '\t'];
const above = ['', '', '', 'p\n', '*p\n', 'p\\\n', 'p  \n', '[l]: /u\n', '# h\n', 'a|b\n-|-\n', '- x\n\n  ', 'T\n: '];
/** Lines that may end a table, or begin something else. */
const rows = [
  '|', '', 'x', 'x|y', '2. x|y', '1. x', '1.', '- x', '-', '-|-', '---', '===', '# h', '#', '> q', '    i', '\t', '```\nc\n```', '~~~', '[l]: /u', '{.c}',
  '[^1]: n', ': x', ':x', ' : x', '<b>c</b>', '<div>', '<!-- c -->', '<?p?>', '***', '+ x', '\\', '`', '|||', '| a | b | c |',
];
const containers = [['', ''], ['> ', '> '], ['- ', '  '], ['> - ', '>   '], ['- ', ''], ['> ', '']];

/** @param {Random} random */
export const heads = (random) => `${random.pick(above)}${random.some(1, 6, head)}\n${random.some(1, 6, delimiter)}\n${random.pick(['', 'x|y\n', '|', ':-\n'])}`;

/** @param {Random} random */
export function ends(random) {
  const [first, rest] = random.pick(containers);
  const lines = [...random.pick([[], [], ['p']]), 'a|b', '-|-', ...random.pick([[], ['1|2']]), random.pick(rows), random.pick(rows)];
  return `${lines.map((line, at) => (at === 0 ? first : rest) + line).join('\n')}\n`;
}

/** @param {Random} random */
export const cells = (random) => `${random.pick(['', '', 'p\n'])}a|b\n-|:-\n${random.some(1, 9, cell)}\n${random.some(1, 5, cell)}\n`;
