//! What is looked for in YAML before the parser sees it.

use std::borrow::Cow;

use super::yaml::MAX_DEPTH;

/// Where a line `...` begins, which ends a YAML document.
pub(super) fn end_marker(content: &str) -> Option<usize> {
    let mut start = 0;
    content.split_inclusive(['\n', '\r']).find_map(|line| {
        let here = start;
        start += line.len();
        (line.starts_with("...") && line[3..].trim().is_empty()).then_some(here)
    })
}

/// Line ends of old YAML, at which neither Hugo nor an editor breaks, and what stands in for them before the
/// parser: characters of the same length that no text uses.
const LINE_ENDS: [(char, char); 3] = [
    ('\u{85}', '\u{7FF}'),
    ('\u{2028}', '\u{F8F0}'),
    ('\u{2029}', '\u{F8F1}'),
];

/// A text with stand-ins for such line ends, or the text itself.
pub(super) fn shield(content: &str) -> Cow<'_, str> {
    let has = |pick: fn((char, char)) -> char| content.contains(LINE_ENDS.map(pick));
    if has(|(line_end, _)| line_end) && !has(|(_, stand_in)| stand_in) {
        Cow::Owned(swap(content, |pair| pair))
    } else {
        Cow::Borrowed(content)
    }
}

/// A text as it was before it was shielded.
pub(super) fn unshield(text: &str) -> String {
    swap(text, |(line_end, stand_in)| (stand_in, line_end))
}

fn swap(text: &str, pair: fn((char, char)) -> (char, char)) -> String {
    let pairs = LINE_ENDS.map(pair);
    text.chars()
        .map(|c| {
            pairs
                .iter()
                .find(|(from, _)| *from == c)
                .map_or(c, |(_, to)| *to)
        })
        .collect()
}

/// Whether YAML's reader allows a character at all.
pub(super) fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Where brackets, or the dashes of a line, nest too deep. Quoted ones count too: an honest post does not come
/// near.
pub(super) fn nests_too_deep(content: &str) -> Option<usize> {
    let (mut brackets, mut dashes) = (0usize, 0usize);
    let bytes = content.as_bytes();
    (0..bytes.len()).find(|&at| {
        match bytes[at] {
            b'[' | b'{' => brackets += 1,
            b']' | b'}' => brackets = brackets.saturating_sub(1),
            b'-' | b'?' if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => dashes += 1,
            b' ' | b'\t' => {}
            _ => dashes = 0,
        }
        brackets > MAX_DEPTH || dashes > MAX_DEPTH
    })
}
