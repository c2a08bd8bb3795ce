/**
 * A stylesheet from its address. Nothing is sent but the request: no cookies, no referrer. Its text alone is used.
 */
import { wholeAddresses } from '../../base/whole-addresses.js';
import { sheets } from '../words/sheets.js';

/** Characters that the browser can remember. */
const longest = 1_500_000;
/** Milliseconds that a server has to answer. */
const patience = 20_000;
/** Hosts that the page's policy allows without encryption. */
const own = /^(?:localhost|127\.0\.0\.1)$/;

/**
 * @param {string} address as the author wrote it
 * @returns {Promise<{ name: string, css: string, url: string }>} rejects with a sentence for the author
 */
export async function fetchStyles(address) {
  const { errors } = sheets.links;
  const whole = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) throw new Error(errors.address);
  const url = new URL(whole);
  if (!/^https?:$/.test(url.protocol)) throw new Error(errors.address);
  if (url.protocol === 'http:' && !own.test(url.hostname)) throw new Error(errors.encrypted);
  const response = await request(url, 'cors').catch(() => null);
  if (!response) throw new Error(await reasonFor(url));
  if (!response.ok) throw new Error(errors.status(response.status));
  const type = (response.headers.get('Content-Type') ?? '').split(';')[0].trim();
  // Some hosts of source code have one type for all texts.
  const isText = type === 'text/plain' && /\.css$/i.test(url.pathname);
  if (type !== 'text/css' && !isText) throw new Error(errors.type(type));
  const css = await response.text().catch(() => '');
  if (css.length > longest) throw new Error(errors.size);
  if (!hasRules(css)) throw new Error(errors.empty);
  return { name: url.href, css: wholeAddresses(css, response.url), url: url.href };
}

/** @param {URL} url @param {RequestMode} mode */
const request = (url, mode) => fetch(url, {
  mode, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-cache', signal: AbortSignal.timeout(patience),
});

/** Browsers do not say why a request failed. @param {URL} url */
async function reasonFor(url) {
  const { errors } = sheets.links;
  if (!navigator.onLine) return errors.offline;
  // A server that answers a request whose answer the page cannot read does not let the page read it.
  return request(url, 'no-cors').then(() => errors.cors, () => errors.unreachable(url.host));
}

/** @param {string} css */
function hasRules(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet.cssRules.length > 0;
}
