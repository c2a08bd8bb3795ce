//! Signs that Hugo writes as character references, which its counts of characters show.

use super::{Content, Tree};

/// A sign that Hugo writes, and counts, as a character reference such as `&rsquo;`. The same character in the source is
/// none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sign {
    /// Index of the text node.
    pub(super) node: u32,
    /// How many bytes of the text are before it, with every quote that may stay straight counted as one byte.
    pub(super) at: u32,
    pub(super) len: u32,
    /// The length of the reference.
    pub(super) html: u32,
    /// Whether it is a quote that may stay straight: [`SlotKind::Quote`].
    pub(super) may_be_straight: bool,
}

impl Tree {
    /// Passes the text of the node at `index` on in pieces: plain text, and signs with their length in Hugo's HTML.
    pub fn parts_of_text(&self, index: usize, each: &mut dyn FnMut(&str, Option<usize>)) {
        let text = match self.content(index) {
            Content::Text(text) => text,
            Content::Element(_) => return,
        };
        let own = self.own(index);
        let (signs, index) = (&own.tree.signs, own.node);
        let first = signs.partition_point(|sign| (sign.node as usize) < index);
        let signs = &signs[first..];
        let mut rest = text;
        let (mut passed, mut wider) = (0, 0);
        for sign in signs.iter().take_while(|sign| sign.node as usize == index) {
            let at = sign.at as usize + wider;
            let len = sign.len as usize;
            let is_straight = sign.may_be_straight && text[at..].starts_with(['"', '\'']);
            if is_straight {
                continue;
            }
            let (before, after) = rest.split_at(at - passed);
            let (shown, after) = after.split_at(len);
            each(before, None);
            each(shown, Some(sign.html as usize));
            (rest, passed) = (after, at + len);
            if sign.may_be_straight {
                wider += len - 1;
            }
        }
        each(rest, None);
    }
}
