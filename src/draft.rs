//! `Draft`: a post while it is written. The one stateful type; everything else is data or a function.

mod head;

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use crate::block::Kind;
use crate::blocks::Key;
use crate::body::{Body, Change};
use crate::diagnostic::{Counted, Diagnostic};
use crate::edit::Edit;
use crate::flavor::Flavor;
use crate::front_matter::{FrontMatter, Known};
use crate::html;
use crate::hugo::cjk::is_cjk;
use crate::hugo::summary::{self, Summary};
use crate::lint;
use crate::patch::Patch;
use crate::reparse::Cause;
use crate::shortcode::{Context, Registered};
use crate::site::Site;
use crate::source::Source;
use crate::stats::{self, Stats};
use crate::text::Text;
use crate::tree::{Content, Tree};
use crate::units;
use crate::value::Value;

use head::Head;

/// How a post is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The dialect of the body.
    pub flavor: Flavor,
    /// Whether front matter is looked for.
    pub front_matter: bool,
    /// The embedder's own shortcodes.
    pub shortcodes: Option<Registered>,
    /// The site's configuration; see [`Site::read`].
    pub site: Option<Value>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            flavor: Flavor::default(),
            front_matter: true,
            shortcodes: None,
            site: None,
        }
    }
}

/// A post: its text, and everything that is read from it.
///
/// The law: whatever the edits that led to a text, all that can be asked of the draft is what a new draft of that
/// text answers; only front matter that cannot be read keeps its last good values.
pub struct Draft {
    options: Options,
    site: Site,
    source: Source,
    head: Head,
    body: Body,
    section: Option<(u32, Rc<Tree>)>,
    next_id: u32,
    version: u32,
    /// Whether there may be diagnostics that come of several blocks.
    crossing: Cell<bool>,
}

/// What an edit changed.
#[derive(Clone, Debug)]
pub struct Update {
    /// Counts the edits of a draft.
    pub version: u32,
    /// From the list of blocks before to the one after.
    pub patches: Vec<Patch>,
    /// The bytes of the new text that were parsed.
    pub reparsed: Range<usize>,
    /// Whether the front matter or its place differs.
    pub front_matter_changed: bool,
    /// Whether any diagnostic may differ, if only by its place.
    pub diagnostics_changed: bool,
}

/// A block, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: u32,
    /// Byte range in the document.
    pub range: Range<usize>,
    /// The kind of its first part.
    pub kind: Kind,
}

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text, without markup.
    pub text: String,
    /// Its `id`, or nothing where it has none.
    pub id: String,
    /// Byte range in the document.
    pub range: Range<usize>,
}

impl Draft {
    /// A draft of a text. The patches that make its blocks out of none are in the update.
    pub fn new(text: &str, options: Options) -> (Self, Update) {
        Self::counted_from(1, text, options)
    }

    /// The same, with the ids of blocks counted from `first_id` on.
    pub fn counted_from(first_id: u32, text: &str, options: Options) -> (Self, Update) {
        let source = Source::new(text);
        let head = Head::read(&source, &options, None);
        let site = Site::read(options.flavor, options.site.as_ref());
        let context = Context {
            on: options.flavor == Flavor::Hugo,
            registered: options.shortcodes.clone(),
            params: head.params(),
            ..Context::default()
        };
        let text = Text::new(&source, head.body);
        let (body, change) = Body::new(text, site.rules.clone(), context);
        let mut draft = Self {
            options,
            site,
            source,
            head,
            body,
            section: None,
            next_id: first_id,
            version: 0,
            crossing: Cell::new(true),
        };
        let reparsed = change.parsed.start + draft.head.body..change.parsed.end + draft.head.body;
        let mut patches = Vec::new();
        draft.take(change, &mut patches);
        let update = Update {
            version: 0,
            patches,
            reparsed,
            front_matter_changed: true,
            diagnostics_changed: true,
        };
        (draft, update)
    }

