//! Where a run of delimiters leans (CommonMark § 6.2), by goldmark's classes of characters.

use crate::unicode::{Class, class};

/// Whether a run between these characters is left-flanking and right-flanking.
pub fn flanking(before: char, after: char) -> (bool, bool) {
    let is_space = char::is_whitespace;
    let left = !is_space(after) && (!is_sign(after) || is_space(before) || is_sign(before));
    let right = !is_space(before) && (!is_sign(before) || is_space(after) || is_sign(after));
    (left, right)
}

/// Whether a character is punctuation or a symbol.
pub fn is_sign(c: char) -> bool {
    matches!(class(c), Class::Punctuation | Class::Symbol)
}
