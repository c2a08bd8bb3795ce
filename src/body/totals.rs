//! `Totals`: sums over the blocks, so that no edit has to walk them all.

use std::ops::{AddAssign, SubAssign};

use crate::block::Block;

/// The sums.
#[derive(Debug, Default)]
pub struct Totals {
    /// Findings in all blocks.
    pub findings: usize,
    /// Blocks with a divider of the summary.
    pub dividers: usize,
    /// Blocks with a definition list.
    pub definition_lists: usize,
    /// Bytes that references take of the parser's limit on their expansion.
    pub expansion: usize,
    /// Cells that rows which are blocks lack.
    pub missing: usize,
    /// Bytes of Markdown that the embedder's shortcodes give.
    pub given: usize,
}

impl AddAssign<&Block> for Totals {
    fn add_assign(&mut self, block: &Block) {
        self.findings += block.rendered.findings.len();
        self.dividers += usize::from(block.rendered.has_summary_divider);
        self.definition_lists += usize::from(block.definition_list);
        self.expansion += block.expansion;
        self.missing += missing(block);
        self.given += block.rendered.given;
    }
}

impl SubAssign<&Block> for Totals {
    fn sub_assign(&mut self, block: &Block) {
        self.findings -= block.rendered.findings.len();
        self.dividers -= usize::from(block.rendered.has_summary_divider);
        self.definition_lists -= usize::from(block.definition_list);
        self.expansion -= block.expansion;
        self.missing -= missing(block);
        self.given -= block.rendered.given;
    }
}

fn missing(block: &Block) -> usize {
    block.items.as_ref().map_or(0, |items| items.missing)
}
