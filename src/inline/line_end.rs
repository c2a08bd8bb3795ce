//! The ends of lines: a term, a break, a space, or nothing between characters of Chinese, Japanese and Korean.

use std::ops::Range;

use super::Inline;
use crate::allow::Element as E;
use crate::tree::SlotKind;

/// The end of a line that stays or vanishes by what comes next.
pub(super) struct LineEnd {
    range: Range<usize>,
    /// The character before it, if that is text.
    before: Option<char>,
}

impl Inline<'_, '_> {
    pub(super) fn line_break(&mut self, hard: bool, range: &Range<usize>) {
        let hard = hard || self.stretch.rules.hard_wraps;
        let is_term = self.leaf.is_terms && self.elements.is_empty() && self.delimiters.is_empty();
        if is_term {
            self.name_term();
        }
        self.plain.line_end();
        let source = self.stretch.in_block(range);
        if is_term {
            if self.stretch.text[range.clone()].starts_with('\\') {
                self.put("\\", range);
            }
            self.output.builder.close();
            self.leaf.term = self.output.builder.open(E::Dt, source.end..source.end);
            self.cursor.start = range.end;
        } else if !hard && self.images.is_empty() && self.stretch.rules.line_breaks.is_some() {
            self.line_end = Some(LineEnd {
                range: range.clone(),
                before: self.last_of_line(range.start),
            });
        } else if !self.images.is_empty() || !hard {
            self.put("\n", range);
        } else {
            self.open(E::Br, source);
        }
    }

    /// Gives the term that ends here an `id`.
    pub(super) fn name_term(&mut self) {
        if let (true, Some(term)) = (self.stretch.rules.auto_definition_term_id, self.leaf.term)
            && let Some(name) = self.plain.name(self.stretch.rules.auto_id_type)
        {
            self.output.builder.slot(term, SlotKind::HeadingId(name));
        }
    }

    /// The last character of the line that ends at `end`, in the source, as goldmark looks at it. `None` where that is
    /// no running text: an element, delimiters that might have begun or ended one, or a blank that bare links may follow.
    fn last_of_line(&self, end: usize) -> Option<char> {
        let line = &self.stretch.text[..end];
        let text = line.trim_end_matches([' ', '\t']);
        let escaped = |text: &str| text.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
        let last = text.chars().next_back()?;
        let blank = text.len() < end && !(self.stretch.rules.escaped_space && escaped(text));
        if self.cursor.text_end < text.len() || blank && self.stretch.rules.linkify {
            return None;
        }
        let before = &text[..text.len() - last.len_utf8()];
        let is_delimiter = match last {
            '*' | '_' | '[' | '`' => true,
            '~' | '^' | '+' | '=' => {
                let len = text.len() - text.trim_end_matches(last).len();
                self.stretch.rules.element(last as u8, len).is_some()
            }
            _ => false,
        };
        (!is_delimiter || escaped(before)).then_some(last)
    }

    /// Decides on the end of a line before what comes next: text that begins with `after`, or something else.
    pub(super) fn settle(&mut self, after: Option<char>) {
        let Some(LineEnd { range, before }) = self.line_end.take() else {
            return;
        };
        let drops = match (before, after, self.stretch.rules.line_breaks) {
            (Some(before), Some(after), Some(style)) => style.drops(before, after),
            (before, ..) => before.is_some(),
        };
        if !drops {
            self.put("\n", &range);
        }
    }
}
