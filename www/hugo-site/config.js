/**
 * The configuration of a site, merged as Hugo 0.168 merges it: the file at the root, then `config/_default/` and the folder of
 * the environment over it, then what the themes add.
 */
import { parseData } from '../engine.js';
import { endingOf, join, nameOf } from '../base/paths.js';
import { Merger, isParams, lowered, overlay, renamed, withoutStrategies } from './merge.js';

/** @typedef {import('./folder.js').Folder} Folder */
/** @typedef {import('./merge.js').Params} Params */
/** A part of the site that cannot be read, or is missing. @typedef {{ file: string, line: number | null, message: string }} Problem */
/** A folder of the site, or a file, and where Hugo sees it: `content/…`, `static/…`. @typedef {{ source: string, target: string, lang: string | null }} Mount */
/** @typedef {{ folder: string, config: Params, mounts: Mount[] }} Module */
/** @typedef {{ config: Params, modules: Module[], problems: Problem[] }} Configuration */

const endings = ['toml', 'yaml', 'yml', 'json'];
/** The parts that a site and its modules have, in Hugo's words. */
export const components = ['content', 'data', 'layouts', 'i18n', 'archetypes', 'assets', 'static'];
/** The keys by which a site names another folder for a component. */
const keyOf = /** @type {Record<string, string>} */ ({
  content: 'contentdir', data: 'datadir', layouts: 'layoutdir', i18n: 'i18ndir', archetypes: 'archetypedir', assets: 'assetdir', static: 'staticdir',
});

/** @param {Folder} folder @param {string} environment @returns {Promise<Configuration>} */
export async function configurationOf(folder, environment) {
  /** @type {Problem[]} */
  const problems = [];
  const reading = new Reading(folder, environment, problems);
  const own = await reading.configAt('');
  if (own === null) problems.push({ file: 'hugo.toml', line: null, message: 'This folder has no configuration of Hugo: neither `hugo.toml` nor `config/_default/`.' });
  const config = own ?? {};
  const merger = new Merger(config);
  const modules = await reading.modules(config);
  for (const module of modules) merger.add(module.config);
  const project = { folder: '', config, mounts: projectMounts(config) };
  for (const { source } of [project, ...modules].flatMap(({ mounts }) => mounts)) await folder.reach(source);
  return { config: withoutStrategies(config), modules: [project, ...modules], problems };
}

class Reading {
  /** @param {Folder} folder @param {string} environment @param {Problem[]} problems */
  constructor(folder, environment, problems) {
    this.#folder = folder;
    this.#environment = environment;
    this.#problems = problems;
  }

  #folder;
  #environment;
  #problems;

