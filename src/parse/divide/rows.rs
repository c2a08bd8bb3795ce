//! Rows of a table of the top level as blocks.

use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use pulldown_cmark::{Alignment, Event, Tag};

use super::{Divider, Undivided};
use crate::block::{Block, Container, Items, Kind, MOST_MISSING};
use crate::parse::boundary::boundary;
use crate::parse::stub::Stub;

/// Tables of other widths stay whole. One column: the parser takes a line `|` for a row only where the head has no `|`,
/// and a stub always has one. Many columns: short rows have all their cells.
const DIVIDED_COLUMNS: RangeInclusive<usize> = 2..=16;

/// A table whose rows are blocks.
pub(super) struct OpenTable {
    /// Its head, as a stub.
    stub: Rc<str>,
    alignments: Vec<Alignment>,
    /// Where it begins.
    pub start: usize,
    /// Where the last row ends.
    row_end: usize,
    /// How many cells its rows lack.
    missing: usize,
}

impl OpenTable {
    pub fn new(alignments: &[Alignment], start: usize) -> Self {
        Self {
            stub: Stub::of_table(alignments),
            alignments: alignments.to_vec(),
            start,
            row_end: usize::MAX,
            missing: 0,
        }
    }

    fn items(&self) -> Items {
        Items {
            of: Container::Table(self.stub.clone()),
            ..Items::default()
        }
    }
}

impl Divider<'_> {
    /// Begins a table, unless that stays whole. It starts at the byte `start` of the text.
    pub(super) fn begin_table(&mut self, alignments: &[Alignment], start: usize) {
        let divides = self.of.divides
            && DIVIDED_COLUMNS.contains(&alignments.len())
            && self.of.whole.binary_search(&start).is_err();
        self.table = divides.then(|| OpenTable::new(alignments, start));
        if let (Some(table), Some((_, block))) = (&self.table, self.blocks.last_mut()) {
            block.items = Some(table.items());
        }
    }

    /// Ends the table that is open, if there is one.
    pub(super) fn end_table(&mut self) -> Result<(), Undivided> {
        let Some(table) = self.table.take() else {
            return Ok(());
        };
        if table.missing >= MOST_MISSING {
            if table.start < self.of.skip {
                return Err(Undivided::LooksDifferent);
            }
            self.lists.push(table.start);
        }
        self.ended = Some(table);
        Ok(())
    }

    /// Begins a block with a row of the table that is open.
    pub(super) fn row(
        &mut self,
        event: &Event,
        range: &Range<usize>,
        joins: bool,
    ) -> Result<(), Undivided> {
        let skip = self.of.skip;
        let Some(table) = self.table.as_mut().filter(|_| range.start >= skip) else {
            return Ok(());
        };
        match event {
            // Text stands before its head: the table of a heading. Or it is one that the parser does not see, though it
            // sees others, so it would see the rows behind a stub.
            Event::Start(Tag::TableHead)
                if range.start != table.start || joins && !self.of.is_goldmark =>
            {
                self.table = None;
                if let Some((_, block)) = self.blocks.last_mut() {
                    block.items = None;
                }
                return Ok(());
            }
            Event::Start(Tag::TableRow) if self.depth == 1 => table.row_end = range.end,
            Event::Start(Tag::TableCell) if range.start >= table.row_end => {
                table.missing += 1;
                let last = self
                    .blocks
                    .last_mut()
                    .and_then(|(_, block)| block.items.as_mut());
                if let Some(items) = last {
                    items.missing += 1;
                }
                return Ok(());
            }
            _ => return Ok(()),
        }
        let at = range.start - skip;
        let start = boundary(&self.of.text[skip..], at, Kind::List, None);
        let items = Items {
            continue_list: true,
            ..table.items()
        };
        let alignments = table.alignments.clone();
        let Some(start) = start else {
            match self.blocks.last_mut() {
                None => return Err(Undivided::StartsInside),
                // A first row that no block may begin with is of the head's block, which must have no rows.
                Some((_, head)) if !head.continues_list() => {
                    (head.items, self.table) = (None, None);
                }
                Some(_) => {}
            }
            return Ok(());
        };
        if !self.blocks.is_empty() {
            self.renderer.end_rows();
        }
        self.end_block();
        self.renderer.begin_rows(skip + start, range, alignments);
        let block = Block {
            first: Kind::Table,
            items: Some(items),
            ..Block::default()
        };
        self.blocks.push((start, block));
        self.note(Kind::Table, range.end - skip);
        Ok(())
    }
}
