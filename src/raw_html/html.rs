//! `Html`: the raw HTML of a block as the parser saw it, put together from its lines.

use std::ops::Range;

use crate::shortcode::{Masked, Region};

/// Raw HTML as the parser saw it, put together from the lines of a block, and where each stands.
#[derive(Default)]
pub struct Html<'a> {
    pub(super) text: String,
    lines: Vec<Line>,
    /// The hidden stretches in it, and their places.
    hidden: Vec<(Range<usize>, &'a Region)>,
}

struct Line {
    /// Where it starts in the text.
    at: usize,
    /// Where it is in the source of the block.
    source: Range<usize>,
    /// Whether it is byte by byte what is written there.
    verbatim: bool,
}

impl<'a> Html<'a> {
    /// Appends `html`, which the parser found at `range`, which is `source` in the block.
    pub fn push(
        &mut self,
        html: &str,
        source: Range<usize>,
        range: &Range<usize>,
        masked: Masked<'a>,
    ) {
        let at = self.text.len();
        let verbatim = html.len() == source.len();
        self.text.push_str(html);
        let mut from = 0;
        for region in masked.within(range) {
            let place = masked.place(region);
            let found = if verbatim {
                let start = place.start.saturating_sub(range.start);
                let begins = masked.begins_from(region, range.start);
                begins.then(|| start..place.end - range.start)
            } else {
                let start = html[from..].find(&region.mask()).map(|at| from + at);
                start.map(|start| start..start + place.len())
            };
            let last = self.hidden.last();
            let is_new = last.is_none_or(|(_, last)| !std::ptr::eq(*last, region));
            if let Some(found) = found.filter(|found| is_new && found.start < html.len()) {
                from = html.len().min(found.end);
                self.hidden.push((at + found.start..at + found.end, region));
            }
        }
        self.lines.push(Line {
            at,
            source,
            verbatim,
        });
    }

    /// Where a stretch is in the source of the block. It ends where its last byte does: what is between the lines of a
    /// quote is not in it.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        let line = |at: usize| &self.lines[self.lines.partition_point(|line| line.at <= at) - 1];
        let (first, last) = (line(range.start), line(range.end - 1));
        let start = first.source.start
            + if first.verbatim {
                range.start - first.at
            } else {
                0
            };
        let end = match last.verbatim {
            true => last.source.start + range.end - last.at,
            false => last.source.end,
        };
        start..end
    }

    /// The hidden stretches in a range, if only in part. Each shows where it begins.
    pub(super) fn hidden(&self, range: &Range<usize>) -> &[(Range<usize>, &'a Region)] {
        let from = self.hidden.partition_point(|(at, _)| at.end <= range.start);
        let len = self.hidden[from..].partition_point(|(at, _)| at.start < range.end);
        &self.hidden[from..from + len]
    }
}
