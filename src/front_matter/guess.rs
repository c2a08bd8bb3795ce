//! Guesses at what an author did wrong on a line of YAML.

use std::ops::Range;

use super::is_word;
use super::line::{line_at, line_before, lines, next_line, uncommented_end};
use crate::edit::Edit;

/// A mistake that a line may hold, and the title and the edits of what would mend it.
pub(super) struct Guess {
    pub range: Range<usize>,
    pub message: String,
    pub fix: Option<(&'static str, Vec<Edit>)>,
}

/// A line taken apart: `indent`, `- ` marks, `key:`, value.
struct Line<'a> {
    content: &'a str,
    range: Range<usize>,
    indent: Range<usize>,
    key: Option<Range<usize>>,
    value: Range<usize>,
}

impl<'a> Line<'a> {
    fn new(content: &'a str, range: Range<usize>) -> Self {
        let text = &content[range.clone()];
        let indent = range.start..range.end - text.trim_start().len();
        let mut at = indent.end;
        while content[at..range.end].starts_with("- ") {
            at += content[at..range.end].len()
                - content[at + 1..range.end].trim_start_matches(' ').len();
        }
        let key = key_end(&content[at..range.end]).map(|end| at..at + end);
        let value = key.as_ref().map_or(at, |key| key.end);
        let value = value + usize::from(key.is_some())..uncommented_end(content, range.start);
        let value = value.start.min(value.end)..value.end;
        let lead = content[value.clone()].len()
            - content[value.clone()].trim_start_matches([' ', '\t']).len();
        Self {
            content,
            range,
            indent,
            key,
            value: value.start + lead..value.end,
        }
    }

    fn value(&self) -> &'a str {
        &self.content[self.value.clone()]
    }

    /// The name of the value in a message.
    fn name(&self) -> String {
        match &self.key {
            Some(key) => format!("The value of `{}`", &self.content[key.clone()]),
            None => "This value".into(),
        }
    }

    fn guess(&self, message: String, title: &'static str, insert: String) -> Guess {
        Guess {
            range: self.value.clone(),
            message,
            fix: Some((title, vec![Edit::new(self.value.clone(), insert)])),
        }
    }
}

/// Where a plain key of one or more words ends, before its colon.
fn key_end(text: &str) -> Option<usize> {
    let end = text
        .find(": ")
        .or_else(|| text.trim_end().strip_suffix(':').map(str::len))?;
    let key = &text[..end];
    let fits = !key.is_empty()
        && !key.starts_with([
            '"', '\'', '[', '{', '#', '@', '`', '%', '&', '*', '!', '|', '>',
        ]);
    fits.then_some(end)
}

pub(super) fn guesses(content: &str, range: Range<usize>) -> Vec<Guess> {
    let line = Line::new(content, range);
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

fn tab_indent(line: &Line) -> Option<Guess> {
    let content = line.content;
    content[line.indent.clone()].contains('\t').then(|| {
        // One line mended is none mended: a block must be indented alike.
        let mut edits = Vec::new();
        for line in lines(content, 0) {
            let text = &content[line.clone()];
            let blanks = text.len() - text.trim_start_matches([' ', '\t']).len();
            edits.extend(
                text[..blanks]
                    .match_indices('\t')
                    .map(|(at, _)| Edit::new(line.start + at..line.start + at + 1, "  ")),
            );
        }
        Guess {
            range: line.indent.clone(),
            message: "This line is indented with a tab: YAML allows only spaces there.".into(),
            fix: Some(("Indent with spaces", edits)),
        }
    })
}

/// `text` in quotes that need the least escaping.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

fn quotes(line: &Line) -> Option<Guess> {
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
        // Half of a character is none.
        let is_known = r#"0abtnvfre "/\N_LPxuU"#.contains(c) || c == '\t';
        let is_whole = is_number.is_some_and(|code| char::from_u32(code).is_some());
        (!(is_known && is_whole)).then(|| at - 1)
    })
}

