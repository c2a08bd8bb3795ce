/**
 * The order of the functions: those that are alike follow each other, since brotli adapts to what it has just read.
 *
 * @module
 */
import { encoded, Reader } from './module.mjs';

/** How many bytes are compared at once, and how many samples of them are taken of a function. */
const LENGTH = 4;
const SAMPLES = 256;

/**
 * The module with names for its functions, by which `wasm-opt --reorder-functions-by-name` brings them into that order.
 * @param {Buffer} bytes a module without names
 */
export function nameByOrder(bytes) {
  const { imported, bodies } = read(bytes);
  const ranks = order(bodies);
  const names = Array.from({ length: imported }, (_, index) => [index, `import ${String(index).padStart(6, '0')}`]);
  ranks.forEach((index, rank) => names.push([imported + index, `own ${String(rank).padStart(6, '0')}`]));
  names.sort(([one], [other]) => Number(one) - Number(other));
  const text = (/** @type {string} */ name) => [encoded(name.length), Buffer.from(name)];
  const list = Buffer.concat([encoded(names.length), ...names.flatMap(([index, name]) => [encoded(Number(index)), ...text(String(name))])]);
  const section = Buffer.concat([...text('name'), Buffer.from([1]), encoded(list.length), list]);
  return Buffer.concat([bytes, Buffer.from([0]), encoded(section.length), section]);
}

/** How many functions a module imports, and the bytes of its own. @param {Buffer} bytes */
function read(bytes) {
  const reader = new Reader(bytes);
  reader.at = 8;
  let imported = 0;
  /** @type {Buffer[]} */
  let bodies = [];
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const end = reader.number() + reader.at;
    if (id === 2) {
      reader.list(() => {
        reader.text();
        reader.text();
        const kind = reader.byte();
        if (kind === 0) imported++;
        if (kind !== 0 && kind !== 2) reader.byte();
        if (kind === 1 || kind === 2) reader.limits();
        else reader.number();
      });
    }
    if (id === 10) {
      bodies = reader.list(() => {
        const length = reader.number();
        reader.at += length;
        return bytes.subarray(reader.at - length, reader.at);
      });
    }
    reader.at = end;
  }
  return { imported, bodies };
}

/**
 * From the longest on, each is followed by the one that is the most like it, of those that are left.
 * @param {Buffer[]} bodies @returns {number[]}
 */
function order(bodies) {
  const samples = bodies.map(sample);
  const shares = bodies.map(share);
  const alike = (/** @type {number} */ one, /** @type {number} */ other) => {
    let same = 0;
    for (let at = 0; at < SAMPLES; at++) if (samples[one][at] === samples[other][at]) same++;
    let cosine = 0;
    for (let byte = 0; byte < 256; byte++) cosine += shares[one][byte] * shares[other][byte];
    return same / SAMPLES + cosine / 2;
  };
  const left = new Set(bodies.keys());
  const found = [];
  let next = bodies.reduce((longest, { length }, index) => (length > bodies[longest].length ? index : longest), 0);
  while (left.delete(next)) {
    found.push(next);
    const last = next;
    let best = -1;
    for (const index of left) {
      const likeness = alike(last, index);
      if (likeness > best) [best, next] = [likeness, index];
    }
  }
  return found;
}

/** The smallest of many different hashes of its parts: the more parts two functions share, the more of these are the same. @param {Buffer} body */
function sample(body) {
  const smallest = new Uint32Array(SAMPLES).fill(0xffff_ffff);
  for (let at = 0; at + LENGTH <= body.length; at++) {
    let hash = 0x811c_9dc5;
    for (let byte = at; byte < at + LENGTH; byte++) hash = Math.imul(hash ^ body[byte], 0x100_0193);
    for (let index = 0; index < SAMPLES; index++) {
      const value = Math.imul(hash ^ Math.imul(index, 0x9e37_79b1), 0x85eb_ca6b) >>> 0;
      if (value < smallest[index]) smallest[index] = value;
    }
  }
  return smallest;
}

/** How often each byte occurs, as a vector of the length 1. @param {Buffer} body */
function share(body) {
  const counts = new Float64Array(256);
  for (const byte of body) counts[byte]++;
  const length = Math.hypot(...counts) || 1;
  return counts.map((count) => count / length);
}
