/** The words about the folder of a site in English. */

/** @param {number} count @param {string} one @param {string} many */
const plural = (count, one, many) => (count === 1 ? one : many);

export default {
  panel: {
    /** @param {string} name */
    label: (name) => `Site “${name}”`,
    posts: 'Posts', search: 'Search posts', newPost: 'New post', hide: 'Hide the posts', show: 'Posts of the site', draft: 'Draft', section: 'Section', unsaved: 'not saved in its file',
    none: 'No post has these words.', empty: 'There are no posts yet.',
    /** @param {string} done @param {string} all */
    reading: (done, all) => `Posts are read: ${done} of ${all}`,
    /** @param {number} count @param {string} shown */
    found: (count, shown) => `${shown} ${plural(count, 'post', 'posts')}`,
  },
  folder: {
    again: 'Open it again', forget: 'Close it', tryAgain: 'Try again',
    /** @param {string} name */
    waits: (name) => `The folder “${name}” was open. The browser asks you again before this page may read it.`,
    /** @param {string} name */
    refused: (name) => `The folder “${name}” is not open: the browser may not read it.`,
    /** @param {string} name */
    gone: (name) => `The folder “${name}” is no longer where it was. Open it from its new place.`,
    /** @param {string} name @param {string} reason */
    failed: (name, reason) => `The folder “${name}” could not be opened: ${reason}.`,
    /** @param {string} name */
    copies: (name) => `The posts of “${name}” are open to read. This browser cannot save into a folder: Save makes a download.`,
    /** @param {string} name */
    closed: (name) => `The folder “${name}” is closed. Your drafts are still here.`,
    /** @param {string} path */
    postGone: (path) => `“${path}” is no longer in the folder.`,
    /** @param {string} places */
    problems: (places) => `The configuration of the site has mistakes. ${places}`,
  },
  create: {
    title: 'Title of the new post', folder: 'In the folder', create: 'Create',
    /** @param {string} path @param {string} reason */
    failed: (path, reason) => `“${path}” was not created: ${reason}.`, notAllowed: 'the browser may not write into the folder',
    /** @param {string} path */
    draftAlone: (path) => `The new post is a draft in this browser. Save it as “${path}”.`,
  },
  problems: {
    /** @param {string} ref */
    page: (ref) => `The site has no page \`${ref}\`: \`ref\` and \`relref\` stop Hugo here.`,
    /** @param {string} url */
    picture: (url) => `The picture \`${url}\` is not in the folder of the site.`,
  },
  hugo: {
    /** By the states of real Hugo. */
    states: { opening: 'Hugo starts…', ready: 'Hugo is ready', rendering: 'Hugo renders…', failed: 'Hugo failed', none: 'Without Hugo' },
    none: 'Shortcodes of the site are placeholders without Hugo. `npm run build:hugo` makes it; load the page again afterwards.',
    failed: 'Hugo stopped. Your preview goes on without it.',
    /** @param {string} file @param {number | null} line @param {string} message */
    elsewhere: (file, line, message) => `\`${file}\`${line === null ? '' : `, line ${line}`}: ${message}`,
    works: 'Shortcodes of the site, its render hooks and its pages come from real Hugo.',
    /** @param {string} warnings @param {number} more */
    warns: (warnings, more) => `It warns about the site: ${warnings}${more > 0 ? `, and ${more} more` : ''}`,
    published: 'As published',
  },
};
