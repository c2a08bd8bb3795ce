//! `Shortcodes`: those of a body, found before its Markdown is read, as Hugo does it.
//!
//! The parser sees a word of letters in the place of each, of the same length, so that every offset stays what it was
//! and a block with a shortcode is a block like any other. What the shortcode shows takes the word's place when the
//! block is drawn. A shortcode that Hugo sends through Markdown (`{{% %}}`) and that stands alone on its line is a
//! block of its own.

mod builtin;
mod draw;
pub mod lexer;
mod masked;
mod mistakes;
mod registered;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::flavor::Rules;
use crate::text::Text;
use crate::tree::Tree;
use crate::value::Value;
use lexer::{Endless, Form, Kind, Tag, Token};

pub use builtin::{param, params};
pub use masked::Masked;
pub use registered::Registered;

/// So deep may shortcodes hold Markdown with shortcodes.
const DEEPEST: usize = 6;

/// So many bytes of Markdown may the embedder's shortcodes give a post, those that they use themselves included. A few
/// of them can ask for any amount.
pub const MOST_GIVEN: usize = 200_000;

/// What the parser sees in the place of delimiters that mean nothing: of an escaped one, and of one that is wrong.
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

/// What shortcodes show beside what is written in them.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Whether there are shortcodes at all.
    pub on: bool,
    /// The embedder's own.
    pub registered: Option<Registered>,
    /// The [values](params()) of the front matter.
    pub params: Rc<Value>,
    /// Reads the Markdown that shortcodes show. The caller sets it, since a body is built on shortcodes: this is the one
    /// recursion between the two.
    pub read: Option<fn(&str, &Rules, Context) -> Trees>,
    /// In how many shortcodes the text is.
    pub depth: usize,
    /// How many bytes of Markdown the embedder's have given since the text, or a stretch of it, was begun.
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

/// A stretch that the parser does not see as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
    mask: Mask,
    /// Of what is written.
    hash: u64,
    /// The index of its token, the first one of a pair.
    token: usize,
    /// Whether its partner is a block of its own too, so that what is between them can be put into an element.
    joins: bool,
}

/// What a [`Region`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A shortcode without content.
    Single,
    /// A pair, with all that is between.
    Pair,
    /// The tag before content that is read as Markdown with the rest.
    Open,
    /// The tag after such content.
    Close,
    /// A closing tag that closes nothing.
    Stray,
    /// The beginning of something that is no shortcode.
    Wrong,
    /// A mark of the comment by which a shortcode is escaped.
    Escape,
}

/// What the parser sees in the place of a [`Region`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mask {
    /// A word of letters, made from what is written: the same text, the same word.
    Word,
    /// A comment of HTML, which is a block of its own.
    Block,
    /// Likewise, on a line of its own: what Hugo writes there begins with a line end, whatever it stands in.
    Line,
    /// Two of them on two lines: what Hugo writes there goes on at the start of a line, whatever it stands in.
    Lines,
    /// A letter for a delimiter that means nothing.
    Letter(char),
}

impl Region {
    /// What the parser sees.
    pub fn mask(&self) -> String {
        let len = self.range.len();
        match self.mask {
            Mask::Letter(letter) => letter.to_string(),
            Mask::Block => comment(len),
            Mask::Line => format!("\n{}", comment(len - 1)),
            Mask::Lines => format!("<!---->\n{}", comment(len - 8)),
            Mask::Word => {
                let mut word = String::with_capacity(len);
                // As Hugo's begin: some letters after a quote mean something to the typographer.
                word.push('h');
                let mut hash = self.hash;
                while word.len() < len {
                    word.push((b'a' + (hash % 26) as u8) as char);
                    hash /= 26;
                }
                word
            }
        }
    }
}

/// So many bytes that are a comment of HTML.
fn comment(len: usize) -> String {
    format!("<!--{}-->", "x".repeat(len.saturating_sub(7)))
}

