/** The data that cross the border between the engine and JavaScript. `tests/node/types.test.mjs` compares these types, field by field, with what the engine returns. */

/** An element of a page; where the types have none, as in a worker, any object. */
export type DomElement = typeof globalThis extends { Element: { prototype: infer Type } } ? Type : object;
/** A node of a page; where the types have none, as in a worker, any object. */
export type DomNode = typeof globalThis extends { Node: { prototype: infer Type } } ? Type : object;

export type Flavor = 'hugo' | 'gfm' | 'commonmark';

export interface Options {
  /** The Markdown dialect; `'hugo'` unless given. */
  flavor?: Flavor;
  /** How front matter is shown; `'none'`: not parsed, and `---` is a thematic break. `'header'` unless given. */
  frontMatter?: 'header' | 'table' | 'source' | 'hidden' | 'none';
  /** `'ask'`: in `<draft-pane>`, pictures from other hosts wait for a click; `'show'` unless given. */
  images?: 'show' | 'ask';
  /**
   * The configuration of a Hugo site, or the content of its `markup.toml`, parsed; posts are read by its rules. A
   * diagnostic names settings that are not supported. Only for the flavor `'hugo'`.
   */
  site?: object;
  /** Shortcodes of the site, by name, for the flavor `'hugo'`. */
  shortcodes?: Record<string, Shortcode>;
  /** The outputs that only the site knows, as those of real Hugo. */
  answers?: Answers;
}

/**
 * The outputs of shortcodes and blocks that only the site knows. Their HTML is filtered by the allowlist, as raw HTML is; a post
 * shows at most about 6.4 MB of HTML and 200 kB of Markdown from answers, and placeholders for the shortcodes after that.
 */
export interface Answers {
  /**
   * By the source of a whole shortcode that is in no other one, with its delimiters and its content. The output of `{{< … >}}` is
   * HTML, that of `{{% … %}}` Markdown. An array has one for each occurrence of the source in the post; its last one is for all
   * further occurrences. `shortcodes` of the options come first, answers before what the engine knows itself.
   */
  shortcodes?: Record<string, string | string[]>;
  /**
   * The HTML of whole blocks, by the source: that of the text from `from` to `to` of `blockAt()`, where blank lines around do not
   * matter; or an array, with that of each block of this source in the post, its last one for all further ones. The outline, the
   * diagnostics and the counts are those of the source.
   */
  blocks?: Record<string, string | string[]>;
}

/**
 * Makes Markdown of a shortcode's parameters, by name or by position, and of the text between its tags. Called once for
 * the same input. An error that it throws is reported as a diagnostic.
 */
export type Shortcode = (args: Record<string, string> | string[], inner: string) => string;

/** A replacement of text. Offsets are UTF-16 code units of the text before the change. */
export interface Change {
  from: number;
  /** `from` unless given. */
  to?: number;
  /** Nothing unless given. */
  insert?: string;
}

/** A change of the list of blocks. `before`: the block that the new one precedes; `null` appends. */
export type Patch =
  | { op: 'insert'; id: number; before: number | null; html: string }
  | { op: 'replace'; id: number; html: string }
  | { op: 'remove'; id: number };

export interface Update {
  /** Counts the edits of a draft. */
  version: number;
  /** From the blocks before to the blocks after; applied in order. */
  patches: Patch[];
  /** The stretch of the new text that was parsed again. */
  reparsed: { from: number; to: number };
}

/** An update as a `Draft` returns it: its patches are made when they are first read. */
export interface LiveUpdate extends Update {
  frontMatterChanged: boolean;
  diagnosticsChanged: boolean;
  /** The engine broke and was started again: the patches insert every block. */
  recovered: boolean;
  /** About how much memory unread patches hold, in bytes. */
  bytes: number;
  /** Releases that memory; the patches cannot be read afterwards. */
  free(): void;
}

/** A top-level block of the body. */
export interface Block {
  id: number;
  from: number;
  to: number;
  kind: string;
}

/** A top-level entry of the front matter. */
export interface Field {
  key: string;
  value: unknown;
  /** The start of the value in the document. */
  from: number;
  to: number;
  /** The start of the key in the document. */
  keyFrom: number;
  keyTo: number;
}

export interface FrontMatter {
  /** `null` where there is no front matter. */
  format: 'yaml' | 'toml' | 'json' | null;
  from: number;
  /** The start of the body. */
  to: number;
  data: Record<string, unknown>;
  /** In the order of the text. */
  fields: Field[];
  /**
   * Dates as Hugo reads them, or their fallbacks, in RFC 3339; without an offset where none is written.
   */
  dates: { date?: string; lastmod?: string; publishDate?: string; expiryDate?: string };
  /** The front matter cannot be read now: these are the last good values. */
  stale: boolean;
}

/** Whether a site publishes a post at some time. */
export interface Publication {
  status: 'draft' | 'scheduled' | 'expired' | 'published';
  /** The date behind the status, as in `FrontMatter.dates`; `null` for a draft, and where there is no date. */
  date: string | null;
  /** The time of the next change of the status without an edit, in milliseconds since 1970. */
  next: number | null;
}

export interface Diagnostic {
  severity: 'error' | 'warning' | 'info';
  code: string;
  message: string;
  from: number;
  to: number;
  /** Counted from 1. */
  line: number;
  /** In UTF-16 code units, counted from 1. */
  column: number;
  /** The line of `to`. */
  endLine: number;
  /** The column of `to`. */
  endColumn: number;
  /** The part of the post that the diagnostic is about. */
  in: 'frontMatter' | 'body';
  fix?: { title: string; changes: Change[] };
}

export interface Heading {
  level: number;
  text: string;
  id: string;
  from: number;
  to: number;
}

export interface Stats {
  words: number;
  readingMinutes: number;
  blocks: number;
}

/**
 * The beginning of the post by Hugo's rules: up to its divider `<!--more-->`, else the front matter's `summary`, else whole
 * blocks of at least 70 words.
 */
export interface Summary {
  html: string;
  /** Whether the post goes on after the summary. */
  truncated: boolean;
}

export interface Rendered {
  /** The body as the site would publish it. */
  html: string;
  frontMatter: FrontMatter;
  diagnostics: Diagnostic[];
  outline: Heading[];
  stats: Stats;
  summary: Summary;
}
