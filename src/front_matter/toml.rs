//! TOML to fields. Dates stay the text they are in the source.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::guess::{Guess, quoted};
use super::{Field, is_word};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::edit::Edit;
use crate::value::Value;

/// How many mistakes are told at once: what follows from one mistake is no other.
const MAX_MISTAKES: usize = 5;

/// Reads `content`, or says in `diagnostics` why it cannot be read. Byte ranges in `content`.
pub(super) fn read(content: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
    let (table, errors) = DeTable::parse_recoverable(content);
    let before = diagnostics.len();
    let mut line_end = 0;
    for error in &errors {
        let range = error.span().unwrap_or(0..0);
        // The second mistake of a line is rather a consequence of the first.
        if diagnostics.len() - before < MAX_MISTAKES && (range.start > line_end || line_end == 0) {
            line_end = line_at(content, range.start).end;
            diagnostics.push(explain(content, error.message(), range, errors.len()));
        }
    }
    if !errors.is_empty() {
        return None;
    }
    let mut fields = Vec::new();
    for (key, value) in table.get_ref() {
        match convert(content, value) {
            Ok(read) => fields.push(Field {
                key: key.get_ref().to_string(),
                value: read,
                range: place(key.span(), value),
                key_range: key.span(),
            }),
            Err(number) => diagnostics.push(Diagnostic::new(
                Severity::Error,
                "toml-syntax",
                number,
                "This number is too large: put it in quotes.",
            )),
        }
    }
    // `[a]`, `[b]`, `[a.c]`: what belongs to `a` ends where `b` begins.
    for i in 1..fields.len() {
        let next = fields[i].key_range.start;
        let range = &mut fields[i - 1].range;
        if range.start < next && range.end > next {
            range.end = content[..next].trim_end_matches('[').trim_end().len();
        }
    }
    (diagnostics.len() == before).then_some(fields)
}

/// Whether `content` can be read.
pub(super) fn is_readable(content: &str) -> bool {
    DeTable::parse(content).is_ok()
}

/// The parser bounds how deep values nest. Fails with the place of a number that is too large.
fn convert(content: &str, value: &Spanned<DeValue>) -> Result<Value, Range<usize>> {
    Ok(match value.get_ref() {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Integer(number) => {
            let read = i64::from_str_radix(number.as_str(), number.radix());
            Value::Integer(read.map_err(|_| value.span())?)
        }
        DeValue::Float(number) => {
            let read: f64 = number.as_str().parse().map_err(|_| value.span())?;
            if read.is_infinite() && !number.as_str().contains("inf") {
                return Err(value.span());
            }
            Value::Float(read)
        }
        DeValue::Datetime(_) => Value::String(content[value.span()].to_owned()),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| convert(content, item));
            Value::List(items.collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => {
            let mut map = Vec::with_capacity(table.len());
            for (key, value) in table {
                map.push((key.get_ref().to_string(), convert(content, value)?));
            }
            Value::Map(map)
        }
    })
}

/// Where a value stands. That of a table with a header, or of dotted keys, is what stands under the header or
/// behind the first dot.
fn place(key: Range<usize>, value: &Spanned<DeValue>) -> Range<usize> {
    if value.span().start > key.end {
        return value.span();
    }
    match value.get_ref() {
        DeValue::Table(table) => inside(table),
        DeValue::Array(tables) => inside_all(tables),
        _ => None,
    }
    .unwrap_or(value.span().end..value.span().end)
}

/// From the first key of a table that has a value of its own, to the end of the last value.
fn inside(table: &DeTable) -> Option<Range<usize>> {
    let entries = table
        .iter()
        .filter_map(|(key, value)| match value.get_ref() {
            _ if value.span().start > key.span().end => Some(key.span().start..value.span().end),
            DeValue::Table(table) => inside(table),
            DeValue::Array(tables) => inside_all(tables),
            _ => None,
        });
    entries.reduce(union)
}

