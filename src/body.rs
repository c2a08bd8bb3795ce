//! `Body`: the Markdown of a post as blocks, kept equal to what a parse of the whole text gives.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::bind;
use crate::block::{Block, Definition};
use crate::blocks::{Blocks, Key};
use crate::change::Change;
use crate::definitions::{self, Definitions};
use crate::flavor::Rules;
use crate::footnotes::Footnotes;
use crate::hugo::typographer::OpenQuotes;
use crate::label::Label;
use crate::order;
use crate::reparse::{Cause, Document, Reparse};
use crate::shortcode::{Context, MOST_GIVEN, Masked, Shortcodes, Trees};
use crate::source::Source;
use crate::text::Text;
use crate::tree::Tree;
use crate::units;
use crate::value::Value;

/// The blocks and what crosses them.
#[derive(Debug, Default)]
pub struct Body {
    rules: Rules,
    shortcodes: Shortcodes,
    blocks: Blocks,
    definitions: Definitions,
    footnotes: Footnotes,
    definition_lists: usize,
    /// Blocks that may have something to tell their author, in document order.
    telling: Vec<Key>,
    /// How many findings they have.
    findings: usize,
    /// How many blocks have a divider of the summary.
    dividers: usize,
    expansion: usize,
    /// How many bytes of Markdown the embedder's shortcodes give.
    given: usize,
    full_parses: [usize; Cause::ALL.len()],
}

impl Body {
    /// The body of a text.
    pub fn new(text: Text, rules: Rules, mut context: Context) -> (Self, Change) {
        context.read = Some(read_alone);
        let mut body = Self {
            rules,
            shortcodes: Shortcodes::new(context),
            ..Self::default()
        };
        body.shortcodes.read(text);
        let change = body.masked(text, |body, text| {
            body.parse_all(text, None, Change::default())
        });
        (body, change)
    }

    /// Does something to the body with the text as the parser sees it.
    fn masked<T>(&mut self, text: Text, act: impl FnOnce(&mut Self, Masked) -> T) -> T {
        let shortcodes = std::mem::take(&mut self.shortcodes);
        let done = act(self, Masked::new(text, &shortcodes));
        self.shortcodes = shortcodes;
        done
    }

    /// The shortcodes.
    pub fn shortcodes(&self) -> &Shortcodes {
        &self.shortcodes
    }

    /// Takes over other values of the front matter. Returns whether anything shows them that is to be drawn again.
    pub fn set_params(&mut self, params: &Rc<Value>) -> bool {
        self.shortcodes.set_params(params)
    }

    /// Draws again what shows values of the front matter.
    pub fn redraw(&mut self, text: Text) -> Option<Change> {
        let range = self.shortcodes.of_front_matter()?;
        let len = range.len();
        Some(self.masked(text, |body, text| body.follow(text, range, len)))
    }

    /// The blocks in order.
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// The blocks, to give them ids and units.
    pub fn blocks_mut(&mut self) -> &mut Blocks {
        &mut self.blocks
    }

    /// Whether the post says by a divider where its summary ends.
    pub fn is_divided(&self) -> bool {
        self.dividers > 0
    }

    /// How many findings there are in all blocks.
    pub fn findings(&self) -> usize {
        self.findings
    }

    /// The blocks with findings, headings or footnotes, in document order.
    pub fn telling(&self) -> &[Key] {
        &self.telling
    }

    /// The footnotes' section.
    pub fn footnotes(&self) -> &Footnotes {
        &self.footnotes
    }

    /// The rules that the body is read by.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The tables.
    pub fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// How often an edit led to a full parse, by cause.
    pub fn full_parses(&self) -> impl Iterator<Item = (Cause, usize)> {
        let counts = self.full_parses.iter().copied();
        Cause::ALL
            .into_iter()
            .zip(counts)
            .filter(|(_, count)| *count > 0)
    }

    /// Follows the replacement of the bytes `edit` of the old text by `inserted` bytes; `text` is the new text.
    pub fn edit(&mut self, text: Text, edit: Range<usize>, inserted: usize) -> Change {
        let touched = edit.start..edit.start + inserted;
        let (edit, inserted) = self.shortcodes.edit(text, edit, inserted);
        let mut change = self.masked(text, |body, text| body.follow(text, edit, inserted));
        change.crossing |= self.defines(text, touched);
        change
    }

