//! The shortcodes that Hugo 0.168 has by itself, and whether they take content.

/// The rule for the content between two tags of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentRule {
    /// Nothing: a closing tag is a mistake.
    None,
    /// Required: without a closing tag the build fails.
    Needed,
    /// Unknown: the site made the shortcode.
    Any,
}

/// The rule for the content between two tags of this name.
pub fn content(name: &str) -> ContentRule {
    match name {
        "comment" | "details" | "highlight" | "qr" => ContentRule::Needed,
        "figure" | "instagram" | "param" | "ref" | "relref" | "vimeo" | "x" | "youtube" => {
            ContentRule::None
        }
        _ if is_removed(name) => ContentRule::None,
        _ => ContentRule::Any,
    }
}

/// Whether Hugo does not know this name by itself.
pub fn is_unknown(name: &str) -> bool {
    content(name) == ContentRule::Any
}

/// Whether Hugo had a shortcode of this name once.
pub fn is_removed(name: &str) -> bool {
    matches!(name, "gist" | "tweet" | "twitter" | "twitter_simple")
}
