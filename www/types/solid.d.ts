/** `<draft-pane>` in the JSX of Solid: `import type {} from 'draftpane/types/solid'`. */
import type { JSX } from 'solid-js';
import type { DraftPane } from '../draft-pane.js';
import type { DraftPaneAttributes, DraftPaneListeners, DraftPaneProperties } from './tag.js';

type Props = JSX.HTMLAttributes<DraftPane> & DraftPaneAttributes & DraftPaneProperties & DraftPaneListeners<'on:'>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'draft-pane': Props;
    }
  }
}
