/** `<draft-pane>` in the JSX of React 19: `import type {} from 'draftpane/types/react'`. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { DraftPane } from '../draft-pane.js';
import type { DraftPaneAttributes, DraftPaneListeners, DraftPaneProperties } from './tag.js';

type Props = DetailedHTMLProps<HTMLAttributes<DraftPane>, DraftPane> & DraftPaneAttributes & DraftPaneProperties & DraftPaneListeners<'on'>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'draft-pane': Props;
    }
  }
}