fn first_character(line: &Line) -> Option<Guess> {
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
fn bracketed(value: &str) -> Option<&str> {
    let list = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    list.or_else(|| value.strip_prefix('{')?.strip_suffix('}'))
        .filter(|inner| !inner.contains(['{', '[']))
}

/// The first item of a list in brackets that must be in quotes.
fn list_items(line: &Line, items: &str) -> Option<Guess> {
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

fn colon(line: &Line) -> Option<Guess> {
    let value = line.value();
    (value.contains(": ") || value.ends_with(':')).then(|| {
        line.guess(
            format!("{} has a colon: put it in quotes.", line.name()),
            "Put the value in quotes",
            quoted(value),
        )
    })
}

/// `key:value`, and a non-breaking space behind the colon or in the indentation.
fn no_space(line: &Line) -> Option<Guess> {
    let content = line.content;
    let text = &content[line.range.clone()];
    let blanks = text.len() - text.trim_start().len();
    if let Some(at) = text[..blanks].find('\u{A0}') {
        let at = line.range.start + at;
        return Some(Guess {
            range: at..at + 2,
            message: "A non-breaking space stands here: use a normal space.".into(),
            fix: Some(("Use a normal space", vec![Edit::new(at..at + 2, " ")])),
        });
    }
    let colon = text.find(':')?;
    let word = text[..colon].trim_start_matches([' ', '-']);
    let behind = line.range.start + colon + 1;
    let next = content[behind..line.range.end].chars().next()?;
    if !is_word(word) || matches!(next, ' ' | '\t' | '/') {
        return None;
    }
    let (message, range, insert) = if next == '\u{A0}' {
        (
            "A non-breaking space stands after the colon: use a normal space.",
            behind..behind + 2,
            " ",
        )
    } else {
        ("A space is missing after the colon.", behind..behind, " ")
    };
    Some(Guess {
        range: behind - 1..range.end,
        message: message.into(),
        fix: Some(("Add a space", vec![Edit::new(range, insert)])),
    })
}

fn no_colon(line: &Line) -> Option<Guess> {
    let text = &line.content[line.range.clone()];
    if text.starts_with(": ") || text == ":" {
        return Some(Guess {
            range: line.range.clone(),
            message: "There is no key before the colon.".into(),
            fix: None,
        });
    }
    if line.key.is_some()
        || text.starts_with(['-', '?', '{', '}', '[', ']'])
        || text.contains(':')
        || !line.indent.is_empty()
    {
        return None;
    }
    if let Some((key, value)) = text.split_once('=') {
        let start = line.range.start + key.trim_end().len();
        let end = line.range.end - value.trim_start().len();
        if is_word(key.trim_end()) {
            return Some(Guess {
                range: line.range.clone(),
                message: "In YAML a key and its value are written `key: value`.".into(),
                fix: Some(("Write a colon", vec![Edit::new(start..end, ": ")])),
            });
        }
    }
    Some(Guess {
        range: line.range.start..line.range.start + text.trim_end().len(),
        message: "This line is not `key: value`: a colon is missing, or it belongs to the line above and must be indented.".into(),
        fix: None,
    })
}

fn indent(line: &Line) -> Option<Guess> {
    let content = line.content;
    if line.key.is_none() && !content[line.indent.end..].starts_with('-') {
        return None;
    }
    let own = line.indent.len();
    let (where_, other) = match line_before(content, line.range.start) {
        Some(other) => ("above", other),
        None => (
            "below",
            line_at(content, next_line(content, line.range.end)),
        ),
    };
    let wanted = content[other.clone()].len() - content[other].trim_start_matches(' ').len();
    if wanted == own || own.abs_diff(wanted) > 3 {
        return None;
    }
    Some(Guess {
        range: if own == 0 {
            line.range.clone()
        } else {
            line.indent.clone()
        },
        message: format!(
            "This line is indented by {own} {}, the line {where_} by {wanted}: they do not fit together.",
            if own == 1 { "space" } else { "spaces" }
        ),
        fix: Some((
            "Mend the indentation",
            vec![Edit::new(line.indent.clone(), " ".repeat(wanted))],
        )),
    })
}
