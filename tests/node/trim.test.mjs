/** Each rewrite of `scripts/wasm`, in small modules, and the build without it where a module is not understood. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fits } from '../../scripts/wasm/glue.mjs';
import { linkTrimmed } from '../../scripts/wasm/link.mjs';
import { trim } from '../../scripts/wasm/trim.mjs';
import { bytes, linked, section } from './linked-module.mjs';

const [UNREACHABLE, DROP, LOCAL, RETURN] = [[0x00], [0x1a], [0x20, 0], [0x0f]];
const IF = [0x04, 0x40];
const END = [0x0b];
const ANSWER = [0x41, 42];

/** Panics end here, as the standard library names it. @type {import('./linked-module.mjs').Code} */
const panic = { type: 0, body: [{ address: 'end' }, ...DROP, { call: 'show' }, ...UNREACHABLE] };
const base = { rust_begin_unwind: panic };
const end = { end: { bytes: bytes('where it ends') } };

/**
 * Trims a module, and starts what is left.
 * @param {import('./linked-module.mjs').Parts} parts
 */
function trimmed(parts) {
  const { module, addresses } = linked(parts);
  const shown = { times: 0 };
  const before = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(module)), { env: { show() {} } });
  assert.ok(before.exports.memory, 'the module is valid before');
  const after = trim(module);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(after), { env: { show: () => shown.times++ } });
  const memory = Buffer.from(/** @type {WebAssembly.Memory} */ (exports.memory).buffer);
  return {
    exports: /** @type {Record<string, (value?: number) => number>} */ (/** @type {unknown} */ (exports)),
    shown, before: module, after,
    text: (/** @type {string} */ name, /** @type {number} */ length) => memory.toString('latin1', addresses.get(name), (addresses.get(name) ?? 0) + length),
  };
}

const traps = (/** @type {() => unknown} */ act) => assert.throws(act, WebAssembly.RuntimeError);

