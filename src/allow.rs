//! The one table of what may reach a page: elements, attributes, values and URL schemes.
//!
//! Nothing else in the crate can name an element or an attribute, and [`allows`] is the only judge of values,
//! so "everything in the preview is on this list" holds by construction.

mod class;
mod url;
mod value;

pub use url::{UrlKind, is_plain as is_plain_url, url};
pub use value::allows;

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
    /// Whether only the engine writes this attribute: a post must not pretend to be the engine's output.
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
}
