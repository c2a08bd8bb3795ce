/**
 * One block that is, or will be, enhanced: the function's call, its last good result, and the problem.
 *
 * @module
 */

import { Surface } from './surface.js';

/** @typedef {'code' | 'math' | 'diagram'} Kind */

/**
 * @typedef {object} Block what is to be enhanced
 * @property {HTMLElement} element the engine's: the `<pre>` of code, or the element of a formula; to be looked at, not changed
 * @property {string} source
 * @property {string} language of a fence, in lower case, `''` where it has none; of a formula `math`
 * @property {boolean} display whether it is a block of its own, as a fence is, and not a part of a line
 * @property {ShadowRoot} output empty; what is put there by the time that the function is done is shown in the place of the
 *   source. Stylesheets can be adopted there
 * @property {AbortSignal} signal aborted when the source changed, or is gone: what the function still does is for nothing
 */

/** @typedef {() => void} CleanUp called when another result takes the place of this one, or none does */

/**
 * @callback Enhance
 * @param {Block} block
 * @returns {CleanUp | void | Promise<CleanUp | void>}
 * @throws what the author should be told: its `message` is shown below
 */

/** @typedef {{ kind: Kind, enhance: Enhance, languages: string[] }} Entry `languages`: of fences; none: any */
/** @typedef {Pick<Block, 'element' | 'source' | 'language' | 'display'>} Description */

/** One element that is, or will be, enhanced. */
export class Enhanced {
  /** @type {AbortController | null} */
  call = null;
  /** The last good result. @type {{ cleanUp: CleanUp | void, output: HTMLElement | null } | null} */
  result = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  due = undefined;
  /** @type {string | null} */
  problem = null;

  /**
   * @param {Entry} entry
   * @param {Description} description
   */
  constructor(entry, description) {
    this.entry = entry;
    this.description = description;
    this.surface = new Surface(description.element, !description.display);
  }

  /** Ends it, and leaves the element as the engine made it. */
  end() {
    this.call?.abort();
    clearTimeout(this.due);
    cleanUp(this.result?.cleanUp);
    this.result = null;
    this.surface.clear();
  }
}

/** Calls it; an error of the page's function is the page's. @param {CleanUp | void} cleanUp */
export function cleanUp(cleanUp) {
  try {
    if (typeof cleanUp === 'function') cleanUp();
  } catch (error) {
    reportError(error);
  }
}
