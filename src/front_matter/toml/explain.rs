//! Mistakes in TOML that cannot be read, in words for an author, and how to correct them.

use std::ops::Range;

use super::super::guess::{Guess, quoted};
use super::super::is_word;
use super::super::line::line_at;
use super::document::Document;
use super::mistake::{Mistake, MistakeKind};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::edit::Edit;

/// Says what is wrong, and how to mend it. `mistakes` is how many there are in all of `content`.
pub(super) fn explain(content: &str, mistake: &Mistake, mistakes: usize) -> Diagnostic {
    let is_mended = |fix: &(&str, Vec<Edit>)| mistakes_with(content, &fix.1) < mistakes;
    let (range, message, fix) = match guess(content, mistake, is_mended) {
        Some(guess) => (guess.range, guess.message, guess.fix),
        None if mistake.range.is_empty() => {
            let line = line_at(content, mistake.range.start);
            (line, plain_words(mistake.kind).into(), None)
        }
        None => (
            mistake.range.clone(),
            plain_words(mistake.kind).into(),
            None,
        ),
    };
    let code = match mistake.kind {
        MistakeKind::Duplicate => "duplicate-key",
        _ => "toml-syntax",
    };
    let mut found = Diagnostic::new(Severity::Error, code, range, message);
    if let Some((title, edits)) = fix.filter(is_mended) {
        found.fix = Some(Fix {
            title: title.into(),
            edits,
        });
    }
    found
}

/// How many mistakes there are once `edits` are made.
fn mistakes_with(content: &str, edits: &[Edit]) -> usize {
    let mut text = content.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.range.clone(), &edit.insert);
    }
    Document::read(&text).map_or_else(|mistakes| mistakes.len(), |_| 0)
}

