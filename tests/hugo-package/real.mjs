/**
 * How many real posts with shortcodes look in the live preview as Hugo makes them: layouts of our own for the names that the posts use
 * most, the outputs of Hugo as answers of the engine, and its HTML beside Hugo's `.Content`. By hand, as the posts are others':
 *
 *     DRAFTPANE_SHARED=FOLDER node tests/hugo-package/real.mjs [--all] [PART OF A PATH]
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Hugo } from '../../hugo/hugo.js';
import init, { parseData, render } from '../../www/engine.js';
import { Outputs } from '../../www/live/outputs.js';
import { shortcodesIn } from '../../www/live/shortcodes.js';
import { canonical } from '../hugo/canonical.mjs';
import { expected } from '../hugo/raw.mjs';
import { filesOf, textOf } from './sites.mjs';

const config = `baseURL = "https://example.org/"
refLinksErrorLevel = "WARNING"
disableKinds = ["404", "home", "rss", "sitemap", "taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
`;

/** Shortcodes as sites have them, in fewer words. @type {Record<string, string>} */
const layouts = {
  'def.html': '<dt id="{{ .Get "id" }}">{{ .Get "name" }}{{ with .Get "abbr" }} ({{ . }}){{ end }}</dt>\n<dd>\n\n{{ .Inner }}\n\n</dd>',
  'legacy-img.html': '<figure>\n<img src="/files/{{ .Get "src" }}" alt="{{ .Get "alt" }}">{{ with .Get "caption" }}\n<figcaption>{{ . | markdownify }}</figcaption>{{ end }}\n</figure>',
  'code-toggle.html': '{{ with .Get "file" }}<p><code>{{ . }}.toml</code></p>\n{{ end }}{{ transform.Highlight (trim .Inner "\\n\\r") "toml" }}',
  'alert.html': '<div class="alert alert-{{ .Get "color" | default "info" }}" role="alert">\n{{ with .Get "title" }}<h4 class="alert-heading">{{ . }}</h4>\n{{ end }}\n\n{{ .Inner }}\n\n</div>',
  'include.html': '{{ with site.GetPage (strings.TrimSuffix ".md" (.Get 0)) }}{{ .RenderShortcodes }}{{ end }}',
  'new-in.html': '{{ with .Inner }}<div class="new"><p>New in {{ $.Get 0 }}</p>{{ . | $.Page.RenderString (dict "display" "block") }}</div>{{ else }}<a href="https://example.org/v{{ .Get 0 }}">New in v{{ .Get 0 }}</a>{{ end }}',
  'img.html': '<div class="image"><img src="/img/{{ .Get "src" }}.png" alt="{{ .Get "alt" | default .Page.Title }}" width="300"></div>',
  'note.html': '<div class="note">\n<h4>{{ .Get "heading" | default (.Get 0 | default "note" | humanize) }}</h4>\n{{ .Inner | markdownify }}\n</div>',
  'img-right.html': '<div class="right"><img src="/img/{{ .Get "src" }}.png" alt=""></div>',
  'glossary-term.html': '[{{ .Get 0 }}](/glossary/#{{ .Get 0 | anchorize }})',
};
const names = new Set(Object.keys(layouts).map((file) => file.slice(0, -5)));
/** Hugo's own; those of other hosts are cards in a preview, and not compared. */
const embedded = new Set(['details', 'figure', 'highlight', 'param', 'ref', 'relref']);

const shared = process.env.DRAFTPANE_SHARED;
if (!shared || !existsSync(join(shared, 'posts'))) {
  console.log('DRAFTPANE_SHARED names no folder with posts.');
  process.exit(1);
}
const { values: { all }, positionals: [part = ''] } = parseArgs({ options: { all: { type: 'boolean', default: false } }, allowPositionals: true });

