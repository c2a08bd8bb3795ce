/** Types that TypeScript cannot read from the comments of a class: the tag, and its events. */
import type { DraftPane, Problem } from '../draft-pane.js';
import type { HugoState, PlacedProblem } from '../live/types.js';
import type { Change, Diagnostic, FrontMatter, Patch } from '../engine.js';

/** The events of `<draft-pane>`, by name. */
export interface DraftPaneEventMap extends HTMLElementEventMap {
  'draft-update': CustomEvent<{ version: number; readonly patches: Patch[]; milliseconds: number }>;
  'draft-frontmatter': CustomEvent<{ frontMatter: FrontMatter }>;
  'draft-diagnostics': CustomEvent<{ diagnostics: Diagnostic[] }>;
  'draft-source': CustomEvent<{ from: number; to: number; caret: number; event: MouseEvent }>;
  'draft-hugo': CustomEvent<{ state: HugoState; problems: PlacedProblem[]; milliseconds: number }>;
  'draft-link': CustomEvent<{ url: string; from: number; to: number; event: MouseEvent }>;
  'draft-edit': CustomEvent<{ changes: Change[]; reason: string }>;
  'draft-problems': CustomEvent<{ problems: Problem[] }>;
  'draft-recovered': CustomEvent<object>;
}

declare module '../draft-pane.js' {
  interface DraftPane {
    addEventListener<Type extends keyof DraftPaneEventMap>(type: Type, listener: (this: DraftPane, event: DraftPaneEventMap[Type]) => unknown, options?: boolean | AddEventListenerOptions): void;
    addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
    removeEventListener<Type extends keyof DraftPaneEventMap>(type: Type, listener: (this: DraftPane, event: DraftPaneEventMap[Type]) => unknown, options?: boolean | EventListenerOptions): void;
    removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'draft-pane': DraftPane;
  }
}
