/** `npm run fuzz [edits] [seed]`: the law, tested by many more random edits than a test run has time for. */
import { run, say, Stop } from './run.mjs';
import { rust } from './setup/rust.mjs';

/** @param {string[]} args how many edits, a million unless given, and the first seed */
export default async function fuzz([edits = '1000000', seed = '1']) {
  if (!/^\d+$/.test(edits) || !/^\d+$/.test(seed)) throw new Stop('Give whole numbers: `npm run fuzz -- 1000000 1`.');
  await rust();
  say(`${edits} random edits from seed ${seed}`);
  await run('cargo', ['test', '--release', '--test', 'incremental', '--', '--nocapture'], {
    env: { DRAFTPANE_EDITS: edits, DRAFTPANE_SEED: seed },
    otherwise: 'The law is broken: the smallest case that was found stands above.',
  });
}
