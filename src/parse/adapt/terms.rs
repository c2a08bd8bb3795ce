//! Terms of definition lists: in goldmark each line is one.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::lines::{Line, lines};
use super::{Adapter, Leaf};

impl<'a> Adapter<'a, '_> {
    /// Writes a term: each of its lines is one.
    pub(super) fn term(&mut self, leaf: Leaf<'a>) {
        let lines = lines(self.parsed, leaf.range.clone(), self.around());
        if lines.len() < 2 {
            return self.unchanged(leaf);
        }
        self.parts.dropped.push(leaf.range);
        self.terms(&lines);
    }

    fn terms(&mut self, lines: &[Line]) {
        for line in lines {
            let range = line.range.clone();
            self.push(Event::Start(Tag::DefinitionListTitle), range.clone());
            self.piece(std::slice::from_ref(line));
            self.push(Event::End(TagEnd::DefinitionListTitle), range);
        }
    }

    /// Writes the start of a definition list. If there is a table in its first term, that is before the list, which is
    /// about the lines of text beside it. See `markers`, where there are none.
    pub(super) fn definition_list(&mut self, range: Range<usize>) {
        let title = match self.peek() {
            Some((Event::Start(Tag::DefinitionListTitle), title)) => Some(title.clone()),
            _ => None,
        };
        let title = title.and_then(|title| self.table_lines(&title));
        let split = title.map(|lines| self.split(lines)).unwrap_or_default();
        let found = split.has_table() && !split.text.is_empty();
        if found {
            let title = self.next();
            let title = self.leaf(title);
            self.parts.dropped.push(title.range);
            for table in split.first.into_iter().chain(split.last) {
                // The text may be before it.
                let place = range.start..table.rows.last().unwrap_or(&table.head).range.end;
                self.table(table, Some(place));
            }
        }
        self.push(Event::Start(Tag::DefinitionList), range.clone());
        self.containers.push(&Tag::DefinitionList, range);
        self.joins = false;
        if found {
            self.terms(&split.text);
        }
    }
}
