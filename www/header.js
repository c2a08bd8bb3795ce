/**
 * The header of a post, described from its front matter.
 *
 * A description becomes nodes by DOM calls, text only as text nodes, and is
 * updated in place: a node is touched only when what it shows has changed.
 *
 * @module
 */

import { dayOf, longDay, longTime } from './pane/day.js';
import { arrange, listedDays } from './pane/fields.js';
import { Hero } from './pane/hero.js';
import { flag, piece, showChildren } from './pane/piece.js';
import { typeOf, valueText } from './pane/value-text.js';

/** @typedef {import('./engine.js').FrontMatter} FrontMatter */
/** @typedef {import('./engine.js').Field} Field */
/** @typedef {import('./engine.js').Publication} Publication */
/** @typedef {import('./pane/day.js').Day} Day */
/** @typedef {import('./pane/piece.js').Piece} Piece */
/** @typedef {import('./pane/urls.js').Urls} Urls */
/** @typedef {'header' | 'table' | 'source' | 'hidden' | 'none'} Mode */

/**
 * @typedef {object} Post
 * @property {FrontMatter} frontMatter
 * @property {Mode} mode
 * @property {string} source the front matter as it is written
 * @property {Publication} publication what the site does with the post now
 */

/** The modes that show anything. @type {Mode[]} */
const VIEWS = ['header', 'table', 'source'];

