//! The lines of a text.

use std::ops::Range;

/// The lines of `text` from `at` on, with their line ends: `\n`, `\r` or both.
pub(super) fn lines(text: &str, mut at: usize) -> impl Iterator<Item = Range<usize>> {
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

/// Where the line that holds `at` begins.
pub(super) fn start_of_line(content: &str, at: usize) -> usize {
    content[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// The line that holds `at`, without its line end.
pub(super) fn line_at(content: &str, at: usize) -> Range<usize> {
    let end = content[at..]
        .find(['\n', '\r'])
        .map_or(content.len(), |i| at + i);
    start_of_line(content, at)..end
}

/// The line before the one that holds `at`, without its line end; blank lines and comments are passed.
pub(super) fn line_before(content: &str, at: usize) -> Option<Range<usize>> {
    let mut at = start_of_line(content, at);
    while at > 0 {
        let line = line_at(content, at - 1);
        let text = content[line.clone()].trim();
        if !text.is_empty() && !text.starts_with('#') {
            return Some(line);
        }
        at = line.start;
    }
    None
}

/// Where the line after the one that holds `at` begins.
pub(super) fn next_line(content: &str, at: usize) -> usize {
    lines(content, at)
        .next()
        .map_or(content.len(), |line| line.end)
}

/// Where the line that holds `at` ends, without comment and blanks.
pub(super) fn uncommented_end(content: &str, at: usize) -> usize {
    let line = line_at(content, at);
    let text = &content[line.clone()];
    let end = text
        .find(" #")
        .or_else(|| text.find("\t#"))
        .unwrap_or(text.len());
    line.start + text[..end].trim_end().len()
}
