/**
 * A stylesheet whose relative addresses are whole, so that the text can be used elsewhere.
 *
 * @param {string} css
 * @param {string} base the address of the stylesheet
 */
export const wholeAddresses = (css, base) => css.replace(/\burl\(\s*(["']?)([^"'()\\\s]+)\1\s*\)/gi, (whole, _, url) => (
  URL.canParse(url, base) && !url.startsWith('#') ? `url("${new URL(url, base).href}")` : whole));
