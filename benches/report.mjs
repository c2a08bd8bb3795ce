/** Tables: printed, and saved in results.md, where each benchmark has a section of its own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/**
 * @typedef {object} Table
 * @property {string} title
 * @property {string} note The measured work, and its unit.
 * @property {string[]} columns
 * @property {string[][]} rows
 */

const HEAD = `# Benchmarks

Made by \`npm run bench\`. Only the ratios within one run mean something: absolute times move with the machine.
`;

/**
 * A section in Markdown, below a heading with the benchmark's name.
 * @param {string} name
 * @param {Table[]} tables
 * @param {string} circumstances the day, the machine, the kind of text
 */
export function section(name, tables, circumstances) {
  const shown = tables.map((table) => `**${table.title}.** ${table.note}\n\n${grid(table)}\n`);
  return [`## ${name}\n`, ...shown, `<sub>${circumstances}</sub>\n`].join('\n');
}

/**
 * Replaces the section of one benchmark in a file; the other sections stay.
 * @param {string} file
 * @param {string} text the new section
 * @param {string[]} names of all benchmarks, in order: a section with another name goes
 */
export function save(file, text, names) {
  const old = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';
  const sections = [...old.split(/^(?=## )/m), text].filter((part) => part.startsWith('## '));
  // A later section of the same name replaces the earlier one.
  const byName = new Map(sections.map((part) => [part.slice(3, part.indexOf('\n')).trim(), part.trimEnd()]));
  const sorted = names.flatMap((name) => byName.get(name) ?? []);
  writeFileSync(file, `${[HEAD.trimEnd(), ...sorted].join('\n\n')}\n`);
}

/** A table in Markdown, its columns aligned for the eye. @param {Table} table */
export function grid({ columns, rows }) {
  const widths = columns.map((column, at) => Math.max(3, ...[column, ...rows.map((row) => row[at])].map((cell) => cell.length)));
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const ruler = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(columns), ruler, ...rows.map(line)].join('\n');
}

/** The machine, in a few words. */
export function machine() {
  const [{ model }, ...others] = cpus();
  return `${model.trim() || process.arch}, ${others.length + 1} cores, Node ${process.versions.node}`;
}

/** The peers with the versions that are installed: `marked 18.2.1, …`. */
export function peers() {
  const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const names = Object.keys(read('package.json').devDependencies);
  // `npm ci` installs exactly these versions, and the file is there before.
  const { packages } = read('package-lock.json');
  return names.map((name) => `${name} ${packages[`node_modules/${name}`].version}`).join(', ');
}
