//! Containers of the top level that are divided into blocks, each with a container of its own around its parts.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::Renderer;
use crate::allow::Element as E;

impl Renderer<'_> {
    /// Ends the lists, items and block quotes that are open, so many: the block ends, they go on in the next one.
    pub fn end_items(&mut self, count: usize) {
        self.flush();
        for _ in 0..count {
            self.builder.close_part();
        }
    }

    /// Begins a block at the offset `base` of the text with the first of its items, which is at `range`, in these elements.
    pub fn begin_items(&mut self, base: usize, range: &Range<usize>, around: &[E]) {
        self.begin(base);
        let mut source = self.stretch.in_block(range);
        source.end -= self.blank_before(range);
        for element in around {
            self.builder.open(*element, source.clone());
            self.quoted += usize::from(*element == E::Blockquote);
        }
        self.depth = around.len();
    }

    /// Begins a block at the offset `base` of the text with a child of the block quote that is open at the top, which
    /// is at `range`.
    pub fn begin_child(&mut self, base: usize, range: &Range<usize>) {
        self.begin(base);
        // The parser's end of a child may depend on the next one.
        let start = range.start - base;
        self.builder.open(E::Blockquote, start..start);
        (self.quoted, self.depth) = (1, 1);
    }

    /// Whether raw HTML is open in the Markdown around.
    pub fn has_open_html(&mut self) -> bool {
        self.flush();
        self.builder.has_open_html()
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
