//! `Flavor`: which Markdown, and what it turns on in the parser and the renderer.

use pulldown_cmark::Options;

/// The dialect of a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flavor {
    /// Hugo 0.168 with its default configuration of goldmark.
    #[default]
    Hugo,
    /// GitHub Flavored Markdown 0.29.
    Gfm,
    /// CommonMark 0.31.2, nothing else.
    CommonMark,
}

impl Flavor {
    /// Returns the flavor with this name in the API.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "hugo" => Self::Hugo,
            "gfm" => Self::Gfm,
            "commonmark" => Self::CommonMark,
            _ => return None,
        })
    }

    /// The parser's options. Metadata blocks stay off: the parser would find them anywhere in a document.
    /// Heading attributes and definition lists are never on together, which makes it panic.
    pub fn options(self) -> Options {
        match self {
            Self::CommonMark => Options::empty(),
            Self::Gfm => {
                Options::ENABLE_TABLES
                    | Options::ENABLE_FOOTNOTES
                    | Options::ENABLE_STRIKETHROUGH
                    | Options::ENABLE_TASKLISTS
            }
            Self::Hugo => {
                Options::ENABLE_TABLES
                    | Options::ENABLE_FOOTNOTES
                    | Options::ENABLE_STRIKETHROUGH
                    | Options::ENABLE_TASKLISTS
                    | Options::ENABLE_DEFINITION_LIST
            }
        }
    }

    /// Whether headings get an `id` made from their text.
    pub fn heading_ids(self) -> bool {
        self == Self::Hugo
    }
}
