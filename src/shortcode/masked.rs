//! A stretch of a body as the parser sees it, and what stands behind the words in it.

use crate::map::Map;
use std::borrow::Cow;
use std::ops::Range;

use super::region::Mask;
use super::{Context, Place, Region, Role, Shortcodes};
use crate::flavor::Rules;
use crate::hugo::attributes::Attributes;
use crate::text::Text;

/// A stretch of a body in which shortcodes are hidden. Offsets are of the stretch.
#[derive(Clone, Copy)]
pub struct Masked<'a> {
    text: Text<'a>,
    shortcodes: &'a Shortcodes,
    /// Where the stretch starts in the body.
    start: usize,
    /// How many bytes stand before the stretch in the text that the parser sees.
    skip: usize,
}

impl<'a> Masked<'a> {
    /// The whole of `text`, with its `shortcodes` hidden.
    pub fn new(text: Text<'a>, shortcodes: &'a Shortcodes) -> Self {
        Self {
            text,
            shortcodes,
            start: 0,
            skip: 0,
        }
    }

    /// The stretch from its byte `start` on.
    pub fn from(self, start: usize) -> Self {
        Self {
            start: self.in_body(start),
            skip: 0,
            ..self
        }
    }

    /// The same after so many bytes that are not of the body.
    pub fn after(self, skip: usize) -> Self {
        Self { skip, ..self }
    }