fn inside_all(tables: &DeArray) -> Option<Range<usize>> {
    let tables = tables.iter().filter_map(|table| match table.get_ref() {
        DeValue::Table(table) => inside(table),
        _ => None,
    });
    tables.reduce(union)
}

fn union(a: Range<usize>, b: Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

fn explain(content: &str, words: &str, range: Range<usize>, mistakes: usize) -> Diagnostic {
    let line = line_at(content, range.start);
    let guess = guess(content, words, range.clone());
    let mended = guess.as_ref().is_some_and(|guess| {
        let edits = guess.fix.iter().flat_map(|(_, edits)| edits);
        mistakes_with(content, edits) < mistakes
    });
    let mut found = match &guess {
        Some(guess) => Diagnostic::new(
            Severity::Error,
            "toml-syntax",
            guess.range.clone(),
            guess.message.clone(),
        ),
        None => {
            let blamed = if range.is_empty() { line } else { range };
            Diagnostic::new(Severity::Error, "toml-syntax", blamed, plain_words(words))
        }
    };
    if words.starts_with("duplicate key") {
        found.code = "duplicate-key";
    }
    if let Some((title, edits)) = guess.and_then(|guess| guess.fix).filter(|_| mended) {
        found.fix = Some(Fix {
            title: title.into(),
            edits,
        });
    }
    found
}

/// How many mistakes there are once `edits` are made.
fn mistakes_with<'e>(content: &str, edits: impl DoubleEndedIterator<Item = &'e Edit>) -> usize {
    let mut text = content.to_owned();
    for edit in edits.rev() {
        text.replace_range(edit.range.clone(), &edit.insert);
    }
    DeTable::parse_recoverable(&text).1.len()
}

