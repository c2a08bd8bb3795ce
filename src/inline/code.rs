//! Code spans.

use std::borrow::Cow;
use std::ops::Range;

use super::Inline;
use crate::allow::Element as E;
use crate::cmark::named_reference;
use crate::search;

impl Inline<'_, '_> {
    pub(super) fn code(&mut self, code: &str, range: &Range<usize>) {
        let written = &self.stretch.text[range.clone()];
        let joined;
        let code = if written.contains('\n') {
            joined = join_code(written, self.leaf.quoted);
            let first = written.trim_start_matches('`').lines().next();
            let first = self.stretch.masked.shown(first.unwrap_or_default(), range);
            let first = named_references(&first);
            self.plain.code(&(first.into_owned() + "\n"));
            &joined
        } else {
            let shown = self.stretch.masked.shown(code, range);
            self.plain.code(&named_references(&shown));
            code
        };
        let shown = self.stretch.masked.shown(code, range);
        let code = &*shown;
        if let Some(image) = self.images.first_mut() {
            return image.alt.push_str(code);
        }
        let source = self.stretch.in_block(range);
        self.open(E::Code, source.clone());
        self.output.builder.text(code, source);
        self.output.builder.close();
    }
}

/// A text with the named character references in it resolved, and no others.
fn named_references(text: &str) -> Cow<'_, str> {
    let mut resolved = String::new();
    let mut from = 0;
    for at in search::offsets(text, "&") {
        // No name is longer.
        let rest = text.as_bytes()[at + 1..].iter().take(32);
        let end = at + 1 + rest.take_while(|b| b.is_ascii_alphanumeric()).count();
        if text[end..].starts_with(';')
            && let Some(found) = named_reference(&text[at + 1..end])
        {
            resolved.push_str(&text[from..at]);
            resolved.push_str(&found);
            from = end + 1;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    resolved.push_str(&text[from..]);
    Cow::Owned(resolved)
}

/// The content of a code span over several lines (CommonMark § 6.1). The parser keeps the white space at the start
/// of its lines, which is the paragraph's.
fn join_code(written: &str, quoted: usize) -> String {
    let ticks = written.bytes().rev().take_while(|b| *b == b'`').count();
    let mut lines = written[ticks..written.len() - ticks].lines();
    let mut code = lines.next().unwrap_or_default().to_owned();
    let blank = |c: char| matches!(c, ' ' | '\t');
    for mut line in lines {
        line = line.trim_start_matches(blank);
        for _ in 0..quoted {
            match line.strip_prefix('>') {
                Some(rest) => line = rest.trim_start_matches(blank),
                None => break,
            }
        }
        code.push(' ');
        code.push_str(line);
    }
    if written[..written.len() - ticks].ends_with('\n') {
        code.push(' ');
    }
    let inner = code
        .strip_prefix(' ')
        .and_then(|code| code.strip_suffix(' '));
    match inner {
        Some(inner) if !code.trim_matches(' ').is_empty() => inner.to_owned(),
        _ => code,
    }
}
