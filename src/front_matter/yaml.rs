//! YAML to [`Value`], with plain scalars read as Hugo reads them, and limits that stop alias bombs.

mod node;
mod state;

use std::borrow::Cow;
use std::ops::Range;

use super::guard::{allowed, can_shield, end_marker, join_halves, nests_too_deep, shield};
use super::line::lines;
use super::merge::{MERGE, merged};
use crate::value::Value;

use state::State;

/// The most scalars in which halves of characters are joined: each needs one more parse.
const MAX_HALVES: usize = 64;

/// The top level of a YAML mapping, in source order, before merge keys are applied.
pub(super) struct Document {
    pub entries: Vec<Entry>,
    /// Where a `...` line ends the YAML: the text after that line is ignored.
    pub ends_at: Option<usize>,
}

/// One key of the top level.
pub(super) struct Entry {
    pub key: String,
    /// The byte range of the key's text, if the parser gives one.
    pub key_range: Option<Range<usize>>,
    /// Whether the key is an unquoted `<<`, whose mappings are to be merged.
    pub merge: bool,
    pub value: Value,
}

/// Why YAML cannot be read, at a place in it.
#[derive(Debug)]
pub(super) struct Failure {
    pub problem: Problem,
    /// Byte range in the YAML; empty where only a position is known.
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Problem {
    /// The parser's own words.
    Syntax(String),
    /// The same key twice in one mapping.
    DuplicateKey(String),
    /// A list or a mapping stands where a key must.
    KeyNotText,
    /// Nothing stands before the colon.
    KeyEmpty,
    /// The top level is not a mapping.
    NotMapping,
    TooDeep,
    TooMuch,
    /// A character that YAML does not allow.
    Control(char),
}

/// Reads `content`; never panics, and takes time in proportion to its length and the limits above.
pub(super) fn read(content: &str) -> Result<Document, Failure> {
    let ends_at = end_marker(content);
    let content = &content[..ends_at.unwrap_or(content.len())];
    let mut shielded = shield(content);
    // The parser fails at each scalar with halves of characters, and names its place.
    let tries = if can_shield(content) { MAX_HALVES } else { 0 };
    for _ in 0..tries {
        match parse(&shielded, matches!(shielded, Cow::Owned(_)), ends_at) {
            Err(Failure {
                problem: Problem::Syntax(words),
                ..
            }) if words.contains("Unicode character escape") => {
                let start = context(&shielded, &words);
                match start.and_then(|start| join_halves(&shielded, start)) {
                    Some(joined) => shielded = Cow::Owned(joined),
                    None => break,
                }
            }
            read => return read,
        }
    }
    parse(&shielded, matches!(shielded, Cow::Owned(_)), ends_at)
}

fn parse(content: &str, is_shielded: bool, ends_at: Option<usize>) -> Result<Document, Failure> {
    if let Some((at, control)) = content.char_indices().find(|&(_, c)| !allowed(c)) {
        return Err(Failure {
            problem: Problem::Control(control),
            range: at..at + control.len_utf8(),
        });
    }
    if let Some(at) = nests_too_deep(content) {
        return Err(Failure {
            problem: Problem::TooDeep,
            range: at..at + 1,
        });
    }
    let state = State::new(content, is_shielded);
    let mut top = node::read(content, &state, None).map_err(|error| state.failure(&error))?;
    if state.floats.get() {
        // The same text was parsed before. Should this parse fail, numbers stay as the parser reads them.
        let again = node::read(content, &State::new(content, is_shielded), Some(&top));
        top = again.unwrap_or(top);
    }
    let entries = match top {
        Value::Map(entries) => entries,
        Value::Null if is_empty(content) => Vec::new(),
        _ => {
            return Err(Failure {
                problem: Problem::NotMapping,
                range: trimmed(content),
            });
        }
    };
    let keys = state.keys.into_inner();
    let entries = entries
        .into_iter()
        .zip(keys)
        .map(|((key, value), place)| Entry {
            merge: key == MERGE,
            key: if key == MERGE { "<<".into() } else { key },
            key_range: place,
            value: merged(value),
        })
        .collect();
    Ok(Document { entries, ends_at })
}

/// Whether `content` has only blank lines and comments.
fn is_empty(content: &str) -> bool {
    content
        .split(['\n', '\r'])
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// The range of `content` without the white space around it.
fn trimmed(content: &str) -> Range<usize> {
    let start = content.len() - content.trim_start().len();
    start..start.max(content.trim_end().len())
}

/// The place that the parser names as the context, as in `…, while scanning a quoted scalar at line 2 column 8`.
pub(super) fn context(content: &str, words: &str) -> Option<usize> {
    let (_, context) = words.split_once(", while ")?;
    let (_, place) = context.split_once(" at line ")?;
    let mut numbers = place
        .split(' ')
        .filter_map(|number| number.parse::<usize>().ok());
    let line = lines(content, 0).nth(numbers.next()?.checked_sub(1)?)?;
    let column = numbers.next().unwrap_or(1).checked_sub(1)?;
    let at = content[line.start..].char_indices().nth(column);
    at.map(|(at, _)| line.start + at)
}
