/**
 * The header of a post, built from its front matter.
 *
 * Everything is made by DOM calls, text only as text nodes, and updated in
 * place: a node is touched only when what it shows has changed.
 *
 * @module
 */

import { dayOf, longDay, longTime } from './pane/day.js';
import { arrange, listedDays } from './pane/fields.js';
import { Hero } from './pane/hero.js';
import { typeOf, valueText } from './pane/value-text.js';

/** @typedef {import('./engine.js').FrontMatter} FrontMatter */
/** @typedef {import('./engine.js').Field} Field */
/** @typedef {import('./pane/day.js').Day} Day */
/** @typedef {import('./pane/urls.js').Urls} Urls */
/** @typedef {'header' | 'table' | 'source' | 'hidden' | 'none'} Mode */
/** @typedef {import('./engine.js').Publication} Publication */
/** @typedef {{ element: HTMLElement, update(frontMatter: FrontMatter, source: string, publication: Publication): void }} View */

/** What the site does with a post, in words before the day. */
const WORDS = { draft: 'Draft', scheduled: 'Scheduled for ', expired: 'Expired ', published: '' };
const TITLES = {
  draft: 'The site does not publish drafts',
  scheduled: 'The site publishes the post from then on',
  expired: 'The site does not publish the post any more',
  published: '',
};

export class PostHeader {
  #element;
  #urls;
  #note;
  /** @type {Mode | null} */
  #mode = null;
  /** @type {View | null} */
  #view = null;

  /**
   * @param {HTMLElement} element the element to fill
   * @param {() => Urls} urls gives what maps an image's path to its URL
   */
  constructor(element, urls) {
    this.#element = element;
    this.#urls = urls;
    this.#note = make(element.ownerDocument, 'p', 'note');
    element.hidden = true;
  }

