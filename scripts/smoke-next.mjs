/**
 * `npm run smoke:next`: a Next project with the packed package: a server component writes a post, the browser shows it
 * without a script, the element takes it over, and typing works. Not a part of `npm test`: it downloads 350 MB.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { buildPackage, buildWasm } from './build.mjs';
import { note, root, say } from './run.mjs';
import { browser } from './setup/browser.mjs';
import { packages } from './setup/npm.mjs';
import { rust, wasmBindgen } from './setup/rust.mjs';
import { filesBelow } from './stamp.mjs';

const from = 'tests/next';

export default async function smoke() {
  await packages();
  await rust();
  await wasmBindgen();
  const { chrome } = await browser();
  await buildWasm();
  await buildPackage();
  const { chromium } = await import('playwright-core');
  const { makeProject } = await import('../tests/package/project.mjs');
  say('A Next project in a folder of its own');
  const project = makeProject(Object.fromEntries(filesBelow(from).map((file) => [file.slice(from.length + 1), readFileSync(join(root, file), 'utf8')])));
  const shown = await chromium.launch({ executablePath: chrome, args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'] });
  try {
    const version = (/** @type {string} */ name) => `${name} ${JSON.parse(readFileSync(join(project.folder, 'node_modules', name, 'package.json'), 'utf8')).version}`;
    note(`${version('next')}, ${version('react')}, Node ${process.version}, ${shown.version()}`);
    await next(project.folder, ['build']).ended;
    for (const command of ['start', 'dev']) {
      say(`next ${command}`);
      const port = await freePort();
      const server = next(project.folder, [command, '--hostname', '127.0.0.1', '--port', String(port)]);
      try {
        await Promise.race([look(shown, `http://127.0.0.1:${port}/`), server.ended.then(() => assert.fail('the server ended'))]);
      } finally {
        server.end();
      }
    }
  } finally {
    await shown.close();
    project.remove();
  }
}

/**
 * @param {string} folder
 * @param {string[]} args
 */
function next(folder, args) {
  const child = spawn(process.execPath, [join(folder, 'node_modules/next/dist/bin/next'), ...args], {
    cwd: folder, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: undefined },
  });
  let ours = false;
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0 && !ours) assert.fail(`next ${args[0]} ended with ${code}`);
  });
  ended.catch(() => {});
  return { ended, end: () => ((ours = true), child.kill()) };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 */
async function look(browser, url) {
  for (let tries = 0; ; tries++) {
    const html = await fetch(url).then((response) => response.text(), () => '');
    if (html.includes('<draft-pane')) {
      assert.match(html, /<draft-pane flavor="gfm" tabindex="0"><template shadowrootmode="open">.*<p>A <em>post<\/em> with a note/s);
      break;
    }
    if (tries === 60) assert.fail(`no pane: ${html.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  note('the HTML has the pane with its shadow root');

  const silent = await browser.newPage({ javaScriptEnabled: false });
  await silent.goto(url);
  const text = await silent.locator('draft-pane article').innerText();
  for (const words of ['From a server', '6 October 2021', 'A post with a note', 'Below.']) assert.ok(text.includes(words), `${words} in ${text}`);
  assert.equal(await silent.locator('draft-pane h1').evaluate((title) => getComputedStyle(title).fontWeight), '700');
  await silent.close();
  note('without JavaScript the post is seen, in its styles');

  const page = await browser.newPage({ locale: 'en-GB' });
  /** @type {string[]} */
  const seen = [];
  page.on('pageerror', (error) => seen.push(String(error)));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && seen.push(message.text()));
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const article = document.querySelector('draft-pane')?.shadowRoot?.querySelector('article');
      const nodes = [...(article?.querySelectorAll('*') ?? [])];
      Object.assign(globalThis, { served: new Set(nodes), changes: 0 });
      if (article) new MutationObserver((records) => ((/** @type {any} */ (globalThis)).changes += records.length)).observe(article, { subtree: true, childList: true, attributes: true, characterData: true });
    });
  });
  await page.goto(url);
  const kept = await page.waitForFunction(async () => {
    const pane = /** @type {any} */ (document.querySelector('draft-pane'));
    if (!pane?.ready) return null;
    await pane.ready;
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { served, changes } = /** @type {any} */ (globalThis);
    const nodes = [...pane.shadowRoot.querySelectorAll('article *')];
    return { count: nodes.length, kept: nodes.filter((node) => served.has(node)).length, changes };
  }, undefined, { timeout: 120_000 }).then((handle) => handle.jsonValue());
  assert.ok(kept && kept.kept === kept.count && kept.changes === 0, JSON.stringify(kept));
  note(`the element took over all ${kept.count} elements, with ${kept.changes} changes`);

  await page.focus('textarea');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n**Live.**');
  assert.equal(await page.locator('draft-pane .body strong').innerText(), 'Live.');
  assert.deepEqual(seen, []);
  await page.close();
  note('typing works; the console has neither errors nor warnings');
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}
