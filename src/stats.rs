//! `Stats`: how long a post is, counted by Hugo's rules.

use crate::allow::{Attribute, Element};
use crate::tree::{Content, Tree};

/// How long a post is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Stretches of text without white space, in the body as it is shown.
    pub words: usize,
    /// At 212 words a minute, rounded up.
    pub reading_minutes: usize,
    /// Blocks of the body; the footnotes' section is one.
    pub blocks: usize,
}

impl Stats {
    /// The counts, with the reading time that Hugo 0.168 gives (its `ReadingTime`).
    pub fn new(words: usize, blocks: usize) -> Self {
        Self {
            words,
            reading_minutes: words.div_ceil(212),
            blocks,
        }
    }
}

/// The number of words of a tree: of its text with the tags taken out, where a block's tag ends a word.
pub fn words(tree: &Tree) -> usize {
    let mut count = 0;
    let mut inside = false;
    let mut ends = Vec::new();
    for index in 0..tree.len() {
        while ends.pop_if(|end| *end <= index).is_some() {
            inside = false;
        }
        match tree.content(index) {
            Content::Element(element) if is_inline(element) => {}
            Content::Element(_) => {
                inside = false;
                ends.push(tree.end(index));
            }
            Content::Text(text) => {
                // Hugo counts the space before the arrow back from a footnote as a part of the word before it.
                let back = index + 1 < tree.len()
                    && tree
                        .attributes(index + 1)
                        .any(|value| value == (Attribute::Class, "footnote-backref"));
                let text = if back {
                    text.trim_end_matches('\u{a0}')
                } else {
                    text
                };
                for c in text.chars() {
                    let space = c.is_whitespace();
                    count += usize::from(!space && !inside);
                    inside = !space;
                }
            }
        }
    }
    count
}

fn is_inline(element: Element) -> bool {
    use Element as E;
    matches!(
        element,
        E::A | E::Abbr
            | E::B
            | E::Bdi
            | E::Bdo
            | E::Big
            | E::Cite
            | E::Code
            | E::Del
            | E::Dfn
            | E::Em
            | E::I
            | E::Img
            | E::Input
            | E::Ins
            | E::Kbd
            | E::Mark
            | E::Picture
            | E::Q
            | E::Rp
            | E::Rt
            | E::Ruby
            | E::S
            | E::Samp
            | E::Small
            | E::Source
            | E::Span
            | E::Strike
            | E::Strong
            | E::Sub
            | E::Sup
            | E::Time
            | E::Tt
            | E::U
            | E::Var
            | E::Wbr
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Builder;

    #[test]
    fn words_of_a_tree() {
        let mut b = Builder::default();
        b.open(Element::P, 0..0);
        b.text("one tw", 0..0);
        b.open(Element::Em, 0..0);
        b.text("o", 0..0);
        b.close();
        b.close();
        b.open(Element::P, 0..0);
        b.text("three - four", 0..0);
        assert_eq!(words(&b.finish()), 5);
        assert_eq!(Stats::new(213, 1).reading_minutes, 2);
        assert_eq!(Stats::new(0, 0).reading_minutes, 0);
    }
}
