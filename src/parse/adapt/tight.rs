//! Whether lists are tight, where goldmark says otherwise than the parser.
//!
//! A list is loose if a blank line is right before any of its items but the first, or before any child but the first of
//! an item. Tables do not count, definition lists do with the line of their first colon, and a blank line that code
//! without an end has swallowed is one.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::super::boundary::{after_blank, child_after_blank};
use super::Part;
use crate::cmark::is_inline;

/// A list among the parts.
#[derive(Default)]
struct List {
    start: usize,
    items: usize,
    loose: bool,
    /// Whether the parser has paragraphs in it, and whether it has text that is in none.
    shown: bool,
    bare: bool,
    /// Whether it has children about which the two say different things.
    special: bool,
}

/// An element that is open.
enum Open {
    /// The number of the list.
    List(usize),
    /// An item of that list, and whether it has a child.
    Item(usize, bool),
    /// A definition list in an item of that list, until its first definition.
    Terms(usize),
    /// A paragraph without its tags.
    Bare,
    Other,
}

/// Opens and closes the paragraphs of items as their lists ask for. Returns where the lists begin in which that changes
/// anything, too.
pub fn settle<'a>(parts: Vec<Part<'a>>, text: &str) -> (Vec<Part<'a>>, Vec<usize>) {
    let lists = lists(&parts, text);
    let changes = |list: &&List| list.special && if list.loose { list.bare } else { list.shown };
    let changed = lists.iter().filter(changes).map(|list| list.start);
    let changed: Vec<usize> = changed.collect();
    if changed.is_empty() {
        return (parts, changed);
    }
    let mut settled = Vec::with_capacity(parts.len());
    let mut open: Vec<Open> = Vec::new();
    let mut count = 0;
    // The paragraph that was opened around text.
    let mut opened: Option<Range<usize>> = None;
    for part in parts {
        let list = match open.last() {
            Some(Open::Item(list, _)) => Some(&lists[*list]).filter(|list| list.special),
            _ => None,
        };
        if part.is_text() {
            if opened.is_none() && list.is_some_and(|list| list.loose) {
                let range = part.range().clone();
                settled.push(Part::Event(
                    Event::Start(Tag::Paragraph),
                    range.clone(),
                    false,
                ));
                opened = Some(range);
            }
            settled.push(part);
            continue;
        }
        if let Some(range) = opened.take() {
            settled.push(Part::Event(Event::End(TagEnd::Paragraph), range, false));
        }
        match part {
            Part::Event(Event::Start(ref tag), ..) => {
                let next = match (tag, open.last()) {
                    (Tag::List(_), _) => {
                        count += 1;
                        Open::List(count - 1)
                    }
                    (Tag::Item, Some(Open::List(list))) => Open::Item(*list, true),
                    (Tag::Paragraph, _) if list.is_some_and(|list| !list.loose) => {
                        open.push(Open::Bare);
                        continue;
                    }
                    _ => Open::Other,
                };
                open.push(next);
            }
            Part::Event(Event::End(_), ..) => {
                if let Some(Open::Bare) = open.pop() {
                    continue;
                }
            }
            _ => {}
        }
        settled.push(part);
    }
    (settled, changed)
}

/// The lists among `parts`, in the order of their starts.
fn lists(parts: &[Part], text: &str) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut in_text = false;
    let mut block = 0;
    for part in parts {
        let goes_on = std::mem::replace(&mut in_text, part.is_text()) && in_text;
        let tag = match part {
            Part::Event(Event::End(_), ..) if !in_text => {
                open.pop();
                continue;
            }
            Part::Event(Event::Start(tag), ..) if !in_text => Some(tag),
            _ => None,
        };
        if open.is_empty() {
            block = part.range().start;
        }
        if let Some(Open::Item(list, _)) = open.last() {
            lists[*list].bare |= in_text;
        }
        if let (false, Some(Open::Item(list, has_child))) = (goes_on, open.last_mut()) {
            let list = &mut lists[*list];
            match tag {
                Some(Tag::Table(_)) => list.special = true,
                Some(Tag::FootnoteDefinition(_)) => list.special = true,
                Some(Tag::DefinitionList) => list.special = true,
                _ => {
                    list.shown |= matches!(tag, Some(Tag::Paragraph));
                    list.special |= matches!(tag, Some(Tag::CodeBlock(CodeBlockKind::Fenced(_))));
                    let is_heading = matches!(tag, Some(Tag::Heading { .. }));
                    list.loose |= *has_child
                        && child_after_blank(text, block, part.range().start, is_heading);
                }
            }
            *has_child |= !matches!(tag, Some(Tag::FootnoteDefinition(_)));
        }
        let next = match (tag, open.last_mut()) {
            (None, _) => continue,
            (Some(Tag::List(_)), _) => {
                lists.push(List {
                    start: part.range().start,
                    ..List::default()
                });
                Open::List(lists.len() - 1)
            }
            (Some(Tag::Item), Some(Open::List(number))) => {
                let list = &mut lists[*number];
                list.loose |= list.items > 0 && after_blank(text, part.range().start);
                list.items += 1;
                Open::Item(*number, false)
            }
            (Some(Tag::DefinitionList), Some(Open::Item(list, _))) => Open::Terms(*list),
            (Some(Tag::DefinitionListDefinition), Some(last @ Open::Terms(_))) => {
                if let Open::Terms(list) = std::mem::replace(last, Open::Other) {
                    lists[list].loose |= after_blank(text, part.range().start);
                }
                Open::Other
            }
            _ => Open::Other,
        };
        open.push(next);
    }
    lists
}

impl Part<'_> {
    fn range(&self) -> &Range<usize> {
        match self {
            Self::Event(_, range, _) | Self::Piece(range) => range,
        }
    }

    /// Whether it is of running text.
    fn is_text(&self) -> bool {
        match self {
            Self::Event(Event::Start(tag), ..) => is_inline(&tag.to_end()),
            Self::Event(Event::End(tag), ..) => is_inline(tag),
            Self::Event(event, ..) => !matches!(event, Event::Rule),
            Self::Piece(_) => true,
        }
    }
}
