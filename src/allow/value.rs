//! Values that an attribute may have on an element.

use super::url::{UrlKind, url};
use super::{Attribute, Element, class};

/// Whether `element` may carry `attribute` with exactly this value.
pub fn allows(element: Element, attribute: Attribute, value: &str) -> bool {
    use Attribute as A;
    use Element as E;
    match attribute {
        A::Href | A::Src | A::Poster | A::Srcset | A::Cite => address(element, attribute, value),
        A::Media | A::Sizes => matches!(element, E::Img | E::Source),
        A::Alt => element == E::Img,
        A::Title | A::AriaLabel => true,
        A::Id => !value.is_empty() && !value.contains(char::is_whitespace),
        A::Class => {
            !value.is_empty()
                && value
                    .split(' ')
                    .all(|name| class::is_allowed(element, name))
        }
        A::Lang | A::Srclang => {
            (attribute == A::Lang || element == E::Track)
                && (1..=35).contains(&value.len())
                && value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }
        A::Dir => matches!(value, "ltr" | "rtl" | "auto"),
        A::Role => matches!(
            value,
            "doc-noteref" | "doc-endnotes" | "doc-backlink" | "note"
        ),
        A::Style => {
            matches!(element, E::Td | E::Th)
                && matches!(
                    value,
                    "text-align: left" | "text-align: center" | "text-align: right"
                )
        }
        // Keys can then scroll code that is wider than the page.
        A::Tabindex => element == E::Pre && value == "0",
        A::Span => matches!(element, E::Col | E::Colgroup) && number(value, 3),
        A::Value => element == E::Li && number(value.strip_prefix('-').unwrap_or(value), 9),
        A::Colspan | A::Rowspan => matches!(element, E::Td | E::Th) && number(value, 3),
        A::Scope => element == E::Th && matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        A::Start => element == E::Ol && number(value.strip_prefix('-').unwrap_or(value), 9),
        A::Reversed => element == E::Ol && value.is_empty(),
        A::Open => element == E::Details && value.is_empty(),
        A::Datetime => matches!(element, E::Time | E::Del | E::Ins),
        A::Checked | A::Disabled => element == E::Input && value.is_empty(),
        A::Type => match element {
            E::Input => value == "checkbox",
            E::Ol | E::Ul | E::Li => matches!(value, "1" | "a" | "A" | "i" | "I"),
            // A type of picture, film or sound to choose by.
            E::Source => ["image/", "video/", "audio/"]
                .iter()
                .any(|kind| value.starts_with(kind)),
            _ => false,
        },
        A::DataTex
        | A::DataFootnotes
        | A::DataFootnoteRef
        | A::DataFootnoteBackref
        | A::DataMore
        | A::DataLang => data(element, attribute, value),
        A::Align
        | A::Valign
        | A::Border
        | A::Width
        | A::Height
        | A::Color
        | A::Bgcolor
        | A::Face
        | A::Size
        | A::Cellpadding
        | A::Cellspacing
        | A::Hspace
        | A::Vspace
        | A::Noshade
        | A::Nowrap
        | A::Clear => presentational(element, attribute, value),
        A::Controls | A::Loop | A::Muted | A::Default | A::Label | A::Kind => {
            media(element, attribute, value)
        }
    }
}

/// Attributes with addresses.
fn address(element: Element, attribute: Attribute, value: &str) -> bool {
    use Attribute as A;
    use Element as E;
    match attribute {
        A::Href => element == E::A && url(UrlKind::Link, value),
        A::Src => {
            matches!(element, E::Img | E::Video | E::Audio | E::Source | E::Track)
                && url(UrlKind::Image, value)
        }
        A::Poster => element == E::Video && url(UrlKind::Image, value),
        // Any of them may be loaded, however the list is split.
        A::Srcset => {
            matches!(element, E::Img | E::Source)
                && value
                    .split([' ', '\t', '\n', '\r', '\x0C', ','])
                    .all(|part| url(UrlKind::Image, part))
        }
        A::Cite => {
            matches!(element, E::Blockquote | E::Del | E::Ins | E::Q) && url(UrlKind::Link, value)
        }
        _ => false,
    }
}

/// Attributes that say what the engine made of an element.
fn data(element: Element, attribute: Attribute, value: &str) -> bool {
    use Attribute as A;
    use Element as E;
    match attribute {
        // The TeX of a formula, for a library that draws it: on a `span` or `div` of the classes `math` and `math-inline`
        // or `math-display`. The element's content is the source with its delimiters, as the site publishes it.
        A::DataTex => matches!(element, E::Span | E::Div),
        // The names that GitHub's style sheet has for footnotes.
        A::DataFootnotes => element == E::Section && value.is_empty(),
        A::DataFootnoteRef | A::DataFootnoteBackref => element == E::A && value.is_empty(),
        // The divider of the summary.
        A::DataMore => element == E::Hr && value.is_empty(),
        A::DataLang => element == E::Code && (1..=100).contains(&value.len()),
        _ => false,
    }
}

