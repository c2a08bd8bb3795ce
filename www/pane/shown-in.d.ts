import type { Options } from '../engine.js';
import type { LiveDraft } from './live-draft.js';
import type { Plain } from './plain.js';

/** The pane as its draft sees it. */
export interface Pane {
  element: HTMLElement;
  /** Where the blocks are shown. */
  body: HTMLElement;
  /** The text where there is no preview. */
  plain: Plain;
  /** How the text is to be read now. */
  settings(): Options;
  /** Whether remote images wait for a click. */
  holdsImages(): boolean;
  /** A draft is there, of which nothing is shown yet. */
  opened(): void;
  /** The first of it is in view. */
  shown(): void;
  /** No draft is shown any more. */
  stopped(): void;
  /** The preview changed; events follow. */
  updated(): void;
  /** The events of a change are dispatched. */
  told(): void;
  /** Some of what a server has written was taken over, or all. */
  adopted(all: boolean): void;
  frontMatterChanged(): void;
  /** There is no preview, or only the server's. */
  refused(error: unknown): void;
  /** The text takes the place of header and body. */
  hidden(): void;
  /** Dispatches an event. */
  tell(type: string, detail: object): void;
}

/** Shows the end of a text that arrives in chunks. */
export interface Stream {
  /** Begins with all of the text that is there. */
  begin(draft: LiveDraft, settings: Options): void;
  /** Shows the end again, after this text was added. */
  append(draft: LiveDraft, text: string): void;
  /** Shows the text as it is. */
  end(draft: LiveDraft | null): void;
}
