/** The types of the packed package: under the strictest flags, in a worker, in the frameworks, and in every example of the manual. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeProject, write } from './project.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = join(root, 'node_modules/typescript/bin/tsc');

/** As strict as the compiler gets. */
const STRICT = {
  strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noPropertyAccessFromIndexSignature: true, noImplicitOverride: true,
  noImplicitReturns: true, noFallthroughCasesInSwitch: true, noUncheckedSideEffectImports: true, verbatimModuleSyntax: true, isolatedModules: true,
  skipLibCheck: false, noEmit: true, target: 'es2022', module: 'nodenext', lib: ['es2022', 'dom', 'dom.iterable'], types: [],
};

/** @type {ReturnType<typeof makeProject>} */
let project;
before(() => {
  project = makeProject({});
  for (const folder of ['node_modules', 'tests/package/node_modules']) {
    for (const name of ['@codemirror', '@lezer', 'codemirror', 'katex', 'monaco-editor', '@types/node', '@types/react', 'csstype', 'vue', '@vue', 'svelte', 'solid-js', 'undici-types']) {
      const [from, to] = [join(root, folder, name), join(project.folder, 'node_modules', name)];
      mkdirSync(dirname(to), { recursive: true });
      if (existsSync(from) && !existsSync(to)) symlinkSync(from, to, 'dir');
    }
  }
});
after(() => project?.remove());

/**
 * Compiles files in a folder of their own; answers what the compiler says of them and of the package.
 *
 * @param {string} name
 * @param {Record<string, string>} files
 * @param {object} [options]
 */
