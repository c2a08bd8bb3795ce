//! Where one block ends and the next begins.

use crate::block::Kind;

/// The offset where a block that was found at `at` starts, or `None` where that cannot be seen apart from what is before it.
///
/// `before` is the kind of the block before it and where that ends.
pub fn boundary(text: &str, at: usize, kind: Kind, before: Option<(Kind, usize)>) -> Option<usize> {
    let start = text[..at].trim_end_matches([' ', '\t']).len();
    // Two footnotes may start on one line.
    if start > 0 && text.as_bytes()[start - 1] != b'\n' {
        return None;
    }
    // A footnote lifted out of another, or a paragraph right after a definition: alone it would be code.
    if columns(&text[start..at]) >= 4 && kind != Kind::IndentedCode {
        return None;
    }
    if let Some((before, end)) = before {
        // It says how the block before it looks.
        if kind == Kind::Attributes && !blank_before(text, start) {
            return None;
        }
        let after_definition = || {
            text.get(end..start)
                .is_some_and(|gap| !gap.trim_ascii().is_empty())
        };
        if kind.may_join()
            && !blank_before(text, start)
            && (matches!(before, Kind::List | Kind::DefinitionList) || after_definition())
        {
            return None;
        }
    }
    Some(start)
}

/// The same for a child of a block quote at the top, `before` which there is one of that kind.
pub fn child_boundary(text: &str, at: usize, kind: Kind, before: Kind) -> Option<usize> {
    let is_mark = |c| matches!(c, ' ' | '>');
    let start = text[..at].trim_end_matches(is_mark).len();
    let mark = text[start..at].find('>')?;
    let indent = &text[start + mark + 1..at];
    let is_near = mark < 4 && !indent.contains('>');
    let is_in = indent.len() < 5 || kind == Kind::IndentedCode;
    let is_apart = before != Kind::DefinitionList && kind != Kind::Attributes;
    // A stretch starts with one only where there was a boundary.
    let is_after_blank = || start == 0 || quoted_blank_before(text, start);
    (is_near && is_in && is_apart && is_after_blank()).then_some(start)
}

/// The length of the beginning of an item's first line at `at`, up to its content, if that is where its other lines must begin.
pub fn mark_of_item(text: &str, at: usize) -> Option<usize> {
    let line = &text[at..];
    let item = line.trim_start_matches(' ');
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let blanks = item.get(digits + 1..)?;
    let content = blanks.trim_start_matches(' ');
    let is_plain = (1..5).contains(&(blanks.len() - content.len()))
        && !content.starts_with(['\t', '\n', '\r'])
        && !content.is_empty();
    is_plain.then(|| line.len() - content.len())
}

/// Whether the line before the line start `at` is blank in a block quote at the top.
pub fn quoted_blank_before(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].strip_suffix('\n') else {
        return false;
    };
    let before = before.trim_end_matches([' ', '\t', '\r']);
    before.strip_suffix('>').is_some_and(|before| {
        let rest = before.trim_end_matches(' ');
        before.len() - rest.len() < 4 && (rest.is_empty() || rest.ends_with('\n'))
    })
}

fn columns(indentation: &str) -> usize {
    indentation.bytes().fold(0, |column, b| {
        if b == b'\t' {
            (column / 4 + 1) * 4
        } else {
            column + 1
        }
    })
}

/// Whether the line before the line start `at` is blank: nothing but spaces and tabs.
pub fn blank_before(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].strip_suffix('\n') else {
        return false;
    };
    let before = before.strip_suffix('\r').unwrap_or(before);
    let rest = before.trim_end_matches([' ', '\t']);
    rest.is_empty() || rest.ends_with('\n')
}

/// Whether the line before the one that `at` is in is blank, but for marks of block quotes.
pub fn after_blank(text: &str, at: usize) -> bool {
    // Behind a tab the parser counts a list's indentation in bytes, which may reach into the line before.
    let bytes = text.as_bytes()[at..].iter();
    let at = at + bytes.take_while(|byte| byte.is_ascii_whitespace()).count();
    let mut lines = text[..at].rsplit('\n').skip(1);
    lines
        .next()
        .is_some_and(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
}

/// The same for a child of an item, but its first, in the block that starts at `block`. An edit before the block does not
/// parse it again, so the line before it does not count: on the first line, such a child stands behind a table that is
/// below, and is after a blank line if it is a heading.
pub fn child_after_blank(text: &str, block: usize, at: usize, is_heading: bool) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    if line <= block {
        is_heading
    } else {
        after_blank(text, at)
    }
}
