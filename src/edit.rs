//! `Edit`: one replacement of text, and the smallest one between two texts.

use std::ops::Range;

/// Replace the bytes of `range` by `insert`.
///
/// ```
/// use draftpane::Edit;
///
/// assert_eq!(Edit::between("one two", "one 2"), Some(Edit::new(4..7, "2")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Byte range in the text before the edit, on character boundaries.
    pub range: Range<usize>,
    /// The text that takes its place.
    pub insert: String,
}

impl Edit {
    /// An edit that replaces the bytes of `range` by `insert`.
    pub fn new(range: Range<usize>, insert: impl Into<String>) -> Self {
        Self {
            range,
            insert: insert.into(),
        }
    }

    /// Returns the smallest single edit that turns `old` into `new`, or `None` where they are equal.
    pub fn between(old: &str, new: &str) -> Option<Self> {
        if old == new {
            return None;
        }
        let mut prefix = common_start(old.as_bytes(), new.as_bytes());
        while !(old.is_char_boundary(prefix) && new.is_char_boundary(prefix)) {
            prefix -= 1;
        }
        let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
        let mut suffix = common_end(old_rest.as_bytes(), new_rest.as_bytes());
        // A suffix may start inside a character that only ends alike (ä and Ĥ share a last byte): it shrinks.
        while !(old.is_char_boundary(old.len() - suffix)
            && new.is_char_boundary(new.len() - suffix))
        {
            suffix -= 1;
        }
        Some(Self::new(
            prefix..old.len() - suffix,
            &new[prefix..new.len() - suffix],
        ))
    }
}

/// The bytes that are compared at once: a text may be long.
const STEP: usize = 32;

fn common_start(a: &[u8], b: &[u8]) -> usize {
    let steps = a.chunks_exact(STEP).zip(b.chunks_exact(STEP));
    let same = steps.take_while(|(a, b)| a == b).count() * STEP;
    same + common(a[same..].iter(), b[same..].iter())
}

fn common_end(a: &[u8], b: &[u8]) -> usize {
    let steps = a.rchunks_exact(STEP).zip(b.rchunks_exact(STEP));
    let same = steps.take_while(|(a, b)| a == b).count() * STEP;
    let rest = |text: &[u8]| text.len() - same;
    same + common(a[..rest(a)].iter().rev(), b[..rest(b)].iter().rev())
}

fn common<'a>(a: impl Iterator<Item = &'a u8>, b: impl Iterator<Item = &'a u8>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn smallest(old: &str, new: &str, range: Range<usize>, insert: &str) {
        let edit = Edit::between(old, new).unwrap();
        assert_eq!((edit.range.clone(), edit.insert.as_str()), (range, insert));
        let mut text = old.to_owned();
        text.replace_range(edit.range, &edit.insert);
        assert_eq!(text, new);
    }

    #[test]
    fn between_two_texts() {
        assert_eq!(Edit::between("same", "same"), None);
        smallest("", "a", 0..0, "a");
        smallest("abc", "abXc", 2..2, "X");
        smallest("aaa", "aa", 2..3, "");
        smallest("one two", "one 2", 4..7, "2");
    }

    #[test]
    fn never_splits_a_character() {
        smallest("ä", "Ĥ", 0..2, "Ĥ"); // both end in byte A4
        smallest("é", "è", 0..2, "è"); // both start with byte C3
        smallest("x😀y", "x😁y", 1..5, "😁");
    }
}
