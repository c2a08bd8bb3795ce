//! Shortcodes in a line of text.

use std::ops::Range;

use super::Inline;
use crate::allow::Element as E;
use crate::shortcode::{Place, Region};

impl Inline<'_, '_> {
    /// Draws the content where it is one shortcode and nothing else. Hugo takes out the paragraph around it.
    pub(super) fn alone(&mut self) -> bool {
        let content = self.cursor.start..self.leaf.end;
        let found = self.stretch.masked.alone(self.stretch.text, &content);
        let Some(region) = found.filter(|_| self.flows()) else {
            return false;
        };
        self.part();
        // In a list item or a cell without a paragraph, the site's Markdown brings none.
        let is_tight = !self.flow.is_split && region.has_answer();
        let place = if is_tight { Place::Flow } else { Place::Alone };
        self.draw(region, place);
        true
    }

    /// Draws a shortcode in the text.
    pub(super) fn shortcode(&mut self, region: &Region) {
        let place = self.stretch.masked.place(region);
        match self.stretch.masked.read_as_text(region, self.stretch.rules) {
            Some(text) => self.plain.text(&text, place.start, false),
            None => self.plain.other(),
        }
        // To goldmark it is a word of letters.
        self.settle(Some('A'));
        self.cursor.text_end = place.end;
        if let Some(image) = self.images.first_mut() {
            image.alt.push_str(&self.stretch.masked.text_of(region));
        } else if !self.flows() {
            self.enter();
            self.draw(region, Place::Phrase);
        } else if self
            .stretch
            .masked
            .is_block(region, Place::Flow, self.stretch.rules)
        {
            self.part();
            self.draw(region, Place::Flow);
        } else {
            self.join();
            self.enter();
            self.draw(region, Place::Flow);
        }
        (self.cursor.at, self.cursor.link_start) = (place.end, None);
    }

    /// Draws the shortcode that a range of HTML stands for; whether it does.
    pub(super) fn masked(&mut self, range: &Range<usize>) -> bool {
        let found = self.stretch.masked.alone(self.stretch.text, range);
        if let Some(region) = found {
            self.shortcode(region);
        }
        found.is_some()
    }

    /// Ends the paragraph, or takes back the one that has not begun.
    fn part(&mut self) {
        self.flow.is_split |= self.flow.pending.take().is_some();
        if std::mem::take(&mut self.flow.is_open) {
            self.output.builder.close();
            self.flow.is_split = true;
        }
    }

    /// Opens a paragraph again that a shortcode has split.
    pub(super) fn join(&mut self) {
        if std::mem::take(&mut self.flow.is_split) {
            let source = self.stretch.in_block(&(self.cursor.at..self.leaf.end));
            self.flow.pending = Some(source);
            self.enter();
        }
    }

    /// Whether blocks may stand here.
    fn flows(&self) -> bool {
        let within = self.elements.iter().any(|left_out| !left_out);
        let fits = match self.output.builder.element() {
            Some(E::P | E::Li | E::Td | E::Th | E::Dd) => true,
            _ => self.flow.is_split || self.flow.pending.is_some(),
        };
        fits && !within && self.delimiters.is_empty() && self.images.is_empty()
    }

    fn draw(&mut self, region: &Region, place: Place) {
        let stretch = self.stretch;
        let block = stretch.masked.from(stretch.base);
        block.draw(region, place, stretch.rules, self.output.builder);
    }
}
