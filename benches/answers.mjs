/** Texts that arrive: one open block of each kind, and answers as language models give them. */

const words = 'the dough rests in a cold bowl until morning and then goes into a hot oven for as long as its crust needs to turn brown'.split(' ');

/** @param {number} at @param {number} count @returns {string} words from a place on */
const some = (at, count) => Array.from({ length: count }, (_, word) => words[(at * 7 + word * 3) % words.length]).join(' ');

/** @param {(at: number) => string} line @param {number} length @param {string} [head] */
function repeated(line, length, head = '') {
  let text = head;
  for (let at = 0; text.length < length; at++) text += line(at);
  return text.slice(0, length);
}

/** By kind, a text of a length that is one open block. @type {Record<string, (length: number) => string>} */
export const blocks = {
  list: (length) => repeated((at) => `- ${some(at, 6)} **${some(at + 1, 2)}** and \`${words[at % words.length]}\`\n`, length),
  'nested list': (length) => repeated((at) => `${'  '.repeat(at % 4)}- ${some(at, 7)} *${some(at, 1)}*\n`, length),
  table: (length) => repeated((at) => `| ${some(at, 3)} | **${some(at, 1)}** | ${at} |\n`, length, '| what | how | much |\n|------|-----|-----:|\n'),
  paragraph: (length) => repeated((at) => `${some(at, 9)}, *${some(at, 2)}* and \`${some(at, 1)}\`\n`, length),
  fence: (length) => repeated((at) => `  const ${words[at % words.length]}${at} = bake(${at}, '${some(at, 2)}');\n`, length, '```js\n'),
  quote: (length) => repeated((at) => (at % 6 === 5 ? '>\n' : `> ${some(at, 8)} **${some(at, 2)}**\n`), length),
};

/** An answer with all that answers have. @param {number} length */
export const answer = (length) => repeated((at) => [
  `## ${at + 1}. ${some(at, 4)}\n\n`,
  `${some(at, 30)}, **${some(at, 3)}**, and *${some(at, 2)}*: \`${some(at, 1)}\`. See [${some(at, 2)}](https://example.org/${at}).\n\n`,
  `1. ${some(at, 9)}\n2. ${some(at + 1, 7)}\n   - ${some(at, 5)}\n   - ${some(at + 2, 5)}\n\n`,
  `| ${some(at, 1)} | ${some(at + 1, 2)} |\n|---|---|\n| ${some(at, 3)} | ${at} |\n| ${some(at + 2, 2)} | ${at * 2} |\n\n`,
  `\`\`\`js\nfunction bake${at}(loaf) {\n  // ${some(at, 6)}\n  return loaf.heat(${at});\n}\n\`\`\`\n\n`,
  `> ${some(at, 20)}\n\n`,
].join(''), length);
