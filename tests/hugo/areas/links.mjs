/** Bare links among delimiters, code, brackets and references: what they take is no longer a delimiter. */

/** @typedef {import('./random.mjs').Random} Random */

const links = ['http://e.org', 'https://e.org/', 'https://e.org/_d', 'http://e.org/*d', 'http://e.org/~~d', 'www.e.org', 'www.e.org/_d', 'a_b@e.org', 'ftp://e.org/(d'];
const scraps = [
  'a', 'b', 'c d', ' ', ' ', ' ', '\n', '.', ',', ')', '(', '/', '_', '*', '**', '__', '***', '~~', '`', '`e`', '&amp;', '\\*', '\\_', '"', '\'', '--',
  '[', '](/u)', '][', ']', '![g](/i.png)', '<br>', '</b>', '<https://e.org/_>', 'É', '?q=1&b=2', '#_f', '{', '}',
];

/** @param {Random} random */
export function bare(random) {
  let text = random.pick(['', '', '', '## ', '- ', '> ', '| ']);
  for (let left = 3 + random.below(8); left > 0; left--) text += random.below(3) ? random.pick(scraps) : random.pick(links);
  return text.replaceAll(/\s*\n\s*/g, '\nx').replace(/^(## |- |> |\| )?\s*/, '$1y ');
}
