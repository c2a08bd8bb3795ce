/** Blocks of any kind in any order. */

/** @typedef {import('./random.mjs').Random} Random */

const lines = [
  'a', 'b c', '', '', '', '# h', 'a|b', '-|-', '|a|', '|-|', '|', ':-', ': d', ':  d', ' : d', ':', '- i', '-', '  j', '    k', '1. n', '0) n', '> q', '>', '> - r', '> a|b', '---', '===', '```',
  '[l]: /u', '[l]', '[^1]: n', '[^1]', '[x] t', '- [ ] t', '*e', 'e*', '<!-- c -->', '***', '\tt', '- # h', '| a | b |', '|---|---|', '[l]: /u "t', 't"',
];

/** @param {Random} random */
export const soup = (random) => `${random.some(2, 9, Array.from({ length: 8 }, () => random.pick(lines)), '\n')}\n`;
