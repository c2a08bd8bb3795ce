//! Goldmark's typographer: quotes, dashes, ellipses and guillemets in running text.

use super::delimiter::{flanking, is_sign};
use crate::unicode::{Class, class};

/// The typographic form of a piece of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// This text, whatever was before.
    Always(&'static str),
    /// A closing single quote, whether or not one is open.
    Closed,
    /// An opening quote.
    Open(Quote),
    /// A closing quote where one is open, else as it was written.
    Close(Quote),
}

/// Which quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// `'`
    Single,
    /// `"`
    Double,
}

impl Quote {
    /// The opening, the closing and the straight form.
    pub fn forms(self) -> [&'static str; 3] {
        match self {
            Self::Single => ["‘", "’", "'"],
            Self::Double => ["“", "”", "\""],
        }
    }
}

/// The signs that a site sets instead of the typographer's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs([Option<Own>; Self::ALL.len()]);

/// A sign of the site's own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Own {
    shown: String,
    /// The length of what is written for it, if that is not counted as it is shown.
    html: Option<usize>,
}

impl Signs {
    /// The names of the settings in lower case, and the signs. Quotes, which come in pairs, are the last ones.
    const ALL: [(&'static str, &'static str); 10] = [
        ("apostrophe", "’"),
        ("ellipsis", "…"),
        ("emdash", "—"),
        ("endash", "–"),
        ("leftanglequote", "«"),
        ("rightanglequote", "»"),
        ("leftsinglequote", "‘"),
        ("rightsinglequote", "’"),
        ("leftdoublequote", "“"),
        ("rightdoublequote", "”"),
    ];
    const QUOTES: usize = 6;

    /// Whether there is a setting of this name.
    pub fn has(name: &str) -> bool {
        Self::ALL.iter().any(|(other, _)| *other == name)
    }

    /// Sets a sign, `written` with character references; returns whether there is such a one. A closing quote cannot be
    /// what begins as a straight one does, which stands in its place where none is open.
    pub fn set(&mut self, name: &str, written: &str, sign: String) -> bool {
        let counts = written.is_ascii() && !written.contains(|c: char| c.is_ascii_whitespace());
        let html = (counts && written != sign).then_some(written.len());
        let found = Self::ALL.iter().position(|(other, _)| *other == name);
        let mistakable = name.starts_with("right")
            && (sign.is_empty() || sign.starts_with(['"', '\'']) && sign.len() > 1);
        match found {
            Some(at) if !mistakable => self.0[at] = Some(Own { shown: sign, html }),
            _ => return false,
        }
        true
    }

    /// Whether none is set.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The text for [`Replacement::Always`].
    pub fn always(&self, sign: &'static str) -> &str {
        let found = Self::ALL[..Self::QUOTES]
            .iter()
            .position(|(_, other)| *other == sign);
        let own = found.and_then(|at| self.0[at].as_ref());
        own.map_or(sign, |own| &own.shown)
    }

    /// How many characters of Hugo's HTML are a sign, where it is a reference.
    pub fn html_len(&self, sign: &str) -> Option<usize> {
        let own = self.0.iter().flatten().find(|own| own.shown == sign);
        own.map_or(html_len(sign), |own| own.html)
    }

    /// [`Quote::forms`] of the site.
    pub fn forms(&self, quote: Quote) -> [&str; 3] {
        let [open, close, straight] = quote.forms();
        let at = Self::QUOTES + if quote == Quote::Double { 2 } else { 0 };
        let own = |at: usize| self.0[at].as_ref().map(|own| own.shown.as_str());
        [
            own(at).unwrap_or(open),
            own(at + 1).unwrap_or(close),
            straight,
        ]
    }
}

/// [`Signs::html_len`] where the site has no signs of its own.
pub fn html_len(sign: &str) -> Option<usize> {
    Some(match sign {
        "…" => "&hellip;".len(),
        _ => "&rsquo;".len(),
    })
}

/// How many quotes are open, of each kind. Goldmark never forgets one, not at the end of a block either, so this is
/// handed from each block to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenQuotes {
    /// Open `'`.
    pub single: u32,
    /// Open `"`.
    pub double: u32,
}

