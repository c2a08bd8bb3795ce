//! `Shortcodes`: those of a body, found before its Markdown is read, as Hugo does it.
//!
//! The parser sees a word of letters in the place of each, of the same length, so that every offset stays what it was
//! and a block with a shortcode is a block like any other. The output of the shortcode takes the word's place when the
//! block is drawn. A shortcode that Hugo sends through Markdown (`{{% %}}`) and that stands alone on its line is a
//! block of its own.

mod answer;
mod answers;
mod arguments;
mod builtin;
mod draw;
mod edit;
mod endless;
pub mod lexer;
mod masked;
mod mistake;
mod mistakes;
mod pair;
mod params;
mod region;
mod registered;
mod renewal;
mod shows;
mod token;

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use crate::flavor::Rules;
use crate::text::Text;
use crate::tree::Tree;
use crate::value::Value;
use lexer::Endless;
use token::{Tag, Token, TokenKind};

pub use answer::cost_of_html;
pub use answers::{Answers, block_range};
pub use arguments::Arguments;
pub use masked::Masked;
pub use params::params;
pub use region::{Region, Role};
pub use registered::Registered;
pub use renewal::Renewal;

/// So deep may shortcodes hold Markdown with shortcodes.
const DEEPEST: usize = 6;

/// The largest number of bytes of Markdown that the embedder's shortcodes and the site's answers give a post, those inside of
/// others included. A few of them can ask for any amount.
pub const MOST_GIVEN: usize = 200_000;

/// The letters that the parser sees in the place of delimiters that mean nothing: escaped ones, and wrong ones.
pub const LETTERS: [char; 2] = ['\u{91}', '\u{F8FD}'];

/// Where a shortcode stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// By itself, where blocks may stand.
    Alone,
    /// In text, which blocks may part.
    Flow,
    /// Where only text and what is in it may stand.
    Phrase,
}

/// The blocks of a text that was read by itself, each with the byte of that text where its source starts.
pub type Trees = Vec<(usize, Rc<Tree>)>;

/// The input of shortcodes beside their own text.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Whether there are shortcodes at all.
    pub on: bool,
    /// The embedder's own.
    pub registered: Option<Registered>,
    /// The site's outputs for whole shortcodes and blocks.
    pub answers: Rc<Answers>,
    /// The [values](params()) of the front matter.
    pub params: Rc<Value>,
    /// Reads the Markdown that shortcodes show. The caller sets it, since a body is built on shortcodes: this is the one
    /// recursion between the two.
    pub read: Option<fn(&str, &Rules, Context) -> Trees>,
    /// Reads HTML by the allowlist. The caller sets it, too.
    pub html: Option<fn(&str) -> Trees>,
    /// In how many shortcodes the text is.
    pub depth: usize,
    /// How many bytes of Markdown the embedder's and the answers have given since the text, or a stretch of it, was begun.
    pub given: Rc<Cell<usize>>,
}

/// The shortcodes of a body, and what the parser sees in their places. Offsets are of the body.
#[derive(Debug, Default)]
pub struct Shortcodes {
    context: Context,
    /// In the order of the text.
    tokens: Vec<Token>,
    /// Likewise; none overlap.
    regions: Vec<Region>,
}

impl Shortcodes {
    /// A table of nothing yet.
    pub fn new(context: Context) -> Self {
        Self {
            context,
            ..Self::default()
        }
    }

    /// The input of shortcodes beside their own text.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// All of them, in the order of the text.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All that is hidden, in the order of the text.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Whether the text has none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether any is one that only the site knows.
    pub fn has_unknown(&self) -> bool {
        self.unanswered().any(|token| match &token.kind {
            TokenKind::Tag(tag) => {
                builtin::is_unknown(&tag.name) && self.registered(&tag.name).is_none()
            }
            _ => false,
        })
    }

    /// The tokens that are in no shortcode with an answer.
    fn unanswered(&self) -> impl Iterator<Item = &Token> {
        let mut answered = 0;
        self.tokens.iter().filter(move |token| {
            if token.is_answered() {
                let end = token.partner.map(|partner| self.tokens[partner].range.end);
                answered = end.unwrap_or(token.range.end);
            }
            token.range.start >= answered
        })
    }

    /// Those that lie in a range, if only in part.
    pub fn within(&self, range: Range<usize>) -> &[Region] {
        let from = self.regions.partition_point(|r| r.range.end <= range.start);
        let len = self.regions[from..].partition_point(|r| r.range.start < range.end);
        &self.regions[from..from + len]
    }

    /// Puts what the parser sees into `text`, which was written at `range`.
    pub fn mask(&self, range: Range<usize>, text: &mut String) {
        for region in self.within(range.clone()) {
            let from = region.range.start.max(range.start);
            let to = region.range.end.min(range.end);
            let mask = region.mask();
            let part = mask.get(from - region.range.start..to - region.range.start);
            let part = part.map_or_else(|| "x".repeat(to - from), str::to_owned);
            text.replace_range(from - range.start..to - range.start, &part);
        }
    }

    /// Finds the shortcodes of a whole text.
    pub fn read(&mut self, text: Text) {
        self.tokens.clear();
        self.regions.clear();
        if !self.context.on {
            return;
        }
        let written = text.written(0..text.len());
        let mut at = 0;
        let mut endless = Endless::default();
        while let Some(start) = lexer::next(&written, at) {
            let token = lexer::token_at(&written[start..], start, &mut endless);
            at = token.range.end;
            self.tokens.push(token);
        }
        if self.tokens.is_empty() {
            return;
        }
        self.pair();
        self.find_answers(text, 0..0);
        self.regions = self.settled(text);
    }

    fn registered(&self, name: &str) -> Option<&Registered> {
        let registered = self.context.registered.as_ref();
        registered.filter(|registered| registered.has(name))
    }

    /// The tag of a region.
    fn tag(&self, region: &Region) -> Option<&Tag> {
        match &self.tokens[region.token].kind {
            TokenKind::Tag(tag) => Some(tag),
            _ => None,
        }
    }
}
