//! The name that Hugo gives a heading: its `id`, before it is made unique.

use crate::block::Label;

/// Makes the name from a heading's text, by the rule of Hugo 0.168's `autoHeadingIDType = "github"`:
/// `-` and space give `-`; letters, decimal digits and `_` stay, in lower case; all else is dropped.
/// Where nothing is left it is `heading`.
pub fn slug(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c == '-' || c == ' ' {
            name.push('-');
        } else if c == '_' || c.is_alphabetic() || c.is_numeric() {
            name.extend(c.to_lowercase());
        }
    }
    if name.is_empty() {
        "heading".to_owned()
    } else {
        name
    }
}

/// The name without the `-1`, `-2` … at its end. Only headings with the same stem can take each other's `id`.
pub fn stem(name: &str) -> Label {
    let mut stem = name;
    while let Some((rest, digits)) = stem.rsplit_once('-') {
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        stem = rest;
    }
    Label::new(stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(slug("What's Next? "), "whats-next");
        assert_eq!(slug("a  b_C-d"), "a--b_c-d");
        assert_eq!(slug("Über Größe 3"), "über-größe-3");
        assert_eq!(slug("🎉!"), "heading");
    }

    #[test]
    fn stems() {
        assert_eq!(&*stem("a-1"), "a");
        assert_eq!(&*stem("a-1-22"), "a");
        assert_eq!(&*stem("a-b"), "a-b");
        assert_eq!(&*stem("a-"), "a-");
        assert_eq!(&*stem("-1"), "");
    }
}
