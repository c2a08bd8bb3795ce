/** The problems of Hugo at their places in the text of the post. */

/** @typedef {import('./types.js').HugoProblem} HugoProblem */
/** @typedef {import('./types.js').PlacedProblem} PlacedProblem */
/** @typedef {import('./shortcodes.js').Tag} Tag */

/**
 * @param {HugoProblem[]} problems
 * @param {string} path of the post
 * @param {string} text
 * @param {Tag[]} tags the shortcodes in it
 * @returns {PlacedProblem[]} each once
 */
export function placed(problems, path, text, tags) {
  /** @type {Map<string, PlacedProblem>} */
  const found = new Map();
  for (const problem of problems) {
    const { message, file, line, column } = problem;
    const place = file === path && line !== null ? placeOf(text, tags, line, column) : { from: null, to: null };
    found.set(JSON.stringify([message, file, line, column]), { ...problem, ...place });
  }
  return [...found.values()];
}

/**
 * The shortcode at a place, or the rest of its line.
 *
 * @param {string} text
 * @param {Tag[]} tags
 * @param {number} line
 * @param {number | null} column in bytes of UTF-8, as Hugo counts
 */
function placeOf(text, tags, line, column) {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const end = text.indexOf('\n', start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
  let from = start;
  for (let bytes = 1; column !== null && bytes < column && from < end;) {
    const char = /** @type {number} */ (text.codePointAt(from));
    bytes += char < 0x80 ? 1 : char < 0x800 ? 2 : char < 0x10000 ? 3 : 4;
    from += char < 0x10000 ? 1 : 2;
  }
  const tag = tags.find((one) => one.from <= from && from < one.to);
  return { from, to: tag && tag.from === from ? tag.to : end };
}
