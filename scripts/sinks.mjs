/** The gate that keeps HTML sinks and code from strings out of src/ and www/: text of a post must never be parsed by the browser. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { note, root, Stop } from './run.mjs';
import { filesBelow } from './stamp.mjs';

// One list for both languages: js-sys and web-sys spell the same names in snake case or as types.
const sinks = [
  /\b(?:set_?)?(?:inner|outer)_?html\b/i,
  /\binsert_?adjacent_?html\b/i,
  /\bcreate_?contextual_?fragment\b/i,
  /\bset_?html(?:_?unsafe)?\b/i,
  /\bparse_?html(?:_?unsafe)?\b/i,
  /\b(?:dom_?parser|parse_?from_?string|xslt_?processor)\b/i,
  /\bdocument\s*\.\s*write(?:ln)?\b|\bwriteln?_(?:with|\d)/,
  /\b(?:set_?)?src_?doc\b/i,
  // One command inserts plain text, and no other way of a script to a text field can be undone.
  /\bexec_?command\b(?!(?:\?\.)?\('insertText', false, )/i,
  /\bcreate_?policy\b/i,
  /\beval\s*\(/,
  /(?<!fn )\bFunction\s*\(|\bFunction::new_/,
  /\bset(?:Timeout|Interval)\s*\(\s*['"`]/,
];

/** The frame of the published view parses the site's pages, in an origin of its own: there, in one file, and in the frame built from it. */
const isParser = /^www\/published\/(?:inside\/parse\.js|frame\.html)$/;

/**
 * The places in a text that name a sink.
 * @param {string} text
 * @returns {{ line: number, word: string }[]} lines from 1 on
 */
export function sinksIn(text) {
  return text.split('\n').flatMap((content, index) => {
    const word = sinks.map((sink) => content.match(sink)?.[0]).find(Boolean);
    return word ? [{ line: index + 1, word }] : [];
  });
}

/** Stops when a source file names a sink, after listing every place. */
export function findSinks() {
  const files = ['Cargo.toml', ...filesBelow('src'), ...filesBelow('www')].filter(
    (file) => /\.(rs|js|mjs|ts|html|toml)$/.test(file) && !file.startsWith('www/pkg/') && !isParser.test(file),
  );
  const places = files.flatMap((file) =>
    sinksIn(readFileSync(join(root, file), 'utf8')).map(({ line, word }) => `${file}:${line}: ${word}`),
  );
  for (const place of places) console.error(place);
  if (places.length > 0) throw new Stop('HTML sinks are not allowed: build nodes, attributes and text instead.');
  note(`none in ${files.length} files`);
}
