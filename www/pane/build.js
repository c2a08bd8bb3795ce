/**
 * Opens a post: at once what fills the first screens, the rest between other
 * tasks, so that a very long post does not hold up the page.
 *
 * @module
 */

/** @typedef {import('./live-draft.js').LiveDraft} Draft */
/** @typedef {import('../engine.js').Patch} Patch */
/** @typedef {Pick<import('../engine.js').LiveUpdate, 'version' | 'patches' | 'bytes' | 'free'>} Read all that was read; after `free()` the patches cannot be read */

/** Code units that are read at once: some screens, and a front matter of any sense. */
const HEAD = 12_000;
/** Code units that are read in one step. */
const PIECE = 48_000;
/** A piece that leads to so many times its length being read again is inside a huge block: the rest is read at once. */
const AGAIN = 4;
/** Nodes that are built at once: some screens, in a few milliseconds; to lay them out takes more. */
const FIRST = 1000;
/** Nodes of one step, at least and at most. */
const [LEAST, MOST] = [600, 4000];
/** How long to read before others get their turn: a piece, or a step of the garbage collector, may come on top. */
const READ_MS = 16;
/** How long to build, with the layout of what was built: in a very long post each layout costs something for all that is there. */
const BUILD_MS = 40;
/** How long to build, or to lay out, in groups: on top comes what the browser collects as garbage meanwhile, and a whole collection may take 40 ms. */
const GROUP_MS = 10;
/** For so many groups one more part is laid out at once. */
const SHARING = 256;
/** Nodes that come into the page at once in groups: each time costs something for all blocks that are there. */
const LOT = 4000;

/**
 * Shows a text in the body, in the place of what the draft had.
 *
 * @param {Draft} draft
 * @param {Element} body
 * @param {string} text
 * @param {{ holdsImages: boolean, adopts: boolean, groups: import('./groups.js').Groups }} how `holdsImages`: pictures are left to the
 *   caller; `adopts`: what is in the body already stays where it is right; `groups`: those of the body
 * @param {{ read(update: Read): void, adopted(all: boolean): void, broken(error: unknown): void }} tell `read` is called once all of the text
 *   is in the draft, before this returns for a short one; `adopted` after some of what was there was taken over, or all; `broken` when the
 *   engine breaks later on
 */