/// Attributes of older HTML, which style sheets replaced.
fn presentational(element: Element, attribute: Attribute, value: &str) -> bool {
    use Attribute as A;
    use Element as E;
    match attribute {
        A::Align => {
            matches!(value, "left" | "center" | "right" | "justify")
                || element == E::Img && matches!(value, "top" | "middle" | "bottom")
        }
        A::Valign => matches!(value, "top" | "middle" | "bottom" | "baseline"),
        A::Border => matches!(element, E::Img | E::Table) && number(value, 2),
        A::Width | A::Height => {
            matches!(
                element,
                E::Img | E::Source | E::Video | E::Table | E::Td | E::Th | E::Col | E::Hr | E::Pre
            ) && number(length(value), 5)
        }
        A::Color => matches!(element, E::Font | E::Hr) && color(value),
        A::Bgcolor => {
            use E::{Table, Tbody, Td, Tfoot, Th, Thead, Tr};
            matches!(element, Table | Thead | Tbody | Tfoot | Tr | Td | Th) && color(value)
        }
        A::Face => {
            let in_name = |b: u8| b.is_ascii_alphanumeric() || b" ,-_'\"".contains(&b) || b >= 128;
            element == E::Font && (1..=100).contains(&value.len()) && value.bytes().all(in_name)
        }
        A::Size => match element {
            E::Font => number(value.strip_prefix(['+', '-']).unwrap_or(value), 2),
            _ => element == E::Hr && number(value, 3),
        },
        A::Cellpadding | A::Cellspacing => element == E::Table && number(length(value), 3),
        A::Hspace | A::Vspace => element == E::Img && number(value, 3),
        A::Noshade => element == E::Hr && value.is_empty(),
        A::Nowrap => matches!(element, E::Td | E::Th) && value.is_empty(),
        A::Clear => element == E::Br && matches!(value, "left" | "right" | "all" | "both" | "none"),
        _ => false,
    }
}

/// Attributes of films and sounds.
fn media(element: Element, attribute: Attribute, value: &str) -> bool {
    use Attribute as A;
    use Element as E;
    match attribute {
        // Without `autoplay`: a person starts it, and can end it.
        A::Controls | A::Loop | A::Muted => {
            matches!(element, E::Video | E::Audio) && value.is_empty()
        }
        A::Default => element == E::Track && value.is_empty(),
        A::Label => element == E::Track,
        A::Kind => {
            element == E::Track
                && matches!(
                    value,
                    "subtitles" | "captions" | "descriptions" | "chapters" | "metadata"
                )
        }
        _ => false,
    }
}

/// A length without its unit.
fn length(value: &str) -> &str {
    let unit = value.strip_suffix('%').or(value.strip_suffix("px"));
    unit.unwrap_or(value)
}

/// Whether `value` is one to `digits` decimal digits.
fn number(value: &str, digits: usize) -> bool {
    (1..=digits).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `value` is a colour by its name or in hexadecimal.
fn color(value: &str) -> bool {
    let name = value.strip_prefix('#').unwrap_or(value);
    (1..=30).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert!(allows(Element::Th, Attribute::Style, "text-align: left"));
        assert!(!allows(
            Element::Th,
            Attribute::Style,
            "text-align: left; color: red"
        ));
        assert!(!allows(Element::P, Attribute::Style, "text-align: left"));
        assert!(allows(Element::Code, Attribute::Class, "language-c++"));
        assert!(!allows(Element::P, Attribute::Class, "language-c++"));
        assert!(allows(Element::P, Attribute::Class, "lead sm:wide"));
        assert!(allows(Element::Font, Attribute::Color, "#0af"));
        assert!(!allows(Element::Font, Attribute::Color, "red;x:y"));
        assert!(!allows(Element::Font, Attribute::Face, "a;b"));
        assert!(!allows(Element::Video, Attribute::Poster, "javascript:x"));
        assert!(!allows(Element::Source, Attribute::Type, "text/html"));
        assert!(!allows(Element::P, Attribute::Class, "a  b"));
        assert!(!allows(Element::Span, Attribute::Class, "toolbar"));
        assert!(allows(Element::Span, Attribute::DataTex, "\\frac12"));
        assert!(!allows(Element::P, Attribute::DataTex, "x"));
        assert!(!allows(Element::Pre, Attribute::Tabindex, "1"));
        assert!(allows(Element::Input, Attribute::Type, "checkbox"));
        assert!(!allows(Element::Input, Attribute::Type, "password"));
        assert!(!allows(Element::Img, Attribute::Href, "/x"));
        let srcset = |value| allows(Element::Source, Attribute::Srcset, value);
        assert!(srcset("/a.png 1x, https://x.org/b,c.png 2x,d"));
        assert!(srcset("data:image/png;base64,aGk= 2x"));
        assert!(!srcset("/a.png 1x,javascript:x 2x"));
        assert!(!srcset("/a.png 1x, data:image/svg+xml,x"));
    }
}
