/**
 * Code in colours, by the languages of CodeMirror, each loaded when the first
 * code in it is there.
 *
 * The colours are highlights of the browser (the CSS Custom Highlight API):
 * ranges over the text, which change no node. A browser without them shows the
 * code as it is.
 *
 * @module
 */

import { pause } from './pause.js';

/** @typedef {import('../draft-pane.js').Block} Block */
/** @typedef {import('@codemirror/language').LanguageDescription} LanguageDescription */
/** @typedef {import('@codemirror/language').Language['parser']} Parser */

/** For how long to parse one block, in milliseconds: what comes after stays as it is. */
const PATIENCE_MS = 25;
/** The number of code units of one block that get colours. */
const MOST = 50_000;
/**
 * The number of stretches of one line that get colours, the first ones: each time that a line is painted, browsers look at all of its stretches for
 * each stretch.
 */
const MOST_IN_LINE = 200;
/** And of one block. */
const MOST_IN_BLOCK = 4000;
/** Code with more code units than this gets its colours when nobody types in it. */
const LARGE = 5000;

/**
 * @typedef {object} Lezer what is loaded with the first code
 * @property {typeof import('@lezer/highlight').highlightTree} highlightTree
 * @property {import('@lezer/highlight').Highlighter} highlighter
 * @property {readonly LanguageDescription[]} languages
 */

/**
 * @param {object} [options]
 * @param {() => Promise<readonly LanguageDescription[]>} [options.languages] those there are; all of `@codemirror/language-data`
 *   unless given
 * @returns {import('../draft-pane.js').Enhance} for `pane.enhance('code', …)`
 */
export function code({ languages = () => import('@codemirror/language-data').then((data) => data.languages) } = {}) {
  /** @type {Lezer | null} */
  let lezer = null;
  /** @type {Promise<Lezer> | null} */
  let loading = null;
  /** By the name that a fence has; null: there is none. @type {Map<string, Parser | null | Promise<Parser | null>>} */
  const parsers = new Map();

  /** @param {string} name @returns {Promise<Parser | null>} */
  const load = async (name) => {
    try {
      lezer = await (loading ??= loadLezer(languages));
      const language = lezer.languages.find((language) => language.name.toLowerCase() === name || language.alias.includes(name))
        ?? lezer.languages.find((language) => language.extensions.includes(name));
      const parser = language ? (await language.load()).language.parser : null;
      parsers.set(name, parser);
      return parser;
    } catch (error) {
      // Colours are not worth a message in the post; the next code asks again.
      console.warn('Code stays without colours:', error);
      loading = null;
      parsers.delete(name);
      return null;
    }
  };

  /** @param {Block} block @param {Parser | null} parser */
  const paint = (block, parser) => {
    const view = block.element.ownerDocument.defaultView;
    if (!parser || !lezer || !view || block.signal.aborted) return;
    return highlight(view, ranges(view, block, parser, lezer));
  };

  return (block) => {
    const { language: name } = block;
    if (!name || !('highlights' in CSS)) return;
    let parser = parsers.get(name);
    if (parser === undefined) {
      parser = load(name);
      parsers.set(name, parser);
    }
    const isLarge = block.source.length > LARGE;
    if (!(parser instanceof Promise) && !isLarge) return paint(block, parser);
    return Promise.all([parser, isLarge && pause(block.signal)]).then(([parser]) => paint(block, parser));
  };
}

/**
 * @param {() => Promise<readonly LanguageDescription[]>} languages
 * @returns {Promise<Lezer>}
 */
async function loadLezer(languages) {
  const [{ highlightTree, tagHighlighter, tags: t }, found] = await Promise.all([import('@lezer/highlight'), languages()]);
  /** Highlights are named `draftpane-…`; `pane.css.js` has their colours. @type {[string, import('@lezer/highlight').Tag[]][]} */
  const rules = [
    ['comment', [t.comment, t.quote]],
    ['keyword', [t.keyword, t.operatorKeyword, t.modifier, t.self]],
    ['string', [t.string, t.special(t.string), t.regexp, t.character, t.attributeValue, t.url, t.link]],
    ['number', [t.number, t.bool, t.null, t.atom, t.color, t.unit, t.escape, t.literal]],
    ['name', [t.typeName, t.className, t.namespace, t.tagName, t.heading, t.labelName]],
    ['function', [t.function(t.variableName), t.function(t.propertyName), t.macroName, t.standard(t.variableName)]],
    ['property', [t.propertyName, t.attributeName]],
    ['meta', [t.meta, t.processingInstruction, t.annotation, t.documentMeta]],
    ['inserted', [t.inserted]],
    ['deleted', [t.deleted, t.invalid]],
  ];
  const highlighter = tagHighlighter(rules.flatMap(([name, tags]) => tags.map((tag) => ({ tag, class: name }))));
  return { highlightTree, highlighter, languages: found };
}

/**
 * @param {Window & typeof globalThis} view
 * @param {Block} block
 * @param {Parser} parser
 * @param {Lezer} lezer
 * @returns {[name: string, range: StaticRange][]}
 */
function ranges(view, { element, source }, parser, { highlightTree, highlighter }) {
  const until = performance.now() + PATIENCE_MS;
  const parse = parser.startParse(source.length > MOST ? source.slice(0, MOST) : source);
  let tree = parse.advance();
  while (!tree) {
    if (performance.now() > until && parse.stoppedAt === null) parse.stopAt(parse.parsedPos);
    tree = parse.advance();
  }
  const texts = textsOf(element);
  let at = 0;
  let [lineEnd, inLine] = [-1, 0];
  /** @type {[string, StaticRange][]} */
  const found = [];
  highlightTree(tree, highlighter, (from, to, names) => {
    if (from > lineEnd) {
      lineEnd = source.indexOf('\n', from);
      if (lineEnd < 0) lineEnd = source.length;
      inLine = 0;
    }
    if (++inLine > MOST_IN_LINE || found.length === MOST_IN_BLOCK) return;
    while (at < texts.length - 1 && from >= texts[at].to) at++;
    let end = at;
    while (end < texts.length - 1 && to > texts[end].to) end++;
    if (!texts[at] || to > texts[end].to) return;
    const range = new view.StaticRange({
      startContainer: texts[at].node, startOffset: from - texts[at].from, endContainer: texts[end].node, endOffset: to - texts[end].from,
    });
    found.push([names.split(' ')[0], range]);
  });
  return found;
}

/**
 * The text nodes of code, with the offsets of their text: one, unless the code is long or there are elements in it.
 *
 * @param {Element} element
 */
function textsOf(element) {
  const walker = element.ownerDocument.createTreeWalker(element.firstElementChild ?? element, NodeFilter.SHOW_TEXT);
  const texts = [];
  let from = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const to = from + /** @type {Text} */ (node).length;
    texts.push({ node, from, to });
    from = to;
  }
  return texts;
}

/**
 * @param {Window & typeof globalThis} view
 * @param {[name: string, range: StaticRange][]} ranges
 * @returns {() => void} takes them away
 */
function highlight({ CSS, Highlight }, ranges) {
  for (const [name, range] of ranges) {
    const full = `draftpane-${name}`;
    let highlight = CSS.highlights.get(full);
    if (!highlight) CSS.highlights.set(full, (highlight = new Highlight()));
    highlight.add(range);
  }
  return () => {
    for (const [name, range] of ranges) CSS.highlights.get(`draftpane-${name}`)?.delete(range);
  };
}
