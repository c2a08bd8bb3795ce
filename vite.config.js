import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { offline } from './scripts/offline.mjs';

/** @param {string} path below the project's folder */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const policy = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

/** @type {Set<string> | null} */
let loaded = null;

/** Imports of `@codemirror/lang-markdown` that nothing on the page uses: the build drops them from the first load. */
const dropped = /@codemirror\/(?:autocomplete|lang-html)\//;

/** The modules that the page imports at once. @param {import('rollup').GetModuleInfo} infoOf */
function first(infoOf) {
  if (loaded) return loaded;
  loaded = new Set([at('www/app/main.js')]);
  for (const id of loaded) for (const imported of infoOf(id)?.importedIds ?? []) if (!dropped.test(imported)) loaded.add(imported);
  return loaded;
}

export default defineConfig({
  root: at('www'),
  plugins: [{
    name: 'policy',
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        // The frames of diagrams, of the published view and of the service worker's registration have their own.
        if (!/\/(?:(?:diagram|frame)[^/]*|offline)\.html$/.test(request.url ?? '')) response.setHeader('Content-Security-Policy', policy);
        next();
      });
    },
  }, {
    // Modules of which the page uses all, and languages a little. The languages get copies of their own, without the rest.
    // The editor takes commands and the grammar of Markdown from the first: code fences in Markdown, whose HTML has colours,
    // would bring HTML, CSS and JavaScript with it. The second has the suggestions, which a language in colours does not need.
    name: 'copies-for-languages',
    enforce: 'pre',
    async resolveId(source, importer) {
      const isCopied = (source === '@codemirror/lang-markdown' && importer?.includes('/language-data/'))
        || (source === '@codemirror/autocomplete' && importer?.includes('/@codemirror/lang-'));
      if (!isCopied) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && { id: `${found.id}?language`, moduleSideEffects: false };
    },
  }, offline()],
  // Relative addresses: the built page works under any path.
  base: './',
  // One page, no routes: what does not exist is not found.
  appType: 'mpa',
  build: {
    outDir: at('dist/site'),
    emptyOutDir: true,
    target: 'es2022',
    // Its short names suit brotli better than esbuild's: the first load is 3 % smaller.
    minify: 'terser',
    terserOptions: { compress: { passes: 2 } },
    rollupOptions: {
      input: [at('www/index.html'), at('www/offline.html')],
      output: {
        // The first load is one file: pieces that others share would be compressed apart, which costs 7 kB with brotli.
        onlyExplicitManualChunks: true,
        manualChunks: (id, { getModuleInfo }) => (first(getModuleInfo).has(id) ? 'page' : undefined),
      },
    },
    // Every browser that runs this page preloads modules by itself.
    modulePreload: { polyfill: false },
    // The fonts of formulas are files: the page's policy has no data: for fonts.
    assetsInlineLimit: 0,
    // The editor is one piece that the page needs at once.
    chunkSizeWarningLimit: 1000,
  },
  server: { host: '127.0.0.1' },
  preview: {
    host: '127.0.0.1',
  },
});
