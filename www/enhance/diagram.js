/**
 * Diagrams, drawn by mermaid in a frame without an origin, and shown as
 * pictures: no source of a diagram runs in the page, nor does what is drawn.
 *
 * @module
 */

import { beside } from './beside.js';

/** @typedef {import('../draft-pane.js').Block} Block */
/** @typedef {{ svg: string, width: number, height: number, title: string, description: string, kind: string }} Drawing */

/** Not named where it is used: bundlers would look for what is put together there. */
const here = import.meta.url;

/** How long a diagram may take once the library is there, in milliseconds: then the frame is thrown away. */
const PATIENCE_MS = 15_000;
/** How long the library may take to arrive, in milliseconds: it is the largest file of all, and networks and phones are slow. */
const LOADING_MS = 90_000;
/** How long the frame stays without anything to do, in milliseconds. */
const IDLE_MS = 60_000;
/** The number of drawings that are saved, for diagrams that come back: undone, moved, in the other colours. */
const KEPT = 50;
/** Limits on the code units and the parts of a diagram: in some browsers, drawing blocks the page. */
const LONGEST = 20_000;
const MOST_PARTS = 1000;
/** The largest drawing, in code units. */
const LARGEST = 4_000_000;

const css = `
img { display: block; max-width: 100%; height: auto; margin-inline: auto; color: inherit; transition: color 1ms; }
`;

/**
 * @param {object} [options]
 * @param {string | URL} [options.script] `mermaid.min.js`, in one file, where no bundler takes care of it; relative to the page
 * @param {string | URL} [options.frame] the page `diagram.html` of this package, likewise
 * @param {boolean} [options.isolated] whether the server of `frame` sends `Content-Security-Policy: sandbox allow-scripts` with it. The frame
 *   then needs no attribute `sandbox`, with which Chromium asks no service worker for the page
 * @param {Record<string, unknown>} [options.config] of mermaid; its `theme` is one of light colours and one of dark ones unless given
 * @returns {import('../draft-pane.js').Enhance} for `pane.enhance('diagram', …)`
 */
export function diagram({ script, frame, isolated = false, config = {} } = {}) {
  const page = () => (frame ? new URL(frame, document.baseURI) : new URL('./diagram.html', import.meta.url)).href;
  const library = () => (script ? new URL(script, document.baseURI) : beside('mermaid/dist/mermaid.min.js', here, new URL('mermaid/dist/mermaid.min.js', import.meta.url))).href;
  /** @type {Frame | null} */
  let drawer = null;
  /** @type {Map<string, Drawing>} */
  const drawings = new Map();

  /**
   * @param {string} source
   * @param {object} settings
   * @param {AbortSignal} signal
   */
  const draw = async (source, settings, signal) => {
    const key = JSON.stringify([source, settings]);
    let drawing = drawings.get(key);
    drawings.delete(key);
    if (!drawing) {
      if (!drawer?.works) drawer = new Frame(page(), library(), isolated);
      drawing = await drawer.draw(source, settings, signal);
    }
    drawings.set(key, drawing);
    for (const [oldest] of drawings) {
      if (drawings.size <= KEPT) break;
      drawings.delete(oldest);
    }
    return drawing;
  };

  return async ({ element, source, output, signal }) => {
    if (source.trim() === '') return;
    checkSource(source);
    const { ownerDocument } = element;
    const image = ownerDocument.createElement('img');
    let gone = false;
    let calls = 0;
    const show = async (/** @type {AbortSignal} */ signal) => {
      const call = ++calls;
      const style = getComputedStyle(image.isConnected ? image : element);
      const settings = { theme: isLight(style.color) ? 'dark' : 'default', fontFamily: getComputedStyle(element.parentElement ?? element).fontFamily, ...config };
      const { svg, width, height, title, description, kind } = await draw(source, settings, signal);
      // Another one may be wanted by now.
      if (gone || call !== calls) return;
      image.src = `data:image/svg+xml,${encodeURIComponent(svg.toWellFormed?.() ?? svg)}`;
      await image.decode();
      image.width = Math.ceil(width);
      image.height = Math.ceil(height);
      image.alt = [title, description].filter(Boolean).join('. ') || `Diagram${kind && ` (${kind.replace(/-.*/, '')})`}`;
    };
    await show(signal);
    const sheet = new (ownerDocument.defaultView ?? globalThis).CSSStyleSheet();
    sheet.replaceSync(css);
    output.adoptedStyleSheets = [sheet];
    output.append(image);
    // Its colour is that of the text: it changes with the colour scheme, whatever changed that.
    // When the change begins, the computed colour is the old one still.
    for (const end of ['transitionend', 'transitioncancel']) image.addEventListener(end, () => void show(new AbortController().signal).catch(() => {}));
    return () => (gone = true);
  };
}

/** The words on a diagram, as opposed to its parts: labels, in quotes or brackets, or after a colon. */
const WORDS = /"[^"\n]*"|\[[^\]\n]*\]|\([^)\n]*\)|\{[^}\n]*\}|\|[^|\n]*\||:[^\n]*/g;

