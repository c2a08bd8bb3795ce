/** The functions of page/page.js, as scripts in the page see them. */
declare const bench: typeof import('./page/page.js').bench;

// Without types, or with ones that cannot be found.
declare module 'commonmark';
declare module '@toast-ui/editor';
declare module 'react';
declare module 'react-dom/client';
