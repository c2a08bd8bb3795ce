/** What page/page.js offers to the functions that run in the page. */
declare const bench: typeof import('./page/page.js').bench;

// Without types, or with ones that cannot be found.
declare module 'commonmark';
declare module '@toast-ui/editor';
