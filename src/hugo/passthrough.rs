//! Hugo's passthrough: text between delimiters that Markdown leaves alone, mathematics as a rule. What goes through
//! is found before the parser sees the text, so that it can be hidden from it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::linkify;

/// What opens a stretch that goes through, and what closes it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Delimiter {
    pub open: String,
    pub close: String,
}

/// The delimiters of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passthrough {
    /// Of what is a block of its own, wherever it stands.
    pub block: Vec<Delimiter>,
    /// Of what is a part of its line.
    pub inline: Vec<Delimiter>,
    /// GitHub's: a dollar is one only where it cannot be a price.
    pub dollars: bool,
}

/// A stretch that goes through, with its delimiters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Where it stands.
    pub range: Range<usize>,
    /// What is between the delimiters.
    pub inner: Range<usize>,
    /// Whether it is a block of its own.
    pub block: bool,
}

impl Passthrough {
    /// GitHub's delimiters.
    pub fn github() -> Self {
        let pair = |open: &str, close: &str| Delimiter {
            open: open.to_owned(),
            close: close.to_owned(),
        };
        Self {
            block: vec![pair("$$", "$$")],
            inline: vec![pair("$`", "`$"), pair("$", "$")],
            dollars: true,
        }
    }

    /// Whether there is no delimiter.
    pub fn is_empty(&self) -> bool {
        self.block.is_empty() && self.inline.is_empty()
    }

    /// Whether anything in a text may go through.
    pub fn may_pass(&self, text: &str) -> bool {
        self.all()
            .any(|(delimiter, _)| text.contains(&delimiter.open))
    }

    fn all(&self) -> impl Iterator<Item = (&Delimiter, bool)> {
        let inline = self.inline.iter().map(|delimiter| (delimiter, false));
        inline.chain(self.block.iter().map(|delimiter| (delimiter, true)))
    }

    /// The delimiter that a text starts with: the longest.
    fn opening(&self, text: &str) -> Option<(&Delimiter, bool)> {
        let here = self
            .all()
            .filter(|(delimiter, _)| text.starts_with(&delimiter.open));
        // Of equal ones the first counts.
        here.reduce(|a, b| {
            if b.0.open.len() > a.0.open.len() {
                b
            } else {
                a
            }
        })
    }

    /// Finds what goes through in `leaf`, a stretch of `text` that is the inline content of one block, and adds it to
    /// `found`. Goes from left to right as goldmark does: what begins first counts.
    pub fn find(&self, text: &str, leaf: Range<usize>, linkify: bool, found: &mut Vec<Passed>) {
        let (start, content) = (leaf.start, &text[leaf]);
        let bytes = content.as_bytes();
        let may_link = linkify && linkify::may_hold_link(content);
        let mut ticks = Ticks::default();
        let mut closers = Closers::default();
        let mut line_end = 0;
        let mut brackets = 0_usize;
        let mut at = 0;
        while at < bytes.len() {
            let rest = &content[at..];
            if let Some((delimiter, block)) = self.opening(rest) {
                let inner = at + delimiter.open.len();
                let opens = !self.dollars || opens_dollar(content, at, inner, delimiter);
                let closes = |end: &usize| !self.dollars || closes_dollar(content, *end, delimiter);
                let end = match opens {
                    true => closers.next(content, &delimiter.close, inner, closes),
                    false => None,
                };
                match end {
                    Some(end) if end > inner => {
                        let close = end + delimiter.close.len();
                        found.push(Passed {
                            range: start + at..start + close,
                            inner: start + inner..start + end,
                            block,
                        });
                        at = close;
                    }
                    // With nothing in between, the next character may begin another one.
                    Some(_) => at += 1,
                    None => at = inner,
                }
                continue;
            }
            at += match bytes[at] {
                b'\\' => match self.opening(rest.get(2..).unwrap_or_default()) {
                    Some((delimiter, _)) if bytes.get(at + 1) == Some(&b'\\') => {
                        2 + delimiter.open.len()
                    }
                    _ if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => 2,
                    _ => 1,
                },
                b'`' => {
                    let len = bytes[at..].iter().take_while(|b| **b == b'`').count();
                    len + ticks.end_of_code(bytes, at + len, len).unwrap_or(0)
                }
                b'<' => tag(rest).unwrap_or(1),
                b'[' => {
                    brackets += 1;
                    1
                }
                b']' if brackets > 0 => {
                    brackets -= 1;
                    1 + destination(&rest[1..]).unwrap_or(0)
                }
                byte => {
                    let parts = matches!(byte, b' ' | b'\n' | b'*' | b'_' | b'~' | b'(');
                    let from = at + usize::from(parts);
                    let may_link = may_link && brackets == 0 && (parts || at == 0);
                    if may_link && from >= line_end {
                        let rest = content[from..].find('\n');
                        line_end = rest.map_or(bytes.len(), |len| from + len);
                    }
                    let link = match content.get(from..line_end) {
                        Some(line) if may_link => linkify::link(line),
                        _ => None,
                    };
                    match link {
                        Some(link) => from - at + link.len,
                        None => rest.chars().next().map_or(1, char::len_utf8),
                    }
                }
            };
        }
    }
}

