/** The site and the Hugo that a pane needs; `Site` of `draftpane/site` and `Hugo` of `draftpane-hugo` have it. */
import type { Options } from '../engine/types.js';

/** A Hugo site. */
export interface PostSite {
  readonly config: Record<string, unknown>;
  readonly environment?: string;
  options(path: string): Options;
  resolveUrl(path: string): (url: string, use: { kind: 'image' | 'link'; from: 'body' | 'frontMatter' }) => string | Promise<string>;
  filesForHugo(path: string): Promise<Map<string, string | Uint8Array>>;
  /** These two find the files of published pages. */
  publishedPath?(url: string, from?: string): string | null;
  publishedFile?(path: string, url: string): Promise<Blob | null>;
}

/** Something that Hugo reports. The place is null where Hugo names none; lines and columns count from 1, columns in bytes. */
export interface HugoProblem {
  severity: 'error' | 'warning';
  message: string;
  file: string | null;
  line: number | null;
  column: number | null;
}

/** A problem of Hugo, and where it is in the text of the pane, in UTF-16 code units; null for one elsewhere. */
export interface PlacedProblem extends HugoProblem {
  from: number | null;
  to: number | null;
}

/** A shortcode that stands in no other. `output`: null where it failed; `embedded`: Hugo's own. */
export interface RenderedShortcode {
  source: string;
  output: string | null;
  embedded: boolean;
}

/** An instance of Hugo. */
export interface Renderer {
  open(files: Map<string, string | Uint8Array>, options?: { environment?: string }): Promise<HugoProblem[]>;
  write(files: Map<string, string | Uint8Array | null>): Promise<void>;
  render(path: string, text: string): Promise<{ page: string; content: string; target?: string; problems: HugoProblem[]; milliseconds: number }>;
  shortcodes(path: string, text: string): Promise<{ shortcodes: RenderedShortcode[]; hooks: boolean; problems: HugoProblem[]; milliseconds: number }>;
  blocks(path: string, text: string, offsets: number[]): Promise<{ blocks: (string | null)[]; problems: HugoProblem[]; milliseconds: number }>;
  read(path: string): Promise<Uint8Array | null>;
  readonly memory: number;
  close(): void;
}

/**
 * `none`: no Hugo, or no path; `opening`: the site is read; `rendering`: the shortcodes of the text are; `ready`: they are shown;
 * `failed`: Hugo is gone, and the first of the problems says why.
 */
export type HugoState = 'none' | 'opening' | 'rendering' | 'ready' | 'failed';
