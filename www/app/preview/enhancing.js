/** Code in colours, formulas and diagrams; each library is loaded when a post has something for it. */
import { code } from '../../enhance/code.js';
import { diagram } from '../../enhance/diagram.js';
import { math } from '../../enhance/math.js';

export const enhancements = () => ({ code: code(), math: math(), diagram: diagram() });
