/** The attributes and properties that frameworks may write on `<draft-pane>`. */
import type { DraftPane, DraftPaneEventMap } from '../draft-pane.js';

export interface DraftPaneAttributes {
  flavor?: 'hugo' | 'gfm' | 'commonmark' | undefined;
  'front-matter'?: 'header' | 'table' | 'source' | 'hidden' | 'none' | undefined;
  'content-class'?: string | undefined;
}

/** Properties of the element, which frameworks set as such. */
export type DraftPaneProperties = {
  [Name in 'editable' | 'hugo' | 'options' | 'path' | 'resolveUrl' | 'site' | 'streaming' | 'styles' | 'value' | 'view']?: DraftPane[Name] | undefined;
};

export type DraftPaneEvents = {
  [Type in Extract<keyof DraftPaneEventMap, `draft-${string}`>]: DraftPaneEventMap[Type];
};

/** Listeners, by the name of the event with something in front of it. */
export type DraftPaneListeners<Prefix extends string> = {
  [Type in keyof DraftPaneEvents as `${Prefix}${Type}`]?: ((event: DraftPaneEvents[Type] & { currentTarget: DraftPane }) => unknown) | undefined;
};
