/** Turns a paste into a link of the selection, cells of a table, Markdown of rich text, or plain text. */
import { isolateHistory } from '@codemirror/commands';
import { EditorSelection } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { isAddress } from './formatting.js';
import { isLiteral } from './syntax.js';
import { fillTable, isInTable } from './table-keys.js';

/** @typedef {import('@codemirror/state').EditorState} EditorState */

/** Marks of Markdown that nobody writes otherwise. */
const markdown = /^(?:#{1,6} \S|```|~~~)|\*\*\S[^*\n]*\*\*|\[[^\]\n]+\]\([^)\s]+\)/m;
/** Elements and styles that say more than their text does. */
const meaning = /<(?:h[1-6]|b|strong|i|em|a|ul|ol|li|table|blockquote|img|code|pre|del|s|strike|hr)[\s>]|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|mso-list/i;
/** Coloured code, as editors copy it. */
const colouredCode = /^(?:<!--StartFragment-->|<\/?(?:html|head|body|meta)[^>]*>|\s)*<(?:div|pre)[^>]*style=["'][^>]*(?:font-family:[^;>]*(?:mono|consolas|menlo|courier))[^>]*>/i;
const spreadsheet = /content=["']?Excel\.Sheet|<google-sheets-html-origin|content=["']?LibreOffice[\s\S]*<table|content=["']?OpenOffice[\s\S]*<table/i;

/** Text that was pasted and waits for its Markdown. `isInside`: text followed it on its line. @type {{ view: EditorView, from: number, to: number, isInside: boolean } | null} */
let waiting = null;
/** Whether Shift asks for plain text. */
let isShift = false;

/**
 * @param {ClipboardEvent} event
 * @param {EditorView} view
 * @returns {boolean} whether it was dealt with
 */
function paste({ clipboardData }, view) {
  const { state } = view;
  const text = clipboardData?.getData('text/plain').replace(/\r\n?/g, '\n') ?? '';
  const html = clipboardData?.getData('text/html') ?? '';
  if (isShift || state.readOnly || state.selection.ranges.some(({ from, to }) => isLiteral(state, from) || isLiteral(state, to))) return false;
  if (linkSelection(view, text.trim())) return true;
  const isAlone = state.selection.ranges.length === 1;
  const isCell = isAlone && isInTable(state);
  const sheet = isAlone ? sheetOf(text, html, isCell) : null;
  if (isCell) {
    if (/^[ \t]*\|/.test(text)) return false;
    const cells = sheet ?? (text.trim().includes('\n') ? [[text]] : null);
    if (cells) fillTable(view, cells);
    return cells !== null;
  }
  if (sheet) {
    insertPlain(view, text);
    replace(view, async () => (await import('./table.js')).tableOf(sheet), true);
    return true;
  }
  if (!isAlone || !isRich(html, text)) return false;
  insertPlain(view, text);
  replace(view, async () => (await import('./rich.js')).markdownOf(html), false);
  return true;
}

/**
 * Makes the selected texts links to an address; a selected address is replaced as any text.
 * @param {EditorView} view
 * @param {string} url
 */
function linkSelection({ state, dispatch }, url) {
  const texts = state.selection.ranges.map(({ from, to }) => state.sliceDoc(from, to));
  if (!isAddress(url) || texts.some((text) => !text.trim() || text.includes('\n') || isAddress(text.trim()))) return false;
  const balanced = url.split('(').length === url.split(')').length;
  const address = balanced ? url : `<${url}>`;
  dispatch(state.update(state.changeByRange(({ from, to }) => ({
    changes: [{ from, insert: '[' }, { from: to, insert: `](${address})` }],
    range: EditorSelection.cursor(to + address.length + 4),
  })), { scrollIntoView: true, userEvent: 'input.paste' }));
  return true;
}

/** @param {string} html @param {string} text */
function isRich(html, text) {
  if (!html || !meaning.test(html) || colouredCode.test(html)) return false;
  const found = markdown.exec(text)?.[0];
  // An editor of Markdown copies the source as text, and as HTML the page made of it.
  return !found || html.replace(/<[^>]*>/g, '').includes(found);
}

/**
 * The cells of a sheet: rows of as many cells each, or one row of a spreadsheet.
 * @param {string} text
 * @param {string} html
 * @param {boolean} isCell whether a table takes the cells: then there is no doubt
 * @returns {string[][] | null}
 */
function sheetOf(text, html, isCell) {
  if (!text.includes('\t')) return null;
  const isSpreadsheet = isCell || spreadsheet.test(html);
  // The table of a page has links and marks, too.
  if (!isSpreadsheet && meaning.test(html)) return null;
  const rows = rowsOf(text);
  const [{ length }] = rows;
  if (length < 2 || rows.some((row) => row.length !== length)) return null;
  if (!isSpreadsheet && (rows.length < 2 || rows.every(([first]) => !first.trim()))) return null;
  return rows;
}

/** Tab-separated values; a cell with line breaks or tabs stands in quotes. @param {string} text */
function rowsOf(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, plain, end] of text.replace(/\n$/, '').matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g)) {
    rows[rows.length - 1].push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\n') rows.push([]);
    else if (end === '') break;
  }
  return rows;
}

