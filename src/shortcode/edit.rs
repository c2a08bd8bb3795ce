//! The effect of an edit on the shortcodes: few of them are read again, however long the text is.
//!
//! Two invariants hold before and after each edit, as if the whole text had been [read](Shortcodes::read) again:
//!
//! 1. The tokens are those of one scan from left to right, in which each search starts at the end of the token before.
//!    A token depends on nothing but the bytes from its start to its `seen`.
//! 2. The regions follow from the tokens and from the text beside them. The parser sees all other bytes verbatim.
//!
//! By the first, a scan of the new text that reaches the start of an old token behind the edit finds from there on what
//! the old scan found. By the second, the parser sees a difference only in the edit and in regions that are new, gone or
//! masked in another way: the edit for the parser covers these.

use std::ops::Range;

use super::Shortcodes;
use super::lexer::{self, Endless, LONGEST};
use super::region::Region;
use super::token::Token;
use crate::text::Text;

/// An edit, as a shift of all that is behind it.
struct Shift {
    /// The replaced bytes of the old text.
    edit: Range<usize>,
    /// The end of the inserted bytes in the new text.
    end: usize,
}

impl Shift {
    /// The place in the new text of an old one behind the edit.
    fn moved(&self, at: usize) -> usize {
        at - self.edit.end + self.end
    }

    /// The range in the old text of a new one; `None` where it touches the inserted bytes.
    fn before(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let old = |at: usize| at - self.end + self.edit.end;
        if range.end <= self.edit.start {
            Some(range.clone())
        } else if range.start >= self.end {
            Some(old(range.start)..old(range.end))
        } else {
            None
        }
    }

    /// Whether a range of the old text has no byte in the edit.
    fn spares(&self, range: &Range<usize>) -> bool {
        range.end <= self.edit.start || range.start >= self.edit.end
    }
}

/// The edit for the parser: what lies before `start` and the last `tail` bytes look the same in both texts.
struct Seen {
    start: usize,
    tail: usize,
    /// The lengths of both texts.
    old_len: usize,
    new_len: usize,
}

impl Seen {
    fn of(shift: &Shift, new_len: usize) -> Self {
        let tail = new_len - shift.end;
        Self {
            start: shift.edit.start,
            tail,
            old_len: shift.edit.end + tail,
            new_len,
        }
    }

    /// Covers a range of the old text.
    fn cover_old(&mut self, range: &Range<usize>) {
        self.start = self.start.min(range.start);
        self.tail = self.tail.min(self.old_len - range.end);
    }

    /// Covers a range of the new text.
    fn cover_new(&mut self, range: &Range<usize>) {
        self.start = self.start.min(range.start);
        self.tail = self.tail.min(self.new_len - range.end);
    }
}

