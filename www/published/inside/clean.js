/**
 * Takes out of a page all that could run, load or lead away. The policy of the frame forbids the same once more; requests that
 * no policy knows (of a refresh, a name to look up in advance) are stopped here alone.
 */

/** Elements that go, with all that is in them. */
const GONE = 'script, frame, frameset, applet, portal, fencedframe, base, meta, template, track, bgsound';

/** Elements of other programs and pages: a link to them takes their place. */
const ELSEWHERE = 'iframe, object, embed';

/** Attributes that load, send or take the focus. The address of a picture is set again once its file is there. */
const ATTRIBUTES = /^(?:on|(?:action|archive|attributionsrc|autofocus|autoplay|background|classid|code|codebase|data|dynsrc|formaction|formtarget|http-equiv|is|longdesc|lowsrc|manifest|nonce|ping|profile|target)$)/i;

const XLINK = 'http://www.w3.org/1999/xlink';

/** Addresses that a link may have. */
const LINKS = /^(?:(?:https?|mailto|tel|ftp|ircs?|xmpp):|[^:]*$|[^:/?#]*[/?#])/i;

/**
 * @param {Document} page as it was parsed; it is in no window
 * @returns {Document} the same
 */
export function clean(page) {
  // The scripts of the site do not run here: what it shows without them counts.
  for (const element of all(page, 'noscript')) element.replaceWith(...element.childNodes);
  for (const element of all(page, ELSEWHERE)) element.replaceWith(linkTo(page, element));
  const schemes = page.querySelector('meta[name=color-scheme]')?.getAttribute('content');
  if (schemes?.includes('dark')) page.documentElement.style.setProperty('color-scheme', 'light dark');
  for (const element of all(page, GONE)) element.remove();
  for (const link of all(page, 'link')) if (!isSheet(link)) link.remove();
  if (!page.body) page.documentElement.append(page.createElement('body'));
  const form = page.createElement('form');
  for (const element of all(page, '*')) {
    for (const { name, namespaceURI, localName, value } of [...attributesOf(element)]) {
      if (ATTRIBUTES.test(localName)) Element.prototype.removeAttributeNS.call(element, namespaceURI, localName);
      else if (localName === 'href' && !isOfLoaded(element) && !LINKS.test(cleaned(value))) Element.prototype.removeAttribute.call(element, name);
      // A name that hides a property of its form, or of the document, from the frame's own script.
      else if ((name === 'id' || name === 'name') && (value in form || value in document)) Element.prototype.removeAttribute.call(element, name);
    }
    // An animation may set an address, where it was checked before.
    if (/^(?:animate|set)/i.test(element.localName) && /href$/i.test(element.getAttribute('attributeName') ?? '')) element.remove();
    else if (element instanceof SVGElement) dropOutside(element);
  }
  return page;
}

/** @param {Document} page @param {string} selector @returns {Element[]} */
export const all = (page, selector) => [...page.querySelectorAll(selector)];

/** Those of a form are not hidden by its fields. @param {Element} element @returns {NamedNodeMap} */
const attributesOf = (element) => /** @type {() => NamedNodeMap} */ (Object.getOwnPropertyDescriptor(Element.prototype, 'attributes')?.get).call(element);

/** As browsers read an address. @param {string} address */
const cleaned = (address) => address.replace(/^[\u0000-\u0020]+/, '').replace(/[\t\n\r]/g, '');

/** Whether the address is one to load from. @param {Element} element */
const isOfLoaded = (element) => ['link', 'image', 'feImage', 'use'].includes(element.localName);

/** @param {Element} link @returns {boolean} */
function isSheet(link) {
  const kinds = (link.getAttribute('rel') ?? '').toLowerCase().split(/\s+/);
  return kinds.includes('stylesheet') && !kinds.includes('alternate') && link.hasAttribute('href');
}

/** Drawings refer to their own parts. @param {Element} element */
function dropOutside(element) {
  if (element.localName === 'a' || element.localName === 'image') return;
  for (const [namespace, name] of /** @type {const} */ ([[null, 'href'], [XLINK, 'href']])) {
    if (!(element.getAttributeNS(namespace, name) ?? '#').startsWith('#')) element.removeAttributeNS(namespace, name);
  }
}

/** @param {Document} page @param {Element} element @returns {HTMLElement} */
function linkTo(page, element) {
  const address = cleaned(element.getAttribute('src') ?? element.getAttribute('data') ?? '');
  const link = page.createElement(LINKS.test(address) && address ? 'a' : 'span');
  if (link.localName === 'a') link.setAttribute('href', address);
  link.append(element.getAttribute('title') || address.replace(/^(?:https?:)?\/\/|[?#].*$/g, ''));
  return link;
}