/** Where content lies in the folders of posts; one language is one site. */
const roots = readdirSync(join(shared, 'posts'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (entry.name === 'content' || entry.parentPath.endsWith('/content') && /^[a-z]{2}(-[a-z]+)?$/.test(entry.name)))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((folder, _, folders) => !folders.some((other) => other.startsWith(`${folder}/`) && !other.slice(folder.length + 1).includes('/')));

/** @param {string} text */
const namesIn = (text) => [...text.matchAll(/\{\{[<%]\s*([\w./-]+)/g)].map(([, name]) => name).filter((name) => !name.startsWith('/'));

/**
 * A browser ends a link around a block, and begins it again behind: a line break between tags is then a link of its own, in which a
 * reader sees nothing. @param {string} html
 */
const formOf = (html) => canonical(expected(html)).replace(/<a [^>]*>\s*<\/a>/g, '').replace(/(<a [^>]*>)\s+|\s+(<\/a>)/g, '$1$2').replace(/\s*\n\s*/g, '\n').split('\n');

await init();
const site = parseData(config, 'toml');
/** @type {Map<string, { posts: number, refused: number, incomplete: number, equal: number }>} */
const table = new Map();
const hugo = await Hugo.start();
for (const root of roots) {
  const name = root.slice(join(shared, 'posts').length + 1);
  const files = filesOf(root, 'content/');
  const posts = [...files.keys()].filter((path) => path.endsWith('.md') && `${name}/${path}`.includes(part) && namesIn(textOf(files, path)).some((one) => names.has(one)));
  for (const path of files.keys()) {
    const text = textOf(files, path);
    // A post that no layout is for is known to the others by its front matter.
    if (!namesIn(text).every((one) => names.has(one) || embedded.has(one))) files.set(path, text.replace(/^(---\n.*?\n---\n|\+\+\+\n.*?\n\+\+\+\n)?.*$/s, '$1'));
  }
  for (const [file, layout] of Object.entries(layouts)) files.set(`layouts/_shortcodes/${file}`, layout);
  files.set('hugo.toml', config);
  files.set('layouts/all.html', '{{ .Content }}');
  const row = { posts: 0, refused: 0, incomplete: 0, equal: 0 };
  await hugo.open(new Map([...files].map(([path, content]) => [path, content])));
  for (const path of posts) {
    const text = textOf(filesOf(root, 'content/'), path);
    if (!namesIn(text).every((one) => names.has(one) || embedded.has(one))) continue;
    const { content, problems } = await hugo.render(path, text);
    if (problems.some(({ severity }) => severity === 'error')) {
      row.refused++;
      if (all) console.log(`${name}/${path}: ${problems[0].message}`);
      continue;
    }
    // Some of the posts that they refer to are not among those here.
    if (problems.some(({ message }) => /REF_NOT_FOUND/.test(message))) {
      row.incomplete++;
      continue;
    }
    row.posts++;
    const { shortcodes } = await hugo.shortcodes(path, text);
    const outputs = new Outputs();
    outputs.learn('', shortcodes);
    const { html } = render(text, { flavor: 'hugo', site, answers: { shortcodes: outputs.for('', shortcodesIn(text)) } });
    const [ours, theirs] = [html, content].map(formOf);
    const at = ours.findIndex((line, n) => line !== theirs[n]);
    if (at < 0 && ours.length === theirs.length) row.equal++;
    else if (all) console.log(`${name}/${path}\n  ours   ${ours.slice(Math.max(0, at - 1), at + 3).join('⏎').slice(0, 300)}\n  Hugo's ${theirs.slice(Math.max(0, at - 1), at + 3).join('⏎').slice(0, 300)}`);
  }
  if (row.posts + row.refused > 0) table.set(name, row);
}
hugo.close();
console.table(Object.fromEntries(table));
const sum = (/** @type {'posts' | 'equal'} */ key) => [...table.values()].reduce((before, row) => before + row[key], 0);
console.log(`${sum('equal')} of ${sum('posts')} posts look as Hugo makes them (${(100 * sum('equal') / sum('posts')).toFixed(1)} %)`);
