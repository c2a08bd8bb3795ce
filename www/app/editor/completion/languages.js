/** Languages after the start of a fence: those that Hugo colours, by the names that it knows, and diagrams. */
import { around } from '../syntax.js';
import names from '../../../../src/hugo/languages.txt?raw';

/** Names that Hugo and its themes give a meaning of their own, and those that mean no language. */
const others = ['console', 'goat', 'math', 'mermaid', 'plaintext', 'text'];
const options = [...new Set([...names.trim().split('\n'), ...others])].map((label) => ({ label }));

/** @param {import('./place.js').Place} place @returns {import('./place.js').Result | null} */
export function languages({ state, at, before, isAsked }) {
  const [, marks, fence, typed] = /^([\s>]*(?:(?:[-+*]|\d{1,9}[.)])\s+)*)((?:`{3,}|~{3,})\s*)([\w+#.-]*)$/.exec(before) ?? [];
  if (!fence || (!typed && !isAsked)) return null;
  const from = at - typed.length - fence.length;
  return around(state, from, /^FencedCode$/)?.from === from && marks !== undefined ? { from: at - typed.length, options, validFor: /^[\w+#.-]*$/ } : null;
}
