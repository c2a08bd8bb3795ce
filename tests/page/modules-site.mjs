/** Serves the modules of www/ as they are, and pages made for a test: how an embedder without a bundler has them. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** An address without a page: where pages go that are used again. */
const icon = '<svg xmlns="http://www.w3.org/2000/svg"/>';

/** The policy the project promises to work under. */
export const strict = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * Serves on a loopback port.
 * @param {Record<string, string | Buffer>} pages by path
 * @param {{ policy?: string, missing?: RegExp }} [options] `policy`: the Content-Security-Policy;
 *   `missing`: paths that are not found though they exist
 * @returns {Promise<{ url: string, requests: string[], close(): Promise<void> }>} `requests`: the paths asked for so far
 */
export async function serveModules(pages, { policy = strict, missing = /^$/ } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push(path);
    // The frames of diagrams and of the published view have policies of their own.
    if (!/\/(?:diagram|frame)\.html$/.test(path)) response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
    const file = normalize(path).startsWith('/node_modules/') ? join(root, path) : join(root, 'www', normalize(path));
    try {
      if (missing.test(path)) throw new Error('missing');
      response.end(pages[path] ?? (path === '/icon.svg' ? icon : await readFile(file)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => new Promise((closed) => (server.close(() => closed()), server.closeAllConnections())),
  };
}
