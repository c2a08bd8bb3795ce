/** The tables that a module writes when the engine starts: the same bytes and texts as the linker had. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import init, { Draft, render } from '../../www/engine.js';
import { run } from '../../scripts/run.mjs';
import { linkPacked } from '../../scripts/wasm/link.mjs';
import { readModule } from '../../scripts/wasm/module.mjs';
import { entries, findTables, powersOfFive } from '../../scripts/wasm/tables.mjs';
import { bytes, linked } from './linked-module.mjs';

await init();

const LETTERS = 'abcdefghij';
/** Names in order, some of which begin with the one before, with characters of one and of more bytes. @type {[string, string][]} */
const NAMES = [['AElig', 'Æ'], ...Array.from({ length: 1100 }, (_, index) => {
  const name = [...String(10_000 + index)].map((digit) => LETTERS[Number(digit)]).join('').slice(0, index % 10 === 0 ? 4 : 5);
  return /** @type {[string, string]} */ ([name, index % 3 === 0 ? '\n' : String.fromCodePoint(0x2190 + index) + (index % 5 === 0 ? '\u0338' : '')]);
})];

/** A module with both tables. @param {number[]} powers */
function withTables(powers) {
  const texts = Object.fromEntries(NAMES.flatMap(([name, characters], index) => [[`name ${index}`, { bytes: bytes(name) }], [`characters ${index}`, { bytes: bytes(characters) }]]));
  const length = (/** @type {string} */ text) => [Buffer.byteLength(text), 0, 0, 0];
  const table = NAMES.flatMap(([name, characters], index) => [{ address: `name ${index}` }, ...length(name), { address: `characters ${index}` }, ...length(characters)]);
  return linked({
    functions: {
      rust_begin_unwind: { type: 0, body: [{ call: 'show' }, 0x00] },
      main: { body: [{ address: 'powers' }, 0x1a, { address: 'table' }] },
    },
    data: { stack: { bytes: Array(65_536).fill(1) }, powers: { bytes: powers }, table: { bytes: table }, ...texts },
    exports: ['main'],
  });
}

/** Memory after a module in text was started with it. @param {string} text @param {Buffer} before the start of it */
async function started(text, before) {
  const folder = await mkdtemp(join(tmpdir(), 'draftpane-'));
  await writeFile(join(folder, 'unpack.wat'), text);
  await run('wasm-as', ['--enable-bulk-memory', join(folder, 'unpack.wat'), '--output', join(folder, 'unpack.wasm')]);
  const memory = new WebAssembly.Memory({ initial: 4 });
  new Uint8Array(memory.buffer).set(before);
  await WebAssembly.instantiate(await readFile(join(folder, 'unpack.wasm')), { engine: { memory } });
  await rm(folder, { recursive: true });
  return Buffer.from(memory.buffer);
}

/** @param {Buffer} module */
async function packed(module) {
  /** @type {string[]} */
  const said = [];
  return { ...await linkPacked(async () => module, (line) => said.push(line)), said };
}

test('both tables are as the linker had them', async () => {
  const { module, addresses } = withTables([...powersOfFive()]);
  const { module: small, unpacker, said } = await packed(module);
  assert.deepEqual(said, []);
  const { powers, names } = findTables(readModule(module));
  assert.ok(powers && names);
  for (const { start, end } of [powers, names]) assert.ok(module.length - small.length >= 0 && !module.subarray(start, end).every((byte) => byte === 0));
  assert.ok(!small.includes('AElig') && !small.includes(powersOfFive().subarray(0, 64)), 'they are not in the module');

  const memory = await started(String(unpacker), Buffer.alloc(0));
  assert.ok(powersOfFive().equals(memory.subarray(powers.address, powers.address + 10_416)));
  const found = NAMES.map((_, index) => [0, 8].map((offset) => {
    const at = (addresses.get('table') ?? 0) + 16 * index + offset;
    const from = memory.readUInt32LE(at);
    return memory.toString('utf8', from, from + memory.readUInt32LE(at + 4));
  }));
  assert.deepEqual(found, NAMES);
  assert.equal(entries(module, names).length, NAMES.length);
});

test('a table that is another one stays in the module', async () => {
  const powers = [...powersOfFive()];
  powers[5000] ^= 1;
  const { module } = withTables(powers);
  const { module: small, unpacker, said } = await packed(module);
  assert.deepEqual(said, ['wasm: tables are not found, so it is larger: powers']);
  assert.ok(small.includes(Buffer.from(powers)));
  const { names } = findTables(readModule(module));
  const memory = await started(String(unpacker), Buffer.alloc(0));
  assert.ok(names && memory.readUInt32LE(names.address + 4) === 5);
});

test('powers of five, as two of them are written in the standard library', () => {
  const table = powersOfFive();
  const at = (/** @type {number} */ exponent) => [0, 8].map((half) => table.readBigUInt64LE(16 * (exponent + 342) + half));
  assert.deepEqual(at(-342), [0xeef453d6923bd65an, 0x113faa2906a13b3fn]);
  assert.deepEqual(at(-1), [0xccccccccccccccccn, 0xcccccccccccccccdn]);
  assert.deepEqual(at(1), [0xa000000000000000n, 0n]);
});

test('the engine knows names of characters from the whole table, and after it is started again, too', () => {
  const known = [['AElig', 'Æ'], ['AMP', '&amp;'], ['CounterClockwiseContourIntegral', '∳'], ['NotEqualTilde', '≂̸'], ['Tab', '\t'], ['acE', '∾̳'], ['amp', '&amp;'], ['copy', '©'], ['frac34', '¾'], ['hArr', '⇔'], ['nvlt', '&lt;⃒'], ['zwnj', '\u200c']];
  const html = `<p>a ${known.map(([, characters]) => characters).join(' ')} b</p>\n`;
  const text = `a ${known.map(([name]) => `&${name};`).join(' ')} b`;
  assert.equal(render(text).html, html);
  assert.equal(new Draft(text).html, html);
  assert.equal(render('&AEli; &zwnk; &frac; &nosuch;').html, '<p>&amp;AEli; &amp;zwnk; &amp;frac; &amp;nosuch;</p>\n');
});

test('numbers of every size are read to the last digit', () => {
  for (let exponent = -320; exponent <= 308; exponent++) {
    const digits = `1.${String((exponent + 400) * 7_919).padStart(9, '3')}${String(exponent * exponent).padStart(7, '8')}`;
    const { data } = render(`---\nn: ${digits}e${exponent}\n---\n`).frontMatter;
    assert.equal(data.n, Number(`${digits}e${exponent}`), `${digits}e${exponent}`);
  }
});
