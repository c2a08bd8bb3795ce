/**
 * The macros of a formula, with a limit on all that they expand to: a few
 * lines of macros can double their argument again and again, and KaTeX counts
 * how often it expands, not to how much.
 *
 * @module
 */

/** The largest number of symbols in all. */
const MOST = 10_000;

/**
 * @typedef {{ text: string }} Token
 * @typedef {{ tokens: Token[], numArgs: number, unexpandable?: boolean }} Definition as KaTeX keeps it
 * @typedef {{ stack: Token[], lexer: { input: string }, pushTokens(tokens: Token[]): void }} Expander KaTeX's, for one formula
 * @typedef {string | Definition | ((expander: Expander) => string | Definition)} Macro
 */

/**
 * The same macros, and those that the formula defines itself, for one formula.
 *
 * @param {Record<string, Macro>} macros
 * @returns {Record<string, Macro>} for KaTeX's option `macros`
 */
export function limitedMacros(macros) {
  /** @type {Record<string, Macro>} */
  const own = {};
  for (const [name, macro] of Object.entries(macros)) own[name] = limited(macro);
  // KaTeX writes there what a formula defines.
  return new Proxy(own, {
    set(all, name, macro) {
      all[/** @type {string} */ (name)] = limited(macro);
      return true;
    },
  });
}

/** @type {WeakSet<Expander>} */
const counted = new WeakSet();

/** @param {Macro} macro @returns {Macro} */
function limited(macro) {
  // The embedder's own functions; and another name for a command, which expands to nothing.
  if (typeof macro === 'function' || typeof macro !== 'string' && (!macro?.tokens || macro.unexpandable)) return macro;
  const uses = typeof macro === 'string' ? macro.split('#').length - 1 : macro.tokens.filter(({ text }) => text === '#').length;
  return (expander) => {
    if (!counted.has(expander)) count(expander);
    // An argument has at most all that is left; KaTeX would put it together before it pushes it.
    if (uses > 1 && uses * (expander.stack.length + expander.lexer.input.length) > MOST * 10) refuse();
    return macro;
  };
}

/** Counts what is expanded from now on. @param {Expander} expander */
function count(expander) {
  counted.add(expander);
  let symbols = 0;
  const { pushTokens } = expander;
  expander.pushTokens = (tokens) => {
    symbols += tokens.length;
    if (symbols > MOST) refuse();
    pushTokens.call(expander, tokens);
  };
}

function refuse() {
  throw new Error(`The macros of the formula expand to more than ${MOST} symbols.`);
}
