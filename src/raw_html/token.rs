//! Raw HTML to tokens, split as by the tokenizer of HTML § 13.2.5. An unfinished token at the end is text.

use std::borrow::Cow;
use std::ops::Range;

use super::reference;

/// A part of raw HTML, and where it is: all parts together are the whole.
#[derive(Debug, PartialEq)]
pub struct HtmlToken<'a> {
    /// In bytes.
    pub range: Range<usize>,
    /// Its kind.
    pub kind: HtmlTokenKind<'a>,
}

/// The kind of an `HtmlToken`.
#[derive(Debug, PartialEq)]
pub enum HtmlTokenKind<'a> {
    /// Text, with its character references.
    Text,
    /// A start tag, with its name as written.
    Start(&'a str, Vec<RawAttribute<'a>>),
    /// An end tag, with its name as written.
    End(&'a str),
    /// Shows nothing: a comment, a declaration, a processing instruction.
    Comment,
}

/// An attribute as it is written. Names may repeat.
#[derive(Debug, PartialEq)]
pub struct RawAttribute<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value, less the quotes around it.
    pub written: &'a str,
    /// Where the value starts, in bytes.
    pub at: usize,
}

impl<'a> RawAttribute<'a> {
    /// The value with its character references resolved.
    pub fn value(&self) -> Cow<'a, str> {
        reference::resolve(self.written, true)
    }
}

/// The tokens of `html`.
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        html,
        at: 0,
        unfinished: false,
    }
}

/// See [`tokens`].
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// Whether a tag or a comment does not end: all that follows is text.
    unfinished: bool,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = HtmlToken<'a>;

    fn next(&mut self) -> Option<HtmlToken<'a>> {
        let start = self.at;
        if start == self.html.len() {
            return None;
        }
        if let Some((kind, end)) = self.markup(start) {
            self.at = end;
            return Some(HtmlToken {
                range: start..end,
                kind,
            });
        }
        let mut end = start;
        loop {
            let rest = &self.html.as_bytes()[end + 1..];
            let next = rest.iter().position(|b| *b == b'<');
            end = next.map_or(self.html.len(), |next| end + 1 + next);
            if self.unfinished || end == self.html.len() || self.begins_markup(end) {
                break;
            }
        }
        if self.unfinished {
            end = self.html.len();
        }
        self.at = end;
        Some(HtmlToken {
            range: start..end,
            kind: HtmlTokenKind::Text,
        })
    }
}

impl<'a> Tokens<'a> {
    /// Passes over everything before `end`.
    pub fn skip_to(&mut self, end: usize) {
        self.at = end;
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.html.as_bytes().get(at).copied()
    }

