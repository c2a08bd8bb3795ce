//! Definition lists: terms, and definitions that are tight or loose.

use std::ops::Range;

use super::Renderer;
use crate::allow::Element as E;

/// The definition lists that are open.
#[derive(Default)]
pub(super) struct DefinitionList {
    /// Whether the text of terms is being read, each line a term by itself.
    pub(super) in_terms: bool,
    /// The term that is open.
    pub(super) term: Option<usize>,
    definitions: Vec<Definition>,
}

/// A definition that is open.
struct Definition {
    /// How many blocks are open with it.
    depth: usize,
    /// Whether its first paragraph is a `p`. The parser decides that for the whole list and all paragraphs, goldmark
    /// for this one alone.
    is_loose: bool,
    first: FirstParagraph,
}

/// How far the first paragraph of a definition has been read.
#[derive(PartialEq)]
enum FirstParagraph {
    ToCome,
    Open,
    Ended,
}

impl Renderer<'_> {
    pub(super) fn start_terms(&mut self, source: Range<usize>) {
        self.definition_list.in_terms = true;
        self.definition_list.term = self.builder.open(E::Dt, source);
    }

    pub(super) fn end_terms(&mut self) {
        self.definition_list.in_terms = false;
        self.definition_list.term = None;
        self.builder.close();
    }

    pub(super) fn start_definition(&mut self, range: Range<usize>, source: Range<usize>) {
        self.definition_list.definitions.push(Definition {
            depth: self.depth + 1,
            is_loose: blank_before(&self.stretch.text[..range.start]),
            first: FirstParagraph::ToCome,
        });
        self.builder.open(E::Dd, source);
    }

    pub(super) fn end_definition(&mut self) {
        self.definition_list.definitions.pop();
        self.builder.close_with_content();
    }

    /// Whether the paragraph that begins is the first of a tight definition, which needs no element.
    pub(super) fn begins_tight_definition(&mut self) -> bool {
        let Some(definition) = self.definition() else {
            return false;
        };
        let begins = !definition.is_loose && definition.first == FirstParagraph::ToCome;
        if begins {
            definition.first = FirstParagraph::Open;
        }
        begins
    }

    /// Whether the paragraph that ends is such a one.
    pub(super) fn ends_tight_definition(&mut self) -> bool {
        let Some(definition) = self.definition() else {
            return false;
        };
        let ends = definition.first == FirstParagraph::Open;
        if ends {
            definition.first = FirstParagraph::Ended;
        }
        ends
    }

    /// Begins a paragraph for text directly in a loose definition; returns whether there is such text.
    pub(super) fn begin_loose_paragraph(&mut self) -> bool {
        let depth = self.depth;
        let last = self.definition_list.definitions.last();
        let is_loose = last.is_some_and(|last| last.is_loose && last.depth == depth);
        if is_loose {
            self.paragraph.pending = Some(0..0);
        }
        is_loose
    }

    /// The definition that is open, if no other block is open in it.
    fn definition(&mut self) -> Option<&mut Definition> {
        let depth = self.depth;
        let last = self.definition_list.definitions.last_mut();
        last.filter(|last| last.depth == depth)
    }
}

/// Whether the line before the one that `text` ends in is blank, but for marks of block quotes.
pub(super) fn blank_before(text: &str) -> bool {
    let mut lines = text.rsplit('\n').skip(1);
    lines
        .next()
        .is_some_and(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty())
}
