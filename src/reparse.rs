//! Parse again as little as the rules allow after an edit: from where to start, and where the old blocks go on.
//!
//! Longer than other files by the rules, each with the function of pulldown-cmark 0.13.6 that it comes from; `docs/architecture.md` has the reasons and
//! the tests.
//!
//! | # | rule | parser | here |
//! |---|---|---|---|
//! | 1 | a block begins at a line start | `parse_block`, `parse_footnote` | `parse/boundary.rs` |
//! | 2 | less than four columns in, unless it is indented code | `parse_footnote` | `parse/boundary.rs` |
//! | 3 | not right after a definition or a list, for a paragraph, table or setext heading | `parse_refdef_total`, `finish_list` | `parse/boundary.rs` |
//! | 4 | parsing starts one block before the edit, or earlier | `parse_paragraph`, `parse_setext_heading` | [`Document::edit`] |
//! | 5 | behind a closed block, or two line ends before the edit | `scan_paragraph_interrupt`, `scan_blockquote_tag` | `may_restart` |
//! | 6 | never behind a definition list | `parse_block` | `may_restart` |
//! | 7 | two lines are not enough with a definition list since the last closed block | `parse_refdef_label`, `scan_refdef_title` | `definition_list_since_closed` |
//! | 8 | it stops where a new block begins as an old one did, and rules 5 and 7 hold; behind a definition list, so does the next block | those of rules 5 to 7 | `meets` |
//! | 9 | links hold labels; definitions are read from each block alone | `fetch_link_type_url_title` | `parse/complete.rs`, `bind.rs` |
//! | 10 | definitions of footnotes elsewhere stand before the stretch | `handle_inline_pass1` | `parse/footnote_label.rs` |
//! | 11 | at the limit on expansion everything is parsed | `new_with_broken_link_callback` | [`Cause::Expansion`] |
//! | 12 | the parser sees LF for a bare CR; an edit covers whole line ends | `scan_nextline`, `scan_closing_code_fence` | `text.rs` |
//! | 13 | a stub stands before a stretch that starts in a list | `scan_containers`, `continue_list` | `parse/stub.rs` |
//! | 14 | a list that becomes loose or tight is parsed whole | `surgerize_tight_list` | `reparse/looseness.rs`, `parse/divide.rs` |
//! | 15 | a list that is loose only to the parser, or only to goldmark, is one block | | `parse/list.rs` |
//! | 17 | a head with the same columns stands before a stretch that starts in a table | `parse_table_row_inner` | `parse/stub.rs`, `parse/divide/rows.rs` |
//! | 18 | a table that lacks many cells is one block | `parse_table_row_inner` | `parse/divide/rows.rs`, `body.rs` |
//! | 20 | a quote stands before a stretch that starts in one | `parse_block` | `parse/divide/children.rs` |
//! | 21 | a quote in which raw HTML is open is one block | | `parse/divide/children.rs` |
//! | 22 | a stub opens all containers around a list within others | `scan_containers` | `parse/stub.rs`, `parse/divide/items.rs` |
//! | 16 | lines within fenced code are not parsed, unless one may end it | `scan_closing_code_fence` | `reparse/code.rs` |
//! | 19 | at the end of a long paragraph only its last lines are parsed, where all before is complete | `scan_paragraph_interrupt`, `handle_inline_pass1` | `reparse/paragraph.rs` |

mod code;
mod looseness;
mod paragraph;

use std::ops::Range;

use crate::block::{Block, Container, Kind};
use crate::blocks::{Blocks, Key};
use crate::definitions::Definitions;
use crate::flavor::Rules;
use crate::label::Label;
use crate::parse::{self, Parsed, Passage, Stub, Undivided};
use crate::shortcode::Masked;

use looseness::Splice;

/// The effect of an edit on the blocks: those of `old`, an index range, become `new`, with their lengths in bytes.
pub struct Reparse {
    /// Indices of blocks before the edit.
    pub old: Range<usize>,
    /// The blocks in their place.
    pub new: Vec<(Block, usize)>,
    /// The bytes of the new text that were parsed.
    pub parsed: Range<usize>,
    /// Why these are many, if they are.
    pub whole: Option<Cause>,
}

/// An edit that parses at least as many bytes again is counted.
const LARGE: usize = 4096;