    /// Whether a line that has part in the bytes `touched` has the form of a definition. One that repeats another
    /// shows nowhere but in the text.
    fn defines(&self, text: Text, touched: Range<usize>) -> bool {
        let first = self.blocks.range(self.blocks.at(touched.start)).start;
        let last = self.blocks.range(self.blocks.at(touched.end)).end;
        let (first, last) = (first.min(touched.start), last.max(touched.end));
        let before = text.written(first..touched.start);
        let after = text.written(touched.end..last);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find('\n').unwrap_or(after.len());
        let lines = first + start..touched.end + end;
        text.written(lines).contains("]:")
    }

    fn follow(&mut self, text: Masked, edit: Range<usize>, inserted: usize) -> Change {
        let limit = text.len().max(100_000);
        let reparse = if self.expansion >= limit || self.given >= MOST_GIVEN {
            Err(Cause::Expansion)
        } else {
            let (edit, inserted) = text.text().whole_line_ends(edit, inserted);
            self.document(text).edit(edit, inserted)
        };
        let applied = reparse.map_err(|cause| (cause, Change::default()));
        match applied.and_then(|reparse| self.apply(reparse, text)) {
            Ok(change) if self.expansion < limit && self.given < MOST_GIVEN => change,
            // The references that the parser drops at its limit depend on everything before.
            Ok(change) => self.parse_all(text, Some(Cause::Expansion), change),
            Err((cause, change)) => self.parse_all(text, Some(cause), change),
        }
    }

    fn document<'a>(&'a self, text: Masked<'a>) -> Document<'a> {
        Document {
            rules: &self.rules,
            text,
            blocks: &self.blocks,
            definitions: &self.definitions,
            definition_lists: self.definition_lists,
        }
    }

    /// Parses everything. `undone` is what was changed since the last time the caller was told.
    fn parse_all(&mut self, text: Masked, cause: Option<Cause>, undone: Change) -> Change {
        if let Some(cause) = cause {
            self.full_parses[cause as usize] += 1;
        }
        let Reparse { old, new, parsed } = self.document(text).all();
        self.definitions = Definitions::default();
        self.definition_lists = 0;
        self.telling = Vec::new();
        self.findings = 0;
        self.dividers = 0;
        self.expansion = 0;
        self.given = 0;
        let count = new.len();
        for (key, was) in undone.redrawn {
            self.blocks[key].rendered.tree = was;
        }
        let mut removed = self.blocks.splice(old, new);
        removed.splice(undone.new, undone.removed);
        let keys: Vec<Key> = self.blocks.keys(0).collect();
        for key in &keys {
            self.enter(*key);
        }
        let stems: Vec<Label> = self.definitions.stems().cloned().collect();
        let redrawn = self.bind(&keys, 0..count, &stems, true);
        debug_assert!(redrawn.is_empty());
        Change {
            removed,
            new: 0..count,
            redrawn,
            parsed,
            crossing: true,
        }
    }

