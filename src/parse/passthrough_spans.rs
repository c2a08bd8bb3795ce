//! Where passthrough spans are: the renderer leaves them verbatim, so the parser must not see them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::adapt::{self, Reading};
use crate::cmark;
use crate::flavor::Rules;
use crate::hugo::passthrough::PassthroughSpan;

/// Finds passthrough spans in a text that the parser is to see as `parsed`. That takes a parse of its own, which
/// needs only the block structure.
pub fn passthrough_spans(text: &str, parsed: &str, rules: &Rules) -> Vec<PassthroughSpan> {
    let mut found = Vec::new();
    let Some(passthrough) = rules
        .passthrough
        .as_ref()
        .filter(|rule| rule.may_pass(text))
    else {
        return found;
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
                if event == Event::End(TagEnd::DefinitionListTitle) {
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
                    passthrough.find(text, leaf, rules.linkify, &mut found);
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
    found
}
