/** Each line of the editor runs in the direction of its own text, as the paragraphs of the preview do. */
import { Prec, RangeSetBuilder } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view';

/** Letters that are written from right to left. */
const rightToLeft = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}\p{sc=Samaritan}\p{sc=Mandaic}\p{sc=Hanifi_Rohingya}]/u;

const byItsText = Decoration.line({ attributes: { dir: 'auto' } });

/** @param {EditorView} view */
function linesOf(view) {
  const builder = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      if (rightToLeft.test(line.text)) builder.add(line.from, line.from, byItsText);
      at = line.to + 1;
    }
  }
  return /** @type {import('@codemirror/view').DecorationSet} */ (builder.finish());
}

export const direction = [
  EditorView.perLineTextDirection.of(true),
  Prec.lowest(ViewPlugin.fromClass(class {
    /** @param {EditorView} view */
    constructor(view) {
      this.decorations = linesOf(view);
    }

    /** @param {import('@codemirror/view').ViewUpdate} update */
    update({ docChanged, viewportChanged, view }) {
      if (docChanged || viewportChanged) this.decorations = linesOf(view);
    }
  }, { decorations: (plugin) => plugin.decorations })),
];
