/**
 * Compares the configuration of a site, as `draftpane/site` merges it, with what `hugo config` says of the same folder: random
 * ones of several files, environments, themes and merge strategies.
 *
 *     node tests/hugo/configuration.mjs [COUNT] [SEED]
 */
import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { skipped, Stop } from '../../scripts/run.mjs';
import { Site } from '../../www/site.js';
import { hugo } from './oracle.mjs';

/** @typedef {Record<string, any>} Tree */

/** Sites that are made, each by its seed. */
const count = 40;

/** @param {number} [many] @param {number} [first] */
export async function compareConfiguration(many = count, first = 1) {
  const program = await hugo();
  if (!program) return skipped('configurations of sites, compared with Hugo', 'Python is missing, which installs it');
  const folder = mkdtempSync(join(tmpdir(), 'draftpane-configuration-'));
  /** @type {string[]} */
  const differing = [];
  try {
    for (let seed = first; seed < first + many; seed++) {
      const { files, environment } = made(seed);
      const place = join(folder, String(seed));
      for (const [path, text] of files) {
        mkdirSync(dirname(join(place, path)), { recursive: true });
        writeFileSync(join(place, path), text);
      }
      const { stdout, stderr } = spawnSync(program, ['config', '--format', 'json', '--environment', environment], { cwd: place, encoding: 'utf8' });
      const start = stdout.indexOf('{');
      if (start < 0) throw new Stop(`Hugo refuses the site of seed ${seed}: ${stderr || stdout}`);
      const theirs = shown(JSON.parse(stdout.slice(start)));
      const ours = shown(/** @type {Tree} */ ((await Site.open(files, { environment })).config));
      if (!isDeepStrictEqual(ours, theirs)) {
        differing.push(`seed ${seed}\n${[...files].map(([path, text]) => `--- ${path}\n${text}`).join('\n')}\n    ours  ${JSON.stringify(ours)}\n    Hugo  ${JSON.stringify(theirs)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`\nconfigurations of ${many} sites: ${many - differing.length} equal`);
  for (const text of differing.slice(0, 5)) console.log(`\n${text}`);
  if (differing.length > 0) throw new Stop(`The configuration of ${differing.length} sites differs from Hugo's.`);
}

/** The keys to compare: Hugo adds its defaults to all others. @param {Tree} config */
function shown(config) {
  const { params = {}, title = '', summarylength = 70, enableemoji = false, markup = {}, taxonomies } = config;
  const { unsafe = false, hardwraps = false } = markup.goldmark?.renderer ?? {};
  const names = Object.keys(taxonomies ?? {});
  return { params: sorted(params), title, summarylength, enableemoji, unsafe, hardwraps, taxonomies: names.length > 0 ? sorted(taxonomies) : { category: 'categories', tag: 'tags' } };
}

/** @param {unknown} value @returns {unknown} with keys in order */
function sorted(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/** @param {number} seed @returns {{ files: Map<string, string>, environment: string }} */
function made(seed) {
  let state = (seed * 2_654_435_761) >>> 0;
  /** @param {number} below */
  const random = (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  /** @template T @param {T[]} list */
  const pick = (list) => list[random(list.length)];
  const strategies = ['none', 'shallow', 'deep'];

  /** Without zeros, which `hugo config` omits. @param {number} depth @returns {Tree} */
  function params(depth) {
    /** @type {Tree} */
    const tree = {};
    for (let at = random(4); at >= 0; at--) tree[pick(['A', 'b', 'C', 'd'])] = depth < 3 && random(3) === 0 ? params(depth + 1) : 1 + random(9);
    if (random(8) === 0) tree._merge = pick(strategies);
    return tree;
  }
  /** Keys are of one kind in every file: Hugo refuses a table in the place of a number. @param {Tree} tree @param {number} depth @returns {Tree} */
  const steady = (tree, depth = 0) => Object.fromEntries(Object.entries(tree).map(([key, value]) => {
    if (key === '_merge') return [key, value];
    const isTable = key.toLowerCase() === 'c' && depth < 3;
    return [key, isTable ? (typeof value === 'object' ? steady(value, depth + 1) : { x: value }) : typeof value === 'object' ? 1 : value];
  }));
  /** @returns {Tree} */
  function root() {
    /** @type {Tree} */
    const tree = {};
    if (random(2)) tree.title = pick(['One', 'Two']);
    if (random(2)) tree.summaryLength = 10 + random(9);
    if (random(3) === 0) tree.enableEmoji = true;
    if (random(2)) tree.params = steady(params(0));
    if (random(3) === 0) tree.taxonomies = { [pick(['tag', 'series'])]: pick(['tags', 'series']), ...(random(2) ? { _merge: pick(strategies) } : {}) };
    if (random(2)) tree.markup = { goldmark: { renderer: { [pick(['unsafe', 'hardWraps'])]: true }, ...(random(3) === 0 ? { _merge: pick(strategies) } : {}) } };
    if (random(8) === 0) tree._merge = pick(strategies);
    return tree;
  }

  /** @type {Map<string, string>} */
  const files = new Map();
  /** @param {string} path @param {Tree} tree */
  const write = (path, tree) => files.set(path, JSON.stringify(tree, null, 1));
  const themes = random(3);
  const name = pick(['hugo', 'config']);
  write(`${name}.json`, { ...root(), ...(themes > 0 ? { theme: ['one', 'two'].slice(0, themes) } : {}) });
  if (random(2)) write('config/_default/hugo.json', root());
  if (random(2)) write('config/_default/params.json', steady(params(0)));
  if (random(3) === 0) write('config/_default/taxonomies.json', { tag: 'tags' });
  if (random(2)) write('config/staging/config.json', root());
  if (themes > 0) write('themes/one/hugo.json', root());
  if (themes > 1) write('themes/two/config.json', root());
  if (themes > 1 && random(2)) write('themes/two/config/_default/params.json', steady(params(0)));
  return { files, environment: pick(['production', 'staging']) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [many, first] = process.argv.slice(2).map(Number);
  await compareConfiguration(many || count, first || 1);
}
