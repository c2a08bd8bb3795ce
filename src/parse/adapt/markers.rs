//! The text as the parser is to see it, with the markers of definitions only where goldmark has one.
//!
//! Goldmark's is not indented within its container, up to seven columns may be between it and the text, two tabs for one,
//! and it is none after a table. Where containers and paragraphs are, a parse says, so that some texts are parsed once more.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::lines::{Containers, column, lines};
use super::split::{AFTER_TABLE, split};
use super::{table, titles};
use crate::cmark;
use crate::cmark::is_inline;
use crate::flavor::Rules;
use crate::hugo::definition_list::{HIDDEN, is_marker};
use crate::search;

/// So often at the most: a marker that is hidden may show another one, which takes a column of three, or a table.
const ROUNDS: usize = 8;

/// The fate of a colon.
enum Change {
    /// It is shown as another character.
    Hidden(&'static str),
    /// It moves to the right, so that there are four spaces after it, or one tab.
    Moved(usize),
}

/// A term.
#[derive(Clone)]
struct Title {
    range: Range<usize>,
    /// Whether its list begins with it.
    is_first: bool,
}

/// `text` as the parser is to see it: of the same length.
pub fn seen<'a>(text: &'a str, rules: &Rules) -> Cow<'a, str> {
    let mut seen = rules.hidden(text);
    for at in titles::too_long(text) {
        seen.to_mut().replace_range(at..at + 1, titles::HIDDEN);
    }
    if !rules.definition_list || !is_doubtful(text, rules) {
        return seen;
    }
    for _ in 0..ROUNDS {
        let mut changes = changes(text, &seen, rules);
        changes.retain(|(at, _)| seen[*at..].starts_with(':'));
        // One moves only where none is left to be hidden: in a list that is one.
        let hides = |change: &Change| matches!(change, Change::Hidden(_));
        if changes.iter().any(|(_, change)| hides(change)) {
            changes.retain(|(_, change)| hides(change));
        }
        if changes.is_empty() {
            break;
        }
        let seen = seen.to_mut();
        for (at, change) in changes {
            match change {
                Change::Hidden(as_character) => seen.replace_range(at..at + 1, as_character),
                Change::Moved(columns) => {
                    seen.replace_range(at..at + 1, " ");
                    seen.replace_range(at + columns..at + columns + 1, ":");
                }
            }
        }
    }
    seen
}

/// Whether a line of `text` may begin with a marker that goldmark has not, or has elsewhere.
fn is_doubtful(text: &str, rules: &Rules) -> bool {
    let begins = |at: usize| {
        let before = text[..at].trim_end_matches([' ', '\t', '>']);
        before.is_empty() || before.ends_with('\n')
    };
    if !search::offsets(text, ":").any(begins) {
        return false;
    }
    let (mut marker, mut delimiter) = (false, false);
    for line in text.split('\n') {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        if !rest.starts_with(':') || !is_marker(rest) {
            delimiter |= rules.table && table::may_delimit(rest);
            continue;
        }
        marker = true;
        let before = &line[..line.len() - rest.len()];
        if rest[1..].starts_with("     ")
            || rest[1..].starts_with("\t\t")
            || before.ends_with("  ")
            || before.ends_with('\t')
            || before.ends_with(' ') && !before.ends_with("> ")
        {
            return true;
        }
    }
    marker && delimiter
}

/// The changes that the parser's definitions ask for.
fn changes(text: &str, seen: &str, rules: &Rules) -> Vec<(usize, Change)> {
    let mut changes = Vec::new();
    let mut containers = Containers::default();
    // Whether the event before was the start of a list, or the end of a term.
    let (mut list, mut term) = (false, false);
    let mut title = Title {
        range: 0..0,
        is_first: false,
    };
    let mut nowhere = cmark::nowhere;
    for (event, range) in cmark::parse(seen, rules.options(), &mut nowhere) {
        let (after_list, after_term) = (list, term);
        (list, term) = (false, false);
        match event {
            Event::Start(ref tag) if !is_inline(&tag.to_end()) => {
                match tag {
                    Tag::DefinitionList => list = true,
                    Tag::DefinitionListTitle => {
                        title = Title {
                            range: range.clone(),
                            is_first: after_list,
                        }
                    }
                    Tag::DefinitionListDefinition => {
                        let after_table = after_term
                            && is_after_table(
                                text,
                                seen,
                                title.clone(),
                                range.start,
                                &containers,
                                rules,
                            );
                        let found = change(
                            text,
                            seen,
                            range.start,
                            after_table,
                            after_term,
                            &containers,
                        );
                        changes.extend(found);
                    }
                    _ => {}
                }
                containers.push(tag, range);
            }
            Event::End(ref tag) if !is_inline(tag) => {
                containers.pop();
                term = *tag == pulldown_cmark::TagEnd::DefinitionListTitle;
            }
            _ => {}
        }
    }
    changes
}

/// Whether the definition at `start` is none, as a table is before it, which goldmark makes of a paragraph that ends: at
/// a blank line, and where the paragraph becomes the first term of a list. Then lines beside the table are the term.
fn is_after_table(
    text: &str,
    seen: &str,
    title: Title,
    start: usize,
    containers: &Containers,
    rules: &Rules,
) -> bool {
    let mut below = text[title.range.clone()].split('\n').skip(1);
    if !rules.table || !below.any(table::may_delimit) {
        return false;
    }
    let ends = blank_before(text, start);
    if !ends && !title.is_first {
        return false;
    }
    let lines = lines(seen, title.range, containers.around(seen));
    let split = split(lines, text, seen, rules);
    split.has_table() && (split.text.is_empty() || ends && split.last.is_some())
}

/// Whether the line before that of `at` is blank within its containers.
fn blank_before(text: &str, at: usize) -> bool {
    let mut lines = text[..at].rsplit('\n').skip(1);
    lines
        .next()
        .is_some_and(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
}

/// The change that the definition at `start` needs: behind what belongs to the containers around it.
fn change(
    text: &str,
    seen: &str,
    start: usize,
    after_table: bool,
    after_term: bool,
    containers: &Containers,
) -> Option<(usize, Change)> {
    let rest = &text[start..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let colon = start + blanks;
    // A tab may be before it that belongs to the container only in part.
    let of_tab = || {
        let base = containers.around(seen).column.unwrap_or(0);
        text[..start].ends_with('\t') && column(text, start) != base
    };
    if blanks > 0 || of_tab() {
        return Some((colon, Change::Hidden(HIDDEN)));
    }
    if after_table {
        return Some((colon, Change::Hidden(AFTER_TABLE)));
    }
    let written = &rest[1..];
    if let Some(shown) = written.strip_prefix("\t\t") {
        // The text of the definition is further to the right than the parser has it: it sees more of what follows as code.
        let fits = column(text, colon + 3) <= column(text, colon) + 8;
        let moves = fits && !shown.starts_with([' ', '\t', '\r', '\n']) && !shown.is_empty();
        return moves.then_some((colon, Change::Moved(1)));
    }
    let spaces = written.len() - written.trim_start_matches(' ').len();
    let shows = !written[spaces..].starts_with(['\t', '\r', '\n']);
    // Further to the right it would be in the definition before.
    let fits = spaces == 5 || after_term && (6..=7).contains(&spaces);
    (shows && fits && spaces < written.len()).then(|| (colon, Change::Moved(spaces - 4)))
}
