//! The one table of what may reach a page: elements, attributes, values and URL schemes.
//!
//! Nothing else in the crate can name an element or an attribute, and [`allows`] is the only judge of values,
//! so "everything in the preview is on this list" holds by construction.

macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// Every entry of the table, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name as the DOM knows it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Returns the entry with this name, compared without regard to ASCII case.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|entry| entry.name().eq_ignore_ascii_case(name))
            }
        }
    };
}

table! {
    /// An element that may appear in a post.
    Element {
        A = "a", Abbr = "abbr", Acronym = "acronym", Address = "address", Article = "article", Aside = "aside", Audio = "audio", B = "b", Bdi = "bdi",
        Bdo = "bdo", Big = "big", Blockquote = "blockquote", Br = "br", Caption = "caption", Center = "center",
        Cite = "cite", Code = "code", Col = "col", Colgroup = "colgroup", Dd = "dd", Del = "del",
        Details = "details", Dfn = "dfn", Div = "div", Dl = "dl", Dt = "dt", Em = "em",
        Figcaption = "figcaption", Figure = "figure", Font = "font", Footer = "footer", H1 = "h1", H2 = "h2", H3 = "h3",
        H4 = "h4", H5 = "h5", H6 = "h6", Header = "header", Hr = "hr", I = "i", Img = "img", Input = "input",
        Ins = "ins", Kbd = "kbd", Li = "li", Mark = "mark", Nobr = "nobr", Ol = "ol", P = "p", Picture = "picture", Pre = "pre",
        Q = "q", Rp = "rp", Rt = "rt", Ruby = "ruby", S = "s", Samp = "samp", Section = "section",
        Small = "small", Source = "source", Span = "span", Strike = "strike", Strong = "strong", Sub = "sub",
        Summary = "summary", Sup = "sup", Table = "table", Tbody = "tbody", Td = "td", Tfoot = "tfoot",
        Th = "th", Thead = "thead", Time = "time", Tr = "tr", Track = "track", Tt = "tt", U = "u", Ul = "ul", Var = "var", Video = "video",
        Wbr = "wbr",
    }
}

table! {
    /// An attribute that may appear on some element.
    Attribute {
        Align = "align", Alt = "alt", AriaLabel = "aria-label", Bgcolor = "bgcolor", Border = "border",
        Cellpadding = "cellpadding", Cellspacing = "cellspacing", Checked = "checked", Cite = "cite", Class = "class",
        Clear = "clear", Color = "color", Colspan = "colspan", Controls = "controls",
        DataFootnoteBackref = "data-footnote-backref", DataFootnoteRef = "data-footnote-ref", DataFootnotes = "data-footnotes", DataLang = "data-lang",
        DataMore = "data-more", DataTex = "data-tex", Datetime = "datetime", Default = "default", Dir = "dir", Disabled = "disabled",
        Face = "face", Height = "height", Href = "href", Hspace = "hspace", Id = "id", Kind = "kind", Label = "label",
        Lang = "lang", Loop = "loop", Media = "media", Muted = "muted", Noshade = "noshade", Nowrap = "nowrap",
        Open = "open", Poster = "poster", Reversed = "reversed", Role = "role", Rowspan = "rowspan", Scope = "scope",
        Size = "size", Sizes = "sizes", Span = "span", Src = "src", Srclang = "srclang", Srcset = "srcset",
        Start = "start", Style = "style", Tabindex = "tabindex", Title = "title", Type = "type", Valign = "valign",
        Value = "value", Vspace = "vspace", Width = "width",
    }
}

impl Attribute {
    /// Whether the engine alone writes it: it says what an element is, which no post can claim.
    pub const fn is_own(self) -> bool {
        matches!(
            self,
            Self::Checked
                | Self::Controls
                | Self::DataFootnoteBackref
                | Self::DataFootnoteRef
                | Self::DataFootnotes
                | Self::DataMore
                | Self::DataTex
                | Self::Disabled
                | Self::Style
        )
    }
}

impl Element {
    /// Whether the element has no content and no end tag (HTML § 13.1.2, void elements).
    pub const fn is_void(self) -> bool {
        matches!(
            self,
            Self::Br
                | Self::Col
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Source
                | Self::Track
                | Self::Wbr
        )
    }

    /// The heading of this level, 1 to 6.
    pub const fn heading(level: u8) -> Self {
        match level {
            1 => Self::H1,
            2 => Self::H2,
            3 => Self::H3,
            4 => Self::H4,
            5 => Self::H5,
            _ => Self::H6,
        }
    }

    /// The level of a heading, 1 to 6.
    pub const fn heading_level(self) -> Option<u8> {
        Some(match self {
            Self::H1 => 1,
            Self::H2 => 2,
            Self::H3 => 3,
            Self::H4 => 4,
            Self::H5 => 5,
            Self::H6 => 6,
            _ => return None,
        })
    }
}

/// The use of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlKind {
    /// Followed when the reader asks for it.
    Link,
    /// Loaded as an image, a film or a sound.
    Image,
}

