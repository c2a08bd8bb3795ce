/** The writer of benches/results.md: one section for each benchmark, replaced alone. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { machine, peers } from '../../benches/report.mjs';
import { runAll } from '../../benches/run-all.mjs';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'benches-'));
  file = join(folder, 'results.md');
  for (const way of /** @type {const} */ (['log', 'error'])) mock.method(console, way, () => {});
});
afterEach(() => {
  mock.restoreAll();
  rmSync(folder, { recursive: true });
});

/**
 * Runs made-up benchmarks.
 * @param {Record<string, string | Error>} results the one figure of each, or its failure
 * @param {{ file?: string | null }} [options]
 */
const run = (results, options = {}) => runAll(Object.keys(results), {
  names: ['walking', 'running', 'flying'],
  run: async (name) => {
    const result = results[name];
    if (result instanceof Error) throw result;
    return [{ title: `How long ${name} takes`, note: 'A made-up figure.', columns: ['who', 'time'], rows: [['a goose', result]] }];
  },
  circumstances: () => 'one day, one machine',
  file,
  ...options,
});

/** The sections of the file: their names and texts. */
const sections = () => readFileSync(file, 'utf8').split(/^## /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), part.trimEnd()]);

test('a section has the name of the benchmark, its table as printed, and the circumstances', async () => {
  await run({ walking: '3 ms' });
  const lines = readFileSync(file, 'utf8').split('\n');
  assert.equal(lines[0], '# Benchmarks');
  assert.deepEqual(lines.slice(lines.indexOf('## walking')), [
    '## walking', '', '**How long walking takes.** A made-up figure.', '', '| who     | time |', '| ------- | ---: |', '| a goose | 3 ms |', '', '<sub>one day, one machine</sub>', '',
  ]);
});

test('a second run replaces the section, and leaves one head', async () => {
  await run({ walking: '3 ms' });
  await run({ walking: '4 ms' });
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes('4 ms') && !text.includes('3 ms'), text);
  assert.deepEqual([text.match(/^# /gm)?.length, sections().length], [1, 1]);
});

test('a benchmark run alone replaces its section only, at its place in the order', async () => {
  await run({ flying: '9 ms', walking: '3 ms' });
  const before = new Map(sections().map(([name, text]) => [name, text]));
  await run({ running: '5 ms' });
  assert.deepEqual(sections().map(([name]) => name), ['walking', 'running', 'flying']);
  await run({ running: '6 ms' });
  const after = new Map(sections().map(([name, text]) => [name, text]));
  assert.deepEqual([after.get('walking'), after.get('flying')], [before.get('walking'), before.get('flying')]);
  assert.match(after.get('running') ?? '', /6 ms/);
});

test('a benchmark that fails keeps its old section, and the next ones run', async () => {
  await run({ walking: '3 ms' });
  const failed = await run({ walking: new Error('it rains'), running: '5 ms' });
  assert.deepEqual(failed, ['walking']);
  assert.deepEqual(sections().map(([name, text]) => [name, /\d ms/.exec(text)?.[0]]), [['walking', '3 ms'], ['running', '5 ms']]);
});

test('a trial saves nothing', async () => {
  await run({ walking: '3 ms' });
  await run({ walking: '4 ms' }, { file: null });
  assert.match(sections()[0][1], /3 ms/);
});

test('the machine and the peers are named, with versions', () => {
  assert.match(machine(), /.+, \d+ cores, Node \d+\.\d+/);
  assert.match(peers(), /markdown-it \d+\.\d+\.\d+, .*morphdom \d+\.\d+\.\d+/);
});
