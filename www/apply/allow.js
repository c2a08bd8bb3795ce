/**
 * The names that an applier makes nodes of: the engine's own list (`src/allow.rs`). Patches may come from elsewhere, so
 * they are judged again.
 *
 * @module
 */

/** Elements without content and end tag. */
export const VOID = new Set(['br', 'col', 'hr', 'img', 'input', 'source', 'track', 'wbr']);

export const ELEMENTS = new Set(`a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del
details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd li mark nobr ol
p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th
thead time tr track tt u ul var video wbr`.split(/\s/));

export const ATTRIBUTES = new Set(`align alt aria-label bgcolor border cellpadding cellspacing checked cite class clear color colspan controls
data-footnote-backref data-footnote-ref data-footnotes data-lang data-more data-tex datetime default dir disabled face
height href hspace id kind label lang loop media muted noshade nowrap open poster reversed role rowspan scope size
sizes span src srclang srcset start style tabindex title type valign value vspace width`.split(/\s/));

const LINKS = ['', 'http', 'https', 'mailto', 'tel', 'ftp', 'irc', 'ircs', 'xmpp'];
const PICTURES = ['', 'http', 'https'];
const DATA = /^data:image\/(?:png|gif|jpeg|webp|avif)[;,]/i;

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} value
 */
export function allows(tag, name, value) {
  if (!ATTRIBUTES.has(name)) return false;
  if (name === 'href') return tag === 'a' && LINKS.includes(schemeOf(value));
  if (name === 'cite') return LINKS.includes(schemeOf(value));
  if (name === 'src') return ['img', 'video', 'audio', 'source', 'track'].includes(tag) && isPicture(value);
  if (name === 'poster') return tag === 'video' && isPicture(value);
  if (name === 'srcset') return value.split(/[ \t\n\r\f,]/).every(isPicture);
  if (name === 'style') return /^text-align: (?:left|center|right)$/.test(value);
  if (name === 'type' && tag === 'input') return value === 'checkbox';
  return true;
}

/** @param {string} url */
const isPicture = (url) => PICTURES.includes(schemeOf(url)) || DATA.test(cleaned(url));

/** As the URL parser reads it. @param {string} url */
const cleaned = (url) => url.replace(/^[\0- ]+|[\t\n\r]/g, '');

/** @param {string} url */
const schemeOf = (url) => /^([a-z][a-z0-9+.-]*):/i.exec(cleaned(url))?.[1].toLowerCase() ?? '';
