/** Loading the engine. Each test has a process of its own, because a module loads once. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';

const engine = new URL('../../www/engine.js', import.meta.url).href;
const wasm = new URL('../../www/pkg/draftpane_bg.wasm', import.meta.url).href;

/**
 * Runs a module in which `engine` and `wasm` are URLs and `say` prints.
 * @param {string} code
 * @returns {Promise<any[]>} what it said
 */
async function inProcess(code) {
  const head = `
    import fs, { readFileSync } from 'node:fs';
    const engine = ${JSON.stringify(engine)}, wasm = ${JSON.stringify(wasm)};
    const say = (...values) => console.log(JSON.stringify(values.length > 1 ? values : values[0]));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', head + code]);
  return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

test('importing touches nothing; init reads the wasm beside it, once', async () => {
  const [afterImport, early, afterInit, html] = await inProcess(`
    import net from 'node:net';
    import { syncBuiltinESMExports } from 'node:module';
    const touched = [];
    const watch = (object, name, where) => {
      const real = object[name];
      object[name] = function (...args) {
        touched.push([where, args[0] instanceof Uint8Array ? args[0].length : String(args[0])]);
        return real.apply(this, args);
      };
    };
    for (const name of ['readFile', 'open', 'writeFile', 'mkdir', 'stat']) watch(fs.promises, name, 'fs');
    for (const name of ['readFileSync', 'openSync', 'writeFileSync', 'readFile', 'open']) watch(fs, name, 'fs');
    syncBuiltinESMExports();
    watch(net.Socket.prototype, 'connect', 'net');
    globalThis.fetch = (source) => {
      touched.push(['net', String(source)]);
      throw new Error('There is no network');
    };
    for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']) watch(WebAssembly, name, 'wasm');
    for (const name of ['document', 'window', 'customElements', 'localStorage', 'indexedDB']) {
      Object.defineProperty(globalThis, name, { configurable: true, get: () => void touched.push(['dom', name]) });
    }
    const globals = Reflect.ownKeys(globalThis).length;

    const { default: init, Draft, render } = await import(engine);
    say([...touched, ['globals', Reflect.ownKeys(globalThis).length - globals]]);

    say([() => render(''), () => new Draft('')].map((use) => {
      try {
        return use();
      } catch ({ name, message }) {
        return name + ': ' + message;
      }
    }));

    const first = init();
    const second = init();
    await Promise.all([first, second, init()]);
    await init();
    await init(new Uint8Array(4));
    say(touched);
    say(render('# a').html);
  `);
  const { size } = statSync(new URL(wasm));
  // Node itself reads modules, and compiles the wasm of its own fetch, by the functions that are watched.
  const byDraftpane = (/** @type {[string, string | number][]} */ touched) =>
    touched.filter(([where, what]) => (where === 'wasm' ? what === size : !String(what).endsWith('.js')));
  assert.deepEqual(byDraftpane(afterImport), [['globals', 0]]);
  assert.equal(early.length, 2);
  for (const message of early) assert.match(message, /^TypeError: .*init\(\)/);
  assert.deepEqual(byDraftpane(afterInit), [['fs', wasm], ['wasm', size]]);
  assert.equal(html, '<h1 id="a">a</h1>\n');
});

const loads = /** @type {[string, string][]} */ ([
  ['a Uint8Array', 'readFileSync(new URL(wasm))'],
  ['an ArrayBuffer', 'new Uint8Array(readFileSync(new URL(wasm))).buffer'],
  ['a module', 'await WebAssembly.compile(readFileSync(new URL(wasm)))'],
  ['a Response', `new Response(readFileSync(new URL(wasm)), { headers: { 'content-type': 'application/wasm' } })`],
  ['a Response of another type', 'new Response(readFileSync(new URL(wasm)))'],
  ['a URL of a server', 'new URL(await served())'],
  ['a Request', 'new Request(await served())'],
  ['a URL of a file', 'new URL(wasm)'],
]);
for (const [name, source] of loads) {
  test(`init takes ${name}`, async () => {
    const said = await inProcess(`
      import { createServer } from 'node:http';
      import init, { Draft } from ${JSON.stringify(engine)};
      const server = createServer((request, response) => {
        response.setHeader('content-type', 'application/wasm');
        response.end(readFileSync(new URL(wasm)));
      });
      const served = () => new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve('http://127.0.0.1:' + server.address().port + '/engine.wasm'));
      });
      console.warn = () => {};
      await init(${source});
      say(new Draft('*a*').html);
      server.closeAllConnections();
      server.close();
    `);
    assert.deepEqual(said, ['<p><em>a</em></p>\n']);
  });
}

test('after a failure, init can be called again', async () => {
  const [failures, html] = await inProcess(`
    import init, { render } from ${JSON.stringify(engine)};
    const failures = [];
    for (const source of [new Uint8Array([1, 2, 3]), new URL('http://127.0.0.1:1/')]) {
      try {
        await init(source);
        failures.push(null);
      } catch (error) {
        failures.push(error instanceof Error);
      }
      try {
        render('');
        failures.push(null);
      } catch ({ name }) {
        failures.push(name);
      }
    }
    say(failures);
    await init();
    say(render('a').html);
  `);
  assert.deepEqual(failures, [true, 'TypeError', true, 'TypeError']);
  assert.equal(html, '<p>a</p>\n');
});

test('the address that Next gives a file, which no server can fetch, is refused without a request', async () => {
  const said = await inProcess(`
    const { default: init } = await import(engine);
    globalThis.fetch = () => new Promise(() => {});
    class Relative extends URL {
      get href() { return this.pathname; }
      get protocol() { return ''; }
    }
    const late = new Promise((resolve) => setTimeout(resolve, 5000, 'late'));
    say(await Promise.race([init(new Relative('http://next.invalid/_next/static/a.wasm')).catch(({ message }) => message), late]));
    process.exit();
  `);
  assert.match(said[0], /^the wasm cannot be fetched from \/_next\/static\/a\.wasm on a server: import draftpane\/inline first/);
});
