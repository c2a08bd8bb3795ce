/**
 * `npm test`: every test, from the core outwards; `npm test page` runs the stages named alone.
 * `npm test corpora`: what reads the public posts and corpora in the folder that DRAFTPANE_SHARED names.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildPackage, buildSite, buildWasm } from './build.mjs';
import { isBuilt } from './hugo.mjs';
import { browserTest, nodeTest, testsIn } from './node-test.mjs';
import { root, run, runPackage, skipped, stages, Stop } from './run.mjs';
import { browser } from './setup/browser.mjs';
import { firefox } from './setup/firefox.mjs';
import { packages } from './setup/npm.mjs';
import { rust, wasmBindgen, wasmPack } from './setup/rust.mjs';
import { webkit } from './setup/webkit.mjs';

/** The files of JavaScript tests that read more where DRAFTPANE_SHARED is set. */
const readingCorpora = {
  node: ['tests/node/posts.test.mjs', 'tests/node/pathological-corpora.test.mjs'],
  page: ['tests/page/hostile.test.mjs', 'tests/page/roundtrip.test.mjs', 'tests/page/server.test.mjs'],
  firefox: ['tests/firefox/element.test.mjs'],
};

/** @typedef {{ chrome: string, chromedriver: string }} Browser */

/** @type {Record<string, [title: string, work: (browser: Browser) => Promise<void>]>} */
const all = {
  rust: ['Tests in Rust, native', () => run('cargo', ['test'])],
  // These need packages that may not be there yet when this file is read.
  spec: ['The examples of the specifications', async () => (await import('../tests/spec/compare.mjs')).compareSpecs()],
  hugo: ['Posts, compared with real Hugo', compareWithHugo],
  'hugo-package': ['Hugo\'s package', async ({ chrome }) => {
    if (isBuilt()) {
      await packages('tests/hugo-package/doks');
      await buildWasm();
      await buildPackage();
      await nodeTest(testsIn('tests/hugo-package'), { CHROME_PATH: chrome });
    } else skipped('Hugo\'s package', 'it is not built; `npm run build:hugo` does that, in some minutes');
  }],
  node: ['Tests in Rust, as wasm in Node', () => run('wasm-pack', ['test', '--node'])],
  browser: ['Tests in Rust, as wasm in the browser', async ({ chrome, chromedriver }) => {
    await run('wasm-pack', ['test', '--headless', '--chrome', '--chromedriver', chromedriver], {
      env: { WASM_BINDGEN_TEST_WEBDRIVER_JSON: capabilities(chrome), WASM_BINDGEN_TEST_TIMEOUT: '120' },
    });
  }],
  api: ['Tests of the package, in Node', async () => {
    await buildWasm();
    await buildPackage();
    await nodeTest(testsIn('tests/node'));
  }],
  page: ['Tests of the page, in the browser', async ({ chrome }) => {
    await buildWasm();
    await buildSite();
    await browserTest(testsIn('tests/page'), { CHROME_PATH: chrome });
  }],
  firefox: ['Tests of the element and the page, in Firefox', async () => {
    await buildWasm();
    await buildSite();
    const found = await firefox();
    if (found) await browserTest(testsIn('tests/firefox'), { FIREFOX_PATH: found });
  }],
  webkit: ['Tests of the page, in WebKit', async () => {
    await buildWasm();
    await buildSite();
    const found = await webkit();
    if (found) await browserTest(testsIn('tests/webkit'), found);
  }],
  package: ['The packed package, in builds of others', async ({ chrome }) => {
    await packages('tests/package');
    await buildWasm();
    await buildPackage();
    await browserTest(testsIn('tests/package'), { CHROME_PATH: chrome });
  }],
  examples: ['The examples, each started and opened', async ({ chrome }) => {
    await buildWasm();
    await buildPackage();
    await packages('examples');
    await runPackage('typescript/bin/tsc', ['--project', 'examples/react']);
    await browserTest(testsIn('tests/examples'), { CHROME_PATH: chrome });
  }],
};

/** The stages of `npm test corpora`. @type {typeof all} */
const corpora = {
  rust: ['Corpora, in Rust', () => run('cargo', ['test', '--test', 'front_matter', '--test', 'safety'])],
  spec: all.spec,
  hugo: all.hugo,
  node: ['Posts and corpora, in Node', async () => {
    await buildWasm();
    await buildPackage();
    await nodeTest(readingCorpora.node);
  }],
  page: ['Posts and corpora, in the browser', async ({ chrome }) => {
    await browserTest(readingCorpora.page, { CHROME_PATH: chrome });
  }],
  firefox: ['Corpora, in Firefox', async () => {
    const found = await firefox();
    if (found) await browserTest(readingCorpora.firefox, { FIREFOX_PATH: found });
  }],
};

async function compareWithHugo() {
  await (await import('../tests/hugo/compare.mjs')).compare();
  await (await import('../tests/hugo/generated.mjs')).compareGenerated();
  await (await import('../tests/hugo/front_matter.mjs')).compareFrontMatter();
  await buildWasm();
  await (await import('../tests/hugo/configuration.mjs')).compareConfiguration();
}

/** @param {string[]} names of stages; all of them when empty */
export default async function test(names) {
  const ofCorpora = names.length === 1 && names[0] === 'corpora';
  const unknown = ofCorpora ? undefined : names.find((name) => !(name in all));
  if (unknown) throw new Stop(`There is no stage ${unknown}: the stages are ${Object.keys(all).join(', ')}; corpora stands alone.`);
  if (ofCorpora && !process.env.DRAFTPANE_SHARED) {
    throw new Stop('Set DRAFTPANE_SHARED to a folder with `posts/` and `corpora/`: this stage reads them.');
  }
  await packages();
  await rust();
  await wasmBindgen();
  await wasmPack();
  const found = await browser();
  if (!process.env.DRAFTPANE_SHARED) skipped('public posts and corpora', 'DRAFTPANE_SHARED does not name a folder with them');
  const table = ofCorpora ? corpora : all;
  const chosen = names.length > 0 && !ofCorpora ? names : Object.keys(table);
  await stages(chosen.map((name) => [table[name][0], () => table[name][1](found)]));
}

/**
 * webdriver.json, which serves those who call wasm-pack themselves, with the browser that was found.
 * @param {string} chrome
 * @returns {string} the path of the file
 */
function capabilities(chrome) {
  const content = JSON.parse(readFileSync(join(root, 'webdriver.json'), 'utf8'));
  content['goog:chromeOptions'].binary = chrome;
  const file = join(root, '.cache', 'webdriver.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
  return file;
}
