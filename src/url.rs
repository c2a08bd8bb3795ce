//! Destinations of links and images, as they are written into an attribute.

use crate::allow::{self, UrlKind};

/// A URL or an e-mail address in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BareLink {
    /// Its length in bytes.
    pub len: usize,
    /// The start of its URL, before the written text.
    pub prefix: &'static str,
}

/// Percent-encodes a destination as CommonMark's reference implementation does, and checks it.
/// One that the allowlist refuses is empty, so that it leads nowhere.
pub fn checked(kind: UrlKind, destination: &str) -> String {
    let url = encode(destination);
    if allow::url(kind, &url) {
        url
    } else {
        String::new()
    }
}

/// The scheme of a destination, with its colon, where the allowlist refuses that.
pub fn refused_scheme(kind: UrlKind, destination: &str) -> Option<&str> {
    let end = destination.find(':')?;
    let refused = !allow::is_plain_url(destination) && checked(kind, destination).is_empty();
    refused.then(|| &destination[..=end])
}

/// Percent-encodes characters that a URL may not contain. Encoded ones stay.
fn encode(destination: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = destination.as_bytes();
    let is_good = |byte: &u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'~' => true,
        // From the number sign to the equals sign and the at sign.
        b'#'..=b'@' => !matches!(byte, b'%' | b'<' | b'>'),
        _ => *byte == b'!',
    };
    let is_encoded = |digits: &[u8]| {
        digits
            .iter()
            .take(2)
            .filter(|b| b.is_ascii_hexdigit())
            .count()
            == 2
    };
    let good = bytes.iter().take_while(|byte| is_good(byte)).count();
    let mut out = String::with_capacity(destination.len());
    out.push_str(&destination[..good]);
    for (at, &byte) in bytes.iter().enumerate().skip(good) {
        match byte {
            b'%' if is_encoded(&bytes[at + 1..]) => out.push('%'),
            _ if is_good(&byte) => out.push(byte as char),
            _ => {
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)] as char);
                out.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations() {
        let link = |destination| checked(UrlKind::Link, destination);
        assert_eq!(link("/a b\"ä%20%zz%2z%"), "/a%20b%22%C3%A4%20%25zz%252z%25");
        assert_eq!(
            link("https://x.org/?a=1&b=[2]#c"),
            "https://x.org/?a=1&b=%5B2%5D#c"
        );
        assert_eq!(link("javascript:alert(1)"), "");
        assert_eq!(link("java\nscript:alert(1)"), "java%0Ascript:alert(1)");
    }
}
