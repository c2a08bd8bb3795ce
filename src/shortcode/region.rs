//! `Region`: a stretch of a body that is hidden from the parser, and the text that the parser sees there.

use std::ops::Range;
use std::rc::Rc;

use super::answer::Answer;
use super::token::{Form, Token, TokenKind};
use super::{Context, LETTERS, Shortcodes, builtin};
use crate::text::Text;

/// A stretch that is hidden from the parser.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its role.
    pub role: Role,
    pub(super) mask: Mask,
    /// The hash of the written text.
    pub(super) hash: u64,
    /// The index of its token, the first one of a pair.
    pub(super) token: usize,
    /// Whether its partner is a block of its own too, so that an element can hold all blocks between the two.
    pub(super) joins: bool,
    /// The site's output.
    pub(super) answer: Option<Rc<Answer>>,
}

/// The role of a [`Region`].
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

/// The text that the parser sees in the place of a [`Region`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mask {
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
    /// A region whose fields that depend on the text are not filled in yet.
    pub(super) fn new(range: Range<usize>, role: Role, token: usize) -> Self {
        Self {
            range,
            role,
            mask: Mask::Word,
            hash: 0,
            token,
            joins: false,
            answer: None,
        }
    }

    /// Whether the site says what it shows.
    pub fn has_answer(&self) -> bool {
        self.answer.is_some()
    }

    /// The text that the parser sees.
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

    /// Fills in the fields that depend on the text.
    pub(super) fn settle(&mut self, token: &Token, text: Text, context: &Context) {
        self.settle_hash(text);
        self.settle_mask(token, text, context);
    }

    pub(super) fn settle_hash(&mut self, text: Text) {
        // FNV-1a.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in text.written_bytes(self.range.clone()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.hash = hash;
    }

    /// Chooses the mask. It depends on the tag and on the rest of its line.
    pub(super) fn settle_mask(&mut self, token: &Token, text: Text, context: &Context) {
        let tag = match (&token.kind, self.role) {
            (_, Role::Escape) => {
                self.mask = Mask::Letter(LETTERS[0]);
                return;
            }
            (TokenKind::Tag(tag), Role::Single | Role::Pair | Role::Open | Role::Close) => tag,
            (_, role) => {
                self.mask = match role {
                    Role::Wrong => Mask::Letter(LETTERS[1]),
                    _ => Mask::Word,
                };
                return;
            }
        };
        let registered = context.registered.as_ref();
        let is_own =
            token.is_answered() || registered.is_some_and(|registered| registered.has(&tag.name));
        self.mask = match (&*tag.name, self.role) {
            _ if !tag.markdown || is_own => Mask::Word,
            ("details", Role::Pair) => Mask::Line,
            ("figure", Role::Single) if begins_line(text, self.range.start) => Mask::Block,
            ("figure", Role::Single) if self.range.len() > 16 => Mask::Lines,
            (name, role)
                if role != Role::Pair
                    && builtin::is_unknown(name)
                    && is_alone(text, &self.range) =>
            {
                Mask::Block
            }
            _ => Mask::Word,
        };
    }
}

/// A comment of HTML with this number of bytes.
fn comment(len: usize) -> String {
    format!("<!--{}-->", "x".repeat(len.saturating_sub(7)))
}

impl Shortcodes {
    /// The regions, less what depends on the text.
    pub(super) fn regions_of_tokens(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        let mut index = 0;
        while let Some(token) = self.tokens.get(index) {
            let region = |range: Range<usize>, role: Role| Region::new(range, role, index);
            let mut next = index + 1;
            match (&token.kind, token.partner) {
                (TokenKind::Wrong(..), _) => regions.push(region(token.range.clone(), Role::Wrong)),
                (TokenKind::Escaped, _) => {
                    let (start, end) = (token.range.start + 3, token.range.end - 3);
                    regions.push(region(start..start + 2, Role::Escape));
                    regions.push(region(end - 2..end, Role::Escape));
                }
                (TokenKind::Tag(tag), Some(partner)) if tag.form == Form::Open => {
                    if tag.markdown && !self.is_whole(&tag.name) && !token.is_answered() {
                        regions.push(region(token.range.clone(), Role::Open));
                    } else {
                        let end = self.tokens[partner].range.end;
                        regions.push(region(token.range.start..end, Role::Pair));
                        next = partner + 1;
                    }
                }
                (TokenKind::Tag(tag), partner) => {
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

    /// Finds which tags are blocks of their own and have a partner that is one, too.
    pub(super) fn join(&self, regions: &mut [Region]) {
        let is_block = |regions: &[Region], token: usize| {
            let place = regions.binary_search_by_key(&token, |region| region.token);
            place.is_ok_and(|at| regions[at].mask == Mask::Block)
        };
        for index in 0..regions.len() {
            let region = &regions[index];
            if let (Mask::Block, Some(partner)) = (region.mask, self.tokens[region.token].partner) {
                regions[index].joins = is_block(regions, partner);
            }
        }
    }

    /// The words that may stand for shortcodes, those in others too; for tests.
    pub(crate) fn words(&self, text: Text) -> Vec<String> {
        let mut words = Vec::new();
        for (index, token) in self.tokens.iter().enumerate() {
            let end = token.partner.map_or(0, |at| self.tokens[at].range.end);
            for end in [token.range.end, end] {
                if end < token.range.end || !matches!(token.kind, TokenKind::Tag(_)) {
                    continue;
                }
                let mut region = Region::new(token.range.start..end, Role::Single, index);
                region.settle_hash(text);
                words.push(region.mask());
            }
        }
        words
    }
}

/// The largest number of blanks that are looked at.
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
