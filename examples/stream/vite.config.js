import { defineConfig } from 'vite';

// The examples share their packages, one folder up: there KaTeX's stylesheet and fonts are found while developing.
export default defineConfig({ cacheDir: '../node_modules/.vite-stream' });
