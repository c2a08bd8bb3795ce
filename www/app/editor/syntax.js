/** Where a place of the text is: what the syntax tree of the editor says, and the lines of a selection. */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';

/** @typedef {import('@codemirror/state').EditorState} EditorState */
/** @typedef {import('@codemirror/state').Line} Line */
/** @typedef {import('@lezer/common').SyntaxNode} SyntaxNode */

/** Blocks whose text is no Markdown. */
const literalBlock = /^(?:FencedCode|CodeBlock|HTMLBlock|CommentBlock|ProcessingInstructionBlock|FrontMatter)$/;
/** A place within one of these takes text verbatim. */
const literal = /^(?:FencedCode|CodeBlock|HTMLBlock|CommentBlock|ProcessingInstructionBlock|FrontMatter|InlineCode|URL|LinkTitle|HTMLTag|Autolink)$/;

/** @param {EditorState} state @param {number} to */
export const treeOf = (state, to) => ensureSyntaxTree(state, to, 100) ?? syntaxTree(state);

/**
 * The innermost node around a place with such a name. Nodes that begin or end there count.
 * @param {EditorState} state
 * @param {number} at
 * @param {RegExp} name
 * @returns {SyntaxNode | null}
 */
export function around(state, at, name) {
  const tree = treeOf(state, at);
  for (const side of /** @type {const} */ ([-1, 1])) {
    for (let node = /** @type {SyntaxNode | null} */ (tree.resolveInner(at, side)); node; node = node.parent) {
      if (name.test(node.name)) return node;
    }
  }
  return null;
}

/**
 * The block that holds a line as text of its own kind: code, HTML, front matter.
 * @param {EditorState} state
 * @param {Line} line
 */
export function literalAt(state, line) {
  const start = line.from + (/^[\s>]*/.exec(line.text)?.[0].length ?? 0);
  for (let node = /** @type {SyntaxNode | null} */ (treeOf(state, line.to).resolveInner(start, 1)); node; node = node.parent) {
    if (literalBlock.test(node.name)) return node;
  }
  return null;
}

/** Whether a place takes text verbatim: in code, front matter, an address, HTML. @param {EditorState} state @param {number} at */
export function isLiteral(state, at) {
  if (at < frontMatterEnd(state)) return true;
  const tree = treeOf(state, at);
  for (let node = /** @type {SyntaxNode | null} */ (tree.resolveInner(at, -1)); node; node = node.parent) {
    const { name, from, to } = node;
    if (!literal.test(name)) continue;
    if (name === 'URL' ? node.parent?.name !== 'Paragraph' && from <= at && at <= to : literalBlock.test(name) || (from < at && at < to)) return true;
  }
  // Between the parentheses of a link that has no address yet.
  return /\]\([^)\s]*$/.test(state.sliceDoc(state.doc.lineAt(at).from, at)) || literalAt(state, state.doc.lineAt(at)) !== null;
}

/** Front matter in YAML, TOML and JSON. @type {[start: RegExp, end: RegExp][]} */
const fences = [[/^---\s*$/, /^---\s*$/], [/^\+\+\+\s*$/, /^\+\+\+\s*$/], [/^\{\s*$/, /^\}\s*$/]];

/** Where the front matter ends; 0 without any. @param {EditorState} state */
export function frontMatterEnd({ doc }) {
  const first = doc.line(1).text;
  const [, end] = fences.find(([start]) => start.test(first)) ?? [];
  if (!end) return 0;
  let at = doc.line(1).to + 1;
  for (const line of doc.iterLines(2)) {
    at += line.length + 1;
    if (end.test(line)) return Math.min(at, doc.length + 1);
  }
  return 0;
}

/**
 * The lines that the selection touches, in runs without a gap. A selection that ends before the first character of a line
 * does not touch that line.
 * @param {EditorState} state
 * @returns {Line[][]}
 */
export function selectedLines({ doc, selection }) {
  /** @type {Line[][]} */
  const runs = [];
  let last = 0;
  for (const { from, to, empty } of selection.ranges) {
    const first = doc.lineAt(from).number;
    const end = doc.lineAt(to);
    const until = !empty && end.from === to && end.number > first ? end.number - 1 : end.number;
    if (runs.length === 0 || first > last + 1) runs.push([]);
    for (let number = Math.max(first, last + 1); number <= until; number++) runs[runs.length - 1].push(doc.line(number));
    last = Math.max(last, until);
  }
  return runs.filter((run) => run.length > 0);
}
