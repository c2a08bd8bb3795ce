//! Raw HTML in a line of text.

use std::ops::Range;

use pulldown_cmark::Event;

use super::Inline;
use crate::flavor::Rules;
use crate::raw_html::{Html, Writer, fate::fate, is_end};

impl Inline<'_, '_> {
    /// Puts a tag or a comment. The description of an image omits them.
    pub(super) fn raw_html(&mut self, html: &str, range: &Range<usize>) {
        if !self.images.is_empty() {
            return;
        }
        self.enter();
        // An element that is taken as a whole.
        while self
            .whole_elements
            .next_if(|whole| whole.start < range.start)
            .is_some()
        {}
        let whole = self
            .whole_elements
            .next_if(|whole| whole.start == range.start);
        let stretch = self.stretch;
        // In a quote its lines have marks that are not in the tag.
        let is_written = whole.is_some() || stretch.parsed.get(range.clone()) == Some(html);
        let range = &whole.unwrap_or_else(|| range.clone());
        self.cursor.taken = range.end.max(self.cursor.taken);
        let html = match is_written {
            true => &stretch.text[range.clone()],
            false => html,
        };
        let mut written = Html::default();
        written.push(html, stretch.in_block(range), range, stretch.masked);
        Writer {
            html: &written,
            masked: stretch.masked,
            base: stretch.base,
            rules: stretch.rules,
            builder: self.output.builder,
            findings: self.output.findings,
            of_site: false,
        }
        .write();
    }
}

/// The raw elements in the inline events of a block that are taken as a whole, each from its start tag to the end of
/// its end tag.
pub(super) fn whole_elements(events: &[(Event, Range<usize>)], rules: &Rules) -> Vec<Range<usize>> {
    let mut wholes = Vec::new();
    if rules.omit_html {
        return wholes;
    }
    // The end tags after the place that is looked at, the next of each name.
    let mut ends: Vec<(&str, usize)> = Vec::new();
    for (event, range) in events.iter().rev() {
        let Event::InlineHtml(html) = event else {
            continue;
        };
        let (rest, is_end_tag) = match html.strip_prefix("</") {
            Some(rest) => (rest, true),
            None => (html.strip_prefix('<').unwrap_or(html), false),
        };
        let len = rest.find(|c: char| !c.is_ascii_alphanumeric());
        let name = &rest[..len.unwrap_or(rest.len())];
        if !fate(name).is_whole(name) {
            continue;
        }
        let known = ends.iter_mut().find(|end| end.0.eq_ignore_ascii_case(name));
        match known {
            Some(end) if is_end_tag => end.1 = range.end,
            None if is_end_tag && is_end(rest, name) => ends.push((name, range.end)),
            Some(end) if !is_end_tag => wholes.push(range.start..end.1),
            _ => {}
        }
    }
    wholes.reverse();
    wholes
}
