//! Titles of links over very many lines, which no link may have: the parser walks over all lines of a title for each of
//! its lines.

use crate::search;

/// The largest number of lines of a title.
const MOST_LINES: usize = 100;

/// The text that the parser sees in the place of the sign that begins a title.
pub const HIDDEN: &str = ",";

/// The offsets of the signs that begin titles of too many lines. A blank line ends a title, so those before one are
/// never too long.
pub fn too_long(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // Many links may seem to end at the same place: it is searched for once.
    let (mut in_angles, mut plain, mut last) = (0, 0, 0);
    for at in search::offsets(text, "](") {
        let (start, _) = blanks(bytes, at + 2);
        let find = |is_end: fn(&u8) -> bool| {
            let len = bytes[start..].iter().position(is_end);
            start + len.unwrap_or(bytes.len() - start)
        };
        let end = if bytes.get(start) == Some(&b'<') {
            if in_angles <= start {
                in_angles = find(|byte| matches!(byte, b'>' | b'\n'));
            }
            in_angles
        } else {
            if plain <= start {
                plain = find(u8::is_ascii_whitespace);
            }
            plain
        };
        if end == last {
            continue;
        }
        last = end;
        let (sign, is_apart) = blanks(bytes, end);
        if is_apart && is_too_long(&bytes[sign..]) && !may_end_value(text, sign) {
            found.push(sign);
        }
    }
    found
}

/// The end of the blanks, line ends and marks of block quotes at `at`, and whether there are any.
fn blanks(bytes: &[u8], at: usize) -> (usize, bool) {
    let is_blank = |byte: &&u8| byte.is_ascii_whitespace() || **byte == b'>';
    let count = bytes[at..].iter().take_while(is_blank).count();
    (at + count, count > 0)
}

/// Whether the sign at `sign` may end the value of an attribute in raw HTML, which the parser must see. Only its line is
/// searched: lines before it may be of another block, which an edit here does not parse again.
fn may_end_value(text: &str, sign: usize) -> bool {
    let after = text.as_bytes().get(sign + 1);
    if after.is_some_and(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte)) {
        return false;
    }
    let line = text[..sign].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..sign];
    let begin = before.rfind(char::from(text.as_bytes()[sign]));
    begin.is_some_and(|at| before[..at].trim_ascii_end().ends_with('='))
}

/// Whether a title that begins here goes on for too many lines.
fn is_too_long(title: &[u8]) -> bool {
    let open = match title.first() {
        Some(open @ (b'"' | b'\'' | b'(')) => *open,
        _ => return false,
    };
    let close = if open == b'(' { b')' } else { open };
    let (mut lines, mut is_blank, mut is_escaped) = (1, false, false);
    for byte in &title[1..] {
        match byte {
            b'\n' if is_blank => return false,
            b'\n' => {
                lines += 1;
                if lines > MOST_LINES {
                    return true;
                }
                is_blank = true;
            }
            b' ' | b'\t' | b'\r' | b'>' => {}
            _ if !is_escaped && (*byte == close || *byte == open) => return false,
            _ => is_blank = false,
        }
        is_escaped = *byte == b'\\' && !is_escaped;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end() {
        let long = |before: &str, after: &str| {
            let text = format!("{before}{}{after}", "\nx".repeat(MOST_LINES));
            too_long(&text)
        };
        assert_eq!(long("[a](/b \"", "\")"), [7]);
        assert_eq!(long("> [a](<b c>\n> 'd\\'", ""), [14]);
        assert_eq!(long("[a](](b  (", ")"), [9]);
        assert_eq!(long("[a](<[b](/c \"", "\")"), [12]);
        assert_eq!(long("[a](b](<c d> \"", "\")"), [13]);
        for (before, after) in [
            ("[a](/b\"", "\")"),
            ("[a](/b \"c\\\\\"", ""),
            ("[a](/b (c(", ")"),
            ("[a](/b \"c\n> \n", "\")"),
            ("[a](/b c\"", ""),
            ("<b title=\"](c \">", ""),
            ("<b\ntitle = '](c '", ""),
        ] {
            assert!(long(before, after).is_empty(), "{before:?}");
        }
        let text = format!("[a](/b \"{}\")", "\nx".repeat(MOST_LINES - 1));
        assert!(too_long(&text).is_empty());
    }
}
