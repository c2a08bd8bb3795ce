/**
 * The language of the editor: Markdown, with front matter, fences and HTML in languages of their own. Each of these is loaded
 * when the first text in it is there; until then that text has no colours. `markdown()` of CodeMirror would bring HTML, CSS and JavaScript
 * to every visitor.
 */
import { markdownLanguage, pasteURLAsLink } from '@codemirror/lang-markdown';
import { Language, LanguageDescription, LanguageSupport, ParseContext, foldNodeProp } from '@codemirror/language';
import { parseMixed } from '@lezer/common';
import { parseCode } from '@lezer/markdown';
import { frontMatter } from './front-matter.js';

/** @type {readonly LanguageDescription[] | null} */
let known = null;
/** Languages that could not be loaded, as without a network. @type {Set<string>} */
const missing = new Set();

const formats = new Map([['-', 'yaml'], ['+', 'toml'], ['{', 'json']]);

/**
 * @param {string} name of a language
 * @returns {import('@lezer/common').Parser | null} one that skips the text while the language is loaded; null where there is none
 */
function parserOf(name) {
  if (missing.has(name)) return null;
  const wait = (/** @type {Promise<unknown>} */ loading) => ParseContext.getSkippingParser(loading.catch(() => missing.add(name)));
  if (!known) return wait(import('@codemirror/language-data').then(({ languages }) => (known = languages)));
  const language = LanguageDescription.matchLanguageName(known, name);
  if (!language) return null;
  return language.support?.language.parser ?? wait(language.load());
}

/** The name in the info string of a fence: `go {linenos=true}` is Go. @param {string} info */
const codeParser = (info) => {
  const name = /^[^\s{,]+/.exec(info)?.[0];
  return name ? parserOf(name) : null;
};

const inner = parseMixed(({ node }, input) => {
  if (node.name === 'FrontMatterText') {
    const parser = parserOf(formats.get(input.read(0, 1)) ?? '');
    return parser && { parser };
  }
  if (!/^(?:HTMLBlock|HTMLTag|CommentBlock)$/.test(node.name)) return null;
  const parser = parserOf('html');
  return parser && { parser, overlay: between(node) };
});

/** The text of a node without the marks of the quote around it. @param {import('@lezer/common').SyntaxNode} node */
function between({ from, to, firstChild }) {
  const ranges = [];
  for (let child = firstChild; child; child = child.nextSibling) {
    if (child.from > from) ranges.push({ from, to: child.from });
    from = child.to;
  }
  if (to > from) ranges.push({ from, to });
  return ranges;
}

const parser = /** @type {import('@lezer/markdown').MarkdownParser} */ (markdownLanguage.parser).configure([
  parseCode({ codeParser }), frontMatter, { wrap: inner, props: [foldNodeProp.add({ Paragraph: () => null })] },
]);

/** The commands of `@codemirror/lang-markdown` look for the data of their own language. */
export const markdown = new LanguageSupport(new Language(markdownLanguage.data, parser, [], 'markdown'), pasteURLAsLink);
