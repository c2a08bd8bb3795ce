/** `npm run fuzz [edits] [seed] [kind]`: the law, tested by many more random edits than a test run has time for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say, Stop } from './run.mjs';
import { rust } from './setup/rust.mjs';

/** @param {string[]} args how many edits, a million unless given; the first seed; one kind of document alone, as `RawHtml` */
export default async function fuzz([edits = '1000000', seed = '1', kind = '']) {
  if (!/^\d+$/.test(edits) || !/^\d+$/.test(seed)) throw new Stop('Give whole numbers: `npm run fuzz -- 1000000 1`.');
  const list = readFileSync(join(root, 'tests/generate/mod.rs'), 'utf8').match(/const ALL:.*?\[(\s.*?)\]/s)?.[1] ?? '';
  const kinds = [...list.matchAll(/Self::(\w+)/g)].map(([, name]) => name);
  if (kind && !kinds.includes(kind)) throw new Stop(`There is no kind ${kind}: the kinds are ${kinds.join(', ')}.`);
  await rust();
  say(`${edits} random edits from seed ${seed} in documents of ${kind || 'every kind'}`);
  await run('cargo', ['test', '--release', '--test', 'incremental', '--', '--nocapture'], {
    env: { DRAFTPANE_EDITS: edits, DRAFTPANE_SEED: seed, ...(kind && { DRAFTPANE_GENERATOR: kind }) },
    otherwise: 'The law is broken, or what every text must hold: the case that was found stands above.',
  });
}
