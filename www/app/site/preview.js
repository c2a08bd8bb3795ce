/** The preview of a site's post: as its configuration says, with real Hugo behind it where that is there. */
import { siteWords } from '../words/site.js';
import { hugoBeside } from './hugo.js';

/** @typedef {import('../../site.js').Site} Site */
/** @typedef {import('../../hugo.js').HugoState} HugoState */
/** @typedef {import('../../hugo.js').PlacedProblem} PlacedProblem */
/** @typedef {import('../preview/problems.js').Shown} Shown */

const words = siteWords.hugo;
/** The number of warnings that a message has. */
const mostWarnings = 3;

export class SitePreview {
  /**
   * @param {object} parts
   * @param {import('../../draft-pane.js').DraftPane} parts.pane
   * @param {import('../preview/site.js').Site} parts.reading how posts are read
   * @param {import('../ui/notices.js').Notices} parts.notices
   * @param {() => void} parts.looking called when the author wants to see the preview
   * @param {() => void} parts.judge called when the problems of the post may be others
   */
  constructor(parts) {
    this.#parts = parts;
    this.#sign.id = 'hugo-state';
    this.#button.id = 'hugo-view';
    for (const button of [this.#sign, this.#button]) button.type = 'button';
    this.#sign.className = 'hugo-state';
    this.#sign.addEventListener('click', () => this.#explain());
    this.#button.className = 'hugo-view';
    this.#button.textContent = words.published;
    this.#button.hidden = this.#button.disabled = true;
    this.#button.addEventListener('click', () => this.toggle());
    document.getElementById('site')?.after(this.#sign, this.#button);
    parts.pane.addEventListener('draft-hugo', this.#heard);
    this.#tell('opening');
    this.#start();
  }

  #parts;
  #sign = document.createElement('button');
  #button = document.createElement('button');
  /** @type {import('../../hugo.js').Renderer | null} */
  #hugo = null;
  #isOver = false;
  /** @type {PlacedProblem[]} */
  #problems = [];
  #state = /** @type {HugoState} */ ('opening');
  /** The post that is shown, and its site. @type {{ site: Site, path: string } | null} */
  #open = null;
  #heard = (/** @type {Event} */ event) => {
    const { state, problems } = /** @type {CustomEvent<{ state: HugoState, problems: PlacedProblem[] }>} */ (event).detail;
    this.#problems = problems;
    // A draft of no site has no use for Hugo, which is ready all the same.
    if (this.#hugo) this.#tell(state === 'none' ? 'ready' : state);
    this.#parts.judge();
  };

  async #start() {
    const hugo = await hugoBeside();
    if (this.#isOver) {
      hugo?.close();
      return;
    }
    this.#hugo = hugo;
    this.#button.hidden = !hugo;
    if (!hugo) this.#tell('none');
    else this.#parts.pane.hugo = hugo;
  }

  /** Whether posts can be shown as they are published. */
  get hasHugo() {
    return this.#hugo !== null;
  }

  /**
   * Shows the open post as its site has it.
   * @param {{ name: string, site: Site, path: string } | null} open null for a draft of no site
   */
  show(open) {
    const { pane, reading } = this.#parts;
    this.#open = open;
    reading.setFolder(open && { name: open.name, configuration: open.site.options(open.path).site ?? {} });
    pane.site = open?.site ?? null;
    pane.path = open?.path ?? '';
    this.#button.disabled = !open;
  }

  /** Files of the site were written since. @param {Map<string, Blob | FileSystemFileHandle | null>} files */
  async written(files) {
    const hugo = this.#hugo;
    if (!hugo) return;
    const read = [...files].map(async ([path, source]) => {
      const file = source && 'getFile' in source ? await source.getFile() : source;
      return /** @type {[string, Uint8Array | null]} */ ([path, file && new Uint8Array(await file.arrayBuffer())]);
    });
    await Promise.all(read).then((all) => hugo.write(new Map(all))).catch(() => {});
  }

  /** The live preview, or the post as it is published. */
  toggle() {
    const { pane, looking } = this.#parts;
    if (!this.#hugo || this.#button.disabled) return;
    pane.view = pane.view === 'published' ? 'live' : 'published';
    this.#button.ariaPressed = String(pane.view === 'published');
    if (pane.view === 'published') looking();
  }

  close() {
    const { pane } = this.#parts;
    this.#isOver = true;
    pane.removeEventListener('draft-hugo', this.#heard);
    pane.view = 'live';
    pane.hugo = null;
    this.#hugo?.close();
    this.#sign.remove();
    this.#button.remove();
  }

  /**
   * The problems of Hugo at their places; those of templates at the start. Others are of the whole site: see the sign.
   * @param {import('@codemirror/state').EditorState} state
   * @returns {Shown[]}
   */
  problemsIn({ doc }) {
    return this.#problems.filter((problem) => !this.#isOfSite(problem) && !this.#isKnown(problem)).map(({ severity, message, file, line, from, to }) => {
      const start = Math.min(from ?? 0, doc.length);
      const place = doc.lineAt(start);
      const text = from === null && file !== null ? words.elsewhere(file, line, message) : message;
      return { severity, message: text, from: start, to: Math.min(to ?? start, doc.length), line: place.number, column: start - place.from + 1 };
    });
  }

  /** Whether a problem is one of the site: a warning about no file, or another post, which has the problem where it is open. @param {PlacedProblem} problem */
  #isOfSite({ severity, file }) {
    if (file === null) return severity === 'warning';
    return file !== this.#open?.path && Boolean(this.#open?.site.pathInHugo(file)?.startsWith('content/'));
  }

  /** Whether the preview has reported it: front matter that cannot be read, or a shortcode. @param {PlacedProblem} problem */
  #isKnown({ severity, from, to }) {
    const { draft } = this.#parts.pane;
    if (!draft || severity !== 'error' || from === null) return false;
    const start = draft.frontMatter.to;
    const isIn = (/** @type {import('../../draft-pane.js').Diagnostic} */ each) => (from < start ? each.in === 'frontMatter' : each.from < (to ?? from) && from < each.to);
    return draft.diagnostics.some((each) => each.severity === 'error' && isIn(each));
  }

  /** @param {HugoState} state */
  #tell(state) {
    this.#state = state;
    this.#sign.dataset.state = state;
    if (this.#sign.textContent !== words.states[state]) this.#sign.textContent = words.states[state];
    this.#sign.title = state === 'none' ? words.none : '';
  }

  /** Says more about the state. */
  #explain() {
    const [problem] = this.#problems;
    const warnings = this.#problems.filter((one) => this.#isOfSite(one)).map(({ file, line, message }) => (file === null ? message : words.elsewhere(file, line, message).replaceAll('`', '')));
    const text = this.#state === 'none' ? words.none : this.#state === 'failed' ? `${words.failed} ${problem?.message ?? ''}`
      : warnings.length > 0 ? `${words.works} ${words.warns(warnings.slice(0, mostWarnings).join(' · '), warnings.length - mostWarnings)}` : words.works;
    this.#parts.notices.show({ id: 'hugo', text, tone: this.#state === 'failed' ? 'error' : 'info' });
  }
}
