/** A table as text: its cells by GFM's rules, and its lines with straight columns. */
import { eastAsianWidth } from 'get-east-asian-width';

/** @typedef {'left' | 'center' | 'right' | ''} Align */
/** @typedef {{ from: number, to: number }} Span where the text of a cell is in its line, without the blanks around it */

/** Lines that would be longer are not aligned: the editor wraps them. */
const widest = 120;
const narrowest = 3;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Columns of a screen that a text takes. @param {string} text */
export function widthOf(text) {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (/^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u.test(segment)) continue;
    width += /\p{Emoji_Presentation}|\ufe0f/u.test(segment) ? 2 : eastAsianWidth(/** @type {number} */ (segment.codePointAt(0)));
  }
  return width;
}

/**
 * The cells of a row. Only a backslash keeps a pipe from ending a cell, in code, too.
 * @param {string} line
 * @returns {Span[]}
 */
export function cellsOf(line) {
  const end = line.trimEnd().length;
  let at = line.length - line.trimStart().length;
  if (line[at] === '|') at++;
  /** @type {Span[]} */
  const cells = [];
  let start = at;
  for (; at <= end; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '|' || (at === end && start < end)) {
      const text = line.slice(start, at);
      const from = start + text.length - text.trimStart().length;
      // The caret of an empty cell is after its first blank.
      const isEmpty = from === start + text.length;
      cells.push(isEmpty ? { from: Math.min(start + 1, at), to: Math.min(start + 1, at) } : { from, to: start + text.trimEnd().length });
      start = at + 1;
    }
  }
  return cells;
}

/** @param {string} line */
export const textsOf = (line) => cellsOf(line).map(({ from, to }) => line.slice(from, to));

/** @param {string} line the delimiter row @returns {Align[]} */
export const alignsOf = (line) => textsOf(line).map((cell) => {
  const [left, right] = [cell.startsWith(':'), cell.endsWith(':')];
  return left && right ? 'center' : left ? 'left' : right ? 'right' : '';
});

/** A text as it can stand in a cell. @param {string} text */
export const escaped = (text) => text.trim().replace(/\s*\n\s*/g, ' ').replace(/\\.|\|/gs, (found) => (found === '|' ? '\\|' : found));

/** How wide each column is. @param {string[][]} rows @param {number} columns */
export const widthsOf = (rows, columns) => Array.from({ length: columns }, (_, column) => (
  rows.reduce((width, row) => Math.max(width, widthOf(row[column] ?? '')), narrowest)
));

/**
 * The widths by which lines are aligned; null where the lines would be too long.
 * @param {number[]} widths
 */
export const fitting = (widths) => (widths.reduce((sum, width) => sum + width + 3, 1) > widest ? null : widths);

/**
 * @param {string[]} cells
 * @param {Align[]} aligns
 * @param {number[] | null} widths
 */
export function rowLine(cells, aligns, widths) {
  const texts = Array.from({ length: Math.max(cells.length, aligns.length) }, (_, column) => {
    const text = cells[column] ?? '';
    const rest = Math.max(0, (widths?.[column] ?? 0) - widthOf(text));
    const before = aligns[column] === 'right' ? rest : aligns[column] === 'center' ? Math.floor(rest / 2) : 0;
    return ' '.repeat(before) + text + ' '.repeat(rest - before);
  });
  return `| ${texts.join(' | ')} |`;
}

/** @param {Align[]} aligns @param {number[] | null} widths */
export function delimiterLine(aligns, widths) {
  const cells = aligns.map((align, column) => {
    const width = widths?.[column] ?? narrowest;
    const [left, right] = [align === 'left' || align === 'center' ? ':' : '', align === 'right' || align === 'center' ? ':' : ''];
    return left + '-'.repeat(width - left.length - right.length) + right;
  });
  return `| ${cells.join(' | ')} |`;
}

/** The lines of a whole table. @param {string[][]} rows the first is the header @param {Align[]} aligns */
export function tableLines(rows, aligns) {
  const widths = fitting(widthsOf(rows, aligns.length));
  const [header, ...body] = rows.map((cells) => rowLine(cells, aligns, widths));
  return [header, delimiterLine(aligns, widths), ...body];
}

/** Rows of cells as a table of their own. @param {string[][]} grid */
export function tableOf(grid) {
  const columns = Math.max(...grid.map((row) => row.length));
  return tableLines(grid.map((row) => row.map(escaped)), Array.from({ length: columns }, () => '')).join('\n');
}
