//! The rules of tables, for one line: whether it is a delimiter row, and where a row is split into cells.

use std::ops::Range;

use pulldown_cmark::Alignment;

/// Whether a line has nothing but what delimiter rows and marks of block quotes are made of, and is not surely a
/// thematic break or the line under a heading. Quick: asked of each line of a text.
pub fn may_delimit(line: &str) -> bool {
    let line = line.trim_ascii();
    let (mut dashes, mut others) = (0, false);
    for byte in line.bytes() {
        match byte {
            b'-' => dashes += 1,
            b'|' | b':' => others = true,
            b' ' | b'\t' | b'>' => {}
            _ => return false,
        }
    }
    dashes > 0 && (others || dashes < 3)
}

/// The columns of a delimiter row; `None` where it is none.
pub fn alignments(line: &str) -> Option<Vec<Alignment>> {
    if !line.bytes().any(|b| b == b'-') {
        return None;
    }
    let pieces: Vec<&str> = line.split('|').map(trim_blanks).collect();
    let first = usize::from(pieces[0].is_empty());
    let last = pieces.len() - usize::from(pieces[pieces.len() - 1].is_empty());
    let pieces = pieces.get(first..last).filter(|left| !left.is_empty())?;
    pieces.iter().map(|piece| alignment(piece)).collect()
}

fn alignment(piece: &str) -> Option<Alignment> {
    let left = piece.starts_with(':');
    let dashes = &piece[usize::from(left)..];
    let right = dashes.ends_with(':');
    let dashes = &dashes[..dashes.len() - usize::from(right)];
    if dashes.is_empty() || dashes.bytes().any(|b| b != b'-') {
        return None;
    }
    Some(match (left, right) {
        (false, false) => Alignment::None,
        (true, false) => Alignment::Left,
        (true, true) => Alignment::Center,
        (false, true) => Alignment::Right,
    })
}

/// The cells of the row at `line` of `text`, without the white space around them: split at each bar that no backslash
/// is before, in code too. A bar at the end is none of a cell, even after a backslash.
pub fn cells(text: &str, line: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let row = trim(text, line);
    let bytes = text.as_bytes();
    let mut at = row.start + usize::from(bytes[row.clone()].first() == Some(&b'|'));
    let end = row.end - usize::from(bytes[row.clone()].last() == Some(&b'|'));
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let bars = memchr::memchr_iter(b'|', &bytes[at..end]).map(|bar| at + bar);
        let mut splits = bars.filter(|bar| *bar == row.start || bytes[*bar - 1] != b'\\');
        let cell = at..splits.next().unwrap_or(end);
        at = cell.end + 1;
        Some(trim(text, cell))
    })
}

fn trim(text: &str, Range { mut start, mut end }: Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let is_space =
        |at: usize| matches!(bytes[at], b' ' | b'\t' | b'\n' | b'\r' | b'\x0b' | b'\x0c');
    while start < end && is_space(start) {
        start += 1;
    }
    while end > start && is_space(end - 1) {
        end -= 1;
    }
    start..end
}

fn trim_blanks(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiter_rows() {
        for (line, columns) in [
            ("-", 1),
            (":-", 1),
            ("|-|", 1),
            ("-|-", 2),
            ("|\t:-:\t| ---", 2),
            ("| - | - | - |", 3),
        ] {
            assert_eq!(
                alignments(line).map(|found| found.len()),
                Some(columns),
                "{line}"
            );
        }
        for line in ["|", "-|:", "- -", "|-||-|", "-\x0c|-", "", "-|a", "::-"] {
            assert_eq!(alignments(line), None, "{line}");
        }
    }

    #[test]
    fn rows_are_split_at_bars() {
        for (line, written) in [
            ("a|b", vec!["a", "b"]),
            ("| a | b |", vec!["a", "b"]),
            ("|", vec![]),
            ("||", vec![]),
            ("a||", vec!["a"]),
            ("a| |", vec!["a", ""]),
            (r"x\|y|z", vec![r"x\|y", "z"]),
            (r"x\\|y", vec![r"x\\|y"]),
            (r"x\|", vec![r"x\"]),
            ("`a|b`", vec!["`a", "b`"]),
        ] {
            let found: Vec<&str> = cells(line, 0..line.len()).map(|cell| &line[cell]).collect();
            assert_eq!(found, written, "{line}");
        }
    }
}
