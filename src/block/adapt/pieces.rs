//! Pieces of a text that are to be parsed each by itself: cells, and what a table or a task's box leaves of a paragraph.
//! All of them are put into one text, a paragraph for each, so that one more parse is enough.

use std::ops::Range;

/// Begins each paragraph. No line after it can begin a block, indented as they are.
const BEFORE: &str = ".\n";
const INDENT: &str = "    ";

/// The text of the pieces, and where they are from.
#[derive(Default)]
pub struct Pieces {
    text: String,
    /// Where each line starts, in this text and in the one that it is from.
    lines: Vec<(usize, usize)>,
}

impl Pieces {
    /// Adds a piece that is these lines of `text`. None of them may be blank.
    pub fn add(&mut self, text: &str, lines: impl Iterator<Item = Range<usize>>) {
        self.text.push_str(BEFORE);
        for line in lines {
            self.text.push_str(INDENT);
            self.lines.push((self.text.len(), line.start));
            self.text.push_str(&text[line]);
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    /// Adds definitions: they count for all pieces.
    pub fn define(&mut self, definitions: &str) {
        self.text.push_str(definitions);
    }

    /// The text to be parsed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of it is from.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        self.origin(range.start)..self.origin(range.end)
    }

    fn origin(&self, at: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= at);
        match after.checked_sub(1).and_then(|line| self.lines.get(line)) {
            Some((start, from)) => from + (at - start),
            None => 0,
        }
    }
}
