//! `Source`: the document's text, and where its bytes, UTF-16 code units and lines meet.

use std::ops::Range;

use ropey::Rope;

use crate::edit::Edit;

/// The text, in a rope: an edit costs the same wherever it is and however long the document.
///
/// ```
/// use draftpane::{Draft, Options};
///
/// let (draft, _) = Draft::new("😀\nb", Options::default());
/// let end = draft.source().len();
/// assert_eq!((end, draft.source().position(end).line), (6, 2));
/// ```
#[derive(Clone, Debug)]
pub struct Source {
    rope: Rope,
}

/// A place as an editor shows it. Lines end with LF, CR or CR LF.
///
/// ```
/// use draftpane::{Draft, Options};
///
/// let (draft, _) = Draft::new("😀b", Options::default());
/// let place = draft.source().position(4);
/// assert_eq!((place.line, place.column), (1, 3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Counted from 1.
    pub line: usize,
    /// In UTF-16 code units, counted from 1.
    pub column: usize,
}

impl Source {
    /// A source with this text.
    pub fn new(text: &str) -> Self {
        Self {
            rope: Rope::from_str(text),
        }
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The length in UTF-16 code units.
    pub fn utf16_len(&self) -> usize {
        self.rope.len_utf16_cu()
    }

    /// Applies one edit.
    ///
    /// # Panics
    /// Where the range lies outside the text or cuts a character.
    pub fn edit(&mut self, edit: &Edit) {
        if edit.range == (self.len()..self.len()) {
            // Nothing to find or to remove.
            self.rope.insert(self.rope.len_chars(), &edit.insert);
            return;
        }
        let from = self.rope.byte_to_char(edit.range.start);
        let to = self.rope.byte_to_char(edit.range.end);
        self.rope.remove(from..to);
        self.rope.insert(from, &edit.insert);
    }

    /// A copy of a byte range.
    pub fn slice(&self, range: Range<usize>) -> String {
        String::from(self.rope.byte_slice(range))
    }

    /// A copy of a byte range for the parser, which knows only LF and CR LF: a bare CR becomes LF, so that every
    /// offset stays what it was.
    pub fn markdown(&self, range: Range<usize>) -> String {
        let before_line_feed = range.end < self.len() && self.byte(range.end) == b'\n';
        let text = self.slice(range);
        if !text.contains('\r') {
            return text;
        }
        let mut bytes = text.into_bytes();
        for at in 0..bytes.len() {
            let next = bytes.get(at + 1).copied();
            if bytes[at] == b'\r' && next != Some(b'\n') && (next.is_some() || !before_line_feed) {
                bytes[at] = b'\n';
            }
        }
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The byte at this offset.
    ///
    /// # Panics
    /// Where the offset is not before the end.
    pub fn byte(&self, offset: usize) -> u8 {
        self.rope.byte(offset)
    }

    /// The whole text.
    pub fn text(&self) -> String {
        String::from(&self.rope)
    }

    /// The pieces of a byte range, in order, without copying.
    pub fn chunks(&self, range: Range<usize>) -> impl Iterator<Item = &str> {
        self.rope.byte_slice(range).chunks()
    }

    /// The UTF-16 offset of a byte offset; one inside a character counts as its start.
    pub fn utf16(&self, byte: usize) -> usize {
        self.rope
            .char_to_utf16_cu(self.rope.byte_to_char(byte.min(self.len())))
    }

    /// The byte offset of a UTF-16 offset, or `None` where it is outside the text or inside a surrogate pair.
    pub fn byte_of_utf16(&self, utf16: usize) -> Option<usize> {
        if utf16 > self.utf16_len() {
            return None;
        }
        let character = self.rope.utf16_cu_to_char(utf16);
        (self.rope.char_to_utf16_cu(character) == utf16).then(|| self.rope.char_to_byte(character))
    }

    /// The line that a byte is in, without the LF at its end.
    pub fn line(&self, byte: usize) -> Range<usize> {
        let line = self.rope.byte_to_line(byte);
        let end = match line + 1 < self.rope.len_lines() {
            true => self.rope.line_to_byte(line + 1) - 1,
            false => self.len(),
        };
        self.rope.line_to_byte(line)..end
    }

    /// The line and column of a byte offset.
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.len());
        let line = self.rope.byte_to_line(byte);
        let start = self.rope.line_to_byte(line);
        Position {
            line: line + 1,
            column: self.utf16(byte) - self.utf16(start) + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_and_bytes() {
        let source = Source::new("aé😀z");
        assert_eq!((source.len(), source.utf16_len()), (8, 5));
        for (byte, utf16) in [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)] {
            assert_eq!(source.utf16(byte), utf16);
            assert_eq!(source.byte_of_utf16(utf16), Some(byte));
        }
        assert_eq!(source.byte_of_utf16(3), None);
        assert_eq!(source.byte_of_utf16(6), None);
    }

    #[test]
    fn lines_end_with_lf_cr_or_both() {
        let source = Source::new("a\rb\r\nc\n😀d\u{2028}e");
        let at = |byte| {
            let Position { line, column } = source.position(byte);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(2), (2, 1));
        assert_eq!(at(5), (3, 1));
        assert_eq!(at(7), (4, 1));
        assert_eq!(at(11), (4, 3));
        assert_eq!(at(15), (4, 5));
        assert_eq!(at(99), (4, 6));
    }

    #[test]
    fn a_bare_cr_is_a_line_feed_to_the_parser() {
        let source = Source::new("a\rb\r\nc\r");
        assert_eq!(source.markdown(0..7), "a\nb\r\nc\n");
        assert_eq!(source.markdown(0..4), "a\nb\r");
        assert_eq!(source.markdown(2..3), "b");
    }

    #[test]
    fn edits() {
        let mut source = Source::new("one two");
        source.edit(&Edit::new(4..7, "drei 😀"));
        assert_eq!(source.text(), "one drei 😀");
        source.edit(&Edit::new(0..4, ""));
        assert_eq!(source.text(), "drei 😀");
    }
}