impl Shortcodes {
    /// A table of nothing yet.
    pub fn new(context: Context) -> Self {
        Self {
            context,
            ..Self::default()
        }
    }

    /// What shortcodes show beside what is written in them.
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
        let registered = self.context.registered.as_ref();
        self.tokens.iter().any(|token| match &token.kind {
            Kind::Tag(tag) => {
                builtin::is_unknown(&tag.name) && !registered.is_some_and(|own| own.has(&tag.name))
            }
            _ => false,
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
        if !self.context.on || !text.written_has(0..text.len(), '{') {
            return;
        }
        let written = text.written(0..text.len());
        let mut at = 0;
        let mut endless = Endless::default();
        while let Some(start) = lexer::next(&written, at) {
            let token = token_at(&written[start..], start, &mut endless);
            at = token.range.end;
            self.tokens.push(token);
        }
        self.pair();
        self.regions = self.regions_of_tokens();
        for region in &mut self.regions {
            settle(region, &self.tokens[region.token], text, &self.context);
        }
        join(&self.tokens, &mut self.regions);
    }

    /// Follows the replacement of the bytes `edit` by `inserted` bytes; `text` is the new text. Returns the edit as
    /// the parser sees it: wider, where it changed shortcodes.
    pub fn edit(
        &mut self,
        text: Text,
        edit: Range<usize>,
        inserted: usize,
    ) -> (Range<usize>, usize) {
        if !self.context.on {
            return (edit, inserted);
        }
        let had = !self.tokens.is_empty();
        self.lex_again(text, &edit, inserted);
        if !had && self.tokens.is_empty() {
            return (edit, inserted);
        }
        let end = edit.start + inserted;
        let (mut start, mut tail) = (edit.start, text.len() - end);
        let len_before = text.len() + edit.len() - inserted;
        let mut new = self.regions_of_tokens();
        let old = std::mem::take(&mut self.regions);
        let mut olds = old.iter().peekable();
        // Those that are the same, and whether they joined what is between.
        let mut joined: Vec<(usize, bool)> = Vec::new();
        let mut widen = |range: &Range<usize>, len: usize| {
            start = start.min(range.start);
            tail = tail.min(len - range.end);
        };
        // Whether a shortcode is alone on its line depends on what is written beside it.
        let before = new.partition_point(|r| r.range.end <= edit.start);
        let after = new.partition_point(|r| r.range.start < end);
        for (index, region) in new.iter_mut().enumerate() {
            let is_before = region.range.end <= edit.start;
            let was = if is_before {
                Some(region.range.clone())
            } else if region.range.start >= end {
                let moved = |at: usize| at - end + edit.end;
                Some(moved(region.range.start)..moved(region.range.end))
            } else {
                None
            };
            let known = was.and_then(|was| {
                while let Some(gone) = olds.next_if(|old| old.range.start < was.start) {
                    widen(&gone.range, len_before);
                }
                let same = |old: &&Region| {
                    let apart = old.range.end <= edit.start || old.range.start >= edit.end;
                    apart && old.range == was && old.role == region.role
                };
                olds.next_if(same)
            });
            match known {
                Some(old) => {
                    (region.mask, region.hash) = (old.mask, old.hash);
                    joined.push((index, old.joins));
                    if index + 1 == before || index == after {
                        settle_mask(region, &self.tokens[region.token], text, &self.context);
                        if region.mask != old.mask {
                            widen(&region.range, text.len());
                        }
                    }
                }
                None => {
                    settle(region, &self.tokens[region.token], text, &self.context);
                    widen(&region.range, text.len());
                }
            }
        }
        for gone in olds {
            widen(&gone.range, len_before);
        }
        join(&self.tokens, &mut new);
        for (index, joined) in joined {
            if new[index].joins != joined {
                widen(&new[index].range, text.len());
            }
        }
        self.regions = new;
        (start..len_before - tail, text.len() - tail - start)
    }

    /// Takes over other values of the front matter. Returns whether a shortcode may show one that has changed.
    pub fn set_params(&mut self, params: &Rc<Value>) -> bool {
        let before = std::mem::replace(&mut self.context.params, params.clone());
        before != *params
            && self
                .tokens
                .iter()
                .any(|token| match self.shows_param(token) {
                    Some(Some(key)) => param(&before, key) != param(params, key),
                    Some(None) => true,
                    None => false,
                })
    }

    /// The stretch of the body with all shortcodes that may show values of the front matter.
    pub fn of_front_matter(&self) -> Option<Range<usize>> {
        let mut shown: Option<Range<usize>> = None;
        for token in &self.tokens {
            if self.shows_param(token).is_none() {
                continue;
            }
            // It may stand inside of another.
            for region in self.within(token.range.clone()) {
                let start = shown
                    .as_ref()
                    .map_or(region.range.start, |shown| shown.start);
                shown = Some(start..region.range.end);
            }
        }
        shown
    }

    /// Which field of the front matter a shortcode shows; the embedder's own may show any, and so may one that is
    /// given Markdown with shortcodes.
    fn shows_param<'a>(&self, token: &'a Token) -> Option<Option<&'a str>> {
        match &token.kind {
            Kind::Tag(tag) if self.registered(&tag.name).is_some() => Some(None),
            Kind::Tag(tag) if tag.name == "param" => Some(tag.arguments.at(0)),
            Kind::Tag(tag) if tag.arguments.values().any(|value| value.contains("{{")) => {
                Some(None)
            }
            _ => None,
        }
    }

    /// Finds the tokens that an edit changed, and moves those after it.
    fn lex_again(&mut self, text: Text, edit: &Range<usize>, inserted: usize) {
        let end = edit.start + inserted;
        let moved = |at: usize| at - edit.end + end;
        let first = self.tokens.iter().position(|t| t.seen > edit.start);
        let first = first.unwrap_or(self.tokens.len());
        let mut from = edit.start.saturating_sub(2);
        if let Some(token) = self.tokens.get(first) {
            from = from.min(token.range.start);
        }
        if let Some(before) = first.checked_sub(1) {
            from = from.max(self.tokens[before].range.end);
        }
        while !text.is_boundary(from) {
            from -= 1;
        }
        let mut last = first + self.tokens[first..].partition_point(|t| t.range.start < edit.end);
        // Up to here a token may begin where none did before.
        let mut limit = end;
        for gone in &self.tokens[first..last] {
            if gone.range.end > edit.end {
                limit = limit.max(moved(gone.range.end));
            }
        }
        let mut lexed = Vec::new();
        let mut endless = Endless::default();
        let window = |from: usize, limit: usize| {
            let mut to = (limit + 2).min(text.len());
            while !text.is_boundary(to) {
                to += 1;
            }
            (from, text.written(from..to))
        };
        let mut seen = window(from, limit);
        loop {
            let mut grown = limit;
            while let Some(passed) = self
                .tokens
                .get(last)
                .filter(|t| moved(t.range.start) < from)
            {
                grown = grown.max(moved(passed.range.end));
                last += 1;
            }
            if grown > limit {
                limit = grown;
                seen = window(from, limit.max(from));
            }
            let start = (from - seen.0 <= seen.1.len())
                .then(|| lexer::next(&seen.1, from - seen.0))
                .flatten();
            let Some(start) = start.map(|start| seen.0 + start) else {
                break;
            };
            if start >= limit
                || self
                    .tokens
                    .get(last)
                    .is_some_and(|t| moved(t.range.start) == start)
            {
                break;
            }
            let here = &seen.1[start - seen.0..];
            let token = if here.len() >= lexer::LONGEST + 4 {
                token_at(here, start, &mut endless)
            } else {
                let mut to = (start + lexer::LONGEST + 4).min(text.len());
                while !text.is_boundary(to) {
                    to += 1;
                }
                token_at(&text.written(start..to), start, &mut endless)
            };
            from = token.range.end;
            lexed.push(token);
        }
        for token in &mut self.tokens[last..] {
            token.range = moved(token.range.start)..moved(token.range.end);
            token.seen = moved(token.seen);
        }
        if first < last || !lexed.is_empty() {
            self.tokens.splice(first..last, lexed);
            self.pair();
        }
    }

    /// Finds which tag closes which: the last one of that name that may have content and is open still. What was
    /// opened in between has no content.
    fn pair(&mut self) {
        let mut partners: Vec<(usize, usize)> = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        // For each name the tokens that are open, with how many are open before each.
        let mut of_name: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (index, token) in self.tokens.iter().enumerate() {
            let Kind::Tag(tag) = &token.kind else {
                continue;
            };
            match tag.form {
                Form::SelfClosed => {}
                Form::Open => {
                    if self.takes_content(&tag.name) {
                        let opened = of_name.entry(&tag.name).or_default();
                        opened.push((index, open.len()));
                        open.push(&tag.name);
                    }
                }
                Form::Close => {
                    let last = of_name.get(&*tag.name).and_then(|opened| opened.last());
                    if let Some(&(opened, before)) = last {
                        for name in open.drain(before..) {
                            of_name.get_mut(name).map(Vec::pop);
                        }
                        partners.push((opened, index));
                    }
                }
            }
        }
        for token in &mut self.tokens {
            token.partner = None;
        }
        for (opened, closed) in partners {
            self.tokens[opened].partner = Some(closed);
            self.tokens[closed].partner = Some(opened);
        }
    }

    /// The regions, less what depends on the text.
    fn regions_of_tokens(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        let mut index = 0;
        while let Some(token) = self.tokens.get(index) {
            let region = |range: Range<usize>, role: Role| Region {
                range,
                role,
                mask: Mask::Word,
                hash: 0,
                token: index,
                joins: false,
            };
            let mut next = index + 1;
            match (&token.kind, token.partner) {
                (Kind::Wrong(..), _) => regions.push(region(token.range.clone(), Role::Wrong)),
                (Kind::Escaped, _) => {
                    let (start, end) = (token.range.start + 3, token.range.end - 3);
                    regions.push(region(start..start + 2, Role::Escape));
                    regions.push(region(end - 2..end, Role::Escape));
                }
                (Kind::Tag(tag), Some(partner)) if tag.form == Form::Open => {
                    if tag.markdown && !self.is_whole(&tag.name) {
                        regions.push(region(token.range.clone(), Role::Open));
                    } else {
                        let end = self.tokens[partner].range.end;
                        regions.push(region(token.range.start..end, Role::Pair));
                        next = partner + 1;
                    }
                }
                (Kind::Tag(tag), partner) => {
                    let role = match (tag.form, partner) {
                        (Form::Close, Some(_)) => Role::Close,
                        (Form::Close, None) => Role::Stray,
                        _ => Role::Single,
                    };
                    regions.push(region(token.range.clone(), role));
                }
            }
            index = next;
        }
        regions
    }

    /// The words that may stand for shortcodes, those in others too; for tests.
    pub(crate) fn words(&self, text: Text) -> Vec<String> {
        let mut words = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            let end = token.partner.map_or(0, |at| self.tokens[at].range.end);
            for end in [token.range.end, end] {
                if end < token.range.end || !matches!(token.kind, Kind::Tag(_)) {
                    continue;
                }
                let mut region = Region {
                    range: token.range.start..end,
                    role: Role::Single,
                    mask: Mask::Word,
                    hash: 0,
                    token: index,
                    joins: false,
                };
                hash(&mut region, text);
                words.push(region.mask());
            }
        }
        words
    }

    fn registered(&self, name: &str) -> Option<&Registered> {
        let registered = self.context.registered.as_ref();
        registered.filter(|registered| registered.has(name))
    }

    /// Whether something may stand between two tags of this name.
    fn takes_content(&self, name: &str) -> bool {
        self.registered(name).is_some() || builtin::content(name) != builtin::Content::None
    }

    /// Whether the shortcode decides what becomes of its content, even where that is Markdown.
    fn is_whole(&self, name: &str) -> bool {
        self.registered(name).is_some() || builtin::content(name) == builtin::Content::Needed
    }

    /// The tag of a region.
    fn tag(&self, region: &Region) -> Option<&Tag> {
        match &self.tokens[region.token].kind {
            Kind::Tag(tag) => Some(tag),
            _ => None,
        }
    }
}

