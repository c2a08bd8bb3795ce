/** Mistakes of a post that only its site knows, without Hugo: pages and pictures that are not there. */
import { hasHost } from '../../base/paths.js';
import { frontMatterEnd, treeOf } from '../editor/syntax.js';
import { pathOf } from '../files/picture-paths.js';
import { siteWords } from '../words/site.js';
import { referencesIn } from './pages.js';

/** @typedef {import('../preview/problems.js').Shown} Shown */

/** Characters of a text in which is looked. */
const most = 1_000_000;

/**
 * @param {import('@codemirror/state').EditorState} state
 * @param {object} parts
 * @param {import('../../site.js').Site} parts.site
 * @param {import('./pages.js').Pages} parts.pages
 * @param {string} parts.path of the post's file
 * @param {string[]} parts.pictures those that are stored with the draft
 * @returns {Shown[]}
 */
export function mistakesIn(state, { site, pages, path, pictures }) {
  const { doc } = state;
  if (doc.length > most) return [];
  const text = doc.toString();
  const start = frontMatterEnd(state);
  const stored = new Map(pictures.map((picture) => [picture, null]));
  const isMissing = (/** @type {string} */ url) => url !== '' && !hasHost(url) && !/^[#?]|\{\{/.test(url) && site.fileFor(path, url) === null && pathOf(url, stored) === null;
  /** @param {number} from @param {number} to @param {string} message @param {Shown['severity']} severity @returns {Shown} */
  const shown = (from, to, message, severity) => {
    const line = doc.lineAt(from);
    return { severity, message, from, to, line: line.number, column: from - line.from + 1 };
  };
  const references = referencesIn(text, start).filter(({ ref }) => !pages.has(ref, path))
    .map(({ ref, from, to }) => shown(from, to, siteWords.problems.page(ref), 'error'));
  return [...references, ...picturesIn(state, text, start).filter(({ url }) => isMissing(url))
    .map(({ url, from, to }) => shown(from, to, siteWords.problems.picture(url), 'warning'))];
}

/** @param {import('@codemirror/state').EditorState} state @param {string} text @param {number} start */
function picturesIn(state, text, start) {
  /** @type {{ url: string, from: number, to: number }[]} */
  const found = [];
  if (text.includes('![', start)) treeOf(state, state.doc.length).iterate({
    from: start,
    enter({ name, node }) {
      const url = name === 'Image' ? node.getChild('URL') : null;
      if (!url || url.from < start) return;
      const written = text.slice(url.from, url.to);
      const isBracketed = written.startsWith('<') && written.endsWith('>');
      found.push({ url: isBracketed ? written.slice(1, -1) : written, from: url.from + Number(isBracketed), to: url.to - Number(isBracketed) });
    },
  });
  for (const match of text.slice(start).matchAll(/\{\{<\s*figure\s(?:[^>]*?\s)?src\s*=\s*"([^"\n]+)"/g)) {
    const to = start + match.index + match[0].length - 1;
    found.push({ url: match[1], from: to - match[1].length, to });
  }
  return found;
}
