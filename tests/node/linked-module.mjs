/** Writes small modules as the linker does with `--emit-relocs`: each function, datum and reference is listed. */

/**
 * @typedef {number | { call: string } | { address: string, addend?: number } | { slot: string }} Part A byte; a call of a function;
 *   the address of a datum; the place of a function in the table
 * @typedef {{ body: Part[], type?: number, name?: string }} Code `name`: in the name section, unless that of the key
 * @typedef {{ bytes: (number | { address: string })[], inside?: [datum: string, offset: number] }} Datum `inside`: it is a part of another one
 *
 * @typedef {object} Parts
 * @property {Record<string, Code>} functions A function of the type `(i32) -> i32`, or with `type: 0` of `() -> ()`.
 * @property {Record<string, Datum>} [data]
 * @property {string[]} exports
 * @property {string[]} [table]
 */

/** Where the data starts in memory. */
export const DATA = 1024;

const [FUNCTION_INDEX, TABLE_INDEX, ADDRESS, ADDRESS_IN_DATA] = [0, 1, 4, 5];

/** @param {number} value unsigned @returns {number[]} */
const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);

/** Five bytes, which the linker leaves room for. @param {number} value below 2 ** 28 */
const padded = (value) => [0, 7, 14, 21].map((shift) => ((value >>> shift) & 127) | 128).concat(0);

/** @param {string} text */
const named = (text) => [...leb(text.length), ...Buffer.from(text)];

/** @param {number[][]} items */
const list = (items) => [...leb(items.length), ...items.flat()];

/** @param {number} id @param {number[]} content */
export const section = (id, content) => [id, ...leb(content.length), ...content];

/** @param {string} name @param {number[]} content */
const custom = (name, content) => section(0, [...named(name), ...content]);

/** @param {string} text */
export const bytes = (text) => [...Buffer.from(text)];

/**
 * A module that imports one function, `env.show`, which code calls as `show`.
 * @param {Parts} parts
 * @returns {{ module: Buffer, addresses: Map<string, number> }}
 */
export function linked({ functions, data = {}, exports, table = [] }) {
  const indices = new Map(['show', ...Object.keys(functions)].map((name, index) => [name, index]));
  const symbols = new Map([...indices.keys(), ...Object.keys(data)].map((name, index) => [name, index]));
  const index = (/** @type {string} */ name) => indices.get(name) ?? -1;
  const symbol = (/** @type {string} */ name) => symbols.get(name) ?? -1;

  /** @type {Map<string, number>} */
  const offsets = new Map();
  let length = 0;
  for (const [name, { bytes, inside }] of Object.entries(data)) {
    offsets.set(name, inside ? (offsets.get(inside[0]) ?? 0) + inside[1] : length);
    if (!inside) length += sizeOf(bytes);
  }
  const addresses = new Map([...offsets].map(([name, offset]) => [name, DATA + offset]));

  /** @param {Exclude<Part, number>} part @returns {[op: number, kind: number, name: string, value: number, addend: number]} */
  const reference = (part) => {
    if ('call' in part) return [0x10, FUNCTION_INDEX, part.call, index(part.call), 0];
    if ('slot' in part) return [0x41, TABLE_INDEX, part.slot, 1 + table.indexOf(part.slot), 0];
    const { address, addend = 0 } = part;
    return [0x41, ADDRESS, address, (addresses.get(address) ?? 0) + addend, addend];
  };
  /** @type {number[][]} */
  const inCode = [];
  /** @type {number[]} */
  const code = leb(Object.keys(functions).length);
  for (const { body } of Object.values(functions)) {
    /** @type {number[]} */
    const written = [0];
    /** @type {[kind: number, at: number, symbol: number, addend: number][]} */
    const references = [];
    for (const part of body) {
      if (typeof part === 'number') {
        written.push(part);
        continue;
      }
      const [op, kind, name, value, addend] = reference(part);
      references.push([kind, written.length + 1, symbol(name), addend]);
      written.push(op, ...padded(value));
    }
    written.push(0x0b);
    code.push(...leb(written.length));
    for (const [kind, at, to, addend] of references) inCode.push([kind, ...leb(code.length + at), ...leb(to), ...(kind === ADDRESS ? leb(addend) : [])]);
    code.push(...written);
  }

  const head = [...leb(1), 0, 0x41, ...leb(DATA), 0x0b, ...leb(length)];
  /** @type {number[][]} */
  const inData = [];
  const memory = Object.entries(data).filter(([, { inside }]) => !inside).flatMap(([name, { bytes }]) => {
    let at = head.length + (offsets.get(name) ?? 0);
    return bytes.flatMap((part) => {
      if (typeof part === 'number') return (at++, [part]);
      inData.push([ADDRESS_IN_DATA, ...leb(at), ...leb(symbol(part.address)), 0]);
      at += 4;
      const word = Buffer.alloc(4);
      word.writeUInt32LE(addresses.get(part.address) ?? 0);
      return [...word];
    });
  });

  const names = list([...indices].map(([name, at]) => [...leb(at), ...named(functions[name]?.name ?? name)]));
  const symbolTable = list([
    [0, ...leb(0x10), 0],
    ...Object.keys(functions).map((name) => [0, 0, ...leb(index(name)), ...named(name)]),
    ...Object.entries(data).map(([name, { bytes }]) => [1, 0, ...named(name), 0, ...leb(offsets.get(name) ?? 0), ...leb(sizeOf(bytes))]),
  ]);
  const module = Buffer.from([
    ...bytes('\0asm'), 1, 0, 0, 0,
    ...section(1, list([[0x60, 0, 0], [0x60, 1, 0x7f, 1, 0x7f]])),
    ...section(2, list([[...named('env'), ...named('show'), 0, 0]])),
    ...section(3, list(Object.values(functions).map(({ type = 1 }) => [type]))),
    ...section(4, list([[0x70, 0, ...leb(table.length + 1)]])),
    ...section(5, list([[0, 1]])),
    ...section(7, list([[...named('memory'), 2, 0], ...exports.map((name) => [...named(name), 0, ...leb(index(name))])])),
    ...section(9, list([[0, 0x41, 1, 0x0b, ...list(table.map((name) => leb(index(name))))]])),
    ...section(10, code),
    ...section(11, [...head, ...memory]),
    ...custom('linking', [2, 8, ...leb(symbolTable.length), ...symbolTable]),
    ...custom('reloc.CODE', [7, ...list(inCode)]),
    ...custom('reloc.DATA', [8, ...list(inData)]),
    ...custom('name', [1, ...leb(names.length), ...names]),
  ]);
  return { module, addresses };
}

/** @param {Datum['bytes']} bytes */
const sizeOf = (bytes) => bytes.reduce((/** @type {number} */ sum, part) => sum + (typeof part === 'number' ? 1 : 4), 0);
