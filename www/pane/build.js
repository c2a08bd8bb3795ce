/**
 * Builds the body of a post: at once what fills the first screens, the rest
 * between other tasks, so that a very long post does not hold up the page.
 *
 * @module
 */

/** @typedef {import('../engine.js').Draft} Draft */

/** Nodes that are built at once: some screens, in a few milliseconds. */
const FIRST = 2000;
/** Nodes of one step, between which the clock is read. */
const STEP = 200;
/** How long to build before others get their turn. */
const SLICE_MS = 8;

/**
 * Shows the draft in the body.
 *
 * @param {Draft} draft
 * @param {Element} body
 * @returns {{ reach(offset: number): void, stop(): void }} `reach` builds what comes up to an
 *   offset now; `stop` ends the building
 */
export function build(draft, body) {
  draft.mount(body);
  let waiting = draft.work(FIRST);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const slice = () => {
    const end = performance.now() + SLICE_MS;
    while (waiting && performance.now() < end) waiting = draft.work(STEP);
    if (waiting) timer = setTimeout(slice);
  };
  if (waiting) timer = setTimeout(slice);

  return {
    reach(offset) {
      const isBuilt = () => {
        const block = draft.blockAt(offset);
        return !block || draft.nodesOf(block.id).length > 0;
      };
      while (waiting && !isBuilt()) waiting = draft.work(STEP);
    },
    stop() {
      clearTimeout(timer);
      waiting = false;
    },
  };
}
