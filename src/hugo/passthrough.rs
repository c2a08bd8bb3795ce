//! Hugo's passthrough: text between delimiters that Markdown leaves alone, mathematics as a rule. The spans
//! are found before the parser sees the text, so that they can be hidden from the parser.

mod construct;
mod scan;

use std::ops::Range;

use crate::search;
use scan::Scan;

/// The opening and the closing delimiter of a passthrough span.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Delimiter {
    pub open: String,
    pub close: String,
}

/// The delimiters of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passthrough {
    /// Delimiters of spans that are blocks of their own, wherever they stand.
    pub block: Vec<Delimiter>,
    /// Delimiters of spans that are parts of their lines.
    pub inline: Vec<Delimiter>,
    /// GitHub's: a dollar is one only where it cannot be a price.
    pub dollars: bool,
}

/// A stretch that goes through, with its delimiters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassthroughSpan {
    /// Where it stands.
    pub range: Range<usize>,
    /// The text between the delimiters.
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
        self.all().any(|(delimiter, _)| {
            let first = delimiter.open.as_bytes().first().copied().unwrap_or(0);
            memchr::memchr_iter(first, text.as_bytes())
                .any(|at| text.as_bytes()[at..].starts_with(delimiter.open.as_bytes()))
        })
    }

    /// Whether a text has a stretch without blank lines in which a delimiter is opened and closed.
    pub fn may_pass_between(&self, text: &str) -> bool {
        let is_span = |stretch: &str, Delimiter { open, close }: &Delimiter| {
            let at = search::offsets(stretch, open).next();
            at.is_some_and(|at| search::has(&stretch[at + open.len()..], close))
        };
        self.may_pass(text)
            && search::between_blank_lines(text)
                .any(|stretch| self.all().any(|(delimiter, _)| is_span(stretch, delimiter)))
    }

    fn all(&self) -> impl Iterator<Item = (&Delimiter, bool)> {
        let inline = self.inline.iter().map(|delimiter| (delimiter, false));
        inline.chain(self.block.iter().map(|delimiter| (delimiter, true)))
    }

    /// The delimiter that a text starts with: the longest.
    fn opening(&self, text: &str) -> Option<(&Delimiter, bool)> {
        // Asked at every character: most are no delimiter's first.
        let first = text.as_bytes().first();
        let here = self.all().filter(|(delimiter, _)| {
            delimiter.open.as_bytes().first() == first && text.starts_with(&delimiter.open)
        });
        // The first of equal ones counts.
        here.reduce(|a, b| {
            if b.0.open.len() > a.0.open.len() {
                b
            } else {
                a
            }
        })
    }

    /// Finds the spans in `leaf`, a stretch of `text` that is the inline content of one block, and adds them to `found`.
    /// Goes from left to right as goldmark does: the span that begins first counts.
    pub fn find(
        &self,
        text: &str,
        leaf: Range<usize>,
        linkify: bool,
        found: &mut Vec<PassthroughSpan>,
    ) {
        if !self.may_pass(&text[leaf.clone()]) {
            return;
        }
        let start = leaf.start;
        let moved = |range: Range<usize>| start + range.start..start + range.end;
        for span in Scan::new(self, &text[leaf], linkify) {
            found.push(PassthroughSpan {
                range: moved(span.range),
                inner: moved(span.inner),
                block: span.block,
            });
        }
    }
}

/// Hides what goes through from the parser, in a text of the same length: as punctuation, a word, punctuation. White
/// space and bars stay, and so do the marks of block quotes that the lines begin with. Parentheses and quotation marks
/// stay, too: `[a]($($)` is no link, and must not become one.
pub fn hide(passed: &[PassthroughSpan], hidden: &mut String) {
    let mut bytes = std::mem::take(hidden).into_bytes();
    for PassthroughSpan { range, .. } in passed {
        let mut line_start = false;
        let mut escaped = false;
        for byte in &mut bytes[range.clone()] {
            let is_escaped = escaped;
            escaped = *byte == b'\\' && !is_escaped;
            match byte {
                b'\n' | b'\r' => line_start = true,
                // A bar may part cells: whether it does was settled before.
                b' ' | b'\t' | b'|' => {}
                b'>' if line_start => {}
                b'(' | b')' | b'"' | b'\'' if !is_escaped => {}
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
        let shown = |passed: &PassthroughSpan| {
            let mark = if passed.block { "!" } else { "" };
            format!("{mark}{}", &text[passed.range.clone()])
        };
        found.iter().map(shown).collect()
    }

    #[test]
    fn spans_are_looked_for_between_blank_lines() {
        let github = Passthrough::github();
        assert!(github.may_pass_between("$ a\n\nb $x\ny$ c\n"));
        assert!(!github.may_pass_between("$ a\n\n$ b\n\n$"));
        assert!(!github.may_pass_between("no delimiter"));
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
    fn delimiters_of_any_length_with_nothing_between() {
        let wide = Passthrough {
            inline: pairs(&[("é", "é"), ("→", "←")]),
            ..Passthrough::default()
        };
        assert_eq!(found(&wide, "éé →← éaé"), ["é →← é"]);
        assert_eq!(found(&wide, "→← éaé"), ["éaé"]);
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
        let passed = PassthroughSpan {
            range: 2..text.len() - 2,
            inner: 3..4,
            block: false,
        };
        hide(&[passed], &mut text);
        assert_eq!(text, "a ,xxx\n > x x, c");
    }
}
