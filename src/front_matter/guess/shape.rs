//! Guesses at the shape of a line: its indentation, its key and its colon.

use super::Guess;
use super::parts::LineParts;
use crate::edit::Edit;
use crate::front_matter::is_word;
use crate::front_matter::line::{line_at, line_before, lines, next_line};

/// A tab in the indentation.
pub(super) fn tab_indent(line: &LineParts) -> Option<Guess> {
    let content = line.content;
    content[line.indent.clone()].contains('\t').then(|| {
        // The fix changes every line, because the lines of a block must be indented alike.
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

/// `key:value`, and a non-breaking space after the colon or in the indentation.
pub(super) fn no_space(line: &LineParts) -> Option<Guess> {
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

/// A line that is not `key: value`.
pub(super) fn no_colon(line: &LineParts) -> Option<Guess> {
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

/// An indentation that differs from that of the line above or below.
pub(super) fn indent(line: &LineParts) -> Option<Guess> {
    let content = line.content;
    if line.key.is_none() && !content[line.indent.end..].starts_with('-') {
        return None;
    }
    let own = line.indent.len();
    let (side, other) = match line_before(content, line.range.start) {
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
            "This line is indented by {own} {}, the line {side} by {wanted}: they do not fit together.",
            if own == 1 { "space" } else { "spaces" }
        ),
        fix: Some((
            "Mend the indentation",
            vec![Edit::new(line.indent.clone(), " ".repeat(wanted))],
        )),
    })
}
