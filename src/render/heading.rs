//! Headings: their names and their attributes.

use std::ops::Range;

use super::Renderer;
use crate::allow::{Attribute as A, Element as E};
use crate::finding::{Finding, What};
use crate::hugo::attributes::{self, Attributes};
use crate::hugo::slug::{IdType, Plain, slug};
use crate::tree::SlotKind;

/// A heading that is open.
pub(super) struct Heading {
    /// The index of its node, unless that was omitted for nesting too deep.
    pub(super) index: Option<usize>,
    /// Its range in the block, with its markup.
    pub(super) source: Range<usize>,
    /// Where its text ends, if attributes follow.
    pub(super) end: Option<usize>,
    /// Whether it has no content so far.
    pub(super) is_empty: bool,
    pub(super) has_id: bool,
    /// The text that its name is made of.
    pub(super) plain: Plain,
}

impl Renderer<'_> {
    pub(super) fn start_heading(&mut self, level: u8, range: Range<usize>, source: Range<usize>) {
        let index = self.builder.open(E::heading(level), source.clone());
        let written = self.stretch.text[range.clone()].trim_ascii_end().len();
        let found = self
            .stretch
            .rules
            .title_attribute
            .then(|| heading_attributes(self.stretch.text, range.clone()))
            .flatten();
        let (end, mut attributes) =
            found.map_or((None, Attributes::new()), |(end, list)| (Some(end), list));
        self.stretch.masked.fill(&mut attributes, &range);
        for (name, value) in &attributes {
            self.builder.attribute(*name, value);
        }
        let id = attributes.iter().find(|(name, _)| *name == A::Id);
        if let (Some(index), Some((_, id))) = (index, id) {
            self.builder.slot(index, SlotKind::TakenId(id.clone()));
        }
        self.rendered.has_heading = true;
        self.headings.push(Heading {
            index,
            source: source.start..source.start + written,
            end,
            is_empty: true,
            has_id: id.is_some(),
            plain: Plain::default(),
        });
    }

    pub(super) fn end_heading(&mut self) -> Option<usize> {
        let closed = self.builder.close();
        let heading = self.headings.pop()?;
        if heading.is_empty {
            self.rendered
                .findings
                .push(Finding::new(What::EmptyHeading, heading.source));
        }
        if !self.stretch.rules.auto_heading_id || heading.has_id {
            return closed;
        }
        let kind = self.stretch.rules.auto_id_type;
        let name = match heading.index {
            // On GitHub all of the text counts.
            Some(index) if kind == IdType::GitHubPage => {
                let tree = self.builder.tree();
                let own = tree
                    .slots()
                    .iter()
                    .rev()
                    .take_while(|slot| slot.node >= index);
                Some(slug(&tree.title(index, own.collect()), kind))
            }
            _ => heading.plain.name(kind),
        };
        if let (Some(index), Some(name)) = (heading.index, name) {
            self.builder.slot(index, SlotKind::HeadingId(name));
        }
        closed
    }
}

/// The attributes at the end of the heading at `range`, and where its text ends.
fn heading_attributes(text: &str, range: Range<usize>) -> Option<(usize, Attributes)> {
    let heading = text[range.clone()].trim_ascii_end();
    let indented = heading.trim_start_matches(' ');
    let level = indented.bytes().take_while(|b| *b == b'#').count();
    let is_atx = (1..=6).contains(&level)
        && !indented[level..].starts_with(|c: char| !c.is_ascii_whitespace());
    if is_atx {
        let start = heading.len() - indented.len() + level;
        let (end, attributes) = attributes::trailing(&heading[start..])?;
        let content = &heading[start..start + end];
        // The closing sequence is looked for before the attributes.
        let open = content.trim_end_matches('#');
        let content = if open.is_empty() || open.ends_with([' ', '\t']) {
            open.trim_ascii_end()
        } else {
            content
        };
        Some((range.start + start + content.len(), attributes))
    } else {
        let end = heading.rfind('\n')?;
        let start = heading[..end].rfind('\n').map_or(0, |at| at + 1);
        let (end, attributes) = attributes::trailing(&heading[start..end])?;
        Some((range.start + start + end, attributes))
    }
}
