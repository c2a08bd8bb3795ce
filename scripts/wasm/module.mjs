/**
 * A wasm module as the linker writes it with `--emit-relocs`: its functions, its data, and who refers to whom.
 * After WebAssembly/tool-conventions, Linking.md.
 *
 * @module
 *
 * @typedef {{ id: number, name: string, start: number, payload: number, end: number }} Section `name` of a custom section;
 *   `start` of its head, `payload` of what it holds, behind the name
 * @typedef {{ at: number, symbol: Symbol, addend: number, address: boolean }} Reference `address`: the place holds the
 *   symbol's address and the addend
 * @typedef {{ at: number, end: number, op: number, to: number, depths: number[] }} Instruction `to`: the function of a call;
 *   `depths`: of the labels that a branch may go to
 * @typedef {{ index: number, name: string, start: number, end: number, body: Instruction[], references: Reference[] }} Code
 * @typedef {{ kind: 'function', index: number } | { kind: 'data', start: number, end: number, address: number, references: Reference[] } | { kind: 'other' }} Symbol
 *   `start` and `end` of data: where it lies in the file
 */

/** Reads the numbers and texts of a module. */
export class Reader {
  /** @param {Buffer} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte() {
    // Without this, a number of a module that is cut off would never end.
    if (this.at >= this.bytes.length) throw new Error('The module ends too early');
    return this.bytes[this.at++];
  }

  /** An unsigned number of up to 32 bits. */
  number() {
    let read = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      read |= (byte & 127) << shift;
      if (byte < 128) return read >>> 0;
    }
  }

  /** A signed number; exact up to 32 bits. */
  signed() {
    let read = 0n;
    for (let shift = 7n; ; shift += 7n) {
      const byte = this.byte();
      read |= BigInt(byte & 127) << (shift - 7n);
      if (byte < 128) return Number(BigInt.asIntN(Number(shift), read));
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  /** @template T @param {(index: number) => T} read @returns {T[]} */
  list(read) {
    return Array.from({ length: this.number() }, (_, index) => read(index));
  }

  /** Least and, where there is one, most. */
  limits() {
    if (this.byte() & 1) this.number();
    this.number();
  }
}

/** @param {number} value unsigned */
export function encoded(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

/** @param {Buffer} bytes */
export function readModule(bytes) {
  const reader = new Reader(bytes);
  /** @type {Section[]} */
  const sections = [];
  for (reader.at = 8; reader.at < bytes.length;) {
    const start = reader.at;
    const id = reader.byte();
    const end = reader.number() + reader.at;
    const name = id === 0 ? reader.text() : '';
    sections.push({ id, name, start, payload: reader.at, end });
    reader.at = end;
  }
  /** @param {number} id @param {string} [name] */
  const enter = (id, name = '') => {
    const section = sections.find((section) => section.id === id && section.name === name);
    if (!section) throw new Error(`The module has no section ${name || id}: was it linked with --emit-relocs?`);
    reader.at = section.payload;
    return section;
  };

  enter(2);
  const imported = reader.list(() => {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind === 0) reader.number();
    else if (kind === 1) (reader.byte(), reader.limits());
    else if (kind === 2) reader.limits();
    else reader.at += 2;
    return kind === 0;
  }).filter(Boolean).length;
  enter(7);
  const exported = reader.list(() => (reader.text(), { kind: reader.byte(), index: reader.number() })).filter(({ kind }) => kind === 0).map(({ index }) => index);
  if (sections.some(({ id }) => id === 8)) throw new Error('A start function, which the linker does not write');

  const names = new Map();
  for (const { end } = enter(0, 'name'); reader.at < end;) {
    const kind = reader.byte();
    const next = reader.number() + reader.at;
    if (kind === 1) reader.list(() => names.set(reader.number(), reader.text()));
    reader.at = next;
  }
  const code = enter(10);
  /** @type {Code[]} */
  const functions = reader.list((index) => {
    const length = reader.number();
    const start = reader.at;
    const body = instructions(reader, start + length);
    return { index: imported + index, name: names.get(imported + index) ?? '', start, end: start + length, body, references: [] };
  });
  const data = enter(11);
  const segments = reader.list(() => {
    if (reader.number() !== 0 || reader.byte() !== 0x41) throw new Error('Data that the linker does not write');
    const address = reader.signed();
    reader.at++;
    const length = reader.number();
    reader.at += length;
    return { address, start: reader.at - length };
  });

  const symbols = readSymbols(reader, enter(0, 'linking'), segments);
  const byPlace = symbols.filter((symbol) => symbol.kind === 'data').sort((a, b) => a.start - b.start);
  for (const reference of readReferences(reader, enter(0, 'reloc.CODE'), code, symbols)) {
    functions[lastBefore(functions, reference.at)].references.push(reference);
  }
  for (const reference of readReferences(reader, enter(0, 'reloc.DATA'), data, symbols)) {
    const owners = byPlace.filter(({ start, end }) => start <= reference.at && reference.at < end);
    if (owners.length === 0) throw new Error('A reference in data of nobody');
    for (const owner of owners) owner.references.push(reference);
  }
  return { bytes, sections, imported, exported, functions, data, symbols: byPlace };
}

/** @param {Reader} reader @param {Section} section @param {{ address: number, start: number }[]} segments @returns {Symbol[]} */
function readSymbols(reader, { end }, segments) {
  const version = reader.number();
  if (version !== 2) throw new Error(`The linker writes version ${version} of its section, and 2 is known`);
  while (reader.at < end) {
    const kind = reader.byte();
    const next = reader.number() + reader.at;
    if (kind === 8) return reader.list(() => symbol(reader, segments));
    reader.at = next;
  }
  return [];
}

/** @param {Reader} reader @param {{ address: number, start: number }[]} segments @returns {Symbol} */
function symbol(reader, segments) {
  const kind = reader.byte();
  const flags = reader.number();
  const elsewhere = (flags & 0x10) !== 0;
  if (kind === 1) {
    reader.text();
    if (elsewhere) return { kind: 'other' };
    const segment = segments[reader.number()];
    const offset = reader.number();
    const start = segment.start + offset;
    return { kind: 'data', start, end: start + reader.number(), address: segment.address + offset, references: [] };
  }
  const index = reader.number();
  if (kind !== 3 && (!elsewhere || flags & 0x40)) reader.text();
  return kind === 0 ? { kind: 'function', index } : { kind: 'other' };
}

// Kinds of relocations: those with an addend; those with an address, as a number of variable length and as four bytes.
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25]);
const UNSIGNED_ADDRESS = 3;
const SIGNED_ADDRESS = 4;
const FOUR_BYTES = 5;

