//! Shortcodes in a line of text.

use std::ops::Range;

use super::Inline;
use crate::allow::Element as E;
use crate::shortcode::{Place, Region};

impl Inline<'_, '_> {
    /// Draws the content where it is one shortcode and nothing else. Hugo takes out the paragraph around it.
    pub(super) fn alone(&mut self) -> bool {
        let content = self.start..self.leaf.end;
        let found = self.leaf.masked.alone(self.leaf.text, &content);
        let Some(region) = found.filter(|_| self.flows()) else {
            return false;
        };
        self.part();
        self.draw(region, Place::Alone);
        true
    }

    /// Draws a shortcode in the text.
    pub(super) fn shortcode(&mut self, region: &Region) {
        let place = self.leaf.masked.place(region);
        self.plain.other();
        // To goldmark it is a word of letters.
        self.settle(Some('A'));
        self.text_end = place.end;
        if let Some(image) = self.images.first_mut() {
            image.alt.push_str(&self.leaf.masked.text_of(region));
        } else if !self.flows() {
            self.enter();
            self.draw(region, Place::Phrase);
        } else if self.leaf.masked.is_block(region, Place::Flow, self.rules) {
            self.part();
            self.draw(region, Place::Flow);
        } else {
            self.join();
            self.enter();
            self.draw(region, Place::Flow);
        }
        (self.at, self.head) = (place.end, None);
    }

    /// Draws the shortcode that a range of HTML stands for; whether it does.
    pub(super) fn masked(&mut self, range: &Range<usize>) -> bool {
        let found = self.leaf.masked.alone(self.leaf.text, range);
        if let Some(region) = found {
            self.shortcode(region);
        }
        found.is_some()
    }

    /// Ends the paragraph, or takes back the one that has not begun.
    fn part(&mut self) {
        self.parted |= self.paragraph.0.take().is_some();
        if std::mem::take(&mut self.paragraph.1) {
            self.builder.close();
            self.parted = true;
        }
    }

    /// Opens a paragraph again that a shortcode has parted.
    pub(super) fn join(&mut self) {
        if std::mem::take(&mut self.parted) {
            let source = self.source(&(self.at..self.leaf.end));
            self.paragraph.0 = Some(source);
            self.enter();
        }
    }

    /// Whether blocks may stand here.
    fn flows(&self) -> bool {
        let within = self.open.iter().any(|left_out| !left_out);
        let fits = match self.builder.element() {
            Some(E::P | E::Li | E::Td | E::Th | E::Dd) => true,
            _ => self.parted || self.paragraph.0.is_some(),
        };
        fits && !within && self.marked.is_empty() && self.images.is_empty()
    }

    fn draw(&mut self, region: &Region, place: Place) {
        let (rules, base) = (self.rules, self.leaf.base);
        self.leaf
            .masked
            .draw(region, place, rules, base, self.builder);
    }
}
