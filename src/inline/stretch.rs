//! `Stretch`: the text that blocks are rendered from, in every form that rendering needs.

use std::ops::Range;

use crate::flavor::Rules;
use crate::hugo::passthrough::PassthroughSpan;
use crate::shortcode::Masked;

/// The text of one parse, and the block in it that is being rendered.
#[derive(Clone, Copy)]
pub struct Stretch<'a> {
    /// The rules of the flavor and of the site.
    pub rules: &'a Rules,
    /// The text as written.
    pub text: &'a str,
    /// The text as the parser saw it: of the same length, equal but for what was hidden from the parser.
    pub parsed: &'a str,
    /// The shortcodes, hidden in both.
    pub masked: Masked<'a>,
    /// Whether the text may have delimiters that the parser does not know.
    pub may_mark: bool,
    /// The passthrough spans.
    pub passed: &'a [PassthroughSpan],
    /// Where the block starts in the text: source ranges in its tree count from there.
    pub base: usize,
}

impl Stretch<'_> {
    /// Turns a range of the text into one of the block.
    pub fn in_block(&self, range: &Range<usize>) -> Range<usize> {
        range.start.saturating_sub(self.base)..range.end.saturating_sub(self.base)
    }
}