    /// Whether a tag or a comment begins at `at`, finished or not.
    fn begins_markup(&self, at: usize) -> bool {
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'<'), Some(b'!' | b'?')) => true,
            (Some(b'<'), Some(b'/')) => self.byte(at + 2).is_some(),
            (Some(b'<'), Some(next)) => next.is_ascii_alphabetic(),
            _ => false,
        }
    }

    /// The tag or comment that begins at `at`, and its end.
    fn markup(&mut self, at: usize) -> Option<(HtmlTokenKind<'a>, usize)> {
        if self.unfinished || !self.begins_markup(at) {
            return None;
        }
        let rest = &self.html[at..];
        let found = if let Some(comment) = rest.strip_prefix("<!--") {
            comment_end(comment).map(|end| (HtmlTokenKind::Comment, at + 4 + end))
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name = self.name(at + 1);
            self.attributes(at + 1 + name.len())
                .map(|(attributes, end)| (HtmlTokenKind::Start(name, attributes), end))
        } else if rest.starts_with("</") && rest.as_bytes()[2].is_ascii_alphabetic() {
            let name = self.name(at + 2);
            self.attributes(at + 2 + name.len())
                .map(|(_, end)| (HtmlTokenKind::End(name), end))
        } else {
            rest.find('>')
                .map(|end| (HtmlTokenKind::Comment, at + end + 1))
        };
        self.unfinished = found.is_none();
        found
    }

    fn name(&self, from: usize) -> &'a str {
        let rest = &self.html[from..];
        let end = rest.find(|c: char| is_space(c) || matches!(c, '/' | '>'));
        &rest[..end.unwrap_or(rest.len())]
    }

    /// The attributes from `at` to the end of the tag, and that end; `None` where it does not end.
    fn attributes(&self, mut at: usize) -> Option<(Vec<RawAttribute<'a>>, usize)> {
        let mut attributes = Vec::new();
        loop {
            at += count(&self.html[at..], |c| is_space(c) || c == '/');
            if self.byte(at)? == b'>' {
                return Some((attributes, at + 1));
            }
            let start = at;
            // An equals sign at the start belongs to the name.
            at += self.html[at..].chars().next().map_or(0, char::len_utf8);
            at += count(&self.html[at..], |c| {
                !is_space(c) && !matches!(c, '/' | '>' | '=')
            });
            let name = &self.html[start..at];
            let space = count(&self.html[at..], is_space);
            if self.byte(at + space)? != b'=' {
                attributes.push(RawAttribute {
                    name,
                    written: "",
                    at,
                });
                continue;
            }
            at += space + 1;
            at += count(&self.html[at..], is_space);
            let value = match self.byte(at)? {
                quote @ (b'"' | b'\'') => {
                    let len = self.html[at + 1..].find(quote as char)?;
                    at += 1 + len + 1;
                    at - 1 - len..at - 1
                }
                _ => {
                    let len = count(&self.html[at..], |c| !is_space(c) && c != '>');
                    at += len;
                    at - len..at
                }
            };
            attributes.push(RawAttribute {
                name,
                at: value.start,
                written: &self.html[value],
            });
        }
    }
}

/// White space as HTML has it.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0C' | '\r')
}

/// The length of what `text` begins with.
fn count(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

/// Where the comment ends whose text is `rest`, with its mark.
fn comment_end(rest: &str) -> Option<usize> {
    if rest.starts_with('>') {
        return Some(1);
    }
    if rest.starts_with("->") {
        return Some(2);
    }
    let mut from = 0;
    loop {
        let at = from + rest[from..].find("--")?;
        let after = &rest[at + 2..];
        if after.starts_with('>') {
            return Some(at + 3);
        }
        if after.starts_with("!>") {
            return Some(at + 4);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let parts = tokens(html).map(|token| match token.kind {
            HtmlTokenKind::Text => format!("{:?}", &html[token.range]),
            HtmlTokenKind::Start(name, attributes) => {
                let list: Vec<_> = attributes
                    .iter()
                    .map(|attribute| format!(" {}={}", attribute.name, attribute.value()))
                    .collect();
                format!("<{name}{}>", list.concat())
            }
            HtmlTokenKind::End(name) => format!("</{name}>"),
            HtmlTokenKind::Comment => "!".to_owned(),
        });
        parts.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags() {
        for (html, expected) in [
            ("a<b>c</b >", "\"a\" <b> \"c\" </b>"),
            ("<A\tx  Y = 1 z='2>' w=\"&lt;\"/>", "<A x= Y=1 z=2> w=<>"),
            ("<br/><i /><p/x=/y>", "<br> <i> <p x=/y>"),
            ("<a =b=c d=>x", "<a =b=c d=> \"x\""),
            ("<div>te<st", "<div> \"te\" \"<st\""),
            ("<a title=\"\n\nx", "\"<a title=\\\"\\n\\nx\""),
            ("< b> 1<2 </ x> <", "\"< b> 1<2 \" ! \" <\""),
            ("<!-- a > --b--!>c<!-->d<!--->e", "! \"c\" ! \"d\" ! \"e\""),
            ("<!DOCTYPE x><?php a->b ?>", "! ! \"b ?>\""),
            ("x<!-- y <b>", "\"x\" \"<!-- y <b>\""),
            ("</b onclick=x></", "</b> \"</\""),
            ("<<b>>", "\"<\" <b> \">\""),
            ("é<b é=ü>é", "\"é\" <b é=ü> \"é\""),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn parts_are_the_whole() {
        let html = "a<b c='d'>&amp;<!-- e --><f g<h";
        let mut at = 0;
        for token in tokens(html) {
            assert_eq!(token.range.start, at);
            at = token.range.end;
        }
        assert_eq!(at, html.len());
    }
}
