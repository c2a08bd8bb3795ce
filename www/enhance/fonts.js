/**
 * The files of KaTeX's fonts.
 *
 * @module
 */

/** The fonts of KaTeX: those of a shadow root are declared by its document. Spelled out, so that bundlers find the files. */
export const FONTS = () => /** @type {const} */ ([
  ['AMS', 'normal', '400', new URL('katex/dist/fonts/KaTeX_AMS-Regular.woff2', import.meta.url)],
  ['Caligraphic', 'normal', '700', new URL('katex/dist/fonts/KaTeX_Caligraphic-Bold.woff2', import.meta.url)],
  ['Caligraphic', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Caligraphic-Regular.woff2', import.meta.url)],
  ['Fraktur', 'normal', '700', new URL('katex/dist/fonts/KaTeX_Fraktur-Bold.woff2', import.meta.url)],
  ['Fraktur', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Fraktur-Regular.woff2', import.meta.url)],
  ['Main', 'normal', '700', new URL('katex/dist/fonts/KaTeX_Main-Bold.woff2', import.meta.url)],
  ['Main', 'italic', '700', new URL('katex/dist/fonts/KaTeX_Main-BoldItalic.woff2', import.meta.url)],
  ['Main', 'italic', '400', new URL('katex/dist/fonts/KaTeX_Main-Italic.woff2', import.meta.url)],
  ['Main', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Main-Regular.woff2', import.meta.url)],
  ['Math', 'italic', '700', new URL('katex/dist/fonts/KaTeX_Math-BoldItalic.woff2', import.meta.url)],
  ['Math', 'italic', '400', new URL('katex/dist/fonts/KaTeX_Math-Italic.woff2', import.meta.url)],
  ['SansSerif', 'normal', '700', new URL('katex/dist/fonts/KaTeX_SansSerif-Bold.woff2', import.meta.url)],
  ['SansSerif', 'italic', '400', new URL('katex/dist/fonts/KaTeX_SansSerif-Italic.woff2', import.meta.url)],
  ['SansSerif', 'normal', '400', new URL('katex/dist/fonts/KaTeX_SansSerif-Regular.woff2', import.meta.url)],
  ['Script', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Script-Regular.woff2', import.meta.url)],
  ['Size1', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Size1-Regular.woff2', import.meta.url)],
  ['Size2', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Size2-Regular.woff2', import.meta.url)],
  ['Size3', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Size3-Regular.woff2', import.meta.url)],
  ['Size4', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Size4-Regular.woff2', import.meta.url)],
  ['Typewriter', 'normal', '400', new URL('katex/dist/fonts/KaTeX_Typewriter-Regular.woff2', import.meta.url)],
]);