  /** @param {string} root of the site, a theme or a module @returns {Promise<Params | null>} null where there is no file of a configuration */
  async configAt(root) {
    const file = ['hugo', 'config'].flatMap((name) => endings.map((ending) => join(root, `${name}.${ending}`))).find((path) => this.#folder.has(path));
    /** @type {Params} */
    const config = {};
    let found = file !== undefined;
    if (file) overlay(config, renamed(await this.#read(file)));
    const folder = typeof config.configdir === 'string' && root === '' ? config.configdir : 'config';
    for (const part of ['_default', this.#environment]) {
      for (const path of this.#folder.below(join(root, folder, part))) {
        if (!endings.includes(endingOf(path))) continue;
        found = true;
        overlay(config, renamed(wrapped(nameOf(path), await this.#read(path))));
      }
    }
    return found ? config : null;
  }

  /** @param {string} path @returns {Promise<Params>} empty for what cannot be read, which becomes a problem */
  async #read(path) {
    const ending = endingOf(path);
    try {
      return lowered(parseData(await this.#folder.text(path), ending === 'yml' ? 'yaml' : /** @type {'yaml' | 'toml' | 'json'} */ (ending)));
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      this.#problems.push({ file: path, line: Number(/\bline (\d+)/i.exec(message)?.[1]) || null, message: message.replace(/^Line \d+: /, '') });
      return {};
    }
  }

  /** The themes and modules of a configuration, and those that they import, each once. @param {Params} config @returns {Promise<Module[]>} */
  async modules(config) {
    /** @type {Module[]} */
    const found = [];
    const seen = new Set();
    const replacements = replacementsOf(config);
    /** @param {Params} owner */
    const collect = async (owner) => {
      for (const { path, mounts, noMounts, ignoreImports } of importsOf(owner)) {
        const name = replacements.get(path) ?? path;
        if (seen.has(name)) continue;
        seen.add(name);
        const folder = await this.#moduleFolder(name, config);
        if (folder === null) {
          this.#problems.push({ file: '', line: null, message: missing(name) });
          continue;
        }
        const own = await this.configAt(folder) ?? {};
        found.push({ folder, config: own, mounts: noMounts ? [] : moduleMounts(folder, mounts ?? mountsOf(own), this.#folder) });
        if (!ignoreImports) await collect(own);
      }
    };
    await collect(config);
    return found;
  }

  /** @param {string} name @param {Params} config @returns {Promise<string | null>} */
  async #moduleFolder(name, config) {
    const themes = typeof config.themesdir === 'string' ? config.themesdir : 'themes';
    for (const folder of [join('_vendor', name), join(themes, name)]) {
      await this.#folder.reach(folder);
      if (this.#folder.below(folder).length > 0) return folder;
    }
    return null;
  }
}

/** @param {string} name */
const missing = (name) => name.includes('.') && name.includes('/')
  ? `The module \`${name}\` is not in the folder: \`hugo mod vendor\` puts it there.`
  : `The theme \`${name}\` is not in the folder \`themes\`.`;

/** The keys that a file of a configuration folder sets: `params.toml` the table `params`, `menus.en.toml` that of a language. @param {string} file @param {Params} content @returns {Params} */
function wrapped(file, content) {
  const name = file.replace(/\.[^.]*$/, '').toLowerCase();
  if (name === 'hugo' || name === 'config') return content;
  const [, key, lang] = /^(.*?)(?:\.([^.]*))?$/.exec(name) ?? ['', name];
  const only = Object.keys(content);
  // A list has no name of its own in TOML, so a file may have its own name as its only key.
  const value = only.length === 1 && only[0] === key ? content[key] : content;
  if (!lang) return { [key]: value };
  const inner = key === 'menu' || key === 'menus' ? { menus: value } : key === 'params' ? { params: value } : value;
  return { languages: { [lang]: inner } };
}

/** @param {unknown} value @returns {string[]} */
const strings = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((each) => typeof each === 'string');

/** @param {Params} config */
function importsOf(config) {
  const module = isParams(config.module) ? config.module : {};
  const listed = (Array.isArray(module.imports) ? module.imports : []).filter(isParams).map(lowered)
    .filter((each) => typeof each.path === 'string' && each.disable !== true)
    .map((each) => ({
      path: String(each.path), noMounts: each.nomounts === true, ignoreImports: each.ignoreimports === true,
      mounts: Array.isArray(each.mounts) && each.mounts.length > 0 ? mountsIn(each.mounts) : undefined,
    }));
  return [...listed, ...strings(config.theme).map((path) => ({ path, noMounts: false, ignoreImports: false, mounts: undefined }))];
}

/** @param {Params} config @returns {Map<string, string>} paths of modules that the site takes from elsewhere */
function replacementsOf(config) {
  const module = isParams(config.module) ? config.module : {};
  return new Map(strings(module.replacements).flatMap((text) => text.split(',')).map((text) => {
    const [from, to = ''] = text.split('->');
    return [from.trim(), to.trim()];
  }));
}

/** @param {Params} config */
const mountsOf = (config) => mountsIn(isParams(config.module) && Array.isArray(config.module.mounts) ? config.module.mounts : []);

/** @param {unknown[]} list @returns {Mount[]} */
function mountsIn(list) {
  return list.filter(isParams).map(lowered).filter(({ source, target }) => typeof source === 'string' && typeof target === 'string')
    .map(({ source, target, lang }) => ({ source: join(String(source)), target: join(String(target)), lang: typeof lang === 'string' && lang !== '' ? lang : null }));
}

/** The default folders of a site, but for the components that it mounts itself. @param {Params} config @returns {Mount[]} */
function projectMounts(config) {
  const own = mountsOf(config);
  const mounted = new Set(own.map(({ target }) => target.split('/')[0]));
  const languages = isParams(config.languages) ? Object.entries(config.languages).filter(([, each]) => isParams(each)) : [];
  const rest = components.filter((component) => !mounted.has(component)).flatMap((component) => {
    const key = keyOf[component];
    /** @param {Params} holder @param {string | null} lang */
    const named = (holder, lang) => Object.keys(holder).filter((name) => name === key || (component === 'static' && /^staticdir\d+$/.test(name))).sort()
      .flatMap((name) => strings(holder[name])).map((source) => ({ source: join(source), target: component, lang }));
    const perLanguage = component === 'content' ? languages.flatMap(([lang, each]) => named(/** @type {Params} */ (each), lang))
      : component === 'static' ? languages.flatMap(([, each]) => named(/** @type {Params} */ (each), null)) : [];
    // Languages that all have a folder of their own need no common one.
    if (component === 'content' && languages.length > 0 && perLanguage.length === languages.length) return perLanguage;
    const general = named(config, null);
    return [...perLanguage, ...(general.length > 0 ? general : [{ source: component, target: component, lang: null }])];
  });
  return [...own, ...rest];
}

/** @param {string} root @param {Mount[]} mounts @param {Folder} folder @returns {Mount[]} */
function moduleMounts(root, mounts, folder) {
  const all = mounts.length > 0 ? mounts : components.map((component) => ({ source: component, target: component, lang: null }));
  return all.map((mount) => ({ ...mount, source: join(root, mount.source) })).filter(({ source }) => folder.has(source) || folder.below(source).length > 0);
}

