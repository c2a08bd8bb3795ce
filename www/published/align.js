/** Which element of a page shows which block: by their tags and texts, in their order. */

/** A block or an element: its tag, and the start of its text without needless blanks. @typedef {[tag: string, text: string]} Sign */

/** The most pairs that are compared in one gap. */
const MOST = 250_000;

/** The code units of a start that two texts share where they are the same in all but some words. */
const START = 12;

/**
 * @param {Sign[]} blocks
 * @param {Sign[]} elements
 * @returns {[block: number, element: number][]} ascending in both; some of either may have no partner
 */
export function align(blocks, elements) {
  /** @type {[number, number][]} */
  const first = [];
  /** @type {[number, number][]} */
  const last = [];
  let [b, e] = [0, 0];
  let [blocksEnd, elementsEnd] = [blocks.length, elements.length];
  while (b < blocksEnd && e < elementsEnd && isSame(blocks[b], elements[e])) first.push([b++, e++]);
  while (blocksEnd > b && elementsEnd > e && isSame(blocks[blocksEnd - 1], elements[elementsEnd - 1])) last.unshift([--blocksEnd, --elementsEnd]);
  const middle = between(blocks.slice(b, blocksEnd), elements.slice(e, elementsEnd));
  return [...first, ...middle.map(([x, y]) => /** @type {[number, number]} */ ([x + b, y + e])), ...last];
}

/** @param {Sign} a @param {Sign} b */
const isSame = (a, b) => a[0] === b[0] && a[1] === b[1];

/** How alike two are: hooks add anchors to headings, and put code and tables into other elements. @param {Sign} a @param {Sign} b */
function likeness([tag, text], [otherTag, other]) {
  if (text === other && text !== '') return tag === otherTag ? 8 : 6;
  const isStart = text !== '' && other !== '' && (text.slice(0, START) === other.slice(0, START) || (text.length > 2 && other.includes(text)));
  if (isStart) return tag === otherTag ? 5 : 3;
  return tag === otherTag ? 1 : 0;
}

/** The pairs with the greatest likeness in all. @param {Sign[]} blocks @param {Sign[]} elements @returns {[number, number][]} */
function between(blocks, elements) {
  const [n, m] = [blocks.length, elements.length];
  if (n === 0 || m === 0 || n * m > MOST) return [];
  const width = m + 1;
  const best = new Float64Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const like = likeness(blocks[i], elements[j]);
      const paired = like > 0 ? like + best[(i + 1) * width + j + 1] : 0;
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let i = 0, j = 0; i < n && j < m;) {
    const like = likeness(blocks[i], elements[j]);
    if (like > 0 && best[i * width + j] === like + best[(i + 1) * width + j + 1]) pairs.push([i++, j++]);
    else if (best[i * width + j] === best[(i + 1) * width + j]) i++;
    else j++;
  }
  return pairs;
}
