/**
 * Where the first half of a surrogate pair stands alone. UTF-8 cannot hold it.
 * @param {string} text
 * @returns {number} offset, or -1
 */
export function loneSurrogate(text) {
  return text.search(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
}
