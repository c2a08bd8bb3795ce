/** Code in colours, formulas and diagrams; each library is loaded when a post has something for it. */
import { code } from '../../enhance/code.js';
import { diagram } from '../../enhance/diagram.js';
import { FONTS } from '../../enhance/fonts.js';
import { math } from '../../enhance/math.js';

export { FONTS };

/** The page for diagrams that the service worker of the page serves, and nothing else: see offline/worker.js. */
const served = { frame: './sandboxed-diagram.html', isolated: true };

export const enhancements = () => ({ code: code(), math: math(), diagram: diagram(navigator.serviceWorker?.controller ? served : {}) });
