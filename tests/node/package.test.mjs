/** The package as others have it: the files that npm would publish, installed in an empty folder. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const manifest = JSON.parse(readFileSync(join(dist, 'package.json'), 'utf8'));
const embedder = mkdtempSync(join(tmpdir(), 'draftpane-'));
after(() => rmSync(embedder, { recursive: true }));

const installed = join(embedder, 'node_modules', 'draftpane');
mkdirSync(installed, { recursive: true });
for (const name of ['package.json', ...manifest.files]) cpSync(join(dist, name), join(installed, name), { recursive: true });
for (const name of ['@codemirror', '@lezer', 'monaco-editor']) symlinkSync(join(root, 'node_modules', name), join(embedder, 'node_modules', name), 'junction');
writeFileSync(join(embedder, 'package.json'), '{ "type": "module" }');

test('the engine finds its own wasm, in Node', () => {
  writeFileSync(join(embedder, 'engine.js'), `
    import init, { Draft, render } from 'draftpane';
    await init();
    await init();
    const draft = new Draft('one');
    draft.edit({ from: 3, insert: ' *two*' });
    console.log(JSON.stringify([render('# A').html, draft.html]));
    draft.free();
  `);
  const printed = execFileSync(process.execPath, ['engine.js'], { cwd: embedder, encoding: 'utf8' });
  const [whole, live] = JSON.parse(printed);
  assert.match(whole, /^<h1 id="a">A<\/h1>\s*$/);
  assert.match(live, /^<p>one <em>two<\/em><\/p>\s*$/);
});

test('Node gets the build for speed, which answers as the small one does, and the small one where a bundler dropped it', () => {
  const posts = readdirSync(join(root, 'tests/posts')).map((name) => readFileSync(join(root, 'tests/posts', name), 'utf8'));
  writeFileSync(join(embedder, 'posts.json'), JSON.stringify(posts));
  const answers = (/** @type {string} */ entry, /** @type {string} */ without) => {
    const folder = mkdtempSync(join(embedder, 'fast-'));
    cpSync(installed, join(folder, 'node_modules', 'draftpane'), { recursive: true });
    rmSync(join(folder, 'node_modules', 'draftpane', 'pkg', without));
    writeFileSync(join(folder, 'main.mjs'), `
      import { readFileSync } from 'node:fs';
      import init, { render } from '${entry}';
      await init();
      const posts = JSON.parse(readFileSync('../posts.json', 'utf8'));
      console.log(JSON.stringify(posts.flatMap((post) => ['hugo', 'gfm', 'commonmark'].map((flavor) => render(post, { flavor })))));
    `);
    return execFileSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
  };
  const small = answers('draftpane', 'draftpane_fast_bg.wasm');
  assert.match(small, /<h2 id=/);
  for (const entry of ['draftpane', 'draftpane/fast']) assert.ok(answers(entry, 'draftpane_bg.wasm') === small, entry);
});

test('the engine with its wasm inside reads no file', () => {
  const folder = mkdtempSync(join(embedder, 'inline-'));
  mkdirSync(join(folder, 'node_modules'));
  cpSync(installed, join(folder, 'node_modules', 'draftpane'), { recursive: true });
  for (const name of ['draftpane_bg.wasm', 'draftpane_fast_bg.wasm']) rmSync(join(folder, 'node_modules', 'draftpane', 'pkg', name));
  writeFileSync(join(folder, 'inline.mjs'), `
    import init, { render } from 'draftpane/inline';
    await init();
    console.log(render('*a*').html.trim());
  `);
  assert.equal(execFileSync(process.execPath, ['inline.mjs'], { cwd: folder, encoding: 'utf8' }), '<p><em>a</em></p>\n');
});

