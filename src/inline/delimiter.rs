//! Delimiters that the parser does not know of: those of Hugo's extension `extras`.

use std::iter::Peekable;
use std::ops::Range;
use std::vec;

use super::Inline;
use super::pairing::PairedDelimiter;

/// The delimiters of a leaf.
pub(super) struct Delimiters {
    /// Those to come.
    coming: Peekable<vec::IntoIter<PairedDelimiter>>,
    /// The number of each pair that is open, and how many elements were open before it.
    open: Vec<(usize, usize)>,
}

impl Delimiters {
    pub(super) fn new(marks: Vec<PairedDelimiter>) -> Self {
        Self {
            coming: marks.into_iter().peekable(),
            open: Vec::new(),
        }
    }

    /// Whether nothing between delimiters is open.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }
}

impl Inline<'_, '_> {
    /// Begins or ends an element by the delimiters after the text `before`, which may begin `escaped`; returns whether
    /// they do that.
    pub(super) fn delimiter(&mut self, before: Range<usize>, escaped: bool, end: usize) -> bool {
        let Range {
            start: from,
            end: at,
        } = before;
        while self
            .delimiters
            .coming
            .next_if(|mark| mark.range.start < at)
            .is_some()
        {}
        let here = |mark: &PairedDelimiter| mark.range.start == at && mark.range.end <= end;
        let Some(mark) = self.delimiters.coming.next_if(here) else {
            return false;
        };
        // The beginning may have been taken by a bare link.
        let marked = self.delimiters.open.last().map(|(stretch, _)| *stretch);
        if mark.opens.is_none() && marked != Some(mark.stretch) {
            return false;
        }
        self.write(from..at, escaped);
        self.settle(None);
        if let Some(element) = mark.opens {
            self.plain.open(false);
            if self.images.is_empty() {
                let source = self.stretch.in_block(&mark.range);
                self.open(element, source);
            }
            self.delimiters
                .open
                .push((mark.stretch, self.elements.len()));
        } else {
            self.end_marked();
        }
        self.cursor.take(mark.range.end);
        true
    }

    pub(super) fn end_marked(&mut self) {
        self.delimiters.open.pop();
        self.plain.close();
        if self.images.is_empty() {
            self.output.builder.close();
        }
    }

    /// Ends the pairs that lie within the last of the parser's elements: a bare link took their own ends.
    pub(super) fn end_inner_pairs(&mut self) {
        while let Some((_, depth)) = self.delimiters.open.last() {
            if *depth < self.elements.len() {
                break;
            }
            self.end_marked();
        }
    }
}
