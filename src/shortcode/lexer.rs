//! Shortcodes as Hugo's lexer finds them (`parser/pageparser`), before any Markdown is read: anywhere in the text,
//! in code too.

use super::arguments::Parameters;
pub use super::endless::Endless;
use super::mistake::Mistake;
use super::token::{Form, Tag, Token, TokenKind};
use crate::search;
use crate::unicode::{Class, class};

/// A delimiter longer than this is none: what an author has not closed yet must not take the rest of the post.
pub const LONGEST: usize = 8 * 1024;

/// Where the next shortcode may begin, at or after the byte `from`.
pub fn next(text: &str, from: usize) -> Option<usize> {
    let begins = |at: &usize| matches!(text.as_bytes().get(at + 2), Some(b'<' | b'%'));
    let mut braces = search::offsets(&text[from..], "{{").map(|at| from + at);
    braces.find(begins)
}

/// Reads the token that `text` starts with, which is at `start` of the whole; it goes on no further than `LONGEST`
/// and a little. Offsets count from the start of the text.
pub fn token(text: &str, start: usize, endless: &mut Endless) -> Token {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut lexer = Lexer {
        text: &text[..end],
        at: 3,
        right: if text.as_bytes()[2] == b'<' {
            ">}}"
        } else {
            "%}}"
        },
    };
    let kind = lexer.token(start, endless);
    let end = match kind {
        TokenKind::Wrong(..) => 3,
        _ => lexer.at,
    };
    let seen = match kind {
        // As far as it looked for `.inline `, the longest that it looks for.
        TokenKind::Wrong(..) => lexer.at + 8,
        _ => lexer.at,
    };
    Token {
        range: 0..end,
        seen,
        kind,
        partner: None,
        found: None,
    }
}

/// Reads the token that `text` starts with, which is at `start` of the whole. Offsets are of the whole.
pub(super) fn token_at(text: &str, start: usize, endless: &mut Endless) -> Token {
    let mut token = token(text, start, endless);
    token.range = start..start + token.range.end;
    token.seen += start;
    token
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    right: &'static str,
}

