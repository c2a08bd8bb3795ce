/**
 * The answer to an edit.
 *
 * @module
 */

/** @typedef {import('./types.js').Patch} Patch */
/** @typedef {import('./types.js').LiveUpdate} LiveUpdate */

/**
 * Bytes of trees that updates may keep alive before the patches of the oldest are made, unless nobody can ask for them:
 * thousands of appends to a long list, which share most of their trees, and whose patches would be the whole list each
 * time.
 */
const KEPT = 1 << 24;

/** The numbers by which the engine names two of the operations. */
const INSERT = 0;
const REMOVE = 2;

/**
 * An update whose patches nobody has asked for; `siblings` are those of its draft.
 *
 * @typedef {{ core: import('../pkg/draftpane.js').CoreUpdate, bytes: number, siblings: Set<Unread>, patches?: Patch[], holder?: WeakRef<object> }} Unread
 */

/** Those of all drafts, from the oldest on. @type {Set<Unread>} */
const unread = new Set();
let kept = 0;

/** Nobody can ask any more. */
const collected = new FinalizationRegistry(forget);

/**
 * Makes patches when they are first asked for: the element patches its nodes without them. Until then the trees stay in
 * the engine's memory, where the garbage collector does not see them, so the oldest go when they are too many.
 *
 * @param {import('../pkg/draftpane.js').CoreUpdate} core
 * @param {Set<Unread>} siblings those of its draft
 * @param {{ version: number, recovered?: boolean }} how what the engine does not know
 * @returns {LiveUpdate}
 */
export function updateOf(core, siblings, { version, recovered = false }) {
  const { from, to, frontMatterChanged, diagnosticsChanged, bytes } = core;
  /** @type {Unread} */
  const entry = { core, bytes, siblings };
  const update = {
    version,
    reparsed: { from, to },
    frontMatterChanged,
    diagnosticsChanged,
    recovered,
    bytes,
    get patches() {
      makePatches(entry);
      if (!entry.patches) throw new TypeError('The update was freed before its patches were read');
      return entry.patches;
    },
    free: () => forget(entry),
  };
  entry.holder = new WeakRef(update);
  unread.add(entry);
  siblings.add(entry);
  kept += bytes;
  collected.register(update, entry);
  for (const oldest of unread) {
    if (kept <= KEPT || oldest === entry) break;
    if (oldest.holder?.deref()) makePatches(oldest);
    else forget(oldest);
  }
  return update;
}

/** @param {Unread} entry */
function makePatches(entry) {
  if (unread.has(entry)) entry.patches = patchesOf(entry.core);
  forget(entry);
}

/** @param {Pick<import('../pkg/draftpane.js').CoreUpdate, 'patches'>} core @returns {Patch[]} */
export function patchesOf(core) {
  const [numbers, all] = /** @type {[Uint32Array, string]} */ (core.patches());
  /** @type {Patch[]} */
  const patches = [];
  let end = 0;
  for (let at = 0; at < numbers.length; at += 4) {
    const [op, id, before, length] = [numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]];
    const html = all.slice(end, end += length);
    patches.push(op === INSERT ? { op: 'insert', id, before: before || null, html } : op === REMOVE ? { op: 'remove', id } : { op: 'replace', id, html });
  }
  return patches;
}

/** @param {Unread} entry */
export function forget(entry) {
  entry.siblings.delete(entry);
  if (!unread.delete(entry)) return;
  kept -= entry.bytes;
  entry.core.free();
}

/** Forgets what was kept in an instance of the engine that is no more. */
export function forgetAll() {
  for (const { siblings } of unread) siblings.clear();
  unread.clear();
  kept = 0;
}