/// Why everything was parsed, or the whole of a large block.
///
/// ```
/// use draftpane::{Cause, Draft, Edit, Options};
///
/// let (mut draft, _) = Draft::new("", Options::default());
/// draft.edit(&[Edit::new(0..0, "One.")]);
/// assert_eq!(draft.full_parses().collect::<Vec<_>>(), [(Cause::Empty, 1)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// There was nothing to start from.
    Empty,
    /// References expand to more than the parser's limit, which counts from the start of the document.
    Expansion,
    /// Too many blocks use the changed definitions: one parse of everything is less work.
    Users,
    /// A block did not parse alone to what it is. Not known to happen.
    Alone,
    /// In a large list: it became loose or tight, or may have.
    Looseness,
    /// In a large table or block quote: its parts could not be parsed without the rest.
    Container,
    /// In large blocks: the edit changed how many of them are read.
    Far,
    /// A large block has no parts that are parsed alone.
    Block,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 8] = [
        Self::Empty,
        Self::Expansion,
        Self::Users,
        Self::Alone,
        Self::Looseness,
        Self::Container,
        Self::Far,
        Self::Block,
    ];

    /// The name in the counter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Expansion => "expansion",
            Self::Users => "users",
            Self::Alone => "alone",
            Self::Looseness => "looseness",
            Self::Container => "container",
            Self::Far => "far",
            Self::Block => "block",
        }
    }
}

/// The document that is reparsed: its blocks and tables as they were before the edit, its text as it is after.
pub struct Document<'a> {
    /// The rules of its flavor.
    pub rules: &'a Rules,
    /// The text after the edit.
    pub text: Masked<'a>,
    /// The blocks before the edit.
    pub blocks: &'a Blocks,
    /// The tables before the edit.
    pub definitions: &'a Definitions,
    /// How many blocks have a definition list.
    pub definition_lists: usize,
}

