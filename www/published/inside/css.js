/** The addresses in a stylesheet: of pictures, of fonts, of other stylesheets. */

/**
 * In the order of the alternatives: comments and strings, which hold none; an import; an address.
 * An escape may hide the name of a function from this pattern, but not from the policy of the frame.
 */
const TOKENS = /\/\*[^]*?(?:\*\/|$)|(@import\s+(?:url\(\s*)?)(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'();]+))\s*\)?|url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'()]*))\s*\)|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|((?:-webkit-)?image-set\()/gi;

/**
 * Replaces the addresses in a stylesheet.
 *
 * @param {string} text
 * @param {(address: string, isImport: boolean) => Promise<string | null>} find the address to load instead; null for none
 * @returns {Promise<string>}
 */
export async function withAddresses(text, find) {
  if (!/@import|url\(|image-set\(/i.test(text)) return text;
  /** @type {(string | Promise<string>)[]} */
  const parts = [];
  let from = 0;
  let sets = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [whole, atImport] = match;
    const at = match.index;
    if (match[8] !== undefined) {
      sets = endOf(text, at + whole.length);
      continue;
    }
    // In a set of pictures an address may be a string alone.
    const isString = /^["']/.test(whole) && at < sets && !/^\s*\)/.test(text.slice(at + whole.length, at + whole.length + 9));
    const written = isString ? whole.slice(1, -1) : match.slice(2, 8).find((each) => each !== undefined);
    if (written === undefined) continue;
    const address = unescaped(written);
    parts.push(text.slice(from, at));
    from = at + whole.length;
    if (address === '' || address.startsWith('#')) parts.push(whole);
    else parts.push(find(address, atImport !== undefined).then((found) => `${atImport ? '@import ' : ''}url("${(found ?? 'data:,').replace(/["\\\n]/g, encodeURIComponent)}")`));
  }
  parts.push(text.slice(from));
  return (await Promise.all(parts)).join('');
}

/** Where the bracket ends that begins before a place. @param {string} text @param {number} at */
function endOf(text, at) {
  for (let depth = 1; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) break;
  }
  return at;
}

/** @param {string} written */
const unescaped = (written) => written.replace(/\\(?:([0-9a-f]{1,6})\s?|([^]))/gi, (_, code, sign) => (code ? String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)) : sign)).trim();
