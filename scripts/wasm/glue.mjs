/** The functions that a wasm imports from its glue, written by wasm-bindgen. */
const IMPORTED = /^ {8}(\w+): function\([^]*?^ {8}\},\n/gm;

/**
 * Whether a wasm runs with the glue of another build of the same source. That may have more: a build drops the imports that
 * only its dropped code needs.
 * @param {string} glue of the wasm
 * @param {string} other
 */
export function fits(glue, other) {
  const has = new Set(functions(other));
  return functions(glue).every((text) => has.has(text)) && glue.replace(IMPORTED, '') === other.replace(IMPORTED, '');
}

/** @param {string} glue */
const functions = (glue) => [...glue.matchAll(IMPORTED)].map(([text]) => text);
