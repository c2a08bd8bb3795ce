/**
 * The layers of www/, read by dependency-cruiser in `npm run check`. A part may import those that its line names, which stand
 * above it: so no circle between folders can come to be. Imports of types count.
 */
/** @type {Record<string, string>} */
const parts = {
  pkg: '^www/pkg/',
  base: '^www/base/',
  engine: '^www/engine(\\.js$|/)',
  pane: '^www/(pane/(?!events\\.d\\.ts$)|pane\\.css\\.js$|header\\.js$)',
  // Events are declared into the module of the element, as TypeScript has it: the one circle, of types alone.
  element: '^www/(draft-pane\\.js|pane/events\\.d\\.ts)$',
  published: '^www/published/(?!inside/)',
  stream: '^www/stream/',
  inside: '^www/published/inside/',
  connect: '^www/connect/',
  enhance: '^www/enhance/',
  apply: '^www/apply(\\.js$|/)',
  server: '^www/server(\\.js$|/)',
  live: '^www/(hugo\\.js$|live/)',
  site: '^www/(site\\.js$|hugo-site/)',
  inline: '^www/inline\\.js$',
  fast: '^www/fast\\.js$',
  types: '^www/types/',
};

/** The folders of the page, from the lowest floor to the highest: each may import those before it. */
const floors = {
  app: '^www/app/(words/|styles/|(?!main\\.js)[^/]+$)',
  ...Object.fromEntries(['ui', 'editor', 'store', 'files', 'drafts', 'preview', 'exporting', 'opening', 'offline'].map((name) => [name, `^www/app/${name}/`])),
  'open site': '^www/app/site/',
  main: '^www/app/main\\.js$',
};
Object.assign(parts, floors);

/** @type {[part: string, mayImport: string[], why: string][]} */
const layers = [
  ['base', [], 'base/ holds what every part may use, and uses none.'],
  ['engine', ['pkg', 'base'], 'The engine knows neither the element nor its page.'],
  ['live', ['engine', 'base'], 'The part that works with Hugo is given a pane, a site and a Hugo, and knows their types alone.'],
  ['pane', ['live', 'engine', 'base'], 'A part of the element knows neither the element nor what is joined to it.'],
  ['inside', [], 'The script of the frame is built into one file, and needs nothing of the page around.'],
  ['published', ['inside', 'pane', 'live', 'engine', 'base'], 'The published view is a part of the element that is loaded when it is wanted.'],
  ['stream', ['pane', 'engine', 'base'], 'The part that shows a text while it arrives is loaded when it is wanted.'],
  ['element', ['stream', 'published', 'pane', 'live', 'engine', 'base'], 'The element is the top of the package: nothing is joined to it from inside.'],
  ['connect', ['element', 'engine', 'base'], 'An adapter is given an element, and never imports its parts.'],
  ['enhance', ['element', 'base'], 'An enhancement is given a block, and never imports the parts of the element.'],
  ['apply', ['engine', 'base'], 'Applying patches needs the types of the engine, and checks of values.'],
  ['server', ['pkg', 'fast', 'pane', 'live', 'engine', 'base'], 'The server brings its own wasm, and renders the parts of the element.'],
  ['site', ['engine', 'base'], 'A site is read without the element: it needs the engine for front matter and data.'],
  ['inline', ['pkg', 'engine'], 'inline.js brings the wasm inside of a module.'],
  ['fast', ['engine'], 'fast.js says where the wasm built for speed is.'],
  ['types', ['element', 'pane', 'engine'], 'Types of the tag follow the element.'],
  ...Object.keys(floors).map((name, floor, names) => /** @type {[string, string[], string]} */ ([
    name, ['element', 'connect', 'enhance', 'base', ...name === 'open site' ? ['site', 'live'] : [], ...names.slice(0, floor)],
    'The page reaches the engine through the element, and a folder of the page imports only those on the floors below.',
  ])),
];

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'No file is reached again by its own imports.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { pathNot: '^www/pane/events\\.d\\.ts$' } },
    },
    ...layers.map(([part, mayImport, comment]) => ({
      name: part,
      comment,
      severity: 'error',
      from: { path: parts[part] },
      to: { path: '^www/', pathNot: [part, ...mayImport].map((name) => parts[name]) },
    })),
    {
      name: 'in-a-layer',
      comment: 'Every file belongs to a part in scripts/layers.cjs.',
      severity: 'error',
      from: { path: '^www/', pathNot: Object.values(parts) },
      to: {},
    },
  ],
  options: {
    exclude: { path: '^www/public/' },
    doNotFollow: { path: ['node_modules', parts.pkg] },
    detectJSDocImports: true,
    tsPreCompilationDeps: true,
  },
};
