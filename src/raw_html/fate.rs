//! The fate of an element that is not on the allowlist.

use crate::allow::Element as E;

/// The way in which an element off the allowlist is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Another element, which looks like it.
    As(E),
    /// Its content, in an element of its own or in none.
    Content(Option<E>),
    /// Nothing, as in a browser: it has no content.
    Nothing,
    /// Nothing, as in a browser, with all that is in it.
    Hidden,
    /// The text in it as it is written, in an element of its own or in none.
    Verbatim(Option<E>),
    /// Its name, and the text in it.
    Named(&'static str),
    /// A link to what it would load, of which nothing is.
    Card(&'static str),
}

/// The way in which the element of this name is shown.
pub fn fate(name: &str) -> Fate {
    match &*name.to_ascii_lowercase() {
        "dir" | "menu" => Fate::As(E::Ul),
        "fieldset" | "hgroup" | "legend" | "main" | "nav" | "search" => Fate::As(E::Div),
        "image" => Fate::As(E::Img),
        "listing" => Fate::As(E::Pre),
        "dialog" | "form" => Fate::Content(Some(E::Div)),
        "area" | "base" | "basefont" | "bgsound" | "link" | "meta" | "param" => Fate::Nothing,
        "datalist" | "noembed" | "noframes" | "noscript" | "script" | "style" | "template"
        | "title" => Fate::Hidden,
        "textarea" => Fate::Verbatim(None),
        "plaintext" | "xmp" => Fate::Verbatim(Some(E::Pre)),
        "math" => Fate::Named("MathML formula"),
        "svg" => Fate::Named("SVG drawing"),
        "embed" | "object" => Fate::Card("Embedded object"),
        "iframe" => Fate::Card("Embedded page"),
        _ => Fate::Content(None),
    }
}

impl Fate {
    /// Whether the element is taken as a whole, with the end tag that belongs to it.
    pub fn is_whole(self, name: &str) -> bool {
        matches!(self, Self::Hidden | Self::Verbatim(_) | Self::Named(_)) || is(name, "iframe")
    }

    /// Whether to a browser all that follows is in the element, where nothing ends it.
    pub fn is_endless(self, name: &str) -> bool {
        match self {
            Self::Hidden => !is(name, "datalist") && !is(name, "template"),
            Self::Verbatim(_) => true,
            _ => is(name, "iframe"),
        }
    }
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}