/// Finds which tags are blocks of their own, as their partners are.
fn join(tokens: &[Token], regions: &mut [Region]) {
    let is_block = |regions: &[Region], token: usize| {
        let place = regions.binary_search_by_key(&token, |region| region.token);
        place.is_ok_and(|at| regions[at].mask == Mask::Block)
    };
    for index in 0..regions.len() {
        if let (Mask::Block, Some(partner)) =
            (regions[index].mask, tokens[regions[index].token].partner)
        {
            regions[index].joins = is_block(regions, partner);
        }
    }
}

fn token_at(text: &str, start: usize, endless: &mut Endless) -> Token {
    let mut token = lexer::token(text, start, endless);
    token.range = start..start + token.range.end;
    token.seen += start;
    token
}

/// Fills in what depends on the text.
fn settle(region: &mut Region, token: &Token, text: Text, context: &Context) {
    hash(region, text);
    settle_mask(region, token, text, context);
}

fn hash(region: &mut Region, text: Text) {
    // FNV-1a.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.written_bytes(region.range.clone()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    region.hash = hash;
}

fn settle_mask(region: &mut Region, token: &Token, text: Text, context: &Context) {
    let tag = match (&token.kind, region.role) {
        (_, Role::Escape) => {
            region.mask = Mask::Letter(LETTERS[0]);
            return;
        }
        (Kind::Tag(tag), Role::Single | Role::Pair | Role::Open | Role::Close) => tag,
        (_, role) => {
            region.mask = match role {
                Role::Wrong => Mask::Letter(LETTERS[1]),
                _ => Mask::Word,
            };
            return;
        }
    };
    let registered = context.registered.as_ref();
    let is_own = registered.is_some_and(|registered| registered.has(&tag.name));
    region.mask = match (&*tag.name, region.role) {
        _ if !tag.markdown || is_own => Mask::Word,
        ("details", Role::Pair) => Mask::Line,
        ("figure", Role::Single) if begins_line(text, region.range.start) => Mask::Block,
        ("figure", Role::Single) if region.range.len() > 16 => Mask::Lines,
        (name, role)
            if role != Role::Pair && builtin::is_unknown(name) && is_alone(text, &region.range) =>
        {
            Mask::Block
        }
        _ => Mask::Word,
    };
}

/// So many blanks are looked at.
const FAR: usize = 200;

/// Whether nothing but blanks is before a place on its line.
fn begins_line(text: Text, at: usize) -> bool {
    let mut from = at;
    while from > 0 && at - from < FAR && matches!(text.byte(from - 1), b' ' | b'\t') {
        from -= 1;
    }
    from == 0 || matches!(text.byte(from - 1), b'\n' | b'\r')
}

/// Whether nothing but blanks and marks of block quotes is on the line beside a stretch.
fn is_alone(text: Text, range: &Range<usize>) -> bool {
    let is_end = |at: usize| matches!(text.byte(at), b'\n' | b'\r');
    let mut from = range.start;
    while from > 0 && range.start - from < FAR && matches!(text.byte(from - 1), b' ' | b'\t' | b'>')
    {
        from -= 1;
    }
    let mut to = range.end;
    while to < text.len() && to - range.end < FAR && matches!(text.byte(to), b' ' | b'\t') {
        to += 1;
    }
    (from == 0 || is_end(from - 1)) && (to == text.len() || is_end(to))
}
