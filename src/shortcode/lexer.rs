//! Shortcodes as Hugo's lexer finds them (`parser/pageparser`), before any Markdown is read: anywhere in the text,
//! in code too.

use std::ops::Range;

use crate::hugo::unicode::{Class, class};

/// A delimiter longer than this is none: what an author has not closed yet must not take the rest of the post.
pub const LONGEST: usize = 8 * 1024;

/// What begins with `{{<` or `{{%`.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Its bytes; of one that is wrong, those of its beginning only: what follows is read as text.
    pub range: Range<usize>,
    /// The end of what was looked at: an edit from here on does not change it.
    pub seen: usize,
    /// What it is.
    pub kind: Kind,
    /// The index of the token that it is closed by, or that it closes. Found when all tokens are.
    pub partner: Option<usize>,
}

/// What a [`Token`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `{{< name … >}}`, and all its forms.
    Tag(Tag),
    /// `{{</* … */>}}`: shown without the marks of the comment.
    Escaped,
    /// Hugo's build fails on it, so many bytes from its start.
    Wrong(Mistake, usize),
}

/// An opening, closing or self-closing shortcode.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Whether it is delimited by `{{%`.
    pub markdown: bool,
    /// Its name.
    pub name: String,
    /// Which side of a pair it is.
    pub form: Form,
    /// What is given to it.
    pub arguments: Arguments,
}

/// Which side of a pair a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `{{< x >}}`
    Open,
    /// `{{< /x >}}`
    Close,
    /// `{{< x />}}`
    SelfClosed,
}

/// What is given to a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// By their places, from 0; nothing at all counts as this.
    Positional(Vec<String>),
    /// By their names, in the order of the text.
    Named(Vec<(String, String)>),
}

impl Arguments {
    /// The argument with this name.
    pub fn named(&self, name: &str) -> Option<&str> {
        match self {
            Self::Positional(_) => None,
            Self::Named(list) => {
                let found = list.iter().rev().find(|(key, _)| key == name);
                found.map(|(_, value)| value.as_str())
            }
        }
    }

    /// The argument at this place, from 0.
    pub fn at(&self, place: usize) -> Option<&str> {
        match self {
            Self::Positional(list) => list.get(place).map(String::as_str),
            Self::Named(_) => None,
        }
    }

    /// What is given, whether by name or by place.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        let (places, names): (&[String], &[(String, String)]) = match self {
            Self::Positional(list) => (list, &[]),
            Self::Named(list) => (&[], list),
        };
        let named = names.iter().map(|(_, value)| value.as_str());
        places.iter().map(String::as_str).chain(named)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Positional(list) => list.is_empty(),
            Self::Named(list) => list.is_empty(),
        }
    }
}

/// What is wrong with the beginning of a shortcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Its `>}}` or `%}}` is missing.
    Unclosed,
    /// A `"` or a backtick is missing.
    Quote,
    /// Named and positional parameters.
    Mixed,
    /// No name.
    Nameless,
    /// Something that must be quoted, or means nothing here.
    Character(char),
}

/// Likewise one with more parameters.
const MOST: usize = 100;