    /// Takes over the result of a parse, and draws again what it changed elsewhere.
    fn apply(&mut self, reparse: Reparse, text: Masked) -> Result<Change, (Cause, Change)> {
        let Reparse { old, new, parsed } = reparse;
        let mut touched = Touched::default();
        for index in old.clone() {
            let key = self.blocks.key(index);
            touched.note(&self.blocks[key]);
        }
        for (block, _) in &new {
            touched.note(block);
        }
        for labels in [&mut touched.links, &mut touched.notes] {
            order::sort(labels);
            labels.dedup();
        }
        let before = touched.definitions(self);
        // From the last on, which is the quickest way out of the lists.
        for index in old.clone().rev() {
            self.leave(self.blocks.key(index));
        }
        let count = new.len();
        let start = old.start;
        let removed = self.blocks.splice(old, new);
        let mut change = Change {
            removed,
            new: start..start + count,
            redrawn: BTreeMap::new(),
            parsed,
            crossing: false,
        };
        let mut users: Vec<Key> = self.blocks.keys(start).take(count).collect();
        for key in &users {
            self.enter(*key);
        }
        let after = touched.definitions(self);

        let mut parsed_again: Vec<Key> = Vec::new();
        for ((label, was), (_, is)) in before.links.iter().zip(&after.links) {
            if was != is {
                users.extend(self.definitions.link_users(label));
            }
            if was.is_some() != is.is_some() {
                parsed_again.extend(self.definitions.link_users(label));
            }
        }
        for ((label, was), (_, is)) in before.notes.iter().zip(&after.notes) {
            if was != is {
                parsed_again.extend(self.definitions.note_users(label));
            }
        }
        parsed_again.retain(|key| self.blocks[*key].id != 0);
        order::sort(&mut parsed_again);
        parsed_again.dedup();
        if parsed_again.len() > 16 + self.blocks.len() / 4 {
            return Err((Cause::Users, change));
        }

        for key in &parsed_again {
            let index = self.blocks.index(*key);
            let Some(block) = self.document(text).alone(index) else {
                return Err((Cause::Alone, change));
            };
            touched
                .stems
                .extend(definitions::stems(&self.blocks[*key].rendered.tree));
            touched
                .stems
                .extend(definitions::stems(&block.rendered.tree));
            touched.footnotes |=
                definitions::has_footnotes(&block) | definitions::has_footnotes(&self.blocks[*key]);
            self.leave(*key);
            let kept = &mut self.blocks[*key];
            let was = std::mem::replace(
                kept,
                Block {
                    id: kept.id,
                    unit: kept.unit.clone(),
                    ..block
                },
            );
            change.redrawn.insert(*key, was.rendered.tree);
            self.enter(*key);
        }
        users.extend(&parsed_again);
        order::sort(&mut users);
        users.dedup();
        order::sort(&mut touched.stems);
        touched.stems.dedup();
        let again = parsed_again.iter().map(|key| self.blocks.index(*key));
        let mut quoted = change.new.clone();
        for index in again {
            quoted = quoted.start.min(index)..quoted.end.max(index + 1);
        }
        // The quotes of all footnotes come right after those of the first block with one.
        if !touched.notes.is_empty()
            || parsed_again
                .iter()
                .any(|key| !self.blocks[*key].rendered.notes.is_empty())
        {
            let first = self.noted().next().map(|key| self.blocks.index(key));
            quoted = quoted.start.min(first.unwrap_or(quoted.start))..self.blocks.len();
        }
        let more = self.bind(&users, quoted, &touched.stems, touched.footnotes);
        for (key, was) in more {
            change.redrawn.entry(key).or_insert(was);
        }
        change
            .redrawn
            .retain(|key, was| self.blocks[*key].rendered.tree != *was);
        change.crossing = self.crosses(&change) || !parsed_again.is_empty();
        Ok(change)
    }

    /// Whether a change is one of what crosses blocks.
    fn crosses(&self, change: &Change) -> bool {
        let crosses = |block: &Block| crosses(block) || self.leads_to_name(block);
        let keys = self.blocks.keys(change.new.start).take(change.new.len());
        let new = keys.map(|key| &self.blocks[key]);
        let mut redrawn = change.redrawn.keys().map(|key| &self.blocks[*key]);
        !change
            .removed
            .iter()
            .filter(|block| crosses(block))
            .map(Crossing)
            .eq(new.filter(|block| crosses(block)).map(Crossing))
            || redrawn.any(crosses)
    }

    /// Whether a label that is looked up in a block is defined as a place in the post.
    fn leads_to_name(&self, block: &Block) -> bool {
        let definition = |label| self.definitions.link(label, &self.blocks);
        let mut definitions = block.uses.iter().filter_map(definition);
        definitions.any(|definition| definition.destination.starts_with('#'))
    }

