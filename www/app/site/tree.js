/**
 * The tree of posts: an ARIA tree whose focus is the tree's own. Only the rows in view are in the document, so that thousands
 * of posts cost what a screen of them costs.
 */
import { icon } from '../ui/icon.js';
import { rowsOf } from './sections.js';

/** @typedef {import('./sections.js').Row} Row */
/** @typedef {import('./sections.js').Section} Section */

/** Heights of rows in pixels. */
const heights = { section: matchMedia('(pointer: coarse)').matches ? 44 : 32, post: 44 };
/** Pixels above and below the view in which rows are there. */
const margin = 400;

let trees = 0;

export class Tree {
  /**
   * @param {object} parts
   * @param {string} parts.label
   * @param {(path: string) => void} parts.lead opens a post
   * @param {(post: import('../../site.js').Post) => { detail: string, badges: string[], isCurrent: boolean, isUnsaved: boolean }} parts.describe
   * @param {(count: number) => string} parts.countOf says how many posts a section has
   * @param {string} parts.unsaved the words for one that is not saved in its file
   */
  constructor(parts) {
    this.#parts = parts;
    const { element, sizer } = this;
    element.className = 'site-tree';
    element.role = 'tree';
    element.tabIndex = 0;
    element.ariaLabel = parts.label;
    sizer.className = 'site-rows';
    sizer.role = 'none';
    element.append(sizer);
    element.addEventListener('scroll', () => this.#draw(), { passive: true });
    element.addEventListener('keydown', (event) => this.#press(event));
    element.addEventListener('click', (event) => this.#click(event));
    new ResizeObserver(() => this.#draw()).observe(element);
  }

  #parts;
  #id = `site-tree-${++trees}`;
  element = document.createElement('div');
  sizer = document.createElement('div');
  /** @type {Section | null} */
  #root = null;
  /** The paths of the sections that are open. @type {Set<string>} */
  #open = new Set();
  #isFiltered = false;
  /** @type {Row[]} */
  #rows = [];
  /** Where each row begins, and where the last ends. @type {number[]} */
  #tops = [0];
  /** The row that keys move, by its key. */
  #active = '';
  #typed = { text: '', at: 0 };

  /**
   * Shows sections.
   * @param {Section} root
   * @param {boolean} isFiltered whether it holds what was searched for: then all of it is open
   */
  show(root, isFiltered) {
    if (isFiltered !== this.#isFiltered) this.element.scrollTop = 0;
    this.#root = root;
    this.#isFiltered = isFiltered;
    this.#list();
  }

  /** Opens the sections around a post, and shows its row. @param {string} section below the content @param {string} path */
  reveal(section, path) {
    const names = section.split('/').filter(Boolean);
    names.forEach((_, index) => this.#open.add(names.slice(0, index + 1).join('/')));
    this.#active = path;
    this.#list();
    this.#scrollTo(this.#index);
  }

  /** Rows have other words or marks now. */
  again() {
    this.#draw(true);
  }

  /** Goes to the first row from elsewhere, as from the field of a search. */
  enter() {
    if (this.#rows.length === 0) return;
    if (this.#isFiltered) this.#active = (this.#rows.find(({ post }) => post) ?? this.#rows[0]).key;
    this.element.focus();
    this.#scrollTo(this.#index);
  }

  #list() {
    if (!this.#root) return;
    this.#rows = rowsOf(this.#root, ({ path }) => this.#isFiltered || this.#open.has(path));
    this.#tops = [0];
    for (const { section } of this.#rows) this.#tops.push(this.#tops[this.#tops.length - 1] + (section ? heights.section : heights.post));
    this.sizer.style.height = `${this.#tops[this.#rows.length]}px`;
    if (!this.#rows.some(({ key }) => key === this.#active)) this.#active = this.#rows[0]?.key ?? '';
    this.#draw(true);
  }

  /** The active row's index; -1 without rows. */
  get #index() {
    return this.#rows.findIndex(({ key }) => key === this.#active);
  }

  /** The row at a height. @param {number} y */
  #rowAt(y) {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#tops[middle + 1] <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {boolean} [isAgain] whether rows that are there are made again */
  #draw(isAgain = false) {
    const { scrollTop, clientHeight } = this.element;
    const first = this.#rowAt(Math.max(0, scrollTop - margin));
    const last = Math.min(this.#rows.length, this.#rowAt(scrollTop + clientHeight + margin) + 1);
    const wanted = new Map(this.#rows.slice(first, last).map((row, index) => [row.key, first + index]));
    // The focus needs its row wherever that is.
    const active = this.#index;
    if (active >= 0) wanted.set(this.#active, active);
    const there = new Map();
    for (const item of /** @type {HTMLElement[]} */ ([...this.sizer.children])) {
      if (isAgain || !wanted.has(item.dataset.key ?? '')) item.remove();
      else there.set(item.dataset.key, item);
    }
    const indexes = [...wanted.values()].sort((a, b) => a - b);
    let before = /** @type {Element | null} */ (this.sizer.firstElementChild);
    for (const index of indexes) {
      const row = this.#rows[index];
      const item = there.get(row.key) ?? this.#made(row, index);
      if (item === before) before = before?.nextElementSibling ?? null;
      else this.sizer.insertBefore(item, before);
      item.classList.toggle('site-active', index === active);
    }
    if (active >= 0) this.element.setAttribute('aria-activedescendant', this.#idOf(active));
    else this.element.removeAttribute('aria-activedescendant');
  }

  /** @param {number} index */
  #idOf(index) {
    return `${this.#id}-${index}`;
  }

  /** @param {Row} row @param {number} index */
  #made(row, index) {
    const { key, level, at, of, section, isOpen, post } = row;
    const item = document.createElement('div');
    item.id = this.#idOf(index);
    item.role = 'treeitem';
    item.dataset.key = key;
    item.className = `site-row ${section ? 'site-section' : 'site-post'}`;
    item.ariaLevel = String(level);
    item.ariaPosInSet = String(at);
    item.ariaSetSize = String(of);
    item.style.insetBlockStart = `${this.#tops[index]}px`;
    item.style.height = `${section ? heights.section : heights.post}px`;
    item.style.setProperty('--level', String(level - 1));
    if (section) {
      item.ariaExpanded = String(isOpen);
      const count = part('site-count', String(section.count));
      count.ariaHidden = 'true';
      item.append(icon('chevron'), part('site-name', section.name), count, part('visually-hidden', `, ${this.#parts.countOf(section.count)}`));
    } else if (post) {
      const { detail, badges, isCurrent, isUnsaved } = this.#parts.describe(post);
      item.title = post.path;
      item.ariaSelected = String(isCurrent);
      if (isCurrent) item.ariaCurrent = 'true';
      const title = part('site-title', post.title);
      title.dir = 'auto';
      const head = part('site-line', '');
      head.append(title);
      if (isUnsaved) {
        const mark = part('site-unsaved', '');
        mark.title = this.#parts.unsaved;
        const word = part('visually-hidden', `, ${this.#parts.unsaved}`);
        head.append(mark, word);
      }
      const line = part('site-line site-detail', '');
      line.append(...badges.map((badge) => part('site-badge', badge)), part('site-date', detail));
      item.append(head, line);
    }
    return item;
  }

  /** @param {number} index */
  #scrollTo(index) {
    if (index < 0) return;
    const { element } = this;
    const [top, end] = [this.#tops[index], this.#tops[index + 1]];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (end > element.scrollTop + element.clientHeight) element.scrollTop = end - element.clientHeight;
    this.#draw();
  }

  /** @param {number} index */
  #go(index) {
    const row = this.#rows[Math.max(0, Math.min(this.#rows.length - 1, index))];
    if (!row) return;
    this.#active = row.key;
    this.#draw();
    this.#scrollTo(this.#index);
  }

  /** @param {Section} section @param {boolean} isOpen */
  #fold(section, isOpen) {
    if (this.#isFiltered) return;
    if (isOpen) this.#open.add(section.path);
    else this.#open.delete(section.path);
    this.#list();
  }

  /** @param {Row | undefined} row */
  #run(row) {
    if (row?.section) this.#fold(row.section, !row.isOpen);
    else if (row?.post) this.#parts.lead(row.post.path);
  }

  /** @param {MouseEvent} event */
  #click({ target }) {
    const item = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest('.site-row'));
    const row = this.#rows.find(({ key }) => key === item?.dataset.key);
    if (!row) return;
    this.#active = row.key;
    this.#draw();
    this.#run(row);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (ctrlKey || altKey || metaKey || this.#rows.length === 0) return;
    const index = this.#index;
    const row = this.#rows[index];
    const page = Math.max(1, Math.floor(this.element.clientHeight / heights.post) - 1);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowDown: () => this.#go(index + 1), ArrowUp: () => this.#go(index - 1), Home: () => this.#go(0), End: () => this.#go(this.#rows.length - 1),
      PageDown: () => this.#go(index + page), PageUp: () => this.#go(index - page), Enter: () => this.#run(row), ' ': () => this.#run(row),
      ArrowRight: () => (row.section && !row.isOpen ? this.#fold(row.section, true) : row.section && this.#go(index + 1)),
      ArrowLeft: () => (row.section && row.isOpen && !this.#isFiltered ? this.#fold(row.section, false) : this.#go(this.#parentOf(index))),
    };
    if (Object.hasOwn(keys, key)) keys[key]();
    else if (key.length === 1 && key !== '*') this.#find(key);
    else return;
    event.preventDefault();
  }

  /** @param {number} index */
  #parentOf(index) {
    const { level } = this.#rows[index];
    for (let at = index - 1; at >= 0; at--) if (this.#rows[at].level < level) return at;
    return index;
  }

  /** Goes to the next row that begins with what is typed. @param {string} key */
  #find(key) {
    const now = Date.now();
    const text = (now - this.#typed.at < 800 ? this.#typed.text : '') + key.toLowerCase();
    this.#typed = { text, at: now };
    const start = this.#index + (text.length > 1 ? 0 : 1);
    const order = [...this.#rows.slice(start), ...this.#rows.slice(0, start)];
    const found = order.find(({ section, post }) => (section?.name ?? post?.title ?? '').toLowerCase().startsWith(text));
    if (found) this.#go(this.#rows.indexOf(found));
    else if (text.length > 1) {
      this.#typed.at = 0;
      this.#find(key);
    }
  }
}

/** @param {string} className @param {string} text */
function part(className, text) {
  const made = document.createElement('span');
  made.className = className;
  made.textContent = text;
  return made;
}
