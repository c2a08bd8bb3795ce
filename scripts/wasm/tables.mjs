/**
 * Two tables of the engine that hardly compress: the powers of five by which the standard library reads floating-point
 * numbers, which can be computed; and the characters that HTML names, a list of addresses, which is written shorter here. A
 * function that runs when the module starts writes both where the linker had them.
 *
 * @module
 *
 * @import { readModule, Symbol } from './module.mjs'
 * @typedef {Extract<Symbol, { kind: 'data' }>} Data
 * @typedef {{ powers?: Data, names?: Data }} Tables
 */
import { readFileSync } from 'node:fs';
import { encoded } from './module.mjs';

/** The exponents of the powers of five: 5^-342 to 5^308. */
const [LEAST, MOST] = [-342, 308];
/** Memory of the stack, which nothing uses at the start; the first kilobyte is left alone, as `wasm-opt` wants it. */
const NUMBER = 1024;
const SOURCE = 2048;

/** The powers of five as the standard library has them: the first 128 bits of each, the upper half first. */
export function powersOfFive() {
  const table = Buffer.alloc(16 * (MOST - LEAST + 1));
  for (let exponent = LEAST; exponent <= MOST; exponent++) {
    const power = 5n ** BigInt(Math.abs(exponent));
    // Enough bits behind the point for the smallest of the powers.
    const number = exponent < 0 ? (1n << 1024n) / power : power << 128n;
    const bits = number.toString(2);
    const first = BigInt(`0b${bits.slice(0, 128)}`) + (exponent < 0 && exponent >= -27 ? 1n : 0n);
    table.writeBigUInt64LE(first >> 64n, 16 * (exponent - LEAST));
    table.writeBigUInt64LE(first & 0xffff_ffff_ffff_ffffn, 16 * (exponent - LEAST) + 8);
  }
  return table;
}

/**
 * The tables that are in a module: both, but for a new version of Rust or of the parser.
 * @param {ReturnType<typeof readModule>} module
 * @returns {Tables}
 */
export function findTables({ bytes, symbols }) {
  const powers = powersOfFive();
  const data = symbols.filter((symbol) => symbol.kind === 'data');
  return {
    powers: data.find(({ start, end }) => end - start === powers.length && powers.equals(bytes.subarray(start, end))),
    names: data.find((symbol) => symbol.end - symbol.start > 16_000 && entries(bytes, symbol)[0]?.[0].toString() === 'AElig'),
  };
}

/**
 * The names and characters of the table of names; none if it is another table.
 * @param {Buffer} bytes @param {Data} table
 */
export function entries(bytes, { start, end, references }) {
  if ((end - start) % 16 !== 0 || references.length !== (end - start) / 8) return [];
  const texts = references.map(({ at, symbol, addend }, index) => {
    if (at !== start + 8 * index || symbol.kind !== 'data') return undefined;
    const from = symbol.start + addend;
    return bytes.subarray(from, from + bytes.readUInt32LE(at + 4));
  });
  if (texts.includes(undefined)) return [];
  return Array.from({ length: texts.length / 2 }, (_, index) => /** @type {[Buffer, Buffer]} */ ([texts[2 * index], texts[2 * index + 1]]));
}

/**
 * The module, in text, that imports `memory` and writes the tables into it; nothing if there are none.
 * @param {ReturnType<typeof readModule>} module @param {Tables} tables
 */
export function unpacker({ bytes }, { powers, names }) {
  if (!powers && !names) return undefined;
  const source = readFileSync(new URL('unpack.wat', import.meta.url), 'utf8');
  const { text, characters } = pack(names ? entries(bytes, names) : []);
  /** @type {Record<string, number | string>} */
  const values = {
    POWERS: powers?.address ?? 0,
    NAMES: names?.address ?? 0,
    NAMES_END: names ? names.address + names.end - names.start : 0,
    NUMBER, SOURCE,
    TEXT: text.length,
    PACKED: [...text, ...characters].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join(''),
  };
  // The parts of a missing table are dropped.
  return source
    .replace(/\(; if (\w+) ;\)([^]*?)\(; end ;\)/g, (_, table, text) => (values[table] ? text : ''))
    .replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * The names, those of the same characters behind each other, in the order of the characters: that takes three quarters of
 * what the order of the names does. Behind them the first character of each group, as the difference to the one before it,
 * where a character is the number that its bytes are. Others follow a plus sign, before the names.
 * @param {[Buffer, Buffer][]} entries
 */
function pack(entries) {
  /** @type {Map<string, Buffer[]>} */
  const groups = new Map();
  for (const [at, [name, characters]] of entries.entries()) {
    if (at > 0 && Buffer.compare(entries[at - 1][0], name) >= 0) throw new Error(`The name ${name} is not in order`);
    if (!/^[0-9A-Za-z]+$/.test(name.toString())) throw new Error(`The name ${name} cannot be packed`);
    const key = characters.toString();
    groups.set(key, [...groups.get(key) ?? [], name]);
  }
  const order = [...groups.keys()].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  let before = 0;
  /** @type {Buffer[]} */
  const characters = [];
  const names = order.map((key) => {
    const [first, ...more] = key;
    const number = Number(`0x${Buffer.from(first).toString('hex')}`);
    characters.push(encoded(number - before));
    before = number;
    if (more.some((character) => character <= ' ')) throw new Error(`${JSON.stringify(key)} cannot be packed`);
    const own = groups.get(key)?.sort((one, other) => other.length - one.length).join(' ');
    return `${more.length > 0 ? `+${more.join('')} ` : ''}${own}\n`;
  });
  return { text: Buffer.from(names.join('')), characters: Buffer.concat(characters) };
}
