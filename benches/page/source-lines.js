/**
 * Scrolling by source lines, as VS Code does it beside its preview of Markdown: each element of a block knows the line
 * that it starts at, code also the one it ends at; what is between two of them is interpolated.
 *
 * Written anew after the description of that method, for comparison; without its timers, which only make it later.
 */
import MarkdownIt from 'markdown-it';

/** @typedef {{ element: Element, line: number, end: number, code: Element | null }} Marked `end`: `line` but for code */

/** Renders with the lines in attributes. */
export function lineMarking() {
  // The defaults of VS Code's preview.
  const markdown = new MarkdownIt({ html: true, linkify: true });
  markdown.core.ruler.push('source_lines', ({ tokens }) => {
    for (const token of tokens) if (token.map && token.type !== 'inline') token.attrSet('data-line', String(token.map[0]));
  });
  const block = /** @type {NonNullable<typeof markdown.renderer.rules.html_block>} */ (markdown.renderer.rules.html_block);
  // Raw HTML has no element of the renderer's: an empty one is put before it.
  markdown.renderer.rules.html_block = (tokens, at, options, env, renderer) =>
    `<div${renderer.renderAttrs(tokens[at])}></div>\n${block(tokens, at, options, env, renderer)}`;
  // Front matter is not shown, and its lines count.
  return (/** @type {string} */ text) =>
    markdown.render(text.replace(/^(---|\+\+\+)[ \t]*\n[^]*?\n\1[ \t]*(?=\n|$)/, (all) => all.replace(/[^\n]/g, '')));
}

/**
 * @param {Element} content
 * @param {Element} scroller
 */
export function sourceLines(content, scroller) {
  /** @type {Marked[]} */
  const marked = [{ element: scroller, line: -1, end: -1, code: null }];
  for (const element of content.querySelectorAll('[data-line]')) {
    const line = Number(element.getAttribute('data-line'));
    const pre = element.localName === 'code' ? element.parentElement : null;
    if (pre?.localName === 'pre') {
      const lines = (element.textContent ?? '').split('\n').length;
      marked.push({ element: pre, line, end: line + lines - 1, code: element });
    } else if (!element.matches('pre, ul, ol')) {
      // The first item of a list starts where the list does.
      marked.push({ element, line, end: line, code: null });
    }
  }

  /** An element counts down to the first one inside of it. @param {Marked} of in the window */
  function boundsOf({ element, code }) {
    const { top, height } = element === scroller ? { top: content.getBoundingClientRect().top, height: content.getBoundingClientRect().height } : element.getBoundingClientRect();
    const inner = code ? null : (element === scroller ? content : element).querySelector('[data-line]');
    return { top, height: inner ? Math.max(1, inner.getBoundingClientRect().top - top) : height };
  }

  /** Code without the padding around it. @param {Marked} of */
  function textOf({ element }) {
    const { top, height } = element.getBoundingClientRect();
    const { paddingTop, paddingBottom } = getComputedStyle(element);
    return { top: top + parseFloat(paddingTop), height: height - parseFloat(paddingTop) - parseFloat(paddingBottom) };
  }

  const upper = () => scroller.getBoundingClientRect().top;

  return {
    /** Scrolls the preview to a line, counted from 0, with a fraction. @param {number} line */
    reveal(line) {
      if (line <= 0) return void (scroller.scrollTop = 0);
      const whole = Math.floor(line);
      // The first one of that line, else the last one before it and the one after that.
      let at = marked.findIndex((each) => each.line >= whole);
      const exact = at >= 0 && marked[at].line === whole;
      if (at < 0) at = marked.length;
      const previous = exact ? marked[at] : marked[at - 1];
      const next = exact ? undefined : marked[at];
      const { top, height } = boundsOf(previous);
      let y = top + height * (line - whole);
      if (previous.end > previous.line && line < previous.end) {
        const text = textOf(previous);
        y = text.top + text.height * ((line - previous.line) / (previous.end - previous.line));
      } else if (next) {
        const share = (line - previous.end) / (next.line - previous.end);
        y = top + height + share * (boundsOf(next).top - top - height);
      } else if (previous.end > previous.line) {
        y = top + height;
      }
      scroller.scrollTop = Math.max(1, scroller.scrollTop + y - upper());
    },

    /** The line at the upper edge. */
    line() {
      const seen = marked.filter(({ element }) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0;
      });
      const edge = upper();
      // The first one that reaches below the edge.
      let at = seen.findIndex((each, at) => at > 0 && (at === seen.length - 1 || boundsOf(each).top + boundsOf(each).height >= edge));
      at = Math.max(0, at);
      let [previous, next] = [seen[at], /** @type {Marked | undefined} */ (undefined)];
      if (at >= 1 && boundsOf(previous).top > edge) [previous, next] = [seen[at - 1], previous];
      else if (at > 1) next = seen[at + 1];
      if (previous.line < 0) return 0;
      const { top, height } = boundsOf(previous);
      if (previous.end > previous.line) {
        const text = textOf(previous);
        const below = edge - text.top;
        if (below >= 0 && below <= text.height) return previous.line + (below / text.height) * (previous.end - previous.line);
        if (next && below > text.height) {
          const share = (below - text.height) / (boundsOf(next).top - text.top - text.height);
          return previous.end + share * (next.line - previous.end);
        }
      }
      if (next) return previous.line + ((edge - top) / (boundsOf(next).top - top)) * (next.line - previous.line);
      return previous.line + (edge - top) / height;
    },
  };
}
