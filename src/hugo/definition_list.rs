//! Definition lists only where goldmark sees one: its marker is a colon with white space after it, the parser's is
//! any colon at the start of a line. The others are hidden from the parser, and their text is taken as it is written.
//! `block::adapt` hides those that no line shows by itself.

use std::borrow::Cow;

use crate::{order, search};

/// Stands for a hidden colon: punctuation that means nothing at the start of a line.
pub const HIDDEN: &str = ";";

/// Hides the colons of `text` in `hidden`, which has the same length.
pub fn hide_colons(text: &str, hidden: &mut Cow<str>) {
    for at in search::offsets(text, ":") {
        if starts_line(text, at) && !is_marker(&text[at..]) {
            hidden.to_mut().replace_range(at..at + 1, HIDDEN);
        }
    }
}

/// A destination or a title that the parser found in `written`, with its colons.
pub fn show_colons<'a>(found: &'a str, written: &str) -> Cow<'a, str> {
    if !found.contains(HIDDEN) {
        return Cow::Borrowed(found);
    }
    let is_blank = |c| matches!(c, ' ' | '\t' | '>');
    let mut hidden: Vec<&str> = written
        .lines()
        .filter_map(|line| line.trim_start_matches(is_blank).strip_prefix(':'))
        .collect();
    order::sort(&mut hidden);
    let mut shown: Option<String> = None;
    let mut at = 0;
    for line in found.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start_matches([' ', '\t']).len();
        at += line.len();
        let Some(rest) = found[start..].strip_prefix(HIDDEN) else {
            continue;
        };
        let rest = rest.lines().next().unwrap_or_default();
        // A line that begins with it is sorted right where it would be.
        let place = hidden.partition_point(|line| *line < rest);
        if hidden.get(place).is_some_and(|line| line.starts_with(rest)) {
            shown
                .get_or_insert_with(|| found.to_owned())
                .replace_range(start..start + 1, ":");
        }
    }
    shown.map_or(Cow::Borrowed(found), Cow::Owned)
}

/// Whether only blanks and marks of block quotes are before `at` in its line.
fn starts_line(text: &str, at: usize) -> bool {
    let mut before = text[..at].bytes().rev();
    before
        .find(|b| !matches!(b, b' ' | b'\t' | b'>'))
        .is_none_or(|b| b == b'\n')
}

/// Whether the colon that `text` starts with is goldmark's marker, as far as its line shows that.
pub fn is_marker(text: &str) -> bool {
    text[1..].starts_with([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markers_stay() {
        let hide = |text: &'static str| {
            let mut hidden = Cow::Borrowed(text);
            hide_colons(text, &mut hidden);
            hidden
        };
        assert_eq!(
            hide("T\n: d\n:d\n  :e\n> :f\n>:\t\na :g\n:::n\n:-|-:\n|:-\n:"),
            "T\n: d\n;d\n  ;e\n> ;f\n>:\t\na :g\n;::n\n;-|-:\n|:-\n;"
        );
        assert!(matches!(hide("a: b\n: c"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_was_hidden_is_shown() {
        assert_eq!(
            show_colons("a\n;b\n;c", "[x](y\n 'a\n > :b\n;c')"),
            "a\n:b\n;c"
        );
        assert_eq!(show_colons(";x", "[a](\n:x)"), ":x");
        assert_eq!(show_colons(";x", "[a](;x)"), ";x");
    }
}
