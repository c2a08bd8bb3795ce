//! `Flavor`: which Markdown; and the rules of the parser and the renderer that follow from it.

use std::borrow::Cow;

use pulldown_cmark::Options;

use crate::hugo::definition_list::hide_colons;
use crate::hugo::summary;

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
}

/// What is on: by flavor, and in Hugo by the site's configuration, whose names the fields have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Rules {
    pub flavor: Flavor,
    pub table: bool,
    pub strikethrough: bool,
    pub task_list: bool,
    pub footnote: bool,
    pub definition_list: bool,
    /// Quotes, dashes and ellipses as typographers set them.
    pub typographer: bool,
    /// Bare URLs and e-mail addresses as links.
    pub linkify: bool,
    /// Headings get an `id` made from their text.
    pub auto_heading_id: bool,
    /// `{#id .class}` at the end of a heading.
    pub title_attribute: bool,
    /// `> [!NOTE]`
    pub alerts: bool,
    /// Raw HTML is left out.
    pub omit_html: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self::from(Flavor::default())
    }
}

impl From<Flavor> for Rules {
    fn from(flavor: Flavor) -> Self {
        let hugo = flavor == Flavor::Hugo;
        let extended = flavor != Flavor::CommonMark;
        Self {
            flavor,
            table: extended,
            strikethrough: extended,
            task_list: extended,
            footnote: extended,
            definition_list: hugo,
            typographer: hugo,
            linkify: extended,
            auto_heading_id: hugo,
            title_attribute: hugo,
            alerts: flavor == Flavor::Gfm,
            omit_html: hugo,
        }
    }
}

impl Rules {
    /// A text as the parser is to see it: of the same length.
    pub fn hidden(self, text: &str) -> Cow<'_, str> {
        let mut hidden = Cow::Borrowed(text);
        if self.definition_list {
            hide_colons(text, &mut hidden);
        }
        if self.flavor == Flavor::Hugo {
            for at in summary::dividers(text) {
                hidden
                    .to_mut()
                    .replace_range(at..at + summary::HIDDEN.len(), summary::HIDDEN);
            }
        }
        hidden
    }

    /// The parser's options. Metadata blocks stay off: the parser would find them anywhere in a document. So do its
    /// heading attributes, which are not Hugo's and make it panic together with definition lists, and in Hugo its
    /// strikethrough.
    pub fn options(self) -> Options {
        let mut options = Options::empty();
        options.set(Options::ENABLE_TABLES, self.table);
        let strikes = self.strikethrough && self.flavor != Flavor::Hugo;
        options.set(Options::ENABLE_STRIKETHROUGH, strikes);
        options.set(Options::ENABLE_TASKLISTS, self.task_list);
        options.set(Options::ENABLE_FOOTNOTES, self.footnote);
        options.set(Options::ENABLE_DEFINITION_LIST, self.definition_list);
        options.set(Options::ENABLE_GFM, self.alerts);
        options
    }
}
