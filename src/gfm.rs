//! GitHub's extensions to CommonMark: bare links (GitHub Flavored Markdown § 6.9).

use crate::unicode::is_in_word;
use crate::url::BareLink;

/// Finds a URL at the start of `line`, the rest of a line.
pub fn link(line: &str) -> Option<BareLink> {
    let schemes = ["http://", "https://", "ftp://"];
    let scheme = schemes.iter().find(|scheme| line.starts_with(**scheme));
    let start = scheme.map_or(0, |scheme| scheme.len());
    if scheme.is_none() && !line.starts_with("www.") || !has_domain(&line[start..]) {
        return None;
    }
    let end = line
        .find(|c: char| c.is_whitespace() || c == '<')
        .unwrap_or(line.len());
    Some(BareLink {
        len: untrailed(&line.as_bytes()[..end]),
        prefix: if scheme.is_some() { "" } else { "http://" },
    })
}

/// Finds the e-mail address whose `@` is at `at` of `text`. Returns where it starts.
pub fn email(text: &str, at: usize) -> Option<(usize, BareLink)> {
    let bytes = text.as_bytes();
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    let name = bytes[..at].iter().rev().take_while(|b| in_name(b)).count();
    let in_domain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let longest = bytes[at + 1..].iter().take_while(|b| in_domain(b)).count();
    let domain = text[at + 1..at + 1 + longest].trim_end_matches('.');
    let is_domain =
        domain.contains('.') && !domain.starts_with('.') && !domain.ends_with(['-', '_']);
    (name > 0 && is_domain).then_some((
        at - name,
        BareLink {
            len: name + 1 + domain.len(),
            prefix: "mailto:",
        },
    ))
}

/// Whether `text` starts with a domain: a period at least, and no underscore in its last two parts.
fn has_domain(text: &str) -> bool {
    /// No domain is longer, so that many of what looks like one do not cost their square.
    const LONGEST: usize = 256;
    let in_domain = |c: char| is_in_word(c) || matches!(c, '-' | '_' | '.');
    let mut characters = text.char_indices().take(LONGEST + 1);
    let end = characters.find(|(_, c)| !in_domain(*c));
    let end = end.map_or(text.len().min(LONGEST + 1), |(end, _)| end);
    if end > LONGEST {
        return false;
    }
    let domain = text[..end].trim_end_matches('.');
    let mut parts = domain.rsplit('.');
    let (last, before) = (parts.next(), parts.next());
    let good =
        |part: Option<&str>| part.is_some_and(|part| !part.is_empty() && !part.contains('_'));
    good(last) && good(before)
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
                let name = url[..end - 1]
                    .iter()
                    .rev()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count();
                if name == 0 || !url[..end - 1 - name].ends_with(b"&") {
                    return end;
                }
                end -= name + 2;
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
            ("http://a_b.c.d/?x;", "http://a_b.c.d/?x;"),
        ] {
            assert_eq!(
                link(line).map(|found| &line[..found.len]),
                Some(linked),
                "{line}"
            );
        }
        for line in [
            "www.",
            "http://a",
            "http://a.b_c",
            "http://.a",
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
        ] {
            let found = email(text, text.find('@').unwrap_or_default());
            assert_eq!(
                found.map(|(at, found)| &text[at..at + found.len]),
                Some(linked)
            );
        }
        for text in ["@a.b", "a@b", "a@b.c-", "a@b.c_", "a@.c"] {
            assert_eq!(
                email(text, text.find('@').unwrap_or_default()),
                None,
                "{text}"
            );
        }
    }
}
