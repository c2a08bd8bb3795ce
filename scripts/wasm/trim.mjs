/**
 * Removes from the engine's wasm all that only the messages of panics need.
 *
 * A panic ends an instance: it is started again with the same text. The message of a panic and its place cost a tenth of
 * the download: formatting, the places in the source, texts and `Debug` of everything. The standard library that comes with
 * Rust cannot be told to leave it out, so it is done here, between the linker and wasm-bindgen: a panic becomes the
 * instruction `unreachable`, and what nothing refers to any more goes, by the linker's own list of references.
 *
 * @module
 *
 * @import { Code, Symbol } from './module.mjs'
 * @import { Tables } from './tables.mjs'
 */
import { encoded, readModule } from './module.mjs';

/** Where panics, and a failure to allocate, come to in the standard library, in either mangling of names. */
const ENDS = /rust_begin_unwind|9panicking11begin_panic|5alloc8rust_oom/;

const UNREACHABLE = 0x00;
const CALL = 0x10;
const CALL_INDIRECT = 0x11;
/** Nothing is known about what comes before these when what is behind them runs: `block`, `loop`, `br_if`, `call` … */
const CONTROL = new Set([0x00, 0x02, 0x03, 0x04, 0x05, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, CALL, CALL_INDIRECT]);
const TRAP = Buffer.from([0, UNREACHABLE, 0x0b]);

/**
 * The module without words of panics, and without what only the linker needs.
 * @param {Buffer} bytes as the linker writes them with `--emit-relocs`
 * @param {Tables} [tables] which another module writes when this one starts
 */
export function trim(bytes, tables = {}) {
  const module = readModule(bytes);
  const traps = findTraps(module);
  const written = new Set(Object.values(tables).map((table) => table?.start));
  const live = findLive(module, traps, written);

  const code = module.functions.map((code) => {
    if (traps.has(code.index) || !live.functions.has(code.index)) return [encoded(TRAP.length), TRAP];
    const parts = [];
    let at = code.start;
    for (const [first, last] of endings(code, traps)) {
      parts.push(bytes.subarray(at, code.body[first].at), Buffer.from([UNREACHABLE]));
      at = code.body[last].end;
    }
    const body = Buffer.concat([...parts, bytes.subarray(at, code.end)]);
    return [encoded(body.length), body];
  }).flat();

  const data = Buffer.from(bytes.subarray(module.data.payload, module.data.end));
  /** @param {Symbol[]} symbols @param {(start: number, end: number) => void} act */
  const each = (symbols, act) => symbols.forEach((symbol) => symbol.kind === 'data' && act(symbol.start - module.data.payload, symbol.end - module.data.payload));
  each(module.symbols.filter((symbol) => !live.data.has(symbol)), (start, end) => data.fill(0, start, end));
  // Data may lie in other data.
  each([...live.data], (start, end) => bytes.copy(data, start, module.data.payload + start, module.data.payload + end));

  const changed = new Map([
    [10, Buffer.concat([encoded(module.functions.length), ...code])],
    [11, data],
  ]);
  const sections = module.sections.filter(({ name }) => name !== 'linking' && !name.startsWith('reloc.'));
  return Buffer.concat([bytes.subarray(0, 8), ...sections.flatMap(({ id, start, end }) => {
    const body = changed.get(id);
    return body ? [Buffer.from([id]), encoded(body.length), body] : [bytes.subarray(start, end)];
  })]);
}

/**
 * The functions that do nothing that shows but trap.
 * @param {ReturnType<typeof readModule>} module
 */
function findTraps({ functions, imported }) {
  const traps = new Set(functions.filter(({ name }) => ENDS.test(name)).map(({ index }) => index));
  if (!functions.some(({ name }) => name.includes('rust_begin_unwind'))) throw new Error('The function where panics end is not found: the standard library names it otherwise now');
  for (let found = true; found;) {
    found = false;
    const showing = findShowing(functions, imported, traps);
    for (const code of functions) {
      if (traps.has(code.index)) continue;
      const cuts = endings(code, traps);
      if (cuts.length === 0 || returns(code, cuts)) continue;
      const cut = (/** @type {number} */ at) => cuts.some(([first, last]) => first <= at && at <= last);
      if (code.body.some(({ op, to }, at) => !cut(at) && (op === CALL_INDIRECT || (op === CALL && showing.has(to))))) continue;
      traps.add(code.index);
      found = true;
    }
  }
  return traps;
}

/**
 * The functions from which JavaScript may be reached, or what is not known.
 * @param {Code[]} functions @param {number} imported @param {Set<number>} traps
 */
