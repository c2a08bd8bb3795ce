/**
 * The engine in a build for speed, three times as large to download: the default in Node, Deno and Bun. Imported before
 * `draftpane/element`, it serves the element, too.
 *
 * @module draftpane/fast
 */

import { bring } from './engine/instance.js';

bring(() => new URL('./pkg/draftpane_fast_bg.wasm', import.meta.url));

export * from './engine.js';
export { default } from './engine.js';
