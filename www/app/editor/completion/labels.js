/** Names after `[`: of link definitions, and of footnotes after `[^`. */
import { around } from '../syntax.js';
import { replacing } from './place.js';

/** @typedef {import('@codemirror/state').EditorState} EditorState */

/** Whether a place is in code or HTML. @param {EditorState} state @param {number} at */
export const isCode = (state, at) => around(state, at, /^(?:FencedCode|CodeBlock|InlineCode|HTMLBlock|CommentBlock)$/) !== null;

/** @param {import('./place.js').Place} place @returns {import('./place.js').Result | null} */
export function labels({ state, at, before, after, isAsked }) {
  const [, lead, note, typed] = /(^|[^\\[])\[(\^?)([^[\]^]*)$/.exec(before) ?? [];
  // `- [` is the start of a task.
  if (typed === undefined || isCode(state, at) || (!note && !isAsked && /^[\s>]*(?:[-+*]|\d+[.)])\s+\[\S?$/.test(before))) return null;
  if (!note && lead !== ']' && typed.includes('  ')) return null;
  const found = definitions(state, note);
  // The name that is being typed refers to itself.
  if (found.get(typed) === '') found.delete(typed);
  if (found.size === 0) return null;
  const over = after.startsWith(']') ? 1 : 0;
  const options = [...found].map(([label, detail]) => ({ label, detail, apply: replacing(`${label}]`, over) }));
  return { from: at - typed.length, options, validFor: /^[^[\]^]*$/ };
}

/**
 * The definitions of a text, each with the start of what it stands for; a footnote that is only referred to has none.
 * @param {EditorState} state
 * @param {string} note `^` for footnotes
 * @returns {Map<string, string>}
 */
function definitions({ doc }, note) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const definition = note ? /^[\s>]*\[\^([^\]\s]+)\]:[ \t]*(.*)/ : /^[\s>]*\[(?!\^)((?:[^\]\\]|\\.)+)\]:[ \t]*(\S*)/;
  for (const line of doc.iterLines()) {
    const [, label, text] = definition.exec(line) ?? [];
    if (label) found.set(label, text.slice(0, 60));
    if (note) for (const [, named] of line.matchAll(/\[\^([^\]\s]+)\](?!:)/g)) found.set(named, found.get(named) ?? '');
  }
  return found;
}
