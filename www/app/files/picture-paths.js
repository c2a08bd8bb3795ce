/** Which of the files beside a post an address in it leads to. */
import { below, decoded, hasHost, withoutQuery } from '../../base/paths.js';

/**
 * The path that an address means: itself, beside the post, or else the only path that shares the longest end with it. So
 * `/img/pic.png` is found in a folder `static/img`, and `images/pic.png` where the picture alone was given.
 * @param {string} url as the post has it: an address or, in front matter, a path
 * @param {ReadonlyMap<string, unknown>} files by their paths beside the post
 * @returns {string | null}
 */
export function pathOf(url, files) {
  if (hasHost(url)) return null;
  const spellings = [decoded(withoutQuery(url)), url].map((text) => text.normalize());
  for (const path of spellings.map(below)) if (path !== null && files.has(path)) return path;
  for (const spelling of spellings) {
    const found = byEnd(spelling, files);
    if (found !== null) return found;
  }
  return null;
}

/**
 * @param {string} address with a folder in it: a name alone stands beside the post, or is missing
 * @param {ReadonlyMap<string, unknown>} files
 */
function byEnd(address, files) {
  const wanted = namesOf(address);
  if (wanted.length < 2 && !address.startsWith('/')) return null;
  let longest = 0;
  /** @type {string[]} */
  let found = [];
  for (const path of files.keys()) {
    const shared = sharedEnd(wanted, namesOf(path));
    if (shared > longest) [longest, found] = [shared, []];
    if (shared > 0 && shared === longest) found.push(path);
  }
  return found.length === 1 ? found[0] : null;
}

/** @param {string[]} one @param {string[]} other @returns {number} names at the end that are equal */
function sharedEnd(one, other) {
  let count = 0;
  while (count < Math.min(one.length, other.length) && one[one.length - 1 - count] === other[other.length - 1 - count]) count++;
  return count;
}

/** @param {string} path */
const namesOf = (path) => path.split('/').filter((name) => name !== '' && name !== '.' && name !== '..');
