//! URLs that a page may follow or load.

/// The use of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlKind {
    /// Followed when the reader asks for it.
    Link,
    /// Loaded as an image, a film or a sound.
    Image,
}

/// Whether exactly this URL may be set: relative, or with a scheme that cannot run anything.
///
/// The rules are those of the URL parser (URL § 4.4): leading C0 controls and spaces skipped, tabs and line ends
/// removed, the scheme compared in lower case. The string that was checked is the string that is set.
pub fn url(kind: UrlKind, url: &str) -> bool {
    if is_plain(url) {
        return true;
    }
    let mut characters = url
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| c.to_ascii_lowercase());
    let mut scheme = String::new();
    loop {
        match characters.next() {
            Some(':') => break,
            Some(c @ ('a'..='z' | '0'..='9' | '+' | '-' | '.')) => scheme.push(c),
            // Anything else before a colon: a relative URL.
            _ => return true,
        }
    }
    match scheme.as_str() {
        "" => true,
        "http" | "https" => true,
        "mailto" | "tel" | "ftp" | "irc" | "ircs" | "xmpp" => kind == UrlKind::Link,
        "data" => {
            let media: String = characters.take(11).collect();
            kind == UrlKind::Image
                && ["png", "gif", "jpeg", "webp", "avif"].iter().any(|format| {
                    media
                        .strip_prefix("image/")
                        .and_then(|rest| rest.strip_prefix(format))
                        .is_some_and(|rest| rest.starts_with([';', ',']))
                })
        }
        _ => !scheme.starts_with(|c: char| c.is_ascii_lowercase()),
    }
}

/// Whether a URL begins as most do, so that its scheme is seen at once: none, or that of the web.
pub fn is_plain(url: &str) -> bool {
    ["https:", "http:", "/", "#"]
        .iter()
        .any(|start| url.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for good in [
            "",
            "/a",
            "a.png",
            "#x",
            "?q=a:b",
            "//host/x",
            "HTTPS://x",
            "mailto:a@b",
            "./a:b",
            "1:2",
            "a b:c",
        ] {
            assert!(url(UrlKind::Link, good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " \u{1}javascript:x",
            "java\nscript:x",
            "\tjava\tscript\r:x",
            "vbscript:x",
            "data:text/html,x",
            "data:image/png;base64,x",
            "file:///etc",
            "blob:x",
            "about:blank",
        ] {
            assert!(!url(UrlKind::Link, bad), "{bad}");
        }
        for len in [31, 32, 33, 100] {
            let unknown = format!("{}:x", "a".repeat(len));
            assert!(!url(UrlKind::Link, &unknown), "{unknown}");
            assert!(!url(UrlKind::Image, &unknown), "{unknown}");
        }
        assert!(url(UrlKind::Image, "data:image/png;base64,iVBO"));
        assert!(url(UrlKind::Image, "DATA:image/JPEG,x"));
        for bad in [
            "data:image/svg+xml,<svg>",
            "data:image/pngx,",
            "mailto:a@b",
            "javascript:x",
        ] {
            assert!(!url(UrlKind::Image, bad), "{bad}");
        }
    }
}
