/** Code in colours, formulas and diagrams; each library is loaded when a post has something for it. */
import { code } from '../enhance/code.js';
import { diagram } from '../enhance/diagram.js';
import { math } from '../enhance/math.js';

/** @param {import('../draft-pane.js').DraftPane} pane */
export function enhance(pane) {
  pane.enhance('code', code());
  pane.enhance('math', math());
  pane.enhance('diagram', diagram());
}
