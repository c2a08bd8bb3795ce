//! Where passthrough spans are: the renderer leaves them verbatim, so the parser must not see them.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::adapt::{self, Reading};
use crate::cmark;
use crate::flavor::Rules;
use crate::hugo::definition_list;
use crate::hugo::passthrough::{self, PassthroughSpan};
use crate::order;
use crate::search;

/// Finds passthrough spans in a text that the parser is to see as `parsed`, and hides them there.
pub fn hide_passthrough(text: &str, parsed: &mut Cow<str>, rules: &Rules) -> Vec<PassthroughSpan> {
    let (spans, colons) = passthrough_spans(text, parsed, rules);
    if !spans.is_empty() {
        let parsed = parsed.to_mut();
        passthrough::hide(&spans, parsed);
        for at in colons {
            if parsed[at..].starts_with(':') {
                parsed.replace_range(at..at + 1, definition_list::HIDDEN);
            }
        }
    }
    spans
}

/// The spans, and the colons after a bracket in paragraphs that begin with a bracket and have spans: where brackets in
/// a span are hidden, the paragraph must not become the definition of a link. To find them takes a parse of its own,
/// which needs only the block structure.
fn passthrough_spans(
    text: &str,
    parsed: &str,
    rules: &Rules,
) -> (Vec<PassthroughSpan>, Vec<usize>) {
    let (mut found, mut colons) = (Vec::new(), Vec::new());
    let Some(passthrough) = rules
        .passthrough
        .as_ref()
        .filter(|rule| rule.may_pass_between(text))
    else {
        return (found, colons);
    };
    let (mut nowhere, mut nor_pieces) = (cmark::nowhere, cmark::nowhere);
    let mut events = cmark::parse(parsed, rules.options(), &mut nowhere);
    let mut reading = Reading::new(&mut events, text, parsed, rules);
    let list = reading.take();
    let stream = adapt::stream(list, &mut events, &reading.pieces, rules, &mut nor_pieces);
    let mut leaf: Option<Range<usize>> = None;
    let mut is_raw = false;
    for (event, range, _) in stream {
        let of_block = match &event {
            Event::Start(tag) => !cmark::is_inline(&tag.to_end()),
            Event::End(tag) => !cmark::is_inline(tag),
            Event::Rule => true,
            _ => false,
        };
        if of_block {
            if let Some(mut leaf) = leaf.take() {
                // The parser passes over the backslash of an escaped character.
                if text[..leaf.start].ends_with('\\') {
                    leaf.start -= 1;
                }
                if matches!(event, Event::End(TagEnd::DefinitionListTitle)) {
                    let mut start = leaf.start;
                    for line in text[leaf].split_inclusive('\n') {
                        passthrough.find(
                            text,
                            start..start + line.len(),
                            rules.linkify,
                            &mut found,
                        );
                        start += line.len();
                    }
                } else {
                    let before = found.len();
                    passthrough.find(text, leaf.clone(), rules.linkify, &mut found);
                    if found.len() > before && text[leaf.clone()].starts_with('[') {
                        let ends = search::offsets(&text[leaf.clone()], "]:");
                        colons.extend(ends.map(|at| leaf.start + at + 1));
                    }
                }
            }
            is_raw = matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock));
        } else if !is_raw {
            leaf = Some(match leaf {
                Some(leaf) => leaf.start.min(range.start)..leaf.end.max(range.end),
                None => range,
            });
        }
    }
    // Where a table stands between terms of a definition list, its cells come first.
    order::sort_by(&mut found, |a, b| a.range.start < b.range.start);
    (found, colons)
}