export function build(draft, body, text, how, tell) {
  let at = cut(text, HEAD);
  let piece = PIECE;
  const before = at < text.length ? draft.blockIds : null;
  let update = draft.replace(text.slice(0, at));
  let { adopts } = how;
  const { groups } = how;
  let waiting = false;
  let step = LEAST;
  /** Nodes that are built and not in the page. */
  let apart = 0;
  let stopped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {number} nodes */
  const work = (nodes) => {
    waiting = draft.work(nodes);
    apart = 0;
    groups.follow();
    if (!adopts) return;
    if (!waiting) draft.settle();
    adopts = waiting;
    tell.adopted(!adopts);
  };
  const open = () => {
    draft.mount(body, how);
    work(FIRST);
  };

  const readOn = () => {
    const end = cut(text, at + piece);
    // Patches of pieces that nobody reads would be made as there are more and more.
    update.free();
    update = draft.appendLater(text.slice(at, end));
    waiting = true;
    if (update.reparsed.to - update.reparsed.from > AGAIN * (end - at)) piece = text.length;
    at = end;
    if (at === text.length) allRead();
  };
  const allRead = () => {
    // Existing nodes are compared with the whole: the footnotes stand at its end.
    if (adopts) open();
    tell.read(before ? allOf(draft, before, update) : update);
  };
  /** Builds a lot, puts it into the page, or has a group laid out: one of these, so that each time has one cost. @param {() => number} taken */
  const workInGroups = (taken) => {
    groups.putsOff = true;
    if (waiting && apart < LOT) {
      for (; waiting && apart < LOT && taken() < GROUP_MS; apart += LEAST) waiting = draft.work(LEAST, true);
      return true;
    }
    if (apart > 0) {
      work(0);
      body.getBoundingClientRect();
      return true;
    }
    groups.putsOff = false;
    // Each layout costs something for all groups: where there are very many, several parts share it.
    const parts = Math.max(1, Math.floor(groups.count / SHARING));
    for (let before = 0, now = 0; before + 1.5 * (now - before) < GROUP_MS; now = taken()) {
      before = now;
      if (!groups.layOut(parts)) return false;
      body.getBoundingClientRect();
    }
    return true;
  };
  const slice = () => {
    const began = performance.now();
    const taken = () => performance.now() - began;
    let more = true;
    try {
      if (at < text.length) {
        do readOn();
        while (at < text.length && taken() < READ_MS);
      } else if (groups.areThere && !adopts) {
        more = workInGroups(taken);
      } else {
        work(step);
        // The layout costs more than the nodes. Done here it is no part of a frame, and its time is known.
        body.getBoundingClientRect();
        step = Math.round(Math.min(MOST, 2 * step, Math.max(LEAST, (step * BUILD_MS) / taken())));
        more = waiting;
      }
    } catch (error) {
      more = waiting = false;
      tell.broken(error);
    }
    if (more && !stopped) timer = setTimeout(slice);
  };
  if (!adopts) open();
  if (at === text.length) allRead();
  if (waiting || at < text.length) timer = setTimeout(slice);

  return {
    /** Reads all of the text now. */
    finish() {
      piece = text.length;
      if (at < text.length) readOn();
    },
    /** Builds what comes up to an offset now. @param {number} offset */
    reach(offset) {
      this.finish();
      const isBuilt = () => {
        const block = draft.blockAt(offset);
        return !block || draft.nodesOf(block.id).length > 0;
      };
      if (apart > 0) work(0);
      while (waiting && !isBuilt()) work(LEAST);
      while (groups.layOut());
    },
    stop() {
      clearTimeout(timer);
      stopped = true;
      waiting = groups.putsOff = false;
    },
    /** The text that is not in the draft yet. */
    get rest() {
      return at < text.length ? text.slice(at) : '';
    },
  };
}

/**
 * All pieces as one update. Its patches are made from what the draft has when they are read.
 *
 * @param {Draft} draft
 * @param {Iterable<number>} before the ids of the blocks before the first piece
 * @param {import('../engine.js').LiveUpdate} last
 * @returns {Read}
 */
function allOf(draft, before, last) {
  /** @type {Patch[] | null} */
  let patches = null;
  let freed = false;
  last.free();
  return {
    version: last.version,
    // More than anyone keeps: it is freed before the draft changes.
    bytes: 2 ** 40,
    get patches() {
      if (freed && !patches) throw new TypeError('The patches of a long text can be read until the draft changes');
      return (patches ??= between([...before], draft.patches));
    },
    free() {
      freed = true;
    },
  };
}

/**
 * Turns one list of blocks into another; those that stay are in the same order.
 *
 * @param {number[]} before their ids
 * @param {Patch[]} inserts all that are there after it
 * @returns {Patch[]}
 */
function between(before, inserts) {
  const old = new Set(before);
  const after = new Set(inserts.map(({ id }) => id));
  const removed = before.filter((id) => !after.has(id));
  // From the last on: each is inserted before the next.
  return [
    ...removed.map((id) => /** @type {Patch} */ ({ op: 'remove', id })),
    ...inserts.map((patch, at) => {
      const { id, html } = /** @type {Extract<Patch, { op: 'insert' }>} */ (patch);
      return /** @type {Patch} */ (old.has(id) ? { op: 'replace', id, html } : { op: 'insert', id, before: inserts[at + 1]?.id ?? null, html });
    }).reverse(),
  ];
}

/**
 * Where to cut a text that is read in pieces: at a line start, so that no character is parted.
 *
 * @param {string} text
 * @param {number} after not before this offset
 */
function cut(text, after) {
  if (after >= text.length) return text.length;
  const end = text.indexOf('\n', after);
  return end < 0 ? text.length : end + 1;
}
