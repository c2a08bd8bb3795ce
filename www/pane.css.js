/**
 * The stylesheets of the shadow root.
 *
 * @module
 */

/** @type {WeakMap<Document, CSSStyleSheet[]>} */
const sheets = new WeakMap();

/**
 * Returns the stylesheets, which are made once for each document: a constructed sheet can be adopted
 * only in the document it was made for.
 *
 * @param {Document} document
 * @param {{ body?: boolean }} [options] `body`: whether the body has the pane's look; else only the header has
 * @returns {CSSStyleSheet[]}
 */
export function paneSheets(document, { body = true } = {}) {
  let made = sheets.get(document);
  if (!made) {
    made = [css, `@layer draftpane { ${look} }`, `@layer draftpane { @scope (:host > article > :is(header, .plain)) { ${look} } }`].map((text) => {
      const sheet = new (document.defaultView ?? globalThis).CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    sheets.set(document, made);
  }
  return [made[0], made[body ? 1 : 2]];
}

const css = /* css */ `
:host {
  --_font: var(--draft-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif);
  --_heading-font: var(--draft-heading-font, var(--_font));
  --_code-font: var(--draft-code-font, ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Liberation Mono", monospace);
  --_size: var(--draft-size, 1.0625rem);
  --_measure: var(--draft-measure, 68ch);
  --_padding: var(--draft-padding, clamp(1.25rem, 5%, 3.5rem));
  --_radius: var(--draft-radius, 0.5rem);
  --_text: var(--draft-text, light-dark(#22272e, #dfe3e8));
  --_heading: var(--draft-heading, light-dark(#14181d, #f3f5f7));
  --_strong: var(--draft-text, light-dark(#14181d, #f3f5f7));
  --_muted: var(--draft-muted, light-dark(#59636e, #9aa4af));
  --_background: var(--draft-background, light-dark(#ffffff, #16191d));
  --_surface: var(--draft-surface, light-dark(#f4f6f8, #1f242a));
  --_border: var(--draft-border, light-dark(#dce1e6, #333a42));
  --_accent: var(--draft-accent, light-dark(#0a5cb8, #7cb7ff));
  --_mark: var(--draft-mark, light-dark(#fff1b3, #5a4a0c));
  --_warning: var(--draft-warning, light-dark(#8a4b00, #f0b45e));
  --_code-comment: var(--draft-code-comment, light-dark(#68727d, #8b96a2));
  --_code-keyword: var(--draft-code-keyword, light-dark(#7b2d8b, #d6a4e6));
  --_code-string: var(--draft-code-string, light-dark(#1c6b3c, #8fd0a4));
  --_code-number: var(--draft-code-number, light-dark(#8a4b00, #e6b87f));
  --_code-name: var(--draft-code-name, light-dark(#0a5cb8, #7cb7ff));

  display: block;
  overflow: auto;
  overscroll-behavior: contain;
  background: var(--_background);
  color: var(--_text);
  font: 400 var(--_size) / 1.65 var(--_font);
  text-align: start;
  -webkit-text-size-adjust: none;
  text-size-adjust: none;
}
:host([hidden]), [hidden] { display: none !important; }
:host(:focus-visible) { outline: 2px solid var(--_accent); outline-offset: -2px; }
:host(:state(focus-visible)) { outline: 2px solid var(--_accent); outline-offset: -2px; }
:host(:state(focus-visible)) > article { outline: none; }

*, *::before, *::after { box-sizing: border-box; }

:host > article {
  max-width: calc(var(--_measure) + 2 * var(--_padding));
  margin-inline: auto;
  padding: var(--_padding) var(--_padding) calc(2 * var(--_padding));
  overflow-wrap: break-word;
}
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; border-radius: 2px; }

/* ---- Header ---------------------------------------------------------------------- */

/* Its classes are those of many sites: in a post they are nothing to the pane. */
:host > article > header {
  margin-block-end: 2.5rem;
  padding-block-end: 1.75rem;
  position: relative;
  border-block-end: 1px solid var(--_border);

  /* In the room below the header: it comes and goes while a field is half typed, and moves nothing. */
  .note {
    position: absolute;
    inset: calc(100% + 0.25rem) 0 auto;
    margin: 0;
    padding: 0.125rem 0.875rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    border-inline-start: 3px solid var(--_warning);
    border-radius: 0 var(--_radius) var(--_radius) 0;
    background: var(--_surface);
    color: var(--_warning);
    font-size: 0.875em;
    line-height: 1.45;
  }

  .hero { margin: 0 0 1.75rem; }
  .hero img { display: block; width: 100%; max-height: 26rem; object-fit: cover; border-radius: var(--_radius); }
  .hero:is([data-state="missing"], [data-state="waiting"]) img, .hero img:not([src]) { display: none; }
  .hero figcaption { display: none; }
  .hero:is([data-state="missing"], [data-state="waiting"]) figcaption {
    display: block;
    margin: 0;
    padding: 1.5rem 1rem;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.875em;
    line-height: 1.5;
    text-align: center;
  }
  .hero figcaption button { border: 1px solid var(--_border); border-radius: 0.25em; background: none; color: inherit; font: inherit; cursor: pointer; }
  .hero figcaption code { padding: 0; background: none; color: inherit; overflow-wrap: anywhere; }

  .kicker { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.5rem; margin-block-end: 0.75rem; }
  .badge, .chips li {
    display: inline-block;
    padding: 0.1875em 0.6875em;
    border: 1px solid transparent;
    border-radius: 999px;
    font-size: 0.75em;
    font-weight: 500;
    line-height: 1.5;
  }
  .badge { font-weight: 650; letter-spacing: 0.02em; }
  .badge[data-status] { border-color: currentColor; color: var(--_warning); background: color-mix(in srgb, var(--_warning) 9%, transparent); }
  .badge[data-status="scheduled"] { color: var(--_accent); background: color-mix(in srgb, var(--_accent) 9%, transparent); }
  .badge.pinned { border-color: currentColor; color: var(--_accent); background: color-mix(in srgb, var(--_accent) 9%, transparent); }
  .chips { display: flex; flex-wrap: wrap; gap: 0.375rem 0.5rem; margin: 0; padding: 0; list-style: none; }
  .chips li { max-width: 100%; margin: 0; }
  .categories li { background: color-mix(in srgb, var(--_accent) 11%, transparent); color: var(--_accent); font-weight: 600; }
  .tags { margin-block-start: 1rem; }
  .tags li { border-color: var(--_border); background: var(--_surface); color: var(--_muted); }

  .title {
    margin: 0;
    color: var(--_heading);
    font-family: var(--_heading-font);
    font-size: 2.125em;
    font-weight: 700;
    letter-spacing: -0.02em;
    line-height: 1.15;
    text-wrap: balance;
  }
  .title[data-empty] { color: var(--_muted); font-weight: 500; }
  .lead { margin: 0.75rem 0 0; color: var(--_muted); font-size: 1.0625em; line-height: 1.5; text-wrap: pretty; }
  .meta { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0; margin-block-start: 0.875rem; color: var(--_muted); font-size: 0.9375em; line-height: 1.5; }
  /* A dot before each item; the clip hides it where the item begins a line. */
  .meta { margin-inline-start: -1.1em; clip-path: inset(-1em -1em -1em 1.1em); }
  .meta:dir(rtl) { clip-path: inset(-1em 1.1em -1em -1em); }
  .meta > * { position: relative; padding-inline-start: 1.1em; }
  .meta > ::before { content: "·"; position: absolute; inset-inline-start: 0.4em; }
  .people { gap: 0; }
  .people li { padding: 0; border: 0; border-radius: 0; color: var(--_text); font-size: inherit; font-weight: 600; }
  .people li:not(:last-child)::after { content: ","; margin-inline-end: 0.35em; }

  .fields { margin: 1.5rem 0 0; font-size: 0.8125em; line-height: 1.55; }
  .title + .fields:first-child { margin-block-start: 0; }
  dl.fields { display: grid; grid-template-columns: minmax(0, max-content) minmax(0, 1fr); gap: 0.25rem 1.75rem; }
  dl.fields > div { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: baseline; }
  .fields dt, .fields th { color: var(--_muted); font-weight: 500; overflow-wrap: anywhere; }
  .fields dd { margin: 0; padding: 0; }
  .fields dd, .fields td { white-space: pre-wrap; overflow-wrap: anywhere; }
  .fields dt { margin: 0; max-width: 14rem; }
  .fields :is([data-type="boolean"], [data-type="number"], [data-type="list"], [data-type="map"]) { font-family: var(--_code-font); font-size: 0.9375em; }
  dl.fields :is([data-type="boolean"], [data-type="number"]) { justify-self: start; margin-inline-start: -0.4em; padding-inline: 0.4em; border-radius: 0.3em; background: var(--_surface); }
  .fields :is([data-type="null"], [data-type="empty"]) { color: var(--_muted); }
  table.fields { display: table; width: 100%; max-width: none; margin: 0; font-size: 0.875em; }
  table.fields th { width: 1%; min-width: 7em; max-width: 14rem; background: var(--_surface); overflow-wrap: break-word; }
  pre.source { margin: 0; }
}
:host > article > header[data-stale] > :not(.note) {
  --_text: var(--_muted);
  --_heading: var(--_muted);
  --_accent: var(--_muted);
  --_warning: var(--_muted);
  color: var(--_muted);
}
:host > article > header[data-stale] .hero img { filter: grayscale(1); opacity: 0.6; }
:host > article > header:has(> table, > pre) { margin-block-end: 2rem; padding: 0; border: 0; }

/* ---- What tells the author something, whatever the look -------------------------------- */

@media (forced-colors: none) {
  ::highlight(draftpane-comment), ::highlight(draftpane-meta) { color: var(--_code-comment); }
  ::highlight(draftpane-keyword) { color: var(--_code-keyword); }
  ::highlight(draftpane-string), ::highlight(draftpane-inserted) { color: var(--_code-string); }
  ::highlight(draftpane-number), ::highlight(draftpane-deleted) { color: var(--_code-number); }
  ::highlight(draftpane-name), ::highlight(draftpane-function), ::highlight(draftpane-property) { color: var(--_code-name); }
}

/* What an enhancement shows takes the place of the source; its box is the output's own. */
pre:has(> .enhanced[data-shown="output"]) { padding: 0; border: 0; background: none; font: inherit; white-space: normal; }
pre:has(> .enhanced[data-shown="output"]) > code { display: none; }
.enhanced[data-shown] { display: block; white-space: normal; }
.math-display[data-tex] { display: block; overflow-x: auto; overflow-y: hidden; }

[part~="body"] img[data-state] { display: inline-block; min-width: 6em; padding: 0.75em 1em; border: 1px dashed var(--_border); background: var(--_surface); color: var(--_muted); font-size: 0.875em; overflow-wrap: anywhere; }
[part~="body"] img[data-state="waiting"] { cursor: pointer; }
[part~="body"] :is(video, audio) { max-width: 100%; }
[part~="body"] :is(video, audio)[data-state="waiting"] { border: 1px dashed var(--_border); background: var(--_surface); cursor: pointer; }

/* Where the summary of the post ends: for the author alone. */
hr[data-more] { margin-block: 1.75em; overflow: visible; border-block-start: 1px dashed var(--_border); text-align: center; }
hr[data-more]::after { content: "end of the summary"; position: relative; inset-block-start: -0.8em; padding-inline: 0.75em; background: var(--_background); color: var(--_muted); font-size: 0.75em; line-height: 1.6; }

/* What only the site can show of a shortcode: its name, what it is given, and its content. */
div.shortcode { padding: 0.75rem 1rem; border: 1px dashed var(--_border); border-radius: var(--_radius); }
span.shortcode { padding: 0.1em 0.35em; border: 1px dashed var(--_border); border-radius: 0.3em; }
.shortcode-label { color: var(--_muted); font-family: var(--_code-font); font-size: 0.875em; font-weight: 600; overflow-wrap: anywhere; }
a.shortcode-label { color: var(--_accent); }
.shortcode-arguments { color: var(--_muted); font-family: var(--_code-font); font-size: 0.8125em; overflow-wrap: anywhere; }
.shortcode-card > .shortcode-arguments { font-family: inherit; font-size: 0.9375em; }
div:is(.shortcode-content, .shortcode-text) { margin-block-start: 0.625em; }
div.shortcode > :is(.shortcode-content, .shortcode-text) > :first-child { margin-block-start: 0; }
div.shortcode-text { white-space: pre-line; }
div.shortcode-text > * { margin-block-start: 0.625em; white-space: normal; }

/* ---- When there is no engine --------------------------------------------------------- */

[part~="body"][data-stale] { opacity: 0.5; }
:host > article > .plain > p { padding: 0.75rem 1rem; border: 1px solid var(--_border); border-inline-start: 3px solid var(--_warning); border-radius: var(--_radius); background: var(--_surface); font-size: 0.9375em; line-height: 1.5; }
:host > article > .plain > pre { white-space: pre-wrap; overflow-wrap: anywhere; }

:host > article > .notice {
  position: sticky;
  inset-block-end: 1rem;
  margin: 1rem 0 0;
  padding: 0.5rem 0.875rem;
  border: 1px solid var(--_border);
  border-inline-start: 3px solid var(--_warning);
  border-radius: var(--_radius);
  background: var(--_surface);
  font: 400 0.9375rem / 1.5 var(--_font);
  overflow-wrap: anywhere;
}

@media print {
  :host > article > .notice { display: none; }
  :host { overflow: visible; }
  :host > article { max-width: none; padding: 0; }
  .math-display[data-tex] { overflow: visible; }
  [part~="body"] a[href]:not([href^="#"])::after { content: " (" attr(href) ")"; display: var(--draft-link-address, none); overflow-wrap: anywhere; }
}

/* What a site says in a style of the cell, as strong as that nearly is. */
[part~="body"] :is(th, td)[align="center"] { text-align: center; }
[part~="body"] :is(th, td)[align="right"] { text-align: right; }
[part~="body"] :is(th, td)[align="left"] { text-align: left; }
`;

/** The look of a post, in a layer: what is not in one wins over it, the pane's own rules and those of the site. */
const look = /* css */ `
/* ---- Body ------------------------------------------------------------------------ */

/* The rhythm: one line of text between blocks, more above headings, tight below. */
[part~="body"] > * { margin-block: 0 1.25em; }
[part~="body"] > :last-child { margin-block-end: 0; }
[part~="body"] :is(li, dd, blockquote, details, section, div, figure, td) > :first-child { margin-block-start: 0; }
[part~="body"] :is(li, dd, blockquote, details, section, div, figure, td) > :last-child { margin-block-end: 0; }
p, ul, ol, dl, pre, table, blockquote, figure, details { margin-block: 0 1.25em; }

[part~="body"] :is(h1, h2, h3, h4, h5, h6) {
  margin-block: 1.9em 0.6em;
  color: var(--_heading);
  font-family: var(--_heading-font);
  font-weight: 700;
  letter-spacing: -0.011em;
  line-height: 1.25;
  text-wrap: balance;
  scroll-margin-block-start: 1rem;
}
[part~="body"] > :is(h1, h2, h3, h4, h5, h6):first-child { margin-block-start: 0; }
[part~="body"] h1 { font-size: 1.875em; letter-spacing: -0.02em; }
[part~="body"] h2 { font-size: 1.5em; letter-spacing: -0.016em; }
[part~="body"] h3 { font-size: 1.25em; }
[part~="body"] h4 { font-size: 1.0625em; }
[part~="body"] h5 { font-size: 0.9375em; }
[part~="body"] h6 { font-size: 0.875em; color: var(--_muted); }
[part~="body"] :is(h1, h2, h3, h4, h5, h6) + :is(h2, h3, h4, h5, h6) { margin-block-start: 0.9em; }

/* Each by the direction of its own words; lists, quotes and tables have theirs by the attribute. Code is code. */
:is(p, h1, h2, h3, h4, h5, h6, li, dt, dd, th, td, caption, figcaption, summary) { unicode-bidi: plaintext; }
:is(pre, code, kbd, samp) { direction: ltr; unicode-bidi: isolate; }
pre { text-align: left; }

a { color: var(--_accent); text-decoration-line: underline; text-decoration-thickness: 0.07em; text-underline-offset: 0.18em; text-decoration-color: color-mix(in srgb, currentColor 45%, transparent); }
a:hover { text-decoration-color: currentColor; }
strong, b { color: var(--_strong); font-weight: 650; }
del, s { color: var(--_muted); }
mark { padding: 0.05em 0.2em; border-radius: 0.2em; background: var(--_mark); color: inherit; }
small { font-size: 0.85em; }
sub, sup { font-size: 0.75em; line-height: 0; }
abbr[title] { text-decoration: underline dotted; cursor: help; }

ul, ol { padding-inline-start: 1.625em; }
li { margin-block: 0.25em; }
li::marker { color: var(--_muted); }
li:has(> p) { margin-block: 0.625em; }
li > p { margin-block: 0 0.625em; }
li > :is(ul, ol) { margin-block: 0.25em 0; }
li:has(> input[type="checkbox"]:first-child, > p:first-child > input[type="checkbox"]:first-child) { list-style: none; }
li input[type="checkbox"] {
  appearance: none;
  display: inline-grid;
  width: 1em;
  height: 1em;
  margin-block: 0;
  margin-inline: -1.525em 0.2em;
  border: 1.5px solid var(--_muted);
  border-radius: 0.25em;
  background: transparent;
  vertical-align: -0.125em;
}
li input[type="checkbox"]:checked { border-color: var(--_accent); background: var(--_accent); }
li input[type="checkbox"]:checked::before { content: ""; background: var(--_background); clip-path: polygon(14% 50%, 26% 38%, 42% 55%, 76% 20%, 88% 32%, 42% 80%); }
@media (forced-colors: active) { li input[type="checkbox"] { appearance: auto; } }
dt { color: var(--_strong); font-weight: 650; }
dt:not(:first-child) { margin-block-start: 0.875em; }
dd { margin: 0.25em 0 0; padding-inline-start: 1.25em; }

blockquote { margin-inline: 0; padding-inline-start: 1.25em; border-inline-start: 3px solid var(--_border); color: var(--_muted); }
blockquote :is(strong, b) { color: inherit; }

.markdown-alert { --_alert: var(--_accent); padding-inline-start: 1.25em; border-inline-start: 3px solid var(--_alert); color: inherit; }
.markdown-alert-tip { --_alert: light-dark(#1a7034, #56c271); }
.markdown-alert-important { --_alert: light-dark(#7343c9, #b494f7); }
.markdown-alert-warning { --_alert: var(--_warning); }
.markdown-alert-caution { --_alert: light-dark(#b3261e, #ff8a80); }
.markdown-alert-title { margin-block: 0 0.375em; color: var(--_alert); font-size: 0.9375em; font-weight: 650; }

code, kbd, samp, pre { font-family: var(--_code-font); font-variant-ligatures: none; tab-size: 4; }
code, samp { padding: 0.15em 0.35em; border-radius: 0.3em; background: var(--_surface); font-size: 0.875em; overflow-wrap: anywhere; }
pre {
  padding: 0.9375rem 1.125rem;
  overflow-x: auto;
  border: 1px solid var(--_border);
  border-radius: var(--_radius);
  background: var(--_surface);
  font-size: 0.875em;
  line-height: 1.55;
  overflow-wrap: normal;
}
h1 code, h2 code, h3 code, h4 code, h5 code, h6 code, th code { font-weight: inherit; }
pre code { padding: 0; background: none; font-size: inherit; overflow-wrap: normal; }
kbd { padding: 0.1em 0.4em; border: 1px solid var(--_border); border-block-end-width: 2px; border-radius: 0.3em; background: var(--_surface); font-size: 0.8125em; }

/* As wide as it must be, and no wider than the text: then it scrolls by itself. */
table { display: block; width: max-content; max-width: 100%; overflow-x: auto; border-collapse: collapse; font-size: 0.9375em; line-height: 1.5; font-variant-numeric: tabular-nums; }
th, td { padding: 0.5em 0.875em; border-block-end: 1px solid var(--_border); text-align: start; vertical-align: top; }
thead th { border-block-end-width: 2px; color: var(--_strong); font-weight: 650; white-space: nowrap; vertical-align: bottom; }

img, video, svg { max-width: 100%; height: auto; }
[part~="body"] img { border-radius: calc(var(--_radius) / 2); vertical-align: middle; }
caption { padding-block-end: 0.5em; color: var(--_muted); font-size: 0.9375em; text-align: start; }
figcaption { margin-block-start: 0.625em; color: var(--_muted); font-size: 0.875em; line-height: 1.5; }
figure { margin-inline: 0; }
hr, [part~="body"] > hr { height: 0; margin-block: 2.5em; border: 0; border-block-start: 1px solid var(--_border); }
details { padding: 0.625em 1em; border: 1px solid var(--_border); border-radius: var(--_radius); }
summary { cursor: pointer; font-weight: 600; }
details[open] > summary { margin-block-end: 0.75em; }

.footnotes { margin-block-start: 3em; color: var(--_muted); font-size: 0.875em; }
.footnotes hr { margin-block: 0 1.25em; }
section.footnotes { border-block-start: 1px solid var(--_border); padding-block-start: 1.25em; }
.footnote-ref { text-decoration: none; font-variant-numeric: tabular-nums; }

/* A sheet scrolls nothing: code breaks its lines, and a table repeats its head on each sheet. */
@media print {
  h1, h2, h3, h4, h5, h6, summary, dt, caption { break-inside: avoid; break-after: avoid; }
  pre, code { white-space: pre-wrap; overflow-wrap: anywhere; }
  pre { overflow: visible; }
  table { display: table; overflow: visible; }
  thead th { white-space: normal; }
  td { overflow-wrap: anywhere; }
  pre { orphans: 4; widows: 4; }
  thead, tbody > tr:first-child { break-after: avoid; }
  tbody > tr:last-child { break-before: avoid; }
  tr, img, figure, pre:has(> .enhanced), .math-display { break-inside: avoid; }
  [part~="body"] img { max-height: 24cm; object-fit: contain; }
}
`;

/** The text of both, for who cannot adopt sheets. */
export const paneCss = `${css}@layer draftpane {${look}}\n`;
