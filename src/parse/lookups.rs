//! `Lookups`: the labels that the parser looks up, each handed to the block that it stands in.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, LinkType};

use crate::block::Block;
use crate::finding::{Finding, What};
use crate::label::Label;

/// The labels with their places in the text, in no order.
#[derive(Default)]
pub struct Lookups {
    labels: Vec<(usize, Label)>,
    undefined: Vec<Range<usize>>,
}

impl Lookups {
    /// Notes a label that the parser found defined in the text itself.
    pub fn defined(&mut self, at: usize, label: Label) {
        self.labels.push((at, label));
    }

    /// Notes a label that the parser asked for, and whether it is defined elsewhere.
    pub fn asked(&mut self, broken: &BrokenLink, span: Range<usize>, label: Label, found: bool) {
        self.labels.push((span.start, label));
        // A label alone in brackets is mostly meant as it stands.
        if !found && broken.link_type != LinkType::Shortcut {
            self.undefined.push(span);
        }
    }

    /// Forgets what stands in the ranges `dropped`, which are in order.
    pub fn forget(&mut self, dropped: &[Range<usize>]) {
        let is_dropped = |at: usize| {
            let before = dropped.partition_point(|range| range.start <= at);
            before > 0 && at < dropped[before - 1].end
        };
        self.labels.retain(|(at, _)| !is_dropped(*at));
        self.undefined.retain(|range| !is_dropped(range.start));
    }

    /// Gives each label after the first `skip` bytes of `text` to the block that owns its place: the last one that
    /// starts at or before it.
    pub fn hand_out(self, text: &str, skip: usize, blocks: &mut [(usize, Block)]) {
        let owner = |blocks: &[(usize, Block)], at: usize| {
            let after = blocks.partition_point(|(start, _)| *start <= at);
            after.saturating_sub(1)
        };
        for (at, label) in self.labels {
            let Some(at) = at.checked_sub(skip) else {
                continue;
            };
            let owner = owner(blocks, at);
            if let Some((_, block)) = blocks.get_mut(owner) {
                block.uses.push(label);
            }
        }
        for range in self.undefined {
            let Some(start) = range.start.checked_sub(skip) else {
                continue;
            };
            let owner = owner(blocks, start);
            if let Some((at, block)) = blocks.get_mut(owner) {
                // The parser's range ends before the brackets of `[label][]`.
                let has_brackets = text[range.end..].starts_with("[]");
                let end = range.end - skip + if has_brackets { 2 } else { 0 };
                let finding = Finding::new(What::LinkUndefined, start - *at..end - *at);
                block.rendered.findings.push(finding);
            }
        }
    }
}
