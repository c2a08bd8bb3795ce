//! The divider of a post's summary, `<!--more-->` at the start or the end of a line. Hugo puts a block of its own in
//! its place before it reads the Markdown, so what follows on the line is text, not a part of an HTML comment.

use crate::search;

/// What an author writes.
pub const DIVIDER: &str = "<!--more-->";
/// What the parser sees in its place, of the same length: a thematic break between blank lines.
pub const HIDDEN: &str = "\n\n*******\n\n";

/// The offsets of the dividers in a text.
pub fn dividers(text: &str) -> impl Iterator<Item = usize> {
    search::offsets(text, DIVIDER).filter(|&at| {
        let mut before = text[..at].bytes().rev();
        let before = before.find(|b| !matches!(b, b' ' | b'\t' | b'>'));
        let mut after = text[at + DIVIDER.len()..].bytes();
        let after = after.find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
        [before, after].iter().any(|b| b.is_none_or(|b| b == b'\n'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_edge_of_a_line() {
        assert_eq!(DIVIDER.len(), HIDDEN.len());
        let text = "<!--more-->\n> \t<!--more--> x\na <!--more-->\n<!-- more -->\na <!--more--> b";
        assert_eq!(dividers(text).collect::<Vec<_>>(), [0, 15, 31]);
    }
}