impl Document<'_> {
    /// Parses everything.
    pub fn all(&self) -> Reparse {
        let len = self.text.len();
        let text = self.text.markdown(0..len);
        let passage = Passage {
            text: &text,
            prelude: "",
            stub: None,
            of_document: true,
            rules: self.rules,
            masked: self.text,
            link: &|_| false,
        };
        // A document starts with a block, if it has any.
        let blocks = parse::parse(&passage).map_or_else(|_| Vec::new(), |parsed| parsed.blocks);
        let new = lengths(blocks, 0, len);
        Reparse {
            old: 0..self.blocks.len(),
            new,
            parsed: 0..len,
            whole: None,
        }
    }

    /// Parses what the replacement of the bytes `edit` by `inserted` bytes may have changed.
    pub fn edit(&self, edit: Range<usize>, inserted: usize) -> Result<Reparse, Cause> {
        let count = self.blocks.len();
        if count == 0 {
            return Err(Cause::Empty);
        }
        if let Some(inside) = self.inside_code(&edit, inserted) {
            return Ok(inside);
        }
        if let Some(end) = self.end_of_paragraph(&edit) {
            return Ok(end);
        }
        let first = self.blocks.at(edit.start);
        let after = self.first_after(edit.end, first);
        // In the new text: where the old block `index` starts, for those after the edit.
        let start = |index: usize| self.blocks.range(index).start + inserted - edit.len();
        // Why lists and other containers are parsed whole, if they are.
        let mut whole = None;
        let mut restart = self.restart(first.saturating_sub(1), edit.start, false);
        let mut seen = 1;
        loop {
            let end = (after + seen).min(count);
            let from = self.blocks.range(restart).start;
            let to = if end == count {
                self.text.len()
            } else {
                start(end)
            };
            let stretch = self.text.markdown(from..to);
            let stub = self.stub(restart, &stretch);
            let in_list = |stub: &Stub| stub.of == Container::List;
            let is_special = !stub.as_ref().is_none_or(in_list);
            let parsed = match self.parse(&stretch, from, restart..end, stub) {
                Ok(parsed) => parsed,
                Err(error)
                    if whole.is_none() && (is_special || error == Undivided::LooksDifferent) =>
                {
                    whole = Some(match is_special {
                        true => Cause::Container,
                        false => Cause::Looseness,
                    });
                    restart = self.restart(restart, edit.start, true);
                    seen = seen.max(self.list_end(after) - after + 1);
                    continue;
                }
                Err(_) => {
                    restart = self.restart(restart - 1, edit.start, whole.is_some());
                    continue;
                }
            };
            if parsed.exhausted {
                return Err(Cause::Expansion);
            }
            let attempt = Attempt {
                old: restart..end,
                to_end: end == count,
                stretch: &stretch,
                new: &parsed.blocks,
                whole_lists: whole.is_some(),
            };
            let meeting = (after..end).find_map(|old| {
                let next = (old + 1 < end).then(|| start(old + 1) - from);
                let place = self.meets(&attempt, old, start(old) - from, next)?;
                Some((old, place))
            });
            let (old_end, kept, until) = match meeting {
                Some((old, new)) => (old, new, start(old)),
                None if end == count => (count, parsed.blocks.len(), self.text.len()),
                None => {
                    seen *= 2;
                    continue;
                }
            };
            let splice = Splice {
                old: restart..old_end,
                new: &parsed.blocks[..kept],
                stretch: &stretch[..until - from],
                until,
            };
            if !self.stays_loose(&splice) {
                whole = Some(Cause::Looseness);
                restart = self.restart(restart, edit.start, true);
                seen = seen.max(self.list_end(after) - after + 1);
                continue;
            }
            let mut blocks = parsed.blocks;
            blocks.truncate(kept);
            let new = lengths(blocks, from, until);
            return Ok(Reparse {
                old: restart..old_end,
                new,
                parsed: from..to,
                whole: (to - from >= LARGE).then(|| {
                    let other = if seen > 1 { Cause::Far } else { Cause::Block };
                    whole.unwrap_or(other)
                }),
            });
        }
    }

    /// Parses one block as it stands, at `index`. `None` where that does not give one block.
    pub fn alone(&self, index: usize) -> Option<Block> {
        let items = &self.blocks[self.blocks.key(index)].items;
        let range = self.blocks.range(index);
        let from = range.start;
        // Whether the paragraphs of the first item are shown depends on the others.
        let end = match items {
            Some(items) if !items.continue_list => self.list_end(index + 1),
            _ => index + 1,
        };
        let text = self.text.markdown(from..self.blocks.range(end - 1).end);
        let stub = self.stub(index, &text);
        let mut parsed = self.parse(&text, from, index..end, stub).ok()?;
        let next = parsed.blocks.get(1).map_or(text.len(), |(at, _)| *at);
        (parsed.blocks.len() == end - index && next == range.len()).then(|| {
            let block = parsed.blocks.swap_remove(0).1;
            let items = items.clone();
            Block { items, ..block }
        })
    }

    /// The container that the block at `index`, which `text` begins with, goes on with.
    fn stub(&self, index: usize, text: &str) -> Option<Stub> {
        let items = self.blocks[self.blocks.key(index)].items.as_ref()?;
        (items.continue_list).then(|| Stub::before(items, text))
    }

    /// Parses a stretch that takes the place of the old blocks `old`, with what the others define. It starts at the
    /// byte `from` of the text.
    fn parse(
        &self,
        stretch: &str,
        from: usize,
        old: Range<usize>,
        stub: Option<Stub>,
    ) -> Result<Parsed, Undivided> {
        let outside = |keys: &[Key]| {
            let before = keys
                .first()
                .is_some_and(|key| self.blocks.index(*key) < old.start);
            before
                || keys
                    .last()
                    .is_some_and(|key| self.blocks.index(*key) >= old.end)
        };
        let labels = parse::note_labels(stretch);
        let prelude = parse::prelude(
            labels
                .iter()
                .filter(|label| outside(self.definitions.note_definers(label))),
        );
        let link = |label: &Label| outside(self.definitions.link_definers(label));
        parse::parse(&Passage {
            text: stretch,
            prelude: &prelude,
            stub,
            of_document: old.start == 0,
            rules: self.rules,
            masked: self.text.from(from),
            link: &link,
        })
    }

    /// The first block that starts at or after the byte `offset` of the old text, after the block `first`.
    fn first_after(&self, offset: usize, first: usize) -> usize {
        let index = self.blocks.at(offset);
        if index > first && self.blocks.range(index).start >= offset {
            index
        } else {
            index + 1
        }
    }

    /// The last block at or before `index` from which parsing may start again.
    fn restart(&self, mut index: usize, edit: usize, whole_lists: bool) -> usize {
        loop {
            let items = self.blocks[self.blocks.key(index)].items.as_ref();
            if items.is_some() && whole_lists {
                index = self.list_start(index);
            }
            if self.may_restart(index, edit) {
                return index;
            }
            index -= 1;
        }
    }

    /// Whether nothing before the block at `index` looks past its start, as far as the byte `edit`.
    ///
    /// Only a label or title of a definition looks further than two lines ahead, and it passes over a boundary only
    /// through a definition list.
    fn may_restart(&self, index: usize, edit: usize) -> bool {
        let Some(before) = index.checked_sub(1) else {
            return true;
        };
        let before = &self.blocks[self.blocks.key(before)];
        if before.last == Kind::DefinitionList {
            return false;
        }
        before.closed
            || self.text.line_ends(self.blocks.range(index).start..edit, 2)
                && !self.definition_list_since_closed(index)
    }

    fn definition_list_since_closed(&self, index: usize) -> bool {
        if self.definition_lists == 0 {
            return false;
        }
        for index in (0..index).rev() {
            let block = &self.blocks[self.blocks.key(index)];
            if block.closed {
                return false;
            }
            if block.definition_list {
                return true;
            }
        }
        false
    }

    /// Whether the new blocks go on as the old ones did from the block `old` on, which starts at the byte `at` of the
    /// stretch, and the one after it at `next`. Returns the number of new blocks before it.
    fn meets(
        &self,
        attempt: &Attempt,
        old: usize,
        at: usize,
        next: Option<usize>,
    ) -> Option<usize> {
        let new = attempt.new;
        let place = new.binary_search_by_key(&at, |(start, _)| *start).ok()?;
        let block = &new[place].1;
        let was = &self.blocks[self.blocks.key(old)];
        if (block.first, block.last) != (was.first, was.last)
            || new.get(place + 1).map(|(start, _)| *start) != next
        {
            return None;
        }
        if block.continues_list() != was.continues_list() {
            return None;
        }
        if let (true, Some(items), Some(before)) =
            (block.continues_list(), &block.items, &was.items)
        {
            // All items of a list look alike.
            let is_same = items.loose == before.loose
                && items.of == before.of
                && items.around == before.around;
            if attempt.whole_lists || !is_same {
                return None;
            }
        }
        // A term of a definition list that goes on may look like a block until its marker is seen, in the block after it.
        let list = place
            .checked_sub(1)
            .is_some_and(|before| new[before].1.last == Kind::DefinitionList);
        if list && next.is_none() && !attempt.to_end {
            return None;
        }
        let is_closed = |index: usize| self.blocks[self.blocks.key(index)].closed;
        let closed = match place.checked_sub(1) {
            Some(before) => new[before].1.closed,
            None => attempt.old.start.checked_sub(1).is_none_or(is_closed),
        };
        (closed || attempt.has_two_lines(at, place)).then_some(place)
    }
}

