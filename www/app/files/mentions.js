/** Where a text has the name of a file, written as an address or as itself. */

/** A path as an address of Markdown. @param {string} path */
export const address = (path) => path.replace(/[%\s()<>\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/**
 * The places of a name that stands alone, not within another.
 * @param {string} text
 * @param {string} name
 * @returns {{ from: number, to: number }[]} in the order of the text
 */
export function placesOf(text, name) {
  const places = [];
  for (const spelling of new Set([name, address(name)])) {
    for (let from = text.indexOf(spelling); from >= 0; from = text.indexOf(spelling, from + 1)) {
      const to = from + spelling.length;
      if (!/[\p{L}\p{N}_%.-]/u.test(text.charAt(from - 1)) && !/[\p{L}\p{N}_-]/u.test(text.charAt(to))) places.push({ from, to });
    }
  }
  return places.sort((a, b) => a.from - b.from);
}

/** Whether a text has a name. @param {string} text @param {string} name */
export const mentions = (text, name) => placesOf(text, name).length > 0;
