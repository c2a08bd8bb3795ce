/**
 * In the page: shows posts in panes, does with them what a reader can do, and notes what must not happen.
 * Imported before anything else, so that every trap is set.
 *
 * @typedef {import('../../../www/draft-pane.js').DraftPane} DraftPane
 */

/** Forbidden events that happened. @type {string[]} */
export const findings = [];

/** The post that was touched last: it is not always the one that did it. */
let current = '';

/** @param {string} what */
function found(what) {
  if (findings.length < 10) findings.push(`${what} at ${JSON.stringify(current).slice(0, 500)}`);
}

/** Where a link may lead, as the browser reads it. */
const schemes = ['http:', 'https:', 'mailto:', 'tel:', 'ftp:', 'irc:', 'ircs:', 'xmpp:'];

/** Elements that are never in a preview's body, whatever the post. */
const foreign = 'script,style,link,meta,base,iframe,frame,frameset,object,embed,applet,form,button,textarea,select,option,svg,math,template,slot,noscript,canvas,[autoplay],dialog,marquee,portal,title';

for (const name of /** @type {const} */ (['alert', 'prompt', 'confirm', 'print'])) {
  /** @type {any} */ (window)[name] = () => found(`${name}()`);
}

/** Where links led: all of it was held back. */
const led = { followed: 0, opened: 0 };
window.open = (url) => {
  led.opened++;
  // As the real one, it throws where that is no URL.
  if (!schemes.includes(new URL(String(url), location.href).protocol)) found(`window.open(${url})`);
  return null;
};
const { navigation } = /** @type {any} */ (window);
if (!navigation) found('no Navigation API in this browser');
navigation?.addEventListener('navigate', (/** @type {any} */ event) => {
  led.followed++;
  if (!schemes.includes(new URL(event.destination.url).protocol)) found(`navigation to ${event.destination.url}`);
  event.preventDefault();
});

addEventListener('securitypolicyviolation', (event) => found(`violation of ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`));
addEventListener('error', (event) => found(`error ${event.message}`));
addEventListener('unhandledrejection', (event) => found(`rejection ${event.reason}`));
addEventListener('submit', () => found('submit'), true);

/** Links put here are followed by the browser alone, without the pane's part in it. */
const outside = document.createElement('div');
document.body.append(outside);

/** The page around the panes, which no post may change. */
const around = () => [document.title, location.href, document.head.childElementCount, document.body.childElementCount, Object.keys(window).length].join(' ');
let start = '';

const pause = () => new Promise((resolve) => setTimeout(resolve, 0));

/** @param {DraftPane} pane @returns {ShadowRoot} */
const rootOf = (pane) => /** @type {ShadowRoot} */ (pane.shadowRoot);

/** Looks at every element and attribute of a pane. @param {DraftPane} pane @returns {number} how many elements */
function look(pane) {
  const body = /** @type {HTMLElement} */ (rootOf(pane).querySelector('.body'));
  const stranger = body.querySelector(foreign);
  if (stranger) found(`<${stranger.localName}>`);
  const elements = rootOf(pane).querySelectorAll('*');
  for (const element of elements) {
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' && body.contains(element)) found(`an element of ${element.namespaceURI}`);
    for (const name of ['src', 'poster']) {
      const url = element.getAttribute(name);
      if (body.contains(element) && url !== null && URL.canParse(url, location.href) && !['http:', 'https:', 'data:', 'blob:'].includes(new URL(url, location.href).protocol)) found(`<${element.localName} ${name}=${JSON.stringify(url)}>`);
    }
    for (const { name } of element.attributes) {
      if (/^on|^(?:is|name|slot|srcdoc|action|formaction|ping|contenteditable|autofocus|xlink:href)$/i.test(name)) found(`<${element.localName} ${name}>`);
    }
    if (element instanceof HTMLAnchorElement && URL.canParse(element.href) && !schemes.includes(element.protocol)) found(`link to ${element.href}`);
  }
  return elements.length;
}

