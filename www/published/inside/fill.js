/** Gives a page its stylesheets, pictures, films and sounds. */
import { all } from './clean.js';

/** @typedef {import('./files.js').Files} Files */

const XLINK = 'http://www.w3.org/1999/xlink';

/**
 * @param {Document} page cleaned; addresses in it are those of the site
 * @param {Files} files
 */
export async function fill(page, files) {
  await Promise.all([
    ...all(page, 'link').map(async (link) => {
      const sheet = page.createElement('style');
      sheet.textContent = await files.sheet(link.getAttribute('href') ?? '', null) ?? '';
      if (link.hasAttribute('media')) sheet.setAttribute('media', link.getAttribute('media') ?? '');
      // A stylesheet in the body stays there, as it may win over others.
      link.replaceWith(sheet);
    }),
    ...all(page, 'style').map(async (sheet) => {
      sheet.textContent = await files.css(sheet.textContent ?? '', null);
    }),
    ...all(page, '[style]').map(async (element) => {
      element.setAttribute('style', await files.css(element.getAttribute('style') ?? '', null));
    }),
    ...all(page, '[src], [srcset], [poster], [data-src], [data-srcset]').map((element) => media(element, files)),
    ...all(page, 'image, feImage').map(async (element) => {
      const address = element.getAttribute('href') ?? element.getAttributeNS(XLINK, 'href');
      element.removeAttribute('href');
      element.removeAttributeNS(XLINK, 'href');
      set(element, 'href', address && (address.startsWith('#') ? address : await files.url(address, null)));
    }),
  ]);
}

/** @param {Element} element @param {Files} files */
async function media(element, files) {
  const isPicture = /^(?:img|source|input)$/.test(element.localName);
  const taken = (/** @type {string} */ name) => {
    const value = element.getAttribute(name);
    element.removeAttribute(name);
    return value;
  };
  const [src, srcset, poster] = ['src', 'srcset', 'poster'].map(taken);
  // Pictures that a script would load once they are in view.
  const late = element.localName === 'img' || element.localName === 'source' ? [element.getAttribute('data-src'), element.getAttribute('data-srcset')] : [null, null];
  element.removeAttribute('crossorigin');
  const own = late[0] ?? src;
  if (poster !== null) set(element, 'poster', await files.url(poster, null));
  if (own !== null) {
    const { blob, path = '', remote, host } = /^data:/i.test(own) ? { remote: own } : await files.find(own, null, isPicture);
    set(element, 'src', blob ? await files.urlOf(path, blob) : remote ?? null);
    if (remote) element.setAttribute('referrerpolicy', 'no-referrer');
    if (host) waits(element, own, host);
  }
  const sizes = late[1] ?? srcset;
  if (sizes !== null) set(element, 'srcset', await setOf(sizes, files, isPicture));
}

/** @param {string} written a `srcset` @param {Files} files @param {boolean} isPicture @returns {Promise<string | null>} */
async function setOf(written, files, isPicture) {
  const candidates = await Promise.all([...written.matchAll(/([^\s,](?:\S*[^\s,])?)((?:\s+[\d.]+[wxh])*)\s*(?:,|$)/g)].map(async ([, address, size]) => {
    const { blob, path = '', remote } = await files.find(address, null, isPicture);
    const url = blob ? await files.urlOf(path, blob) : remote;
    return url ? `${url.replaceAll(',', '%2C')}${size}` : null;
  }));
  return candidates.filter((each) => each !== null).join(', ') || null;
}

/** A picture of another host, which the author may ask for. @param {Element} image @param {string} address @param {string} host */
function waits(image, address, host) {
  if (image.localName !== 'img') return;
  const alt = image.getAttribute('alt');
  const asks = `Load the image from ${host}`;
  image.setAttribute('alt', alt ? `${alt} (${asks})` : asks);
  image.setAttribute('data-draft-waits', address);
}

/** @param {Element} element @param {string} name @param {string | null} value */
function set(element, name, value) {
  if (value) element.setAttribute(name, value);
}