impl OpenQuotes {
    /// How many of one kind.
    pub fn of(self, quote: Quote) -> u32 {
        match quote {
            Quote::Single => self.single,
            Quote::Double => self.double,
        }
    }
}

/// The effect of a stretch of text on the number of open quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Left open by it, if none is open before.
    open: OpenQuotes,
    /// Closed by it although it did not open them, if so many are open before.
    closed: OpenQuotes,
}

impl Balance {
    /// Counts an opening quote.
    pub fn open(&mut self, quote: Quote) {
        *self.open.count(quote) += 1;
    }

    /// Counts a closing quote. Where the stretch did not open it itself, returns how many such there were before.
    pub fn close(&mut self, quote: Quote) -> Option<u32> {
        let open = self.open.count(quote);
        if *open > 0 {
            *open -= 1;
            return None;
        }
        let closed = self.closed.count(quote);
        *closed += 1;
        Some(*closed - 1)
    }

    /// Whether what it looks like depends on what is open before.
    pub fn depends(self) -> bool {
        self.closed != OpenQuotes::default()
    }

    /// How many are open after it.
    pub fn after(self, before: OpenQuotes) -> OpenQuotes {
        let after =
            |quote| self.open.of(quote) + before.of(quote).saturating_sub(self.closed.of(quote));
        OpenQuotes {
            single: after(Quote::Single),
            double: after(Quote::Double),
        }
    }
}

impl OpenQuotes {
    fn count(&mut self, quote: Quote) -> &mut u32 {
        match quote {
            Quote::Single => &mut self.single,
            Quote::Double => &mut self.double,
        }
    }
}

/// Whether [`mark`] may find something at this byte.
pub const fn is_trigger(byte: u8) -> bool {
    matches!(byte, b'\'' | b'"' | b'-' | b'.' | b'<' | b'>')
}

/// Whether [`mark`] may find something at the start of a text that begins with a trigger: all but quotes come in twos.
pub fn may_begin(text: &[u8]) -> bool {
    matches!(text, [b'\'' | b'"', ..]) || matches!(text, [a, b, ..] if a == b)
}

/// The sign at the start of `line`, the rest of a line with its line end, and the length of that sign in bytes.
/// `before` is the character before it, a line end at the start of a block; `after` is the one after the run of equal
/// quotes that it starts with, a space at the end of a block.
pub fn mark(line: &str, before: char, after: char) -> Option<(Replacement, usize)> {
    let sign = |text, len| Some((Replacement::Always(text), len));
    match line.as_bytes() {
        [b'-', b'-', b'-', ..] => sign("—", 3),
        [b'-', b'-', ..] => sign("–", 2),
        [b'.', b'.', b'.', ..] => sign("…", 3),
        [b'<', b'<', ..] => sign("«", 2),
        [b'>', b'>', ..] => sign("»", 2),
        [b'\'', ..] => Some((single(line, before, Flanking::of(before, after))?, 1)),
        [b'"', ..] => Some((double(line, before, Flanking::of(before, after))?, 1)),
        _ => None,
    }
}

fn single(line: &str, before: char, flanking: Flanking) -> Option<Replacement> {
    let next = |at: usize| line.as_bytes().get(at).copied();
    let after = line[1..].chars().next();
    let opens = flanking == Flanking::Left;
    let apostrophe = Replacement::Always("’");

    // '90s
    let digit = |at| next(at).is_some_and(|b| b.is_ascii_digit());
    if opens && digit(1) && digit(2) && next(3) == Some(b's') {
        let end = line[4..].chars().next().unwrap_or(' ');
        if is_space(end) || is_sign(end) {
            return Some(apostrophe);
        }
    }
    // 'twas, 'em, 'net: whatever begins with these letters.
    let apart = class(before) == Class::Punctuation || is_space(before);
    if apart && matches!(next(1), Some(b't' | b'e' | b'n' | b'l')) {
        return Some(apostrophe);
    }
    let letter = |c| class(c) == Class::Letter;
    if (letter(before) || class(before) == Class::Digit) && after.is_some_and(letter) {
        return Some(apostrophe);
    }
    if opens {
        // An ending after an emphasised word: *Alice*'s, *you*'ve.
        let ends = |at| next(at).is_none_or(|b| b.is_ascii_punctuation() || is_ascii_space(b));
        let one = matches!(next(1), Some(b's' | b'm' | b't' | b'd')) && ends(2);
        let two = matches!(line.get(1..3), Some("ve" | "ll" | "re")) && ends(3);
        return Some(if one || two {
            apostrophe
        } else {
            Replacement::Open(Quote::Single)
        });
    }
    // Almost everywhere: a closing quote needs none to be open.
    if line.len() > 2 && after.is_some_and(|c| class(c) != Class::Digit) {
        return Some(Replacement::Closed);
    }
    flanking
        .closes(line)
        .then_some(Replacement::Close(Quote::Single))
}

