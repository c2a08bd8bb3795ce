/** Lists: which are loose, and where a box is a task's. */

/** @typedef {import('./random.mjs').Random} Random */

const children = [
  ['x'], ['x'], ['x', 'y'], ['|a|b|', '|-|-|', '|1|2|'], ['p', 'a|b', '-|-'], ['T', ': d'], ['T', '', ': d'], ['[l]: /u'], ['[l]: /u', 'x'], ['# h'], ['h', '==='], ['---'],
  ['```', 'c', '```'], ['```', 'c'], ['```'], ['    c'], ['> q'], ['- n'], ['- n', '', '- m'], ['1. n'], ['<div>', 'r', '</div>'], ['<!-- c -->'], ['[^1]: n'], [''],
];
const boxes = ['[x]', '[ ]', '[X]', '[\t]', '[y]', '[]', '[x] ', '[ ] ', '[x]a', '[x](u)', '[x][y]', '[x]: /u', '[x]\n', '\\[x]'];
const places = ['- ', '- ', '* ', '1. ', '- # ', '- > ', '-\n  ', '-   ', '- - ', '- <!-- c -->\n  ', '- [l]: /u\n  ', '- ***\n  ', '- x\n\n  ', '- a\n- ', '> - ', 'T\n: ', '', '# ', '- T\n  : ', '-     ', '- ```\n  '];
const after = ['', 'a', ' a', ' a | b\n  --|--', ' a\n  : b', '\n  ===', ' `c`', '*a*', ' <b>c</b>', '\n  a', ' # a'];

/** @param {Random} random */
export function tightness(random) {
  const lines = random.pick([[], [], [''], ['p', '']]);
  const [marker, indent] = random.pick([['- ', '  '], ['1. ', '   '], ['> - ', '>   ']]);
  const quote = marker.startsWith('>') ? '>' : '';
  for (let item = 0; item < 1 + random.below(3); item++) {
    let first = true;
    for (let child = 0; child < 1 + random.below(3); child++) {
      if (child > 0 && random.below(2)) lines.push(quote);
      for (const line of random.pick(children)) {
        lines.push(line === '' ? first ? marker.trimEnd() : quote : (first ? marker : indent) + line);
        first = false;
      }
    }
    if (random.below(3) === 0) lines.push(quote);
  }
  return `${random.below(4) ? '' : 'y[^1]\n\n'}${lines.join('\n')}\n`;
}

/** @param {Random} random */
export const tasks = (random) => `${random.pick(places)}${random.pick(boxes)}${random.pick(after)}\n${random.pick(['', '', '\n[y]: /v\n', '- [ ] z\n'])}`;
