/** The part of Dart Sass that is used; `npm run build:hugo` makes the module. */

export type Syntax = 'scss' | 'indented' | 'css';

export const Logger: { silent: object };

export function compileString(source: string, options: {
  syntax: Syntax;
  style: 'expanded' | 'compressed';
  url?: URL;
  logger: object;
  importers: {
    canonicalize(url: string, context: { containingUrl: URL | null }): URL | null;
    load(canonicalUrl: URL): { contents: string; syntax: Syntax };
  }[];
}): { css: string };
