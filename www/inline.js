/**
 * The engine with its wasm inside of the module: there is no second file to
 * serve. Imported before `draftpane/element`, it serves the element, too.
 *
 * @module draftpane/inline
 */

import { bring } from './engine/instance.js';
import packed from './pkg/inline.js';

bring(async () => {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
});

export * from './engine.js';
export { default } from './engine.js';
