/**
 * Compares what the engine makes of small random inputs with what real Hugo makes of them, by the areas of areas.mjs.
 *
 *     node tests/hugo/generated.mjs [--all] [--seed N] [--inputs N] [PART OF AN AREA'S NAME]
 *
 * `--all` shows each difference, not the first ones. With another seed or number of inputs nothing fails: the count is shown.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stop } from '../../scripts/run.mjs';
import { areas } from './areas.mjs';
import { Random } from './areas/random.mjs';
import { canonical } from './canonical.mjs';
import { render } from './compare.mjs';
import { answers, hugo } from './oracle.mjs';

/** In one site: they are small. */
const batch = 2000;

/**
 * @param {{ all?: boolean, seed?: number, inputs?: number, part?: string }} [options]
 */
export async function compareGenerated({ all = false, seed, inputs, part = '' } = {}) {
  const program = await hugo();
  if (!program) return;
  /** @type {string[]} */
  const problems = [];
  console.log('\nrandom inputs                    inputs  differ   known');
  for (const area of areas.filter(({ name }) => name.includes(part))) {
    const random = new Random(seed ?? 1);
    const texts = [...new Set(Array.from({ length: inputs ?? area.inputs }, () => area.generate(random)))];
    const ours = await render(texts.map((text) => ({ name: area.name, text, site: area.settings, frontMatter: false })));
    const theirs = answers(program, texts, area.settings, batch);
    const compared = area.compared ?? ['html'];
    const differing = texts.flatMap((text, index) => {
      const answer = theirs[index];
      if ('error' in answer) return [];
      const what = compared.find((what) => shown(ours[index], what) !== shown(answer, what));
      return what ? [`${JSON.stringify(text)}\n  - ${shown(ours[index], what)}\n  + ${shown(answer, what)}`] : [];
    });
    console.log(`${area.name.padEnd(32)}${[texts.length, differing.length, area.left].map((count) => String(count).padStart(7)).join(' ')}`);
    const known = seed === undefined && inputs === undefined ? area.left : Infinity;
    if (all || differing.length > known) for (const difference of all ? differing : differing.slice(0, 20)) console.log(difference);
    if (differing.length > known) problems.push(`${area.name}: ${differing.length} inputs differ from Hugo, and ${known} are known (tests/hugo/areas.mjs).`);
    if (differing.length < known && known < Infinity) problems.push(`${area.name}: only ${differing.length} inputs differ from Hugo: lower \`left\` in tests/hugo/areas.mjs.`);
  }
  if (problems.length > 0) throw new Stop(problems.join('\n'));
}

/**
 * @param {{ html: string, words: number, minutes: number, summary: string, truncated: boolean }} answer
 * @param {'html' | 'words' | 'summary'} what
 */
function shown(answer, what) {
  if (what === 'words') return `${answer.words} ${answer.minutes}`;
  return (what === 'html' ? canonical(answer.html) : `${canonical(answer.summary)} ${answer.truncated}`).replaceAll('\n', '⏎');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { all: { type: 'boolean' }, seed: { type: 'string' }, inputs: { type: 'string' } },
    allowPositionals: true,
  });
  const number = (/** @type {string | undefined} */ value) => (value === undefined ? undefined : Number(value));
  const options = { all: values.all, seed: number(values.seed), inputs: number(values.inputs), part: positionals[0] };
  await compareGenerated(options).catch((error) => {
    console.error(error.name === 'Stop' ? `\n${error.message}` : error);
    process.exitCode = 1;
  });
}
