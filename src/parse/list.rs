//! `OpenList`: a list that is divided into blocks, each of an item, as its events pass.
//!
//! Whether paragraphs are shown depends on all items: the list is loose if any of them makes it so. The parser and goldmark
//! do not always agree on that; a list on which they do not stays whole.

use pulldown_cmark::{Event, Tag};

use super::boundary::{after_blank, child_after_blank};
use super::stub::Stub;
use crate::cmark::is_inline;

/// The list.
pub struct OpenList {
    /// Where it begins.
    pub start: usize,
    /// Where the part of the top level begins that it is in.
    top: usize,
    pub is_ordered: bool,
    /// Whether the stretch starts in it.
    pub is_stub: bool,
    /// The index of its first block in the stretch.
    pub first_block: usize,
    /// How many items have begun.
    pub items: usize,
    /// Where the lists within it begin that are divided, too.
    pub inner: Vec<usize>,
    /// Whether its paragraphs are shown, as far as there are any.
    pub loose: Option<bool>,
    /// Whether some are shown and some are not.
    pub is_mixed: bool,
    /// Whether goldmark has it loose.
    pub apart: bool,
    /// Whether the item has something in it already.
    has_child: bool,
    /// Whether running text of the item goes on.
    in_text: bool,
    /// Whether a definition list of the item has no definition yet.
    in_terms: bool,
}

impl OpenList {
    /// The list that `text` begins with, in a part of the top level that begins at `top`.
    pub fn new(text: &str, start: usize, top: usize, first_block: usize) -> Self {
        let stub = Stub::of(text, None);
        Self {
            start,
            top,
            is_ordered: stub.is_ordered(),
            is_stub: false,
            first_block,
            items: 0,
            inner: Vec::new(),
            loose: None,
            is_mixed: false,
            apart: false,
            has_child: false,
            in_text: false,
            in_terms: false,
        }
    }

    /// The list of a stub.
    pub fn of_stub(text: &str, loose: Option<bool>, start: usize, top: usize) -> Self {
        Self {
            is_stub: true,
            apart: loose == Some(true),
            ..Self::new(text, start, top, 0)
        }
    }

    /// Looks at an event in the list, which so many elements are open around. Returns whether goldmark, if that counts,
    /// has the list loose because of a blank line before the event.
    pub fn look_at(
        &mut self,
        event: &Event,
        depth: usize,
        text: &str,
        at: usize,
        is_goldmark: bool,
    ) -> bool {
        let tag = match event {
            Event::Start(tag) => Some(tag),
            _ => None,
        };
        if depth < 2 {
            (self.has_child, self.in_text, self.in_terms) = (false, false, false);
            return false;
        }
        if depth == 3 && std::mem::take(&mut self.in_terms) {
            self.in_terms = !matches!(tag, Some(Tag::DefinitionListDefinition));
            return is_goldmark && !self.in_terms && after_blank(text, at);
        }
        if depth > 2 || matches!(event, Event::End(_)) {
            return false;
        }
        let is_text = match tag {
            Some(tag) => is_inline(&tag.to_end()),
            None => !matches!(event, Event::Rule),
        };
        // To the parser the box of a task may be in no paragraph of a loose list.
        let is_box = !is_goldmark && matches!(event, Event::TaskListMarker(_));
        if is_text && !is_box || matches!(tag, Some(Tag::Paragraph)) {
            self.is_mixed |= self.loose == Some(is_text);
            self.loose = Some(!is_text);
        }
        if std::mem::replace(&mut self.in_text, is_text) && is_text {
            return false;
        }
        self.in_terms = matches!(tag, Some(Tag::DefinitionList));
        let had_child = self.has_child;
        self.has_child |= !matches!(tag, Some(Tag::FootnoteDefinition(_)));
        let counts = !matches!(
            tag,
            Some(Tag::Table(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList)
        );
        let is_heading = matches!(tag, Some(Tag::Heading { .. }));
        is_goldmark && counts && had_child && child_after_blank(text, self.top, at, is_heading)
    }
}
