//! Hugo's extras: deleted, inserted and marked text, sub- and superscript.

use crate::allow::Element;

/// Which of the extras are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Extras {
    pub delete: bool,
    pub insert: bool,
    pub mark: bool,
    pub subscript: bool,
    pub superscript: bool,
}

impl Extras {
    /// Every one of them, for tests.
    #[cfg(test)]
    pub const ALL: Self = Self {
        delete: true,
        insert: true,
        mark: true,
        subscript: true,
        superscript: true,
    };

    /// The element that a run of delimiters begins, or `None` where it is text.
    pub fn element(self, byte: u8, len: usize) -> Option<Element> {
        match (byte, len) {
            (b'~', 2) if self.delete => Some(Element::Del),
            (b'~', 1 | 2) if self.subscript => Some(Element::Sub),
            (b'^', 1 | 2) if self.superscript => Some(Element::Sup),
            (b'+', 2) if self.insert => Some(Element::Ins),
            (b'=', 2) if self.mark => Some(Element::Mark),
            _ => None,
        }
    }
}
