/**
 * The words of the page in English. A message with values is a function of them; numbers come in as the reader writes them.
 * Each language has the same keys. `plural` is English grammar alone.
 */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => (count === 1 ? one : many);

export default {
  bar: {
    show: 'Show', write: 'Write', read: 'Read', draft: 'Draft',
    new: 'New', open: 'Open', save: 'Save', drafts: 'Drafts', outline: 'Outline', more: 'More',
    newTitle: 'Start a new draft', openTitle: 'Open a post and its pictures, or drop them anywhere', saveTitle: 'Save as a file',
    draftsTitle: 'Drafts saved in this browser', outlineTitle: 'Headings of this post', moreTitle: 'Everything else',
    filesToOpen: 'Files to open', untitled: 'Untitled', noFile: 'not saved as a file',
  },
  panes: {
    leaveFull: 'Leave full screen', hint: 'Write below the front matter, or drop a post, pictures or a folder here. Fields and tags are suggested while you type.', hintKeys: 'F1 shows all keys.',
    editor: 'Editor', width: 'Width of the editor', drop: 'Drop a post, its pictures, or its folder',
  },
  editor: {
    /** @param {string} at the selected match, or nothing @param {string} all */
    matches: (at, all) => (at ? `${at} of ${all}` : `${all} found`),
    column: 'Column', label: 'Markdown source', description: 'Tab indents. To leave the editor press Escape, then Tab.',
    plain: 'The source is shown without colours: some of it has more marks, or is nested more deeply, than the editor can colour while you type. The text and its preview are complete.',
  },
  find: {
    next: 'Next', previous: 'Previous', all: 'All', replace: 'Replace', 'replace all': 'Replace all',
    'match case': 'Match case', regexp: 'Regexp', 'by word': 'Whole words', close: 'Close',
    Completions: 'Suggestions',
    'Find': 'Find', 'Replace': 'Replace with', 'Go to line': 'Go to line', go: 'Go', 'current match': 'current match', 'on line': 'on line',
    'replaced $ matches': '$ matches were replaced', 'replaced match on line $': 'the match on line $ was replaced',
    'Fold line': 'Fold', 'Unfold line': 'Unfold', 'folded code': 'folded text', unfold: 'unfold', 'Folded lines': 'Folded lines', 'Unfolded lines': 'Unfolded lines', to: 'to',
  },
  /** The commands, by their ids. */
  commands: {
    new: 'New draft', 'new-from-archetype': 'New from archetype…', open: 'Open…', 'open-folder': 'Open a folder…', 'reread-folder': 'Read the folder again', 'close-folder': 'Close the folder', 'site-posts': 'Posts of the site', published: 'As published', save: 'Save', 'save-as': 'Save as…', recent: 'Recent files…', versions: 'Versions…', 'name-version': 'Name this version…', 'pack-drafts': 'All drafts as a ZIP file', 'unpack-drafts': 'Drafts from a ZIP file…', keys: 'Keyboard shortcuts', 'theme-system': 'Light or dark as the system is', 'theme-light': 'Light', 'theme-dark': 'Dark',
    'copy-html': 'Copy as HTML', 'copy-rich': 'Copy as rich text', 'export-html': 'Export as one HTML file', print: 'Print…', 'print-addresses': 'Print the addresses of links',
    toolbar: 'Bar of tools',
    bold: 'Bold', italic: 'Italic', strike: 'Strikethrough', code: 'Code', link: 'Link', image: 'Picture…', 'shrink-picture': 'Shrink a picture…', 'image-address': 'Picture by its address',
    'heading-1': 'Heading 1', 'heading-2': 'Heading 2', 'heading-3': 'Heading 3', 'heading-4': 'Heading 4', 'heading-5': 'Heading 5', 'heading-6': 'Heading 6',
    paragraph: 'Text without heading', 'bullet-list': 'Bulleted list', 'ordered-list': 'Numbered list', 'task-list': 'Task list', quote: 'Quote', 'code-block': 'Code block',
    table: 'Insert a table', 'table-row-above': 'Row above', 'table-row-below': 'Row below', 'table-row-up': 'Move the row up', 'table-row-down': 'Move the row down', 'table-row-remove': 'Remove the row',
    'table-column-before': 'Column before', 'table-column-after': 'Column after', 'table-column-left': 'Move the column left', 'table-column-right': 'Move the column right', 'table-column-remove': 'Remove the column',
    'table-align-left': 'Align left', 'table-align-center': 'Centre', 'table-align-right': 'Align right', 'table-straighten': 'Straighten the columns',
    undo: 'Undo', redo: 'Redo', 'line-up': 'Move the line up', 'line-down': 'Move the line down', 'line-copy-up': 'Copy the line upwards', 'line-copy-down': 'Copy the line downwards',
    'line-delete': 'Delete the line', 'line-below': 'New line below', 'line-select': 'Select the line', indent: 'Indent', outdent: 'Indent less', comment: 'Comment out',
    'cursor-above': 'Add a cursor above', 'cursor-below': 'Add a cursor below', 'next-occurrence': 'Select the next occurrence, too',
    settings: 'Settings…', 'layout-both': 'Text and preview', 'layout-text': 'Text alone', 'layout-preview': 'Preview alone', 'full-screen': 'Full screen: the text', 'full-screen-preview': 'Full screen: the preview',
    complete: 'Suggestions', 'word-goal': 'Goal of words…',
    find: 'Find and replace', 'go-to-line': 'Go to line',
    fold: 'Fold', unfold: 'Unfold', 'fold-all': 'Fold everything', 'unfold-all': 'Unfold everything',
    'line-numbers': 'Line numbers', 'focus-mode': 'Focus on the paragraph', typewriter: 'Typewriter', spelling: 'Check spelling',
  },
  toolbar: { label: 'Formatting', heading: 'Heading' },
  groups: { file: 'Files', edit: 'Editing', format: 'Formatting', table: 'Tables', view: 'View', help: 'Help' },
  /** The words on keys. */
  keys: {
    title: 'Keyboard shortcuts', close: 'Close',
    mac: { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' },
    other: { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt', Ctrl: 'Ctrl' },
  },
  drafts: {
    label: 'Drafts saved in this browser', empty: 'No drafts yet. Your text is saved here by itself.', sample: 'Open the sample post',
    openNow: 'open now', undo: 'Undo', search: 'Search drafts', none: 'No draft has these words.',
    /** @param {string} name */
    rename: (name) => `Rename the file of “${name}”`,
    /** @param {string} name */
    duplicate: (name) => `Duplicate “${name}”`,
    /** @param {string} size in MB @param {boolean} isLasting */
    stored: (size, isLasting) => `${size} MB are stored in this browser. ${isLasting ? 'They stay there until you remove them.' : 'The browser may remove them when its disk is nearly full.'}`,
    /** @param {string} name */
    remove: (name) => `Remove “${name}”`,
    /** @param {string} name */
    removed: (name) => `“${name}” was removed from this browser.`,
    unreadable: 'This draft cannot be read. It was left unchanged.',
    /** @param {string} name */
    rescued: (name) => `The end of what was typed in “${name}” is saved as a copy: another tab had changed the draft as well.`,
    openCopy: 'Open the copy',
    forked: 'This draft was also changed in another tab. Your text here is now saved as a draft of its own, so neither text is lost.',
    openOther: 'Open the other one',
    follow: 'This draft is being changed in another tab. Its text is shown here too.',
    confirmLoss: 'The open draft could not be saved in this browser. Close it and lose what was not saved as a file?',
    /** @param {string} name */
    copy: (name) => name.replace(/(\.[^.]*)?$/, ' (copy)$1'),
  },
  versions: {
    ask: 'Name of this version', add: 'Save the version',
    /** @param {string} name */
    added: (name) => `This text is saved as the version “${name}”.`,
  },
  archive: {
    /** @param {string} reason */
    refused: (reason) => `That did not work: ${reason}. Your drafts are unchanged.`,
    /** @param {number} added @param {number} known @param {string} refused */
    unpacked: (added, known, refused) => [
      `${added} ${plural(added, 'draft was', 'drafts were')} added.`, known > 0 && `${known} ${plural(known, 'is', 'are')} here already.`, refused && `Cannot be read: ${refused}.`,
    ].filter(Boolean).join(' '),
  },
  exporting: {
    copied: 'The post is in the clipboard.', copiedSelection: 'The selection is in the clipboard.',
    /** @param {string} name @param {number} elsewhere pictures on other hosts @param {number} missing pictures @param {number} failed formulas and diagrams */
    exported: (name, elsewhere, missing, failed) => [
      `“${name}” holds the whole post.`,
      elsewhere > 0 && `${elsewhere} ${plural(elsewhere, 'picture on another host is a link to its address.', 'pictures on other hosts are links to their addresses.')}`,
      missing > 0 && `${missing} ${plural(missing, 'picture was', 'pictures were')} not found.`,
      failed > 0 && `${failed} ${plural(failed, 'formula or diagram is', 'formulas or diagrams are')} shown as source.`,
    ].filter(Boolean).join(' '),
    /** @param {string} reason */
    refused: (reason) => `That did not work: ${reason}. Your text is unchanged.`,
  },
  dialogs: { cancel: 'Cancel' },
  saving: {
    untouched: '', pending: 'Saving…', kept: 'Saved', failed: 'Not saved',
    /** @param {string} time */
    at: (time) => `Saved in this browser at ${time}`,
    /** @param {string} name */
    inFile: (name) => `Saved in ${name}`,
    /** @param {string} name */
    notInFile: (name) => `Not yet saved in ${name}`,
    copyText: 'Copy the text', saveFile: 'Save as a file', copied: 'The text is in the clipboard.',
    /** @param {string} reason */
    refused: (reason) => `The draft could not be saved in this browser: ${reason}. Save it as a file so that it is not lost.`,
    /** Why a store refused, by the names of its errors: browsers give no words for most. */
    reasons: {
      QuotaExceededError: 'its storage is full', SecurityError: 'it does not let the page store anything',
      InvalidStateError: 'its storage was closed', UnknownError: 'its storage failed', AbortError: 'its storage gave up',
      VersionError: 'a newer version of this page is open in another tab; save the text, then load this page again',
      unknown: 'for an unknown reason',
    },
  },
  files: {
    /** @param {number} most */
    tooMany: (most) => `it holds more than ${most} files`,
    /** @param {string} name @param {string} encoding @param {string} character @param {number} line @param {number} column */
    notInEncoding: (name, encoding, character, line, column) => `“${name}” was not saved: ${encoding} does not have “${character}” (line ${line}, column ${column}).`,
    saveAsUtf8: 'Save as UTF-8',
    /** @param {string} name @param {string} reason */
    refused: (name, reason) => `“${name}” could not be opened: ${reason}.`,
    /** @param {string} reason */
    folderRefused: (reason) => `The folder could not be opened: ${reason}.`,
    /** @param {number} line @param {number} column */
    loneSurrogate: (line, column) => `Line ${line}, column ${column} holds half a character (a lone surrogate), which UTF-8 cannot express: the file has � in its place. The text here is unchanged.`,
    /** @param {string} url */
    notHere: (url) => `“${url}” is a page or a file of your site. It is not among your drafts.`,
  },
  preview: {
    recovered: 'The preview had to start again. Your text is unchanged.',
    /** @param {string} name */
    undrawn: (name) => `“${name}” is shown without colours in code, formulas and diagrams: the page broke down while it drew them.`,
    draw: 'Draw them again',
  },
  site: {
    label: 'Site: ', title: 'How posts are read. Click to change it.',
    removed: 'Posts are read as your settings say again.', undo: 'Undo',
    /** @param {string} name */
    opened: (name) => `Posts are read as “${name}” says, until you remove it in the settings.`,
    /** @param {string} name @param {string} reason */
    refused: (name, reason) => `“${name}” cannot be read. ${reason}`,
  },
  reading: {
    on: 'on', off: 'off', flavors: { hugo: 'Hugo', gfm: 'GitHub', commonmark: 'CommonMark' },
    /** The choices in the status bar. */
    short: { rawHtml: 'raw HTML', formulas: 'formulas', emoji: 'emoji', typographer: 'plain quotes', headingIds: 'names of headings' },
  },
  styles: {
    /** @param {string} names */
    added: (names) => `Posts are shown in ${names}, until you remove it in the settings.`,
    tooLarge: 'It is too large to be remembered when the page is closed.',
  },
  outline: { label: 'Headings of this post', empty: 'This post has no headings.', emptyHeading: '(empty heading)' },
  problems: {
    label: 'Problems', none: 'No problems', error: 'error', warning: 'warning', info: 'note',
    /** @param {'error' | 'warning' | 'info'} severity @param {number} count */
    count: (severity, count) => `${count} ${{ error: plural(count, 'error', 'errors'), warning: plural(count, 'warning', 'warnings'), info: plural(count, 'note', 'notes') }[severity]}`,
    /** @param {number} count */
    more: (count) => `${count} more are not listed.`,
    /** @param {number} line @param {number} column */
    at: (line, column) => `Line ${line}, column ${column}`,
    /** @param {string} url */
    image: (url) => (url ? `The image \`${url}\` was not found.` : 'The image was not found.'),
    /** By the kind of what could not be drawn. */
    undrawn: {
      /** @param {string} reason */
      code: (reason) => `The code cannot be coloured: ${reason}`,
      /** @param {string} reason */
      math: (reason) => `The formula cannot be set: ${reason}`,
      /** @param {string} reason */
      diagram: (reason) => `The diagram cannot be drawn: ${reason}`,
    },
  },
  status: {
    /** @param {string} line @param {string} column */
    place: (line, column) => `Line ${line}, column ${column}`,
    /** @param {string} count */
    selected: (count) => `(${count} selected)`,
    /** @param {number} count @param {string} shown */
    words: (count, shown) => `${shown} ${plural(count, 'word', 'words')}`,
    /** @param {string} shown */
    minutes: (shown) => `${shown} min read`,
    /** @param {number} count @param {string} shown */
    blocks: (count, shown) => `${shown} ${plural(count, 'block', 'blocks')}`,
    /** @param {string} count @param {string} goal */
    ofGoal: (count, goal) => `${count} of ${goal} words`,
    /** @param {number} count @param {string} shown */
    characters: (count, shown) => `${shown} ${plural(count, 'character', 'characters')}`,
    /** @param {string} length */
    selection: (length) => `Selected: ${length}`,
    /** @param {string} name @param {boolean} bom */
    encoding: (name, bom) => (bom ? `${name} with BOM` : name),
  },
  goal: {
    label: 'Words of the goal', ask: 'How many words should a post have? 0 ends the goal.', set: 'Set the goal',
    /** @param {string} count */
    reached: (count) => `The post has ${count} words: the goal is reached.`,
    /** @param {string} answer */
    unclear: (answer) => `“${answer}” is not a number of words. The goal is unchanged.`,
  },
  notices: {
    label: 'Notices', dismiss: 'Dismiss',
    unloaded: 'This needs a part of the page that could not be loaded. Try again once there is a network; your text is unchanged.',
    /** @param {number} count */
    aside: (count) => plural(count, 'One open question', `${count} open questions`),
  },
};
