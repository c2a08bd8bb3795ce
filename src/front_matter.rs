//! Front matter: find it at the start of a post, cut it, read it.
//!
//! The delimiters follow Hugo's rules. Nothing else in the document is ever taken for front matter.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::edit::Edit;
use crate::value::Value;

mod fields;
mod mistake;
mod yaml;

/// The language that front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
    /// One object in braces.
    Json,
}

impl Format {
    /// Returns the format's name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Json => "json",
        }
    }

    /// The line that opens and closes it.
    fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
            Self::Json => "{",
        }
    }
}

/// Where front matter stands. Byte ranges in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The language it is written in.
    pub format: Format,
    /// From the opening delimiter to the end of the closing delimiter's line: the body begins at its end.
    ///
    /// Text right behind the closing delimiter (`---text`) belongs to the body, as in Hugo.
    pub range: Range<usize>,
    /// What stands between the delimiters, from the first character that is no blank on; of JSON, the object with its braces.
    pub content: Range<usize>,
    /// Whether the closing delimiter is there.
    ///
    /// Where it is not, the cut ends behind the last line that looks like front matter, so that the body still
    /// shows; it is the opening line alone where not even the first line looks like that.
    pub closed: bool,
}

impl Cut {
    /// How many bytes of a document [`Cut::find`] looks at. A closing delimiter further down is not seen.
    pub const REACH: usize = 256 * 1024;

    /// Finds the front matter that `text` begins with, after a BOM and blank lines.
    ///
    /// Of a long document it is enough to pass more than [`Cut::REACH`] bytes.
    pub fn find(text: &str) -> Option<Self> {
        let mut reach = text.len().min(Self::REACH);
        while !text.is_char_boundary(reach) {
            reach -= 1;
        }
        let text = &text[..reach];
        let rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let rest = rest.trim_start_matches([' ', '\t', '\n', '\r', '\x0B', '\x0C']);
        let start = text.len() - rest.len();
        let format = match rest.as_bytes() {
            [b'-', b'-', b'-', ..] => Format::Yaml,
            [b'+', b'+', b'+', ..] => Format::Toml,
            _ => return None,
        };
        rest[3..]
            .chars()
            .next()
            .is_none_or(|c| c.is_ascii_whitespace())
            .then(|| Self::fenced(text, start, format))
    }

    fn fenced(text: &str, start: usize, format: Format) -> Self {
        let fence = format.fence();
        let inside = start + fence.len();
        let inside =
            inside + text[inside..].len() - text[inside..].trim_start_matches([' ', '\t']).len();
        let closing = lines(text, inside)
            .skip(1)
            .find(|line| text[line.clone()].starts_with(fence))
            .filter(|line| !runs_into_text(&text[inside..line.start], format));
        if let Some(line) = closing {
            let end = line.start + fence.len();
            let blank = text[end..line.end].trim().is_empty();
            return Self {
                format,
                range: start..if blank { line.end } else { end },
                content: inside..line.start,
                closed: true,
            };
        }
        let end = inside + look_alike(&text[inside..], format);
        let begun = lines(text, end)
            .next()
            .filter(|line| is_begun(&text[line.clone()], fence));
        Self {
            format,
            range: start..begun.map_or(end, |line| line.end),
            content: inside..end,
            closed: false,
        }
    }

    /// Whether the author is just typing the closing delimiter, or has nothing behind the front matter yet.
    fn is_being_typed(&self, text: &str) -> bool {
        let behind = &text[self.content.end..self.range.end];
        !self.closed
            && (is_begun(behind, self.format.fence()) || text[self.range.end..].trim().is_empty())
    }
}

/// Whether `line` is the beginning of a fence, or of a key at the document's end.
fn is_begun(line: &str, fence: &str) -> bool {
    let text = line.trim_end();
    !text.is_empty() && text.len() < fence.len() && fence.starts_with(text) || is_word(line)
}

