//! GitHub's extensions to CommonMark: bare links (GitHub Flavored Markdown § 6.9).

use crate::unicode::{Class, class};
use crate::url::BareLink;

/// Finds a URL at the start of `line`, the rest of a line; with the line end, unless the text ends there.
pub fn link(line: &str) -> Option<BareLink> {
    let schemes = ["http://", "https://", "ftp://"];
    let begins = |scheme: &&str| {
        let start = line.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let is_domain = match schemes.iter().find(|scheme| begins(scheme)) {
        Some(scheme) => is_domain(&line[scheme.len()..], true),
        None => line.starts_with("www.") && is_domain(line, false),
    };
    if !is_domain {
        return None;
    }
    let end = line.find(|c| matches!(c, ' ' | '\t'..='\r' | '<'));
    Some(BareLink {
        len: untrailed(&line.as_bytes()[..end.unwrap_or(line.len())]),
        prefix: if line.starts_with('w') { "http://" } else { "" },
    })
}

/// Finds the e-mail address whose `@` is at `at` of `text`. Returns where it starts.
pub fn email(text: &str, at: usize) -> Option<(usize, BareLink)> {
    const SCHEME: &str = "mailto:";
    let (before, domain) = (&text.as_bytes()[..at], &text.as_bytes()[at + 1..]);
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    let name = before.iter().rev().take_while(|b| in_name(b)).count();
    let (mut len, mut periods) = (0, 0);
    while let Some(byte) = domain.get(len) {
        let next = domain.get(len + 1);
        match byte {
            b'.' if next.is_some_and(u8::is_ascii_alphanumeric) => periods += 1,
            b'-' | b'_' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        len += 1;
    }
    let is_domain =
        periods > 0 && domain[len - 1].is_ascii_alphabetic() && domain.get(len) != Some(&b'@');
    let start = at - name;
    let other = text[..start].strip_suffix(SCHEME);
    let has_scheme =
        other.is_some_and(|other| !other.ends_with(|c: char| c.is_ascii_alphanumeric()));
    let (start, prefix) = match has_scheme {
        true => (start - SCHEME.len(), ""),
        false => (start, SCHEME),
    };
    let len = at + 1 + len - start;
    (name > 0 && is_domain).then_some((start, BareLink { len, prefix }))
}

/// Whether `text` starts with a domain: no underscore in its last two parts, and a period unless it is behind a scheme. The
/// rules are those of cmark-gfm 0.29, which GitHub uses, and not as strict as the specification's.
fn is_domain(text: &str, behind_scheme: bool) -> bool {
    /// Many of what looks like one must not cost their square.
    const LONGEST: usize = 256;
    let (mut last, mut before, mut periods) = (0, 0, 0);
    // The first character is not looked at, but behind a scheme, nor is the last of the text.
    let characters = text.char_indices().take(LONGEST).skip(1);
    for (_, c) in characters.take_while(|(at, _)| at + 1 < text.len()) {
        match c {
            '_' => last += 1,
            '.' => (before, last, periods) = (last, 0, periods + 1),
            '-' => {}
            c if c.is_whitespace() || c.is_ascii_punctuation() => break,
            c if class(c) == Class::Punctuation => break,
            _ => {}
        }
    }
    let begins = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
    let is_good = if behind_scheme {
        text.starts_with(begins)
    } else {
        periods > 0
    };
    is_good && (last + before == 0 || periods > 10)
}

/// The length of a URL without the punctuation that belongs to the sentence around it.
fn untrailed(url: &[u8]) -> usize {
    let mut end = url.len();
    let count = |end: usize, c| url[..end].iter().filter(|b| **b == c).count();
    let mut open = count(end, b')').saturating_sub(count(end, b'('));
    loop {
        match url[..end] {
            [
                ..,
                b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'' | b'"',
            ] => end -= 1,
            [.., b')'] if open > 0 => (end, open) = (end - 1, open - 1),
            [.., b';'] => {
                end -= 1;
                let letters = url[..end].iter().rev();
                let name = letters.take_while(|b| b.is_ascii_alphabetic()).count();
                if name > 0 && url[..end - name].ends_with(b"&") {
                    end -= name + 1;
                }
            }
            _ => return end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for (line, linked) in [
            ("www.a.org", "www.a.org"),
            ("www.a.org/b.c. d", "www.a.org/b.c"),
            ("https://a.org/(b)))&amp;).", "https://a.org/(b)"),
            ("ftp://a.b<c", "ftp://a.b"),
            ("http://a_b.c.d/?x;", "http://a_b.c.d/?x"),
            ("http://a.b/x&1;.", "http://a.b/x&1"),
            ("http://a_b.c. x", "http://a_b.c"),
            ("HTTP://localhost:1313\"", "HTTP://localhost:1313"),
            ("https://ä—b c", "https://ä—b"),
            ("www.-a/\u{a0}b", "www.-a/\u{a0}b"),
        ] {
            assert_eq!(
                link(line).map(|found| &line[..found.len]),
                Some(linked),
                "{line}"
            );
        }
        for line in [
            "www.",
            "http://",
            "http://a.b_c x",
            "http://.a",
            "WWW.a.b",
            "mailto:a@b.c",
        ] {
            assert_eq!(link(line), None, "{line}");
        }
    }

    #[test]
    fn emails() {
        for (text, linked) in [
            ("x a.b-c_d+e@f.g, h", "a.b-c_d+e@f.g"),
            ("(a@b.c.)", "a@b.c"),
            ("a@.c", "a@.c"),
            ("(mailto:a@b.c)", "mailto:a@b.c"),
            ("xmailto:a@b.c", "a@b.c"),
        ] {
            let found = email(text, text.find('@').unwrap_or_default());
            assert_eq!(
                found.map(|(at, found)| &text[at..at + found.len]),
                Some(linked)
            );
        }
        for text in ["@a.b", "a@b", "a@b.c-", "a@b.c_", "a@b.c1", "a@b.c@d"] {
            assert_eq!(
                email(text, text.find('@').unwrap_or_default()),
                None,
                "{text}"
            );
        }
    }
}
