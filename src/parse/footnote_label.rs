//! Labels of footnotes: which a text may refer to, and how the parser learns that they are defined elsewhere.

use crate::label::Label;
use crate::order;
use crate::search;

/// Definitions of these footnotes, to be put before a stretch that refers to them. The thematic break closes the
/// last one and leaves the parser as at the start of a document. The space keeps a backslash at the end of a label from
/// escaping the bracket; the parser trims it.
pub fn prelude<'a>(labels: impl Iterator<Item = &'a Label>) -> String {
    let mut text = String::new();
    for label in labels {
        text.push_str("[^");
        text.push_str(label);
        text.push_str(" ]:x\n");
    }
    if !text.is_empty() {
        text.push_str("***\n");
    }
    text
}

/// Every label in `text` that the parser may read as a footnote reference's: normalised, sorted, without repeats.
pub fn note_labels(text: &str) -> Vec<Label> {
    let mut labels = Vec::new();
    for at in search::offsets(text, "[^") {
        for in_table in [false, true] {
            if let Some(label) = note_label(&text[at + 2..], in_table) {
                labels.push(Label::new(label));
            }
        }
    }
    order::sort(&mut labels);
    labels.dedup();
    labels
}

/// Reads a label up to its closing bracket, as CommonMark § 6.3 normalises it; not over a line end.
/// In a table `\|` stands for `|`.
fn note_label(text: &str, in_table: bool) -> Option<String> {
    let mut label = String::new();
    let mut characters = text.char_indices().peekable();
    loop {
        let (at, c) = characters.next()?;
        if at > 4000 {
            return None;
        }
        match c {
            '[' | '\n' | '\r' => return None,
            ']' => break,
            '|' if in_table && label.ends_with('\\') => {
                label.pop();
                label.push('|');
            }
            '\\' => {
                label.push('\\');
                if let Some((_, next)) = characters.next_if(|(_, next)| next.is_ascii_punctuation())
                {
                    if in_table && next == '|' {
                        label.pop();
                    }
                    label.push(next);
                }
            }
            ' ' | '\t' | '\x0b' | '\x0c' => {
                if !label.ends_with(' ') {
                    label.push(' ');
                }
            }
            c => label.push(c),
        }
    }
    let label = label.trim_matches(' ');
    (!label.is_empty()).then(|| label.to_owned())
}
