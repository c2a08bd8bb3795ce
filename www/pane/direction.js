/**
 * The direction of a site's text. To Hugo it is a matter of themes, which ask
 * for it: `languages.en.direction` in the site's configuration, or by its older
 * name, of the site's main language; a pane is that theme.
 *
 * @module
 */

/**
 * @param {import('../engine.js').Options} options
 * @returns {'ltr' | 'rtl' | null}
 */
export function directionOf({ site, flavor }) {
  if (flavor !== undefined && flavor !== 'hugo') return null;
  const main = value(value(site, 'languages'), value(site, 'defaultContentLanguage') ?? 'en');
  const found = [main, site].flatMap((holder) => [value(holder, 'direction'), value(holder, 'languageDirection')]);
  return found.find((direction) => direction === 'ltr' || direction === 'rtl') ?? null;
}

/**
 * The value of a key, whatever its case.
 *
 * @param {any} holder
 * @param {any} key
 */
function value(holder, key) {
  if (typeof holder !== 'object' || holder === null) return undefined;
  const found = Object.keys(holder).find((name) => name.toLowerCase() === String(key).toLowerCase());
  return found === undefined ? undefined : holder[found];
}