/// Where the next shortcode may begin, at or after the byte `from`.
pub fn next(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = text[at..].find("{{") {
        at += found;
        if matches!(text.as_bytes().get(at + 2), Some(b'<' | b'%')) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where the end of a comment was looked for in vain, in the whole text, with `>}}` and with `%}}`: the tokens of a
/// text, read from left to right, look at each byte once.
#[derive(Debug, Default)]
pub struct Endless([Range<usize>; 2]);

/// Reads the token that `text` starts with, which is at `start` of the whole; it goes on no further than [`LONGEST`]
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
        Kind::Wrong(..) => 3,
        _ => lexer.at,
    };
    let seen = match kind {
        // As far as it looked for `.inline `, the longest that it looks for.
        Kind::Wrong(..) => lexer.at + 8,
        _ => lexer.at,
    };
    Token {
        range: 0..end,
        seen,
        kind,
        partner: None,
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    right: &'static str,
}

impl Lexer<'_> {
    fn token(&mut self, start: usize, endless: &mut Endless) -> Kind {
        if self.rest().starts_with("/*") {
            let end = format!("*/{}", self.right);
            let [by_angle, by_percent] = &mut endless.0;
            let endless = if self.right == ">}}" {
                by_angle
            } else {
                by_percent
            };
            // Of what is known up to some byte, the last ones may begin the end.
            let known = endless.end.saturating_sub(start + end.len());
            let from = match endless.contains(&(start + self.at)) {
                true => known.clamp(self.at, self.text.len()),
                false => self.at,
            };
            let rest = &self.text.as_bytes()[from..];
            let found = memchr::memchr_iter(b'*', rest)
                .find(|at| rest[*at..].starts_with(end.as_bytes()))
                .map(|found| from + found);
            return match found {
                Some(found) => {
                    let is_whole = found > self.at + 1;
                    self.at = found + end.len();
                    if is_whole {
                        Kind::Escaped
                    } else {
                        Kind::Wrong(Mistake::Unclosed, self.at)
                    }
                }
                None => {
                    if !endless.contains(&(start + self.at)) {
                        endless.start = start + self.at;
                    }
                    endless.end = start + self.text.len();
                    self.at = self.text.len();
                    Kind::Wrong(Mistake::Unclosed, self.at)
                }
            };
        }
        match self.tag() {
            Ok(tag) => Kind::Tag(tag),
            Err(mistake) => Kind::Wrong(self.told(mistake), self.at),
        }
    }

    /// What an author is told: where the next paragraph or shortcode was read, the end is missing before.
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
        let mut given = Given::default();
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
    fn parameter(&mut self, given: &mut Given, escaped: bool) -> Result<(), Mistake> {
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

    /// What is after `=`.
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

/// The parameters so far. Hugo looks twice for named and positional ones together: at how the first is written, and
/// at what they turn out to be.
struct Given {
    arguments: Arguments,
    /// 1 after a positional parameter, 2 after a named one.
    elements: u8,
    /// Whether the last one has no value yet: it may still turn out to be a name.
    open: bool,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            arguments: Arguments::Positional(Vec::new()),
            elements: 0,
            open: false,
        }
    }
}

impl Given {
    fn quoted(&mut self) -> Result<(), Mistake> {
        if self.elements == 2 {
            return Err(Mistake::Mixed);
        }
        self.elements = 1;
        Ok(())
    }

    fn word(&mut self, named: bool) -> Result<(), Mistake> {
        match (self.elements, named) {
            (0, _) => self.elements = 1 + u8::from(named),
            (1, true) | (2, false) => return Err(Mistake::Mixed),
            _ => {}
        }
        Ok(())
    }

    fn positional(&mut self, value: String) -> Result<(), Mistake> {
        self.end()?;
        let count = match &mut self.arguments {
            Arguments::Named(list) => {
                list.push((value, String::new()));
                list.len()
            }
            Arguments::Positional(list) => {
                list.push(value);
                list.len()
            }
        };
        if count > MOST {
            return Err(Mistake::Unclosed);
        }
        self.open = true;
        Ok(())
    }

    /// Checks that the last name got its value.
    fn end(&self) -> Result<(), Mistake> {
        match self.arguments {
            Arguments::Named(_) if self.open => Err(Mistake::Mixed),
            _ => Ok(()),
        }
    }

    fn value(&mut self, value: String) -> Result<(), Mistake> {
        if !std::mem::replace(&mut self.open, false) {
            return Ok(());
        }
        match &mut self.arguments {
            Arguments::Named(list) => {
                if let Some(last) = list.last_mut() {
                    last.1 = value;
                }
            }
            Arguments::Positional(list) => {
                let name = list.pop().unwrap_or_default();
                if !list.is_empty() {
                    return Err(Mistake::Mixed);
                }
                self.arguments = Arguments::Named(vec![(name, value)]);
            }
        }
        Ok(())
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

    /// Its name and arguments in one line, or what is wrong and how far it was read.
    fn read(text: &str) -> String {
        let token = token(text, 0, &mut Endless::default());
        match token.kind {
            Kind::Escaped => format!("escaped {}", token.range.end),
            Kind::Wrong(mistake, at) => format!("{mistake:?} {at}"),
            Kind::Tag(tag) => {
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
