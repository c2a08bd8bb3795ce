import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { offline } from './scripts/offline.mjs';

/** @param {string} path below the project's folder */
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const policy = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

export default defineConfig({
  root: at('www'),
  plugins: [{
    name: 'policy',
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        // The frames in which diagrams are drawn and the service worker is registered have their own.
        if (!/\/(?:diagram[^/]*|offline)\.html$/.test(request.url ?? '')) response.setHeader('Content-Security-Policy', policy);
        next();
      });
    },
  }, {
    // The editor takes commands and the grammar of Markdown from this module. Code fences in Markdown, whose HTML has colours,
    // get a copy of their own: otherwise HTML, CSS and JavaScript would be loaded with the editor.
    name: 'markdown-in-fences',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source !== '@codemirror/lang-markdown' || !importer?.includes('/language-data/')) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && `${found.id}?fence`;
    },
  }, offline()],
  // Relative addresses: the built page works under any path.
  base: './',
  // One page, no routes: what does not exist is not found.
  appType: 'mpa',
  build: {
    outDir: at('dist/site'),
    emptyOutDir: true,
    rollupOptions: { input: [at('www/index.html'), at('www/offline.html')] },
    target: 'es2022',
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
