/**
 * Sass for Hugo, which calls it by `globalThis.draftpaneSass`. It is loaded with the first stylesheet that is written in it.
 *
 * @module
 */

/** @typedef {import('./sass.js').Syntax} Syntax */
/** @typedef {{ source: string, url: string, syntax: Syntax, style: 'expanded' | 'compressed' }} Sheet */
/** @typedef {(url: string, from: string) => { url: string, error: string | null }} Canonicalize */
/** @typedef {(url: string) => { contents: string, syntax: Syntax, error: string | null }} Load */

/** @type {typeof import('./sass.js') | undefined} */
let sass;

Object.assign(globalThis, { draftpaneSass: { load, compile } });

async function load() {
  // Sass resolves addresses against that of the page or worker; those that Hugo gives are absolute.
  if (!('location' in globalThis)) Object.assign(globalThis, { location: new URL(import.meta.url) });
  sass ??= await import('./sass.js');
}

/**
 * @param {Sheet} sheet
 * @param {Canonicalize} canonicalize
 * @param {Load} read
 * @returns {{ css: string } | { message: string, url: string, line: number, column: number }} lines and columns count from 1
 */
function compile({ source, url, syntax, style }, canonicalize, read) {
  try {
    if (!sass) throw new Error('Sass is not loaded');
    return {
      css: sass.compileString(source, {
        syntax,
        style,
        ...(URL.canParse(url) && { url: new URL(url) }),
        // Themes are written for older versions; their warnings are for those who make them.
        logger: sass.Logger.silent,
        importers: [{
          canonicalize(wanted, { containingUrl }) {
            const found = canonicalize(wanted, containingUrl?.href ?? '');
            if (found.error) throw new Error(found.error);
            return found.url === '' ? null : new URL(found.url);
          },
          load(wanted) {
            const { contents, syntax, error } = read(wanted.href);
            if (error) throw new Error(error);
            return { contents, syntax };
          },
        }],
      }).css,
    };
  } catch (error) {
    const { sassMessage, message, span } = /** @type {any} */ (error);
    return { message: sassMessage ?? message, url: span?.url?.href ?? '', line: (span?.start.line ?? -1) + 1, column: (span?.start.column ?? -1) + 1 };
  }
}
