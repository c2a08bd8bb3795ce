//! `Block`: one top-level block of a post, parsed: data only.

mod kind;

pub use kind::Kind;

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use crate::finding::Finding;
use crate::hugo::typographer::{Balance, OpenQuotes};
use crate::label::Label;
use crate::tree::{Tree, UnbalancedTag};

/// One top-level block, or several that only hold together. Blank lines and link reference definitions after it
/// belong to it.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Stable while the block lives; never 0 once it is in a document.
    pub id: u32,
    /// The kind of its first part.
    pub first: Kind,
    /// The kind of its last part.
    pub last: Kind,
    /// The items that it begins with, if these are of a list that is divided into blocks.
    pub items: Option<Items>,
    /// Whether any part is a definition list, which reaches back over blank lines.
    pub definition_list: bool,
    /// Whether nothing in it looks past its end: what follows may change without changing it.
    pub closed: bool,
    /// Where the lines of its fenced code begin, if they are shown verbatim.
    pub code: Option<usize>,
    /// Its content, with what the renderer found in it.
    pub rendered: RenderedBlock,
    /// The site's own HTML for it.
    pub answer: Option<BlockAnswer>,
    /// The unit that it is in.
    pub unit: Unit,
    /// The quotes that are open before it.
    pub quotes_before: OpenQuotes,
    /// Whether anything in it has a name or leads to one.
    pub anchors: bool,
    /// The link reference definitions in it, each label's first.
    pub definitions: Vec<(Label, Rc<Definition>)>,
    /// Every label looked up in it, whether it was found or not; sorted, without repeats.
    pub uses: Vec<Label>,
    /// Every label in it that would be a footnote reference if that footnote were defined; likewise.
    pub note_uses: Vec<Label>,
    /// The share of its references in the document's limit on their expansion, in bytes.
    pub expansion: usize,
}

/// The rows that are blocks lack fewer cells than so many in all: parser and renderer count those of a whole table, and
/// stop filling them in.
pub const MOST_MISSING: usize = 10_000;

/// A container of the top level whose parts are blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Container {
    /// A list: its items.
    #[default]
    List,
    /// A table: its rows. As a stub, which has as many columns and the same alignments.
    Table(Rc<str>),
    /// A block quote: what is in it.
    Quote,
}

/// A container around the one whose parts are blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum Around {
    /// A block quote.
    Quote,
    /// A list.
    List {
        /// Whether it is loose; `None` where no item shows that.
        loose: Option<bool>,
        /// How many of its items have begun, as far as that makes a difference.
        items: usize,
    },
    /// An item, by the beginning of its first line, up to its content: the columns that its other lines are indented by.
    Item(Rc<str>),
}

/// Items of a list, rows of a table, or children of a block quote: most often one.
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// The container that they are parts of.
    pub of: Container,
    /// The containers around that, from the top level on: each is one element.
    pub around: Vec<Around>,
    /// How many cells the rows lack.
    pub missing: usize,
    /// Whether that began in a block before.
    pub continue_list: bool,
    /// Whether the list is loose; `None` where no item shows that. The same in all blocks of the list.
    pub loose: Option<bool>,
    /// Whether the items make their list loose to goldmark. To the other flavors every item may.
    pub apart: bool,
    /// Whether they make it loose to the parser, once that was asked.
    pub known_apart: Cell<Option<bool>>,
}

impl Items {
    /// Says whether the list is loose that is in so many elements.
    pub fn set_loose(&mut self, level: usize, is_loose: Option<bool>) {
        match self.around.get_mut(level) {
            Some(Around::List { loose, .. }) => *loose = is_loose,
            None if self.of == Container::List => self.loose = is_loose,
            _ => {}
        }
    }
}

/// The renderer's answer for one block.
#[derive(Clone, Debug, Default)]
pub struct RenderedBlock {
    /// The elements and the text.
    pub tree: Rc<Tree>,
    /// The raw tags that begin or end elements that other blocks are in; of most blocks none.
    pub unbalanced_tags: Vec<UnbalancedTag>,
    /// The effect on the open quotes.
    pub quote_balance: Balance,
    /// The footnotes defined in the block.
    pub notes: Vec<Note>,
    /// The likely mistakes, in the order of the text.
    pub findings: Vec<Finding>,
    /// Whether there is a heading in the block.
    pub has_heading: bool,
    /// Whether the divider of the summary is in the block.
    pub has_summary_divider: bool,
    /// How many words Hugo counts, for the summary, in place of omitted raw HTML.
    pub omitted_html_words: usize,
    /// How many bytes of Markdown the embedder's shortcodes give in the block.
    pub given: usize,
}

impl Block {
    /// The tree of the unit that begins with this block; `None` inside one.
    pub fn shown(&self) -> Option<&Rc<Tree>> {
        match &self.unit {
            Unit::Alone => Some(&self.rendered.tree),
            Unit::First(tree) | Unit::Answer(tree) => Some(tree),
            Unit::Inner => None,
        }
    }

    /// The same, but without the site's own HTML.
    pub fn written(&self) -> Option<&Rc<Tree>> {
        match &self.unit {
            Unit::Answer(_) => Some(&self.rendered.tree),
            _ => self.shown(),
        }
    }

    /// Gives it the site's own HTML, which counts as what is given in it.
    pub fn set_answer(&mut self, answer: Option<BlockAnswer>) {
        let cost = |answer: &Option<BlockAnswer>| answer.as_ref().map_or(0, |answer| answer.cost);
        self.rendered.given = self.rendered.given + cost(&answer) - cost(&self.answer);
        self.answer = answer;
    }

    /// Whether it has further parts of a container that began in a block before.
    pub fn continues_list(&self) -> bool {
        (self.items.as_ref()).is_some_and(|items| items.continue_list)
    }

    /// How many elements at the beginning of its tree were begun by a block before, each in the one before it.
    pub fn continued(&self) -> usize {
        match &self.items {
            Some(items) if items.continue_list => {
                items.around.len() + 1 + usize::from(matches!(items.of, Container::Table(_)))
            }
            _ => 0,
        }
    }

    /// The quotes that are open after it.
    pub fn after(&self) -> OpenQuotes {
        self.rendered.quote_balance.after(self.quotes_before)
    }
}

/// The site's own HTML for a block.
#[derive(Clone, Debug)]
pub struct BlockAnswer {
    /// The HTML as it was given.
    pub html: Rc<str>,
    /// Its share of what may be given in a post.
    pub cost: usize,
    /// The part of it that is on the allowlist.
    pub tree: Rc<Tree>,
}

/// A footnote definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// As written.
    pub label: String,
    /// Where its definition stands, in bytes from the start of the block.
    pub range: Range<usize>,
    /// Its effect on the open quotes.
    pub quote_balance: Balance,
    /// Its content.
    pub tree: Rc<Tree>,
}

/// Where a link reference definition leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The destination, unescaped, not yet checked.
    pub destination: String,
    /// The title, or nothing.
    pub title: String,
    /// The bytes that each reference takes of the limit on expansion: the parser counts shortcodes as it sees them.
    pub cost: usize,
}

/// How a block belongs to a unit: the blocks that raw tags join.
#[derive(Clone, Debug, Default)]
pub enum Unit {
    /// It is one by itself, and looks like its tree.
    #[default]
    Alone,
    /// It is one by itself, and looks as the site says.
    Answer(Rc<Tree>),
    /// The first of a unit that looks like this. Source ranges count from its start.
    First(Rc<Tree>),
    /// Another block of the unit that the block before is in.
    Inner,
}
