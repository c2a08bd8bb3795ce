/** Compares values with the types that a file of TypeScript declares. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** @typedef {Map<string, Set<string>>} Seen By the path of a field: the types it was seen with, `absent` among them. */

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The types that one file exports. */
export class Shapes {
  #checker;
  #exported;

  /** @param {string} path below the project's folder */
  constructor(path) {
    const program = ts.createProgram([join(root, path)], { strict: true, noEmit: true, lib: ['lib.es2024.d.ts'], types: [] });
    const file = program.getSourceFile(join(root, path));
    this.#checker = program.getTypeChecker();
    const module = file && this.#checker.getSymbolAtLocation(file);
    if (!module) throw new Error(`${path} is not a module of types`);
    this.#exported = new Map(this.#checker.getExportsOfModule(module).map((each) => [each.name, this.#checker.getDeclaredTypeOfSymbol(each)]));
  }

  /**
   * Differences between a type and values, in both directions: each value must be of the type, and each part of the type
   * must occur in a value.
   * @param {string} name
   * @param {unknown[]} values
   */
  compare(name, values) {
    const type = this.#type(name);
    /** @type {Seen} */
    const seen = new Map();
    const wrong = values.flatMap((value) => this.#check(type, value, name, seen));
    return [...new Set([...wrong, ...this.#unseen(type, name, seen)])].sort();
  }

  /**
   * Differences of one value alone.
   * @param {string} name
   * @param {unknown} value
   */
  mismatches(name, value) {
    return this.#check(this.#type(name), value, name, new Map());
  }

  /** @param {string} name */
  #type(name) {
    const type = this.#exported.get(name);
    if (!type) throw new Error(`There is no type ${name}`);
    return type;
  }

  /** @param {ts.Type} type @param {unknown} value @param {string} path @param {Seen} seen @returns {string[]} */
  #check(type, value, path, seen) {
    const member = membersOf(type).find((each) => this.#fits(each, value));
    if (!member) return [`${path}: ${shown(value)} is not ${this.#text(type)}`];
    note(seen, path, this.#text(member));
    const element = this.#elementOf(member);
    if (element) return /** @type {unknown[]} */ (value).flatMap((each) => this.#check(element, each, `${path}[]`, seen));
    if (!isObject(member)) return [];
    const record = /** @type {Record<string, unknown>} */ (value);
    const fields = this.#checker.getPropertiesOfType(member);
    const isOpen = this.#checker.getIndexInfosOfType(member).length > 0;
    const extra = isOpen ? [] : Object.keys(record).filter((key) => !fields.some(({ name }) => name === key));
    return [...extra.map((key) => `${path}.${key}: not in the type`), ...fields.flatMap((field) => {
      const place = `${path}.${field.name}`;
      if (field.name in record) return this.#check(this.#checker.getTypeOfSymbol(field), record[field.name], place, seen);
      note(seen, place, 'absent');
      return isOptional(field) ? [] : [`${place}: missing`];
    })];
  }

  /** @param {ts.Type} type @param {string} path @param {Seen} seen @returns {string[]} */
  #unseen(type, path, seen) {
    return membersOf(type).flatMap((member) => {
      if (!seen.get(path)?.has(this.#text(member))) return [`${path}: never ${this.#text(member)}`];
      const element = this.#elementOf(member);
      if (element) return this.#unseen(element, `${path}[]`, seen);
      if (!isObject(member)) return [];
      return this.#checker.getPropertiesOfType(member).flatMap((field) => {
        const place = `${path}.${field.name}`;
        const always = isOptional(field) && !seen.get(place)?.has('absent') ? [`${place}: never absent`] : [];
        return [...always, ...this.#unseen(this.#checker.getTypeOfSymbol(field), place, seen)];
      });
    });
  }

  /** Whether a value is of a type, its fields aside but for those that tell the members of a union apart. @param {ts.Type} type @param {unknown} value */
  #fits(type, value) {
    if (type.flags & ts.TypeFlags.Unknown) return true;
    if (type.flags & ts.TypeFlags.Null) return value === null;
    if (type.isLiteral()) return value === type.value;
    if (type.flags & ts.TypeFlags.String) return typeof value === 'string';
    if (type.flags & ts.TypeFlags.Number) return Number.isFinite(value);
    if (type.flags & ts.TypeFlags.Boolean) return typeof value === 'boolean';
    if (type.getCallSignatures().length > 0) return typeof value === 'function';
    if (!isObject(type) || typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value) || this.#elementOf(type)) return Array.isArray(value) && this.#elementOf(type) !== undefined;
    return this.#checker.getPropertiesOfType(type).every((field) => {
      const literal = this.#checker.getTypeOfSymbol(field);
      return !literal.isLiteral() || /** @type {Record<string, unknown>} */ (value)[field.name] === literal.value;
    });
  }

  /** The type of the elements of an array. @param {ts.Type} type */
  #elementOf(type) {
    return this.#checker.isArrayType(type) ? this.#checker.getTypeArguments(/** @type {ts.TypeReference} */ (type))[0] : undefined;
  }

  /** @param {ts.Type} type */
  #text(type) {
    return this.#checker.typeToString(type);
  }
}

/** The members of a union; of an optional field without `undefined`. @param {ts.Type} type */
function membersOf(type) {
  if (!type.isUnion() || type.flags & ts.TypeFlags.Boolean) return [type];
  return type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
}

/** @param {ts.Type} type */
const isObject = (type) => (type.flags & ts.TypeFlags.Object) !== 0;

/** @param {ts.Symbol} field */
const isOptional = (field) => (field.flags & ts.SymbolFlags.Optional) !== 0;

/** @param {unknown} value */
const shown = (value) => (typeof value === 'number' ? String(value) : JSON.stringify(value));

/** @param {Seen} seen @param {string} path @param {string} as */
const note = (seen, path, as) => seen.set(path, (seen.get(path) ?? new Set()).add(as));
