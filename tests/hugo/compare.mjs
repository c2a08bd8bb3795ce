/**
 * Compares what the engine makes of posts with what real Hugo makes of them, and prints a table by site.
 *
 *     node tests/hugo/compare.mjs [--all] [--shared FOLDER] [PART OF A PATH]
 *
 * Under each of some configurations. The posts are the project's own and, where DRAFTPANE_SHARED or --shared names a folder, those of
 * its `posts`, also under the settings of the site that they come from (sites/of), and the inputs of the Markdown suites in its `corpora`.
 * Differences that are known stand in known.json with a reason; another one fails the run, and so does a known one
 * that is none any more. `--all` shows each difference, not the first ones.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseFragment } from 'parse5';
import { root, run, skipped, Stop } from '../../scripts/run.mjs';
import { canonical, contents, entry, plain } from './canonical.mjs';
import { answers, hugo } from './oracle.mjs';
import { attributes, elements, expected } from './raw.mjs';
import { suites } from './suites.mjs';

/** Markers of a Hugo shortcode: what it gives depends on the site. The project's own posts use only those of Hugo's. */
const shortcode = /\{\{[<%]/;

const here = fileURLToPath(new URL('.', import.meta.url));
/** The configurations, in sites/: plain is Hugo's own, less the highlighter, and what the engine does without a site. */
const sites = ['plain', 'highlighted', 'doks', 'dollars', 'signs', 'ascii', 'cjk', 'css3', 'unsafe'];
/** Those that the public posts are read under, too. */
const common = new Set(['plain', 'highlighted', 'doks', 'unsafe', 'cjk']);

/**
 * @typedef {import('./oracle.mjs').Answer} Answer
 * @typedef {import('./oracle.mjs').Summed & { name: string, body: string }} Rendered
 * @typedef {Record<'posts' | 'raw' | 'html' | 'headings' | 'contents' | 'words' | 'summary' | 'known', number>} Counts how many are equal
 * @typedef {{ name: string, text: string, flavor?: string, frontMatter?: boolean, site?: string }} Post
 */

/**
 * @param {{ shared?: string, all?: boolean, part?: string }} [options]
 */
export async function compare({ shared = process.env.DRAFTPANE_SHARED, all = false, part = '' } = {}) {
  const program = await hugo();
  if (!program) {
    skipped('posts, compared with Hugo', 'Python is missing, which installs it');
    return;
  }
  const own = read(join(here, 'posts'), 'own');
  const public_ = shared ? read(join(shared, 'posts'), 'posts') : [];
  /** @type {string[]} */
  const problems = [];
  /** @param {string} site @param {string} settings @param {Post[]} posts */
  const compareOne = async (site, settings, posts) => {
    const chosen = posts.filter((post) => `${site}: ${post.name}`.includes(part));
    if (chosen.length > 0) problems.push(...await compareSite(program, site, settings, chosen, all));
  };
  for (const site of sites) {
    const settings = readFileSync(join(here, 'sites', `${site}.toml`), 'utf8');
    const posts = [
      ...(site === 'plain' ? own : read(join(here, 'sites', site), site)),
      ...(site === 'doks' ? [everyEmoji()] : []),
      ...(site === 'highlighted' ? [everyLanguage()] : []),
      ...(common.has(site) ? public_ : []),
    ];
    await compareOne(site, settings, posts);
  }
  for (const site of shared ? readdirSync(join(here, 'sites', 'of')) : []) {
    const folder = site.replace('.toml', '');
    await compareOne(`of ${folder}`, readFileSync(join(here, 'sites', 'of', site), 'utf8'), public_.filter(({ name }) => name.split('/')[1] === folder));
  }
  if (shared) await compareOne('suites', readFileSync(join(here, 'sites', 'unsafe.toml'), 'utf8'), suites(shared));
  if (problems.length > 0) throw new Stop(problems.join('\n'));
}

/**
 * Compares posts under one configuration; returns what is wrong.
 * @param {string} program
 * @param {string} name
 * @param {string} settings in TOML
 * @param {Post[]} posts
 * @param {boolean} all whether each difference is shown
 */
async function compareSite(program, name, settings, posts, all) {
  const site = name === 'plain' ? undefined : settings;
  const ours = (await render(posts.map((post) => ({ ...post, site })))).filter((post) => !post.name.startsWith('posts/') || !shortcode.test(post.body));
  const theirs = answers(program, ours.map((post) => post.body), settings);

  /** @type {Record<string, string>} */
  const known = JSON.parse(readFileSync(new URL('known.json', import.meta.url), 'utf8'));
  /** @type {Map<string, Counts>} */
  const sites = new Map();
  /** @type {string[]} */
  const unknown = [];
  /** @type {string[]} */
  const passing = [];
  ours.forEach((post, index) => {
    const [folder, below] = post.name.split('/');
    const from = below === 'apart' ? below : folder === 'posts' ? below.replace(/\.md$/, '') : folder === 'suites' ? below.split(' ')[0] : 'own';
    const row = sites.get(from) ?? none();
    sites.set(from, row);
    const answer = theirs[index];
    if ('error' in answer) return;
    // Raw HTML off the allowlist shows as its rule says, and nothing else may differ.
    const isRaw = !isAllowed(answer.html);
    const form = (/** @type {string} */ html) => canonical(isRaw ? expected(html) : html);
    row.posts += 1;
    if (isRaw) row.raw += 1;
    const differences = [
      different('html', form(post.html), form(answer.html)),
      different('headings', outline(post.headings), outline(answer.headings)),
      different('contents', tableOfContents(post.headings), contents(answer.toc)),
      different('words', `${post.words} ${post.minutes}`, `${answer.words} ${answer.minutes}`),
      different('summary', `${canonical(post.summary)}\n${post.truncated}`, `${canonical(answer.summary)}\n${answer.truncated}`),
    ];
    // Hugo measures a summary with the colours of its code.
    if (isRaw || !/^\s*codeFences = false/m.test(settings)) differences[4] = null;
    compared.forEach((what, at) => (row[what] += differences[at] ? 0 : 1));
    const shown = differences.filter((difference) => difference !== null);
    const key = [`${name}: ${post.name}`, post.name].find((key) => key in known);
    if (key) {
      if (shown.length > 0) row.known += 1;
      else if (key !== post.name || name === 'plain') passing.push(key);
    } else if (shown.length > 0) {
      unknown.push(`${post.name}\n${shown.join('\n')}`);
    }
  });
  print(name, sites);
  for (const [index, text] of unknown.entries()) if (all || index < 20) console.log(`\n${text}`);
  return [
    ...(unknown.length > 0 ? [`${name}: ${unknown.length} posts differ from Hugo and are not in tests/hugo/known.json.`] : []),
    ...passing.map((post) => `${post} is in tests/hugo/known.json and is equal now: take it out.`),
  ];
}

/**
 * Whether all elements of HTML, and their attributes, may be in a preview. Classes and styles are the theme's.
 * @param {string} html
 */
function isAllowed(html) {
  const own = /^(footnote|language-)|^text-align:/;
  const allowed = (/** @type {any} */ node) => (node.attrs ?? []).every((/** @type {any} */ { name, value }) => (
    attributes.has(name) && (!/^(class|style)$/.test(name) || own.test(value))))
    && (node.childNodes ?? []).every((/** @type {any} */ child) => (!child.tagName || elements.has(child.tagName)) && allowed(child));
  return allowed(parseFragment(html));
}

/**
 * A post with each emoji that has a name.
 * @returns {Post}
 */
function everyEmoji() {
  const [lines] = readFileSync(join(root, 'src', 'hugo', 'emoji.txt'), 'utf8').split('\n\n');
  const names = lines.split(/\s/);
  // Hugo writes emoji as references, which makes its summary by length another one.
  const text = names.map((name) => `\\:${name}\\: :${name}:\n`);
  return { name: 'own/every-emoji', text: ['All names.\n', '<!--more-->\n', ...text].join('\n') };
}

/**
 * A post with code in each language that the highlighter knows, as it is named and in capitals.
 * @returns {Post}
 */
function everyLanguage() {
  const names = readFileSync(join(root, 'src', 'hugo', 'languages.txt'), 'utf8').trim().split(/\n+/);
  // Capitals of a name are the name; of the ending of a file they are another one.
  const fences = [...names, ...names.map((name) => name.toUpperCase())].map((name) => `\`\`\`${name}\nx\n\`\`\`\n`);
  return { name: 'own/every-language', text: fences.join('\n') };
}

/**
 * The posts below a folder.
 * @param {string} folder
 * @param {string} name how the folder is called
 * @returns {Post[]}
 */
export function read(folder, name) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|markdown)$/.test(entry.name) && entry.name !== 'SOURCES.md')
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((file) => ({
      name: `${name}/${relative(folder, file).split(sep).join('/')}`,
      text: readFileSync(file, 'utf8'),
    }));
}

