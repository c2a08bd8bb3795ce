/** Where the shortcodes of a post are, as Hugo and the engine pair them: those that stand in no other one. */

/** @typedef {{ from: number, to: number, name: string, source: string }} Tag */

/**
 * A tag: its delimiter, a slash if it closes, its name, arguments in quotes or without, and the end. No other tag is looked into, and quotes
 * are bounded: a text of tags that never end takes linear time.
 */
const TAG = /\{\{([<%])[ \t\r\n]*(\/?)[ \t\r\n]*([\w./-]*)((?:"(?:\\.|[^"\\\n]){0,2000}"|`[^`]{0,2000}`|(?!\{\{[<%]|[>%]\}\}|\/[ \t\r\n]*[>%]\}\})[^"`])*)(\/?)[ \t\r\n]*([>%])\}\}/y;

/**
 * @param {string} text
 * @returns {Tag[]} In the order of the text. A tag that cannot be read is none.
 */
export function shortcodesIn(text) {
  /** @type {(Tag & { opens: boolean, closes: boolean })[]} */
  const tags = [];
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at)) {
    TAG.lastIndex = at;
    const found = text[at + 2] === '<' || text[at + 2] === '%' ? TAG.exec(text) : null;
    if (!found || found[1].replace('<', '>') !== found[6] || found[3] === '') {
      at += 2;
      continue;
    }
    const to = at + found[0].length;
    tags.push({ from: at, to, name: found[3], source: '', opens: found[5] === '' && found[2] === '', closes: found[2] !== '' });
    at = to;
  }
  return topLevel(text, tags);
}

/**
 * A closing tag closes the last open one of its name; those opened in between have no content.
 * @param {string} text
 * @param {(Tag & { opens: boolean, closes: boolean })[]} tags
 * @returns {Tag[]}
 */
function topLevel(text, tags) {
  /** @type {number[]} */
  const open = [];
  /** @type {Map<string, number>} how many of a name are open */
  const count = new Map();
  /** @type {Map<number, number>} by opening tag, the closing one */
  const ends = new Map();
  const add = (/** @type {string} */ name, /** @type {number} */ n) => count.set(name, (count.get(name) ?? 0) + n);
  tags.forEach(({ name, opens, closes }, n) => {
    if (opens) {
      open.push(n);
      add(name, 1);
    } else if (closes && (count.get(name) ?? 0) > 0) {
      for (let last = -1; last < 0 || tags[last].name !== name;) {
        last = /** @type {number} */ (open.pop());
        add(tags[last].name, -1);
        if (tags[last].name === name) ends.set(last, n);
      }
    }
  });
  /** @type {Tag[]} */
  const top = [];
  for (let n = 0; n < tags.length; n++) {
    if (tags[n].closes) continue;
    const { from, name } = tags[n];
    n = ends.get(n) ?? n;
    const { to } = tags[n];
    top.push({ from, to, name, source: text.slice(from, to) });
  }
  return top;
}