fn double(line: &str, before: char, flanking: Flanking) -> Option<Replacement> {
    if flanking == Flanking::Left {
        return Some(Replacement::Open(Quote::Double));
    }
    // The first of a 21"" monitor's is for inches.
    let inches = line.as_bytes().get(1) == Some(&b'"') && class(before) == Class::Digit;
    (flanking.closes(line) && !inches).then_some(Replacement::Close(Quote::Double))
}

/// Where a run of quotes leans, as a delimiter run of CommonMark § 6.2 does.
#[derive(PartialEq)]
enum Flanking {
    Left,
    Right,
    Both,
    None,
}

impl Flanking {
    fn of(before: char, after: char) -> Self {
        match flanking(before, after) {
            (true, false) => Self::Left,
            (false, true) => Self::Right,
            (true, true) => Self::Both,
            (false, false) => Self::None,
        }
    }

    /// Whether a quote at the start of `line` may close one that is open.
    fn closes(&self, line: &str) -> bool {
        let punctuation = || {
            let after = line[1..].chars().next();
            after.is_some_and(|c| class(c) == Class::Punctuation)
        };
        let ends = || match line.as_bytes().get(2) {
            None => true,
            Some(b) => b.is_ascii_punctuation() || is_ascii_space(*b),
        };
        match self {
            Self::Right => true,
            Self::Both => punctuation() && ends(),
            Self::Left | Self::None => false,
        }
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks a whole line, as if a quote were always open.
    fn smart(line: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        while let Some(c) = line[at..].chars().next() {
            let before = line[..at].chars().next_back().unwrap_or('\n');
            let after = line[at..]
                .trim_start_matches(c)
                .chars()
                .next()
                .unwrap_or(' ');
            let (text, len) = match mark(&line[at..], before, after) {
                Some((Replacement::Always(text), len)) => (text, len),
                Some((Replacement::Closed, len)) => ("’", len),
                Some((Replacement::Open(quote), len)) => (quote.forms()[0], len),
                Some((Replacement::Close(quote), len)) => (quote.forms()[1], len),
                None => (&line[at..at + c.len_utf8()], c.len_utf8()),
            };
            out.push_str(text);
            at += len;
        }
        out
    }

    #[test]
    fn as_hugo_does() {
        for (written, published) in [
            (
                "\"a\" 'b c' -- d --- e ---- f... g.. h",
                "“a” ‘b c’ – d — e —- f… g.. h",
            ),
            ("<<a>> << >> < >", "«a» « » < >"),
            (
                "rock 'n' roll, '90s, '90sx, 'tis, 'em",
                "rock ’n’ roll, ’90s, ‘90sx, ’tis, ’em",
            ),
            (
                "don't doin' 5'10\" Smiths' ones",
                "don’t doin’ 5'10” Smiths’ ones",
            ),
            ("'s x's 'ves *it*'ve *it*'s", "’s x’s ‘ves *it*’ve *it*’s"),
            (
                "say (\"what\") \"(what)\" a\"b",
                "say (“what”) “(what)” a\"b",
            ),
            ("21\"\" x", "21\"” x"),
        ] {
            assert_eq!(smart(written), published);
        }
    }

    #[test]
    fn balance() {
        let mut balance = Balance::default();
        assert_eq!(balance.close(Quote::Double), Some(0));
        balance.open(Quote::Double);
        assert_eq!(balance.close(Quote::Double), None);
        assert_eq!(balance.close(Quote::Double), Some(1));
        balance.open(Quote::Single);
        let open = |single, double| OpenQuotes { single, double };
        assert_eq!(balance.after(open(0, 0)), open(1, 0));
        assert_eq!(balance.after(open(2, 3)), open(3, 1));
    }
}