fn guess(
    content: &str,
    mistake: &Mistake,
    is_mended: impl Fn(&(&'static str, Vec<Edit>)) -> bool,
) -> Option<Guess> {
    let range = mistake.range.clone();
    match mistake.kind {
        MistakeKind::Duplicate => {
            let key = &content[range.clone()];
            let message = format!(
                "The key `{key}` is here a second time: a site build fails on that. Keep one of them."
            );
            Some(Guess {
                range,
                message,
                fix: None,
            })
        }
        MistakeKind::NoKey | MistakeKind::Key | MistakeKind::NoValue => colon(content, range.start),
        MistakeKind::Unquoted | MistakeKind::Number => unquoted(content, range, mistake.kind),
        MistakeKind::Escape => backslash(content, range.start),
        MistakeKind::NoComma => {
            let end = content[..range.start].trim_end().len();
            open_bracket(content, end)
                .filter(|guess| guess.fix.as_ref().is_some_and(is_mended))
                .or_else(|| comma(content, end, range.start))
        }
        MistakeKind::OpenList | MistakeKind::OpenTable => open_bracket(content, range.start),
        MistakeKind::OpenQuote | MistakeKind::Rest => quotes(content, range.start, mistake.kind),
        _ => None,
    }
}

/// `key: value`, as in YAML.
fn colon(content: &str, at: usize) -> Option<Guess> {
    let line = line_at(content, at);
    let text = &content[line.clone()];
    let (key, value) = text.split_once(':')?;
    if !is_word(key.trim()) {
        return None;
    }
    let value = value.trim();
    let plain = value.parse::<f64>().is_ok()
        || matches!(value, "true" | "false")
        || value.starts_with(['"', '\'', '[', '{']);
    let value = if plain {
        value.to_owned()
    } else {
        basic_string(value)
    };
    Some(Guess {
        range: line.clone(),
        message: "In TOML a key and its value are written `key = value`.".into(),
        fix: Some((
            "Write an equals sign",
            vec![Edit::new(line, format!("{} = {value}", key.trim_end()))],
        )),
    })
}

fn unquoted(content: &str, range: Range<usize>, kind: MistakeKind) -> Option<Guess> {
    let (key, value) = value_of(content, line_at(content, range.start))?;
    // In a list only the item is to blame.
    let range = if content[value.clone()].starts_with(['[', '{']) {
        range
    } else {
        value
    };
    let text = &content[range.clone()];
    if text.is_empty() {
        return Some(Guess {
            range: line_at(content, range.start),
            message: format!("The value of `{key}` is missing."),
            fix: None,
        });
    }
    let small = text.to_ascii_lowercase();
    if matches!(small.as_str(), "true" | "false") {
        return Some(Guess {
            range: range.clone(),
            message: "In TOML `true` and `false` are written in small letters.".into(),
            fix: Some(("Write it in small letters", vec![Edit::new(range, small)])),
        });
    }
    let message = match kind {
        MistakeKind::Number => plain_words(kind).to_owned(),
        _ => format!("The value of `{key}` must be in quotes."),
    };
    let bare = text.trim_matches(['“', '”', '„', '‘', '’']);
    Some(Guess {
        range: range.clone(),
        message,
        fix: Some((
            "Put it in quotes",
            vec![Edit::new(range, basic_string(bare))],
        )),
    })
}

fn backslash(content: &str, at: usize) -> Option<Guess> {
    let (_, value) = value_of(content, line_at(content, at))?;
    let doubled = content[value.clone()]
        .replace("\\\\", "\\")
        .replace('\\', "\\\\");
    let next = content[at..].chars().next().map_or(0, char::len_utf8);
    Some(Guess {
        range: at.saturating_sub(1)..at + next,
        message: plain_words(MistakeKind::Escape).into(),
        fix: Some(("Double the backslashes", vec![Edit::new(value, doubled)])),
    })
}

/// A bracket that the line which holds `at` opens and no one closes.
fn open_bracket(content: &str, at: usize) -> Option<Guess> {
    let (key, value) = value_of(content, line_at(content, at))?;
    let text = &content[value.clone()];
    let (open, close) = if text.starts_with('{') {
        ('{', "}")
    } else {
        ('[', "]")
    };
    if !text.starts_with(open) || text.contains(close) {
        return None;
    }
    Some(Guess {
        range: value.clone(),
        message: format!(
            "The value of `{key}` begins with `{open}` and is never closed: add `{close}`."
        ),
        fix: Some((
            "Close the bracket",
            vec![Edit::new(value.end..value.end, close)],
        )),
    })
}

fn comma(content: &str, end: usize, next: usize) -> Option<Guess> {
    let length = content[next..].chars().next()?.len_utf8();
    Some(Guess {
        range: next..next + length,
        message: plain_words(MistakeKind::NoComma).into(),
        fix: Some(("Add a comma", vec![Edit::new(end..end, ",")])),
    })
}

/// A quote that is not closed, or quotes within quotes.
fn quotes(content: &str, at: usize, kind: MistakeKind) -> Option<Guess> {
    let (key, value) = value_of(content, line_at(content, at))?;
    let text = &content[value.clone()];
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = &text[1..];
    match inner.strip_suffix(quote) {
        None if !inner.contains(quote) => Some(Guess {
            range: value.clone(),
            message: format!(
                "The value of `{key}` begins with a quote that is never closed: add `{quote}` at its end."
            ),
            fix: Some((
                "Close the quote",
                vec![Edit::new(value.end..value.end, quote.to_string())],
            )),
        }),
        Some(body) if kind == MistakeKind::Rest => {
            let insert = if quote == '"' && !body.contains(['\'', '\\']) {
                format!("'{body}'")
            } else {
                basic_string(body)
            };
            Some(Guess {
                range: value.clone(),
                message: format!("The value of `{key}` has quotes inside its quotes."),
                fix: Some(("Mend the quotes", vec![Edit::new(value, insert)])),
            })
        }
        _ => None,
    }
}

fn basic_string(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        quoted(text)
    }
}

/// The key of a line `key = value # comment`, and where its value stands.
fn value_of(content: &str, line: Range<usize>) -> Option<(&str, Range<usize>)> {
    let text = &content[line.clone()];
    let equals = text.find('=')?;
    let end = text.find(" #").unwrap_or(text.len()).max(equals + 1);
    let end = line.start + text[..end].trim_end().len();
    let start = end - content[line.start + equals + 1..end].trim_start().len();
    Some((text[..equals].trim(), start..end))
}

fn plain_words(kind: MistakeKind) -> &'static str {
    match kind {
        MistakeKind::NoKey => "A key is missing here.",
        MistakeKind::Key => "A key may hold letters, digits, `-` and `_`; put any other in quotes.",
        MistakeKind::NoValue => "This line is not `key = value`.",
        MistakeKind::Equals => "There is an equals sign too many here.",
        MistakeKind::Rest => {
            "Something stands here behind the value: put each key on a line of its own."
        }
        MistakeKind::Duplicate => "This key is here a second time.",
        MistakeKind::Extension => "This key has a value already: nothing can be added below it.",
        MistakeKind::Depth => {
            "Lists and tables nest too deep here: more than 64 levels are not read."
        }
        MistakeKind::OpenHeader => {
            "The name of the table is not closed: add `]`, or `]]` where it begins with `[[`."
        }
        MistakeKind::OpenList => "The list that begins with `[` is not closed: add `]`.",
        MistakeKind::OpenTable => "The table that begins with `{` is not closed: add `}`.",
        MistakeKind::OpenText => "A text in three quotes is opened and never closed.",
        MistakeKind::OpenQuote => "A quote is opened and not closed on its line.",
        MistakeKind::Control => "A control character stands here: TOML does not allow it.",
        MistakeKind::CarriageReturn => {
            "A line ends in a lone carriage return: TOML does not allow that."
        }
        MistakeKind::Escape => {
            "A backslash in double quotes begins a special character: write `\\\\` for a backslash."
        }
        MistakeKind::Code => "No character has this number.",
        MistakeKind::Unquoted => "Text must be in quotes.",
        MistakeKind::Number => {
            "This is no number as TOML has it, such as `1`, `0.5` or `1e3`: put it in quotes if it is text."
        }
        MistakeKind::LeadingZero => {
            "A number cannot begin with 0: put it in quotes if it is no number."
        }
        MistakeKind::TooLarge => "This number is too large: put it in quotes.",
        MistakeKind::Date => "This is no date: write it as `2021-10-06`, or put it in quotes.",
        MistakeKind::Time => "This is no time: write it as `10:00:00`, or put it in quotes.",
        MistakeKind::Offset => "This is no time zone: write it as `Z` or `-07:00`.",
        MistakeKind::ExtraComma => "There is a comma too many here.",
        MistakeKind::NoComma => "A comma is missing before this.",
    }
}
