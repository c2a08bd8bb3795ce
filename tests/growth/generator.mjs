/** Patterns that nobody thought of: a short random string of marks, again and again; or two of them, one after the other. */

/** @typedef {import('./patterns.mjs').Maker} Maker */

const marks = [
  ...'*_~`[]()!<>{}|:#-+=$"\'\\&^/.@;%,', ...'*_~`[]()', 'a', 'b', '1', '0', 'h', 'é', '中', ' ', ' ', ' ', '  ', '\n', '\n', '\n\n', '\t', '    ',
  'www.', 'www.a.b', 'http://', 'https://a.b/', 'a@b.c', '{{<', '{{< a >}}', '{{< /a >}}', '{{% a %}}', '{{%', '{{</*', '>}}', '[^', '[^1]', ']:', '](', '![',
  '[a]', '[a]: b\n', '<!--', '-->', '<!--more-->', '```', '~~~', '$$', '**', '~~', '\\(', '\\[', '</', '<b', '<b>', '</b>', '<div>', '<script>', '&a', '&amp;', '# ',
  '{.a}', '{a=b', '> ', '- ', '1. ', '\n: ', '|-', '\n---\n', '- [ ] ', ':a:', '"a', "'a",
];

/** A small generator of random numbers, the same on every machine. @param {number} seed @returns {(limit: number) => number} */
function random(seed) {
  let state = (Math.imul(seed, 0x9e3779b9) ^ 0x85ebca6b) >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/**
 * The pattern of a seed: three of four are one string repeated, the others two halves.
 *
 * @param {number} seed
 * @returns {{ name: string, make: Maker }}
 */
export function generated(seed) {
  const below = random(seed);
  const unit = () => Array.from({ length: 1 + below(5) }, () => marks[below(marks.length)]).join('');
  const halves = below(4) < 2 ? [unit()] : [unit(), unit()];
  // Where a number makes each different, what is looked up by its name is never found.
  const counted = below(6) === 0;
  return {
    name: `seed ${seed}: ${halves.map((half) => JSON.stringify(half)).join(' then ')}${counted ? ' with numbers' : ''}`,
    make: (length) => halves.map((half) => repeated(half, length / halves.length, counted)).join(''),
  };
}

/** @param {string} unit @param {number} length @param {boolean} counted */
function repeated(unit, length, counted) {
  if (!counted) return unit.repeat(Math.max(1, Math.floor(length / unit.length)));
  const made = [];
  for (let at = 0, size = 0; size < length; at++) {
    made.push(`${unit}${at}`);
    size += made[at].length;
  }
  return made.join('');
}
