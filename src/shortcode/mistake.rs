//! `Mistake`: how the beginning of a shortcode is wrong.

/// The mistake at the beginning of a shortcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Its `>}}` or `%}}` is missing.
    Unclosed,
    /// A `"` or a backtick is missing.
    Quote,
    /// Named and positional parameters.
    Mixed,
    /// No name.
    Nameless,
    /// Something that must be quoted, or means nothing here.
    Character(char),
}
