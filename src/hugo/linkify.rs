//! Goldmark's linkify: bare URLs and e-mail addresses as links.

use crate::search;
use crate::url::BareLink;

/// The longest name of an e-mail address that is looked for, so that a long word does not cost its square.
const MAX_NAME: usize = 1000;

/// Finds a bare link at the start of `line`, the rest of a line.
pub fn link(line: &str) -> Option<BareLink> {
    let bytes = line.as_bytes();
    let found = |len, prefix| Some(BareLink { len, prefix });
    match bytes.first()? {
        b'h' | b'f' | b'w' => {
            if let Some(len) = url(line) {
                return found(untrailed(line, len), "");
            }
            if let Some(len) = www(line) {
                return found(untrailed(line, len), "https://");
            }
        }
        b if b.is_ascii_punctuation() => return None,
        _ => {}
    }
    found(email(bytes)?, "mailto:")
}

/// Whether a text may hold an e-mail address.
pub fn may_have_mail(text: &str) -> bool {
    search::has(text, "@")
}

/// Whether a text may hold a URL.
pub fn may_have_url(text: &str) -> bool {
    // A period is rarer than a `w`.
    let mut periods = search::offsets(text, ".");
    search::has(text, "://") || periods.any(|at| text.as_bytes()[..at].ends_with(b"www"))
}

fn url(line: &str) -> Option<usize> {
    let rest = ["http://", "https://", "ftp://"]
        .iter()
        .find_map(|scheme| line.strip_prefix(scheme))?;
    let start = line.len() - rest.len();
    let bytes = rest.as_bytes();
    let mut end = host(bytes)?;
    if bytes.get(end) == Some(&b':') {
        let digits = bytes[end + 1..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        if digits > 0 {
            end += 1 + digits;
        }
    }
    Some(start + end + path(&bytes[end..], true))
}

fn www(line: &str) -> Option<usize> {
    let bytes = line.strip_prefix("www.")?.as_bytes();
    let end = host(bytes)?;
    Some("www.".len() + end + path(&bytes[end..], false))
}

/// The length of a host: the longest whose last dot is followed by lower-case letters.
fn host(bytes: &[u8]) -> Option<usize> {
    let in_host = |b: &u8| {
        b.is_ascii_alphanumeric()
            || matches!(
                b,
                b'-' | b'@' | b':' | b'%' | b'.' | b'_' | b'+' | b'~' | b'#' | b'='
            )
    };
    let longest = bytes.iter().take(256).take_while(|b| in_host(b)).count();
    let letters = |at: usize| {
        bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_lowercase())
            .count()
    };
    let dot = (1..=longest)
        .rev()
        .find(|&at| bytes.get(at) == Some(&b'.') && letters(at + 1) > 0)?;
    Some(dot + 1 + letters(dot + 1))
}

/// The length of what may follow a host.
fn path(bytes: &[u8], with_dollar: bool) -> usize {
    if !matches!(bytes.first(), Some(b'/' | b'#' | b'?')) {
        return 0;
    }
    let in_path = |b: &u8| match b {
        b'*' | b'<' | b'\\' | b'|' => false,
        b'$' => with_dollar,
        _ => b.is_ascii_alphanumeric() || b.is_ascii_punctuation(),
    };
    bytes.iter().take_while(|b| in_path(b)).count()
}

/// The length of a URL without the punctuation that belongs to the sentence around it.
fn untrailed(line: &str, len: usize) -> usize {
    let bytes = line.as_bytes();
    let mut end = len;
    while matches!(
        bytes[end - 1],
        b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~'
    ) {
        end -= 1;
    }
    match bytes[end - 1] {
        b')' => {
            let count = |c| bytes[..end].iter().filter(|b| **b == c).count();
            end - count(b')').saturating_sub(count(b'('))
        }
        // An entity such as `&quot;`.
        b';' => {
            let name = bytes[..end - 1]
                .iter()
                .rev()
                .take_while(|b| b.is_ascii_alphanumeric())
                .count();
            let is_entity = name > 0 && bytes[..end - 1 - name].ends_with(b"&");
            if is_entity { end - name - 2 } else { end }
        }
        _ => end,
    }
}

fn email(bytes: &[u8]) -> Option<usize> {
    let in_name = |b: &u8| match b {
        b'"' | b'(' | b')' | b',' | b':' | b';' | b'<' | b'>' | b'@' | b'[' | b'\\' | b']' => false,
        _ => b.is_ascii_alphanumeric() || b.is_ascii_punctuation(),
    };
    let at = memchr::memchr(b'@', &bytes[..bytes.len().min(MAX_NAME)])?;
    if at == 0 || !bytes[..at].iter().all(in_name) {
        return None;
    }
    let mut end = at + 1 + label(&bytes[at + 1..])?;
    let mut dots = 0;
    while bytes.get(end) == Some(&b'.') {
        let Some(len) = label(&bytes[end + 1..]) else {
            break;
        };
        end += 1 + len;
        dots += 1;
    }
    let cut = matches!(bytes.get(end), Some(b'-' | b'_'));
    (dots > 0 && !cut).then_some(end)
}

/// The length of one label of a domain: letters, digits, and hyphens between them, 63 at most.
fn label(bytes: &[u8]) -> Option<usize> {
    let longest = bytes
        .iter()
        .take(63)
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-')
        .count();
    if !bytes.first()?.is_ascii_alphanumeric() {
        return None;
    }
    bytes[..longest]
        .iter()
        .rposition(u8::is_ascii_alphanumeric)
        .map(|last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_hugo_does() {
        for (line, linked) in [
            ("https://x.com.", "https://x.com"),
            ("https://x.com/a_(b) c", "https://x.com/a_(b)"),
            ("https://x.com/a).", "https://x.com/a"),
            ("https://x.com/a.) b", "https://x.com/a."),
            ("https://x.com/a)b). c", "https://x.com/a)"),
            ("https://x.com/a)&quot;.", "https://x.com/a)"),
            ("http://x.com/?a=1&b=2&quot; c", "http://x.com/?a=1&b=2"),
            ("http://x.com:8080/p$*", "http://x.com:8080/p$"),
            ("ftp://a.b1/x", "ftp://a.b"),
            ("https://x.com#A.b?!", "https://x.com#A.b"),
            ("www.x.org/a$b", "www.x.org/a"),
            ("www.x.org:80/", "www.x.org"),
            ("a.b+c@x.org, d", "a.b+c@x.org"),
            ("a@b.c-d.", "a@b.c-d"),
        ] {
            assert_eq!(
                link(line).map(|found| &line[..found.len]),
                Some(linked),
                "{line}"
            );
        }
        for line in [
            "http://localhost/x",
            "http://127.0.0.1/",
            "HTTP://x.com",
            "https://x.COM",
            "www.",
            "a@b",
            "a@b.c_",
            "'a@b.c",
            "https:/x.com",
            "",
        ] {
            assert_eq!(link(line), None, "{line}");
        }
    }
}
