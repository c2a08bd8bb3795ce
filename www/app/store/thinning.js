/** Which versions give way: fewer of each draft the older they are, and fewer of all where they need too much room. */

/** @typedef {'work' | 'deletion' | 'file' | 'disk' | 'restore' | 'named'} Kind `work`: time had passed; `disk`: a file had it; the others: what came next */
/**
 * @typedef {object} Version
 * @property {string} id
 * @property {string} draft its id
 * @property {number} at milliseconds since 1970
 * @property {Kind} kind
 * @property {string} name that the author gave it, '' without one
 * @property {number | null} count words of the post, as the status bar counts them; null where they were not counted
 * @property {number} length characters
 * @property {number} bytes that it takes in the store, about
 */

/** The newest versions of each draft stay: this is their number. */
const newest = 10;
const hour = 60 * 60_000;
const day = 24 * hour;

/**
 * Beyond the newest of each draft one an hour stays for a day, then one a day. Where all together exceed the budget, the
 * oldest go first, those among the newest ones later, and those that the author named last.
 * @param {Version[]} versions of all drafts
 * @param {number} budget bytes
 * @param {number} now
 * @returns {Version[]} those that are to be removed
 */
export function surplus(versions, budget, now) {
  /** @type {Map<string, Version[]>} */
  const drafts = new Map();
  for (const version of [...versions].sort((a, b) => b.at - a.at)) {
    const list = drafts.get(version.draft) ?? [];
    drafts.set(version.draft, list);
    list.push(version);
  }
  /** @type {Version[]} */
  const gone = [];
  /** How soon each gives way. @type {[rank: number, version: Version][]} */
  const kept = [];
  for (const list of drafts.values()) {
    const spans = new Set();
    for (const [index, version] of list.entries()) {
      const length = now - version.at < day ? hour : day;
      const span = `${length} ${Math.floor(version.at / length)}`;
      if (version.kind === 'named') kept.push([2, version]);
      else if (index < newest) kept.push([1, version]);
      else if (spans.has(span)) gone.push(version);
      else {
        spans.add(span);
        kept.push([0, version]);
      }
    }
  }
  let bytes = kept.reduce((sum, [, version]) => sum + version.bytes, 0);
  for (const [, version] of kept.sort(([a, one], [b, other]) => a - b || one.at - other.at)) {
    if (bytes <= budget) break;
    gone.push(version);
    bytes -= version.bytes;
  }
  return gone;
}
