//! Copies of finished trees.

use std::ops::Range;

use super::{After, Builder};
use crate::allow::Element;
use crate::tree::{Content, Tree};

impl Builder {
    /// Adds a copy of `other` as children of what is open; with its source ranges, without its slots.
    /// Where its last root is a `last`, that stays open, and the result is true.
    pub fn graft(&mut self, other: &Tree, last: Option<Element>) -> bool {
        let open = self.copy_open(other, 0, &|source| source);
        let stays = last.is_some_and(|last| {
            other.roots().last().map(|root| other.content(root)) == Some(Content::Element(last))
        });
        for _ in usize::from(stays)..open {
            self.close();
        }
        stays
    }

    /// Adds a copy of the nodes of `other` from the one at `first` on; `source` maps their source ranges.
    pub fn copy(
        &mut self,
        other: &Tree,
        first: usize,
        source: &dyn Fn(Range<usize>) -> Range<usize>,
    ) {
        for _ in 0..self.copy_open(other, first, source) {
            self.close();
        }
    }

    /// The same, but leaves the last elements open; returns how many.
    fn copy_open(
        &mut self,
        other: &Tree,
        first: usize,
        source: &dyn Fn(Range<usize>) -> Range<usize>,
    ) -> usize {
        let mut ends: Vec<usize> = Vec::new();
        for index in first..other.len() {
            while ends.pop_if(|end| *end <= index).is_some() {
                self.close();
            }
            let source = source(other.source(index));
            match other.content(index) {
                Content::Text(_) => {
                    // A text right behind another one is a text of its own here, too.
                    if index > first && self.after == After::Text {
                        self.after = After::Else;
                    }
                    other.parts_of_text(index, &mut |text, html| {
                        self.text(text, source.clone());
                        if let Some(html) = html {
                            self.sign(text.len(), html, false);
                        }
                    })
                }
                Content::Element(element) => {
                    self.open(element, source);
                    for (name, value) in other.attributes(index) {
                        self.attribute(name, value);
                    }
                    if !element.is_void() {
                        ends.push(other.end(index));
                    }
                }
            }
        }
        ends.len()
    }
}