/// The lines of `text` from `at` on, with their line ends: `\n`, `\r` or both.
fn lines(text: &str, mut at: usize) -> impl Iterator<Item = Range<usize>> {
    std::iter::from_fn(move || {
        let bytes = &text.as_bytes()[at..];
        if bytes.is_empty() {
            return None;
        }
        let end = bytes.iter().position(|b| matches!(b, b'\n' | b'\r'));
        let length = match end {
            Some(end) if bytes[end..].starts_with(b"\r\n") => end + 2,
            Some(end) => end + 1,
            None => bytes.len(),
        };
        at += length;
        Some(at - length..at)
    })
}

/// How far `content`, which begins behind an opening delimiter, looks like front matter: up to the end of a line.
fn look_alike(content: &str, format: Format) -> usize {
    let mut end = lines(content, 0).next().map_or(0, |line| line.end);
    let mut after_blank = true;
    if format == Format::Yaml && content.len() <= LIMIT {
        // The scanner knows which lines belong to a value in quotes, in brackets or indented.
        for entry in fields::scan(content).entries {
            let key = &content[entry.key.clone()];
            if has_blank_line(&content[end.min(entry.key.start)..entry.key.start])
                && !is_lower_word(key)
            {
                break;
            }
            end = lines(content, entry.value.end)
                .next()
                .map_or(content.len(), |line| line.end);
            after_blank = false;
        }
    }
    for line in lines(content, end) {
        let text = &content[line.clone()];
        let is_key = match format {
            Format::Yaml => yaml_key(text),
            _ => toml_key(text),
        };
        let belongs = match is_key {
            None if is_begun(text, format.fence()) => false,
            _ if text.trim().is_empty() => {
                after_blank = true;
                continue;
            }
            // Behind a blank line, `# Title` may be a heading and `- item` a list of the body, if no key follows.
            None if after_blank && text.starts_with('#') => continue,
            None => !after_blank && text.starts_with(['#', ' ', '\t', '-', '[', ']']),
            Some(key) => !after_blank || is_lower_word(key),
        };
        if !belongs {
            break;
        }
        end = line.end;
        after_blank = false;
    }
    end
}

/// Whether `content` ends in text of the body: then the delimiter behind it is a rule of the body.
fn runs_into_text(content: &str, format: Format) -> bool {
    if format != Format::Yaml || !has_blank_line(content.trim_end()) {
        return false;
    }
    let behind = &content[look_alike(content, format)..];
    let text = behind.trim_start();
    has_blank_line(&behind[..behind.len() - text.len()])
        && text
            .lines()
            .next()
            .is_some_and(|line| line.split_whitespace().count() >= 3)
        && !text.lines().any(|line| yaml_key(line).is_some())
        && yaml::read(content).is_err()
}

fn has_blank_line(text: &str) -> bool {
    lines(text, 0)
        .any(|line| text[line.clone()].ends_with(['\n', '\r']) && text[line].trim().is_empty())
}

/// The key of a line `key: value`, if it is one word.
fn yaml_key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let stands_alone = rest.chars().next().is_none_or(char::is_whitespace);
    (stands_alone && is_word(key.trim_end())).then_some(key)
}

/// The key of a line `key = value`, or a `[table]`.
fn toml_key(line: &str) -> Option<&str> {
    let table = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (key, _) = table.or_else(|| line.split_once('='))?;
    key.trim_end().split('.').all(is_word).then_some(key)
}

fn is_word(key: &str) -> bool {
    let word = key.trim_matches(['"', '\'']);
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn is_lower_word(key: &str) -> bool {
    is_word(key.trim_end()) && key.starts_with(|c: char| !c.is_uppercase())
}

/// How long front matter may be, in bytes.
pub const LIMIT: usize = 64 * 1024;

/// One key of the top level, in the order of the source. Byte ranges in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// Where the value stands; empty, behind the colon, where there is none.
    pub range: Range<usize>,
    /// Where the key stands, with its quotes.
    pub key_range: Range<usize>,
}

