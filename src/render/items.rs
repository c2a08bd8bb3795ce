//! Lists of the top level that are divided into blocks, each with a list of its own around its items.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::Renderer;
use crate::allow::Element as E;

impl Renderer<'_> {
    /// Ends the list that is open at the top: the block ends, the list goes on in the next one.
    pub fn end_items(&mut self) {
        self.flush();
        self.builder.close_with_content();
    }

    /// Begins a block at the offset `base` of the text with the first of its items, which is at `range`.
    pub fn begin_items(&mut self, base: usize, range: &Range<usize>, is_ordered: bool) {
        self.begin(base);
        let mut source = self.stretch.in_block(range);
        source.end -= self.blank_before(range);
        self.builder
            .open(if is_ordered { E::Ol } else { E::Ul }, source);
        self.depth = 1;
    }

    /// Ends the table that is open at the top: the block ends, the table goes on in the next one.
    pub fn end_rows(&mut self) {
        self.flush();
        self.leave_table();
    }

    /// Begins a block at the offset `base` of the text with a row of that table, which is at `range`.
    pub fn begin_rows(&mut self, base: usize, range: &Range<usize>, alignments: Vec<Alignment>) {
        self.begin(base);
        let source = self.stretch.in_block(range);
        self.start_table(alignments, source.clone());
        self.enter_body(source);
        self.depth = 1;
    }
}