function compile(name, files, options = {}) {
  const folder = join(project.folder, name);
  write(folder, { ...files, 'tsconfig.json': JSON.stringify({ compilerOptions: { ...STRICT, ...options }, include: ['.'] }), 'package.json': '{ "type": "module" }' });
  const { stdout } = spawnSync(process.execPath, [tsc, '--project', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
  // Not what it says of the types of others.
  return stdout.split(/\n(?!\s)/).filter((line) => line && (!line.includes('node_modules/') || line.includes('node_modules/draftpane/')));
}

test('the strictest flags', () => {
  assert.deepEqual(compile('strict', {
    'main.ts': `import init, { Draft, parseData, render, type Change, type Diagnostic, type Options } from 'draftpane';
import { DraftPane, type DraftPaneEventMap, type DraftView } from 'draftpane/element';
import { Applier } from 'draftpane/apply';
import fast from 'draftpane/fast';
import inline from 'draftpane/inline';
import { renderToString } from 'draftpane/server';
import { Site, type Post } from 'draftpane/site';
import { connect, draftPane } from 'draftpane/codemirror';
import { connect as connectMonaco } from 'draftpane/monaco';
import { connect as connectField } from 'draftpane/textarea';
import { code } from 'draftpane/enhance/code';
import { math } from 'draftpane/enhance/math';
import { diagram } from 'draftpane/enhance/diagram';
import { setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import * as monaco from 'monaco-editor';
const pane = new DraftPane();
const options: Options = { site: parseData('', 'toml') };
const view: DraftView | null = pane.draft;
// @ts-expect-error: it can only be read
view?.append('x');
// @ts-expect-error: it can only be read
view?.edit([]);
const diagnostic: Diagnostic | undefined = view?.diagnostics[0];
const place: 'frontMatter' | 'body' | undefined = diagnostic?.in;
const changes: Change[] = diagnostic?.fix?.changes ?? [];
pane.append('more');
new Applier(document.body).apply(new Draft('a').patches);
const listener = ({ detail }: DraftPaneEventMap['draft-diagnostics']) => detail.diagnostics.map(({ endLine, endColumn }) => endLine + endColumn);
pane.addEventListener('draft-diagnostics', listener);
const editor = new EditorView({ extensions: draftPane(pane, { setDiagnostics }) });
const disconnects: (() => void)[] = [connect(editor, pane, { setDiagnostics, scroll: false }), connectMonaco(monaco.editor.create(document.body), pane, { monaco }), connectField(document.createElement('textarea'), pane, { clickToSource: 'modifier' })];
const open = async (folder: FileSystemDirectoryHandle, files: FileList, contents: Map<string, string | Uint8Array>) => {
  const site = await Site.open(folder, { environment: 'staging', onprogress: (done, all) => done / all });
  const [post]: Post[] = [...site.posts, ...(await Site.open(files)).posts, ...(await Site.open(contents)).posts];
  if (post) [pane.options, pane.resolveUrl] = [site.options(post.path), site.resolveUrl(post.path)];
};
pane.enhance('code', code());
pane.enhance('math', math());
pane.enhance('diagram', diagram({}), { languages: ['dot'] });
export const all = [init, inline, fast, open, render('', options), renderToString('', { locale: 'en' }), place, changes, disconnects];
`,
  }), []);
});

test('the engine in a worker, without the types of a page', () => {
  assert.deepEqual(compile('worker', {
    'worker.ts': `import init, { Draft, render, type Patch, type Update } from 'draftpane';
import fast from 'draftpane/fast';
import inline from 'draftpane/inline';
import { renderToString } from 'draftpane/server';
import { Site } from 'draftpane/site';
await init();
const site: Site = await Site.open(new Map([['hugo.toml', '']]));
const draft: Draft = new Draft('a');
const update: Update = draft.edit({ from: 0, insert: 'b' });
const patches: Patch[] = draft.patches;
postMessage({ patches: update.patches, first: patches, html: render('a').html, block: draft.blockAt(0), status: draft.statusAt() });
export const all = [inline, fast, renderToString, site];
// @ts-expect-error: there is no page
document.body;
`,
  }, { lib: ['es2022', 'webworker'] }), []);
});

const uses = `
    <draft-pane flavor="gfm" front-matter="table" content-class="post" value="# A" options={{ images: 'ask' }} editable streaming site={null} hugo={null} path="content/a.md" view="published" styles={['/a.css']} BEFOREupdate={({ detail }) => detail.version.toFixed()} />;
`;
const wrong = `
    // @ts-expect-error: not a view
    <draft-pane view="publish" />;
    // @ts-expect-error: not a flavor
    <draft-pane flavor="markdown" />;
    // @ts-expect-error: not a text
    <draft-pane value={1} />;
`;

test('the tag in React', () => {
  assert.deepEqual(compile('react', {
    'a.tsx': `import type { DraftPane } from 'draftpane/element';
import type {} from 'draftpane/types/react';
import { useRef } from 'react';
export function Post() {
  const pane = useRef<DraftPane>(null);
  ${uses.replace('BEFORE', 'ondraft-')}${wrong}
  return <draft-pane ref={pane} className="post" style={{ height: 200 }} ondraft-edit={({ detail: { changes } }) => pane.current?.edit(changes)} />;
}
`,
  }, { jsx: 'react-jsx' }), []);
});

test('the tag in Solid', () => {
  assert.deepEqual(compile('solid', {
    'a.tsx': `import type {} from 'draftpane/types/solid';
import type { DraftPane } from 'draftpane/element';
export function Post() {
  let pane!: DraftPane;
  ${uses.replace('BEFORE', 'on:draft-')}${wrong}
  return <draft-pane ref={pane} class="post" on:draft-edit={({ detail: { changes } }) => pane.edit(changes)} />;
}
`,
  }, { jsx: 'preserve', jsxImportSource: 'solid-js' }), []);
});

test('the tag in Svelte', () => {
  assert.deepEqual(compile('svelte', {
    'a.ts': `import type {} from 'draftpane/types/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';
export const props: SvelteHTMLElements['draft-pane'] = {
  flavor: 'gfm', 'front-matter': 'table', value: '# A', options: { images: 'ask' }, site: null, hugo: null, path: '', view: 'live', class: 'post',
  'ondraft-update': ({ currentTarget, detail }) => currentTarget.draft?.stats.words ?? detail.version,
};
// @ts-expect-error: not a flavor
props.flavor = 'markdown';
`,
  }), []);
});

test('the tag in Vue', () => {
  assert.deepEqual(compile('vue', {
    'a.ts': `import type {} from 'draftpane/types/vue';
import type { GlobalComponents } from 'vue';
type Tag = InstanceType<GlobalComponents['draft-pane']>;
export const props: Partial<Tag['$props']> = { flavor: 'gfm', 'front-matter': 'table', value: '# A', options: { images: 'ask' }, site: null, hugo: null, path: '', view: 'live', class: 'post' };
export function emit(tag: Tag, event: CustomEvent<{ changes: []; reason: string }>) {
  tag.$emit('draft-edit', event);
  // @ts-expect-error: no such event
  tag.$emit('draft-other', event);
}
// @ts-expect-error: not a flavor
props.flavor = 'markdown';
`,
  }), []);
});

/** The declarations that the examples rely on: the reader's page around them. */
const PREAMBLE = `import type { DraftPane } from 'draftpane/element';
import type { Change } from 'draftpane';
declare global {
  const pane: DraftPane;
  const text: string;
  const files: Map<string, string | Uint8Array>;
  const footer: HTMLElement;
  const router: { open(address: string | null): void };
  const editor: { apply(changes: Change[]): void; select(offset: number): void };
  function read(path: string): Promise<string>;
  interface ParentNode {
    querySelector(selector: 'draft-pane'): DraftPane;
    querySelector(selector: 'textarea'): HTMLTextAreaElement;
    querySelector(selector: '#editor' | '#preview'): HTMLElement;
  }
}
`;

test('every example of the manual', () => {
  /** @type {Record<string, string>} */
  const files = { 'around.d.ts': PREAMBLE };
  const texts = ['README.md', ...readdirSync(join(project.folder, 'node_modules/draftpane/docs')).map((name) => `docs/${name}`)];
  for (const name of texts) {
    const text = readFileSync(join(project.folder, 'node_modules/draftpane', name), 'utf8');
    const blocks = [...text.matchAll(/^```(js|ts|jsx|tsx|html)\n([^]*?)^```$/gm)].flatMap(([, language, code]) =>
      language === 'html' ? [...code.matchAll(/<script type="module">([^]*?)<\/script>/g)].map(([, script]) => ['ts', script]) : [[language, code]]);
    blocks.forEach(([language, code], at) => {
      // Those that import each other have names.
      const named = /^\/\/ (\w+)\.tsx?\n/.exec(code)?.[1] ?? `${name.replace(/\W/g, '_')}_${at + 1}`;
      files[`${named}.${language === 'tsx' ? 'tsx' : 'ts'}`] = `${code}\nexport {};\n`;
    });
  }
  assert.ok(Object.keys(files).length > 20);
  // They are JavaScript: what a listener or a worker is given has no types written beside it.
  const options = {
    noImplicitAny: false, jsx: 'react-jsx', types: ['node'],
    allowJs: true, paths: { 'draftpane-hugo': [join(root, 'hugo/hugo.js')] }, // another package, which may not be built
  };
  assert.deepEqual(compile('manual', files, options), []);
});
