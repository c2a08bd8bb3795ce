/**
 * The post as one HTML file: its body is the engine's own allowlisted HTML, its look that of the preview, and its pictures, formulas
 * and diagrams are inside. It has no script and needs nothing beside it.
 */
import { drawn } from './drawn.js';
import { contained, lookOf } from './look.js';
import { headOf } from './metadata.js';
import { PicturesInside } from './pictures-inside.js';
import { attributesOf, escape, serialize, unescaped, written } from './serialize.js';

/** @typedef {[name: string, value: string][]} Attributes */

/** Elements that the preview changes while a person looks at them; the engine's own are written. */
const changed = 'img, video, audio, source, track, input';

/** Children of a post's body that begin a line in the file. */
const blocks = /^(?:p|h[1-6]|ul|ol|dl|pre|table|blockquote|figure|details|section|div|hr|header)$/;

/**
 * @param {object} parts
 * @param {import('../../draft-pane.js').DraftPane} parts.pane
 * @param {import('../files/pictures.js').Pictures} parts.pictures
 * @param {string} parts.name of the draft, for a post without a title
 * @param {string} parts.language of the page, for a post that names none
 * @returns {Promise<{ file: Blob, elsewhere: number, missing: number, failed: number }>} `elsewhere`, `missing`: pictures on
 *   other hosts, and such as were not found; `failed`: formulas and diagrams whose source is shown
 */
export async function htmlFile({ pane, pictures, name, language }) {
  const root = /** @type {ShadowRoot} */ (pane.shadowRoot);
  const article = /** @type {HTMLElement} */ (root.querySelector('article'));
  const [header, body] = ['header', 'body'].map((part) => /** @type {HTMLElement} */ (article.querySelector(`:scope > [part~="${part}"]`)));
  const draft = await whole(pane, body);
  const inside = new PicturesInside(pictures);
  const { shown, colors, css, failed } = await drawn(body);
  const { tags: own, attributes: ownAttributes } = await ownTags(body, draft.html, inside);
  const hero = await heroOf(header, inside);

  /** @type {import('./serialize.js').Changes} */
  const changes = {
    replaced(element) {
      const tag = own.get(element);
      const output = shown.get(element);
      if (tag !== undefined) return tag;
      if (output === undefined) return isForAuthor(element) ? '' : null;
      if (element.localName === 'pre') return output;
      return `<${element.localName}${written(plain(element))}>${output}</${element.localName}>`;
    },
    attributes: (element) => ownAttributes.get(element) ?? plain(element),
    text(text) {
      const stretches = colors.get(text);
      if (!stretches) return null;
      let [out, at] = ['', 0];
      for (const { from, to, name } of stretches) {
        if (from < at) continue;
        out += `${escape(text.data.slice(at, from))}<span class="code-${name}">${escape(text.data.slice(from, to))}</span>`;
        at = to;
      }
      return out + escape(text.data.slice(at));
    },
  };
  const content = [...body.childNodes].map((node) => serialize([node], changes) + (blocks.test(node.nodeName.toLowerCase()) ? '\n' : '')).join('');
  const top = header.hidden ? '' : `<header>${serialize([...header.childNodes], {
    replaced: (element) => (element.matches('.hero') ? hero : /** @type {HTMLElement} */ (element).hidden ? '' : null),
    attributes: plain,
  })}</header>\n`;
  const { lang, head } = headOf(draft, { name, language, site: pane.options.site });
  const text = `<!doctype html>
<html${written([['lang', lang]])}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<style>
${contained(lookOf(root) + css)}</style>
</head>
<body class="draft">
<article${written(article.dir ? [['dir', article.dir]] : [])}>
${top}<div class="${escape(body.className)} draft-body">
${content}</div>
</article>
</body>
</html>
`;
  return { file: new Blob([text], { type: 'text/html;charset=utf-8' }), elsewhere: inside.elsewhere.size, missing: inside.missing.size, failed };
}

/** The draft once all of it is shown: a long text is built in pieces. @param {import('../../draft-pane.js').DraftPane} pane @param {HTMLElement} body */
async function whole(pane, body) {
  await pane.ready;
  while (body.ariaBusy === 'true') await new Promise((resolve) => requestAnimationFrame(resolve));
  if (!pane.draft) throw new Error('there is no preview');
  return pane.draft;
}

/** Whether an element is there for the author alone: the end of the summary, and what was drawn. @param {Element} element */
const isForAuthor = (element) => element.matches('hr[data-more], pre > .enhanced');

/**
 * Attributes of an element as the site would have them.
 * @param {Element} element
 * @returns {Attributes}
 */
function plain(element) {
  return attributesOf(element)
    .filter(([name]) => !/^(?:part|target|rel|decoding|referrerpolicy|data-(?:key|tex|state|empty|stale))$/.test(name))
    .map(([name, value]) => (name === 'align' && element.matches('th, td') ? ['style', `text-align: ${value}`] : [name, value]));
}

/**
 * The engine's own tags of elements that the preview changes, with the pictures inside; of elements with content, the attributes.
 * @param {HTMLElement} body
 * @param {string} html
 * @param {PicturesInside} inside
 */
async function ownTags(body, html, inside) {
  const written = [...html.matchAll(/<(img|video|audio|source|track|input)((?: [a-z-]+="[^"<>]*")*)>/g)];
  /** @type {Map<Element, string>} */
  const tags = new Map();
  /** @type {Map<Element, Attributes>} */
  const attributes = new Map();
  for (const [at, element] of [...body.querySelectorAll(changed)].entries()) {
    const [tag, name, list] = written[at] ?? [];
    if (name !== element.localName) throw new Error(`the preview has an element ${element.localName} that the post has not`);
    if (name === 'video' || name === 'audio') attributes.set(element, attributesIn(list));
    if (!tags.has(element) && name !== 'video' && name !== 'audio') tags.set(element, tag);
    if (name !== 'img') continue;
    const src = attributesIn(list).find(([name]) => name === 'src')?.[1];
    const held = src === undefined ? null : await inside.of(src);
    if (held === null) continue;
    tags.set(element, `<img${list.replace(/ (?:src|srcset|sizes)="[^"]*"/g, '')} src="${held}">`);
    // Another size of the same picture would be chosen instead of the one inside.
    if (element.parentElement?.localName === 'picture') for (const source of element.parentElement.querySelectorAll('source')) tags.set(source, '');
  }
  return { tags, attributes };
}

/** @param {string} list as the engine writes it @returns {Attributes} */
const attributesIn = (list) => [...list.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value)]);

/**
 * The picture above the title, where it is shown.
 * @param {HTMLElement} header
 * @param {PicturesInside} inside
 */
async function heroOf(header, inside) {
  const hero = /** @type {HTMLElement | null} */ (header.querySelector('.hero'));
  const path = hero?.querySelector('code')?.textContent ?? '';
  if (!hero || hero.hidden || path === '' || !/^(?:shown|loading)$/.test(hero.dataset.state ?? '')) return '';
  const src = await inside.of(path) ?? path;
  return `<figure class="hero"><img${written([['src', src], ['alt', '']])}></figure>`;
}