  /**
   * Shows the front matter.
   *
   * @param {FrontMatter} frontMatter
   * @param {Mode} mode
   * @param {string} source the front matter as it is written
   * @param {Publication} publication what the site does with the post now
   */
  show(frontMatter, mode, source, publication) {
    if (mode !== this.#mode) {
      this.#mode = mode;
      this.#view = this.#open(mode);
      if (this.#view) this.#element.replaceChildren(this.#note, this.#view.element);
      else this.#element.replaceChildren();
    }
    const shown = this.#view !== null && frontMatter.format !== null;
    setHidden(this.#element, !shown);
    if (!shown) return;
    this.#element.toggleAttribute('data-stale', frontMatter.stale);
    setHidden(this.#note, !frontMatter.stale);
    if (frontMatter.stale) setText(this.#note, staleNote(frontMatter, mode));
    this.#view?.update(frontMatter, source, publication);
  }

  /**
   * The key of the front matter field that a node of the header shows.
   *
   * @param {Element} node
   * @returns {string | null}
   */
  keyOf(node) {
    return node.closest('[data-key]')?.getAttribute('data-key') ?? null;
  }

  /**
   * @param {Mode} mode
   * @returns {View | null}
   */
  #open(mode) {
    const document = this.#element.ownerDocument;
    switch (mode) {
      case 'header':
        return new PostView(document, this.#urls);
      case 'table':
        return new Rows(document, { list: 'table', row: 'tr', name: 'th', value: 'td' });
      case 'source':
        return new SourceView(document);
      default:
        return null;
    }
  }
}

/**
 * @param {FrontMatter} frontMatter
 * @param {Mode} mode
 */
function staleNote({ fields }, mode) {
  const last = mode !== 'source' && fields.length > 0;
  return last ? 'Front matter has an error: showing the last good values' : 'Front matter has an error';
}

/** The header as a reader of the site would see it, and what else there is below. */
class PostView {
  #urls;
  #hero;
  #status;
  #pinned;
  #categories;
  #title;
  #people;
  #date;
  #updated;
  #tags;
  #rest;
  #meta;
  #kicker;
  #lead;

  /**
   * @param {Document} document
   * @param {() => Urls} urls
   */
  constructor(document, urls) {
    this.#urls = urls;
    this.#hero = new Hero(document);
    this.#status = make(document, 'span', 'badge', 'badge');
    this.#status.part.add('status');
    this.#pinned = make(document, 'span', 'badge pinned', 'badge');
    this.#pinned.textContent = 'Pinned';
    this.#categories = new Chips(document, 'categories', 'Categories');
    this.#kicker = make(document, 'div', 'kicker');
    this.#kicker.append(this.#status, this.#pinned, this.#categories.element);
    this.#title = make(document, 'h1', 'title', 'title');
    this.#lead = make(document, 'p', 'lead', 'lead');
    this.#people = new Chips(document, 'people', 'Contributors');
    this.#date = new DayLine(document, 'date');
    this.#updated = new DayLine(document, 'updated');
    this.#meta = make(document, 'div', 'meta', 'meta');
    this.#meta.append(this.#people.element, this.#date.element, this.#updated.element);
    this.#tags = new Chips(document, 'tags', 'Tags');
    this.#rest = new Rows(document, { list: 'dl', row: 'div', name: 'dt', value: 'dd' });
    this.element = make(document, 'div', 'post');
    this.element.append(this.#hero.element, this.#kicker, this.#title, this.#lead, this.#meta, this.#tags.element, this.#rest.element);
  }

  /**
   * @param {FrontMatter} frontMatter
   * @param {string} _
   * @param {Publication} publication
   */
  update({ fields, dates }, _, publication) {
    const post = arrange(fields, dates);
    const days = listedDays(post.rest, dates);
    this.#hero.show(post.hero?.value ?? null, this.#urls());
    setKey(this.#hero.element, post.hero);
    const status = this.#showStatus(publication, post, days);
    flag(this.#pinned, post.pinned);
    this.#categories.update(post.categories);
    setHidden(this.#kicker, !(status || post.pinned || post.categories));
    setText(this.#title, post.title?.value ?? 'Untitled');
    this.#title.toggleAttribute('data-empty', !post.title);
    setKey(this.#title, post.title);
    setHidden(this.#lead, !post.lead);
    setText(this.#lead, post.lead?.value ?? '');
    setKey(this.#lead, post.lead);
    this.#people.update(post.people);
    this.#date.update(post.date, publication.status === 'published' ? 'Published ' : '');
    this.#updated.update(post.updated, 'Updated ');
    setHidden(this.#meta, !(post.people || post.date || post.updated));
    this.#tags.update(post.tags);
    this.#rest.update({ fields: post.rest, days });
  }

  /**
   * Shows what keeps the site from publishing the post; returns whether anything does.
   *
   * @param {Publication} publication
   * @param {import('./pane/fields.js').Arrangement} post
   * @param {Map<string, Day>} days
   */
  #showStatus({ status, date }, post, days) {
    const badge = this.#status;
    const day = dayOf(date);
    const shown = status !== 'published';
    setHidden(badge, !shown);
    if (!shown) return false;
    if (badge.dataset.status !== status) {
      badge.dataset.status = status;
      badge.title = TITLES[status];
    }
    setText(badge, WORDS[status] + (day ? longTime(day) : ''));
    // Where a day counts that stands in for another, its field is the date's.
    const keys = [...days.keys()];
    const expiry = keys.find((key) => /^(expiry|unpublish)date$/i.test(key));
    const key = { draft: post.draft?.key, expired: expiry, scheduled: keys.find((other) => other !== expiry) ?? post.date?.key }[status];
    setKey(badge, key === undefined ? null : { key });
    return true;
  }
}

/** The front matter as it is written. */
class SourceView {
  #code;

  /** @param {Document} document */
  constructor(document) {
    this.element = make(document, 'pre', 'source', 'source');
    this.element.tabIndex = 0;
    this.#code = document.createElement('code');
    this.element.append(this.#code);
  }

  /**
   * @param {FrontMatter} _
   * @param {string} source
   */
  update(_, source) {
    setText(this.#code, source);
  }
}

/** Names side by side. */
class Chips {
  /**
   * @param {Document} document
   * @param {string} name
   * @param {string} label for assistive technology
   */
  constructor(document, name, label) {
    this.element = make(document, 'ul', `chips ${name}`, name);
    // Safari takes a list without markers for no list.
    this.element.setAttribute('role', 'list');
    this.element.setAttribute('aria-label', label);
  }

  /** @param {import('./pane/fields.js').Shown<string[]> | null} shown */
  update(shown) {
    const names = shown?.value ?? [];
    const list = this.element;
    setHidden(list, names.length === 0);
    setKey(list, shown);
    while (list.children.length > names.length) list.lastElementChild?.remove();
    names.forEach((name, at) => {
      const item = list.children[at] ?? list.appendChild(list.ownerDocument.createElement('li'));
      setText(item, name);
    });
  }
}

/** A day, written out. */
class DayLine {
  #lead;
  #time;

  /**
   * @param {Document} document
   * @param {string} name
   */
  constructor(document, name) {
    this.element = make(document, 'span', `day ${name}`, name);
    this.#lead = document.createTextNode('');
    this.#time = document.createElement('time');
    this.element.append(this.#lead, this.#time);
  }

  /**
   * @param {import('./pane/fields.js').Shown<Day> | null} shown
   * @param {string} lead text before the day
   */
  update(shown, lead) {
    setHidden(this.element, !shown);
    setKey(this.element, shown);
    setText(this.#lead, lead);
    if (!shown) return;
    const { machine, written } = shown.value;
    if (this.#time.dateTime === machine && this.#time.title === written) return;
    this.#time.dateTime = machine;
    this.#time.title = written;
    setText(this.#time, longDay(shown.value));
  }
}

/** Fields by name and value: a description list or a table. */
class Rows {
  /** @type {Map<string, { row: HTMLElement, value: HTMLElement }>} */
  #rows = new Map();
  #tags;
  /** @type {HTMLElement} */
  #list;

  /**
   * @param {Document} document
   * @param {{ list: 'dl' | 'table', row: string, name: string, value: string }} tags
   */
  constructor(document, tags) {
    this.#tags = tags;
    this.element = make(document, tags.list, 'fields', 'fields');
    this.#list = this.element;
    if (tags.list !== 'table') return;
    this.element.setAttribute('aria-label', 'Front matter');
    this.#list = this.element.appendChild(document.createElement('tbody'));
  }

  /**
   * @param {{ fields: Field[], days?: Map<string, Day> }} shown `days`: by key, fields that are days
   */
  update({ fields, days }) {
    setHidden(this.element, fields.length === 0);
    const keys = new Set(fields.map(({ key }) => key));
    for (const [key, { row }] of this.#rows) {
      if (keys.has(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    fields.forEach(({ key, value }, at) => {
      const shown = this.#rows.get(key) ?? this.#add(key);
      const here = this.#list.children[at] ?? null;
      if (here !== shown.row) this.#list.insertBefore(shown.row, here);
      const day = days?.get(key);
      setText(shown.value, day ? longTime(day) : valueText(value));
      const title = day?.written ?? '';
      if (shown.value.title !== title) shown.value.title = title;
      const type = value === '' ? 'empty' : typeOf(value);
      if (shown.value.dataset.type !== type) shown.value.dataset.type = type;
    });
  }

  /** @param {string} key */
  #add(key) {
    const document = this.element.ownerDocument;
    const row = document.createElement(this.#tags.row);
    const name = document.createElement(this.#tags.name);
    const value = document.createElement(this.#tags.value);
    row.dataset.key = key;
    name.textContent = key;
    if (this.#tags.name === 'th') name.setAttribute('scope', 'row');
    row.append(name, value);
    this.#rows.set(key, { row, value });
    return { row, value };
  }
}

/**
 * @param {HTMLElement} badge
 * @param {{ key: string } | null} shown
 */
function flag(badge, shown) {
  setHidden(badge, !shown);
  setKey(badge, shown);
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {Document} document
 * @param {T} tag
 * @param {string} className
 * @param {string} [part]
 */
function make(document, tag, className, part) {
  const element = document.createElement(tag);
  element.className = className;
  if (part) element.part.add(part);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {{ key: string } | null} shown
 */
function setKey(element, shown) {
  if (!shown) delete element.dataset.key;
  else if (element.dataset.key !== shown.key) element.dataset.key = shown.key;
}

/**
 * @param {Node} node
 * @param {string} text
 */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * @param {HTMLElement} element
 * @param {boolean} hidden
 */
function setHidden(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}
