/** The language that a post is written in, for the spelling of the browser: as its front matter, its name or its site says. */

/**
 * @param {Record<string, unknown>} data of the front matter
 * @param {string | null} name of its file: `tides.de.md` is German
 * @param {object | undefined} site a configuration
 * @returns {string} a tag of BCP 47; that of the browser where nothing says one
 */
export function languageOf(data, name, site = {}) {
  const keys = new Map(Object.entries(site).map(([key, value]) => [key.toLowerCase(), value]));
  const inName = /\.([a-z]{2,3}(?:-[a-z]{2,4})?)\.(?:md|markdown|mdown)$/i.exec(name ?? '')?.[1];
  const said = [data.lang, data.language, inName, keys.get('languagecode'), keys.get('locale'), keys.get('defaultcontentlanguage')];
  return said.map(tagOf).find((tag) => tag) ?? navigator.language;
}

/** @param {unknown} value @returns {string | undefined} */
function tagOf(value) {
  if (typeof value !== 'string') return undefined;
  try {
    return Intl.getCanonicalLocales(value.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