describe('trim', () => {
  test('a panic becomes a trap, which shows nothing, and its words go', () => {
    const { exports, shown, after, text } = trimmed({
      functions: { ...base, main: { body: [...LOCAL, ...IF, { address: 'words' }, ...DROP, { call: 'rust_begin_unwind' }, ...UNREACHABLE, ...END, ...ANSWER] } },
      data: { ...end, words: { bytes: bytes('index out of range') } },
      exports: ['main'],
    });
    assert.equal(exports.main(0), 42);
    traps(() => exports.main(1));
    assert.equal(shown.times, 0);
    assert.equal(text('words', 18), '\0'.repeat(18));
    assert.equal(text('end', 13), '\0'.repeat(13));
    assert.ok(!after.includes('out of range'));
  });

  test('instructions on 16 bytes are read', () => {
    const sixteen = [0xfd, 12, ...new Array(16).fill(0xff)];
    const load = [0x41, 0, 0xfd, 0, 4, 16];
    const lane = [0xfd, 22, 3];
    const { exports, text } = trimmed({
      functions: { ...base, main: { body: [...LOCAL, ...IF, { address: 'words' }, ...DROP, { call: 'rust_begin_unwind' }, ...UNREACHABLE, ...END, ...load, ...DROP, ...sixteen, ...lane] } },
      data: { ...end, words: { bytes: bytes('index out of range') } },
      exports: ['main'],
    });
    assert.equal(exports.main(0), 255);
    traps(() => exports.main(1));
    assert.equal(text('words', 18), '\0'.repeat(18));
  });

  test('words that something else needs stay', () => {
    const { exports, text } = trimmed({
      functions: { ...base, main: { body: [...LOCAL, ...IF, { address: 'words' }, ...DROP, { call: 'rust_begin_unwind' }, ...UNREACHABLE, ...END, { address: 'words' }] } },
      data: { ...end, words: { bytes: bytes('both') } },
      exports: ['main'],
    });
    assert.equal(text('words', 4), 'both');
    assert.ok(exports.main(0) >= 1024);
  });

  test('a function that only leads to a panic becomes a trap, and so do its callers', () => {
    const { exports, shown, text } = trimmed({
      functions: {
        ...base,
        fail: { type: 0, body: [{ address: 'words' }, ...DROP, { call: 'rust_begin_unwind' }, ...UNREACHABLE] },
        main: { body: [...LOCAL, ...IF, { call: 'fail' }, ...END, ...ANSWER] },
      },
      data: { ...end, words: { bytes: bytes('called') } },
      exports: ['main'],
    });
    traps(() => exports.main(1));
    assert.deepEqual([exports.main(0), shown.times, text('words', 6)], [42, 0, '\0'.repeat(6)]);
  });

  test('an effect before a panic stays', () => {
    const { exports, shown } = trimmed({
      functions: {
        ...base,
        fail: { type: 0, body: [{ call: 'show' }, { call: 'rust_begin_unwind' }, ...UNREACHABLE] },
        main: { body: [...LOCAL, ...IF, { call: 'fail' }, ...END, ...ANSWER] },
      },
      data: end,
      exports: ['main'],
    });
    traps(() => exports.main(1));
    assert.equal(shown.times, 1);
  });

  test('a function that may return is no trap', () => {
    const { exports } = trimmed({
      functions: {
        ...base,
        maybe: { body: [...LOCAL, ...IF, ...ANSWER, ...RETURN, ...END, { call: 'rust_begin_unwind' }, ...UNREACHABLE] },
        main: { body: [...LOCAL, { call: 'maybe' }] },
      },
      data: end,
      exports: ['main'],
    });
    assert.equal(exports.main(1), 42);
    traps(() => exports.main(0));
  });

  test('what nothing reaches goes: its code and its data, even where a table names it', () => {
    const parts = {
      functions: {
        ...base,
        used: { body: [...ANSWER] },
        unused: { body: [{ address: 'words' }, ...DROP, ...ANSWER] },
        // `call_indirect` of the type `(i32) -> i32`.
        main: { body: [...LOCAL, { slot: 'used' }, 0x11, 1, 0] },
      },
      data: { ...end, words: { bytes: bytes('of nobody') } },
      exports: ['main'],
      table: ['unused', 'used'],
    };
    const { exports, text, before, after } = trimmed(/** @type {import('./linked-module.mjs').Parts} */ (parts));
    assert.equal(exports.main(0), 42);
    assert.equal(text('words', 9), '\0'.repeat(9));
    assert.ok(after.length < before.length);
  });

  test('data that other data refers to stays, and so does data inside of other data', () => {
    const { text } = trimmed({
      functions: { ...base, main: { body: [{ address: 'list' }, { address: 'tail' }, ...DROP] } },
      data: {
        ...end,
        list: { bytes: [{ address: 'item' }] },
        item: { bytes: bytes('kept') },
        whole: { bytes: bytes('unused, used') },
        tail: { bytes: bytes('used'), inside: ['whole', 8] },
      },
      exports: ['main'],
    });
    assert.equal(text('item', 4), 'kept');
    assert.equal(text('whole', 12), '\0'.repeat(8) + 'used');
  });

  test('the place of a panic in a source goes, even where live code hands it on', () => {
    const place = (/** @type {string} */ path) => [{ address: path }, 6, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0];
    const { text } = trimmed({
      functions: { ...base, main: { body: [{ address: 'place' }, ...DROP, { address: 'other' }] } },
      data: { ...end, path: { bytes: bytes('src.rs') }, place: { bytes: place('path') }, name: { bytes: bytes('a.text') }, other: { bytes: place('name') } },
      exports: ['main'],
    });
    assert.equal(text('place', 16) + text('path', 6), '\0'.repeat(22));
    assert.equal(text('name', 6), 'a.text');
    assert.equal(text('other', 16).slice(4), '\x06\0\0\0\x01\0\0\0\x02\0\0\0');
  });

  test("the linker's own sections go", () => {
    const { before, after } = trimmed({ functions: { ...base, main: { body: [...ANSWER] } }, data: end, exports: ['main'] });
    for (const name of ['linking', 'reloc.CODE', 'reloc.DATA']) assert.deepEqual([before.includes(name), after.includes(name)], [true, false], name);
    assert.ok(after.includes('name'));
  });

  const plain = { functions: { ...base, main: { body: [...ANSWER] } }, data: end, exports: ['main'] };
  /** @type {[name: string, module: Buffer, message: RegExp][]} */
  const refused = [
    ['a module that is cut off', linked(plain).module.subarray(0, 60), /./],
    ['no module at all', Buffer.from('not wasm, but some text'), /./],
    ['no panics by their name', linked({ ...plain, functions: { other: panic, main: { body: [...ANSWER] } } }).module, /function where panics end is not found/],
    ['no list of references', Buffer.from(linked(plain).module.toString('latin1').replace('linking', 'another'), 'latin1'), /no section linking/],
    ['an unknown version of the list', (() => {
      const { module } = linked(plain);
      module[module.indexOf('linking') + 7] = 3;
      return module;
    })(), /version 3/],
    ['an unknown instruction', linked({ ...plain, functions: { ...base, main: { body: [0xfe, 0, 0] } } }).module, /0xfe, which is not known/],
    ['a start function', Buffer.concat([linked(plain).module, Buffer.from(section(8, [1]))]), /start function/],
  ];
  for (const [name, module, message] of refused) test(`${name}: refused`, () => assert.throws(() => trim(module), message));
});