fn guess(content: &str, words: &str, range: Range<usize>) -> Option<Guess> {
    let line = line_at(content, range.start);
    let text = &content[line.clone()];
    let guess = |range, message: String, fix| {
        Some(Guess {
            range,
            message,
            fix,
        })
    };
    if words.starts_with("duplicate key") {
        let key = &content[range.clone()];
        let message = format!(
            "The key `{key}` is here a second time: a site build fails on that. Keep one of them."
        );
        return guess(range, message, None);
    }
    if let Some((key, value)) = text.split_once(':').filter(|(key, _)| is_word(key.trim())) {
        let value = value.trim();
        let plain = value.parse::<f64>().is_ok()
            || matches!(value, "true" | "false")
            || value.starts_with(['"', '\'', '[', '{']);
        let value = if plain {
            value.to_owned()
        } else {
            basic_string(value)
        };
        return guess(
            line.clone(),
            "In TOML a key and its value are written `key = value`.".into(),
            Some((
                "Write an equals sign",
                vec![Edit::new(line, format!("{} = {value}", key.trim_end()))],
            )),
        );
    }
    let (key, value) = value_of(content, line)?;
    let text = &content[value.clone()];
    let name = format!("The value of `{key}`");
    if words.starts_with("string values must be quoted") || words.starts_with("invalid boolean") {
        // In a list only the item is to blame.
        let range = if text.starts_with(['[', '{']) {
            range
        } else {
            value
        };
        let text = &content[range.clone()];
        if text.is_empty() {
            let line = line_at(content, range.start);
            return guess(line, format!("{name} is missing."), None);
        }
        if matches!(text.to_ascii_lowercase().as_str(), "true" | "false") {
            return guess(
                range.clone(),
                "In TOML `true` and `false` are written in small letters.".into(),
                Some((
                    "Write it in small letters",
                    vec![Edit::new(range, text.to_ascii_lowercase())],
                )),
            );
        }
        let bare = text.trim_matches(['“', '”', '„', '‘', '’']);
        return guess(
            range.clone(),
            format!("{name} must be in quotes."),
            Some((
                "Put it in quotes",
                vec![Edit::new(range, basic_string(bare))],
            )),
        );
    }
    if words.starts_with("missing escaped value") {
        let doubled = text.replace("\\\\", "\\").replace('\\', "\\\\");
        return guess(
            range.start.saturating_sub(1)..content[range.start..].chars().next().map_or(range.start, |c| range.start + c.len_utf8()),
            "A backslash in double quotes begins a special character: write `\\\\` for a backslash.".into(),
            Some(("Double the backslashes", vec![Edit::new(value, doubled)])),
        );
    }
    if words.starts_with("missing comma") || words.starts_with("unclosed array") {
        let end = content[..range.start].trim_end().len();
        let (key, list) = value_of(content, line_at(content, end))?;
        if content[list.clone()].starts_with('[') && !content[list.clone()].contains(']') {
            return guess(
                list.clone(),
                format!("The value of `{key}` begins with `[` and is never closed: add `]`."),
                Some((
                    "Close the bracket",
                    vec![Edit::new(list.end..list.end, "]")],
                )),
            );
        }
        let next = content[range.start..].trim_start();
        let start = content.len() - next.len();
        return guess(
            start..start + next.chars().next().map_or(0, char::len_utf8),
            "A comma is missing before this.".into(),
            Some(("Add a comma", vec![Edit::new(end..end, ",")])),
        );
    }
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = &text[1..];
    match inner.strip_suffix(quote) {
        None if !inner.contains(quote) => guess(
            value.clone(),
            format!("{name} begins with a quote that is never closed: add `{quote}` at its end."),
            Some((
                "Close the quote",
                vec![Edit::new(value.end..value.end, quote.to_string())],
            )),
        ),
        Some(body) if words.starts_with("unexpected key or value") => {
            let insert = if quote == '"' && !body.contains(['\'', '\\']) {
                format!("'{body}'")
            } else {
                basic_string(body)
            };
            guess(
                value.clone(),
                format!("{name} has quotes inside its quotes."),
                Some(("Mend the quotes", vec![Edit::new(value, insert)])),
            )
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

fn line_at(content: &str, at: usize) -> Range<usize> {
    super::line::line_at(content, at.min(content.len()))
}

/// The parser's words made plain.
fn plain_words(words: &str) -> &'static str {
    let table = [
        ("key with no value", "This line is not `key = value`."),
        (
            "unexpected key or value",
            "Something stands here behind the value: put each key on a line of its own.",
        ),
        (
            "unquoted keys cannot be empty",
            "There is no key before `=`.",
        ),
        (
            "invalid unquoted key",
            "A key may hold letters, digits, `-` and `_`; put any other in quotes.",
        ),
        (
            "invalid comment character",
            "A control character stands here: TOML does not allow it.",
        ),
        (
            "unclosed table",
            "The name of the table is not closed: add `]`.",
        ),
        (
            "unclosed array table",
            "The name of the table is not closed: add `]]`.",
        ),
        (
            "unclosed inline table",
            "The table that begins with `{` is not closed: add `}`.",
        ),
        (
            "cannot extend value",
            "This key has a value already: nothing can be added below it.",
        ),
        (
            "unexpected leading zero",
            "A number cannot begin with 0: put it in quotes if it is no number.",
        ),
        (
            "invalid date",
            "This is no date: write it as `2021-10-06`, or put it in quotes.",
        ),
        (
            "invalid time",
            "This is no time: write it as `10:00:00`, or put it in quotes.",
        ),
        (
            "invalid offset",
            "This is no time zone: write it as `Z` or `-07:00`.",
        ),
        ("extra comma", "There is a comma too many here."),
        (
            "carriage return",
            "A line ends in a lone carriage return: TOML does not allow that.",
        ),
        (
            "invalid multi-line",
            "A text in three quotes is opened and never closed.",
        ),
        (
            "invalid basic string",
            "A quote is opened and never closed, or a control character stands in the text.",
        ),
        (
            "invalid literal string",
            "A quote is opened and never closed, or a control character stands in the text.",
        ),
        (
            "recursion limit",
            "Lists and tables nest too deep here: more than 80 levels are not read.",
        ),
    ];
    let plain = table.iter().find(|(part, _)| words.starts_with(part));
    plain.map_or("This cannot be read as TOML.", |(_, plain)| plain)
}