test('a server writes a post, in Node and in a worker, and its stylesheet is there', () => {
  writeFileSync(join(embedder, 'server.mjs'), `
    import { Worker, isMainThread, parentPort } from 'node:worker_threads';
    import init, { renderToString } from 'draftpane/server';
    await init();
    const html = renderToString('*a*', { flavor: 'gfm' });
    if (isMainThread) {
      const there = await new Promise((resolve) => new Worker(new URL(import.meta.url)).once('message', resolve));
      console.log(JSON.stringify([html, there === html]));
    } else parentPort.postMessage(html);
  `);
  const [html, same] = JSON.parse(execFileSync(process.execPath, ['server.mjs'], { cwd: embedder, encoding: 'utf8' }));
  assert.match(html, /^<draft-pane flavor="gfm"><template shadowrootmode="open"><style>.*<p><em>a<\/em><\/p>.*<\/template>\n\*a\*<\/draft-pane>$/s);
  assert.ok(same);
  const css = readFileSync(join(installed, 'draft-pane.css'), 'utf8');
  assert.ok(html.includes(`<style>${css}</style>`));
});

test('whatever the manifest names is there, and the element is described', () => {
  const named = Object.values(manifest.exports).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)));
  for (const file of [...named, ...manifest.sideEffects, manifest.customElements]) assert.ok(existsSync(join(installed, file)), file);
  const { declarations: [element], exports } = JSON.parse(readFileSync(join(installed, manifest.customElements), 'utf8')).modules[0];
  assert.equal(element.tagName, 'draft-pane');
  assert.deepEqual(exports.map((/** @type {{ kind: string }} */ { kind }) => kind), ['js', 'custom-element-definition']);
  /** @param {{ name: string }[]} list */
  const names = (list) => list.map(({ name }) => name);
  assert.deepEqual(names(element.attributes).sort(), ['content-class', 'flavor', 'front-matter', 'options', 'streaming', 'value', 'view']);
  const members = ['append', 'draft', 'edit', 'editable', 'enhance', 'enhanceAll', 'focus', 'hugo', 'offsetAt', 'options', 'path', 'print', 'problems', 'ready', 'refresh', 'resolveUrl', 'reveal', 'site', 'streaming', 'styles', 'value', 'view'];
  assert.deepEqual(names(element.members).sort(), members);
  assert.equal(element.superclass.name, 'HTMLElement');
  for (const { name, parameters = [] } of element.members) for (const each of parameters) assert.match(each.name, /^\w+$/, name);
  const events = ['draft-diagnostics', 'draft-edit', 'draft-frontmatter', 'draft-hugo', 'draft-link', 'draft-problems', 'draft-recovered', 'draft-source', 'draft-update'];
  assert.deepEqual(names(element.events).sort(), events);
  assert.ok(names(element.cssParts).includes('body') && names(element.cssProperties).includes('--draft-accent'));
  for (const each of [...element.members, ...element.attributes, ...element.events, ...element.cssParts, ...element.cssProperties]) assert.ok(each.description, each.name);
});

test('every link of its texts leads to something', () => {
  const texts = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  assert.ok(texts.length >= 4);
  for (const name of texts) {
    const text = readFileSync(join(installed, name), 'utf8').replace(/```[^]*?```|`[^`\n]*`/g, '');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https:/.test(target)) continue;
      const [path, fragment] = target.split('#');
      const file = path ? join(installed, dirname(name), path) : join(installed, name);
      assert.ok(existsSync(file), `${name}: ${target}`);
      if (fragment === undefined) continue;
      const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
      assert.ok(headings.includes(fragment), `${name}: ${target}`);
    }
  }
});

test('the manual has all of the element, as it is', () => {
  const manual = readFileSync(join(installed, 'docs/embedding.md'), 'utf8');
  const { declarations: [element] } = JSON.parse(readFileSync(join(installed, manifest.customElements), 'utf8')).modules[0];
  /** @typedef {{ name: string, description: string }} Described */
  for (const { name } of /** @type {Described[]} */ ([...element.members, ...element.attributes, ...element.cssProperties, ...element.cssParts])) {
    assert.match(manual, new RegExp(`\`${name}\\b`), name);
  }
  const rows = [...manual.matchAll(/^\| `(draft-\w+)` \| `\{(.*?)\}` \|/gm)].map(([, name, detail]) => [name, detail.split(',').map((key) => key.trim()).filter(Boolean)]);
  const events = /** @type {Described[]} */ (element.events).map(({ name, description }) => [name, description.split('; detail: ')[1]?.split(', ') ?? []]);
  assert.deepEqual(rows.sort(), events.sort());
});

