/** The panel of a site: its name, the search, the tree of its posts. */
import { icon } from '../ui/icon.js';
import { locale } from '../words.js';
import { siteWords } from '../words/site.js';
import { isSectionPage, search, sectionOf, sectionsOf } from './sections.js';
import { Tree } from './tree.js';

/** @typedef {import('../../site.js').Post} Post */
/** @typedef {import('../../site.js').Site} Site */

const text = siteWords.panel;
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const integer = new Intl.NumberFormat(locale);
/** Windows in which the panel covers the text. */
const narrow = matchMedia('(max-width: 760px)');

export class Panel {
  /**
   * @param {object} parts
   * @param {string} parts.name of the folder
   * @param {(path: string) => void} parts.lead opens a post
   * @param {() => void} parts.create asks for a new one
   * @param {() => void} parts.left called when the panel is left by Escape, or hidden
   * @param {(isShown: boolean) => void} parts.toggled
   */
  constructor(parts) {
    this.#parts = parts;
    const { element } = this;
    element.id = 'site-panel';
    element.className = 'site-panel';
    element.ariaLabel = text.label(parts.name);
    const heading = document.createElement('h2');
    heading.textContent = parts.name;
    heading.dir = 'auto';
    const head = document.createElement('div');
    head.className = 'site-head';
    head.append(heading, tool('new', text.newPost, parts.create), tool('close', text.hide, () => this.toggle(false)));
    this.#search.type = 'search';
    this.#search.className = 'field';
    this.#search.placeholder = this.#search.ariaLabel = text.search;
    this.#search.addEventListener('input', () => this.#searched());
    this.#search.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && (event.key !== 'Enter' || event.isComposing)) return;
      event.preventDefault();
      this.#tree.enter();
    });
    this.#said.className = 'site-said';
    this.#said.role = 'status';
    this.#bar.hidden = true;
    this.#bar.ariaLabel = text.posts;
    element.append(head, this.#search, this.#bar, this.#said, this.#tree.element);
    element.addEventListener('keydown', (event) => this.#press(event));
  }

  #parts;
  element = document.createElement('nav');
  #search = document.createElement('input');
  #said = document.createElement('p');
  #bar = document.createElement('progress');
  /** @type {Site | null} */
  #site = null;
  #current = '';
  /** Posts whose drafts are not saved in their files, by their paths. @type {Set<string>} */
  #unsaved = new Set();
  #hasLanguages = false;
  #tree = new Tree({
    label: text.posts, unsaved: text.unsaved, countOf: (count) => text.found(count, integer.format(count)),
    lead: (path) => this.#parts.lead(path),
    describe: (post) => this.#describe(post),
  });

  /** Posts are being read. @param {number} done @param {number} all */
  progress(done, all) {
    this.#bar.hidden = false;
    this.#bar.max = Math.max(1, all);
    this.#bar.value = done;
    this.#said.textContent = text.reading(integer.format(done), integer.format(all));
  }

  /** @param {Site} site */
  show(site) {
    this.#site = site;
    this.#hasLanguages = new Set(site.posts.map(({ lang }) => lang)).size > 1;
    this.#bar.hidden = true;
    this.#filter();
  }

  /** The open post. @param {string} path `''` where none of the site is open */
  mark(path) {
    if (path === this.#current) return;
    this.#current = path;
    this.#reveal();
    this.#tree.again();
  }

  /** Opens the sections around the open post. */
  #reveal() {
    const path = this.#current;
    if (path !== '' && !this.#search.value) this.#tree.reveal(sectionOf(this.#site?.pathInHugo(path) ?? path), path);
  }

  /** @param {string} path @param {boolean} isUnsaved */
  setUnsaved(path, isUnsaved) {
    if (this.#unsaved.has(path) === isUnsaved) return;
    if (isUnsaved) this.#unsaved.add(path);
    else this.#unsaved.delete(path);
    this.#tree.again();
  }

  get isShown() {
    return document.body.dataset.site === 'shown';
  }

  /** @param {boolean} [isShown] */
  toggle(isShown = !this.isShown) {
    const hadFocus = this.element.contains(document.activeElement);
    document.body.dataset.site = isShown ? 'shown' : 'hidden';
    this.element.hidden = !isShown;
    this.#parts.toggled(isShown);
    if (!isShown && hadFocus) this.#parts.left();
  }

  /** A post is open, which the panel may cover. */
  makeWay() {
    if (narrow.matches) this.toggle(false);
  }

  /** Shows the panel, with the focus in its tree. */
  enter() {
    this.toggle(true);
    this.#tree.enter();
  }

  remove() {
    this.element.remove();
    delete document.body.dataset.site;
  }

  #searched() {
    this.#filter();
    this.#reveal();
  }

  #filter() {
    const site = this.#site;
    if (!site) return;
    const query = this.#search.value.trim();
    const posts = query ? search(site.posts, query) : site.posts;
    this.#tree.show(sectionsOf(posts, (path) => site.pathInHugo(path)), query !== '');
    const none = query ? text.none : text.empty;
    this.#said.textContent = posts.length === 0 ? none : text.found(posts.length, integer.format(posts.length));
  }

  /** @param {Post} post */
  #describe(post) {
    const date = /^\d{4}-\d\d-\d\d/.exec(post.date ?? '')?.[0];
    const badges = [isSectionPage(post) && text.section, post.draft && text.draft, this.#hasLanguages && post.lang].filter((each) => typeof each === 'string');
    return {
      detail: date && !Number.isNaN(Date.parse(date)) ? day.format(new Date(date)) : '', badges,
      isCurrent: post.path === this.#current, isUnsaved: this.#unsaved.has(post.path),
    };
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    if (this.#search.value && document.activeElement === this.#search) {
      this.#search.value = '';
      this.#searched();
    } else if (narrow.matches) this.toggle(false);
    else this.#parts.left();
  }
}

/** @param {string} name of its icon @param {string} label @param {() => void} run */
function tool(name, label, run) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'tool';
  button.title = button.ariaLabel = label;
  button.append(icon(name));
  button.addEventListener('click', run);
  return button;
}