impl Lexer<'_> {
    fn token(&mut self, start: usize, endless: &mut Endless) -> TokenKind {
        if self.rest().starts_with("/*") {
            return self.escaped(start, endless);
        }
        match self.tag() {
            Ok(tag) => TokenKind::Tag(tag),
            Err(mistake) => TokenKind::Wrong(self.told(mistake), self.at),
        }
    }

    /// Reads an escaped shortcode up to the end of its comment.
    fn escaped(&mut self, start: usize, endless: &mut Endless) -> TokenKind {
        let end = match self.right {
            ">}}" => "*/>}}",
            _ => "*/%}}",
        };
        let Some(found) = endless.end_of_comment(self.text, self.at, start, end) else {
            self.at = self.text.len();
            return TokenKind::Wrong(Mistake::Unclosed, self.at);
        };
        let is_empty = found <= self.at + 1;
        self.at = found + end.len();
        match is_empty {
            true => TokenKind::Wrong(Mistake::Unclosed, self.at),
            false => TokenKind::Escaped,
        }
    }

    /// The mistake to report: where the next paragraph or shortcode was read, the end is missing before.
    fn told(&self, mistake: Mistake) -> Mistake {
        let mut lines = self.text[..self.at].lines().skip(1);
        match mistake {
            Mistake::Character('{') => Mistake::Unclosed,
            Mistake::Character(_) if lines.any(|line| line.trim().is_empty()) => Mistake::Unclosed,
            other => other,
        }
    }

    fn tag(&mut self) -> Result<Tag, Mistake> {
        let mut name: Option<String> = None;
        let mut form = Form::Open;
        let mut given = Parameters::default();
        loop {
            if self.rest().starts_with(self.right) {
                given.end()?;
                self.at += self.right.len();
                return Ok(Tag {
                    markdown: self.right == "%}}",
                    name: name.ok_or(Mistake::Nameless)?,
                    form,
                    arguments: given.arguments,
                });
            }
            let c = self.peek().ok_or(Mistake::Unclosed)?;
            match c {
                _ if is_space(c) => self.step(c),
                // After the name of what it closes and after its own end, nothing may follow.
                _ if form == Form::Close && name.is_some() || form == Form::SelfClosed => {
                    return Err(Mistake::Character(c));
                }
                '=' => {
                    self.step(c);
                    let value = self.value()?;
                    given.value(value)?;
                }
                '/' => {
                    self.step(c);
                    form = if name.is_some() {
                        Form::SelfClosed
                    } else {
                        Form::Close
                    };
                }
                '\\' => {
                    self.step(c);
                    if let Some('"' | '`') = self.peek() {
                        self.parameter(&mut given, true)?;
                    }
                }
                '"' | '`' if name.is_some() => self.parameter(&mut given, false)?,
                _ if name.is_some() && is_word(c) => self.parameter(&mut given, false)?,
                _ if name.is_none() && is_word(c) && c != '-' => name = Some(self.name()?),
                _ => return Err(Mistake::Character(c)),
            }
        }
    }

    /// A name; a slash makes a folder of what is before it.
    fn name(&mut self) -> Result<String, Mistake> {
        let start = self.at;
        while let Some(c) = self.peek() {
            match c {
                '.' if !self.rest().starts_with(".inline ") => return Err(Mistake::Character(c)),
                _ if is_word(c) || matches!(c, '/' | '.') => self.step(c),
                _ => break,
            }
        }
        Ok(self.text[start..self.at].to_owned())
    }

    /// A positional parameter or the name of one. A quote with a backslash before it is `escaped`.
    fn parameter(&mut self, given: &mut Parameters, escaped: bool) -> Result<(), Mistake> {
        match self.peek() {
            Some('"') => {
                given.quoted()?;
                let value = self.quoted(!escaped)?;
                return given.positional(value);
            }
            Some(c @ '`') => {
                given.quoted()?;
                if escaped {
                    return Err(Mistake::Character(c));
                }
                let value = self.raw()?;
                return given.positional(value);
            }
            _ => {}
        }
        let start = self.at;
        while let Some(c) = self.peek() {
            if !is_word(c) && c != '.' {
                break;
            }
            self.step(c);
        }
        given.word(self.peek() == Some('='))?;
        given.positional(self.text[start..self.at].to_owned())
    }

    /// The value after `=`.
    fn value(&mut self) -> Result<String, Mistake> {
        while let Some(c) = self.peek().filter(|c| is_space(*c)) {
            self.step(c);
        }
        match self.peek() {
            Some('"') => self.quoted(true),
            Some('\\') => self.quoted(false),
            Some('`') => self.raw(),
            _ => {
                let start = self.at;
                while let Some(c) = self.peek().filter(|c| !is_space(*c)) {
                    self.step(c);
                }
                Ok(self.text[start..self.at].to_owned())
            }
        }
    }

    /// Text in `"`, in which `\"` stands for one; or, where the quotes themselves have backslashes before them, not.
    fn quoted(&mut self, escapes: bool) -> Result<String, Mistake> {
        let mut value: Option<String> = None;
        loop {
            let c = self.peek().ok_or(Mistake::Quote)?;
            let escapes_quote = c == '\\' && self.rest().starts_with("\\\"");
            if c == '\n' {
                return Err(Mistake::Quote);
            }
            if c == '\\' && self.rest().starts_with("\\`") {
                return Err(Mistake::Character(c));
            }
            match &mut value {
                None => {
                    self.step(c);
                    if c == '"' {
                        value = Some(String::new());
                    }
                }
                Some(text) if escapes_quote && escapes => {
                    text.push_str("\\\"");
                    self.at += 2;
                }
                Some(text) if c == '"' || escapes_quote => {
                    self.at += if escapes_quote { 2 } else { 1 };
                    let text = std::mem::take(text);
                    // With one escaped quote, every backslash is taken out.
                    return Ok(if text.contains("\\\"") {
                        text.replace('\\', "")
                    } else {
                        text
                    });
                }
                Some(text) => {
                    text.push(c);
                    self.step(c);
                }
            }
        }
    }

    /// Text in backticks, over any number of lines.
    fn raw(&mut self) -> Result<String, Mistake> {
        let start = self.at + 1;
        match self.text[start..].find('`') {
            Some(len) => {
                self.at = start + len + 1;
                Ok(self.text[start..start + len].to_owned())
            }
            None => {
                self.at = self.text.len();
                Err(Mistake::Quote)
            }
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        self.at += c.len_utf8();
    }
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0B' | '\x0C' | '\r' | ' ')
}