/// Whether a dollar at `at` opens on GitHub: not in a word or a price, nor before white space.
fn opens_dollar(text: &str, at: usize, inner: usize, delimiter: &Delimiter) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[inner..].chars().next();
    let tight = delimiter.open != "$$";
    !before.is_some_and(|c| c.is_alphanumeric() || c == '$')
        && after.is_some_and(|c| c != '$' && !(tight && c.is_whitespace()))
}

/// Whether one at `end` closes on GitHub: not after white space, and not where it is a part of a word or a price.
fn closes_dollar(text: &str, end: usize, delimiter: &Delimiter) -> bool {
    let last = text[..end].chars().next_back();
    let next = text[end + delimiter.close.len()..].chars().next();
    let tight = delimiter.open != "$$";
    last.is_some_and(|c| c != '\\' && !(tight && c.is_whitespace()))
        && !next.is_some_and(|c| c.is_alphanumeric() || c == '$')
}

/// The next place of each closing delimiter: all of the text is looked through once for each.
#[derive(Default)]
struct Closers<'a>(Vec<(&'a str, Option<usize>)>);

impl<'a> Closers<'a> {
    /// The first place of `close` from `inner` on that `closes`. To be asked from left to right.
    fn next(
        &mut self,
        text: &str,
        close: &'a str,
        inner: usize,
        closes: impl Fn(&usize) -> bool,
    ) -> Option<usize> {
        let known = self.0.iter_mut().find(|(other, _)| *other == close);
        if let Some((_, found)) = &known {
            if found.is_none_or(|at| at >= inner) {
                return *found;
            }
        }
        let mut from = inner;
        let found = std::iter::from_fn(|| {
            let at = from + text.get(from..)?.find(close)?;
            from = at + text[at..].chars().next().map_or(1, char::len_utf8);
            Some(at)
        });
        let found = { found }.find(closes);
        match known {
            Some((_, next)) => *next = found,
            None => self.0.push((close, found)),
        }
        found
    }
}

/// The runs of backticks of a text: the last place of each length, so that one that is missing is never looked for.
#[derive(Default)]
struct Ticks(Option<BTreeMap<usize, usize>>);

