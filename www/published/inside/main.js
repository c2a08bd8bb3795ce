/**
 * The script of `frame.html`: shows a page of the site, sent as text, in a frame that has no origin. It is the only script
 * that runs there.
 */
import { clean } from './clean.js';
import { Content, textOf } from './content.js';
import { Files } from './files.js';
import { fill } from './fill.js';
import { LayoutWatch } from './layout.js';
import { morph } from './morph.js';
import { parse } from './parse.js';
import { listen } from './pointer.js';
import { dress } from './scheme.js';

/** The policy of the file, without what this view must not load. */
const WITHOUT_REMOTE = 'img-src blob: data:; media-src blob: data:';

const waits = new CSSStyleSheet();
waits.replaceSync('[data-draft-waits] { cursor: pointer; outline: 1px dashed; outline-offset: -1px; min-inline-size: 6em; min-block-size: 2em }');
document.adoptedStyleSheets = [waits];

addEventListener('message', ({ data, ports: [port] }) => {
  if (!data.remote) {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = WITHOUT_REMOTE;
    document.head.append(policy);
  }
  const tell = (/** @type {object} */ message) => port.postMessage(message);
  /** @type {Map<number, (answer: import('./files.js').Answer) => void>} */
  const asked = new Map();
  let questions = 0;
  const files = new Files((question) => new Promise((resolve) => {
    asked.set(++questions, resolve);
    tell({ asks: { ...question, id: questions } });
  }));
  const content = new Content();
  const layout = new LayoutWatch(tell);
  /** The post's elements. @type {Element[]} */
  let elements = [];
  /** The last page that was sent. @type {{ id: number, page: string, content: string } | null} */
  let latest = null;
  let scheme = data.scheme;
  listen(tell, () => elements);
  const again = () => {
    if (latest) show(latest);
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);

  const show = async (/** @type {NonNullable<typeof latest>} */ sent) => {
    latest = sent;
    const page = clean(parse(sent.page));
    await fill(page, files);
    if (latest !== sent) return;
    dress(page, sent.page, scheme);
    morph(document.documentElement, page.documentElement);
    elements = content.find(document.body, sent.content);
    tell({ shown: sent.id, elements: elements.map((element) => [element.localName, textOf(element)]) });
    layout.watch(elements);
  };

  port.onmessage = ({ data: { answer, show: sent, forget, scheme: wanted, scrollTo: top, goTo, prints } }) => {
    if (answer) {
      asked.get(answer.id)?.(answer);
      asked.delete(answer.id);
    }
    if (forget) files.forget();
    if (wanted && wanted !== scheme) {
      scheme = wanted;
      again();
    }
    if (sent) show(sent);
    if (top !== undefined) scrollTo({ top, behavior: 'instant' });
    if (prints) print();
    if (goTo !== undefined) {
      if (goTo === '' || goTo === 'top') scrollTo({ top: 0 });
      else document.getElementById(goTo)?.scrollIntoView();
    }
  };
  tell({ ready: true });
}, { once: true });