function findShowing(functions, imported, traps) {
  /** @type {Map<number, Set<number>>} */
  const callers = new Map();
  /** @type {number[]} */
  const found = Array.from({ length: imported }, (_, index) => index);
  for (const { index, body } of functions) {
    if (traps.has(index)) continue;
    for (const { op, to } of body) {
      if (op === CALL_INDIRECT) found.push(index);
      if (op === CALL) callers.set(to, (callers.get(to) ?? new Set()).add(index));
    }
  }
  const showing = new Set();
  for (let next = found.pop(); next !== undefined; next = found.pop()) {
    if (showing.has(next)) continue;
    showing.add(next);
    found.push(...(callers.get(next) ?? []));
  }
  return showing;
}

/**
 * The stretches of a function that only lead to a trap, as the first and the last of their instructions: back from the
 * call there is nothing that may go elsewhere, or show.
 * @param {Code} code @param {Set<number>} traps @returns {[number, number][]}
 */
function endings({ body }, traps) {
  /** @type {[number, number][]} */
  const found = [];
  let first = 0;
  for (const [at, { op, to }] of body.entries()) {
    if (op === CALL && traps.has(to)) found.push([first, at]);
    if (CONTROL.has(op)) first = at + 1;
  }
  return found;
}

/**
 * Whether the end of a function can be reached, where each of the stretches is a trap.
 * @param {Code} code @param {[number, number][]} cuts
 */
function returns({ body }, cuts) {
  const ends = new Map(cuts);
  // The blocks around an instruction: whether they are entered, and whether something goes to their end.
  const blocks = [{ op: 0x02, entered: true, left: false }];
  let live = true;
  for (let at = 0; at < body.length; at++) {
    const end = ends.get(at);
    if (end !== undefined) {
      at = end;
      live = false;
      continue;
    }
    const { op, depths } = body[at];
    if (op >= 0x02 && op <= 0x04) blocks.push({ op, entered: live, left: false });
    for (const depth of depths) {
      const block = blocks[blocks.length - 1 - depth];
      if (live && block.op !== 0x03) block.left = true;
    }
    if (op === 0x0f && live) return true;
    if (op === 0x05) {
      const block = blocks[blocks.length - 1];
      block.left ||= live;
      block.op = op;
      live = block.entered;
    }
    if (op === 0x0b) {
      const block = blocks.pop();
      live ||= block !== undefined && (block.left || (block.op === 0x04 && block.entered));
    }
    if (op === UNREACHABLE || op === 0x0c || op === 0x0e || op === 0x0f) live = false;
  }
  return live;
}

/**
 * The functions and the data that can be reached from the module's exports. The data of which `written` has the start is written
 * otherwise.
 * @param {ReturnType<typeof readModule>} module @param {Set<number>} traps @param {Set<number | undefined>} written
 */
function findLive({ bytes, functions, exported, imported }, traps, written) {
  /** @type {Set<number>} */
  const live = new Set();
  /** @type {Set<Symbol>} */
  const data = new Set();
  /** @type {Symbol[]} */
  const found = exported.map((index) => ({ kind: 'function', index }));
  for (let next = found.pop(); next; next = found.pop()) {
    if (next.kind === 'data' && !data.has(next) && !written.has(next.start) && !isPlace(next, bytes)) {
      data.add(next);
      found.push(...next.references.map(({ symbol }) => symbol));
    }
    if (next.kind !== 'function' || live.has(next.index)) continue;
    live.add(next.index);
    if (next.index < imported || traps.has(next.index)) continue;
    const code = functions[next.index - imported];
    const cuts = endings(code, traps).map(([first, last]) => [code.body[first].at, code.body[last].end]);
    found.push(...code.references.filter(({ at }) => !cuts.some(([start, end]) => start <= at && at < end)).map(({ symbol }) => symbol));
  }
  return { functions: live, data };
}

/**
 * Whether data is a `core::panic::Location`: the path of a source, its length, a line and a column. Functions that may panic
 * hand it on, and nothing but a panic reads it.
 * @param {Extract<Symbol, { kind: 'data' }>} symbol @param {Buffer} bytes
 */
function isPlace({ start, end, references }, bytes) {
  const path = references[0]?.symbol;
  if (end - start !== 16 || references.length !== 1 || references[0].at !== start || path.kind !== 'data') return false;
  return bytes.toString('latin1', path.start, path.start + bytes.readUInt32LE(start + 4)).endsWith('.rs');
}
