//! `Source`: the document's text, and where its bytes, UTF-16 code units and lines meet.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use ropey::Rope;

use crate::edit::Edit;

/// The text, in a rope: an edit costs the same wherever it is and however long the document. Until the first edit it is
/// one string, too, as a text that is only read once needs no rope.
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
    /// Until the first edit.
    unedited: Option<Rc<str>>,
    /// Made when it is first needed.
    rope: OnceCell<Rope>,
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
            unedited: Some(text.into()),
            rope: OnceCell::new(),
        }
    }

    // Not inlined: each copy would be all that makes a rope.
    #[inline(never)]
    fn rope(&self) -> &Rope {
        self.rope
            .get_or_init(|| Rope::from_str(self.unedited.as_deref().unwrap_or_default()))
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        match &self.unedited {
            Some(text) => text.len(),
            None => self.rope().len_bytes(),
        }
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The length in UTF-16 code units.
    pub fn utf16_len(&self) -> usize {
        self.rope().len_utf16_cu()
    }

    /// Applies one edit.
    ///
    /// # Panics
    /// Where the range lies outside the text or cuts a character.
    pub fn edit(&mut self, edit: &Edit) {
        let is_at_end = edit.range == (self.len()..self.len());
        self.rope();
        self.unedited = None;
        let Some(rope) = self.rope.get_mut() else {
            return;
        };
        if is_at_end {
            // Nothing to find or to remove.
            rope.insert(rope.len_chars(), &edit.insert);
            return;
        }
        let from = rope.byte_to_char(edit.range.start);
        let to = rope.byte_to_char(edit.range.end);
        rope.remove(from..to);
        rope.insert(from, &edit.insert);
    }

    /// A copy of a byte range.
    pub fn slice(&self, range: Range<usize>) -> String {
        match &self.unedited {
            Some(text) => text[range].to_owned(),
            None => String::from(self.rope().byte_slice(range)),
        }
    }

    /// A copy of a byte range for the parser, which knows only LF and CR LF: a bare CR becomes LF, so that every
    /// offset stays what it was.
    pub fn markdown(&self, range: Range<usize>) -> String {
        let before_line_feed = range.end < self.len() && self.byte(range.end) == b'\n';
        let text = self.slice(range);
        if memchr::memchr(b'\r', text.as_bytes()).is_none() {
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
        match &self.unedited {
            Some(text) => text.as_bytes()[offset],
            None => self.rope().byte(offset),
        }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.slice(0..self.len())
    }

    /// The pieces of a byte range, in order, without copying.
    pub fn chunks(&self, range: Range<usize>) -> impl Iterator<Item = &str> {
        self.rope().byte_slice(range).chunks()
    }

    /// The UTF-16 offset of a byte offset; one inside a character counts as its start.
    pub fn utf16(&self, byte: usize) -> usize {
        /// So far from the start the letters are counted, lest a text that is read once needs a rope.
        const NEAR: usize = 1 << 12;
        let text = self.unedited.as_ref().filter(|_| byte < NEAR);
        if let Some(before) = text.and_then(|text| text.get(..byte)) {
            return before.chars().map(char::len_utf16).sum();
        }
        let rope = self.rope();
        rope.char_to_utf16_cu(rope.byte_to_char(byte.min(self.len())))
    }

    /// The byte offset of a UTF-16 offset, or `None` where it is outside the text or inside a surrogate pair.
    pub fn byte_of_utf16(&self, utf16: usize) -> Option<usize> {
        if utf16 > self.utf16_len() {
            return None;
        }
        let rope = self.rope();
        let character = rope.utf16_cu_to_char(utf16);
        (rope.char_to_utf16_cu(character) == utf16).then(|| rope.char_to_byte(character))
    }

    /// The line that a byte is in, without the LF at its end.
    pub fn line(&self, byte: usize) -> Range<usize> {
        let rope = self.rope();
        let line = rope.byte_to_line(byte);
        let end = match line + 1 < rope.len_lines() {
            true => rope.line_to_byte(line + 1) - 1,
            false => self.len(),
        };
        rope.line_to_byte(line)..end
    }

    /// The line and column of a byte offset.
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.len());
        let rope = self.rope();
        let line = rope.byte_to_line(byte);
        let start = rope.line_to_byte(line);
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
