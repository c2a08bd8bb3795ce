/** `<draft-pane>` in the templates of Vue 3: `import type {} from 'draftpane/types/vue'`. */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { DraftPane } from '../draft-pane.js';
import type { DraftPaneAttributes, DraftPaneEvents, DraftPaneProperties } from './tag.js';

type Tag = new () => DraftPane & {
  /** Not there: templates are checked by it. */
  $props: HTMLAttributes & DraftPaneAttributes & DraftPaneProperties & PublicProps;
  /** Not there: templates are checked by it. */
  $emit: EmitFn<{ [Type in keyof DraftPaneEvents]: (event: DraftPaneEvents[Type]) => void }>;
};

declare module 'vue' {
  interface GlobalComponents {
    'draft-pane': Tag;
    DraftPane: Tag;
  }
}