/** @param {string} source @throws {Error} which says that the diagram is too large */
function checkSource(source) {
  if (source.length > LONGEST) throw new Error(`The diagram has ${source.length} characters: more than ${LONGEST} are not drawn.`);
  const parts = source.replace(WORDS, ' ').match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
  if (parts > MOST_PARTS) throw new Error(`The diagram has about ${parts} parts: more than ${MOST_PARTS} are not drawn.`);
}

/** The frame in which mermaid runs. */
class Frame {
  works = true;
  /** Whether the library is there. */
  #ready = false;
  #element;
  /** @type {Promise<MessagePort>} */
  #port;
  /** @type {Map<number, PromiseWithResolvers<Drawing>>} */
  #asked = new Map();
  #count = 0;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #due = undefined;

  /**
   * @param {string} page
   * @param {string} script
   * @param {boolean} isolated
   */
  constructor(page, script, isolated) {
    const frame = document.createElement('iframe');
    this.#element = frame;
    if (!isolated) frame.sandbox.add('allow-scripts');
    frame.src = page;
    frame.tabIndex = -1;
    frame.ariaHidden = 'true';
    frame.title = 'Draws diagrams';
    // Laid out, so that text can be measured in it; in sight of nobody.
    Object.assign(frame.style, { position: 'fixed', inset: '0 auto auto 0', width: '1280px', height: '800px', border: '0', visibility: 'hidden', pointerEvents: 'none', zIndex: '-1' });
    this.#port = new Promise((resolve) => {
      frame.onload = async () => {
        // A page that is not what was promised has the origin of this one.
        if (frame.contentDocument) return this.#end('The frame for diagrams has no origin of its own.');
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => this.#answered(data);
        try {
          // No service worker serves what the frame asks for: it is sent the script itself.
          const library = isolated ? await fileAt(script) : undefined;
          // It has no origin to name. The message only says where to find a script; diagrams go through the port alone.
          frame.contentWindow?.postMessage({ script, library }, '*', [port2]);
          resolve(port1);
        } catch (error) {
          this.#end(`mermaid was not found at ${script}: ${error}`);
        }
      };
    });
    document.body.append(frame);
  }

  /**
   * Draws one after the other, and not what nobody waits for any more.
   *
   * @param {string} source
   * @param {object} config
   * @param {AbortSignal} signal
   * @returns {Promise<Drawing>}
   */
  draw(source, config, signal) {
    const drawn = this.#last.then(() => {
      signal.throwIfAborted();
      const id = ++this.#count;
      const answer = withResolvers();
      this.#asked.set(id, answer);
      this.#wait();
      this.#port.then((port) => port.postMessage({ id, source, config }));
      return answer.promise;
    });
    this.#last = drawn.catch(() => {});
    return drawn;
  }

  /** Gives up on it when nothing comes, or when nobody asks any more. */
  #wait() {
    clearTimeout(this.#due);
    if (this.#asked.size === 0) this.#due = setTimeout(() => this.#end('Nobody asks any more.'), IDLE_MS);
    else if (this.#ready) this.#due = setTimeout(() => this.#end('The diagram takes too long.'), PATIENCE_MS);
    else this.#due = setTimeout(() => this.#end('mermaid takes too long to load.'), LOADING_MS);
  }

  /** @param {string} reason */
  #end(reason) {
    this.works = false;
    clearTimeout(this.#due);
    this.#element.remove();
    for (const { reject } of this.#asked.values()) reject(new Error(reason));
    this.#asked.clear();
  }

  /** @param {any} data from the frame, which is not to be trusted */
  #answered(data) {
    if (typeof data?.failed === 'string') {
      this.#end(data.failed);
      return;
    }
    if (data?.ready === true) {
      this.#ready = true;
      this.#wait();
      return;
    }
    const answer = this.#asked.get(data?.id);
    if (!answer) return;
    this.#asked.delete(data.id);
    this.#wait();
    const { svg, width, height } = data;
    if (typeof svg !== 'string') answer.reject(new Error(String(data.error).slice(0, 400)));
    else if (svg.length > LARGEST || !(width > 0 && height > 0)) answer.reject(new Error('The diagram is too large, or has nothing to show.'));
    else answer.resolve({ svg, width, height, title: String(data.title), description: String(data.description), kind: String(data.kind) });
  }
}

/** @param {string} address @returns {Promise<Blob>} */
async function fileAt(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.blob();
}

/** @returns {PromiseWithResolvers<Drawing>} */
function withResolvers() {
  /** @type {any} */
  const answer = {};
  answer.promise = new Promise((resolve, reject) => Object.assign(answer, { resolve, reject }));
  return answer;
}

/** Whether a colour is light, as that of text on a dark ground is. @param {string} color as computed: three numbers, of 255 or of 1 */
function isLight(color) {
  const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  const most = color.startsWith('rgb') ? 255 : 1;
  return (0.299 * r + 0.587 * g + 0.114 * b) / most > 0.5;
}