impl Shortcodes {
    /// Follows the replacement of the bytes `edit` by `inserted` bytes; `text` is the new text. Returns the edit as
    /// the parser sees it: wider where it changed shortcodes.
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
        let shift = Shift {
            end: edit.start + inserted,
            edit,
        };
        self.edit_tokens(text, &shift);
        if !had && self.tokens.is_empty() {
            return (shift.edit, inserted);
        }
        self.find_answers(text, shift.edit.start..shift.end);
        let seen = self.edit_regions(text, &shift);
        let Seen { start, tail, .. } = seen;
        (start..seen.old_len - tail, seen.new_len - tail - start)
    }

    /// Restores the first invariant: finds the tokens that the edit changed, and moves those behind it.
    fn edit_tokens(&mut self, text: Text, shift: &Shift) {
        let tokens = &self.tokens;
        // Those before saw nothing of the edit.
        let first = tokens.iter().position(|t| t.seen > shift.edit.start);
        let first = first.unwrap_or(tokens.len());
        // `{{<` may become whole with its last byte.
        let mut from = shift.edit.start.saturating_sub(2);
        if let Some(token) = tokens.get(first) {
            from = from.min(token.range.start);
        }
        if let Some(before) = first.checked_sub(1) {
            from = from.max(tokens[before].range.end);
        }
        while !text.is_boundary(from) {
            from -= 1;
        }
        let gone = tokens[first..].partition_point(|t| t.range.start < shift.edit.end);
        let (last, lexed) = self.lex(text, shift, first..first + gone, from);
        for token in &mut self.tokens[last..] {
            token.range = shift.moved(token.range.start)..shift.moved(token.range.end);
            token.seen = shift.moved(token.seen);
        }
        if first < last || !lexed.is_empty() {
            self.tokens.splice(first..last, lexed);
            self.pair();
        }
    }

    /// Scans the new text from `from` until it finds what the old scan found. The tokens `gone` are not valid any more.
    /// Returns the index of the first old token that is valid, and the new tokens before it.
    ///
    /// In each round, all tokens of the new text before `from` are found, and the old tokens from `last` on start
    /// behind the edit. A token can begin where none did before only before `limit`: behind it, up to the next old
    /// token, the old scan looked in vain at the same bytes. A new token that runs over the start of an old one takes
    /// its place, and then tokens may begin in the bytes of the old one, too. Each round ends behind the one before, so
    /// the scan ends.
    fn lex(
        &self,
        text: Text,
        shift: &Shift,
        gone: Range<usize>,
        mut from: usize,
    ) -> (usize, Vec<Token>) {
        let mut last = gone.end;
        let mut limit = shift.end;
        for token in &self.tokens[gone] {
            if token.range.end > shift.edit.end {
                limit = limit.max(shift.moved(token.range.end));
            }
        }
        let mut lexed = Vec::new();
        let mut endless = Endless::default();
        let mut window = Window::new(text, from, limit);
        loop {
            let old_start = |last: usize| {
                let token = self.tokens.get(last);
                token.map(|token| shift.moved(token.range.start))
            };
            let mut grown = limit;
            while old_start(last).is_some_and(|start| start < from) {
                grown = grown.max(shift.moved(self.tokens[last].range.end));
                last += 1;
            }
            if grown > limit {
                limit = grown;
                window = Window::new(text, from, limit.max(from));
            }
            match window.next(from) {
                Some(start) if start < limit && old_start(last) != Some(start) => {
                    let token = window.token(text, start, &mut endless);
                    from = token.range.end;
                    lexed.push(token);
                }
                _ => return (last, lexed),
            }
        }
    }

    /// Restores the second invariant: makes the regions from the tokens, and takes over of the old ones what cannot
    /// have changed.
    fn edit_regions(&mut self, text: Text, shift: &Shift) -> Seen {
        let mut seen = Seen::of(shift, text.len());
        let mut new = self.regions_of_tokens();
        let old = std::mem::take(&mut self.regions);
        let mut olds = old.iter().peekable();
        let mut joined: Vec<(usize, bool)> = Vec::new();
        let mut counts = Vec::new();
        // Whether a shortcode is alone on its line depends on the text beside it: on the edit only for these two.
        let before_edit = new.partition_point(|r| r.range.end <= shift.edit.start);
        let after_edit = new.partition_point(|r| r.range.start < shift.end);
        for (index, region) in new.iter_mut().enumerate() {
            let was = shift.before(&region.range);
            let same = was.and_then(|was| {
                while let Some(gone) = olds.next_if(|old| old.range.start < was.start) {
                    seen.cover_old(&gone.range);
                }
                let same = |old: &&Region| {
                    shift.spares(&old.range) && old.range == was && old.role == region.role
                };
                olds.next_if(same)
            });
            let token = &self.tokens[region.token];
            let output = self.output(region, &mut counts);
            let Some(old) = same else {
                region.settle(token, text, &self.context);
                region.answer = output.map(|output| self.answer(region, output));
                seen.cover_new(&region.range);
                continue;
            };
            (region.mask, region.hash) = (old.mask, old.hash);
            joined.push((index, old.joins));
            // That of another occurrence is found by `renewal`.
            region.answer = old.answer.clone();
            let answered = old.answer.is_some() != output.is_some();
            if answered {
                region.answer = output.map(|output| self.answer(region, output));
                seen.cover_new(&region.range);
            }
            if answered || index + 1 == before_edit || index == after_edit {
                region.settle_mask(token, text, &self.context);
                if region.mask != old.mask {
                    seen.cover_new(&region.range);
                }
            }
        }
        for gone in olds {
            seen.cover_old(&gone.range);
        }
        self.join(&mut new);
        self.regions = new;
        for (index, joined) in joined {
            let region = &self.regions[index];
            if region.joins != joined {
                seen.cover_new(&region.range);
            }
        }
        seen
    }
}

/// The written text between two places and a little more, in which tokens are looked for.
struct Window {
    from: usize,
    written: String,
}

impl Window {
    fn new(text: Text, from: usize, limit: usize) -> Self {
        let to = boundary(text, limit + 2);
        Self {
            from,
            written: text.written(from..to),
        }
    }

    /// Where the next token starts, at `from` or behind it.
    fn next(&self, from: usize) -> Option<usize> {
        let local = from - self.from;
        let found = (local <= self.written.len()).then(|| lexer::next(&self.written, local));
        found.flatten().map(|start| self.from + start)
    }

    /// Reads the token at `start`. It may go on behind the window.
    fn token(&self, text: Text, start: usize, endless: &mut Endless) -> Token {
        let here = &self.written[start - self.from..];
        if here.len() >= LONGEST + 4 {
            return lexer::token_at(here, start, endless);
        }
        let to = boundary(text, start + LONGEST + 4);
        lexer::token_at(&text.written(start..to), start, endless)
    }
}

/// The first boundary of a character at `at` or behind it.
fn boundary(text: Text, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_boundary(at) {
        at += 1;
    }
    at
}