/** @param {EditorView} view @param {string} text */
function insertPlain(view, text) {
  const { doc, selection: { main: { from, to } } } = view.state;
  const isInside = doc.sliceString(to, doc.lineAt(to).to).trim() !== '';
  view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.paste', scrollIntoView: true, annotations: isolateHistory.of('full') });
  waiting = { view, from, to: from + text.length, isInside };
}

/**
 * Puts Markdown in the place of the plain text, as a step of its own: undoing it gives the plain text.
 * @param {EditorView} view
 * @param {() => Promise<string>} make
 * @param {boolean} isBlock whether it is a block, even of one line
 */
async function replace(view, make, isBlock) {
  const own = waiting;
  if (!own) return;
  const plain = view.state.sliceDoc(own.from, own.to);
  const made = await make().catch(() => plain);
  const { from, to } = own;
  const { doc } = view.state;
  if (waiting !== own || doc.sliceString(from, to) !== plain) return;
  waiting = null;
  const insert = fitted(view.state, made, own, isBlock || /\n\n|\n[-#>|]|^(?:[-#>|] ?|\d+[.)] |```)/.test(made));
  if (insert === plain) return;
  const { head } = view.state.selection.main;
  view.dispatch({
    changes: { from, to, insert }, selection: head === to ? { anchor: from + insert.length } : undefined,
    scrollIntoView: true, userEvent: 'input.paste', annotations: isolateHistory.of('full'),
  });
}

/**
 * Markdown as it goes into a place: blocks apart from the text around them, and in the quote or the item that they come into.
 * @param {EditorState} state
 * @param {string} made
 * @param {{ from: number, to: number, isInside: boolean }} place
 * @param {boolean} isBlock
 */
function fitted({ doc }, made, { from, to, isInside }, isBlock) {
  const line = doc.lineAt(from);
  const before = doc.sliceString(line.from, from);
  if (!isBlock) {
    const plain = doc.sliceString(from, to);
    return (/^[ \t]*/.exec(plain)?.[0] ?? '') + made + (/\S([ \t]*)$/.exec(plain)?.[1] ?? '');
  }
  const [container, marker = ''] = /^[ \t>]*((?:[-+*]|\d{1,9}[.)])[ \t]+)?/.exec(before) ?? [''];
  const prefix = container.slice(0, container.length - marker.length) + ' '.repeat(marker.length);
  const lines = made.split('\n').map((each, index) => (index === 0 ? each : (prefix + each).trimEnd()));
  const isInText = before.length > container.length;
  const isBelowText = !isInText && !marker && line.number > 1 && !/^[\s>]*$/.test(doc.line(line.number - 1).text);
  const blank = prefix.trimEnd();
  const start = isInText ? `\n${blank}\n${prefix}` : isBelowText ? `\n${prefix}` : '';
  const last = doc.lineAt(to);
  const isAboveText = last.number < doc.lines && !/^[\s>]*$/.test(doc.line(last.number + 1).text) && !marker;
  return start + lines.join('\n') + (isInside ? `\n${blank}\n${prefix}` : isAboveText ? `\n${blank}` : '');
}

export const pasting = [
  EditorView.domEventHandlers({
    keydown(event) {
      isShift = event.shiftKey;
      return false;
    },
    keyup(event) {
      isShift = event.shiftKey;
      return false;
    },
    paste(event, view) {
      if (!paste(event, view)) return false;
      event.preventDefault();
      return true;
    },
  }),
  EditorView.updateListener.of(({ changes, docChanged, view }) => {
    if (!docChanged || waiting?.view !== view) return;
    // Text typed at either end is not part of the paste.
    Object.assign(waiting, { from: changes.mapPos(waiting.from, 1), to: changes.mapPos(waiting.to, -1) });
  }),
];
