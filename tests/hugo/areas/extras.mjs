/** Delimiters of emphasis, strikethrough and Hugo's extras, across each other. */

/** @typedef {import('./random.mjs').Random} Random */

const runs = ['*', '**', '_', '__', '~', '~~', '^', '^^', '++', '==', '~~~', '+', '=', '***'];
const scraps = ['a', 'b', 'c d', '2', 'É', ' ', ' ', ' ', '\n', '-1', '+', '\'', '.', '(', ')', '\\~', '\\*', '\\^', '`e`', '[f](/u)', '[', '](/v)', '![g](/i.png)'];

/** @param {Random} random */
export function delimiters(random) {
  let text = random.pick(['', '', '', '## ', '- ', '> ']);
  for (let left = 3 + random.below(8); left > 0; left--) text += random.pick(random.below(2) ? runs : scraps);
  // One paragraph, or heading: no fence, no list, no line under it.
  return text.replaceAll(/\s*\n\s*/g, '\nx').replace(/^(## |- |> )?\s*/, '$1y');
}