    /// Fills in the links of the blocks `keys`, the names of the headings of these stems, the quotes, and the footnotes.
    /// Returns those that had an id already, as what is new does not, and that look different now, with what they
    /// looked like. `quoted` are the indices of the blocks that may have changed which quotes are open.
    fn bind(
        &mut self,
        keys: &[Key],
        quoted: Range<usize>,
        stems: &[Label],
        mut footnotes: bool,
    ) -> BTreeMap<Key, Rc<Tree>> {
        let mut before: BTreeMap<Key, Rc<Tree>> = BTreeMap::new();
        let mut remember = |blocks: &Blocks, key: Key| {
            if blocks[key].id != 0 {
                before
                    .entry(key)
                    .or_insert_with(|| blocks[key].rendered.tree.clone());
            }
        };
        for key in keys {
            if self.blocks[*key].uses.is_empty() {
                continue;
            }
            remember(&self.blocks, *key);
            let found: Vec<(Label, Rc<Definition>)> = (self.blocks[*key].uses.iter())
                .filter_map(|label| {
                    Some((
                        label.clone(),
                        self.definitions.link(label, &self.blocks)?.clone(),
                    ))
                })
                .collect();
            let block = &mut self.blocks[*key];
            let expansion = bind::links(block, &found);
            self.expansion = self.expansion + expansion - block.expansion;
            block.expansion = expansion;
        }
        if self.rules.typographer {
            let (redrawn, in_notes) = self.quotes(quoted);
            footnotes |= in_notes;
            for key in redrawn {
                remember(&self.blocks, key);
                let block = &mut self.blocks[key];
                bind::quotes(
                    &mut block.rendered.tree,
                    block.quotes_before,
                    self.rules.signs.as_deref(),
                );
            }
        }
        let mut headed: Vec<(usize, Key)> = Vec::new();
        for stem in stems {
            let keys = self.definitions.headings(stem).iter();
            headed.extend(keys.map(|key| (self.blocks.index(*key), *key)));
        }
        order::sort(&mut headed);
        headed.dedup();
        let mut names = bind::Names::of(stems);
        for (_, key) in headed {
            remember(&self.blocks, key);
            bind::headings(&mut self.blocks[key].rendered.tree, &mut names);
        }
        let in_footnotes = keys
            .iter()
            .any(|key| !self.blocks[*key].rendered.notes.is_empty());
        if footnotes || in_footnotes {
            for key in self.definitions.footnotes() {
                remember(&self.blocks, *key);
            }
            self.footnotes
                .number(self.definitions.footnotes(), &mut self.blocks, &self.rules);
        }
        before.retain(|key, was| !Rc::ptr_eq(&self.blocks[*key].rendered.tree, was));
        before
    }

    /// Hands the quotes that are open from block to block, over those at the indices `range` and on as far as that
    /// makes a difference. Returns the blocks that may look different now, and whether footnotes do.
    fn quotes(&mut self, range: Range<usize>) -> (Vec<Key>, bool) {
        let first_noted = self.noted().next();
        let before = range
            .start
            .checked_sub(1)
            .map(|before| self.blocks.key(before));
        let mut open = before.map_or(OpenQuotes::default(), |key| self.blocks[key].after());
        let mut in_notes = false;
        if before.is_some() && before == first_noted {
            open = self.quotes_of_notes(open, &mut in_notes);
        }
        let mut redrawn = Vec::new();
        for index in range.start..self.blocks.len() {
            let key = self.blocks.key(index);
            let block = &mut self.blocks[key];
            if index >= range.end && block.quotes_before == open {
                break;
            }
            block.quotes_before = open;
            if block.rendered.quote_balance.depends() {
                redrawn.push(key);
            }
            open = block.after();
            if Some(key) == first_noted {
                open = self.quotes_of_notes(open, &mut in_notes);
            }
        }
        (redrawn, in_notes)
    }

    /// Draws the quotes of all footnotes, which goldmark reads where the first one is; returns what is open after them.
    fn quotes_of_notes(&mut self, mut open: OpenQuotes, changed: &mut bool) -> OpenQuotes {
        for key in self.noted().collect::<Vec<_>>() {
            for note in &mut self.blocks[key].rendered.notes {
                *changed |= bind::quotes(&mut note.tree, open, self.rules.signs.as_deref());
                open = note.quote_balance.after(open);
            }
        }
        open
    }

