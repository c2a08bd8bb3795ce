/** Tables: printed, saved in results.json, and from there in results.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Table
 * @property {string} title
 * @property {string} note The measured work, and its unit.
 * @property {string[]} columns
 * @property {string[][]} rows
 *
 * @typedef {object} Result
 * @property {string} on The day, the machine and its programs, the kind of text.
 * @property {Table[]} tables
 */

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const [json, markdown] = [at('results.json'), at('results.md')];

/** @returns {Record<string, Result>} by the name of the benchmark */
const results = () => (existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : {});

/**
 * Keeps the tables of a benchmark in place of its last ones.
 * @param {string} name
 * @param {Result} result
 * @param {string[]} names of all benchmarks, in order
 */
export function keep(name, result, names) {
  const all = { ...results(), [name]: result };
  const sorted = names.flatMap((name) => (all[name] ? [[name, all[name]]] : []));
  writeFileSync(json, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  const text = names.flatMap((name) => all[name] ? [section(all[name])] : []).join('\n');
  writeFileSync(markdown, `# Benchmarks\n\nMade by \`npm run bench\`. Only the ratios within one run mean something: absolute times move with the machine.\n\n${text}`);
}

/** @param {Result} result */
const section = ({ tables, on }) => tables.map((table) => `**${table.title}.** ${table.note}\n\n${grid(table)}\n`).join('\n') + `\n<sub>${on}</sub>\n`;

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