describe('linkTrimmed', () => {
  const good = linked({ functions: { ...base, main: { body: [...ANSWER] } }, data: end, exports: ['main'] }).module;

  test('a module that is understood is trimmed, without a word', async () => {
    /** @type {string[]} */
    const said = [];
    assert.deepEqual(await linkTrimmed(async () => good, (line) => said.push(line)), trim(good));
    assert.deepEqual(said, []);
  });

  test('a module that is not understood is linked again, is untouched, and one line says so', async () => {
    const untouched = Buffer.from('the module as the linker writes it');
    /** @type {string[]} */
    const said = [];
    const how = /** @type {boolean[]} */ ([]);
    const module = await linkTrimmed(async ({ relocations }) => {
      how.push(relocations);
      return relocations ? Buffer.from(good.toString('latin1').replaceAll('rust_begin_unwind', 'rust_other_unwind'), 'latin1') : untouched;
    }, (line) => said.push(line));
    assert.equal(module, untouched);
    assert.deepEqual(how, [true, false]);
    assert.deepEqual(said, ['wasm: not trimmed, so it is larger. The function where panics end is not found: the standard library names it otherwise now']);
  });

  test('a failure of the linker is none of the module', async () => {
    await assert.rejects(linkTrimmed(async () => {
      throw new Error('no linker');
    }, () => assert.fail('said')), /no linker/);
  });
});

describe('the glue of two builds', () => {
  const glue = (/** @type {string[]} */ functions, rest = '') => `const imports = {\n${functions.join('')}};\n${rest}`;
  const one = '        one: function(arg0) {\n            return arg0;\n        },\n';
  const two = '        two: function(arg0) {\n            f(arg0);\n        },\n';

  test('a build may need fewer imports than the other one, and no others', () => {
    assert.ok(fits(glue([one, two]), glue([one, two])));
    assert.ok(fits(glue([two]), glue([one, two])));
    assert.ok(!fits(glue([one, two]), glue([one])));
    assert.ok(!fits(glue([one.replace('return arg0', 'return 1')]), glue([one, two])));
    assert.ok(!fits(glue([one], 'let view;\n'), glue([one])));
  });
});
