//! The constructs of Markdown that a scan for delimiters steps over: code spans, tags, destinations of links.

use crate::map::Map;

/// The runs of backticks of a text: the last place of each length, so that one that is missing is never looked for.
#[derive(Default)]
pub(super) struct Ticks(Option<Map<usize, usize>>);

impl Ticks {
    /// How far the code span reaches whose content begins at `from` after so many backticks; nothing where none ends it.
    pub(super) fn end_of_code(&mut self, bytes: &[u8], from: usize, ticks: usize) -> Option<usize> {
        let run = |at: usize| bytes[at..].iter().take_while(|b| **b == b'`').count();
        let last = self.0.get_or_insert_with(|| {
            let mut last = Map::default();
            let mut at = from;
            while at < bytes.len() {
                let len = run(at);
                if len > 0 {
                    last.insert(len, at);
                }
                at += len.max(1);
            }
            last
        });
        last.get(&ticks).filter(|at| **at >= from)?;
        let mut at = from;
        while at < bytes.len() {
            let len = run(at);
            if len == ticks {
                return Some(at + len - from);
            }
            at += len.max(1);
        }
        None
    }
}

/// The length of the autolink or the HTML tag that a text starts with.
pub(super) fn tag(text: &str) -> Option<usize> {
    /// Longer ones are not looked for, so that many `<` do not cost their square.
    const LONGEST: usize = 2000;
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    if let Some(comment) = text.strip_prefix("<!--") {
        let comment = &comment.as_bytes()[..comment.len().min(LONGEST)];
        let end = comment.windows(3).position(|end| end == b"-->");
        return end.map(|at| 4 + at + 3);
    }
    let first = bytes
        .get(1)
        .filter(|b| b.is_ascii_alphanumeric() || **b == b'/')?;
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'_');
    let name = bytes[1..].iter().take_while(|b| in_name(b)).count();
    if name > 1 && matches!(bytes.get(1 + name), Some(b':' | b'@')) {
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>');
        let end = bytes.iter().skip(1).position(ends)? + 1;
        return (bytes[end] == b'>').then_some(end + 1);
    }
    if first.is_ascii_digit() {
        return None;
    }
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at + 1),
            (None, b'/' | b'=' | b'-' | b'_' | b':' | b'.') => {}
            (None, _) if byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() => {}
            _ => return None,
        }
    }
    None
}

/// The length of the destination and the title of a link, in parentheses, that a text starts with.
pub(super) fn destination(text: &str) -> Option<usize> {
    const LONGEST: usize = 2000;
    let bytes = &text.as_bytes()[..text.len().min(LONGEST)];
    let skip = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    if bytes.first() != Some(&b'(') {
        return None;
    }
    let mut at = skip(1);
    if bytes.get(at) == Some(&b'<') {
        at = until(bytes, at + 1, b'>')?;
    } else {
        let mut depth = 0;
        loop {
            match bytes.get(at)? {
                b'\\' => at += 1,
                b'(' => depth += 1,
                b')' if depth == 0 => return Some(at + 1),
                b')' => depth -= 1,
                byte if byte.is_ascii_whitespace() => break,
                _ => {}
            }
            at += 1;
        }
        if depth > 0 {
            return None;
        }
    }
    at = skip(at);
    match bytes.get(at)? {
        quote @ (b'"' | b'\'') => at = skip(until(bytes, at + 1, *quote)?),
        b'(' => at = skip(until(bytes, at + 1, b')')?),
        _ => {}
    }
    (bytes.get(at) == Some(&b')')).then_some(at + 1)
}

/// The place after the next `end` that is not escaped.
fn until(bytes: &[u8], mut at: usize, end: u8) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            byte if *byte == end => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}
