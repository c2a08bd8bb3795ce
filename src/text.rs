//! `Text`: the part of a source that is Markdown, without the front matter.

use std::ops::Range;

use crate::source::Source;

/// The part of a source that is Markdown: from `start` to the end. Offsets count from `start`.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    source: &'a Source,
    start: usize,
}

impl<'a> Text<'a> {
    /// The text of `source` from the byte `start` on.
    pub fn new(source: &'a Source, start: usize) -> Self {
        Self { source, start }
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.source.len() - self.start
    }

    /// A byte range for the parser. See [`Source::markdown`].
    pub fn markdown(&self, range: Range<usize>) -> String {
        self.source
            .markdown(self.start + range.start..self.start + range.end)
    }

    /// A byte range, verbatim.
    pub fn written(&self, range: Range<usize>) -> String {
        self.source
            .slice(self.start + range.start..self.start + range.end)
    }

    /// The line that a byte is in, without its line end. A bare CR ends a line, too.
    pub fn line(&self, at: usize) -> Range<usize> {
        let line = self.source.line(self.start + at);
        line.start.max(self.start) - self.start..line.end - self.start
    }

    /// The bytes of a range, verbatim.
    pub fn written_bytes(&self, range: Range<usize>) -> impl Iterator<Item = u8> {
        let range = self.start + range.start..self.start + range.end;
        self.source.chunks(range).flat_map(str::bytes)
    }

    /// Whether a byte range has a character.
    pub fn written_has(&self, range: Range<usize>, character: char) -> bool {
        let range = self.start + range.start..self.start + range.end;
        self.source
            .chunks(range)
            .any(|chunk| chunk.contains(character))
    }

    /// The byte at an offset.
    pub fn byte(&self, at: usize) -> u8 {
        self.source.byte(self.start + at)
    }

    /// Whether a character starts at an offset, or the text ends.
    pub fn is_boundary(&self, at: usize) -> bool {
        at >= self.len() || self.byte(at) & 0xC0 != 0x80
    }

    /// Whether there are at least `count` line ends in a byte range. A bare CR may not be counted.
    pub fn line_ends(&self, range: Range<usize>, count: usize) -> bool {
        if range.start >= range.end {
            return count == 0;
        }
        self.written_bytes(range)
            .filter(|b| *b == b'\n')
            .nth(count - 1)
            .is_some()
    }

    /// An edit, widened so that no CR is split from its LF: a bare CR is a line end too.
    pub fn whole_line_ends(&self, edit: Range<usize>, inserted: usize) -> (Range<usize>, usize) {
        let (mut range, mut inserted) = (edit, inserted);
        if range.start > 0 && self.source.byte(self.start + range.start - 1) == b'\r' {
            range.start -= 1;
            inserted += 1;
        }
        let after = range.start + inserted;
        if after < self.len() && self.source.byte(self.start + after) == b'\n' {
            range.end += 1;
            inserted += 1;
        }
        (range, inserted)
    }
}