/// Front matter as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// The language; `None` where there is no front matter.
    pub format: Option<Format>,
    /// Where it stands, as [`Cut::range`].
    pub range: Range<usize>,
    /// Always a [`Value::Map`].
    pub data: Value,
    /// The top level with its places.
    pub fields: Vec<Field>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it could be read. Where not, there are neither data nor fields, and a diagnostic says why.
    pub valid: bool,
}

impl FrontMatter {
    /// The front matter of a post that has none.
    pub fn none() -> Self {
        Self {
            format: None,
            range: 0..0,
            data: Value::Map(Vec::new()),
            fields: Vec::new(),
            diagnostics: Vec::new(),
            valid: true,
        }
    }

    /// Reads what [`Cut::find`] found in `text`.
    pub fn read(text: &str, cut: &Cut) -> Self {
        let content = &text[cut.content.clone()];
        let mut diagnostics = Vec::new();
        let fields = if content.len() > LIMIT {
            diagnostics.push(too_long(content));
            None
        } else {
            read_yaml(content, &mut diagnostics)
        };
        let valid = fields.is_some();
        let mut fields = fields.unwrap_or_default();
        for field in &mut fields {
            shift(&mut field.range, cut.content.start);
            shift(&mut field.key_range, cut.content.start);
        }
        for diagnostic in &mut diagnostics {
            shift(&mut diagnostic.range, cut.content.start);
            for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
                shift(&mut edit.range, cut.content.start);
            }
        }
        if cut.is_being_typed(text) {
            // Half a line is no mistake.
            diagnostics.clear();
        } else if !cut.closed {
            diagnostics.insert(0, unclosed(text, cut, fields.is_empty() && valid));
        }
        let data = fields.iter().map(|f| (f.key.clone(), f.value.clone()));
        Self {
            format: Some(cut.format),
            range: cut.range.clone(),
            data: Value::Map(data.collect()),
            fields,
            diagnostics,
            valid,
        }
    }
}

fn read_yaml(content: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
    match yaml::read(content) {
        Ok(document) => {
            if let Some(at) = document.ends_at {
                diagnostics.extend(mistake::ignored_rest(content, at));
            }
            Some(fields::locate(content, document))
        }
        Err(failure) => {
            diagnostics.push(mistake::explain(content, &failure));
            None
        }
    }
}

fn shift(range: &mut Range<usize>, by: usize) {
    *range = range.start + by..range.end + by;
}

fn too_long(content: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        "front-matter-limit",
        0..content.len(),
        format!(
            "The front matter is {} kB long; more than {} kB is not read.",
            content.len() / 1024,
            LIMIT / 1024
        ),
    )
}

fn unclosed(text: &str, cut: &Cut, is_rule: bool) -> Diagnostic {
    let fence = cut.format.fence();
    let opening = cut.range.start..cut.range.start + fence.len();
    let line = |at: usize| 1 + lines(text, 0).take_while(|line| line.end <= at).count();
    let (message, title, edit) = if is_rule {
        (
            format!(
                "A post that begins with `{fence}` opens front matter: add a second `{fence}` line, or write `***` for a rule."
            ),
            "Write `***`",
            Edit::new(opening.clone(), "***"),
        )
    } else {
        let end = cut.content.end;
        let ended = text[..end].ends_with(['\n', '\r']);
        let newline = if text[..end].ends_with("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        (
            format!(
                "The front matter is not closed: add a line `{fence}` after line {}.",
                line(end - usize::from(ended))
            ),
            "Close the front matter",
            Edit::new(
                end..end,
                format!("{}{fence}{newline}", if ended { "" } else { newline }),
            ),
        )
    };
    let mut diagnostic =
        Diagnostic::new(Severity::Error, "front-matter-unclosed", opening, message);
    diagnostic.fix = Some(Fix {
        title: title.to_owned(),
        edits: vec![edit],
    });
    diagnostic
}