/**
 * Renders posts by the engine.
 * @param {Post[]} posts
 * @returns {Promise<Rendered[]>}
 */
export async function render(posts) {
  await run('cargo', ['build', '--quiet', '--profile', 'test', '--example', 'render'], { silent: true });
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const { status, stdout, error } = spawnSync(join(target, 'debug', 'examples', 'render'), {
    input: posts.map((post) => `${JSON.stringify(post)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw error ?? new Error(`The example render failed (${status}).`);
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

/**
 * Hugo's table of contents has no names for headings without an id.
 * @param {import('./oracle.mjs').Heading[]} headings whose texts are HTML
 */
function outline(headings) {
  return headings.filter(({ id }) => id !== '').map(({ level, id, text }) => `${level} ${id} ${plain(text)}`).join('\n');
}

/**
 * Hugo's table of contents made from the outline: levels 2 and 3, in the form of `contents`.
 * @param {import('./oracle.mjs').Heading[]} headings whose texts are HTML
 */
function tableOfContents(headings) {
  /** @typedef {{ text: string, below: Entry[] }} Entry */
  /** @type {Entry[]} One for each heading of level 1, and one for what is before the first. */
  const rows = [];
  for (const { level, id, text } of headings) {
    const heading = { text: entry(`#${id}`, plain(text)), below: [] };
    if (level === 1) {
      rows.push(heading);
      continue;
    }
    if (rows.length === 0) rows.push({ text: '', below: [] });
    let above = rows[rows.length - 1];
    for (let passed = 2; passed < level; passed++) {
      if (above.below.length === 0) above.below.push({ text: '', below: [] });
      above = above.below[above.below.length - 1];
    }
    above.below.push(heading);
  }
  const second = rows.flatMap(({ below }) => (below.length ? ['(', ...below.flatMap(({ text, below: third }) => [text, ...(third.length ? ['(', ...third.map((heading) => heading.text), ')'] : [])]), ')'] : []));
  return second.join('\n');
}

/**
 * The lines in which two texts differ, or null.
 * @param {string} what
 * @param {string} ours
 * @param {string} theirs
 */
function different(what, ours, theirs) {
  if (ours === theirs) return null;
  const [a, b] = [ours.split('\n'), theirs.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const cut = (/** @type {string[]} */ lines) => lines.slice(head, lines.length - tail).slice(0, 4);
  const [x, y] = [cut(a).join('⏎'), cut(b).join('⏎')];
  let same = 0;
  while (same < x.length && x[same] === y[same]) same += 1;
  const show = (/** @type {string} */ text) => text.slice(Math.max(0, same - 60), same + 100);
  return `  ${what}, after line ${head}\n    - ${show(x)}\n    + ${show(y)}`;
}

/** The parts that are compared, in this order. */
const compared = /** @type {const} */ (['html', 'headings', 'contents', 'words', 'summary']);

/** @returns {Counts} */
const none = () => ({ posts: 0, raw: 0, html: 0, headings: 0, contents: 0, words: 0, summary: 0, known: 0 });

/**
 * @param {string} title
 * @param {Map<string, Counts>} sites
 */
function print(title, sites) {
  const rows = [...sites].sort(([a], [b]) => (a < b ? -1 : 1));
  const all = none();
  // Posts that are there to differ do not count.
  for (const [name, site] of rows) if (name !== 'apart') for (const key of /** @type {(keyof typeof all)[]} */ (Object.keys(all))) all[key] += site[key];
  console.log(`\n${title.padEnd(32)}posts  raw${compared.map((what) => what.padStart(11)).join('')}  known`);
  for (const [name, site] of [...rows, /** @type {const} */ (['all', all])]) {
    const share = (/** @type {number} */ count) => `${((100 * count) / (site.posts || 1)).toFixed(2)} %`.padStart(11);
    console.log(`${name.padEnd(32)}${String(site.posts).padStart(5)}${String(site.raw).padStart(5)}${compared.map((what) => share(site[what])).join('')}${String(site.known).padStart(7)}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { all: { type: 'boolean' }, shared: { type: 'string' } },
    allowPositionals: true,
  });
  await compare({ ...values, part: positionals[0] }).catch((error) => {
    console.error(error.name === 'Stop' ? `\n${error.message}` : error);
    process.exitCode = 1;
  });
}
