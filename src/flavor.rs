//! `Flavor`: which Markdown; and the rules of the parser and the renderer that follow from it.

use std::borrow::Cow;
use std::rc::Rc;

use pulldown_cmark::Options;

use crate::hugo::attributes::hide_lines;
use crate::hugo::cjk::LineBreaks;
use crate::hugo::definition_list::hide_colons;
use crate::hugo::extras::Extras;
use crate::hugo::passthrough::Passthrough;
use crate::hugo::slug::IdType;
use crate::hugo::summary;
use crate::hugo::typographer::{self, Signs};

/// The dialect of a post.
///
/// ```
/// use draftpane::{Flavor, Options, render};
///
/// let html = |flavor| render("# A\n", &Options { flavor, ..Options::default() }).html;
/// assert_eq!(html(Flavor::Hugo), "<h1 id=\"a\">A</h1>\n");
/// assert_eq!(html(Flavor::CommonMark), "<h1>A</h1>\n");
/// ```
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

/// The switches: by flavor, and in Hugo by the site's configuration, whose names the fields have.
///
/// ```
/// use draftpane::{Flavor, Rules};
///
/// assert!(Rules::from(Flavor::Gfm).table && !Rules::from(Flavor::CommonMark).table);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Rules {
    pub flavor: Flavor,
    pub table: bool,
    pub strikethrough: bool,
    pub extras: Extras,
    pub task_list: bool,
    pub footnote: bool,
    /// The HTML of the link back from a footnote, where the site sets it.
    pub backlink_html: Option<Rc<str>>,
    pub definition_list: bool,
    /// Quotes, dashes and ellipses as typographers set them.
    pub typographer: bool,
    /// The signs that the site sets instead.
    pub signs: Option<Rc<Signs>>,
    /// Bare URLs and e-mail addresses as links.
    pub linkify: bool,
    /// The protocol of a bare link that begins with `www.`.
    pub linkify_protocol: &'static str,
    /// `:smile:`
    pub emoji: bool,
    /// Each line end breaks the line.
    pub hard_wraps: bool,
    /// Which ends of lines vanish for Chinese, Japanese and Korean.
    pub line_breaks: Option<LineBreaks>,
    /// `\\ ` parts words without being seen.
    pub escaped_space: bool,
    /// Headings get an `id` made from their text.
    pub auto_heading_id: bool,
    pub auto_id_type: IdType,
    /// So do the terms of definition lists.
    pub auto_definition_term_id: bool,
    /// `{#id .class}` at the end of a heading.
    pub title_attribute: bool,
    /// Such a line by itself gives them to the block before it.
    pub block_attribute: bool,
    /// The delimiters of text that stays verbatim: mathematics, drawn in the browser.
    pub passthrough: Option<Rc<Passthrough>>,
    /// An image that is all of a paragraph stays in one.
    pub wrap_image: bool,
    /// Fenced code has the form that Hugo's highlighter gives it, less its colours.
    pub code_fences: bool,
    /// The classes of the element around highlighted code.
    pub wrapper_class: Rc<str>,
    /// Fences in `goat` become a drawing.
    pub draws_goat: bool,
    /// `> [!NOTE]`
    pub alerts: bool,
    /// Raw HTML is omitted.
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
            extras: Extras::default(),
            task_list: extended,
            footnote: extended,
            backlink_html: None,
            definition_list: hugo,
            typographer: hugo,
            signs: None,
            linkify: extended,
            linkify_protocol: if hugo { "https://" } else { "http://" },
            emoji: false,
            hard_wraps: false,
            line_breaks: None,
            escaped_space: false,
            auto_heading_id: extended,
            auto_id_type: match flavor {
                Flavor::Gfm => IdType::GitHubPage,
                _ => IdType::default(),
            },
            auto_definition_term_id: false,
            title_attribute: hugo,
            block_attribute: false,
            passthrough: (flavor == Flavor::Gfm).then(|| Rc::new(Passthrough::github())),
            wrap_image: true,
            code_fences: false,
            wrapper_class: Rc::from("highlight"),
            draws_goat: hugo,
            alerts: flavor == Flavor::Gfm,
            omit_html: hugo,
        }
    }
}

impl Rules {
    /// The site's version of a sign of the typographer.
    pub fn sign(&self, sign: &'static str) -> &str {
        self.signs.as_ref().map_or(sign, |signs| signs.always(sign))
    }

    /// How many characters of Hugo's HTML are such a sign, where it is a character reference.
    pub fn html_len(&self, sign: &str) -> Option<usize> {
        match &self.signs {
            Some(signs) => signs.html_len(sign),
            None => typographer::html_len(sign),
        }
    }

    /// A text as the parser is to see it, as far as lines show it by themselves: of the same length. See
    /// `parse::seen`.
    pub fn hidden<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut hidden = Cow::Borrowed(text);
        if self.definition_list {
            hide_colons(text, &mut hidden);
        }
        if self.block_attribute {
            hide_lines(text, &mut hidden);
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
    /// strikethrough, tables and tasks: `parse::adapt` finds those.
    pub fn options(&self) -> Options {
        let mut options = Options::empty();
        let github = self.flavor == Flavor::Gfm;
        options.set(Options::ENABLE_TABLES, self.table && github);
        options.set(Options::ENABLE_STRIKETHROUGH, self.strikethrough && github);
        options.set(Options::ENABLE_TASKLISTS, self.task_list && github);
        options.set(Options::ENABLE_FOOTNOTES, self.footnote);
        options.set(Options::ENABLE_DEFINITION_LIST, self.definition_list);
        options.set(Options::ENABLE_GFM, self.alerts);
        options
    }

    /// The parser's options for pieces of running text.
    pub fn options_of_pieces(&self) -> Options {
        self.options() & (Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES)
    }
}
