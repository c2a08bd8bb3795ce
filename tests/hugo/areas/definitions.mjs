/** Definition lists: a colon and the blanks around it, in containers. */

/** @typedef {import('./random.mjs').Random} Random */

const blanks = ['', ' ', '  ', '   ', '    ', '     ', '      ', '       ', '        ', '         ', '\t', ' \t', '\t\t', '\t '];
const before = ['', '', '', '', ' ', '  ', '   ', '    ', '\t'];
const content = ['d', 'd', '*d*', '- d', '> d', '# d', '```', '', 'a|b', ': d', '[l]: /u'];
const terms = ['T', 'T', 'T', '*T\nU*', '`T\nU`', 'T\\\nU', '[x] T', '# T', '> T', '- T', 'T\n\nU', 'T\n\n', 'T\n: c\n', '[T\nU](v)', 'T\n---', 'a|b\n-|-'];
const containers = [['', ''], ['> ', '> '], ['- ', '  '], ['1. ', '   '], ['-   ', '    '], ['> - ', '>   '], ['- > ', '  > '], ['T\n: ', '  '], ['[^1]: ', '    '], ['- ', ''], ['> ', ''], ['- - ', '    '], ['-\t', '\t']];

/** @param {Random} random */
const list = (random) => [
  random.pick(terms),
  ...random.pick([[], [], ['']]),
  `${random.pick(before)}:${random.pick(blanks)}${random.pick(content)}`,
  ...random.pick([[], ['e'], ['', `${random.pick(blanks)}e`], [`${random.pick(blanks)}e`], ['', 'V', ': f'], [': f'], ['', ': f']]),
].join('\n');

/** @param {Random} random */
export const colons = (random) => `${list(random)}\n`;

/** @param {Random} random */
export function contained(random) {
  const [first, rest] = random.pick(containers);
  const lines = list(random).split('\n');
  const note = first.startsWith('[^') ? 'x[^1]\n\n' : '';
  return `${note}${lines.map((line, at) => (at === 0 ? first : line === '' ? rest.trimEnd() : rest) + line).join('\n')}\n`;
}
