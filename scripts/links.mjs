/** `npm run check` follows the links between the project's texts: each file is there, and so is each heading that a link names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { note, root, Stop } from './run.mjs';

/**
 * The anchors that GitHub gives the headings of a text.
 * @param {string} text
 * @returns {Set<string>}
 */
function anchorsOf(text) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return new Set([...withoutCode(text).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim().toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    const before = seen.get(plain) ?? 0;
    seen.set(plain, before + 1);
    return before ? `${plain}-${before}` : plain;
  }));
}

/** @param {string} text with its fences emptied; the lines stay */
const withoutCode = (text) => text.replace(/^( *)(```+|~~~+)[^]*?^\1\2/gm, (fence) => fence.replace(/[^\n]/g, ''));

/**
 * The links of a text that lead nowhere. Addresses of other sites are not asked.
 * @param {string} file its path in the project
 * @param {string} text
 * @param {(path: string) => string | null} read another file as text; null where there is none
 * @returns {{ line: number, target: string }[]}
 */
export function deadLinks(file, text, read) {
  return withoutCode(text).split('\n').flatMap((line, index) =>
    [...line.replace(/`[^`]*`/g, 'code').matchAll(/\]\(([^)\s]+)\)|^\[[^\]^]+\]: (\S+)/g)].flatMap(([, inline, defined]) => {
      const target = inline ?? defined;
      if (/^[a-z]+:/.test(target)) return [];
      const [path, anchor] = target.split('#');
      const content = path ? read(join(dirname(file), path)) : text;
      const alive = content !== null && (anchor === undefined || anchorsOf(content).has(anchor));
      return alive ? [] : [{ line: index + 1, target }];
    }));
}

/** @param {string} path */
function read(path) {
  const file = join(root, path);
  if (!existsSync(file)) return null;
  return path.endsWith('.md') ? readFileSync(file, 'utf8') : '';
}

/** Stops when a link between texts leads nowhere, after listing every place. */
export function followLinks() {
  const files = ['.', 'docs', 'benches', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => join(folder, name)));
  const places = files.flatMap((file) => deadLinks(file, read(file) ?? '', read).map(({ line, target }) => `${file}:${line}: ${target}`));
  for (const place of places) console.error(place);
  if (places.length > 0) throw new Stop('Links lead to files or headings that are not there.');
  note(`none is dead in ${files.length} texts`);
}

export default followLinks;
