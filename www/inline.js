/**
 * The engine with its wasm inside of the module: there is no second file to
 * serve. Imported before `draftpane/element`, it serves the element, too.
 *
 * @module draftpane/inline
 */

import { bring } from './engine/instance.js';
import { unpack } from './engine/unpack.js';
import packed from './pkg/inline.js';

bring(() => unpack(packed));

export * from './engine.js';
export { default } from './engine.js';
