/** The outputs of a post's shortcodes: by what they depend on, and for those that are half typed, the last one at their place. */

/** @typedef {import('./types.js').RenderedShortcode} RenderedShortcode */
/** @typedef {import('./shortcodes.js').Tag} Tag */

/** The front matters whose outputs are known. An author who goes back finds the outputs again. */
const FRONT_MATTERS = 4;

/** The outputs known for one front matter: an author edits for hours. */
const MOST = 2000;

export class Outputs {
  /** By front matter, then by occurrence and source; null where the engine draws by itself. @type {Map<string, Map<string, string | null>>} */
  #known = new Map();
  /** The shortcodes of the text, with what is shown for each. @type {{ name: string, source: string, output: string | null }[]} */
  #shown = [];

  /**
   * Those of Hugo's own shortcodes that depend on the site count, too; the engine draws the others.
   *
   * @param {string} frontMatter
   * @param {RenderedShortcode[]} rendered
   */
  learn(frontMatter, rendered) {
    const known = this.#of(frontMatter);
    const occurrence = counter();
    for (const { source, output, embedded } of rendered) {
      const key = keyOf(source, occurrence(source));
      known.delete(key);
      if (embedded && !/^\{\{[<%]\s*(?:param|ref|relref)\s/.test(source)) known.set(key, null);
      else if (output !== null) known.set(key, output);
    }
    for (const key of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(key);
    }
  }

  /**
   * Whether each shortcode of a text has its output.
   *
   * @param {string} frontMatter
   * @param {Tag[]} tags
   */
  has(frontMatter, tags) {
    const known = this.#of(frontMatter);
    const occurrence = counter();
    return tags.every(({ source }) => known.has(keyOf(source, occurrence(source))));
  }

  /**
   * The answers for a text. A shortcode that is not known keeps what was shown in its place.
   *
   * @param {string} frontMatter
   * @param {Tag[]} tags
   * @returns {Record<string, string | string[]>}
   */
  for(frontMatter, tags) {
    const known = this.#of(frontMatter);
    const occurrence = counter();
    const before = this.#shown;
    const alike = (/** @type {number} */ a, /** @type {number} */ b) => before[a].source === tags[b].source;
    let start = 0;
    while (start < before.length && start < tags.length && alike(start, start)) start++;
    let end = 0;
    while (end < before.length - start && end < tags.length - start && alike(before.length - 1 - end, tags.length - 1 - end)) end++;
    const placeBefore = (/** @type {number} */ n) => (n < tags.length - end ? (n < before.length - end ? n : -1) : n - tags.length + before.length);
    this.#shown = tags.map(({ name, source }, n) => {
      const key = keyOf(source, occurrence(source));
      const last = before[placeBefore(n)];
      return { name, source, output: known.get(key) ?? (!known.has(key) && last?.name === name ? last.output : null) };
    });
    return answersOf(this.#shown);
  }

  /** @param {string} frontMatter @returns {Map<string, string | null>} */
  #of(frontMatter) {
    const known = this.#known.get(frontMatter) ?? new Map();
    this.#known.delete(frontMatter);
    this.#known.set(frontMatter, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= FRONT_MATTERS) break;
      this.#known.delete(oldest);
    }
    return known;
  }
}

/** @param {string} source @param {number} occurrence */
const keyOf = (source, occurrence) => `${occurrence} ${source}`;

/** Counts how often each source came before. */
function counter() {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return (/** @type {string} */ source) => {
    const before = seen.get(source) ?? 0;
    seen.set(source, before + 1);
    return before;
  };
}

/** @param {{ source: string, output: string | null }[]} shown @returns {Record<string, string | string[]>} */
function answersOf(shown) {
  /** @type {Map<string, (string | null)[]>} */
  const bySource = new Map();
  for (const { source, output } of shown) {
    const outputs = bySource.get(source);
    if (outputs) outputs.push(output);
    else bySource.set(source, [output]);
  }
  /** @type {[string, string | string[]][]} */
  const answers = [];
  for (const [source, outputs] of bySource) {
    // Occurrences whose outputs are not known look like the one before.
    let last = outputs.find((output) => output !== null) ?? null;
    if (last === null) continue;
    const all = outputs.map((output) => (last = output ?? /** @type {string} */ (last)));
    answers.push([source, all.every((output) => output === all[0]) ? all[0] : all]);
  }
  return Object.fromEntries(answers);
}
