/**
 * Compares front matter as the engine reads it with what real Hugo makes of it: whether it can be read at all, every
 * value, and the four dates.
 *
 *     node tests/hugo/front_matter.mjs [--all] [--shared FOLDER]
 *
 * The posts are those of tests/hugo/front-matter and, where there are any, the shared ones; their bodies are left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root, run, skipped, Stop } from '../../scripts/run.mjs';
import { read } from './compare.mjs';
import { hugo } from './oracle.mjs';

/** @typedef {{ name: string, source: string, errors: string[], params: Record<string, unknown>, dates: Record<string, number | null> }} Ours */
/** @typedef {{ params: Record<string, unknown>, dates: Record<string, number> } | { error: string }} Theirs */

/** Keys that Hugo reads as dates; their values are compared as dates. */
const DATES = new Set(['date', 'lastmod', 'modified', 'publishdate', 'pubdate', 'published', 'expirydate', 'unpublishdate']);
/** The year 1, which stands for no date. */
const NEVER = -62135596800;

/** @param {{ shared?: string, all?: boolean }} [options] */
export async function compareFrontMatter({ shared = process.env.DRAFTPANE_SHARED, all = false } = {}) {
  const program = await hugo();
  if (!program) {
    skipped('front matter, compared with Hugo', 'Python is missing, which installs it');
    return;
  }
  const posts = read(fileURLToPath(new URL('front-matter', import.meta.url)), 'own');
  if (shared) posts.push(...read(join(shared, 'posts'), 'posts'));
  const ours = (await readAll(posts)).filter(({ source }) => source.trim() !== '');
  const theirs = build(program, ours.map(({ source }) => source));

  const equal = { verdict: 0, params: 0, dates: 0 };
  let [accepted, unlisted] = [0, 0];
  /** @type {string[]} */
  const unknown = [];
  ours.forEach((post, index) => {
    const answer = theirs[index];
    // It may ask not to be listed.
    if (!answer) {
      unlisted += 1;
      return;
    }
    const differences = [];
    const refused = 'error' in answer;
    if (refused === post.errors.length > 0) equal.verdict += 1;
    else differences.push(refused ? `only Hugo refuses it: ${answer.error.slice(0, 300)}` : `only draftpane refuses it: ${post.errors[0]}`);
    if (!refused) {
      accepted += 1;
      const values = treeDifferences(post.params, answer.params);
      if (values.length === 0) equal.params += 1;
      const dates = Object.entries(post.dates)
        .filter(([name, ours]) => (ours ?? NEVER) !== answer.dates[name])
        .map(([name, ours]) => `${name}: ${ours}, Hugo ${answer.dates[name]}`);
      if (dates.length === 0) equal.dates += 1;
      differences.push(...values, ...dates);
    }
    if (differences.length > 0) unknown.push(`${post.name}\n    ${differences.join('\n    ')}`);
  });
  const share = (/** @type {number} */ count, /** @type {number} */ of) => `${((100 * count) / (of || 1)).toFixed(2)} %`;
  console.log(`\nfront matter of ${ours.length} posts: verdicts ${share(equal.verdict, ours.length - unlisted)} equal (${unlisted} Hugo does not list); of ${accepted} that Hugo accepts: values ${share(equal.params, accepted)}, dates ${share(equal.dates, accepted)}`);
  for (const [index, text] of unknown.entries()) if (all || index < 20) console.log(`\n${text}`);
  if (unknown.length > 0) throw new Stop(`The front matter of ${unknown.length} posts differs from Hugo's.`);
}