/** Clicks and toggles everything in a pane. @param {DraftPane} pane */
function touch(pane) {
  const root = rootOf(pane);
  let links = 0;
  let toggles = 0;
  for (const details of root.querySelectorAll('details')) {
    const summary = details.querySelector('summary');
    if (summary) summary.click();
    else details.open = !details.open;
    toggles++;
  }
  for (const box of root.querySelectorAll('input')) box.click();
  for (const link of root.querySelectorAll('a')) {
    if (!link.hasAttribute('href')) continue;
    const copy = /** @type {HTMLAnchorElement} */ (link.cloneNode(true));
    // A new tab would be out of sight: what it leads to is the same.
    for (const each of [link, copy]) each.removeAttribute('target');
    link.click();
    links++;
    // An invalid URL leads to an empty page of the browser's own.
    if (!URL.canParse(copy.href)) continue;
    outside.append(copy);
    copy.click();
  }
  return { links, toggles };
}

/**
 * Shows posts, some at a time.
 *
 * @param {string[]} texts
 * @param {import('../../../www/engine.js').Options} options
 */
export async function attack(texts, options) {
  start ||= around();
  const counts = { posts: 0, elements: 0, links: 0, toggles: 0 };
  for (let at = 0; at < texts.length; at += 50) {
    const panes = texts.slice(at, at + 50).map((text) => {
      const pane = /** @type {DraftPane} */ (document.createElement('draft-pane'));
      pane.options = options;
      current = pane.value = text;
      document.body.append(pane);
      return pane;
    });
    for (const pane of panes) {
      current = pane.value;
      await pane.ready;
      counts.elements += look(pane);
      const { links, toggles } = touch(pane);
      counts.links += links;
      counts.toggles += toggles;
      counts.posts++;
    }
    // Events of images and details come late, and so do links that are followed.
    await pause();
    await pause();
    for (const pane of panes) pane.remove();
    outside.replaceChildren();
    if (around() !== start) found(`another page: ${around()}, not ${start}`);
  }
  return { ...counts, ...led, findings };
}

/**
 * Why an attribute may stay that DOMPurify takes out; undefined where it may not.
 * @param {{ name: string, value: string }} attribute
 */
function reason({ name, value }) {
  if (name === 'id' && (value in document || value in document.createElement('form'))) {
    return 'an id like a name of the DOM: as the site publishes it, and in the preview within a shadow root';
  }
  if (name === 'href' && /^ircs?:/.test(value)) return 'irc is on the list, as on GitHub';
  if ((name === 'href' || name === 'src') && URL.canParse(value, location.href) && new URL(value, location.href).origin === location.origin) {
    return 'relative as browsers read it: DOMPurify takes out white space and controls that they leave in';
  }
  return undefined;
}

/**
 * Finds nodes that DOMPurify removes from the HTML of posts.
 *
 * @param {string[]} texts
 * @param {import('../../../www/engine.js').Options} options
 */
export async function purified(texts, options) {
  const [{ default: purify }, { render }] = await Promise.all([import(String('/purify.js')), import(String('/engine.js'))]);
  /** @type {string[]} */
  const taken = [];
  /** @type {Record<string, number>} */
  const known = {};
  for (const text of texts) {
    // The HTML is read as HTML, never as XML, so a value cannot end its attribute.
    purify.sanitize(render(text, options).html, { SAFE_FOR_XML: false });
    for (const { element, attribute, from } of purify.removed) {
      const why = attribute && reason(attribute);
      if (why) known[why] = (known[why] ?? 0) + 1;
      else taken.push(`${attribute ? `<${from.localName} ${attribute.name}=${JSON.stringify(attribute.value)}>` : (element.outerHTML ?? element.nodeName)} of ${JSON.stringify(text)}`);
    }
  }
  return { taken, known };
}
