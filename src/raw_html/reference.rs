//! Character references in raw HTML (HTML § 13.2.5.72), each resolved once.

use std::borrow::Cow;

use crate::cmark::named_reference;

/// Names that count without a semicolon, for the sake of old pages.
const OLD: &str = "AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute \
    Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute \
    aacute acirc acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc \
    egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not \
    ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 \
    szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml";

/// The meaning of the numbers 128 to 159: the characters of Windows-1252.
const WINDOWS: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
];

/// A text or the value of an attribute with its references resolved and its line ends as LF.
pub fn resolve(text: &str, in_attribute: bool) -> Cow<'_, str> {
    if !text.contains(['&', '\r']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\r']) {
        out.push_str(&rest[..at]);
        let found = if rest.as_bytes()[at] == b'\r' {
            out.push('\n');
            Some(1 + usize::from(rest[at + 1..].starts_with('\n')))
        } else {
            reference(&rest[at + 1..], in_attribute, &mut out).map(|len| 1 + len)
        };
        let taken = found.unwrap_or_else(|| {
            out.push('&');
            1
        });
        rest = &rest[at + taken..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Appends what the reference that `rest` begins with stands for; returns its length.
fn reference(rest: &str, in_attribute: bool, out: &mut String) -> Option<usize> {
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        let len = digits
            .find(|c: char| !c.is_digit(radix))
            .unwrap_or(digits.len());
        if len == 0 {
            return None;
        }
        let code = digits[..len].chars().fold(0_u32, |code, c| {
            let digit = c.to_digit(radix).unwrap_or_default();
            code.saturating_mul(radix).saturating_add(digit)
        });
        out.push(character(code));
        let end = rest.len() - digits.len() + len;
        return Some(end + usize::from(rest[end..].starts_with(';')));
    }
    let len = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    // The longest name has 31 letters.
    if rest[len..].starts_with(';')
        && len <= 31
        && let Some(meaning) = named_reference(&rest[..len])
    {
        out.push_str(&meaning);
        return Some(len + 1);
    }
    let old = (2..=len.min(6)).rev().find(|len| {
        OLD.split_ascii_whitespace()
            .any(|name| name == &rest[..*len])
    })?;
    if in_attribute && rest[old..].starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric()) {
        return None;
    }
    out.push_str(&named_reference(&rest[..old])?);
    Some(old)
}

/// The character of this number; of those that old pages take from Windows-1252, the one that it has there.
pub fn character(code: u32) -> char {
    let code = match code {
        0x80..=0x9F => u32::from(WINDOWS[code as usize - 0x80]),
        _ => code,
    };
    match char::from_u32(code) {
        Some('\0') | None => char::REPLACEMENT_CHARACTER,
        Some(c) => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for (text, expected) in [
            ("a &amp; b &lt;&#33;&#x21;", "a & b <!!"),
            ("&copy &copyx; &notit; &notin;", "© ©x; ¬it; ∉"),
            (
                "&; &# &#x; &unknown; &#0;&#xD800;",
                "&; &# &#x; &unknown; \u{FFFD}\u{FFFD}",
            ),
            ("&#128;&#99999999999;\r\n\r", "€\u{FFFD}\n\n"),
            ("&amp;lt;", "&lt;"),
            ("&NotEqualTilde;&fjlig;", "≂̸fj"),
        ] {
            assert_eq!(resolve(text, false), expected, "{text}");
        }
        assert_eq!(
            resolve("?a=1&copy=2&lt&amp;&ltx", true),
            "?a=1&copy=2<&&ltx"
        );
    }
}