/** The status of the post on the site, in words before the day. */
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
  #locale;
  #hero = new Hero(() => this.#again());
  /** The post that is shown, even if it is hidden by now. @type {Post | null} */
  #post = null;

  /**
   * @param {HTMLElement} element the element to fill
   * @param {() => Urls} urls gives what maps an image's path to its URL
   * @param {string} [locale] the language of days; the reader's unless given
   */
  constructor(element, urls, locale) {
    this.#element = element;
    this.#urls = urls;
    this.#locale = locale;
  }

  /** Follows what happens to what is shown. */
  listen() {
    this.#hero.listen(this.#element);
  }

  /** Shows the front matter. @param {Post} post */
  show(post) {
    const { frontMatter, mode } = post;
    const wanted = VIEWS.includes(mode);
    const shown = wanted && frontMatter.format !== null;
    if (this.#element.hidden === shown) this.#element.hidden = !shown;
    if (shown) {
      const { stale } = frontMatter;
      if (this.#element.hasAttribute('data-stale') !== stale) this.#element.toggleAttribute('data-stale', stale);
      showChildren(this.#element, [piece('p', { class: 'note', hidden: flag(!stale) }, [stale ? staleNote(frontMatter, mode) : '']), this.#view(post)]);
      this.#post = post;
    } else if (!wanted || !this.#post) {
      // Otherwise it may come back in a moment: a line that ends it is being typed.
      showChildren(this.#element, []);
      this.#post = null;
    }
  }

  #again() {
    if (this.#post && !this.#element.hidden) this.show(this.#post);
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

  /** @param {Post} post */
  #view({ frontMatter, mode, source, publication }) {
    if (mode === 'table') return table(frontMatter.fields);
    if (mode === 'source') return piece('pre', { class: 'source', part: 'source', tabindex: '0' }, [piece('code', {}, [source])]);
    return this.#header(frontMatter, publication);
  }

  /**
   * The header as a reader of the site would see it, and what else there is below.
   *
   * @param {FrontMatter} frontMatter
   * @param {Publication} publication
   */
  #header({ fields, dates }, publication) {
    const post = arrange(fields, dates);
    const days = listedDays(post.rest, dates);
    const status = publication.status !== 'published';
    return piece('div', { class: 'post' }, [
      this.#hero.piece(post.hero, this.#urls()),
      piece('div', { class: 'kicker', hidden: flag(!(status || post.pinned || post.categories)) }, [
        this.#status(publication, post, days),
        piece('span', { class: 'badge pinned', part: 'badge', hidden: flag(!post.pinned), ...keyed(post.pinned) }, ['Pinned']),
        chips('categories', 'Categories', post.categories),
      ]),
      piece('h1', { class: 'title', part: 'title', 'data-empty': flag(!post.title), ...keyed(post.title) }, [post.title?.value ?? 'Untitled']),
      piece('p', { class: 'lead', part: 'lead', hidden: flag(!post.lead), ...keyed(post.lead) }, [post.lead?.value ?? '']),
      piece('div', { class: 'meta', part: 'meta', hidden: flag(!(post.people || post.date || post.updated)) }, [
        chips('people', 'Contributors', post.people),
        this.#day('date', status ? '' : 'Published ', post.date),
        this.#day('updated', 'Updated ', post.updated),
      ]),
      chips('tags', 'Tags', post.tags),
      piece('dl', { class: 'fields', part: 'fields', hidden: flag(!post.rest.length) }, post.rest.map((field) => {
        const day = days.get(field.key);
        return row(field, { row: 'div', name: piece('dt', {}, [field.key]), value: 'dd' }, day && { text: longTime(day, this.#locale), title: day.written });
      })),
    ]);
  }

  /**
   * The reason why the site does not publish the post.
   *
   * @param {Publication} publication
   * @param {import('./pane/fields.js').Arrangement} post
   * @param {Map<string, Day>} days
   */
  #status({ status, date }, post, days) {
    if (status === 'published') return piece('span', { class: 'badge', part: 'badge status', hidden: '' });
    const day = dayOf(date);
    // Where a day counts that stands in for another, its field is the date's.
    const keys = [...days.keys()];
    const expiry = keys.find((key) => /^(expiry|unpublish)date$/i.test(key));
    const key = { draft: post.draft?.key, expired: expiry, scheduled: keys.find((other) => other !== expiry) ?? post.date?.key }[status];
    return piece('span', { class: 'badge', part: 'badge status', hidden: null, 'data-status': status, title: TITLES[status], 'data-key': key ?? null }, [
      WORDS[status] + (day ? longTime(day, this.#locale) : ''),
    ]);
  }

  /**
   * A day, written out.
   *
   * @param {string} name
   * @param {string} lead text before it
   * @param {import('./pane/fields.js').Shown<Day> | null} shown
   */
  #day(name, lead, shown) {
    const day = shown?.value;
    return piece('span', { class: `day ${name}`, part: name, hidden: flag(!day), ...keyed(shown) }, [
      lead,
      piece('time', { datetime: day?.machine ?? null, title: day?.written ?? null }, [day ? longDay(day, this.#locale) : '']),
    ]);
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

/**
 * Names side by side.
 *
 * @param {string} name
 * @param {string} label for assistive technology
 * @param {import('./pane/fields.js').Shown<string[]> | null} shown
 */
function chips(name, label, shown) {
  const names = shown?.value ?? [];
  // Safari takes a list without markers for no list.
  const attributes = { class: `chips ${name}`, part: name, role: 'list', 'aria-label': label, hidden: flag(!names.length), ...keyed(shown) };
  return piece('ul', attributes, names.map((name) => piece('li', {}, [name])));
}

/** All fields by name and value. @param {Field[]} fields */
function table(fields) {
  const rows = fields.map((field) => row(field, { row: 'tr', name: piece('th', { scope: 'row' }, [field.key]), value: 'td' }));
  return piece('table', { class: 'fields', part: 'fields', 'aria-label': 'Front matter', hidden: flag(!fields.length) }, [piece('tbody', {}, rows)]);
}

/**
 * A field by name and value.
 *
 * @param {Field} field
 * @param {{ row: string, name: Piece, value: string }} as
 * @param {{ text: string, title: string }} [other] what to show in the place of its value
 */
function row({ key, value }, as, other) {
  const type = value === '' ? 'empty' : typeOf(value);
  const text = other?.text ?? valueText(value);
  return piece(as.row, { 'data-key': key }, [as.name, piece(as.value, { 'data-type': type, title: other?.title ?? null }, [text])], key);
}

/** @param {{ key: string } | null} shown */
const keyed = (shown) => ({ 'data-key': shown?.key ?? null });
