/** `<draft-pane>` in Svelte 5: `import type {} from 'draftpane/types/svelte'`. */
import type { HTMLAttributes } from 'svelte/elements';
import type { DraftPane } from '../draft-pane.js';
import type { DraftPaneAttributes, DraftPaneListeners, DraftPaneProperties } from './tag.js';

type Props = HTMLAttributes<DraftPane> & DraftPaneAttributes & DraftPaneProperties & DraftPaneListeners<'on'>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'draft-pane': Props;
  }
}