    /// The body, verbatim.
    pub fn text(&self) -> Text<'a> {
        self.text
    }

    pub(super) fn shortcodes(&self) -> &'a Shortcodes {
        self.shortcodes
    }

    /// The bytes from the start of the stretch to the end of the body.
    pub fn len(&self) -> usize {
        self.text.len() + self.skip - self.start
    }

    /// A byte range as the parser sees it. See [`Text::markdown`].
    pub fn markdown(&self, range: Range<usize>) -> String {
        let range = self.in_body(range.start)..self.in_body(range.end);
        let mut text = self.text.markdown(range.clone());
        self.shortcodes.mask(range, &mut text);
        text
    }

    /// A byte range, verbatim.
    pub fn written(&self, range: Range<usize>) -> String {
        self.text
            .written(self.in_body(range.start)..self.in_body(range.end))
    }

    /// Whether the parser sees at least `count` line ends in a byte range. A bare CR may not be counted.
    pub fn line_ends(&self, range: Range<usize>, count: usize) -> bool {
        if range.start >= range.end {
            return count == 0;
        }
        if self.within(&range).is_empty() {
            let range = self.in_body(range.start)..self.in_body(range.end);
            return self.text.line_ends(range, count);
        }
        let text = self.markdown(range);
        text.bytes().filter(|b| *b == b'\n').count() >= count
    }

    /// Where the byte `at` of the stretch is in the body.
    pub(super) fn in_body(&self, at: usize) -> usize {
        self.start + at.saturating_sub(self.skip)
    }

    /// The hidden stretches that lie in a range.
    pub fn within(&self, range: &Range<usize>) -> &'a [Region] {
        self.shortcodes
            .within(self.in_body(range.start)..self.in_body(range.end))
    }

    /// Where a hidden stretch is.
    pub fn place(&self, region: &Region) -> Range<usize> {
        let local = |at: usize| at.saturating_sub(self.start) + self.skip;
        local(region.range.start)..local(region.range.end)
    }

    /// The input of shortcodes beside their own text.
    pub fn context(&self) -> &'a Context {
        &self.shortcodes.context
    }

    /// Counts what is given beside them, if there is not too much.
    pub fn give(&self, cost: usize) -> bool {
        let affords = self.shortcodes.affords(cost);
        if affords {
            let given = &self.context().given;
            given.set(given.get() + cost);
        }
        affords
    }

    /// How many bytes of Markdown the embedder's shortcodes have given.
    pub fn given(&self) -> usize {
        self.shortcodes.context.given.get()
    }

    /// Counts them from 0 again, unless the text is a shortcode's own.
    pub fn count_given(&self) {
        let context = &self.shortcodes.context;
        if context.depth == 0 {
            context.given.set(0);
        }
    }

    /// Whether a hidden stretch begins at `at` or after it, not before: with the line end before that, at most. A stretch
    /// may go on over a line end, even one at which a block begins.
    pub fn begins_from(&self, region: &Region, at: usize) -> bool {
        region.range.start + 1 >= self.in_body(at)
    }

    /// The shortcode that a range is, but for white space.
    pub fn alone(&self, parsed: &str, range: &Range<usize>) -> Option<&'a Region> {
        let [region] = self.within(range) else {
            return None;
        };
        let place = self.place(region);
        let is_shortcode = !matches!(region.role, Role::Wrong | Role::Stray | Role::Escape);
        let blank = |range: Range<usize>| {
            parsed
                .get(range)
                .is_some_and(|text| text.trim_ascii().is_empty())
        };
        // In another shortcode's content Hugo keeps the paragraph around text.
        let table = self.shortcodes;
        let goes =
            table.context.depth == 0 || table.is_block(region, Place::Alone, &Rules::default());
        let before = range.start..place.start.max(range.start);
        let after = place.end.min(range.end)..range.end;
        (is_shortcode && goes && blank(before) && blank(after)).then_some(region)
    }

    /// A text that the parser found in a range, with what the words in it stand for.
    pub fn shown<'c>(&self, found: &'c str, range: &Range<usize>) -> Cow<'c, str> {
        self.replaced(found, range, &|region| Some(self.text_of(region)))
            .unwrap_or(Cow::Borrowed(found))
    }

    /// Likewise the values of attributes.
    pub fn fill(&self, attributes: &mut Attributes, range: &Range<usize>) {
        for (_, value) in attributes {
            if let Cow::Owned(shown) = self.shown(value, range) {
                *value = shown;
            }
        }
    }

    /// Likewise a URL; nothing where a shortcode is in it that shows no text.
    pub fn address<'c>(&self, found: &'c str, range: &Range<usize>) -> Cow<'c, str> {
        self.replaced(found, range, &|region| self.as_text(region))
            .unwrap_or(Cow::Borrowed(""))
    }

    fn replaced<'c>(
        &self,
        found: &'c str,
        range: &Range<usize>,
        text_of: &dyn Fn(&Region) -> Option<String>,
    ) -> Option<Cow<'c, str>> {
        /// A search may find only some of those in the range: an equal one before the range hides others.
        const PASSES: usize = 8;
        let regions = self.within(range);
        if regions.is_empty() {
            return Some(Cow::Borrowed(found));
        }
        let is_word = |region: &&Region| matches!(region.mask, Mask::Word | Mask::Letter(_));
        let mut left: Vec<&Region> = regions.iter().filter(is_word).collect();
        let mut shown = Cow::Borrowed(found);
        for _ in 0..PASSES {
            let mut filled = String::new();
            let mut rest = &*shown;
            let mut missing = Vec::new();
            // A missing word is not looked for again, as the rest of the text only gets shorter.
            let mut absent = Map::default();
            for region in left {
                // They are in the order of the text, so that none is looked for where an earlier one was.
                let mask = region.mask();
                let at = match absent.contains_key(&mask) {
                    true => None,
                    false => rest.find(&mask),
                };
                if let Some(at) = at {
                    filled.push_str(&rest[..at]);
                    filled.push_str(&text_of(region)?);
                    rest = &rest[at + mask.len()..];
                } else {
                    absent.insert(mask, ());
                    missing.push(region);
                }
            }
            if rest.len() == shown.len() {
                break;
            }
            filled.push_str(rest);
            shown = Cow::Owned(filled);
            left = missing;
        }
        Some(shown)
    }

    /// The source of a range of the stretch, where `parsed` is what the parser saw there.
    pub fn verbatim<'c>(&self, parsed: &'c str, range: &Range<usize>) -> Cow<'c, str> {
        let regions = self.within(range);
        if regions.is_empty() {
            return Cow::Borrowed(parsed);
        }
        let mut shown = String::new();
        let mut at = range.start;
        for region in regions {
            let place = self.place(region);
            shown.push_str(
                parsed
                    .get(at - range.start..place.start.max(at) - range.start)
                    .unwrap_or_default(),
            );
            if region.range.start >= self.in_body(range.start) {
                shown.push_str(&self.text_of(region));
            }
            at = place.end.min(range.end);
        }
        shown.push_str(parsed.get(at - range.start..).unwrap_or_default());
        Cow::Owned(shown)
    }

    /// The text of a hidden stretch where only text can stand: its source, if nothing better.
    pub fn text_of(&self, region: &Region) -> String {
        self.as_text(region)
            .unwrap_or_else(|| self.text.written(region.range.clone()))
    }

    /// The text that goldmark reads in the place of a hidden stretch: a value of the front matter between `{{%` and `%}}`,
    /// or the site's Markdown.
    pub fn read_as_text(&self, region: &Region, rules: &Rules) -> Option<String> {
        if region.answer.is_some() {
            let answer = self.shortcodes.affordable(region)?;
            return answer.words(rules, self.context());
        }
        let tag = self.shortcodes.tag(region)?;
        (tag.markdown && tag.name == "param").then(|| self.shortcodes.text_of(tag))?
    }

    /// The output of a hidden stretch, if that is text.
    pub fn as_text(&self, region: &Region) -> Option<String> {
        match region.role {
            Role::Escape => Some(String::new()),
            Role::Wrong | Role::Stray => Some(self.text.written(region.range.clone())),
            Role::Single | Role::Pair => match &region.answer {
                Some(answer) => answer.text(self.context()),
                None => self.shortcodes.text_of(self.shortcodes.tag(region)?),
            },
            Role::Open | Role::Close => None,
        }
    }
}