    /// The text and its offsets.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// How the post is read.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What the site's configuration sets.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Applies edits, all against the text before, sorted and not overlapping.
    ///
    /// # Panics
    /// Where a range lies outside the text or cuts a character.
    pub fn edit(&mut self, edits: &[Edit]) -> Update {
        self.version += 1;
        let mut patches = Vec::new();
        let mut reparsed: Option<Range<usize>> = None;
        let mut front_matter_changed = false;
        let told = self.tells();
        // From the last to the first: an edit does not move what is before it.
        for edit in self.joined(edits).iter().rev() {
            let moved = |at: usize| {
                if at < edit.range.end {
                    at
                } else {
                    at - edit.range.len() + edit.insert.len()
                }
            };
            let (parsed, changed) = self.edit_one(edit, &mut patches);
            front_matter_changed |= changed;
            reparsed = Some(match reparsed {
                None => parsed,
                Some(later) => {
                    parsed.start.min(moved(later.start))..parsed.end.max(moved(later.end))
                }
            });
        }
        let reparsed = reparsed.unwrap_or(0..0);
        Update {
            version: self.version,
            patches,
            reparsed,
            front_matter_changed,
            diagnostics_changed: front_matter_changed || told || self.tells(),
        }
    }

    /// Replaces the whole text, by the smallest edit.
    pub fn replace(&mut self, text: &str) -> Update {
        let edit = Edit::between(&self.source.text(), text);
        self.edit(edit.as_slice())
    }

