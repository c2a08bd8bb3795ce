//! Checks of YAML before the parser sees it.

use std::borrow::Cow;

/// How deep lists and mappings may nest. The parser is quadratic in open brackets.
pub(super) const MAX_DEPTH: usize = 64;

/// Where a line `...` begins, which ends a YAML document.
pub(super) fn end_marker(content: &str) -> Option<usize> {
    let mut start = 0;
    content.split_inclusive(['\n', '\r']).find_map(|line| {
        let here = start;
        start += line.len();
        (line.starts_with("...") && line[3..].trim().is_empty()).then_some(here)
    })
}

/// Substitutes for characters that Hugo reads and the parser does not: of the same length, and none
/// that a text uses. These are line ends of old YAML, at which neither Hugo nor an editor breaks, what Windows-1252 left
/// behind, and two that Unicode has for no text.
fn stand_in(c: char) -> Option<char> {
    Some(match c {
        '\u{80}'..='\u{9F}' => char::from_u32(u32::from(c) - 0x80 + 0x7C0)?,
        '\u{2028}' => '\u{F8F0}',
        '\u{2029}' => '\u{F8F1}',
        '\u{FFFE}' => '\u{F8F2}',
        '\u{FFFF}' => '\u{F8F3}',
        _ => return None,
    })
}

/// The character for which another one is the substitute.
fn meant(c: char) -> Option<char> {
    Some(match c {
        '\u{7C0}'..='\u{7DF}' => char::from_u32(u32::from(c) - 0x7C0 + 0x80)?,
        '\u{F8F0}' => '\u{2028}',
        '\u{F8F1}' => '\u{2029}',
        '\u{F8F2}' => '\u{FFFE}',
        '\u{F8F3}' => '\u{FFFF}',
        _ => return None,
    })
}

/// Fill up what is shorter than what it stands in for: in two bytes and in three.
const FILLERS: [char; 2] = ['\u{7FF}', '\u{F8F4}'];

/// A text with stand-ins for such characters, or the text itself.
pub(super) fn shield(content: &str) -> Cow<'_, str> {
    if content.contains(|c| stand_in(c).is_some()) && can_shield(content) {
        let stand_in = |c| stand_in(c).unwrap_or(c);
        Cow::Owned(content.chars().map(stand_in).collect())
    } else {
        Cow::Borrowed(content)
    }
}

/// Whether a text has none of the characters that stand in for others.
pub(super) fn can_shield(content: &str) -> bool {
    !content.contains(|c| meant(c).is_some() || FILLERS.contains(&c))
}

/// A text as it was before it was shielded.
pub(super) fn unshield(text: &str) -> String {
    let text = text.chars().filter(|c| !FILLERS.contains(c));
    text.map(|c| meant(c).unwrap_or(c)).collect()
}

/// The text of `content` with the characters that two `\u` escapes make, as JSON has it, written as themselves in the
/// double-quoted scalar that begins at `start`; `None` where there are none. The text keeps its length.
pub(super) fn join_halves(content: &str, start: usize) -> Option<String> {
    let mut rest = content[start..].strip_prefix('"')?;
    let mut joined = content[..=start].to_owned();
    let mut changed = false;
    while let Some(at) = rest.find(['\\', '"']) {
        joined.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('"') {
            break;
        }
        let half = |at: usize| {
            let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
            u16::from_str_radix(digits, 16).ok()
        };
        let (first, second) = (half(0), half(6));
        let pair = first.zip(second).map(|(first, second)| [first, second]);
        let pair = pair.and_then(|pair| String::from_utf16(&pair).ok());
        let len = match (pair, first) {
            (Some(pair), _) if pair.chars().count() == 1 => {
                joined.push_str(&pair);
                joined.extend([FILLERS[1], FILLERS[1], FILLERS[0]]);
                changed = true;
                12
            }
            // Without the first half Hugo reads this.
            (_, Some(0xDC00..=0xDFFF)) => {
                joined.extend([char::REPLACEMENT_CHARACTER, FILLERS[1]]);
                changed = true;
                6
            }
            _ => {
                let len = rest[1..].chars().next().map_or(0, char::len_utf8);
                joined.push_str(&rest[..1 + len]);
                1 + len
            }
        };
        rest = &rest[len..];
    }
    joined.push_str(rest);
    changed.then_some(joined)
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