test('importing an entry needs no DOM and no network', () => {
  const entries = Object.entries(manifest.exports).filter(([, entry]) => entry.default).map(([entry]) => entry).map((entry) => join('draftpane', entry).replaceAll('\\', '/'));
  const script = entries.map((entry) => `await import('${entry}');`).join('\n');
  writeFileSync(join(embedder, 'entries.js'), `
    globalThis.fetch = () => { throw new Error('fetched'); };
    ${script}
    console.log('imported');
  `);
  assert.equal(entries.length, 18);
  assert.equal(execFileSync(process.execPath, ['entries.js'], { cwd: embedder, encoding: 'utf8' }), 'imported\n');
});

test('the types hold for an embedder in TypeScript', () => {
  writeFileSync(join(embedder, 'typed.ts'), `
    import init, { Draft, render, type Options, type Rendered, type Update } from 'draftpane';
    import { DraftPane } from 'draftpane/element';
    import fast from 'draftpane/fast';
    import inline from 'draftpane/inline';
    import { renderToString, type ServerOptions } from 'draftpane/server';
    import { connect, draftPane } from 'draftpane/codemirror';
    import { connect as connectMonaco } from 'draftpane/monaco';
    import { connect as connectField } from 'draftpane/textarea';
    import { setDiagnostics } from '@codemirror/lint';
    import { EditorView } from '@codemirror/view';
    import * as monaco from 'monaco-editor';
    const options: Options = { flavor: 'gfm', frontMatter: 'table' };
    const loaded: Promise<void> = init(new URL('https://example.org/draftpane_bg.wasm'));
    const rendered: Rendered = render('# A', options);
    const update: Update = new Draft('', options).edit([{ from: 0, insert: 'a' }]);
    const level: number = rendered.outline[0].level;
    const pane = new DraftPane();
    const disconnect: () => void = connect(new EditorView({ extensions: draftPane(pane) }), pane, { setDiagnostics });
    const ends: (() => void)[] = [connectMonaco(monaco.editor.create(document.body), pane, { monaco }), connectField(document.createElement('textarea'), pane, { clickToSource: 'modifier' })];
    pane.editable = true;
    const found: DraftPane | null = document.querySelector('draft-pane');
    const made: DraftPane = document.createElement('draft-pane');
    made.addEventListener('draft-diagnostics', ({ detail: { diagnostics } }) => diagnostics.map(({ message }) => message.trim()));
    made.addEventListener('draft-source', function ({ detail: { caret, event } }) { this.reveal(caret + event.clientX); });
    made.addEventListener('click', (event) => event.clientX);
    // @ts-expect-error: not a part of it
    made.addEventListener('draft-edit', ({ detail: { text } }) => text);
    const same: (typeof init)[] = [inline, fast];
    const served: ServerOptions = { ...options, stylesheet: '/draft-pane.css', resolveUrl: (url, { kind }) => kind + url };
    const html: string = renderToString('# A', served);
    // @ts-expect-error: not a language
    renderToString('', { locale: 1 });
    // @ts-expect-error: not a click
    connectField(document.createElement('textarea'), pane, { clickToSource: 'triple' });
    // @ts-expect-error: not a flavor
    render('', { flavor: 'markdown' });
    // @ts-expect-error: not a text
    pane.value = 1;
    export { found, loaded, update, level, disconnect, ends, same, html };
  `);
  for (const [module, target] of [['nodenext', 'esnext'], ['preserve', 'es2022']]) {
    const tsc = [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '--strict', '--target', target, '--module', module, 'typed.ts'];
    const { status, stdout } = spawnSync(process.execPath, tsc, { cwd: embedder, encoding: 'utf8' });
    assert.equal(stdout, '', module);
    assert.equal(status, 0);
  }
});
