/**
 * Text to bytes in the encodings that browsers only decode, by a table made with their decoder. Loaded when a file has such an
 * encoding.
 */

/** @typedef {Map<string, Uint8Array>} Table the bytes of each character */

/** Encodings whose bytes of a character depend on those before it. */
const stateful = ['iso-2022-jp'];
/** Leads of characters that stand a second time elsewhere, where an encoder takes them from, as the Encoding Standard has it. */
const second = /** @type {Record<string, [from: number, to: number]>} */ ({ shift_jis: [0xed, 0xef], big5: [0x81, 0xa0] });
/** And those that Big5 has twice, and takes from the later place. */
const later = { big5: '═╞╡╪十卅' };

/** @type {Map<string, Table>} */
const tables = new Map();

/** Whether texts can be written in an encoding. @param {string} encoding a label of the Encoding Standard */
export const isWritable = (encoding) => !stateful.includes(encoding);

/**
 * @param {string} text
 * @param {string} encoding one that is writable
 * @returns {{ bytes: Uint8Array<ArrayBuffer>, missing: number }} `missing`: the offset of the first character that the encoding
 *   does not have, -1 without one; each has `?` in its place
 */
export function encode(text, encoding) {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return { bytes: encodeWide(text, encoding === 'utf-16le'), missing: -1 };
  const table = tables.get(encoding) ?? tableOf(encoding);
  tables.set(encoding, table);
  const bytes = new Uint8Array(4 * text.length);
  let size = 0;
  let missing = -1;
  let offset = 0;
  for (const character of text) {
    const code = /** @type {number} */ (character.codePointAt(0));
    const found = code < 0x80 ? null : table.get(character) ?? (encoding === 'gb18030' ? ofFour(code) : undefined);
    if (found) {
      bytes.set(found, size);
      size += found.length;
    } else {
      if (found === undefined && missing < 0) missing = offset;
      bytes[size++] = found === null ? code : 0x3f;
    }
    offset += character.length;
  }
  return { bytes: bytes.slice(0, size), missing };
}

/** @param {string} text @param {boolean} isLittle */
function encodeWide(text, isLittle) {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), isLittle);
  return new Uint8Array(view.buffer);
}

/** @param {string} encoding @returns {Table} */
function tableOf(encoding) {
  /** @type {Table} */
  const table = new Map();
  const [from, to] = second[encoding] ?? [0, 0];
  const leads = range(0x81, 0xfe);
  const isSecond = (/** @type {number} */ lead) => lead >= from && lead <= to;
  const trails = range(0x40, 0xfe);
  const ordered = [...leads.filter((lead) => !isSecond(lead)), ...leads.filter(isSecond)];
  add(table, encoding, ordered.flatMap((lead) => trails.map((trail) => [lead, trail])));
  add(table, encoding, range(0x80, 0xff).map((byte) => [byte]));
  if (encoding === 'euc-jp') {
    const upper = range(0xa1, 0xfe);
    add(table, encoding, upper.flatMap((lead) => upper.map((trail) => [0x8f, lead, trail])));
  }
  if (encoding === 'big5') {
    /** @type {Table} */
    const last = new Map();
    add(last, encoding, ordered.reverse().flatMap((lead) => trails.toReversed().map((trail) => [lead, trail])));
    for (const character of later.big5) table.set(character, last.get(character) ?? new Uint8Array());
  }
  if (encoding === 'gb18030') {
    // Beyond these four leads the order of characters is that of their numbers.
    const digits = range(0x30, 0x39);
    add(table, encoding, range(0x81, 0x84).flatMap((first) => digits.flatMap((two) => leads.flatMap((three) => digits.map((four) => [first, two, three, four])))));
  }
  return table;
}

/**
 * Adds the characters of bytes to a table, unless they have others already. All are decoded at once, each on a line of its own.
 * @param {Table} table
 * @param {string} encoding
 * @param {number[][]} sequences
 */
function add(table, encoding, sequences) {
  const lines = new TextDecoder(encoding, { ignoreBOM: true }).decode(Uint8Array.from(sequences.flatMap((bytes) => [...bytes, 0x0a]))).split('\n');
  for (const [index, line] of lines.entries()) {
    const code = line.codePointAt(0) ?? 0;
    const isOne = line.length === (code > 0xffff ? 2 : 1);
    if (isOne && code >= 0x80 && code !== 0xfffd && !table.has(line)) table.set(line, Uint8Array.from(sequences[index]));
  }
}

/** The four bytes of a character beyond U+FFFF in GB 18030. @param {number} code */
function ofFour(code) {
  if (code < 0x10000) return undefined;
  const pointer = 189_000 + code - 0x10000;
  return Uint8Array.of(
    0x81 + Math.floor(pointer / 12_600), 0x30 + Math.floor(pointer / 1260) % 10, 0x81 + Math.floor(pointer / 10) % 126, 0x30 + pointer % 10,
  );
}

/** @param {number} from @param {number} to @returns {number[]} */
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