/** @param {Reader} reader @param {Section} section @param {Section} of @param {Symbol[]} symbols @returns {Reference[]} */
function readReferences(reader, { payload }, of, symbols) {
  reader.at = payload;
  reader.number();
  const references = reader.list(() => {
    const kind = reader.byte();
    const at = of.payload + reader.number();
    const symbol = symbols[reader.number()];
    return { kind, at, symbol, addend: WITH_ADDEND.has(kind) ? reader.signed() : 0, address: [UNSIGNED_ADDRESS, SIGNED_ADDRESS, FOUR_BYTES].includes(kind) };
  });
  // These decide what is omitted later, so they must agree with the linker.
  for (const { kind, at, symbol, addend, address } of references) {
    if (!address) continue;
    reader.at = at;
    const found = kind === FOUR_BYTES ? reader.bytes.readInt32LE(at) : kind === SIGNED_ADDRESS ? reader.signed() : reader.number();
    if (symbol.kind !== 'data' || found !== symbol.address + addend) throw new Error(`The reference at ${at} is not what stands there`);
  }
  return references;
}

/** The index of the last function that starts at or before a place. @param {Code[]} functions @param {number} at */
function lastBefore(functions, at) {
  let [low, high] = [0, functions.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (functions[middle].start <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The instructions of a function, whose locals are next. @param {Reader} reader @param {number} end @returns {Instruction[]} */
function instructions(reader, end) {
  reader.list(() => (reader.number(), reader.byte()));
  /** @type {Instruction[]} */
  const body = [];
  while (reader.at < end) {
    /** @type {Instruction} */
    const next = { at: reader.at, end: 0, op: reader.byte(), to: -1, depths: [] };
    const { op } = next;
    if (op >= 0x02 && op <= 0x04) reader.signed();
    else if (op === 0x0c || op === 0x0d) next.depths.push(reader.number());
    else if (op === 0x0e) next.depths.push(...reader.list(() => reader.number()), reader.number());
    else if (op === 0x10) next.to = reader.number();
    else if (op === 0x11 || (op >= 0x28 && op <= 0x3e)) (reader.number(), reader.number());
    else if ((op >= 0x20 && op <= 0x26) || op === 0xd2) reader.number();
    else if (op === 0x3f || op === 0x40 || op === 0xd0) reader.at++;
    else if (op === 0x41 || op === 0x42) reader.signed();
    else if (op === 0x43) reader.at += 4;
    else if (op === 0x44) reader.at += 8;
    else if (op === 0x1c) reader.list(() => reader.byte());
    else if (op === 0xfc) {
      const kind = reader.number();
      if (kind > 17) throw new Error(`An instruction 0xfc ${kind}, which is not known here`);
      for (let rest = kind < 8 ? 0 : kind % 2 || kind > 14 ? 1 : 2; rest > 0; rest--) reader.number();
    } else if (op === 0xfd) {
      const kind = reader.number();
      if (kind > 0xff) throw new Error(`An instruction 0xfd ${kind}, which is not known here`);
      if (kind < 12 || (kind >= 84 && kind <= 93)) (reader.number(), reader.number()); // at an address
      if (kind === 12 || kind === 13) reader.at += 16;
      else if ((kind >= 21 && kind <= 34) || (kind >= 84 && kind <= 91)) reader.at++; // of one lane
    } else if (!(op < 0x02 || op === 0x05 || op === 0x0b || op === 0x0f || op === 0x1a || op === 0x1b || (op >= 0x45 && op <= 0xc4) || op === 0xd1)) {
      throw new Error(`An instruction 0x${op.toString(16)}, which is not known here`);
    }
    next.end = reader.at;
    body.push(next);
  }
  return body;
}
