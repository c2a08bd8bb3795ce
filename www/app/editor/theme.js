/** How the editor looks. Every colour is a custom property of page.css, so light and dark need no second theme. */
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const mono = 'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';

export const editorTheme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--editor)', fontSize: '0.9375rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: mono, lineHeight: '1.7', overflowX: 'hidden' },
  '.cm-content': { maxWidth: '46rem', padding: '1.5rem 0 50vh', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 1.5rem 0 0.5rem' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--active-line)' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--match)' },
  '.cm-searchMatch': { backgroundColor: 'var(--match)', outline: '1px solid var(--match-edge)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--selection)' },
  '.cm-specialChar': { color: 'var(--error)' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--muted)' },
  '.cm-gutter-lint': { width: '1.25rem' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0.6em 0.35rem 0' },
  '.cm-lint-marker': { content: 'normal', width: '0.55rem', height: '0.55rem' },
  '.cm-lint-marker-error': { borderRadius: '50%', backgroundColor: 'var(--error)' },
  '.cm-lint-marker-warning': { backgroundColor: 'var(--warning)', clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' },
  '.cm-lint-marker-info': { border: '2px solid var(--info)', borderRadius: '50%' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.25rem', padding: '0 0.25rem 0 0.5rem', fontSize: '0.8125rem' },
  '.cm-foldGutter': { width: '1rem' },
  '.cm-foldGutter .cm-gutterElement': { cursor: 'pointer', textAlign: 'center' },
  '.cm-fold-open': { opacity: '0' },
  '.cm-gutters:hover .cm-fold-open': { opacity: '1' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--hover)', border: '1px solid var(--control)', color: 'var(--ink)', padding: '0 0.375rem', margin: '0 0.25rem' },
  '.cm-dimmed, .cm-dimmed *': { color: 'var(--muted) !important' },
  '&.cm-typewriter .cm-content': { padding: '45vh 0 50vh' },
  '.cm-find-count': { display: 'inline-block', minWidth: '6rem', color: 'var(--muted)', fontVariantNumeric: 'tabular-nums' },
  '.cm-panels': { backgroundColor: 'var(--chrome)', color: 'var(--ink)', fontFamily: 'var(--sans)', fontSize: '0.8125rem' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '0.5rem 2rem 0.5rem 0.75rem' },
  '.cm-panel.cm-search :is(input, button, label)': { margin: '0.125rem 0.375rem 0.125rem 0', fontFamily: 'inherit' },
  '.cm-panel.cm-search label': { fontSize: '0.8125rem', whiteSpace: 'nowrap', display: 'inline-block', lineHeight: '1.5rem' },
  '.cm-panel.cm-search [type=checkbox]': { margin: '0 0.25rem 0 0', verticalAlign: '-0.125rem', accentColor: 'var(--accent)' },
  '.cm-panel.cm-search [name=close]': { fontSize: '1.25rem', color: 'var(--muted)', right: '0.5rem', width: '1.5rem', height: '1.5rem' },
  '.cm-textfield': {
    maxWidth: '100%',
    backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--control)', borderRadius: '4px',
    padding: '0.25rem 0.5rem', fontSize: '0.8125rem',
  },
  '.cm-button': {
    backgroundImage: 'none', backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--control)',
    borderRadius: '4px', padding: '0.25rem 0.625rem', fontSize: '0.8125rem',
  },
  '.cm-button:active': { backgroundImage: 'none', backgroundColor: 'var(--hover)' },
  '.cm-panel button:focus-visible, .cm-panel input:focus-visible, .cm-tooltip button:focus-visible': {
    outline: '2px solid var(--focus)', outlineOffset: '1px',
  },
  '@media (pointer: coarse)': {
    '.cm-textfield, .cm-button': { minHeight: '44px', minWidth: '44px' },
    '.cm-panel.cm-search label': { lineHeight: '44px' },
    '.cm-panel.cm-search [name=close]': { width: '44px', height: '44px', right: '0' },
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px',
    boxShadow: 'var(--shadow)', overflow: 'hidden',
  },
  '.cm-tooltip-lint': { fontFamily: 'var(--sans)', fontSize: '0.8125rem', maxWidth: 'min(30rem, calc(100vw - 1rem))', overflowWrap: 'anywhere' },
  '.cm-diagnostic': { padding: '0.5rem 0.75rem', borderLeftWidth: '3px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--error)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warning)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--info)' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent)', color: 'var(--on-accent)', borderRadius: '4px', padding: '0.2rem 0.5rem', cursor: 'pointer',
  },
});

export const highlightStyle = HighlightStyle.define([
  { tag: tags.heading1, fontWeight: '700', color: 'var(--syntax-heading)', fontSize: '1.15em' },
  { tag: tags.heading2, fontWeight: '700', color: 'var(--syntax-heading)', fontSize: '1.08em' },
  { tag: [tags.heading, tags.definition(tags.propertyName), tags.propertyName], fontWeight: '600', color: 'var(--syntax-heading)' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--syntax-link)' },
  { tag: tags.url, color: 'var(--syntax-url)' },
  { tag: [tags.monospace, tags.literal], color: 'var(--syntax-code)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--syntax-string)' },
  { tag: [tags.keyword, tags.atom, tags.bool, tags.number], color: 'var(--syntax-atom)' },
  { tag: tags.quote, color: 'var(--syntax-quote)', fontStyle: 'italic' },
  { tag: [tags.comment, tags.meta, tags.processingInstruction, tags.contentSeparator, tags.labelName, tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--syntax-mark)' },
  { tag: tags.invalid, color: 'var(--error)' },
]);
