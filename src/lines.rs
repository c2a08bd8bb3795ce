//! `Lines`: a long text of a tree that is lines of the source. The source is shared, so that a change copies nothing of them.

use std::ops::Range;
use std::rc::Rc;

use crate::source::Source;

/// Lines of the source, verbatim.
#[derive(Clone, Debug)]
pub struct Lines {
    /// These lines alone, which share their text with the document: that changes elsewhere, and would be kept as it was.
    source: Source,
    /// The source ends without the last line end.
    adds_line_end: bool,
    /// Others have the same one only if they are a copy.
    id: Rc<()>,
    before: Option<Before>,
}

/// The lines before a change.
#[derive(Clone, Debug)]
struct Before {
    id: Rc<()>,
    /// The ranges of bytes that may differ, before and after.
    changed: [Range<usize>; 2],
}

impl Lines {
    /// The lines in a range of bytes, with a line end after them where there is none.
    pub fn new(source: &Source, range: Range<usize>) -> Self {
        let ends = range.end > range.start && source.byte(range.end - 1) == b'\n';
        Self {
            source: source.part(&range),
            adds_line_end: !ends,
            id: Rc::default(),
            before: None,
        }
    }

    /// The same, after the replacement of the bytes `edit` of other lines by `inserted` bytes.
    pub fn after(self, before: &Self, edit: &Range<usize>, inserted: usize) -> Self {
        let start = (edit.start.min(before.source.len())).min(self.source.len());
        let rest = before.len().saturating_sub(edit.end);
        let is_same = self.len().saturating_sub(edit.start + inserted) == rest
            && before.adds_line_end == self.adds_line_end;
        let same = if is_same { rest } else { 0 };
        let changed = [before, &self].map(|lines| start..lines.len() - same);
        let id = before.id.clone();
        Self {
            before: Some(Before { id, changed }),
            ..self
        }
    }

    /// The ranges of bytes in which this text and the `next` may differ, if that was [made from it](Self::after).
    pub fn changed(&self, next: &Self) -> Option<[Range<usize>; 2]> {
        let before = next.before.as_ref()?;
        Rc::ptr_eq(&before.id, &self.id).then(|| before.changed.clone())
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.source.len() + usize::from(self.adds_line_end)
    }

    /// The pieces of the text in order, without copying.
    pub fn chunks(&self) -> impl Iterator<Item = &str> {
        let added = self.adds_line_end.then_some("\n");
        self.source.chunks(0..self.source.len()).chain(added)
    }

    /// A copy of all of the text.
    pub fn text(&self) -> String {
        self.chunks().collect()
    }

    /// A copy of a range of bytes.
    pub fn slice(&self, range: Range<usize>) -> String {
        let end = self.source.len();
        let mut text = (self.source).slice(range.start.min(end)..range.end.min(end));
        if range.end > end {
            text.push('\n');
        }
        text
    }

    /// The length of a range of bytes in UTF-16 code units.
    pub fn utf16_len(&self, range: Range<usize>) -> usize {
        let end = self.source.len();
        let at = |byte: usize| self.source.utf16(byte.min(end));
        let added = usize::from(range.end > end && !range.is_empty());
        at(range.end) - at(range.start) + added
    }

    /// Whether it is the text that has these pieces. Pieces that both share are not compared.
    fn is<'a>(&'a self, mut others: impl Iterator<Item = &'a str>) -> bool {
        let mut other = "".as_bytes();
        for piece in self.chunks() {
            let mut piece = piece.as_bytes();
            while !piece.is_empty() {
                if other.is_empty() {
                    let Some(next) = others.next() else {
                        return false;
                    };
                    other = next.as_bytes();
                }
                let len = piece.len().min(other.len());
                let (a, b) = (&piece[..len], &other[..len]);
                if !std::ptr::eq(a, b) && a != b {
                    return false;
                }
                (piece, other) = (&piece[len..], &other[len..]);
            }
        }
        true
    }
}

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (Rc::ptr_eq(&self.id, &other.id) || self.is(other.chunks()))
    }
}

impl PartialEq<str> for Lines {
    fn eq(&self, other: &str) -> bool {
        self.len() == other.len() && self.is(std::iter::once(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Edit;

    #[test]
    fn lines_know_how_they_were_changed() {
        let mut source = Source::new(&"let löaf = 1;\n".repeat(1000));
        let before = Lines::new(&source, 0..source.len());
        let same = Lines::new(&Source::new(&before.text()), 0..source.len());
        assert!(before == same && before == *same.text());
        source.edit(&Edit::new(9000..9001, "xx"));
        let after = Lines::new(&source, 0..source.len()).after(&before, &(9000..9001), 2);
        assert_eq!(before.changed(&after), Some([9000..9001, 9000..9002]));
        assert_eq!(same.changed(&after), None);
        assert_eq!(before.utf16_len(0..7), 6);
        assert!(before != after);
        source.edit(&Edit::new(9000..9002, "y"));
        let last = Lines::new(&source, 0..source.len());
        assert!(before != last && after != last);
    }

    #[test]
    fn a_missing_line_end_is_added() {
        let source = Source::new("ab\ncd");
        let [open, closed] = [5, 3].map(|end| Lines::new(&source, 0..end));
        assert_eq!((open.text().as_str(), open.len()), ("ab\ncd\n", 6));
        assert_eq!((closed.text().as_str(), closed.len()), ("ab\n", 3));
        assert_eq!(open.slice(3..6), "cd\n");
        assert_eq!((open.utf16_len(3..6), open.utf16_len(5..6)), (3, 1));
        // The line end that was added stays, and comes before what the parser did not show.
        let longer = Lines::new(&Source::new("ab\ncde"), 0..6).after(&open, &(5..5), 1);
        assert_eq!(open.changed(&longer), Some([5..5, 5..6]));
        let shown = Lines::new(&source, 0..5).after(&closed, &(4..4), 1);
        assert_eq!(closed.changed(&shown), Some([3..3, 3..6]));
    }
}
