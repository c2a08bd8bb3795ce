/** The diagnostics of the draft: a list that leads to their places, marks in the editor, fixes at a click. */
import { isolateHistory } from '@codemirror/commands';
import { setDiagnostics } from '@codemirror/lint';
import { ChangeSet } from '@codemirror/state';
import { icon } from '../ui/icon.js';
import { words } from '../words.js';

/** @typedef {import('../../draft-pane.js').Diagnostic} Diagnostic */
/** @typedef {Pick<Diagnostic, 'severity' | 'message' | 'from' | 'to' | 'line' | 'column' | 'fix'>} Shown */

/** Problems that are listed and marked. More would help nobody and cost time at every key. */
const shown = 200;
const severities = /** @type {const} */ (['error', 'warning', 'info']);

export class Problems {
  /**
   * @param {object} parts
   * @param {import('../editor/editor.js').Editor} parts.editor
   * @param {HTMLElement} parts.panel
   * @param {HTMLElement} parts.list
   * @param {HTMLElement} parts.more says how many are not listed
   * @param {HTMLButtonElement} parts.button opens and closes the panel
   * @param {HTMLElement} parts.count
   * @param {SVGElement} parts.sign the `use` element of the button's icon
   * @param {() => void} parts.leading called before the editor is shown a place
   */
  constructor(parts) {
    this.#parts = parts;
    parts.button.addEventListener('click', () => this.#toggle());
    parts.panel.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.#toggle(false);
      parts.button.focus();
    });
  }

  #parts;
  /** @type {Shown[]} */
  #diagnostics = [];
  /**
   * The changes since the diagnostics came, so that their offsets can follow.
   * @type {ChangeSet}
   */
  #since = ChangeSet.empty(0);

  /** The text changed; new diagnostics come later. @param {ChangeSet} changes */
  follow(changes) {
    if (changes.length === this.#since.newLength) this.#since = this.#since.compose(changes);
  }

  /**
   * @param {Diagnostic[]} diagnostics of the text that the editor holds
   * @param {import('../../draft-pane.js').Problem[]} [inPreview] what the preview found besides
   * @param {Shown[]} [inSite] what the open site knows
   */
  show(diagnostics, inPreview = [], inSite = []) {
    const { view } = this.#parts.editor;
    const { length } = view.state.doc;
    const rank = (/** @type {Shown} */ { severity }) => severities.indexOf(severity);
    const others = inPreview.filter(({ kind, from, to }) => kind !== 'image' || !inSite.some((known) => known.from < to && from < known.to));
    this.#diagnostics = [...diagnostics, ...inSite, ...others.map((problem) => this.#diagnosticOf(problem))].sort((a, b) => rank(a) - rank(b) || a.from - b.from);
    this.#since = ChangeSet.empty(length);
    view.dispatch(setDiagnostics(view.state, this.#diagnostics.slice(0, shown).map((diagnostic) => ({
      from: Math.min(diagnostic.from, length),
      to: Math.min(Math.max(diagnostic.to, diagnostic.from), length),
      severity: diagnostic.severity,
      message: diagnostic.message,
      renderMessage: () => phrase(diagnostic.message),
      actions: diagnostic.fix ? [{ name: diagnostic.fix.title.replaceAll('`', ''), apply: () => this.#fix(diagnostic) }] : [],
    }))));
    this.#list();
    this.#count();
  }

  /** @param {import('../../draft-pane.js').Problem} problem @returns {Shown} */
  #diagnosticOf({ kind, message, url, from, to }) {
    const { doc } = this.#parts.editor.view.state;
    const line = doc.lineAt(Math.min(from, doc.length));
    // Those of libraries are in English, and begin with their names.
    const text = kind === 'image' ? words.problems.image(url) : words.problems.undrawn[kind](message.replace(/^(?:KaTeX )?parse error: /i, ''));
    return { severity: 'warning', message: text, from, to, line: line.number, column: from - line.from + 1 };
  }

  #list() {
    const { list, more } = this.#parts;
    // A new list under a focused button would throw the focus away.
    const focused = /** @type {HTMLElement | null} */ (list.contains(document.activeElement) ? document.activeElement : null);
    const place = focused && { row: [...list.children].indexOf(/** @type {Element} */ (focused.closest('li'))), name: focused.className };
    list.replaceChildren(...this.#diagnostics.slice(0, shown).map((diagnostic) => this.#row(diagnostic)));
    if (place) {
      const row = list.children[Math.min(place.row, list.children.length - 1)];
      const target = row?.getElementsByClassName(place.name)[0] ?? row?.firstElementChild ?? this.#parts.button;
      /** @type {HTMLElement} */ (target).focus();
    }
    more.hidden = this.#diagnostics.length <= shown;
    more.textContent = more.hidden ? '' : words.problems.more(this.#diagnostics.length - shown);
  }

  /** @param {Shown} diagnostic */
  #row(diagnostic) {
    const { severity, message, line, column, fix } = diagnostic;
    const row = document.createElement('li');
    row.className = 'problem';
    const lead = document.createElement('button');
    lead.type = 'button';
    lead.className = 'problem-lead';
    const kind = document.createElement('span');
    kind.className = 'visually-hidden';
    kind.textContent = `${words.problems[severity]}: `;
    const text = phrase(message);
    text.className = 'problem-message';
    const place = document.createElement('span');
    place.className = 'problem-place';
    place.textContent = `${line}:${column}`;
    place.title = words.problems.at(line, column);
    lead.append(icon(severity), kind, text, place);
    lead.addEventListener('click', () => {
      this.#parts.leading();
      this.#parts.editor.jump(this.#since.mapPos(this.#within(diagnostic.from), 1), this.#since.mapPos(this.#within(diagnostic.to), -1));
    });
    row.append(lead);
    if (fix) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'problem-fix';
      button.append(phrase(fix.title));
      button.addEventListener('click', () => this.#fix(diagnostic));
      row.append(button);
    }
    return row;
  }

  #count() {
    const { button, count, sign } = this.#parts;
    const worst = this.#diagnostics[0]?.severity;
    const counts = severities.flatMap((severity) => {
      const number = this.#diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
      return number ? [words.problems.count(severity, number)] : [];
    });
    count.textContent = counts.join(', ') || words.problems.none;
    sign.setAttribute('href', `#icon-${worst ?? 'clean'}`);
    button.dataset.severity = worst ?? 'clean';
    button.disabled = !worst;
    if (!worst) this.#toggle(false);
  }

  /** @param {boolean} [open] */
  #toggle(open = this.#parts.panel.hidden === true) {
    this.#parts.panel.hidden = !open;
    this.#parts.button.ariaExpanded = String(open);
  }

  /** Applies a fix as one step of the undo history. @param {Shown} diagnostic */
  #fix({ fix }) {
    if (!fix) return;
    const { view } = this.#parts.editor;
    view.dispatch({
      changes: ChangeSet.of(fix.changes, this.#since.length).map(this.#since.desc),
      annotations: isolateHistory.of('full'),
      userEvent: 'input.fix',
      scrollIntoView: true,
    });
  }

  /** @param {number} offset */
  #within(offset) {
    return Math.min(offset, this.#since.length);
  }
}

/**
 * A message with what stands in backticks as code.
 * @param {string} message
 */
function phrase(message) {
  const text = document.createElement('span');
  text.append(...message.split(/`([^`]+)`/).map((part, index) => {
    if (index % 2 === 0) return part;
    const code = document.createElement('code');
    code.textContent = part;
    return code;
  }));
  return text;
}
