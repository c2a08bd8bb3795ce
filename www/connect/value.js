/**
 * Hearing of what programs do to a text field: no event tells it.
 *
 * @module
 */

/** The ways to change the text from a program. */
const METHODS = /** @type {const} */ (['setRangeText']);

/**
 * @param {HTMLTextAreaElement} field
 * @param {() => void} changed called after its text was set
 * @returns {() => void} ends it
 */
export function watchValue(field, changed) {
  // A framework may have put its own in front before.
  const own = Object.getOwnPropertyDescriptor(field, 'value');
  const inherited = own ?? inheritedProperty(field, 'value');
  const { get, set } = inherited ?? {};
  if (!get || !set || own?.configurable === false) return () => {};
  /** @type {PropertyDescriptor} */
  const ours = {
    configurable: true,
    enumerable: own?.enumerable ?? false,
    get() {
      return get.call(this);
    },
    set(value) {
      set.call(this, value);
      changed();
    },
  };
  Object.defineProperty(field, 'value', ours);
  for (const name of METHODS) {
    const method = field[name];
    Object.defineProperty(field, name, {
      configurable: true,
      writable: true,
      /** @param {unknown[]} args */
      value(...args) {
        method.apply(field, /** @type {any} */ (args));
        changed();
      },
    });
  }
  return () => {
    // Not what someone else has put in front since.
    if (Object.getOwnPropertyDescriptor(field, 'value')?.set !== ours.set) return;
    if (own) Object.defineProperty(field, 'value', own);
    else Reflect.deleteProperty(field, 'value');
    for (const name of METHODS) Reflect.deleteProperty(field, name);
  };
}

/**
 * @param {object} object
 * @param {string} name
 */
function inheritedProperty(object, name) {
  for (let at = Object.getPrototypeOf(object); at; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found;
  }
  return undefined;
}
