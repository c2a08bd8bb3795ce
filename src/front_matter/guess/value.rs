//! Guesses at the value of a line.

use super::parts::LineParts;
use super::{Guess, quoted};
use crate::edit::Edit;

/// Quotes that are not closed, or that stand inside of quotes.
pub(super) fn quotes(line: &LineParts) -> Option<Guess> {
    let value = line.value();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = &value[1..];
    let name = line.name();
    if let Some(escape) = unknown_escapes(inner).next().filter(|_| quote == '"') {
        let at = line.value.start + 1 + escape;
        let length = 1 + inner[escape + 1..].chars().next().map_or(0, char::len_utf8);
        let shown = &inner[escape..escape + length];
        let body = inner.strip_suffix('"');
        let body = body.filter(|body| !body.contains(['\'', '"']));
        let fix = match body {
            Some(body) => {
                let edit = Edit::new(line.value.clone(), format!("'{body}'"));
                ("Put the value in single quotes", vec![edit])
            }
            None => {
                let edits = unknown_escapes(inner)
                    .map(|e| line.value.start + 1 + e)
                    .map(|at| Edit::new(at..at, "\\"));
                ("Double the backslashes", edits.collect())
            }
        };
        return Some(Guess {
            range: at..at + length,
            message: format!(
                "`{shown}` means nothing in double quotes here: use single quotes, or write `\\\\` for a backslash."
            ),
            fix: Some(fix),
        });
    }
    let Some(body) = inner.strip_suffix(quote) else {
        if !inner.contains(quote) {
            let end = line.value.end..line.value.end;
            return Some(Guess {
                range: line.value.clone(),
                message: format!(
                    "{name} begins with a quote that is never closed: add `{quote}` at its end."
                ),
                fix: Some(("Close the quote", vec![Edit::new(end, quote.to_string())])),
            });
        }
        return Some(line.guess(
            format!("{name} goes on after its closing quote: put all of it in quotes."),
            "Put the value in quotes",
            format!("'{}'", value.replace('\'', "''")),
        ));
    };
    let insert = match quote {
        '"' if !body.contains(['\'', '\\']) => format!("'{body}'"),
        '"' => format!("\"{}\"", body.replace("\\\"", "\"").replace('"', "\\\"")),
        _ => format!("'{}'", body.replace("''", "'").replace('\'', "''")),
    };
    Some(line.guess(
        format!("{name} has quotes inside its quotes."),
        "Mend the quotes",
        insert,
    ))
}

/// The places of backslashes that begin no special character.
fn unknown_escapes(text: &str) -> impl Iterator<Item = usize> {
    let mut escaped = false;
    text.char_indices().filter_map(move |(at, c)| {
        if !escaped {
            escaped = c == '\\';
            return None;
        }
        escaped = false;
        let digits = match c {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let number = text.get(at + 1..at + 1 + digits);
        let is_number = number.and_then(|number| match digits {
            0 => Some(0),
            _ => u32::from_str_radix(number, 16).ok(),
        });
        // Half of a surrogate pair is no character.
        let is_known = r#"0abtnvfre "/\N_LPxuU"#.contains(c) || c == '\t';
        let is_whole = is_number.is_some_and(|code| char::from_u32(code).is_some());
        (!(is_known && is_whole)).then(|| at - 1)
    })
}

/// A first character that has a meaning of its own in YAML.
pub(super) fn first_character(line: &LineParts) -> Option<Guess> {
    let value = line.value();
    let first = value.chars().next()?;
    let name = line.name();
    let message = match first {
        '[' | '{' => {
            let close = if first == '[' { ']' } else { '}' };
            if !value.contains(close) {
                let end = line.value.end..line.value.end;
                return Some(Guess {
                    range: line.value.clone(),
                    message: format!(
                        "{name} begins with `{first}` and is never closed: add `{close}`."
                    ),
                    fix: Some(("Close the bracket", vec![Edit::new(end, close.to_string())])),
                });
            }
            format!(
                "{name} begins with `{first}`, which opens a list or a mapping: if it is text, put it in quotes."
            )
        }
        '-' if line.key.is_some() && value.starts_with("- ") => {
            let lead = line.content[line.indent.clone()].to_owned();
            let key = line
                .key
                .as_ref()
                .map_or(line.value.start, |key| key.end + 1);
            return Some(Guess {
                range: line.value.clone(),
                message: "A list item needs a line of its own.".into(),
                fix: Some((
                    "Put the item on its own line",
                    vec![Edit::new(key..line.value.start, format!("\n{lead}  "))],
                )),
            });
        }
        '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | ',' | ']' | '}' | '?' | '-' | ':' => {
            let shown = if first == '`' {
                "a backtick".into()
            } else {
                format!("`{first}`")
            };
            format!(
                "{name} begins with {shown}, which means something else in YAML: put it in quotes."
            )
        }
        _ => return None,
    };
    Some(line.guess(message, "Put the value in quotes", quoted(value)))
}

/// The text between the brackets of a whole list or mapping.
pub(super) fn bracketed(value: &str) -> Option<&str> {
    let list = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    list.or_else(|| value.strip_prefix('{')?.strip_suffix('}'))
        .filter(|inner| !inner.contains(['{', '[']))
}

/// The first item of a list in brackets that must be in quotes.
pub(super) fn list_items(line: &LineParts, items: &str) -> Option<Guess> {
    let mut at = line.value.start + 1;
    items.split(',').find_map(|item| {
        let start = at + item.len() - item.trim_start().len();
        at += item.len() + 1;
        let item = item.trim();
        let text = if line.value().starts_with('{') {
            item.split_once(": ")?.1
        } else {
            item
        };
        let start = start + item.len() - text.len();
        let reserved = text.starts_with(['@', '`', '%', '*', '&', '!', '|', '>']);
        (reserved || text.contains(": ")).then(|| Guess {
            range: start..start + text.len(),
            message: format!(
                "`{text}` must be in quotes: it has a character that means something else in YAML."
            ),
            fix: Some((
                "Put the item in quotes",
                vec![Edit::new(start..start + text.len(), quoted(text))],
            )),
        })
    })
}

/// A colon that makes a mapping of the value.
pub(super) fn colon(line: &LineParts) -> Option<Guess> {
    let value = line.value();
    (value.contains(": ") || value.ends_with(':')).then(|| {
        line.guess(
            format!("{} has a colon: put it in quotes.", line.name()),
            "Put the value in quotes",
            quoted(value),
        )
    })
}
