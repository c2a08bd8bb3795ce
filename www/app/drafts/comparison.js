/** Two texts side by side, with what differs marked. Loaded when it is first shown. */
import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { isDark } from '../ui/appearance.js';
import { sheets } from '../words/sheets.js';

const theme = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--ink)', fontSize: '0.8125rem' },
  '.cm-scroller': { fontFamily: 'ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace', lineHeight: '1.6' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none' },
  '.cm-collapsedLines': { background: 'var(--chrome)', color: 'var(--muted)', fontFamily: 'var(--sans)' },
});

/**
 * @param {HTMLElement} host an element of its own for each comparison
 * @param {{ text: string, label: string }} left
 * @param {{ text: string, label: string }} right
 * @returns {{ differences: number, end: () => void }} the count of passages that differ
 */
export function compare(host, left, right) {
  const side = (/** @type {{ text: string, label: string }} */ { text, label }) => ({
    doc: text,
    extensions: [
      EditorState.lineSeparator.of('\n'), EditorState.readOnly.of(true), EditorView.editable.of(false), EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }), EditorView.darkTheme.of(isDark()), theme,
      EditorState.phrases.of({ '$ unchanged lines': sheets.versions.unchanged }),
    ],
  });
  const root = host.attachShadow({ mode: 'open' });
  const view = new MergeView({
    a: side(left), b: side(right), parent: root, root, gutter: true,
    collapseUnchanged: { margin: 2, minSize: 6 }, diffConfig: { scanLimit: 500, timeout: 500 },
  });
  // It scrolls by itself: so the keyboard has to reach it.
  view.dom.tabIndex = 0;
  view.dom.role = 'group';
  view.dom.ariaLabel = `${left.label} – ${right.label}`;
  view.dom.style.height = '100%';
  return { differences: view.chunks.length, end: () => view.destroy() };
}
