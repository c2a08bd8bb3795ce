/** Front matter as a block of the Markdown grammar: the first lines of a text, up to the mark that closes them. */
import { tags } from '@lezer/highlight';

/** Front matter that is not closed ends here, so that each key in it stays quick. */
const mostLines = 1000;

const fences = new Map([['---', /^---[ \t]*$/], ['+++', /^\+\+\+[ \t]*$/]]);

/** @type {import('@lezer/markdown').MarkdownConfig} */
export const frontMatter = {
  defineNodes: [
    { name: 'FrontMatter', block: true }, { name: 'FrontMatterMark', style: tags.contentSeparator }, 'FrontMatterText',
  ],
  parseBlock: [{
    name: 'FrontMatter',
    before: 'IndentedCode',
    parse(cx, line) {
      // The start of a quote or an item on the first line makes a block of its own.
      if (cx.lineStart > 0 || cx.depth > 1) return false;
      const fence = fences.get(line.text.trimEnd());
      const isJson = /^\{(?!\{)/.test(line.text);
      if (!fence && !isJson) return false;
      const parts = fence ? [cx.elt('FrontMatterMark', 0, line.text.length)] : [];
      const from = fence ? line.text.length + 1 : 0;
      const isLast = fence ? (/** @type {string} */ text) => fence.test(text) : closesJson();
      let end = line.text.length;
      let isClosed = isJson && isLast(line.text);
      let isMore = cx.nextLine();
      for (let count = 0; isMore && !isClosed && count < mostLines; count++) {
        isClosed = isLast(line.text);
        if (fence && isClosed) break;
        end = cx.lineStart + line.text.length;
        isMore = cx.nextLine();
      }
      if (end > from) parts.push(cx.elt('FrontMatterText', from, end));
      if (fence && isClosed) {
        end = cx.lineStart + line.text.length;
        parts.push(cx.elt('FrontMatterMark', cx.lineStart, end));
        cx.nextLine();
      }
      cx.addElement(cx.elt('FrontMatter', 0, end, parts));
      return true;
    },
  }],
};

/** A function that gets line after line, and says which one closes the object that the first one opens. */
function closesJson() {
  let depth = 0;
  let inString = false;
  return (/** @type {string} */ line) => {
    for (const [token] of line.matchAll(/\\.|["{}]/g)) {
      if (token === '"') inString = !inString;
      else if (!inString && token === '{') depth++;
      else if (!inString && token === '}') depth--;
    }
    return depth <= 0;
  };
}
