/**
 * `npm run fuzz [edits] [seed] [kind]`: the law, tested by many more random edits than a test run has time for.
 * `npm run fuzz growth [seeds] [seed]`: what random patterns cost as they grow.
 * `npm run fuzz <target> [minutes]`: one of the targets of fuzz/, guided by which code it reaches.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWasm } from './build.mjs';
import { root, run, say, Stop } from './run.mjs';
import { packages } from './setup/npm.mjs';
import { fuzzer, rust } from './setup/rust.mjs';

/** @param {string[]} args */
export default async function fuzz([first = '1000000', second, kind = '']) {
  const targets = listed('tests/fuzz/target.rs', /const TARGETS:.*?= \[(\s.*?)\];/s, /\("(\w+)"/g);
  if (targets.includes(first)) return guided(first, whole(second ?? '10'));
  if (first === 'growth') return growth(whole(second ?? '500'), whole(kind || '1'));
  if (!/^\d/.test(first)) throw new Stop(`There is no target ${first}: the targets are growth, ${targets.join(', ')}.`);
  return random(whole(first), whole(second ?? '1'), kind);
}

/** @param {string} target @param {string} minutes */
async function guided(target, minutes) {
  await rust();
  await fuzzer();
  // Inputs that reached new code are saved, and the next run goes on from them.
  const corpora = join(root, '.cache/fuzz');
  await run('cargo', ['test', '--release', '--test', 'fuzz', 'seeds'], { env: { DRAFTPANE_SEEDS: corpora }, silent: true });
  say(`${target}, for ${minutes} minutes`);
  const limits = [`-max_total_time=${Number(minutes) * 60}`, '-max_len=2048', '-timeout=20', '-print_final_stats=1'];
  // The crate has no unsafe code to watch: runs without a sanitizer are quicker, and a stable Rust can build them.
  await run('cargo', ['fuzz', 'run', '--fuzz-dir', 'fuzz', '-s', 'none', target, join(corpora, target), '--', ...limits], {
    otherwise: 'A property does not hold: the bytes that show it are in fuzz/artifacts. Make them a case of tests/fuzz.',
  });
}

/** @param {string} seeds @param {string} first */
async function growth(seeds, first) {
  await packages();
  await rust();
  await buildWasm();
  say(`${seeds} random patterns from seed ${first}, from 25 to 100 kB`);
  await run(process.execPath, ['tests/growth/fuzz.mjs', seeds, first], { otherwise: 'Some patterns cost too much, or more for each byte as they grow: they are listed above.' });
}

/** @param {string} edits @param {string} seed @param {string} kind */
async function random(edits, seed, kind) {
  const kinds = listed('tests/generate/mod.rs', /const ALL:.*?\[(\s.*?)\]/s, /Self::(\w+)/g);
  if (kind && !kinds.includes(kind)) throw new Stop(`There is no kind ${kind}: the kinds are ${kinds.join(', ')}.`);
  await rust();
  say(`${edits} random edits from seed ${seed} in documents of ${kind || 'every kind'}`);
  await run('cargo', ['test', '--release', '--test', 'incremental', '--', '--nocapture'], {
    env: { DRAFTPANE_EDITS: edits, DRAFTPANE_SEED: seed, ...(kind && { DRAFTPANE_GENERATOR: kind }) },
    otherwise: 'The law or an invariant is broken: the case is printed above.',
  });
}

/** @param {string} number */
function whole(number) {
  if (!/^[1-9]\d*$/.test(number)) throw new Stop('Give whole numbers above 0: `npm run fuzz -- 1000000 1`, or `npm run fuzz -- law 10`.');
  return number;
}

/**
 * The names in a list of a source file.
 * @param {string} file @param {RegExp} list @param {RegExp} name
 */
function listed(file, list, name) {
  const text = readFileSync(join(root, file), 'utf8').match(list)?.[1] ?? '';
  return [...text.matchAll(name)].map(([, found]) => found);
}
