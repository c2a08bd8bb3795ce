//! Passthrough spans: mathematics, which the browser draws from its source.

use std::ops::Range;

use super::Inline;
use crate::allow::{Attribute as A, Element as E};
use crate::flavor::Flavor;
use crate::hugo::passthrough::PassthroughSpan;

const BLANK: [char; 2] = [' ', '\t'];

impl<'a> Inline<'a, '_> {
    /// The passthrough span that starts at `at`. Those before are dropped.
    pub(super) fn passed_at(&mut self, at: usize) -> Option<&'a PassthroughSpan> {
        loop {
            let (first, rest) = self.stretch.passed.split_first()?;
            if first.range.start > at || first.range.start >= self.leaf.end {
                return None;
            }
            self.stretch.passed = rest;
            if first.range.start == at {
                return Some(first);
            }
        }
    }

    /// Puts a passthrough span, after the text `before` it.
    pub(super) fn pass(&mut self, passed: &PassthroughSpan, before: Range<usize>) {
        let text = self.stretch.text;
        let is_top =
            self.elements.is_empty() && self.delimiters.is_empty() && self.images.is_empty();
        let github = self.stretch.rules.flavor != Flavor::Hugo;
        let block = passed.block && is_top && self.leaf.may_split && !github;
        // The parts of a paragraph keep their white space, those of a tight item do not.
        let is_tight = block && self.flow.pending.is_none() && !self.flow.is_open;
        let mut written = &text[before.clone()];
        if is_tight {
            written = written.trim_end_matches(BLANK);
        }
        self.settle(written.chars().next());
        self.put(written, &before);
        let mut end = passed.range.end;
        // The description of an image omits it.
        if self.images.is_empty() {
            self.put_span(passed, block);
            if block && is_tight {
                let rest = &text[end..self.leaf.end];
                end += rest.len() - rest.trim_start_matches(BLANK).len();
            } else if block {
                let at = self.stretch.in_block(&(end..end));
                self.flow.pending = Some(at);
            }
            self.flow.has_block |= block;
        }
        self.plain.other();
        (self.cursor.link_start, self.cursor.taken) = (Some(passed.range.end), end);
    }

    /// Puts the element of a span, with its source as an attribute and as text.
    fn put_span(&mut self, passed: &PassthroughSpan, block: bool) {
        if block {
            self.flow.pending = None;
            if std::mem::take(&mut self.flow.is_open) {
                self.output.builder.close();
            }
        } else {
            self.enter();
        }
        let (element, class) = match (block, passed.block) {
            (true, _) => (E::Div, "math math-display"),
            (false, true) => (E::Span, "math math-display"),
            (false, false) => (E::Span, "math math-inline"),
        };
        let text = self.stretch.text;
        let source = self.stretch.in_block(&passed.range);
        self.output.builder.open(element, source.clone());
        self.output.builder.attribute(A::Class, class);
        let masked = self.stretch.masked;
        let tex = masked.verbatim(&text[passed.inner.clone()], &passed.inner);
        let lines: Vec<&str> = tex
            .split('\n')
            .enumerate()
            .map(|(at, line)| match at {
                0 => line,
                _ if self.leaf.quoted > 0 => line.trim_start_matches([' ', '\t', '>']),
                _ => line,
            })
            .collect();
        self.output
            .builder
            .attribute(A::DataTex, lines.join("\n").trim());
        let written = masked.verbatim(&text[passed.range.clone()], &passed.range);
        self.output.builder.text(&written, source);
        self.output.builder.close();
    }
}
