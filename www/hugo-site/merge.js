/**
 * How Hugo 0.168 puts configurations together: keys in small letters, files of the site over one another, and what a theme
 * brings by merge strategies (`_merge`), as the page "Configure Hugo" of its documentation has them.
 */

/** @typedef {Record<string, unknown>} Params */
/** @typedef {'none' | 'shallow' | 'deep'} Strategy */

/** @param {unknown} value @returns {value is Params} */
export const isParams = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with keys in small letters, at every level but in lists. @param {Params} params @returns {Params} */
export function lowered(params) {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key.toLowerCase(), isParams(value) ? lowered(value) : value]));
}

/** `menu` is the older name of `menus`. @param {Params} config changed in place */
export function renamed(config) {
  const languages = isParams(config.languages) ? Object.values(config.languages).filter(isParams) : [];
  for (const holder of [config, ...languages]) {
    if (!('menu' in holder)) continue;
    holder.menus ??= holder.menu;
    delete holder.menu;
  }
  return config;
}

/** Puts a later file over what is there: maps are joined, all else is replaced. @param {Params} below changed in place @param {Params} above */
export function overlay(below, above) {
  for (const [key, value] of Object.entries(above)) {
    const own = Object.hasOwn(below, key) ? below[key] : undefined;
    if (isParams(own) && isParams(value)) overlay(own, value);
    else below[key] = isParams(value) ? structuredClone(value) : value;
  }
}

/** Adds what themes bring to the configuration of a project. */
export class Merger {
  #config;
  /** By the maps of the project. @type {WeakMap<Params, Strategy>} */
  #strategies = new WeakMap();

  /** @param {Params} config changed in place */
  constructor(config) {
    this.#config = config;
    this.#walk(config, []);
  }

  /** @param {Params} params @param {string[]} keys that lead to it @param {Strategy} [inherited] */
  #walk(params, keys, inherited) {
    const strategy = strategyOf(params) ?? defaultOf(keys, inherited);
    if (strategy) this.#strategies.set(params, strategy);
    for (const [key, value] of Object.entries(params)) if (isParams(value)) this.#walk(value, [...keys, key], strategy);
  }

  /** @param {Params} theme a configuration with keys in small letters */
  add(theme) {
    const config = this.#config;
    const root = this.#strategies.get(config);
    if (root === 'none') return;
    for (const [key, value] of Object.entries(theme)) {
      if (!isParams(value)) continue;
      const own = Object.hasOwn(config, key) ? config[key] : undefined;
      if (isParams(own)) this.#merge(own, value);
      else if (own === undefined) {
        /** @type {Params} */
        const made = {};
        this.#strategies.set(made, defaultOf([key], root) ?? 'none');
        this.#merge(made, value);
        if (Object.keys(made).length > 0) config[key] = made;
      }
    }
    this.#merge(config, theme);
  }

  /** @param {Params} into @param {Params} from @param {Strategy} [outer] that of the map around */
  #merge(into, from, outer) {
    const own = this.#strategies.get(into);
    const strategy = own ?? outer ?? 'shallow';
    const adds = strategy !== 'none' && outer !== 'shallow' && (into !== this.#config || own === 'deep');
    for (const [key, value] of Object.entries(from)) {
      if (key === '_merge') continue;
      if (!Object.hasOwn(into, key)) {
        if (adds) into[key] = isParams(value) ? structuredClone(value) : value;
        continue;
      }
      const there = into[key];
      if (isParams(there) && isParams(value)) this.#merge(there, value, strategy);
    }
  }
}

/** @param {Params} params @returns {Strategy | undefined} as it is written there */
function strategyOf(params) {
  const written = params._merge;
  return written === 'none' || written === 'shallow' || written === 'deep' ? written : undefined;
}

/** @param {string[]} keys @param {Strategy} [inherited] @returns {Strategy | undefined} nothing for the root */
function defaultOf(keys, inherited) {
  const key = keys.at(-1);
  if (key === undefined) return undefined;
  if (key === 'params') return 'deep';
  if (keys.length === 1 && ['outputformats', 'mediatypes', 'menus'].includes(key)) return 'shallow';
  if (keys.length === 3 && keys[0] === 'languages' && key === 'menus') return 'shallow';
  return inherited ?? 'none';
}

/** Without the strategies. @param {Params} params changed in place @returns {Params} */
export function withoutStrategies(params) {
  delete params._merge;
  for (const value of Object.values(params)) if (isParams(value)) withoutStrategies(value);
  return params;
}
