/** A project that uses the package as it would be published: packed, and installed from the tarball in an empty folder. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** npm, as this process can start it. @param {string[]} args @param {string} cwd */
function npm(args, cwd) {
  const path = process.env.npm_execpath;
  return execFileSync(path ? process.execPath : 'npm', path ? [path, ...args] : args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** A bundler, of those installed beside this file. @param {string} name @returns {Promise<any>} */
export const bundler = async (name) => import(pathToFileURL(require.resolve(name)).href);

/**
 * @param {Record<string, string>} files by path
 * @returns {{ folder: string, remove(): void }}
 */
export function makeProject(files) {
  const folder = mkdtempSync(join(tmpdir(), 'draftpane-embedder-'));
  const tarball = npm(['pack', join(root, 'dist'), '--silent'], folder).trim();
  write(folder, { 'package.json': '{ "name": "embedder", "private": true, "type": "module" }', ...files });
  npm(['install', `./${tarball}`, '--no-audit', '--no-fund', '--ignore-scripts'], folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param {string} folder @param {Record<string, string>} files */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const types = /** @type {Record<string, string>} */ ({
  '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm',
});

/** The policy that the package promises to work under. */
const POLICY = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * Serves a folder, and counts what is fetched.
 *
 * @param {string} folder
 * @param {{ policy?: string }} [options]
 */
export async function serve(folder, { policy = POLICY } = {}) {
  /** @type {Map<string, number>} */
  const fetched = new Map();
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const bytes = readFileSync(file);
    if (/\.(js|wasm)$/.test(file)) fetched.set(path, brotliCompressSync(bytes).length);
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy });
    response.end(bytes);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    /** The size of everything fetched so far, in bytes with brotli. */
    size: () => [...fetched.values()].reduce((sum, bytes) => sum + bytes, 0),
    close: () => new Promise((closed) => (server.close(() => closed(null)), server.closeAllConnections())),
  };
}

/** Every file below a folder. @param {string} folder @returns {string[]} */
export const filesIn = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