fn is_word(c: char) -> bool {
    matches!(c, '_' | '-') || matches!(class(c), Class::Letter | Class::Digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shortcode::arguments::{Arguments, MOST};

    /// Its name and arguments in one line, or what is wrong and how far it was read.
    fn read(text: &str) -> String {
        let token = token(text, 0, &mut Endless::default());
        match token.kind {
            TokenKind::Escaped => format!("escaped {}", token.range.end),
            TokenKind::Wrong(mistake, at) => format!("{mistake:?} {at}"),
            TokenKind::Tag(tag) => {
                let arguments = match tag.arguments {
                    Arguments::Positional(list) => format!("{list:?}"),
                    Arguments::Named(list) => format!("{list:?}"),
                };
                format!(
                    "{} {:?} {arguments} {}",
                    tag.name, tag.form, token.range.end
                )
            }
        }
    }

    #[test]
    fn forms() {
        for (text, is) in [
            ("{{< x >}} y", "x Open [] 9"),
            ("{{<x>}}", "x Open [] 7"),
            ("{{% x-y_1/z %}}", "x-y_1/z Open [] 15"),
            ("{{< /x >}}", "x Close [] 10"),
            ("{{</ x>}}", "x Close [] 9"),
            ("{{< x />}}", "x SelfClosed [] 10"),
            ("{{< x a / >}}", "x SelfClosed [\"a\"] 13"),
            ("{{< é.inline >}}", "é.inline Open [] 17"),
            ("{{</* x */>}} y", "escaped 13"),
            ("{{%/* {{< x >}} */%}}", "escaped 21"),
        ] {
            assert_eq!(read(text), is, "{text}");
        }
    }

    #[test]
    fn parameters() {
        for (text, is) in [
            (
                "{{< x a-b 1.5 \"c d\" `e\n\"` >}}",
                r#"x Open ["a-b", "1.5", "c d", "e\n\""]"#,
            ),
            (
                "{{< x a=\"b\" c=d.e/f g=`h` >}}",
                r#"x Open [("a", "b"), ("c", "d.e/f"), ("g", "h")]"#,
            ),
            (
                "{{< x a = \"b\" c = \"d\" >}}",
                r#"x Open [("a", "b"), ("c", "d")]"#,
            ),
            ("{{< x \"a\\\"b\" >}}", r#"x Open ["a\"b"]"#),
            ("{{< x \\\"a\\\" >}}", r#"x Open ["a"]"#),
            ("{{< x a=\\\"b\\\" >}}", r#"x Open [("a", "b")]"#),
            ("{{< x\n  a=\"b\"\n>}}", r#"x Open [("a", "b")]"#),
            ("{{< x a=\">}}\" >}}", r#"x Open [("a", ">}}")]"#),
        ] {
            assert_eq!(read(text), format!("{is} {}", text.len()), "{text}");
        }
    }

    #[test]
    fn mistakes() {
        for (text, is) in [
            ("{{< x", "Unclosed 5"),
            ("{{< x\n\nand so on, he", "Unclosed 16"),
            ("{{< x {{< y >}}", "Unclosed 6"),
            ("{{< x %}}", "Character('%') 6"),
            ("{{< x a=b>}}", "Unclosed 12"),
            ("{{< x \"a >}}\n\"", "Quote 12"),
            ("{{< x `a >}}\n", "Quote 13"),
            ("{{< x 'a' >}}", "Character('\\'') 6"),
            ("{{< x.y >}}", "Character('.') 5"),
            ("{{< >}}", "Nameless 7"),
            ("{{< / >}}", "Nameless 9"),
            ("{{< x a b=\"c\" >}}", "Mixed 9"),
            ("{{< x a=\"b\" c >}}", "Mixed 13"),
            ("{{< x a=\"b\" \"c\" >}}", "Mixed 12"),
            ("{{< /x y >}}", "Character('y') 7"),
            ("{{</*/>}}", "Unclosed 9"),
            ("{{</* x >}}", "Unclosed 11"),
        ] {
            assert_eq!(read(text), is, "{text}");
        }
        let long = format!("{{{{< x \"{}\" >}}}}", "a ".repeat(LONGEST));
        assert_eq!(read(&long), format!("Quote {LONGEST}"));
        let many = format!("{{{{< x {}>}}}}", "a ".repeat(MOST + 1));
        assert_eq!(read(&many), "Unclosed 207");
        assert_eq!(next("{{ {{{< {{%", 0), Some(4));
        assert_eq!(next("{{ {{{< {{%", 5), Some(8));
        assert_eq!(next("{{ {{", 0), None);
    }
}
