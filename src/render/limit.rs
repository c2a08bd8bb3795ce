//! Findings for the limits that a block exceeds.

use super::Renderer;
use crate::finding::{Finding, What};
use crate::shortcode::MOST_GIVEN;

impl Renderer<'_> {
    /// Notes where elements were omitted for nesting too deep, once for each tree.
    pub(super) fn note_depth(&mut self) {
        if let Some(range) = self.builder.flattened() {
            let text = &self.stretch.text[self.stretch.base..];
            let end = text[range.start..].find(['\n', '\r']);
            let end = end.map_or(text.len(), |at| range.start + at);
            let end = end.min(range.end).max(range.start);
            self.rendered
                .findings
                .push(Finding::new(What::TooDeep, range.start..end));
        }
    }

    /// Counts how much Markdown the embedder's shortcodes gave in the block; notes where that became too much.
    pub(super) fn note_given(&mut self) {
        let (before, after) = (self.given_before, self.stretch.masked.given());
        if before < MOST_GIVEN && after >= MOST_GIVEN {
            let text = &self.stretch.text[self.stretch.base..];
            let line = text.trim_ascii_start().lines().next().unwrap_or_default();
            let start = text.len() - text.trim_ascii_start().len();
            let line = start..start + line.len();
            self.rendered
                .findings
                .push(Finding::new(What::GivenTooMuch, line));
        }
        self.rendered.given = after - before;
    }
}
