/** The words of sheets and of what is done rarely in English. */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => (count === 1 ? one : many);

export default {
  settings: {
    title: 'Settings', reading: 'How posts are read', preview: 'Preview', page: 'This page', none: '–',
    flavor: 'Markdown of',
    hugoOnly: 'The other settings are of Hugo alone.',
    /** @param {string} name */
    byFile: (name) => `“${name}” is open: its values count.`,
    /** @param {string} name */
    removeFile: (name) => `Remove “${name}”`,
    rawHtml: 'Raw HTML', formulas: 'Formulas', emoji: 'Emoji by name', typographer: 'Typographic quotes and dashes', headingIds: 'Names of headings', timeZone: 'Time zone',
    formulaMarks: { off: 'Off', dollars: '$…$ and $$…$$', brackets: '\\(…\\) and \\[…\\]', both: 'Both' },
    noTimeZone: 'UTC',
    textSize: 'Size of the text', textSizes: { small: 'Small', medium: 'Medium', large: 'Large', largest: 'Very large' },
    lineLength: 'Length of lines', lineLengths: { short: 'Short', medium: 'Medium', long: 'Long', full: 'As wide as the pane' },
    frontMatter: 'Front matter', frontMatterModes: { header: 'As the top of the post', table: 'As a table', source: 'As written', hidden: 'Hidden' },
    styles: 'Posts are shown in the stylesheets of your site:', noStyles: 'Drop a stylesheet of your site (.css) on this page to see posts in it, or add one by its address.',
    /** @param {string} name */
    removeStyles: (name) => `Remove “${name}”`,
    language: 'Language', browserLanguage: 'As the browser', theme: 'Colours', themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
  links: {
    label: 'Stylesheet of your site, by its address', add: 'Add', loading: 'Loading…', added: 'Posts are shown in it.', notRemembered: 'It is too large to be remembered when the page is closed.',
    /** @param {string} name */
    again: (name) => `Load “${name}” again`,
    /** Why one was not added. */
    errors: {
      address: 'This is not the address of a stylesheet: it begins with https://.',
      encrypted: 'The address must begin with https://, unless it is of this machine.',
      offline: 'There is no network. A stylesheet that was saved as a file can be dropped on this page.',
      cors: 'Its server does not let other pages read it (no CORS header). Save it as a file and drop it on this page.',
      size: 'It is too large: 1.5 million characters are possible.', empty: 'There are no rules of CSS in it.',
      /** @param {string} host */
      unreachable: (host) => `“${host}” does not answer.`,
      /** @param {number} status */
      status: (status) => (status === 404 ? 'There is nothing at this address (404).' : `The server refused it (${status}).`),
      /** @param {string} type of its content */
      type: (type) => `This is not a stylesheet${type ? `: the server sends ${type}` : ''}. The address ends in .css as a rule.`,
    },
  },
  versions: {
    title: 'Versions of this draft', none: 'No versions yet. They are made by themselves while you write.',
    unreadable: 'This version cannot be read.', unchanged: '$ unchanged lines', now: 'Now', restore: 'Restore', copy: 'Open as a copy',
    kinds: { work: 'While writing', deletion: 'Before a large deletion', file: 'Before a file was opened over it', disk: 'In the file before it was overwritten', restore: 'Before a version was restored', named: 'Named' },
    /** @param {number} count @param {string} shown @param {string} difference to the text now, with its sign */
    size: (count, shown, difference) => `${shown} ${plural(count, 'word', 'words')}${difference === '0' ? '' : ` (${difference})`}`,
    /** @param {number} count @param {string} shown */
    differences: (count, shown) => (count === 0 ? 'The text is the same now.' : `${shown} ${plural(count, 'passage differs', 'passages differ')}. On the left as it was, on the right as it is now.`),
  },
  shrinking: {
    title: 'Shrink a picture', picture: 'Picture', width: 'Width in pixels', format: 'Format', quality: 'Quality', run: 'Shrink',
    none: 'No picture of this draft can be made smaller: PNG, JPEG, WebP and AVIF can.', impossible: 'This size is not possible: a picture is only made smaller.',
    /** @param {string} width @param {string} height @param {string} bytes */
    size: (width, height, bytes) => `${width} × ${height}, ${bytes}`,
    /** @param {string} before @param {string} now @param {string} difference */
    sizes: (before, now, difference) => `Before: ${before}. After: ${now} (${difference}).`,
    /** @param {string} from @param {string} to */
    done: (from, to) => `The text has “${to}” now. “${from}” stays with the draft: Undo brings it back.`,
  },
  archetypes: {
    title: 'Title of the post', create: 'Create', label: 'Archetype', builtin: 'Hugo’s default', add: 'Add archetypes…', remove: 'Remove',
    /** @param {number} count @param {string} names */
    added: (count, names) => `${plural(count, 'The archetype is', `${count} archetypes are`)} remembered in this browser: ${names}.`,
    /** @param {number} count @param {string} names */
    verbatim: (count, names) => `${plural(count, 'One action', `${count} actions`)} of the archetype ${plural(count, 'is', 'are')} unchanged, as only Hugo can run ${plural(count, 'it', 'them')}: ${names}`,
    /** @param {string} name */
    found: (name) => `“${name}” looks like an archetype, from which new posts are made.`, remember: 'Remember it as an archetype',
  },
  pictures: {
    /** @param {number} count @param {string} names */
    added: (count, names) => `${plural(count, 'One picture is', `${count} pictures are`)} stored with the draft: ${names}.`,
    /** @param {number} count @param {string} names */
    gone: (count, names) => `${plural(count, 'A picture of this draft is', 'Pictures of this draft are')} not stored in this browser. Drop ${plural(count, 'it', 'them')} here again: ${names}.`,
    /** @param {number} count @param {string} names @param {string} reason @param {boolean} isPictures whether all of them are pictures */
    refused: (count, names, reason, isPictures) => `${isPictures ? plural(count, 'A picture', `${count} pictures`) : plural(count, 'A file', `${count} files`)} could not be stored in this browser: ${reason}. ${plural(count, 'It is', 'They are')} ${isPictures ? 'shown' : 'there'} until you close this page: ${names}.`,
    /** @param {number} count @param {string} names */
    changed: (count, names) => `${plural(count, 'Another picture has its name and stays', 'Other pictures have their names and stay')}: ${names} ${plural(count, 'is new', 'are new')}.`,
    /** @param {string} folder @param {string} names */
    inFolder: (folder, names) => `In the folder “${folder}”: ${names}.`,
    /** @param {string} folder @param {string} names @param {string} reason */
    notInFolder: (folder, names, reason) => `Not written into the folder “${folder}”: ${names}. ${reason === 'NotAllowedError' ? 'The browser was not allowed to' : reason}. The draft has it.`, write: 'Write into the folder',
    /** @param {number} count */
    replace: (count) => plural(count, 'Replace the other picture', 'Replace the other pictures'),
  },
  files: {
    /** @param {string} name */
    wide: (name) => `“${name}” is not UTF-8: every other byte is zero, as in UTF-16. Nothing was opened.`,
    /** @param {string} name @param {{ offset: string, byte: string, line: string, column: string }} at */
    notUtf8: (name, { offset, byte, line, column }) => `“${name}” is not UTF-8: byte ${offset} (0x${byte}, line ${line}, column ${column}) does not belong there. Nothing was opened.`,
    /** @param {string} name */
    notUtf8Alone: (name) => `“${name}” is not UTF-8: open it alone.`,
    /** @param {string} size @param {number} largest both in MB */
    tooLarge: (size, largest) => `it is ${size} MB, more than the ${largest} MB the editor takes`,
    savedAsUtf8: 'It will be saved as UTF-8.',
    /** @param {string} encoding */
    savedAlike: (encoding) => `It will be saved as ${encoding} again.`,
    /** @param {string} encoding */
    savedNearly: (encoding) => `It will be saved as ${encoding} again, a few characters with other bytes that mean the same.`,
    mark: 'It starts with a byte order mark, which is kept when you save.',
    mixed: 'It mixes line ends. They are kept; each extra carriage return is shown as a mark.',
    /** @param {string} line @param {string} column */
    nul: (line, column) => `It holds a NUL character at line ${line}, column ${column}. It is kept, and shown as a mark.`,
    /** @param {string} name @param {string} remarks */
    opened: (name, remarks) => `“${name}” is open. ${remarks}`,
    /** @param {string} encoding */
    openAs: (encoding) => `Open as ${encoding}`,
    /** @param {string} name */
    changedSince: (name) => `“${name}” is open with what you have changed since: your changes are not in the file yet.`,
    openBeside: 'Open the file beside it',
    none: 'There is no file in it.',
    /** @param {string} names */
    notUsed: (names) => `Not used: ${names}.`,
    /** @param {number} count @param {string} names */
    more: (count, names) => `${plural(count, 'One more post is', `${count} more posts are`)} among your drafts: ${names}.`,
    /** @param {string} names @param {number} rest */
    andMore: (names, rest) => `${names} and ${rest} more`,
  },
};