impl Ticks {
    /// How far the code span reaches whose content begins at `from` after so many backticks; nothing where none ends it.
    fn end_of_code(&mut self, bytes: &[u8], from: usize, ticks: usize) -> Option<usize> {
        let run = |at: usize| bytes[at..].iter().take_while(|b| **b == b'`').count();
        let last = self.0.get_or_insert_with(|| {
            let mut last = BTreeMap::new();
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
fn tag(text: &str) -> Option<usize> {
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
fn destination(text: &str) -> Option<usize> {
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

/// Hides what goes through from the parser, in a text of the same length: as punctuation, a word, punctuation. White
/// space and bars stay, and so do the marks of block quotes that the lines begin with.
pub fn hide(passed: &[Passed], hidden: &mut String) {
    let mut bytes = std::mem::take(hidden).into_bytes();
    for Passed { range, .. } in passed {
        let mut line_start = false;
        for byte in &mut bytes[range.clone()] {
            match byte {
                b'\n' | b'\r' => line_start = true,
                // A bar may part cells: whether it does was settled before.
                b' ' | b'\t' | b'|' => {}
                b'>' if line_start => {}
                _ => {
                    line_start = false;
                    *byte = b'x';
                }
            }
        }
        bytes[range.start] = b',';
        bytes[range.end - 1] = b',';
    }
    // Whole characters were replaced.
    *hidden = String::from_utf8(bytes).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<Delimiter> {
        let pair = |(open, close): &(&str, &str)| Delimiter {
            open: open.to_string(),
            close: close.to_string(),
        };
        pairs.iter().map(pair).collect()
    }

    fn found(passthrough: &Passthrough, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        passthrough.find(text, 0..text.len(), true, &mut found);
        let shown = |passed: &Passed| {
            let mark = if passed.block { "!" } else { "" };
            format!("{mark}{}", &text[passed.range.clone()])
        };
        found.iter().map(shown).collect()
    }

    #[test]
    fn as_hugo_does() {
        let hugo = Passthrough {
            block: pairs(&[("\\[", "\\]"), ("$$", "$$")]),
            inline: pairs(&[("\\(", "\\)"), ("$", "$")]),
            dollars: false,
        };
        for (text, passed) in [
            ("a $x_1*b*$ c", vec!["$x_1*b*$"]),
            (
                "$$x$$ \\(a\\) \\[b\\]",
                vec!["!$$x$$", "\\(a\\)", "!\\[b\\]"],
            ),
            ("a `$x` $ y", vec![]),
            ("a $x ` y$ ` z $c$", vec!["$x ` y$", "$c$"]),
            ("\\\\$x$ b", vec![]),
            ("\\$x$ b", vec![]),
            ("\\\\(x\\) b", vec![]),
            ("$$ $$", vec!["!$$ $$"]),
            ("$$$$ a $b$", vec!["$ a $"]),
            ("[l $x](u) $ y", vec!["$x](u) $"]),
            ("[l](u$x) $", vec![]),
            ("[$a$](u 'b$c') $", vec!["$a$"]),
            ("<b $x> $", vec!["$x> $"]),
            ("<b x='$'> <http://a/$b> $", vec![]),
            ("https://x.org/$a$ b", vec![]),
            ("5$ and 6$ c", vec!["$ and 6$"]),
            ("$a\\$ b$", vec!["$a\\$"]),
        ] {
            assert_eq!(found(&hugo, text), passed, "{text}");
        }
    }

    #[test]
    fn as_github_does() {
        for (text, passed) in [
            ("a $x_1*b*$, ($y$)", vec!["$x_1*b*$", "$y$"]),
            ("5$ and 6$ c, $5 and $6", vec![]),
            ("$ a$ b$c$d $", vec![]),
            ("$`a$b`$", vec!["$`a$b`$"]),
            ("$$ a $$ $a\\$ b$", vec!["!$$ a $$", "$a\\$ b$"]),
            ("`$x$` \\$x$", vec![]),
        ] {
            assert_eq!(found(&Passthrough::github(), text), passed, "{text}");
        }
    }

    #[test]
    fn hidden() {
        let mut text = "a $é*\n > - b$ c".to_owned();
        let passed = Passed {
            range: 2..text.len() - 2,
            inner: 3..4,
            block: false,
        };
        hide(&[passed], &mut text);
        assert_eq!(text, "a ,xxx\n > x x, c");
    }
}