/// A stretch that was parsed in the place of old blocks.
struct Attempt<'a> {
    /// The indices of the old blocks.
    old: Range<usize>,
    /// Whether the stretch ends with the document.
    to_end: bool,
    stretch: &'a str,
    new: &'a [(usize, Block)],
    /// Whether no list is kept in part.
    whole_lists: bool,
}

impl Attempt<'_> {
    /// Whether two lines follow the byte `at`, and no definition list reaches over them from a block before `place`.
    fn has_two_lines(&self, at: usize, place: usize) -> bool {
        let ends = self.stretch.as_bytes()[at..].iter();
        let lines = ends.filter(|b| **b == b'\n').take(2).count();
        let before = self.new[..place].iter().rev();
        let mut since_closed = before.take_while(|(_, block)| !block.closed);
        (lines == 2 || self.to_end) && !since_closed.any(|(_, block)| block.definition_list)
    }
}

/// Gives each block its length: up to the next one.
fn lengths(blocks: Vec<(usize, Block)>, from: usize, to: usize) -> Vec<(Block, usize)> {
    let ends: Vec<usize> = blocks
        .iter()
        .skip(1)
        .map(|(start, _)| *start)
        .chain([to - from])
        .collect();
    let mut start = 0;
    blocks
        .into_iter()
        .zip(ends)
        .map(|((_, block), end)| {
            let len = end - start;
            start = end;
            (block, len)
        })
        .collect()
}
