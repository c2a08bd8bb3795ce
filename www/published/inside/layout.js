/** Tells the page around the frame where the post's elements stand, and how far the frame is scrolled. */

/** @typedef {{ top: number, height: number, full: number, extents: Float64Array }} Layout `extents`: top and bottom of each element */

export class LayoutWatch {
  #tell;
  /** @type {Element[]} */
  #elements = [];
  #due = false;
  #resized = new ResizeObserver(() => this.changed());

  /** @param {(message: { layout: Layout } | { scrolled: number }) => void} tell */
  constructor(tell) {
    this.#tell = tell;
    addEventListener('scroll', () => tell({ scrolled: scrollY }), { passive: true });
    addEventListener('resize', () => this.changed());
    addEventListener('load', () => this.changed(), true);
    addEventListener('toggle', () => this.changed(), true);
    document.fonts.addEventListener('loadingdone', () => this.changed());
  }

  /** @param {Element[]} elements that are to be told about from now on */
  watch(elements) {
    this.#elements = elements;
    this.#resized.disconnect();
    for (const element of [document.documentElement, document.body, ...elements]) this.#resized.observe(element);
    this.now();
  }

  /** Once in each frame. */
  changed() {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => this.now());
  }

  now() {
    this.#due = false;
    const extents = new Float64Array(2 * this.#elements.length);
    this.#elements.forEach((element, at) => {
      const { top, bottom } = element.getBoundingClientRect();
      extents[2 * at] = top + scrollY;
      extents[2 * at + 1] = bottom + scrollY;
    });
    this.#tell({ layout: { top: scrollY, height: innerHeight, full: document.documentElement.scrollHeight, extents } });
  }
}
