//! Cells of tables.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::Renderer;
use crate::allow::{Attribute as A, Element as E};
use crate::finding::{Finding, What};
use crate::flavor::Flavor;

/// So many cells are filled into short rows of a block: 8 kB of table can miss half a million.
const MAX_FILLED: usize = 10_000;

/// A table that is open.
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    /// Where the row ends.
    pub(super) end: usize,
    pub(super) head: bool,
    pub(super) body: bool,
}

impl Renderer<'_> {
    pub(super) fn start_cell(&mut self, range: Range<usize>, source: Range<usize>) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let alignment = table
            .alignments
            .get(table.column)
            .copied()
            .unwrap_or(Alignment::None);
        table.column += 1;
        if range.start >= table.end {
            self.filled += 1;
            if self.filled > MAX_FILLED {
                if self.filled == MAX_FILLED + 1 {
                    let row = self.text[self.base..table.end].trim_ascii_end();
                    let start = row.rfind('\n').map_or(0, |at| at + 1);
                    self.findings
                        .push(Finding::new(What::TooManyCells, start..row.len()));
                }
                return self.builder.open_nothing();
            }
        }
        self.builder
            .open(if table.head { E::Th } else { E::Td }, source);
        // Goldmark fills a short row up with cells that are not aligned.
        if self.rules.flavor == Flavor::Hugo && range.start >= table.end {
            return;
        }
        let side = match alignment {
            Alignment::None => return,
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        };
        if self.rules.flavor == Flavor::Hugo {
            self.builder
                .attribute(A::Style, &format!("text-align: {side}"));
        } else {
            self.builder.attribute(A::Align, side);
        }
    }
}
