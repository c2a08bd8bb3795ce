/** The custom elements manifest of the package: what editors and documentation tools know of `<draft-pane>`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const path = 'draft-pane.js';

/**
 * Reads the manifest from the comments and the class of the element.
 * @returns {Promise<object>} by the schema of custom-elements-manifest, 1.0.0
 */
export async function customElements() {
  // Only the package needs the analyzer: builds of the wasm and of the page go on without it.
  // Its types lack these two functions.
  const { create, ts } = /** @type {any} */ (await import('@custom-elements-manifest/analyzer'));
  const source = ts.createSourceFile(path, readFileSync(join(root, 'www', path), 'utf8'), ts.ScriptTarget.ES2022, true);
  return create({ modules: [source], plugins: [publicElement] });
}

/** Corrects the analyzer: only the element and its public members; names that it takes from the code alone are dropped. */
const publicElement = {
  name: 'public-element',
  /** @param {{ customElementsManifest: { modules: any[] } }} phase */
  packageLinkPhase({ customElementsManifest: { modules } }) {
    for (const module of modules) {
      module.declarations = module.declarations.filter((/** @type {any} */ { name }) => name === 'DraftPane');
      module.exports = module.exports.filter((/** @type {any} */ { declaration }) => declaration.name === 'DraftPane');
      for (const element of module.declarations) {
        // In the code the class extends a constant, which stands for a class without a DOM, too.
        element.superclass = { name: 'HTMLElement' };
        element.members = element.members.filter(isPublic);
        for (const { parameters = [] } of element.members) {
          // A parameter that is taken apart is listed twice, the second time by its name.
          for (let at = parameters.length; at-- > 0;) if (parameters[at].name.startsWith('{')) parameters.splice(at, 1);
        }
        // The method that dispatches events names them by a variable.
        element.events = element.events.filter((/** @type {any} */ { description }) => description);
      }
    }
  },
};

/** @param {{ name: string, description?: string, privacy?: string, static?: boolean }} member */
const isPublic = ({ name, description, privacy, static: isStatic }) => Boolean(description) && privacy !== 'private' && !isStatic && !name.endsWith('Callback');
