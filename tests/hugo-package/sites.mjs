/** Sites for the tests: their files, and Hugo as a program, which they are compared with. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hugo } from '../hugo/oracle.mjs';

/** @typedef {Map<string, string | Uint8Array>} Files */

/** The project's own site. */
export const own = fileURLToPath(new URL('site', import.meta.url));

/**
 * The files of a folder, by their paths in it, with slashes.
 * @param {string} folder
 * @param {string} [under] where they are to stand
 * @returns {Files}
 */
export function filesOf(folder, under = '') {
  return new Map(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return [under + file.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(file)];
  }));
}

/** The text of a file. @param {Files} files @param {string} path */
export const textOf = (files, path) => new TextDecoder().decode(/** @type {Uint8Array} */ (files.get(path)));

/** Where pages are published, by their files. */
const listing = `{{ range site.Home.AllTranslations }}{{ range .Site.RegularPages }}{{ dict "file" .File.Filename "page" .RelPermalink | jsonify }}
{{ end }}{{ end }}`;

/**
 * The site as Hugo builds it, drafts and all.
 * @param {Files} files
 * @param {string} [environment]
 * @param {Files} [generated] takes the files of `resources/`, where Hugo stores the styles that it compiled
 * @returns {Promise<Map<string, string> | null>} the pages of posts, by the paths of their files; null where there is no Hugo
 */
export async function natively(files, environment = 'production', generated = new Map()) {
  const program = await hugo();
  if (!program) return null;
  const folder = mkdtempSync(join(tmpdir(), 'draftpane-site-'));
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const args = ['--source', folder, '--environment', environment, '-D', '-F', '-E', '--quiet'];
    const build = (/** @type {string[]} */ ...more) => {
      const { status, stdout, stderr } = spawnSync(program, [...args, ...more], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`Hugo failed: ${stdout}\n${stderr}`);
    };
    build();
    if (existsSync(join(folder, 'resources'))) for (const [path, content] of filesOf(join(folder, 'resources'), 'resources/')) generated.set(path, content);
    // A second time, with another home page, for the list of pages.
    mkdirSync(join(folder, 'layouts'), { recursive: true });
    writeFileSync(join(folder, 'layouts', 'home.html'), listing);
    build('--destination', 'listed', '--minify=false');
    const base = new URL(configured(folder, program).baseurl, 'https://example.org').pathname;
    /** @type {Map<string, string>} */
    const pages = new Map();
    for (const line of readFileSync(join(folder, 'listed', 'index.html'), 'utf8').split('\n').filter((line) => line.startsWith('{'))) {
      const { file, page } = JSON.parse(line);
      pages.set(file.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(join(folder, 'public', decodeURI(page).slice(base.length), 'index.html'), 'utf8'));
    }
    return pages;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The configuration, as Hugo merges it.
 * @param {string} folder
 * @param {string} program
 */
function configured(folder, program) {
  const { stdout } = spawnSync(program, ['config', '--source', folder, '--format', 'json'], { encoding: 'utf8' });
  return JSON.parse(stdout.slice(stdout.indexOf('{')));
}
