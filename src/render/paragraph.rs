//! Paragraphs. Inline content opens them, since a shortcode, mathematics or a lone image may take their place.

use std::ops::Range;

use super::Renderer;
use crate::allow::Element as E;

/// The paragraph whose content is being read; the parser nests none.
#[derive(Default)]
pub(super) struct Paragraph {
    /// The source range of a paragraph that is to open with the next inline content.
    pub(super) pending: Option<Range<usize>>,
    /// Whether a paragraph is open.
    pub(super) is_open: bool,
    /// The image that stands in place of the paragraph.
    pub(super) lone_image: Option<usize>,
}

impl Renderer<'_> {
    pub(super) fn start_paragraph(&mut self, source: Range<usize>) {
        if !self.begins_tight_definition() {
            self.paragraph.pending = Some(source);
        }
    }

    pub(super) fn end_paragraph_event(&mut self) -> Option<usize> {
        if self.ends_tight_definition() {
            return None;
        }
        self.end_paragraph()
    }

    /// Closes the paragraph, unless it ended in a block of mathematics or of a shortcode. Returns the element that
    /// attributes may follow.
    pub(super) fn end_paragraph(&mut self) -> Option<usize> {
        if let Some(source) = self.paragraph.pending.take() {
            self.builder.open(E::P, source);
            self.paragraph.is_open = true;
        }
        let lone_image = self.paragraph.lone_image.take();
        if !std::mem::take(&mut self.paragraph.is_open) {
            return lone_image;
        }
        self.builder.close()
    }
}
