//! `Label`: the name of a link or footnote definition.

use std::ops::Deref;

use unicase::UniCase;

/// A link or footnote label, compared as the parser compares them: by Unicode case folding. It is folded once, since
/// thousands of labels are compared with each key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label(String);

impl Label {
    /// The label that is written so.
    pub fn new(mut text: String) -> Self {
        if text.is_ascii() {
            text.make_ascii_lowercase();
            Self(text)
        } else {
            Self(UniCase::unicode(text).to_folded_case())
        }
    }
}

impl Deref for Label {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_count() {
        let same = [("Ab", "aB"), ("ẞ", "SS"), ("\u{212a}", "k"), ("Σς", "σσ")];
        for (a, b) in same {
            assert_eq!(Label::new(a.to_owned()), Label::new(b.to_owned()));
        }
        assert_ne!(Label::new("ä".to_owned()), Label::new("a".to_owned()));
    }
}
