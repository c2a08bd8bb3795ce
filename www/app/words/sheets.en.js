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
};
