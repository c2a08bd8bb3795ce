/** Headings, whose names are made of the first thing in each element. */

/** @typedef {import('./random.mjs').Random} Random */

const scraps = [
  'Ab', 'c d', ' ', ' ', 'É', '2', '-', '_', '.', '!', '\\*', '\\_', '\\[', '\\]', '\\`', '\\\\', '&amp;', '&eacute;', '&#38;', '&nope;',
  '[', ']', '[]', '![', '](/u)', '][', '*', '**', '_', '__', '***', '`x &amp; y`', '`z`', '~~~', '<br>',
  'https://a.example/b ', '"', '\'', '--', '...', '![i](/i.png)', '<https://a.example>', '&quot;',
];

/** @param {Random} random */
export function names(random) {
  const wraps = [['*', '*'], ['**', '**'], ['[', '](/u)'], ['~~', '~~'], ['![', '](/i.png)'], ['_', '_'], ['', '']];
  const piece = (/** @type {number} */ depth) => {
    let text = '';
    for (let left = 1 + random.below(4); left > 0; left--) text += random.below(4) === 0 && depth < 3 ? wrapped(depth + 1) : random.pick(scraps);
    return text;
  };
  /** @type {(depth: number) => string} */
  const wrapped = (depth) => {
    const [open, close] = random.pick(wraps);
    return `${open}${piece(depth)}${close}`;
  };
  let text = '';
  for (let left = 1 + random.below(3); left > 0; left--) text += `${random.below(2) ? wrapped(1) : piece(1)}${random.pick(['', ' ', 'k'])}`;
  return random.below(8) === 0 ? `${text}\n${wrapped(1)}\n===` : `## ${text}`;
}
