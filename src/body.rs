//! `Body`: the Markdown of a post as blocks, kept equal to what a parse of the whole text gives.

mod binding;
mod crossing;
mod given;
mod quotes;
mod totals;
mod touched;

use std::ops::Range;
use std::rc::Rc;

use crate::block::{Block, MOST_MISSING};
use crate::blocks::{Blocks, Key};
use crate::change::{Change, Redrawn};
use crate::definitions::{self, Definitions};
use crate::flavor::Rules;
use crate::footnotes::Footnotes;
use crate::label::Label;
use crate::order;
use crate::parse::{self, Passage};
use crate::raw_html;
use crate::reparse::{Cause, Document, Reparse};
use crate::search;
use crate::shortcode::{Context, MOST_GIVEN, Masked, Shortcodes, Trees};
use crate::source::Source;
use crate::text::Text;
use crate::tree::Tree;
use crate::units;

use crossing::crosses;
use totals::Totals;
use touched::{Meanings, Touched};

/// The blocks and what crosses them.
#[derive(Debug, Default)]
pub struct Body {
    rules: Rules,
    shortcodes: Shortcodes,
    blocks: Blocks,
    definitions: Definitions,
    footnotes: Footnotes,
    totals: Totals,
    /// Those with findings, or on which findings of others may depend, in document order.
    blocks_with_findings: Vec<Key>,
    full_parses: [usize; Cause::ALL.len()],
}

