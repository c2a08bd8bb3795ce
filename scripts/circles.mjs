/**
 * The gate that keeps circles out of the Rust core. In each folder of src/, a file and the folder of its own children count
 * as one module, and no two modules of a folder may use each other, directly or around. So no files use each other in a
 * circle, and no folders; only a parent and its own children may.
 *
 * Why not cargo-modules: it brings the whole of rust-analyzer, which takes a newcomer minutes to compile. CodeMirror's
 * grammar of Rust, already installed for the page, reads the paths; graphlib finds the circles.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Graph, alg } from '@dagrejs/graphlib';
import { parser } from '@lezer/rust';
import { note, root, Stop } from './run.mjs';
import { filesBelow } from './stamp.mjs';

/**
 * The paths in a Rust text that begin with `crate` or `super`, without those in unit tests.
 * @param {string} text
 * @returns {string[][]} the parts of each path
 */
export function pathsIn(text) {
  /** @type {string[]} */
  const tokens = [];
  parser.parse(text).iterate({
    enter(node) {
      const source = text.slice(node.from, node.to);
      if (/Comment$|String$|^Char$/.test(node.name)) return false;
      if (node.name === 'AttributeItem' && /^#\[cfg\(test\)\]/.test(source)) return false;
      if (node.node.firstChild === null) tokens.push(source);
      return undefined;
    },
  });
  /** @type {string[][]} */
  const paths = [];
  let at = 0;
  /** @param {string[]} before */
  const read = (before) => {
    const path = [...before];
    for (;;) {
      if (tokens[at] === '{') {
        at += 1;
        while (at < tokens.length && tokens[at] !== '}') {
          if (tokens[at] === ',') at += 1;
          else read(path);
        }
        at += 1;
        return;
      }
      path.push(tokens[at]);
      at += 1;
      if (tokens[at] !== '::') break;
      at += 1;
    }
    if (tokens[at] === 'as') at += 2;
    paths.push(path);
  };
  while (at < tokens.length) {
    const starts = tokens[at] === 'crate' || tokens[at] === 'super';
    if (starts && tokens[at + 1] === '::' && tokens[at - 1] !== '::') read([]);
    else at += 1;
  }
  return paths;
}

/**
 * The circles among the files of a crate.
 * @param {Map<string, string>} files the text of each, by its path below src/
 * @returns {string[]} one line for each circle
 */
export function circlesIn(files) {
  const moduleOf = (/** @type {string} */ file) =>
    file.replace(/\.rs$/, '').split('/').filter((part, at, all) => at < all.length - 1 || !['mod', 'lib'].includes(part));
  const known = new Set([...files.keys()].map((file) => moduleOf(file).join('/')));
  /** @type {Map<string, Graph>} the modules of each folder */
  const folders = new Map();
  /** @type {string[]} */
  const circles = [];
  for (const [file, text] of files) {
    const from = moduleOf(file);
    for (const path of from.length === 0 ? [] : pathsIn(text)) {
      const ups = path.findIndex((part) => part !== 'super');
      const start = path[0] === 'crate' ? [] : from.slice(0, from.length - ups);
      let to = [...start, ...path.slice(path[0] === 'crate' ? 1 : ups)];
      while (to.length > 0 && !known.has(to.join('/'))) to = to.slice(0, -1);
      // The root re-exports from everything.
      if (to.length === 0 && path[0] === 'crate') circles.push(`${file} uses ${path.join('::')} of lib.rs`);
      let shared = 0;
      while (shared < from.length && from[shared] === to[shared]) shared += 1;
      if (shared === from.length || shared === to.length) continue;
      const folder = from.slice(0, shared).join('/');
      const graph = folders.get(folder) ?? new Graph();
      folders.set(folder, graph);
      graph.setEdge(from[shared], to[shared], file);
    }
  }
  for (const [folder, graph] of folders) {
    for (const circle of alg.findCycles(graph)) {
      const inside = graph.edges().filter(({ v, w }) => circle.includes(v) && circle.includes(w));
      const uses = inside.map(({ v, w }) => `${v} → ${w} (in ${graph.edge(v, w)})`);
      circles.push(`src/${folder}: ${circle.length} modules in a circle: ${uses.join(', ')}`);
    }
  }
  return circles;
}

/** Stops when modules of the crate use each other in a circle, after listing the uses. */
export function findCircles() {
  const names = filesBelow('src').filter((file) => file.endsWith('.rs'));
  const circles = circlesIn(new Map(names.map((file) => [file.slice('src/'.length), readFileSync(join(root, file), 'utf8')])));
  circles.forEach((circle) => note(circle));
  if (circles.length > 0) throw new Stop('Modules use each other in a circle: move what both need into a module below them.');
}