    /// The blocks with footnote definitions, in document order.
    fn noted(&self) -> impl Iterator<Item = Key> {
        let keys = self.definitions.footnotes().iter().copied();
        keys.filter(|key| !self.blocks[*key].rendered.notes.is_empty())
    }

    fn enter(&mut self, key: Key) {
        self.definitions.add(key, &self.blocks);
        let block = &self.blocks[key];
        self.findings += block.rendered.findings.len();
        self.dividers += usize::from(block.rendered.has_summary_divider);
        if tells(block) {
            definitions::insert(&mut self.telling, key, &self.blocks);
        }
        self.definition_lists += usize::from(self.blocks[key].definition_list);
        self.expansion += self.blocks[key].expansion;
        self.given += self.blocks[key].rendered.given;
    }

    fn leave(&mut self, key: Key) {
        self.definitions.remove(key, &self.blocks);
        let block = &self.blocks[key];
        self.findings -= block.rendered.findings.len();
        self.dividers -= usize::from(block.rendered.has_summary_divider);
        if tells(block) {
            definitions::take(&mut self.telling, key, &self.blocks);
        }
        self.definition_lists -= usize::from(self.blocks[key].definition_list);
        self.expansion -= self.blocks[key].expansion;
        self.given -= self.blocks[key].rendered.given;
    }
}

/// Reads Markdown that a shortcode shows: its blocks, and the section of its footnotes as the last one.
fn read_alone(markdown: &str, rules: &Rules, context: Context) -> Trees {
    let source = Source::new(markdown);
    let (body, _) = Body::new(Text::new(&source, 0), rules.clone(), context);
    let mut trees = units::stitched(body.blocks());
    let section = body.footnotes().section();
    trees.extend(section.map(|tree| (markdown.len(), tree.clone())));
    trees
}

/// Whether a block may have something to tell its author.
fn tells(block: &Block) -> bool {
    !block.rendered.findings.is_empty() || crosses(block)
}

/// Whether what other blocks have to tell may depend on a block.
fn crosses(block: &Block) -> bool {
    block.rendered.has_heading
        || block.anchors
        || !block.definitions.is_empty()
        || definitions::has_footnotes(block)
}

/// A block as far as others depend on it.
struct Crossing<'a>(&'a Block);

impl PartialEq for Crossing<'_> {
    fn eq(&self, other: &Self) -> bool {
        let same = |a: &Tree, b: &Tree| a == b && a.slots() == b.slots();
        let (a, b) = (self.0, other.0);
        let mut notes = a.rendered.notes.iter().zip(&b.rendered.notes);
        same(&a.rendered.tree, &b.rendered.tree)
            && a.definitions == b.definitions
            && a.rendered.notes.len() == b.rendered.notes.len()
            && notes.all(|(a, b)| a.label == b.label && same(&a.tree, &b.tree))
    }
}

/// The labels and names by which the blocks of a change concern others.
#[derive(Default)]
struct Touched {
    links: Vec<Label>,
    notes: Vec<Label>,
    stems: Vec<Label>,
    footnotes: bool,
}

/// The meanings of labels at one time.
struct Meanings {
    links: Vec<(Label, Option<Rc<Definition>>)>,
    notes: Vec<(Label, bool)>,
}

impl Touched {
    fn note(&mut self, block: &Block) {
        self.links
            .extend(block.definitions.iter().map(|(label, _)| label.clone()));
        self.notes.extend(definitions::note_labels(block));
        self.stems.extend(definitions::stems(&block.rendered.tree));
        self.footnotes |= definitions::has_footnotes(block);
    }

    fn definitions(&self, body: &Body) -> Meanings {
        let link = |label: &Label| body.definitions.link(label, &body.blocks).cloned();
        let note = |label: &Label| !body.definitions.note_definers(label).is_empty();
        Meanings {
            links: self
                .links
                .iter()
                .map(|label| (label.clone(), link(label)))
                .collect(),
            notes: self
                .notes
                .iter()
                .map(|label| (label.clone(), note(label)))
                .collect(),
        }
    }
}
