//! `Cut`: where front matter stands in a document, by Hugo's rules.

use std::ops::Range;

use super::line::lines;
use super::{Format, LIMIT, is_word, scan};
use crate::case::small;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::Edit;

/// Where front matter stands. Byte ranges in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The language it is written in.
    pub format: Format,
    /// From the opening delimiter to the line end behind the closing one: the body begins at its end.
    ///
    /// The rest of the closing delimiter's line (`---text`) belongs to the body, as in Hugo.
    pub range: Range<usize>,
    /// The text between the delimiters, from the first character that is no blank on; in JSON, the object with its braces.
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
    /// The start of a long document is enough, if it has more than [`Cut::REACH`] bytes.
    pub fn find(text: &str) -> Option<Self> {
        let mut reach = text.len().min(Self::REACH);
        while !text.is_char_boundary(reach) {
            reach -= 1;
        }
        let text = &text[..reach];
        let rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let rest = rest.trim_start_matches([' ', '\t', '\n', '\r', '\x0B', '\x0C']);
        let start = text.len() - rest.len();
        let stands_alone = |rest: &str| rest.chars().next().is_none_or(|c| c.is_ascii_whitespace());
        match rest.as_bytes() {
            [b'-', b'-', b'-', ..] if stands_alone(&rest[3..]) => {
                Some(Self::fenced(text, start, Format::Yaml))
            }
            [b'+', b'+', b'+', ..] if stands_alone(&rest[3..]) => {
                Some(Self::fenced(text, start, Format::Toml))
            }
            [b'{', ..] if begins_object(&rest[1..]) => Some(Self::object(text, start)),
            _ => None,
        }
    }

    /// Tells of a beginning that Hugo takes for front matter though it is none: a list, a shortcode.
    ///
    /// `text` is a document in which [`Cut::find`] finds nothing.
    pub fn mistaken(text: &str) -> Option<Diagnostic> {
        let rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let rest = rest.trim_start_matches([' ', '\t', '\n', '\r', '\x0B', '\x0C']);
        let first = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '-' | '+' | '{'))?;
        if matches!(rest, "-" | "--" | "+" | "++") {
            // A delimiter that is being typed.
            return None;
        }
        let start = text.len() - rest.len();
        let message = format!(
            "A post without front matter cannot begin with `{first}`: Hugo takes that for front matter, and its build fails."
        );
        let edit = Edit::new(start..start, "---\n---\n");
        let found = Diagnostic::new(
            Severity::Error,
            "front-matter-mistaken",
            start..start + 1,
            message,
        );
        Some(found.with_fix("Add front matter", vec![edit]))
    }

    /// Front matter between two lines.
    fn fenced(text: &str, start: usize, format: Format) -> Self {
        let (fence, _) = format.delimiters();
        let behind = &text[start + fence.len()..];
        let inside = text.len() - behind.trim_start_matches([' ', '\t']).len();
        let closing = lines(text, inside)
            .skip(1)
            .find(|line| text[line.clone()].starts_with(fence))
            .filter(|line| !runs_into_text(&text[inside..line.start], format));
        match closing {
            Some(line) => Self {
                format,
                range: start..after_break(text, line.start + fence.len()),
                content: inside..line.start,
                closed: true,
            },
            None => Self::unclosed(text, start, inside, format),
        }
    }

    /// One object in braces. Like Hugo's, this only counts braces outside of quotes.
    fn object(text: &str, start: usize) -> Self {
        let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
        let closing = text.as_bytes()[start..].iter().position(|byte| {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = !quoted,
                b'{' if !quoted => depth += 1,
                b'}' if !quoted => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let end = closing.map(|at| start + at + 1);
        match end.filter(|&end| !runs_into_text(&text[start..end], Format::Json)) {
            Some(end) => Self {
                format: Format::Json,
                range: start..after_break(text, end),
                content: start..end,
                closed: true,
            },
            None => Self::unclosed(text, start, start, Format::Json),
        }
    }

    fn unclosed(text: &str, start: usize, inside: usize, format: Format) -> Self {
        let end = inside + look_alike(&text[inside..], format);
        let begun = lines(text, end)
            .next()
            .filter(|line| is_begun(&text[line.clone()], format));
        Self {
            format,
            range: start..begun.map_or(end, |line| line.end),
            content: inside..end,
            closed: false,
        }
    }

    /// Whether the author is just typing the closing delimiter, or has nothing behind the front matter yet.
    pub(super) fn is_being_typed(&self, text: &str) -> bool {
        let behind = &text[self.content.end..self.range.end];
        !self.closed && (is_begun(behind, self.format) || text[self.range.end..].trim().is_empty())
    }
}

/// Whether a brace opens an object, and no shortcode or attribute: the rest of its line shows that.
fn begins_object(rest: &str) -> bool {
    let line = rest.split(['\n', '\r']).next().unwrap_or("").trim();
    line.is_empty()
        || line.starts_with(['"', '\'', '}'])
        || line
            .split_once(':')
            .is_some_and(|(key, _)| is_word(key.trim_end()))
}

/// Steps over a line end at `at`, if there is one.
fn after_break(text: &str, at: usize) -> usize {
    let behind = &text[at..];
    let behind = behind.strip_prefix('\r').unwrap_or(behind);
    text.len() - behind.strip_prefix('\n').unwrap_or(behind).len()
}

/// Whether `line` is the beginning of a closing delimiter, or one word at the document's end: half a line.
fn is_begun(line: &str, format: Format) -> bool {
    let (text, (_, fence)) = (line.trim_end(), format.delimiters());
    let begins_fence = text.len() < fence.len() && fence.starts_with(text);
    let is_half = !line.ends_with(['\n', '\r']) && !text.trim_start().contains(char::is_whitespace);
    !text.is_empty() && (begins_fence || is_half)
}

/// How far `content`, which begins behind an opening delimiter, looks like front matter: up to the end of a line.
fn look_alike(content: &str, format: Format) -> usize {
    let mut end = lines(content, 0).next().map_or(0, |line| line.end);
    // The line of a brace belongs to the object.
    let mut after_blank = format != Format::Json;
    if format == Format::Yaml && content.len() <= LIMIT {
        // The scanner knows which lines belong to a value in quotes, in brackets or indented.
        for entry in scan::scan(content).entries {
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
        let is_key = key(text, format);
        let belongs = match is_key {
            None if is_begun(text, format) => false,
            _ if text.trim().is_empty() => {
                after_blank = true;
                continue;
            }
            // Behind a blank line, `# Title` may be a heading and `- item` a list of the body, if no key follows.
            None if after_blank && text.starts_with('#') => continue,
            None => {
                !after_blank && text.starts_with(['#', ' ', '\t', '-', '[', ']', '"', '{', '}'])
            }
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
    if !has_blank_line(content.trim_end()) {
        return false;
    }
    let behind = &content[look_alike(content, format)..];
    let text = behind.trim_start();
    has_blank_line(&behind[..behind.len() - text.len()])
        && text
            .lines()
            .next()
            .is_some_and(|line| line.split_whitespace().count() >= 3)
        && !text.lines().any(|line| key(line, format).is_some())
        && !format.is_readable(content)
}

fn has_blank_line(text: &str) -> bool {
    lines(text, 0)
        .any(|line| text[line.clone()].ends_with(['\n', '\r']) && text[line].trim().is_empty())
}

/// The key that a line begins with, if it is one word: `key: value`, `key = value`, `[table]`, `"key": value`.
fn key(line: &str, format: Format) -> Option<&str> {
    let key = match format {
        Format::Yaml => {
            let (key, rest) = line.split_once(':')?;
            let stands_alone = rest.chars().next().is_none_or(char::is_whitespace);
            Some(key).filter(|_| stands_alone)?
        }
        Format::Toml => {
            let table = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            table
                .or_else(|| line.split_once('='))?
                .0
                .trim_start_matches('[')
        }
        Format::Json => line.trim_start().split_once(':')?.0,
    };
    key.trim_end().split('.').all(is_word).then_some(key)
}

fn is_lower_word(key: &str) -> bool {
    is_word(key.trim_end()) && key.starts_with(|c| small(c) == c)
}
