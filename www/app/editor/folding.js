/** Folding: a section, an item, a fence or front matter becomes one line. Its mark is in the gutter, shown when the pointer is there. */
import { codeFolding, foldAll, foldCode, foldGutter, foldService, syntaxTree, unfoldAll, unfoldCode } from '@codemirror/language';
import { isMac } from '../commands.js';
import { words } from '../words.js';

/** Blocks that are looked at for the end of a section: marks for very long ones must not slow down each key. */
const mostBlocks = 5000;

/** @param {string} name of a node @returns {number} its level, or 0 for what is no heading */
const levelOf = (name) => Number(/^(?:ATX|Setext)Heading(\d)$/.exec(name)?.[1] ?? 0);

/** A heading folds what stands before the next one of its level or above. */
const sections = foldService.of((state, from, to) => {
  let node = /** @type {import('@lezer/common').SyntaxNode | null} */ (syntaxTree(state).resolveInner(to, -1));
  while (node && !levelOf(node.name)) node = node.parent;
  if (!node || node.from < from) return null;
  const level = levelOf(node.name);
  let end = to;
  let next = node.nextSibling;
  for (let count = 0; next && count < mostBlocks; count++, next = next.nextSibling) {
    const other = levelOf(next.name);
    if (other && other <= level) break;
    end = next.to;
  }
  return end > to ? { from: to, to: end } : null;
});

/** @param {boolean} isOpen */
function mark(isOpen) {
  const element = document.createElement('span');
  element.className = isOpen ? 'cm-fold-open' : 'cm-fold-closed';
  element.textContent = isOpen ? '⌄' : '›';
  element.title = isOpen ? words.find['Fold line'] : words.find['Unfold line'];
  return element;
}

export const folding = [sections, codeFolding(), foldGutter({ markerDOM: mark })];

/** @type {import('../commands.js').EditorCommand[]} */
export const foldingCommands = [
  { id: 'fold', group: 'view', keys: [isMac ? 'Mod-Alt-[' : 'Mod-Shift-['], run: foldCode },
  { id: 'unfold', group: 'view', keys: [isMac ? 'Mod-Alt-]' : 'Mod-Shift-]'], run: unfoldCode },
  { id: 'fold-all', group: 'view', run: foldAll },
  { id: 'unfold-all', group: 'view', run: unfoldAll },
];
