//! Pieces of a text that are to be parsed each by itself: cells, and what a table or a task's box leaves of a paragraph.
//! All of them are put into one text, a paragraph for each, so that one more parse is enough.

use std::cell::Cell;
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
    /// The line that was looked up last.
    near: Cell<usize>,
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
        // Mostly it is in the line of the time before, or in the next one.
        let near = self.near.get();
        let is_in = |line: usize| {
            let starts = |line: usize| self.lines.get(line).is_none_or(|(start, _)| *start <= at);
            line < self.lines.len()
                && starts(line)
                && (line + 1 == self.lines.len() || !starts(line + 1))
        };
        let after = match [near, near + 1].into_iter().find(|line| is_in(*line)) {
            Some(line) => line + 1,
            None => self.lines.partition_point(|(start, _)| *start <= at),
        };
        self.near.set(after.saturating_sub(1));
        match after.checked_sub(1).and_then(|line| self.lines.get(line)) {
            Some((start, from)) => from + (at - start),
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_pieces_are_from() {
        let text = "> one\n> two | three";
        let mut pieces = Pieces::default();
        pieces.add(text, [2..5, 8..11].into_iter());
        pieces.add(text, std::iter::once(14..19));
        for word in ["three", "one", "two", "one"] {
            let at = pieces.text().find(word).expect("a piece");
            let place = pieces.place(at..at + word.len());
            assert_eq!(&text[place], word);
        }
    }
}
