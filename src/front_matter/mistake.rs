//! Mistakes in YAML that cannot be read, in words for an author, and how to correct them.
//!
//! The parser's words are seldom about the mistake itself, so likely mistakes are looked for on the lines in
//! question. A fix is only offered when the YAML can be read further with it.

use std::ops::Range;

use super::guess::{Guess, guesses};
use super::line::{line_at, line_before, next_line, start_of_line, uncommented_end};
use super::scan;
use super::yaml::{self, Failure, Problem, context};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::edit::Edit;
use crate::raw_html::reference;

/// Says why `content` cannot be read. Byte ranges in `content`.
pub(super) fn explain(content: &str, failure: &Failure) -> Diagnostic {
    let mut found = explained(content, failure);
    found.range.end = found.range.end.max(found.range.start);
    found
}

fn explained(content: &str, failure: &Failure) -> Diagnostic {
    let range = failure.range.clone();
    let error =
        |code, range, message: String| Diagnostic::new(Severity::Error, code, range, message);
    match &failure.problem {
        Problem::Syntax(words) => syntax(content, range.start, words),
        Problem::DuplicateKey(key) => duplicate_key(content, key, range),
        Problem::KeyNotText => mended(content, range.start, "").unwrap_or_else(|| {
            let key = range.start..uncommented_end(content, range.start);
            let message = "A key must be a word or a text in quotes, not a list or a mapping.";
            error("yaml-syntax", key, message.into())
        }),
        Problem::KeyEmpty => error(
            "yaml-syntax",
            line_at(content, range.start),
            "There is no key before the colon.".into(),
        ),
        Problem::NotMapping => mended(content, range.start, "").unwrap_or_else(|| {
            let message = "Front matter must be a list of `key: value` lines.";
            error("front-matter-shape", range, message.into())
        }),
        Problem::TooDeep => error(
            "front-matter-limit",
            range,
            "Lists and mappings nest too deep here: more than 64 levels are not read.".into(),
        ),
        Problem::TooMuch => error(
            "front-matter-limit",
            range,
            "The front matter holds too many values: more than 10,000, aliases expanded, are not read.".into(),
        ),
        Problem::Control(c) => {
            let mut found = error(
                "yaml-syntax",
                range.clone(),
                format!("An invisible control character (U+{:04X}) stands here: YAML does not allow it.", u32::from(*c)),
            );
            found.fix = Some(Fix {
                title: "Remove the character".into(),
                edits: vec![Edit::new(range, "")],
            });
            found
        }
    }
}

/// Tells of text behind a `...` line, which ends the YAML at `at`.
pub(super) fn ignored_rest(content: &str, at: usize) -> Option<Diagnostic> {
    let marker = line_at(content, at);
    let rest = content[marker.end..].lines();
    rest.map(str::trim)
        .any(|line| !line.is_empty() && !line.starts_with('#'))
        .then(|| {
            Diagnostic::new(
                Severity::Error,
                "yaml-ended",
                marker,
                "`...` ends the front matter here: the lines below it are not read.",
            )
        })
}

/// Tells of what another encoding left behind, which Hugo reads and nobody sees.
pub(super) fn left_behind(content: &str) -> impl Iterator<Item = Diagnostic> {
    let left = content.char_indices();
    let left = left.filter(|(_, c)| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}'));
    left.map(|(at, c)| {
        let range = at..at + c.len_utf8();
        let code = u32::from(c);
        let meant = reference::character(code);
        let (message, title, insert) = if meant == c {
            let message = format!("An invisible control character (U+{code:04X}) stands here.");
            (message, "Remove the character".to_owned(), String::new())
        } else {
            let message = format!(
                "An invisible control character (U+{code:04X}) stands here: in Windows-1252 it is `{meant}`."
            );
            (message, format!("Write `{meant}`"), meant.to_string())
        };
        let edits = vec![Edit::new(range.clone(), insert)];
        Diagnostic::new(Severity::Warning, "control-character", range, message)
            .with_fix(title, edits)
    })
}

fn duplicate_key(content: &str, key: &str, range: Range<usize>) -> Diagnostic {
    let range = if range.is_empty() {
        let rest = &content[range.start..line_at(content, range.start).end];
        range.start..range.start + rest.find(':').unwrap_or(rest.len())
    } else {
        range
    };
    let mut found = Diagnostic::new(
        Severity::Error,
        "duplicate-key",
        range.clone(),
        format!(
            "The key `{key}` is here a second time: a site build fails on that. Keep one of them."
        ),
    );
    if let Some(line) = repeated_line(content, range) {
        found.fix = Some(Fix {
            title: format!("Remove the second `{key}`"),
            edits: vec![Edit::new(line, "")],
        });
    }
    found
}

/// The lines of the entry with the key at `key`, where they say nothing but what an entry above says already.
fn repeated_line(content: &str, key: Range<usize>) -> Option<Range<usize>> {
    let entries = scan::scan(content).entries;
    let second = entries
        .iter()
        .position(|e| e.key.start <= key.start && key.end <= e.key.end)?;
    let text = |range: &Range<usize>| &content[range.clone()];
    let (above, second) = (&entries[..second], &entries[second]);
    let first = above.iter().find(|e| text(&e.key) == text(&second.key))?;
    let end = next_line(content, second.value.end);
    let says_more = !content[second.value.end..end].trim().is_empty();
    (text(&first.value) == text(&second.value) && !says_more)
        .then(|| start_of_line(content, second.key.start)..end)
}

