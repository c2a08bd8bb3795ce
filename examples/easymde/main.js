import 'draftpane/element';
import EasyMDE from 'easymde';
import 'easymde/dist/easymde.min.css';
import 'font-awesome/css/font-awesome.css';
import post from '../shared/post.md?raw';
import '../shared/page.css';
import './editor.css';

const editor = new EasyMDE({
  element: document.querySelector('textarea'),
  initialValue: post,
  // The preview gets its text here, for the eye in the toolbar as for the columns. Null: there is no HTML to set.
  previewRender(text, preview) {
    paneIn(preview).value = text;
    return null;
  },
  maxHeight: 'var(--editor-height)',
  sideBySideFullscreen: false,
  syncSideBySidePreviewScroll: false, // goes by height; below it goes by what is shown
  autoDownloadFontAwesome: false,
  spellChecker: false,
});
const { codemirror } = editor;

/** The pane in a preview: EasyMDE has two of these, one over the text and one beside it. */
function paneIn(preview) {
  const there = preview.querySelector('draft-pane');
  if (there) return there;

  const pane = document.createElement('draft-pane');
  pane.editable = true; // boxes can be ticked
  pane.addEventListener('draft-edit', ({ detail }) => write(detail.changes));
  pane.addEventListener('draft-source', ({ detail }) => {
    if (detail.event.detail === 2) goTo(detail.caret); // a double click
  });
  codemirror.on('scroll', () => pane.reveal(firstVisible(), { align: 0 }));
  preview.replaceChildren(pane);
  return pane;
}

/** As one step of undo; the last change first, so that the places of the others stay as they are. */
function write(changes) {
  codemirror.operation(() => {
    for (const { from, to = from, insert = '' } of changes.toReversed()) {
      codemirror.replaceRange(insert, codemirror.posFromIndex(from), codemirror.posFromIndex(to));
    }
  });
}

function goTo(offset) {
  codemirror.setCursor(codemirror.posFromIndex(offset));
  codemirror.focus();
}

/** Where the first line in view begins. */
function firstVisible() {
  const line = codemirror.lineAtHeight(codemirror.getScrollInfo().top, 'local');
  return codemirror.indexFromPos({ line, ch: 0 });
}

editor.toggleSideBySide();