/** @param {{ name: string, text: string }[]} posts @returns {Promise<Ours[]>} */
async function readAll(posts) {
  await run('cargo', ['build', '--quiet', '--profile', 'test', '--example', 'params'], { silent: true });
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const { status, stdout, error } = spawnSync(join(target, 'debug', 'examples', 'params'), {
    input: posts.map((post) => `${JSON.stringify(post)}\n`).join(''), encoding: 'utf8', maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw error ?? new Error(`The example params failed (${status}).`);
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

/**
 * Builds one site of posts that are front matter alone. One that Hugo refuses fails the whole build, so it is taken out
 * and the rest built again.
 *
 * @param {string} program
 * @param {string[]} sources
 * @returns {Theirs[]}
 */
function build(program, sources) {
  const site = mkdtempSync(join(tmpdir(), 'draftpane-hugo-'));
  try {
    const settings = readFileSync(new URL('site.toml', import.meta.url), 'utf8').replace(/^/, 'buildDrafts = true\nbuildFuture = true\nbuildExpired = true\n');
    writeFileSync(join(site, 'hugo.toml'), settings);
    mkdirSync(join(site, 'layouts'));
    writeFileSync(join(site, 'layouts', 'home.html'), LAYOUT);
    const page = (/** @type {number} */ index) => join(site, 'content', 'posts', `p${index}.md`);
    mkdirSync(dirname(page(0)), { recursive: true });
    sources.forEach((source, index) => writeFileSync(page(index), source));
    /** @type {Theirs[]} */
    const answers = [];
    for (;;) {
      const { status, stdout, stderr, signal, error } = spawnSync(program, ['--source', site], { encoding: 'utf8' });
      if (status === 0) break;
      const message = `${stdout}\n${stderr}`;
      // Hugo tells of several at once.
      const names = [...new Set([...message.matchAll(/posts\/p(\d+)\.md/g)].map(([, name]) => Number(name)))].filter((name) => !answers[name]);
      if (names.length === 0) throw new Error(`Hugo failed (${status ?? signal ?? error}): ${message}`);
      for (const name of names) {
        const at = message.indexOf(`posts/p${name}.md`);
        answers[name] = { error: message.slice(Math.max(0, at - 80), at + 200).replaceAll(site, '').trim() };
        rmSync(page(name));
      }
    }
    for (const line of readFileSync(join(site, 'public', 'index.html'), 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const { name, ...answer } = JSON.parse(line);
      answers[Number(name.slice(1))] = answer;
    }
    return answers;
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

const LAYOUT = `{{ range site.AllPages -}}{{ $page := . }}{{ with .File }}{{ if eq .Dir "posts/" -}}
{{ dict "name" .ContentBaseName "params" $page.Params "dates" (dict "date" $page.Date.Unix "lastmod" $page.Lastmod.Unix "publishDate" $page.PublishDate.Unix "expiryDate" $page.ExpiryDate.Unix) | jsonify (dict "noHTMLEscape" true) }}
{{ end }}{{ end }}{{ end }}`;

/**
 * Where our values differ from Hugo's. Values that Hugo or the site adds do not count.
 *
 * @param {Record<string, unknown>} ours
 * @param {Record<string, unknown>} theirs
 */
function treeDifferences(ours, theirs) {
  const differences = [];
  for (const [key, value] of Object.entries(ours)) {
    if (DATES.has(key)) continue;
    // An empty list may be none at all.
    const [a, b] = [stable(value), stable(theirs[key] ?? (Array.isArray(value) ? [] : theirs[key]))];
    if (a !== b) differences.push(`${key}: ${a.slice(0, 120)}, Hugo ${b.slice(0, 120)}`);
  }
  for (const key of Object.keys(theirs)) {
    // A page has the values that it hands down to the pages below it.
    if ('cascade' in ours) break;
    if (!(key in ours) && !DATES.has(key) && !['draft', 'iscjklanguage', 'title', 'build'].includes(key)) differences.push(`${key}: missing, Hugo ${stable(theirs[key])}`);
  }
  return differences;
}

/** As text, with keys in order. @param {unknown} value */
function stable(value) {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner) ?? 'nothing';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { all: { type: 'boolean' }, shared: { type: 'string' } } });
  await compareFrontMatter(values).catch((error) => {
    console.error(error.name === 'Stop' ? `\n${error.message}` : error);
    process.exitCode = 1;
  });
}
