/**
 * Messages for developers, on the console: each once.
 *
 * @module
 */

/** @type {Set<string>} */
const said = new Set();

/**
 * @param {'warn' | 'error'} level
 * @param {string} message
 * @param {string} [about] the thing, where another place may say it in other words
 */
export function sayOnce(level, message, about = message) {
  if (said.has(about)) return;
  said.add(about);
  console[level](`draftpane: ${message}`);
}
