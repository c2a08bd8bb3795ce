//! `Texts`: the texts of many nodes, given to JavaScript as one string.

use js_sys::JsString;

use crate::tree::Tree;

/// The texts of trees, in the order in which their nodes are built.
///
/// A string from the engine's memory is the browser's own: it is outside of JavaScript's heap and listed in two tables. With one for each
/// text of 10 MB, a collection of garbage took up to 50 ms for those alone. Pieces of a string are JavaScript's, and short-lived.
pub(super) struct Texts {
    all: JsString,
    /// In code units.
    at: u32,
}

impl Texts {
    /// Those of the first trees, until these have so many nodes.
    pub(super) fn of<'t>(trees: impl Iterator<Item = &'t Tree>, nodes: usize) -> Self {
        let mut all = String::new();
        let mut seen = 0;
        for tree in trees {
            if seen >= nodes {
                break;
            }
            seen += tree.len().max(1);
            for node in 0..tree.len() {
                all.push_str(tree.content(node).text().unwrap_or_default());
            }
        }
        Self {
            all: all.into(),
            at: 0,
        }
    }

    /// The next one of them, which is `text`.
    pub(super) fn next(&mut self, text: &str) -> JsString {
        let start = self.at;
        self.at += text.chars().map(char::len_utf16).sum::<usize>() as u32;
        self.all.substring(start, self.at)
    }
}
