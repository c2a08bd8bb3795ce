//! `Renewal`: the shortcodes that show other answers of the site than theirs, after other ones came or an edit moved them.

use std::ops::Range;
use std::rc::Rc;

use super::answer::Answer;
use super::region::Region;
use super::token::{Form, TokenKind};
use super::{Answers, MOST_GIVEN, Shortcodes};
use crate::text::Text;

/// The regions as other answers want them, and where the text shows something else by that.
pub struct Renewal {
    regions: Vec<Region>,
    /// In the order of the text.
    pub stretches: Vec<Range<usize>>,
}

impl Shortcodes {
    /// Takes over other answers. The regions keep theirs until they are [renewed](Self::renew).
    pub fn set_answers(&mut self, answers: &Rc<Answers>, text: Text) {
        self.context.answers = answers.clone();
        for token in &mut self.tokens {
            token.found = None;
        }
        self.pair();
        self.find_answers(text, 0..0);
    }

    /// Looks up the whole shortcodes that have part in the bytes `touched`, and those that are new.
    pub(super) fn find_answers(&mut self, text: Text, touched: Range<usize>) {
        let mut index = 0;
        while let Some(token) = self.tokens.get(index) {
            let partner = token.partner.filter(|partner| *partner > index);
            let end = partner.map_or(token.range.end, |at| self.tokens[at].range.end);
            let range = token.range.start..end;
            let known = token.found.filter(|(len, _)| {
                let is_touched = range.start < touched.end && touched.start < range.end;
                *len == range.len() && !is_touched
            });
            let found = known.or_else(|| {
                let is_tag = matches!(&token.kind, TokenKind::Tag(tag)
                    if tag.form != Form::Close && self.registered(&tag.name).is_none());
                let place = (is_tag && self.context.answers.has_shortcodes())
                    .then(|| self.context.answers.place(&text.written(range.clone())));
                Some((range.len(), place.flatten()))
            });
            self.tokens[index].found = found;
            let next = partner.map_or(index, |partner| partner) + 1;
            for inner in &mut self.tokens[index + 1..next] {
                inner.found = None;
            }
            index = next;
        }
    }

    /// The answer for a region, if there is one. To be asked for one after the other.
    pub(super) fn output(&self, region: &Region, counts: &mut Vec<usize>) -> Option<Rc<str>> {
        let (_, place) = self.tokens[region.token].found?;
        self.context.answers.next(place?, counts)
    }

    pub(super) fn answer(&self, region: &Region, output: Rc<str>) -> Rc<Answer> {
        let is_markdown = self.tag(region).is_some_and(|tag| tag.markdown);
        Rc::new(Answer::new(output, is_markdown))
    }

    /// Whether so much may still be given.
    pub fn affords(&self, cost: usize) -> bool {
        cost <= MOST_GIVEN && self.context.given.get() < MOST_GIVEN
    }

    /// The answer of a region, unless there is too much of all.
    pub(super) fn affordable<'a>(&self, region: &'a Region) -> Option<&'a Rc<Answer>> {
        region
            .answer
            .as_ref()
            .filter(|answer| self.affords(answer.cost()))
    }

    /// Counts what is given.
    pub(super) fn spend(&self, answer: &Answer) {
        let given = &self.context.given;
        given.set(given.get() + answer.cost());
    }

    /// Finds the shortcodes that are to be drawn again, since other answers are there or belong to it.
    pub fn renewal(&self, text: Text) -> Renewal {
        let regions = self.settled(text);
        let stretches = differing(&self.regions, &regions);
        Renewal { regions, stretches }
    }

    /// The regions that follow from the tokens. Those that are there already keep their hashes and what was read of their answers.
    pub(super) fn settled(&self, text: Text) -> Vec<Region> {
        let mut counts = Vec::new();
        let mut regions = self.regions_of_tokens();
        let mut olds = self.regions.iter().peekable();
        for region in &mut regions {
            while olds
                .next_if(|old| old.range.start < region.range.start)
                .is_some()
            {}
            let same = |old: &&Region| old.range == region.range && old.role == region.role;
            let old = olds.next_if(same);
            match old {
                Some(old) => region.hash = old.hash,
                None => region.settle_hash(text),
            }
            region.settle_mask(&self.tokens[region.token], text, &self.context);
            let kept = old.and_then(|old| old.answer.as_ref());
            let output = self.output(region, &mut counts);
            region.answer = output.map(|output| match kept {
                Some(kept) if *kept.output() == output => kept.clone(),
                _ => self.answer(region, output),
            });
        }
        self.join(&mut regions);
        regions
    }

    /// Takes over the regions of one stretch of a renewal. The later ones are to be taken over before.
    pub fn renew(&mut self, renewal: &Renewal, stretch: &Range<usize>) {
        let of = |regions: &[Region]| {
            let from = regions.partition_point(|r| r.range.end <= stretch.start);
            from..from + regions[from..].partition_point(|r| r.range.start < stretch.end)
        };
        let new = renewal.regions[of(&renewal.regions)].to_vec();
        let old = of(&self.regions);
        self.regions.splice(old, new);
    }
}

/// The stretches in which two lists of regions differ: those that lie close together are one, and where there are many
/// all are.
fn differing(old: &[Region], new: &[Region]) -> Vec<Range<usize>> {
    const NEAR: usize = 1000;
    const MANY: usize = 16;
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let (mut olds, mut news) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let next = match (olds.peek(), news.peek()) {
            (None, None) => break,
            (Some(old), Some(new)) if old == new => {
                olds.next();
                news.next();
                continue;
            }
            (Some(old), new) if new.is_none_or(|new| old.range.start <= new.range.start) => {
                olds.next()
            }
            _ => news.next(),
        };
        let Some(range) = next.map(|region| &region.range) else {
            break;
        };
        match stretches.last_mut() {
            Some(last) if range.start <= last.end + NEAR => last.end = last.end.max(range.end),
            _ => stretches.push(range.clone()),
        }
    }
    if stretches.len() > MANY {
        let all = stretches[0].start..stretches[stretches.len() - 1].end;
        stretches = vec![all];
    }
    stretches
}
