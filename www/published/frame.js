/** The frame in which a page of the site is shown. It has no origin and one script; `inside/` is that script's source. */

/**
 * @typedef {import('./inside/files.js').Question} Question
 * @typedef {import('./inside/files.js').Answer} Answer
 * @typedef {{ top: number, height: number, full: number, extents: Float64Array }} Layout
 * @typedef {{ type: string, detail: number, button: number, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean, clientX: number, clientY: number }} Mouse
 * @typedef {{ element: number, at: number, around: string, before: number }} Place
 */

/**
 * @typedef {object} Around The page around the frame, which takes nothing from it without a check.
 * @property {(question: Question) => Promise<Answer>} find
 * @property {(id: number, elements: [tag: string, text: string][]) => void} shown
 * @property {(layout: Layout) => void} laidOut
 * @property {(top: number) => void} scrolled
 * @property {(type: string) => void} touched
 * @property {(key: KeyboardEventInit) => void} pressed
 * @property {(click: { href: string | null, place: Place | null, text: string, mouse: Mouse }) => void} clicked
 * @property {(address: string) => void} wants a picture of another host
 * @property {(reason: string) => void} failed
 */

/** How long the file of the frame may take, in milliseconds. */
const PATIENCE_MS = 20_000;

export class Frame {
  #around;
  /** @type {MessagePort | null} */
  #port = null;
  /** Messages that wait until the frame listens. @type {object[]} */
  #held = [];
  /** @type {ReturnType<typeof setTimeout>} */
  #due;

  /**
   * @param {ParentNode & Node} root where it is shown
   * @param {boolean} remote whether pictures of other hosts may be loaded
   * @param {{ title: string, silent: string, left: string }} words
   * @param {Around} around
   */
  constructor(root, remote, words, around) {
    this.#around = around;
    const element = document.createElement('iframe');
    this.element = element;
    // Modals: it prints itself, and its one script opens no other.
    element.sandbox.add('allow-scripts', 'allow-modals');
    element.referrerPolicy = 'no-referrer';
    element.title = words.title;
    element.src = new URL('./frame.html', import.meta.url).href;
    Object.assign(element.style, { display: 'block', inlineSize: '100%', blockSize: '100%', minBlockSize: '20rem', border: '0', color: 'light-dark(#000, #fff)', transition: 'color 1ms' });
    this.#due = setTimeout(() => around.failed(words.silent), PATIENCE_MS);
    element.addEventListener('load', () => {
      // A page that is not what was promised has the origin of this one; and one that is loaded later is not the frame's.
      if (element.contentDocument || this.#port) return around.failed(words.left);
      const { port1, port2 } = new MessageChannel();
      this.#port = port1;
      port1.onmessage = ({ data }) => this.#told(data);
      // It has no origin to name. The message says nothing: pages go through the port alone.
      element.contentWindow?.postMessage({ remote, scheme: this.#scheme }, '*', [port2]);
    });
    // Its colour is that of text: it changes with the colour scheme, whatever changed that.
    for (const end of ['transitionend', 'transitioncancel']) element.addEventListener(end, () => this.send({ scheme: this.#scheme }));
    root.append(element);
  }

  get #scheme() {
    return getComputedStyle(this.element).color.includes('255') ? 'dark' : 'light';
  }

  /** @param {object} message */
  send(message) {
    if (this.#held) this.#held.push(message);
    else this.#port?.postMessage(message);
  }

  /** On the paper of another page, a frame is cut where it ends: it is as high as its own. @param {number | null} height null: as before */
  spread(height) {
    const { style, clientWidth } = this.element;
    Object.assign(style, height === null ? { inlineSize: '100%', blockSize: '100%' } : { inlineSize: `${clientWidth}px`, blockSize: `${height}px` });
  }

  close() {
    clearTimeout(this.#due);
    this.#port?.close();
    this.element.remove();
  }

  /** @param {any} data from the frame */
  async #told({ ready, asks, shown, elements, layout, scrolled, touched, key, clicked, wants }) {
    const around = this.#around;
    if (ready) {
      clearTimeout(this.#due);
      const held = this.#held;
      this.#held = /** @type {any} */ (null);
      for (const message of held) this.send(message);
    } else if (asks) {
      const question = { address: String(asks.address), from: asks.from === null ? null : String(asks.from), isPicture: asks.isPicture === true };
      const answer = await around.find(question).catch(() => ({}));
      this.send({ answer: { ...answer, id: asks.id } });
    } else if (typeof shown === 'number' && Array.isArray(elements)) {
      around.shown(shown, elements.map((each) => [String(each[0]), String(each[1])]));
    } else if (layout?.extents instanceof Float64Array) {
      around.laidOut({ top: Number(layout.top), height: Number(layout.height), full: Number(layout.full), extents: layout.extents });
    } else if (typeof scrolled === 'number') around.scrolled(scrolled);
    else if (['wheel', 'touchstart', 'pointerdown'].includes(touched)) around.touched(touched);
    else if (key) around.pressed(key);
    else if (clicked) around.clicked(clicked);
    else if (typeof wants === 'string') around.wants(wants);
  }
}
