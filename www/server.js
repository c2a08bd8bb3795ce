/**
 * The preview as HTML, for a server: `<draft-pane>` with its shadow root, which
 * the browser shows before any script runs and the element takes over as it is.
 *
 * The nodes are made by what makes them in the browser, in a document of its
 * own: there is one description of a post.
 *
 * @module
 */

import { check } from './base/check.js';
import { checkIsOptions, checkText, shown } from './engine/checks.js';
import { bring } from './engine/instance.js';
import { OPTIONS, warnOfUnknown } from './engine/names.js';
import { settings } from './engine/site.js';
import { unpack } from './engine/unpack.js';
import { PostHeader } from './header.js';
import { paneCss } from './pane.css.js';
import { directionOf } from './pane/direction.js';
import { frameIn } from './pane/frame.js';
import { Images } from './pane/images.js';
import { LiveDraft } from './pane/live-draft.js';
import { showChildren } from './pane/piece.js';
import { Plain } from './pane/plain.js';
import { Urls, asWritten } from './pane/urls.js';
import { ServerDocument, escape } from './server/document.js';

export { default } from './fast.js';

// Bundlers of a server's code seldom leave the file of the wasm where the code finds it.
bring(async () => unpack((await import('./pkg/inline.js')).default), { last: true });

/**
 * @typedef {object} Delivery How a pane is delivered.
 * @property {import('./pane/urls.js').ResolveUrl} [resolveUrl] As the property of the element, which has to be given the
 *   same one. Pictures whose URL is a promise are shown by the element.
 * @property {string} [url] The absolute address of the page, which says with `images: 'ask'` what another host is; without
 *   it, every absolute address is.
 * @property {string} [locale] The language of days, such as `'en-GB'`; the server's own unless given. The element writes
 *   them in the reader's.
 * @property {string} [stylesheet] The URL of the package's `draft-pane.css`, for a `<link>` in the place of a `<style>`,
 *   which `style-src 'self'` forbids.
 * @property {string} [nonce] The nonce of the Content Security Policy, for the `<style>`.
 *
 * @typedef {import('./engine.js').Options & Delivery} ServerOptions
 */

/**
 * Writes the preview of a post as `<draft-pane>` with a declarative shadow root. The text and those options that are data
 * travel with it; `shortcodes` and `resolveUrl` do not, so the element is to be given the same ones.
 *
 * @param {string} text
 * @param {ServerOptions} [options]
 * @returns {string}
 * @throws {TypeError} Before `init()` is done, and for what is no text or no options.
 */
export function renderToString(text, options = {}) {
  checkText(text);
  checkIsOptions(options);
  checkDelivery(options);
  const { resolveUrl = asWritten, url, locale, stylesheet, nonce, ...read } = options;
  warnOfUnknown(read, [...OPTIONS, 'resolveUrl', 'url', 'locale', 'stylesheet', 'nonce'], 'options of renderToString()');
  const draft = new LiveDraft(text, read);
  try {
    const root = new ServerDocument().createElement('div');
    const { article, header, body, plain } = frameIn(/** @type {any} */ (root));
    const direction = directionOf(read);
    if (direction) article.setAttribute('dir', direction);
    const home = url === undefined ? { base: 'http://page.invalid/', origin: 'http://page.invalid' } : { base: url, origin: new URL(url).origin };
    const urls = new Urls(resolveUrl, read.images === 'ask', () => home);
    draft.mount(body, { holdsImages: urls.holdsImages });
    while (draft.work(100_000));
    if (draft.failed) {
      showChildren(body, []);
      new Plain(plain).show(draft.diagnostics[0].message, text);
    }
    const { frontMatter } = draft;
    new PostHeader(header, () => urls, locale).show({
      frontMatter,
      mode: read.frontMatter ?? 'header',
      source: text.slice(frontMatter.from, frontMatter.to),
      publication: draft.statusAt(),
    });
    const images = new Images(body, () => urls);
    for (const held of /** @type {any} */ (body).having(['data-src', 'data-srcset', 'data-poster'])) images.load(held);

    /** @type {string[]} */
    const out = [];
    root.writeChildren(out);
    const style = stylesheet === undefined ? `<style${attribute('nonce', nonce)}>${paneCss}</style>` : `<link${attribute('rel', 'stylesheet')}${attribute('href', stylesheet)}>`;
    const attributes = `${attribute('flavor', read.flavor)}${attribute('front-matter', read.frontMatter)}${attribute('options', data(read))}`;
    // The line end is none of the text, which may begin with one.
    return `<draft-pane${attributes}><template shadowrootmode="open">${style}${out.join('')}</template>\n${escape(text)}</draft-pane>`;
  } finally {
    draft.free();
  }
}

/**
 * @param {string} name
 * @param {string | undefined} value
 */
const attribute = (name, value) => (value === undefined ? '' : ` ${name}="${escape(value)}"`);

/**
 * The options that an attribute can hold, as JSON.
 *
 * @param {import('./engine.js').Options} options
 */
function data(options) {
  const site = settings(options)?.site;
  const given = { images: options.images, answers: options.answers, site: site === undefined ? undefined : JSON.parse(String(site)) };
  const text = JSON.stringify(given);
  return text === '{}' ? undefined : text;
}

/** @param {string} tag */
function isLocale(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** @param {ServerOptions} options */
function checkDelivery({ resolveUrl, url, locale, stylesheet, nonce }) {
  for (const [name, value] of Object.entries({ url, locale, stylesheet, nonce })) if (value !== undefined) checkText(value, name);
  check(resolveUrl === undefined || typeof resolveUrl === 'function', 'The resolveUrl is a function', resolveUrl);
  if (url !== undefined && !URL.canParse(url)) throw new TypeError(`The url is the absolute address of the page, not ${shown(url)}`);
  if (locale !== undefined && !isLocale(locale)) throw new TypeError(`The locale is a language tag such as 'en-GB', not ${shown(locale)}`);
}