fn syntax(content: &str, at: usize, words: &str) -> Diagnostic {
    if let Some(found) = mended(content, at, words) {
        return found;
    }
    let plain = guesses_near(content, at, words).find(|guess| guess.fix.is_none());
    let (range, message) = match plain {
        Some(guess) => (guess.range, guess.message),
        None => (blamed(content, at, words), plain_words(words)),
    };
    Diagnostic::new(Severity::Error, "yaml-syntax", range, message)
}

/// The first guess whose fix lets the YAML be read further.
fn mended(content: &str, at: usize, words: &str) -> Option<Diagnostic> {
    // Each trial is one more reading.
    const TRIALS: usize = 12;
    let guess = guesses_near(content, at, words)
        .filter(|guess| guess.fix.is_some())
        .take(TRIALS)
        .find(|guess| {
            guess
                .fix
                .as_ref()
                .is_some_and(|(_, edits)| is_mended(content, at, edits))
        })?;
    let mut found = Diagnostic::new(Severity::Error, "yaml-syntax", guess.range, guess.message);
    found.fix = guess.fix.map(|(title, edits)| Fix {
        title: title.into(),
        edits,
    });
    Some(found)
}

/// The guesses about the lines that may be to blame, the likeliest first.
fn guesses_near(content: &str, at: usize, words: &str) -> impl Iterator<Item = Guess> {
    let stuck = scan::scan(content).stuck;
    let places = stuck.into_iter().chain([at]).chain(context(content, words));
    let mut lines: Vec<Range<usize>> = Vec::new();
    for place in places {
        for line in [Some(line_at(content, place)), line_before(content, place)]
            .into_iter()
            .flatten()
        {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
        .into_iter()
        .flat_map(move |line| guesses(content, line))
}

/// The place to show where no guess fits: from the parser's position to the end of its line.
fn blamed(content: &str, at: usize, words: &str) -> Range<usize> {
    let is_open = words.contains("quoted scalar") && !words.contains("escape");
    if is_open
        && !words.contains("hexdecimal")
        && let Some(at) = context(content, words)
    {
        return line_at(content, at);
    }
    let start = if content[at..].trim().is_empty() {
        content.trim_end().len()
    } else {
        at
    };
    let line = line_at(content, start);
    if content[start..line.end].trim().is_empty() {
        line
    } else {
        start..line.end
    }
}

/// Whether the YAML can be read, or read further than `at`, once `edits` are made.
fn is_mended(content: &str, at: usize, edits: &[Edit]) -> bool {
    let mut text = content.to_owned();
    let mut grown = 0;
    for edit in edits.iter().rev() {
        text.replace_range(edit.range.clone(), &edit.insert);
        grown += edit.insert.len();
    }
    match yaml::read(&text) {
        Ok(_) => true,
        Err(Failure {
            problem: Problem::Syntax(_),
            range,
        }) => range.start > at + grown,
        Err(failure) => matches!(failure.problem, Problem::DuplicateKey(_)),
    }
}

/// The parser's words made plain.
fn plain_words(words: &str) -> String {
    let table = [
        (
            "escape character",
            "In double quotes a backslash begins a special character, and this is none: use single quotes.",
        ),
        (
            "hexdecimal number",
            "In double quotes `\\x`, `\\u` and `\\U` are followed by the number of a character: use single quotes.",
        ),
        (
            "while scanning a quoted scalar",
            "A quote is opened and never closed.",
        ),
        (
            "while parsing a flow sequence",
            "A list in `[ ]` is not closed, or a comma is missing in it.",
        ),
        (
            "while parsing a flow mapping",
            "A mapping in `{ }` is not closed, or a comma is missing in it.",
        ),
        (
            "unknown anchor",
            "The name after `*` is not defined above with `&`: if it is text, put it in quotes.",
        ),
        (
            "found undefined tag handle",
            "A value that begins with `!` must be put in quotes.",
        ),
        (
            "while scanning a block scalar",
            "Only a number, `+` or `-` may follow `|` or `>` on the line.",
        ),
        (
            "found character that cannot start any token",
            "A value cannot begin with this character: put it in quotes.",
        ),
        (
            "could not find expected ':'",
            "A line here is not `key: value`: the colon is missing.",
        ),
        (
            "found unexpected document indicator",
            "A quote is opened and never closed.",
        ),
        (
            "mapping values are not allowed",
            "There is a colon too many here: put the value in quotes.",
        ),
        (
            "did not find expected key",
            "This line does not fit the lines above it: look at its indentation, and at the quotes above it.",
        ),
        (
            "did not find expected '-' indicator",
            "This line does not fit the list above it: look at its indentation.",
        ),
    ];
    let plain = table.iter().find(|(part, _)| words.contains(part));
    plain
        .map_or("This cannot be read as YAML.", |(_, plain)| plain)
        .to_owned()
}
