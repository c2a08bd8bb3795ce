//! The outline of a post.

use std::ops::Range;

use super::Draft;
use crate::allow::Attribute;
use crate::tree::Content;

/// A heading of the outline.
///
/// ```
/// use draftpane::{Options, render};
///
/// let outline = render("## Two *words*\n", &Options::default()).outline;
/// let heading = &outline[0];
/// assert_eq!((heading.level, &*heading.text, &*heading.id), (2, "Two words", "two-words"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text, without markup.
    pub text: String,
    /// Its `id`, or nothing where it has none.
    pub id: String,
    /// Byte range in the document.
    pub range: Range<usize>,
}

impl Draft {
    /// The headings of the body.
    pub fn outline(&self) -> Vec<Heading> {
        let blocks = self.body.blocks();
        let mut outline = Vec::new();
        let mut start = self.head.body;
        for (key, len) in blocks.entries(0) {
            let block = &blocks[key];
            for node in 0..block.rendered.tree.len() {
                let Content::Element(element) = block.rendered.tree.content(node) else {
                    continue;
                };
                let shown = |level: &u8| {
                    let levels = self.site.table_of_contents;
                    levels.is_none_or(|(first, last)| (first..=last).contains(level))
                };
                let Some(level) = element.heading_level().filter(shown) else {
                    continue;
                };
                if block.rendered.tree.is_raw_heading(node) {
                    continue;
                }
                let mut attributes = block.rendered.tree.attributes(node);
                let id = attributes.find(|(name, _)| *name == Attribute::Id);
                let source = block.rendered.tree.source(node);
                outline.push(Heading {
                    level,
                    text: block.rendered.tree.title_of(node).trim().to_owned(),
                    id: id.map_or(String::new(), |(_, id)| id.to_owned()),
                    range: start + source.start..start + source.end,
                });
            }
            start += len;
        }
        outline
    }
}
