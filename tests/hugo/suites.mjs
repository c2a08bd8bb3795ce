/** The inputs of Markdown's own test suites, from the folder that DRAFTPANE_SHARED names: what is expected there is not read, as Hugo is the measure. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./compare.mjs').Post} Post */

/** The folders below `corpora`. */
const folders = ['cmark', 'gfm-0.29', 'goldmark', 'markdown-it', 'marked', 'pulldown-cmark'];

/**
 * The inputs, each once.
 * @param {string} shared
 * @returns {Post[]}
 */
export function suites(shared) {
  const seen = new Set();
  return folders.flatMap((folder) => files(join(shared, 'corpora', folder)).flatMap((file) => {
    const name = `suites/${file.slice(join(shared, 'corpora', '/').length).replace(/\.\w+$/, '').replaceAll('/', ' ')}`;
    return inputs(file, readFileSync(file, 'utf8'))
      .map((text, at) => ({ name: `${name} ${at + 1}`, text, frontMatter: false }))
      .filter(({ text }) => text.trim() !== '' && !/\{\{[<%]/.test(text) && !seen.has(text) && seen.add(text));
  }));
}

/** @param {string} folder @returns {string[]} */
function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|txt|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * The inputs of a file, in the form of whoever wrote it.
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
function inputs(file, text) {
  if (file.endsWith('.md')) return file.endsWith('README.md') ? [] : [text.replace(/^---\n[\s\S]*?\n---\n/, '')];
  const examples = [...text.matchAll(/^`{32} example[^\n]*\n([\s\S]*?)^\.\n[\s\S]*?^`{32}$/gm)].map(([, input]) => input.replaceAll('→', '\t'));
  if (examples.length > 0) return examples;
  const parted = [...text.matchAll(/^\/\/[- ]+\/\/\n([\s\S]*?)^\/\/[- ]+\/\/$[\s\S]*?^\/\/[= ]+\/\/$/gm)].map(([, input]) => input);
  if (parted.length > 0) return parted;
  if (/markdown-it\//.test(file)) return [...text.matchAll(/^\.\n([\s\S]*?)^\.\n[\s\S]*?^\.$/gm)].map(([, input]) => input);
  return [];
}
