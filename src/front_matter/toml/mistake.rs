//! `Mistake`: a place where TOML is wrong, and how.

use std::ops::Range;

/// The mistake at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MistakeKind {
    /// No key before an equals sign, or between brackets.
    NoKey,
    /// A character that needs quotes, or three quotes around a key.
    Key,
    /// A key without an equals sign.
    NoValue,
    /// A second equals sign.
    Equals,
    /// Something behind a value or a header.
    Rest,
    Duplicate,
    /// A key below one whose value is no table.
    Extension,
    Depth,
    OpenHeader,
    OpenList,
    OpenTable,
    /// Three quotes that are never closed.
    OpenText,
    /// A quote that is not closed on its line.
    OpenQuote,
    Control,
    CarriageReturn,
    /// A backslash before a character that it does not go with.
    Escape,
    /// A number that no character has.
    Code,
    /// Text without quotes, or nothing at all.
    Unquoted,
    Number,
    LeadingZero,
    TooLarge,
    Date,
    Time,
    Offset,
    ExtraComma,
    NoComma,
}

/// A mistake at its place, which is empty where something is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub kind: MistakeKind,
    pub range: Range<usize>,
}

impl Mistake {
    pub fn new(kind: MistakeKind, range: Range<usize>) -> Self {
        Self { kind, range }
    }
}
