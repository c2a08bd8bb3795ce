//! `Slot`: a place of a tree that depends on the rest of the document.

use crate::hugo::typographer::Quote;

/// A place that depends on the rest of the document: filled in from its tables, never by parsing.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Index of the node.
    pub node: usize,
    /// The kind of content.
    pub kind: SlotKind,
}

/// The kinds of [`Slot`].
#[derive(Clone, Debug, PartialEq)]
pub enum SlotKind {
    /// `href` or `src`, and `title`, of a reference link or image with this label.
    Reference(String),
    /// The `id` of a heading whose text gives this name; several headings may.
    HeadingId(String),
    /// The `id` that a heading was given.
    TakenId(String),
    /// A reference to the footnote with this label: `sup` with `a` with a number.
    FootnoteReference(String),
    /// A closing quote, in a text or an `alt`, that nothing in the block opens: straight, unless enough quotes are open
    /// before the block.
    Quote {
        /// Which one.
        quote: Quote,
        /// How many such quotes are before it in the block.
        nth: u32,
        /// How many bytes of the text are before it, with all such quotes straight.
        at: u32,
    },
}
