//! The likely mistakes in the inline content of a block.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Stretch;
use crate::finding::{Finding, What};
use crate::flavor::Rules;
use crate::unicode::is_in_word;

/// The findings in the inline events of a block, whose content ends at `end`.
pub fn findings(events: &[(Event, Range<usize>)], stretch: &Stretch, end: usize) -> Vec<Finding> {
    let Stretch { text, rules, .. } = *stretch;
    let mut found = Vec::new();
    let mut report = |what, range: Range<usize>| {
        found.push(Finding::new(what, stretch.in_block(&range)));
    };
    // The images that are open, and whether each is empty so far.
    let mut images: Vec<(Range<usize>, bool)> = Vec::new();
    let mut run = 0..0;
    for (event, range) in events {
        if range.start >= end {
            break;
        }
        match event {
            Event::Start(Tag::Image { .. }) => images.push((range.clone(), true)),
            Event::End(TagEnd::Image) => {
                if let Some((range, true)) = images.pop() {
                    report(What::ImageAltMissing, range);
                }
                continue;
            }
            Event::Text(_) if range.start == run.end => run.end = range.end,
            Event::Text(_) => {
                footnotes(text, &run, rules, &mut report);
                run = range.clone();
            }
            _ => {}
        }
        let blank = match event {
            Event::Text(text) => text.trim().is_empty(),
            Event::SoftBreak | Event::HardBreak | Event::Start(_) | Event::End(_) => true,
            _ => false,
        };
        if !blank {
            // A link or heading around an image that is not empty is not empty either.
            for (_, empty) in images.iter_mut().rev().take_while(|(_, empty)| *empty) {
                *empty = false;
            }
        }
    }
    footnotes(text, &run, rules, &mut report);
    found
}

/// Whether inline events show nothing before the byte `end`.
pub fn is_blank(events: &[(Event, Range<usize>)], end: usize) -> bool {
    events.iter().all(|(event, range)| {
        range.start >= end
            || match event {
                Event::Text(text) => text.trim().is_empty(),
                Event::SoftBreak | Event::HardBreak => true,
                _ => false,
            }
    })
}

/// References to footnotes that stay text, in a run of text.
fn footnotes(
    text: &str,
    run: &Range<usize>,
    rules: &Rules,
    report: &mut impl FnMut(What, Range<usize>),
) {
    if !rules.footnote {
        return;
    }
    let written = &text[run.clone()];
    for at in crate::search::offsets(written, "[^") {
        let escaped = at == 0 && text[..run.start].ends_with('\\');
        let label = &written[at + 2..];
        let is_label = |c: char| is_in_word(c) || matches!(c, '-' | '_' | '.' | ':');
        let len = label.find(|c| !is_label(c)).unwrap_or_default();
        if !escaped && len > 0 && label[len..].starts_with(']') {
            let start = run.start + at;
            report(What::FootnoteUndefined, start..start + len + 3);
        }
    }
}
