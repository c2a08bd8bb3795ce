/** The files with which real Hugo renders one post of a site. */
import { folderOf, nameOf, within } from '../base/paths.js';
import { frontMatterText } from './posts.js';

/** @typedef {import('./folder.js').Folder} Folder */
/** @typedef {import('./config.js').Module} Module */
/** @typedef {import('./mounts.js').Mounts} Mounts */

/** The most bytes of files in the bundles of other posts: templates may show a picture of each, but memory is not endless. */
const others = 64 * 1024 * 1024;
const atOnce = 32;

/**
 * Everything that Hugo reads for a page: other posts with their front matter alone, no static files.
 * @param {Folder} folder
 * @param {Module[]} modules the site first
 * @param {Mounts} mounts
 * @param {Set<string>} posts paths of the posts
 * @param {string} post the path of the one to render
 * @returns {Promise<Map<string, string | Uint8Array>>}
 */
export async function filesForHugo(folder, modules, mounts, posts, post) {
  /** @type {Map<string, string | Uint8Array>} */
  const files = new Map();
  const own = /^_?index\./i.test(nameOf(post)) ? folderOf(post) : null;
  let room = others;
  /** @param {string} path */
  async function add(path) {
    if (posts.has(path) && path !== post) files.set(path, await frontMatterText(folder, path));
    else if (isContent(path) && path !== post && (own === null || within(path, own) === null)) {
      const bytes = room > 0 ? await folder.bytes(path) : null;
      room -= bytes?.length ?? 0;
      if (bytes && room >= 0) files.set(path, bytes);
    } else files.set(path, await folder.bytes(path));
  }
  const isContent = (/** @type {string} */ path) => mounts.seen(path)?.path.startsWith('content/') === true;
  const paths = wanted(folder, modules);
  for (let at = 0; at < paths.length; at += atOnce) await Promise.all(paths.slice(at, at + atOnce).map(add));
  if ([...files].some(([path, content]) => isBundling(path, content))) await addPackages(folder, files);
  return files;
}

/** Whether a template bundles scripts or stylesheets, which fails where a package is missing. @param {string} path @param {string | Uint8Array} content */
function isBundling(path, content) {
  return /(?:^|\/)layouts\/.*\.html$/.test(path) && /js\.(?:Build|Batch)|css\.Sass|toCSS/.test(typeof content === 'string' ? content : new TextDecoder().decode(content));
}

/**
 * Adds the scripts and stylesheets of the npm packages that the site depends on, and of those that these depend on.
 * @param {Folder} folder
 * @param {Map<string, string | Uint8Array>} files
 */
async function addPackages(folder, files) {
  /** @type {Set<string>} */
  const names = new Set(await dependenciesAt(folder, ''));
  let room = others;
  for (const name of names) {
    const root = `node_modules/${name}/`;
    await folder.reach(root.slice(0, -1));
    for (const path of folder.below(root.slice(0, -1))) {
      if (files.has(path) || !/\.(?:[cm]?js|json|css|s[ac]ss)$/.test(path)) continue;
      const bytes = await folder.bytes(path);
      room -= bytes.length;
      if (room >= 0) files.set(path, bytes);
    }
    for (const inner of await dependenciesAt(folder, root)) names.add(inner);
  }
}

/** @param {Folder} folder @param {string} root @returns {Promise<string[]>} the packages that the one at a folder depends on */
async function dependenciesAt(folder, root) {
  if (!folder.has(`${root}package.json`)) return [];
  try {
    const { dependencies, peerDependencies } = JSON.parse(await folder.text(`${root}package.json`));
    return [...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {})];
  } catch {
    return [];
  }
}

/** Configurations, and what is mounted but in `static/`. @param {Folder} folder @param {Module[]} modules @returns {string[]} */
function wanted(folder, modules) {
  /** @type {Set<string>} */
  const paths = new Set(folder.below('resources/_gen'));
  for (const { folder: root, mounts } of modules) {
    for (const path of folder.below(root)) {
      const rest = within(path, root) ?? '';
      if (rest.startsWith('config/') || /^(?:(?:hugo|config|theme)\.(?:toml|ya?ml|json)|go\.mod|package\.json)$/i.test(rest)) paths.add(path);
    }
    for (const { source, target } of mounts) {
      if (within(target, 'static') !== null) continue;
      if (folder.has(source)) paths.add(source);
      for (const path of folder.below(source)) paths.add(path);
    }
  }
  for (const path of folder.below('_vendor')) if (nameOf(path) === 'modules.txt') paths.add(path);
  return [...paths].sort();
}
