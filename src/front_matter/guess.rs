//! `Guess`: a likely mistake on a line of YAML.

mod parts;
mod shape;
mod value;

use std::ops::Range;

use crate::edit::Edit;

use parts::LineParts;
use shape::{indent, no_colon, no_space, tab_indent};
use value::{bracketed, colon, first_character, list_items, quotes};

/// A likely mistake, with the title and the edits of its fix.
pub(super) struct Guess {
    pub range: Range<usize>,
    pub message: String,
    pub fix: Option<(&'static str, Vec<Edit>)>,
}

/// The likely mistakes of the line at `range`, the likeliest first.
pub(super) fn guesses(content: &str, range: Range<usize>) -> Vec<Guess> {
    let line = LineParts::new(content, range);
    let text = &content[line.range.clone()];
    if text.trim().is_empty() && text.contains('\t') {
        return vec![Guess {
            range: line.range.clone(),
            message: "This empty line holds a tab: YAML does not allow that here.".into(),
            fix: Some(("Remove the tab", vec![Edit::new(line.range, "")])),
        }];
    }
    if text.trim().is_empty() || text.trim_start().starts_with('#') {
        return Vec::new();
    }
    let mut found = Vec::new();
    found.extend(tab_indent(&line));
    found.extend(quotes(&line));
    if let Some(items) = bracketed(line.value()) {
        found.extend(list_items(&line, items));
    } else {
        found.extend(first_character(&line));
        found.extend(colon(&line));
    }
    found.extend(no_space(&line));
    found.extend(no_colon(&line));
    found.extend(indent(&line));
    found
}

/// `text` in quotes that need the least escaping.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}