impl Body {
    /// The body of a text.
    pub fn new(text: Text, rules: Rules, mut context: Context) -> (Self, Change) {
        context.read = Some(read_alone);
        context.html = Some(read_html);
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

    /// The HTML of a text that is read once. `None` where blocks depend on others in ways that only a body keeps track of.
    pub fn html_once(text: Text, rules: &Rules, mut context: Context) -> Option<String> {
        // The embedder's functions are called once for a text, and a body may still be asked for. Which line ends are
        // dropped may depend on a quote, and on whether the block that opens it is a block of its own.
        if context.registered.is_some()
            || context.answers.has_blocks()
            || rules.line_breaks.is_some() && rules.typographer
        {
            return None;
        }
        context.read = Some(read_alone);
        context.html = Some(read_html);
        let mut shortcodes = Shortcodes::new(context);
        shortcodes.read(text);
        let masked = Masked::new(text, &shortcodes);
        let markdown = masked.markdown(0..text.len());
        if rules.footnote && search::has(&markdown, "[^") {
            return None;
        }
        parse::html(&Passage {
            text: &markdown,
            prelude: "",
            stub: None,
            of_document: true,
            rules,
            masked,
            link: &|_| false,
        })
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
        self.totals.dividers > 0
    }

    /// How many findings there are in all blocks.
    pub fn findings(&self) -> usize {
        self.totals.findings
    }

    /// The blocks with findings, headings or footnotes, in document order.
    pub fn blocks_with_findings(&self) -> &[Key] {
        &self.blocks_with_findings
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

    /// How often an edit led to a parse of everything, or of the whole of a large block, by cause.
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
        change.crossing |= self.defines(touched);
        change
    }

    /// Whether a block that has part in the bytes `touched` has definitions. One that repeats another shows nowhere but
    /// in the text.
    fn defines(&self, touched: Range<usize>) -> bool {
        let (first, last) = (self.blocks.at(touched.start), self.blocks.at(touched.end));
        let mut keys = self.blocks.keys(first).take(last - first + 1);
        keys.any(|key| !self.blocks[key].definitions.is_empty())
    }

    fn follow(&mut self, text: Masked, edit: Range<usize>, inserted: usize) -> Change {
        let limit = text.len().max(100_000);
        let reparse = if !self.is_within(limit) {
            Err(Cause::Expansion)
        } else {
            let (edit, inserted) = text.text().whole_line_ends(edit, inserted);
            self.document(text).edit(edit, inserted)
        };
        let applied = reparse.map_err(|cause| (cause, Change::default()));
        if let Ok(Reparse {
            whole: Some(cause), ..
        }) = &applied
        {
            self.full_parses[*cause as usize] += 1;
        }
        match applied.and_then(|reparse| self.apply(reparse, text)) {
            Ok(change) if self.is_within(limit) => change,
            // The references that the parser drops at its limit depend on everything before.
            Ok(change) => self.parse_all(text, Some(Cause::Expansion), change),
            Err((cause, change)) => self.parse_all(text, Some(cause), change),
        }
    }

    /// Whether the parser's limits, which count from the start of the document, are not reached.
    fn is_within(&self, limit: usize) -> bool {
        self.totals.expansion < limit
            && self.totals.given < MOST_GIVEN
            && self.totals.missing < MOST_MISSING
    }

    fn document<'a>(&'a self, text: Masked<'a>) -> Document<'a> {
        Document {
            rules: &self.rules,
            text,
            blocks: &self.blocks,
            definitions: &self.definitions,
            definition_lists: self.totals.definition_lists,
        }
    }

    /// Parses everything. `undone` is what was changed and not reported to the caller.
    fn parse_all(&mut self, text: Masked, cause: Option<Cause>, undone: Change) -> Change {
        if let Some(cause) = cause {
            self.full_parses[cause as usize] += 1;
        }
        let Reparse {
            old, new, parsed, ..
        } = self.document(text).all();
        self.definitions = Definitions::default();
        self.totals = Totals::default();
        self.blocks_with_findings = Vec::new();
        let count = new.len();
        undone.redrawn.undo(&mut self.blocks);
        let mut removed = self.blocks.splice(old, new);
        removed.splice(undone.new, undone.removed);
        let keys: Vec<Key> = self.blocks.keys(0).collect();
        for key in &keys {
            self.enter(*key);
        }
        let stems: Vec<Label> = self.definitions.stems().cloned().collect();
        let mut redrawn = Redrawn::default();
        self.bind(&keys, 0..count, &stems, true, &mut redrawn);
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
        let mut touched = Touched::default();
        for index in reparse.old.clone() {
            touched.note(&self.blocks[self.blocks.key(index)]);
        }
        for (block, _) in &reparse.new {
            touched.note(block);
        }
        for labels in [&mut touched.links, &mut touched.notes] {
            order::sort(labels);
            labels.dedup();
        }
        let before = touched.meanings(self);
        let mut change = self.splice(reparse);
        let after = touched.meanings(self);

        let keys = self.blocks.keys(change.new.start).take(change.new.len());
        let mut users: Vec<Key> = keys.collect();
        let again = self.affected(&before, &after, &mut users);
        if again.len() > 16 + self.blocks.len() / 4 {
            return Err((Cause::Users, change));
        }
        for key in &again {
            let Some(was) = self.parse_again(*key, text, &mut touched) else {
                return Err((Cause::Alone, change));
            };
            change.redrawn.note(*key, &was);
        }
        users.extend(&again);
        order::sort(&mut users);
        users.dedup();
        order::sort(&mut touched.stems);
        touched.stems.dedup();
        let quoted = self.quoted(&change, &again, !touched.notes.is_empty());
        let Touched {
            stems, footnotes, ..
        } = &touched;
        self.bind(&users, quoted, stems, *footnotes, &mut change.redrawn);
        change.redrawn.settle(&self.blocks);
        change.crossing = self.crosses(&change) || !again.is_empty();
        Ok(change)
    }

    /// Puts the new blocks in the place of the old ones.
    fn splice(&mut self, reparse: Reparse) -> Change {
        let Reparse {
            old, new, parsed, ..
        } = reparse;
        // From the last on, which is the quickest way out of the lists.
        for index in old.clone().rev() {
            self.leave(self.blocks.key(index));
        }
        let new_range = old.start..old.start + new.len();
        let removed = self.blocks.splice(old, new);
        for index in new_range.clone() {
            self.enter(self.blocks.key(index));
        }
        Change {
            removed,
            new: new_range,
            redrawn: Redrawn::default(),
            parsed,
            crossing: false,
        }
    }

    /// Adds to `users` the blocks that use a label whose meaning differs, and returns those among them that have to be
    /// parsed again, since the parser asks whether it is defined.
    fn affected(&self, before: &Meanings, after: &Meanings, users: &mut Vec<Key>) -> Vec<Key> {
        let mut again: Vec<Key> = Vec::new();
        for ((label, was), (_, is)) in before.links.iter().zip(&after.links) {
            if was != is {
                users.extend(self.definitions.link_users(label));
            }
            if was.is_some() != is.is_some() {
                again.extend(self.definitions.link_users(label));
            }
        }
        for ((label, was), (_, is)) in before.notes.iter().zip(&after.notes) {
            if was != is {
                again.extend(self.definitions.note_users(label));
            }
        }
        // New blocks have no id yet.
        again.retain(|key| self.blocks[*key].id != 0);
        order::sort(&mut again);
        again.dedup();
        again
    }

    /// Parses a block again and returns its tree before; `None` where it is no longer one block.
    fn parse_again(&mut self, key: Key, text: Masked, touched: &mut Touched) -> Option<Rc<Tree>> {
        let block = self.document(text).alone(self.blocks.index(key))?;
        for block in [&self.blocks[key], &block] {
            touched
                .stems
                .extend(definitions::stems(&block.rendered.tree));
            touched.footnotes |= definitions::has_footnotes(block);
        }
        self.leave(key);
        let place = &mut self.blocks[key];
        let (id, unit) = (place.id, place.unit.clone());
        let was = std::mem::replace(place, Block { id, unit, ..block });
        self.enter(key);
        Some(was.rendered.tree)
    }

    /// The indices of the blocks that may have changed which quotes are open: the new ones and those parsed `again`.
    fn quoted(&self, change: &Change, again: &[Key], notes: bool) -> Range<usize> {
        let mut quoted = change.new.clone();
        for key in again {
            let index = self.blocks.index(*key);
            quoted = quoted.start.min(index)..quoted.end.max(index + 1);
        }
        let has_notes = |key: &Key| !self.blocks[*key].rendered.notes.is_empty();
        // The quotes of all footnotes come right after those of the first block with one.
        if notes || again.iter().any(has_notes) {
            let first = self.noted().next().map(|key| self.blocks.index(key));
            quoted = quoted.start.min(first.unwrap_or(quoted.start))..self.blocks.len();
        }
        quoted
    }

    fn enter(&mut self, key: Key) {
        self.definitions.add(key, &self.blocks);
        let block = &self.blocks[key];
        self.totals += block;
        if has_findings(block) {
            definitions::insert(&mut self.blocks_with_findings, key, &self.blocks);
        }
    }

    fn leave(&mut self, key: Key) {
        self.definitions.remove(key, &self.blocks);
        let block = &self.blocks[key];
        self.totals -= block;
        if has_findings(block) {
            definitions::take(&mut self.blocks_with_findings, key, &self.blocks);
        }
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

/// Reads HTML by the allowlist.
fn read_html(html: &str) -> Trees {
    vec![(0, Rc::new(raw_html::tree(html, 0..0)))]
}

/// Whether a block has findings, or findings of others may depend on it.
fn has_findings(block: &Block) -> bool {
    !block.rendered.findings.is_empty() || crosses(block)
}