/// Whether `element` may carry `attribute` with exactly this value.
pub fn allows(element: Element, attribute: Attribute, value: &str) -> bool {
    use Attribute as A;
    use Element as E;
    match attribute {
        A::Href => element == E::A && url(UrlKind::Link, value),
        A::Src => {
            matches!(element, E::Img | E::Video | E::Audio | E::Source | E::Track)
                && url(UrlKind::Image, value)
        }
        A::Poster => element == E::Video && url(UrlKind::Image, value),
        // Any of them may be loaded, whichever way the list is parted.
        A::Srcset => {
            matches!(element, E::Img | E::Source)
                && value
                    .split([' ', '\t', '\n', '\r', '\x0C', ','])
                    .all(|part| url(UrlKind::Image, part))
        }
        A::Media | A::Sizes => matches!(element, E::Img | E::Source),
        A::Cite => {
            matches!(element, E::Blockquote | E::Del | E::Ins | E::Q) && url(UrlKind::Link, value)
        }
        A::Alt => element == E::Img,
        A::Title | A::AriaLabel => true,
        A::Id => !value.is_empty() && !value.contains(char::is_whitespace),
        A::Class => !value.is_empty() && value.split(' ').all(|name| class(element, name)),
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
        // The TeX of mathematics, for whoever draws it: in a `span` or `div` of the class `math` and, by its place,
        // `math-inline` or `math-display`. Its content is the source with its delimiters, which is what the site publishes.
        A::DataTex => matches!(element, E::Span | E::Div),
        // As GitHub's style sheet knows its footnotes.
        A::DataFootnotes => element == E::Section && value.is_empty(),
        A::DataFootnoteRef | A::DataFootnoteBackref => element == E::A && value.is_empty(),
        // The divider of the summary.
        A::DataMore => element == E::Hr && value.is_empty(),
        A::DataLang => element == E::Code && (1..=100).contains(&value.len()),
        // So that code that is wider than the page can be scrolled with keys.
        A::Tabindex => element == E::Pre && value == "0",
        A::Align => {
            matches!(value, "left" | "center" | "right" | "justify")
                || element == E::Img && matches!(value, "top" | "middle" | "bottom")
        }
        A::Valign => matches!(value, "top" | "middle" | "bottom" | "baseline"),
        A::Border => matches!(element, E::Img | E::Table) && number(value, 2),
        A::Span => matches!(element, E::Col | E::Colgroup) && number(value, 3),
        A::Value => element == E::Li && number(value.strip_prefix('-').unwrap_or(value), 9),
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
        // Never by itself: a person starts it, and can end it.
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

/// The classes that the engine writes itself, `language-…` on code, and those that an author gives a block.
fn class(element: Element, name: &str) -> bool {
    match name {
        "footnotes"
        | "footnote-ref"
        | "footnote-backref"
        | "data-footnote-backref"
        | "task-list-item"
        | "task-list-item-checkbox"
        | "contains-task-list"
        | "shortcode"
        | "shortcode-label"
        | "shortcode-arguments"
        | "shortcode-content"
        | "shortcode-text"
        | "shortcode-card"
        | "math"
        | "math-inline"
        | "math-display"
        | "highlight"
        | "markdown-alert"
        | "markdown-alert-title"
        | "markdown-alert-note"
        | "markdown-alert-tip"
        | "markdown-alert-important"
        | "markdown-alert-warning"
        | "markdown-alert-caution" => true,
        _ if takes_class(element) => {
            let in_name = |b: u8| b.is_ascii_alphanumeric() || b"-_:./".contains(&b);
            (1..=100).contains(&name.len()) && name.bytes().all(in_name)
        }
        _ => {
            element == Element::Code
                && name.strip_prefix("language-").is_some_and(|language| {
                    (1..=100).contains(&language.len())
                        && !language.contains(|c: char| c.is_whitespace() || c.is_control())
                })
        }
    }
}

/// Whether an author may give an element a class, by attributes: the blocks that they are for. A class does nothing but
/// what the style sheet of the page says.
const fn takes_class(element: Element) -> bool {
    use Element as E;
    element.heading_level().is_some()
        || matches!(
            element,
            E::P | E::Blockquote | E::Div | E::Dl | E::Hr | E::Img | E::Ol | E::Table | E::Ul
        )
}

/// Whether a URL, written exactly so, may be set: relative, or with a scheme that cannot run anything.
///
/// It is read as the URL parser reads it (URL § 4.4): leading C0 controls and spaces skipped, tabs and line ends
/// removed, the scheme compared in lower case. The string that was checked is the string that is set.
pub fn url(kind: UrlKind, url: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for element in Element::ALL {
            assert_eq!(Element::from_name(element.name()), Some(*element));
        }
        assert_eq!(Element::from_name("DIV"), Some(Element::Div));
        for name in [
            "script", "style", "object", "embed", "svg", "math", "form", "iframe", "template",
            "x-a",
        ] {
            assert_eq!(Element::from_name(name), None);
        }
        assert!(Attribute::ALL.iter().all(|a| !a.name().starts_with("on")));
        for name in [
            "onclick",
            "name",
            "slot",
            "is",
            "formaction",
            "ping",
            "autoplay",
            concat!("src", "doc"),
        ] {
            assert_eq!(Attribute::from_name(name), None);
        }
    }

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
