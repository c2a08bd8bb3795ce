import type { DraftPane } from 'draftpane/element';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

/** What React passes on: attributes as they are, properties of the element, and events by their names. */
type DraftPaneProps = DetailedHTMLProps<HTMLAttributes<DraftPane>, DraftPane> &
  Partial<Pick<DraftPane, 'editable' | 'options' | 'resolveUrl' | 'value'>> & {
    flavor?: 'hugo' | 'gfm' | 'commonmark';
    'front-matter'?: 'header' | 'table' | 'source' | 'hidden' | 'none';
    'ondraft-update'?: (event: CustomEvent) => void;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'draft-pane': DraftPaneProps;
    }
  }
}
