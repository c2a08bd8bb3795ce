//! Notices that a site's templates write: themes name them much alike, and they have the look of an alert.

use crate::allow::Element;
use crate::tree::nesting;

/// The last words in the classes of a notice, and the classes that an element with them has here: first those of a notice of any
/// kind, then those of the kinds, the stronger the later, and those of a title.
const WORDS: [(&str, &str); 7] = [
    (
        "alert admonition callout hint notice notices",
        "markdown-alert markdown-alert-note",
    ),
    ("note info", "markdown-alert markdown-alert-note"),
    ("tip success", "markdown-alert markdown-alert-tip"),
    ("important", "markdown-alert markdown-alert-important"),
    (
        "warning warn attention",
        "markdown-alert markdown-alert-warning",
    ),
    (
        "caution danger error",
        "markdown-alert markdown-alert-caution",
    ),
    ("title heading header label", "markdown-alert-title"),
];
const ANY: usize = 0;
const TITLE: usize = 6;

/// The classes of an alert or its title, for an element with the classes of a theme's notice: `alert alert-warning`,
/// `book-hint info`, `callout-title`.
pub(super) fn notice(element: Element, classes: &str) -> Option<&'static str> {
    let is_block = nesting::is_block(element);
    let mut kind = None;
    for class in classes.split_ascii_whitespace() {
        let (mut of, mut last, mut words) = (None, None, 0);
        for word in class.split(['-', '_']).filter(|word| !word.is_empty()) {
            of = last;
            last = WORDS
                .iter()
                .position(|(words, _)| words.split(' ').any(|known| known == word));
            words += 1;
        }
        let is_part = of == Some(ANY);
        let is_one = match last {
            Some(ANY) => is_block,
            Some(TITLE) => is_part,
            _ => is_block && (is_part || words == 1),
        };
        if is_one {
            kind = kind.max(last);
        }
    }
    kind.map(|kind| WORDS[kind].1)
}
