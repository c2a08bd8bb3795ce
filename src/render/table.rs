//! Tables.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::Renderer;
use crate::allow::{Attribute as A, Element as E};
use crate::finding::{Finding, What};
use crate::flavor::Flavor;

/// How many cells are filled into the short rows of a block: 8 kB of table can miss half a million.
const MAX_FILLED: usize = 10_000;

/// The tables of a block.
#[derive(Default)]
pub(super) struct Tables {
    open: Vec<Table>,
    /// How many cells were filled in.
    filled: usize,
}

/// A table that is open.
struct Table {
    alignments: Vec<Alignment>,
    /// The column of the next cell.
    column: usize,
    /// Where the row ends.
    row_end: usize,
    in_head: bool,
    has_body: bool,
    /// Whether it began in a block before.
    is_rest: bool,
}

impl Tables {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether all cells that were missing are filled in.
    pub(super) fn is_within(&self) -> bool {
        self.filled <= MAX_FILLED
    }
}

impl Renderer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>, source: Range<usize>) {
        self.tables.open.push(Table {
            alignments,
            column: 0,
            row_end: 0,
            in_head: false,
            has_body: false,
            is_rest: false,
        });
        self.builder.open(E::Table, source);
    }

    pub(super) fn end_table(&mut self) -> Option<usize> {
        let table = self.tables.open.pop();
        if table.is_some_and(|table| table.has_body) {
            self.builder.close();
        } else if self.stretch.rules.flavor == Flavor::Hugo {
            self.builder.open(E::Tbody, 0..0);
            self.builder.close();
        }
        self.builder.close()
    }

    /// Begins the body of the table that goes on from a block before.
    pub(super) fn enter_body(&mut self, source: Range<usize>) {
        if let Some(table) = self.tables.open.last_mut() {
            (table.has_body, table.is_rest) = (true, true);
        }
        self.builder.open(E::Tbody, source);
    }

    /// Closes the table, which goes on in another block. A head by itself is given the body that the rows are of.
    pub(super) fn leave_table(&mut self) {
        let Some(table) = self.tables.open.pop() else {
            return;
        };
        if !table.has_body {
            let end = self.stretch.in_block(&(table.row_end..table.row_end));
            self.builder.open(E::Tbody, end);
        }
        self.builder.close();
        // The parser's range of a whole table depends on the rows in other blocks.
        match table.is_rest {
            true => self.builder.close(),
            false => self.builder.close_with_content(),
        };
    }

    pub(super) fn start_row(&mut self, in_head: bool, range: Range<usize>, source: Range<usize>) {
        if in_head {
            self.builder.open(E::Thead, source.clone());
        }
        if let Some(table) = self.tables.open.last_mut() {
            (table.column, table.row_end, table.in_head) = (0, range.end, in_head);
            if !in_head && !std::mem::replace(&mut table.has_body, true) {
                self.builder.open(E::Tbody, source.clone());
            }
        }
        self.builder.open(E::Tr, source);
    }

    pub(super) fn end_head(&mut self) {
        self.builder.close();
        self.builder.close();
    }

    pub(super) fn start_cell(&mut self, range: Range<usize>, source: Range<usize>) {
        let Some(table) = self.tables.open.last_mut() else {
            return;
        };
        let alignment = table
            .alignments
            .get(table.column)
            .copied()
            .unwrap_or(Alignment::None);
        table.column += 1;
        let (in_head, row_end) = (table.in_head, table.row_end);
        // The parser adds the cells that a short row lacks at its end.
        let is_missing = range.start >= row_end;
        if is_missing && !self.may_fill(row_end) {
            return self.builder.open_nothing();
        }
        self.builder
            .open(if in_head { E::Th } else { E::Td }, source);
        let hugo = self.stretch.rules.flavor == Flavor::Hugo;
        // Goldmark does not align the cells that it fills in.
        if hugo && is_missing {
            return;
        }
        let side = match alignment {
            Alignment::None => return,
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        };
        match hugo {
            true => self
                .builder
                .attribute(A::Style, &format!("text-align: {side}")),
            false => self.builder.attribute(A::Align, side),
        }
    }

    /// Whether one more cell may be filled into the row that ends at `row_end`. Notes the first that may not.
    fn may_fill(&mut self, row_end: usize) -> bool {
        self.tables.filled += 1;
        if self.tables.filled == MAX_FILLED + 1 {
            let row = self.stretch.text[self.stretch.base..row_end].trim_ascii_end();
            let start = row.rfind('\n').map_or(0, |at| at + 1);
            let row = start..row.len();
            self.rendered
                .findings
                .push(Finding::new(What::TooManyCells, row));
        }
        self.tables.is_within()
    }
}
