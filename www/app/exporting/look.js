/** The look of the preview, the site's stylesheets included, for a page of its own. */

/** Rules that only such a page needs. A formula's boxes are measured by their content. */
const added = `:root { color-scheme: light dark; }
body.draft { min-height: 100vh; margin: 0; box-sizing: border-box; }
.diagram { margin-block: 0 1.25em; break-inside: avoid; }
.diagram img { display: block; margin-inline: auto; border-radius: 0; }
.katex, .katex *, .katex *::before, .katex *::after { box-sizing: content-box; }
.katex svg { max-width: none; }
.katex-display { margin: 0.25em 0; }
@media print { :root { color-scheme: light; } }
`;

/**
 * @param {ShadowRoot} root of the preview
 * @returns {string} CSS in which the class `draft` stands for the element
 */
export function lookOf(root) {
  const rules = root.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]).map(({ cssText }) => cssText);
  const look = rules.filter((text) => !text.includes(':state('))
    .join('\n')
    .replace(/:host\(((?:[^()]|\([^()]*\))*)\)/g, '.draft$1')
    .replaceAll(':host', '.draft')
    .replace(/\[part~="?body"?\]/g, '.draft-body')
    .replaceAll('[data-tex]', '')
    .replace(/::highlight\(draftpane-([a-z]+)\)/g, '.code-$1')
    // Addresses of the site were made whole by the address of this page.
    .replaceAll(new URL('.', document.baseURI).href, '');
  return `${look}\n${added}`;
}

/** CSS that cannot end the element that it stands in. @param {string} css */
export const contained = (css) => css.replaceAll('</', '<\\/');