    /// Joins edits that lie close together, or in the front matter, and all where they are many: each one left is a
    /// parse by itself, of a text that was never asked for.
    fn joined<'a>(&self, edits: &'a [Edit]) -> Cow<'a, [Edit]> {
        const NEAR: usize = 1000;
        const MANY: usize = 16;
        if edits.len() < 2 {
            return Cow::Borrowed(edits);
        }
        let join = |near: &dyn Fn(&Edit, &Edit) -> bool| {
            let mut joined: Vec<Edit> = Vec::new();
            for edit in edits {
                match joined.last_mut() {
                    Some(last) if near(last, edit) => {
                        last.insert
                            .push_str(&self.source.slice(last.range.end..edit.range.start));
                        last.insert.push_str(&edit.insert);
                        last.range.end = edit.range.end;
                    }
                    _ => joined.push(edit.clone()),
                }
            }
            joined
        };
        let head = self.head.end;
        let near =
            |a: &Edit, b: &Edit| b.range.start - a.range.end <= NEAR || b.range.start <= head;
        let mut joined = join(&near);
        if joined.len() > MANY {
            joined = join(&|_, _| true);
        }
        Cow::Owned(joined)
    }

    fn edit_one(&mut self, edit: &Edit, patches: &mut Vec<Patch>) -> (Range<usize>, bool) {
        let old_body = self.head.body;
        self.source.edit(edit);
        let front_matter_changed = edit.range.start <= self.head.end;
        if front_matter_changed {
            self.head = Head::read(&self.source, &self.options, Some(&self.head));
        }
        let new_body = self.head.body;
        let grown = |at: usize| at + edit.insert.len() - edit.range.len();

        // The same edit seen from the body, whose start may have moved.
        let mut old_end = edit.range.end.max(old_body);
        if grown(old_end) < new_body {
            old_end = new_body + edit.range.len() - edit.insert.len();
        }
        let unmoved = edit.range.start >= old_body && old_body == new_body;
        let old_start = if unmoved { edit.range.start } else { old_body };
        let new_start = if unmoved { edit.range.start } else { new_body };
        let inserted = grown(old_end) - new_start;
        let mut parsed = new_body..new_body;
        // What shortcodes show of the front matter is drawn with what is parsed, and then elsewhere.
        let shown = front_matter_changed
            && self.body.shortcodes().context().on
            && self.body.set_params(&self.head.params());
        if old_start != old_end || inserted > 0 {
            let text = Text::new(&self.source, new_body);
            let edit = old_start - old_body..old_end - old_body;
            let change = self.body.edit(text, edit, inserted);
            parsed = change.parsed.start + new_body..change.parsed.end + new_body;
            self.take(change, patches);
        }
        if shown {
            let text = Text::new(&self.source, new_body);
            if let Some(change) = self.body.redraw(text) {
                let again = change.parsed.start + new_body..change.parsed.end + new_body;
                parsed = parsed.start.min(again.start)..parsed.end.max(again.end);
                self.take(change, patches);
            }
        }
        (parsed, front_matter_changed)
    }

    /// Whether there may be diagnostics of the body.
    fn tells(&self) -> bool {
        self.crossing.get() || self.body.findings() > 0 || !self.body.shortcodes().is_empty()
    }

    /// Turns a change of the body into patches.
    fn take(&mut self, change: Change, patches: &mut Vec<Patch>) {
        if change.crossing {
            self.crossing.set(true);
        }
        let section_id = self.section.as_ref().map(|(id, _)| *id);
        units::renew(
            &mut self.body,
            &change,
            section_id,
            &mut self.next_id,
            patches,
        );
        let section = self.body.footnotes().section().cloned();
        match (self.section.take(), section) {
            (None, None) => {}
            (Some((id, _)), None) => patches.push(Patch::Remove { id }),
            (None, Some(tree)) => {
                let id = self.next_id;
                self.next_id += 1;
                patches.push(Patch::Insert {
                    id,
                    before: None,
                    tree: tree.clone(),
                });
                self.section = Some((id, tree));
            }
            (Some((id, was)), Some(tree)) => {
                if !Rc::ptr_eq(&was, &tree) && was != tree {
                    patches.push(Patch::Replace {
                        id,
                        tree: tree.clone(),
                    });
                }
                self.section = Some((id, tree));
            }
        }
    }

    /// The id that the next new block will have.
    pub fn next_id(&self) -> u32 {
        self.next_id
    }

    /// The ids of the blocks, in document order.
    pub fn block_ids(&self) -> Vec<u32> {
        let section = self.section.iter().map(|(id, _)| *id);
        units::units(self.body.blocks())
            .map(|(first, _)| first.id)
            .chain(section)
            .collect()
    }

    /// The patches that make the blocks out of none.
    pub fn blocks(&self) -> Vec<Patch> {
        let body = units::units(self.body.blocks()).map(|(first, tree)| (first.id, tree.clone()));
        body.chain(self.section.clone())
            .map(|(id, tree)| Patch::Insert {
                id,
                before: None,
                tree,
            })
            .collect()
    }

    /// The body as HTML text.
    pub fn html(&self) -> String {
        let mut out = String::new();
        for tree in self.trees() {
            html::write(tree, &mut out);
        }
        out
    }

    fn trees(&self) -> impl Iterator<Item = &Tree> {
        let section = self.section.iter().map(|(_, tree)| &**tree);
        units::units(self.body.blocks())
            .map(|(_, tree)| &**tree)
            .chain(section)
    }

    /// The front matter; its ranges are of the document.
    pub fn front_matter(&self) -> &FrontMatter {
        &self.head.front_matter
    }

    /// Whether the front matter cannot be read, and shows its last good values.
    pub fn is_stale(&self) -> bool {
        self.head.stale
    }

    /// The fields of the front matter that a site gives a meaning to.
    pub fn known(&self) -> Known {
        Known::read(&self.head.front_matter)
    }

    /// What is wrong in the post, in the order of the text.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let told = lint::lint(&self.body, &self.source, self.head.body);
        self.crossing.set(told.crossing);
        let of_head = &self.head.front_matter.diagnostics;
        let mut diagnostics: Counted = (self.site.diagnostics.iter().chain(of_head))
            .cloned()
            .collect();
        diagnostics.merge(told.diagnostics);
        let text = Text::new(&self.source, self.head.body);
        let omits = self.body.rules().omit_html;
        let mistakes = self.body.shortcodes().mistakes(text, self.head.body, omits);
        diagnostics.merge(mistakes);
        diagnostics.finish()
    }

    /// The headings of the body.
    pub fn outline(&self) -> Vec<Heading> {
        let blocks = self.body.blocks();
        let mut outline = Vec::new();
        let mut start = self.head.body;
        for (key, len) in blocks.entries(0) {
            let block = &blocks[key];
            for node in 0..block.tree.len() {
                let Content::Element(element) = block.tree.content(node) else {
                    continue;
                };
                let shown = |level: &u8| {
                    let levels = self.site.table_of_contents;
                    levels.is_none_or(|(first, last)| (first..=last).contains(level))
                };
                let Some(level) = element.heading_level().filter(shown) else {
                    continue;
                };
                if block.tree.is_raw_heading(node) {
                    continue;
                }
                let mut attributes = block.tree.attributes(node);
                let id = attributes.find(|(name, _)| *name == crate::allow::Attribute::Id);
                let source = block.tree.source(node);
                outline.push(Heading {
                    level,
                    text: block.tree.title_of(node).trim().to_owned(),
                    id: id.map_or(String::new(), |(_, id)| id.to_owned()),
                    range: start + source.start..start + source.end,
                });
            }
            start += len;
        }
        outline
    }

    /// Counts of words and blocks.
    pub fn stats(&self) -> Stats {
        let cjk = self.is_cjk();
        let words: usize = self.trees().map(|tree| stats::words(tree, cjk)).sum();
        let joined = self.trees().zip(self.trees().skip(1));
        let joined = joined.filter(|(a, b)| stats::joins(a, b)).count();
        Stats::new(words - joined, self.trees().count(), cjk)
    }

    /// The beginning of the post, by Hugo's rules: up to the divider, else the front matter's own, else by its length.
    pub fn summary(&self) -> Summary {
        let mut divided = Summary::default();
        let mut trees = self.trees();
        if self.body.is_divided() {
            let html = &mut divided.html;
            trees.any(|tree| html::write_summary(tree, html));
            html.truncate(html.trim_end().len());
            // Of the block with the divider, too, something may come after it.
            divided.truncated = *html != self.html().trim_end();
            if !divided.html.is_empty() {
                return divided;
            }
        }
        let own = self
            .own("summary")
            .map_or_else(String::new, |known| known.summary);
        if !own.is_empty() || self.body.is_divided() {
            let options = Options {
                front_matter: false,
                ..self.options.clone()
            };
            let html = Draft::new(&own, options).0.html();
            return Summary {
                html: summary::short(&html).to_owned(),
                ..divided
            };
        }
        let mut units = units::units(self.body.blocks());
        let mut section = self.section.iter();
        let mut more = |counted: &mut String, shown: &mut String| {
            let (tree, unseen) = match units.next() {
                Some((block, tree)) => (tree, block.omitted_html_words),
                None => (&section.next()?.1, 0),
            };
            html::write_counted(tree, counted);
            html::write(tree, shown);
            Some(unseen)
        };
        Summary::automatic(self.site.summary_length, self.is_cjk(), &mut more)
    }

    fn is_cjk(&self) -> bool {
        match self.own("isCJKLanguage") {
            Some(known) => known.is_cjk,
            // Hugo looks at the whole file.
            None => {
                let mut chunks = self.source.chunks(0..self.source.len());
                self.site.has_cjk_language && chunks.any(|chunk| chunk.contains(is_cjk))
            }
        }
    }

    /// The known fields where a key is given. Last good values do not reach the body.
    fn own(&self, key: &str) -> Option<Known> {
        let given = !self.head.stale && self.head.front_matter.field(key).is_some();
        given.then(|| self.known())
    }

    /// The block at a byte offset of the document, or `None` in the front matter and in an empty body.
    pub fn block_at(&self, offset: usize) -> Option<Place> {
        let blocks = self.body.blocks();
        let offset = offset.checked_sub(self.head.body)?;
        (!blocks.is_empty()).then(|| self.place(blocks.at(offset)))
    }

    /// The block with this id, or `None`; the footnotes' section has no place of its own.
    pub fn block_range(&self, id: u32) -> Option<Place> {
        let blocks = self.body.blocks();
        let is_first = |key: Key| blocks[key].id == id && blocks[key].shown().is_some();
        let index = blocks.keys(0).position(is_first)?;
        Some(self.place(index))
    }

    /// What a block looks like.
    pub fn tree(&self, id: u32) -> Option<&Rc<Tree>> {
        let section = self
            .section
            .as_ref()
            .filter(|(section, _)| *section == id)
            .map(|(_, tree)| tree);
        section.or_else(|| {
            units::units(self.body.blocks())
                .find(|(first, _)| first.id == id)
                .map(|(_, tree)| tree)
        })
    }

    /// How often an edit led to a full parse of the body, by cause.
    pub fn full_parses(&self) -> impl Iterator<Item = (Cause, usize)> {
        self.body.full_parses()
    }

    /// Checks what must hold at any time; for tests.
    ///
    /// # Panics
    /// Where it does not.
    #[doc(hidden)]
    pub fn assert_invariants(&self) {
        self.body
            .assert_invariants(Text::new(&self.source, self.head.body));
    }

    /// Checks that nothing is shown or told that only the parser was to see; for tests.
    ///
    /// # Panics
    /// Where something is.
    #[doc(hidden)]
    pub fn assert_no_masks(&self) {
        let mut shown = self.html();
        shown.push_str(&self.summary().html);
        for told in self.diagnostics() {
            shown.push_str(&told.message);
        }
        for heading in self.outline() {
            shown.push_str(&heading.text);
            shown.push_str(&heading.id);
        }
        let text = Text::new(&self.source, self.head.body);
        self.body.shortcodes().assert_not_in(&shown, text);
    }

    fn place(&self, index: usize) -> Place {
        let blocks = self.body.blocks();
        let unit = units::around(blocks, index);
        let first = &blocks[blocks.key(unit.start)];
        let start = blocks.range(unit.start).start;
        let end = blocks.range(unit.end - 1).end;
        Place {
            id: first.id,
            range: start + self.head.body..end + self.head.body,
            kind: first.first,
        }
    }
}
