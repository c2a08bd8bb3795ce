//! `Token`: a shortcode's tag, an escaped one, or the beginning of one with a mistake.

use std::ops::Range;

use super::arguments::Arguments;
use super::mistake::Mistake;

/// A stretch that begins with `{{<` or `{{%`.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Its bytes; of one that is wrong, those of its beginning only: what follows is read as text.
    pub range: Range<usize>,
    /// The end of what was looked at: an edit from here on does not change it.
    pub seen: usize,
    /// Its kind.
    pub kind: TokenKind,
    /// The index of the token that it is closed by, or that it closes. Found when all tokens are.
    pub partner: Option<usize>,
    /// Where this token begins a whole shortcode that is in no other one, the length of that and the number of its source
    /// in the answers, once that was looked up.
    pub found: Option<(usize, Option<usize>)>,
}

impl Token {
    /// Whether the whole shortcode that this token begins has an answer.
    pub fn is_answered(&self) -> bool {
        self.found.is_some_and(|(_, place)| place.is_some())
    }
}

/// The kind of a [`Token`].
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// `{{< name … >}}`, and all its forms.
    Tag(Tag),
    /// `{{</* … */>}}`: shown without the marks of the comment.
    Escaped,
    /// Hugo's build fails on it, so many bytes from its start.
    Wrong(Mistake, usize),
}

/// An opening, closing or self-closing shortcode.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Whether it is delimited by `{{%`.
    pub markdown: bool,
    /// Its name.
    pub name: String,
    /// Which side of a pair it is.
    pub form: Form,
    /// Its arguments.
    pub arguments: Arguments,
}

/// Which side of a pair a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `{{< x >}}`
    Open,
    /// `{{< /x >}}`
    Close,
    /// `{{< x />}}`
    SelfClosed,
}
