/**
 * Getting the wasm, and why it cannot be had.
 *
 * @module
 */

/** Not where it is imported: bundlers for browsers would look for it. */
const FILES = 'node:fs/promises';

const MANUAL = 'see "Bundlers" in the package\'s docs/embedding.md';

/**
 * The file of the wasm, to be compiled.
 *
 * @param {URL | Request} where
 * @returns {Promise<Response | BufferSource>}
 * @throws {TypeError} Says what to do about it.
 */
export async function reach(where) {
  if (where instanceof URL && where.protocol === 'file:') {
    // Node cannot fetch files.
    const files = /** @type {typeof import('node:fs/promises')} */ (await import(/* @vite-ignore */ /* webpackIgnore: true */ FILES));
    return files.readFile(where);
  }
  const url = where instanceof URL ? where.href : where.url;
  // In the server's code of Next; its `fetch` never answers for a second such address while pages are written by a build.
  if (!globalThis.location && !URL.canParse(url)) throw new TypeError(`the wasm cannot be fetched from ${url} on a server: import draftpane/inline first; ${MANUAL}`);
  const policy = watchPolicy();
  let response;
  try {
    response = await fetch(where);
  } catch (error) {
    // The page learns of the violation a moment later than of the failure.
    await new Promise((done) => setTimeout(done, 50));
    const why = error instanceof Error ? error.message : String(error);
    const needed = isOwn(url) ? "'self'" : new URL(url).origin;
    throw new TypeError(policy.violated()
      ? `the Content Security Policy of this page does not let the wasm be fetched from ${url}. Add ${needed} to its connect-src`
      : `the wasm cannot be fetched from ${url} (${why}). A server has to be there, and a Content Security Policy needs connect-src ${needed}`, { cause: error });
  } finally {
    policy.stop();
  }
  if (response.ok) return response;
  throw new TypeError(`the wasm is not at ${url}: the server answers ${response.status}. Have it serve draftpane/draftpane.wasm there, give its place to init(), or import draftpane/inline first; ${MANUAL}`);
}

/**
 * Makes of what the compiler says what the cause is.
 *
 * @param {unknown} error
 * @param {unknown} where
 */
export function explained(error, where) {
  // Servers answer with a page where a file is missing, as Vite does up to 7 while developing.
  if (!(error instanceof WebAssembly.CompileError) || !/magic/i.test(error.message)) return error;
  const place = where instanceof URL ? where.href : 'The given source';
  return new TypeError(`${place} is no wasm. If the server gives a page in its place, ${MANUAL}`, { cause: error });
}

/** Listens for requests that a policy forbids, where there are such events. */
function watchPolicy() {
  let violated = false;
  const { addEventListener, removeEventListener } = globalThis;
  /** @param {Event} event */
  const note = (event) => {
    if (/^connect-src|^default-src/.test(/** @type {SecurityPolicyViolationEvent} */ (event).effectiveDirective)) violated = true;
  };
  addEventListener?.call(globalThis, 'securitypolicyviolation', note);
  return { violated: () => violated, stop: () => removeEventListener?.call(globalThis, 'securitypolicyviolation', note) };
}

/** @param {string} url */
const isOwn = (url) => globalThis.location === undefined || new URL(url).origin === location.origin;
