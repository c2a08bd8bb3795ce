//! A stretch of text → blocks. Boundaries are drawn so that each block, parsed alone with the document's definitions
//! at hand, gives what it gives in its place.

mod adapt;
mod boundary;
mod crossed;
mod footnote_label;

pub use adapt::seen;
pub use footnote_label::{note_labels, prelude};

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, RefDefs, Tag, TagEnd};

use crate::block::{Block, Definition, Kind};
use crate::cmark;
use crate::finding::{Finding, What};
use crate::flavor::Rules;
use crate::hugo::definition_list::show_colons;
use crate::hugo::passthrough::{self, PassthroughSpan};
use crate::label::Label;
use crate::order;
use crate::render::Renderer;
use crate::search;
use crate::shortcode::Masked;

use adapt::Reading;
use boundary::{blank_before, boundary};

/// The result of [`parse`].
pub struct Parsed {
    /// The blocks, each with the offset of its start in the stretch that was parsed.
    pub blocks: Vec<(usize, Block)>,
    /// Whether the references that were resolved by the stretch's own definitions used up the parser's limit on
    /// their expansion, so that later ones were left as text.
    pub exhausted: bool,
}

/// Parses a stretch of a document, which must start at a line start, into blocks.
///
/// `link` tells whether a label has a definition outside of the stretch. `prelude` holds definitions of the
/// footnotes outside of it; see [`prelude`]. Blank lines before the first block of a document, as opposed to a later
/// stretch, belong to that block. Links to definitions are left as slots of the trees. `masked` has what is hidden
/// in the stretch.
pub fn parse(
    stretch: &str,
    prelude: &str,
    of_document: bool,
    rules: &Rules,
    masked: Masked,
    link: &dyn Fn(&Label) -> bool,
) -> Parsed {
    let joined;
    let text = if prelude.is_empty() {
        stretch
    } else {
        joined = format!("{prelude}{stretch}");
        &joined
    };
    let skip = prelude.len();
    let looked_up: RefCell<Vec<(usize, Label)>> = RefCell::default();
    let undefined: RefCell<Vec<Range<usize>>> = RefCell::default();
    let mut callback = |broken: BrokenLink| {
        let label = Label::new(broken.reference.to_string());
        let found = link(&label);
        // A label alone in brackets is mostly meant as it stands.
        if !found && broken.link_type != LinkType::Shortcut {
            undefined.borrow_mut().push(broken.span.clone());
        }
        looked_up.borrow_mut().push((broken.span.start, label));
        found.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let mut parsed = seen(text, rules);
    let passed = passed(text, &parsed, rules);
    if !passed.is_empty() {
        passthrough::hide(&passed, parsed.to_mut());
    }
    let crossed = crossed::crossed(text, &parsed, rules, link);
    if !crossed.is_empty() {
        crossed::hide(&crossed, parsed.to_mut());
    }
    let mut events = cmark::parse(&parsed, rules.options(), &mut callback);
    let mut reading = Reading::new(&mut events, text, &parsed, rules);
    let list = reading.take();
    let limit = text.len().max(100_000);
    let of_pieces: RefCell<Vec<(usize, Label)>> = RefCell::default();
    let undefined_in_pieces: RefCell<Vec<Range<usize>>> = RefCell::default();
    let spent = Cell::new(0);
    let mut callback = |broken: BrokenLink| {
        let label = Label::new(broken.reference.to_string());
        let cost = reading.cost(&label);
        spent.set(spent.get() + cost.unwrap_or(0));
        let found = cost.is_some() || link(&label);
        let span = reading.pieces.place(broken.span);
        of_pieces.borrow_mut().push((span.start, label));
        if !found && broken.link_type != LinkType::Shortcut {
            undefined_in_pieces.borrow_mut().push(span);
        }
        (found && spent.get() < limit).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let stream = adapt::stream(list, &mut events, &reading.pieces, rules, &mut callback);

    let mut blocks: Vec<(usize, Block)> = Vec::new();
    // Where the last part of each ends; definitions and blank lines may follow.
    let mut ends: Vec<usize> = Vec::new();
    masked.count_given();
    let mut renderer = Renderer::new(rules, text, &parsed, &passed, masked.after(skip));
    let mut depth = 0;
    let mut end_before: Option<(Kind, usize)> = None;
    let mut expansion = 0;
    for (event, range, joins) in stream {
        if range.start < skip {
            depth += nesting(&event);
            continue;
        }
        if depth == 0 && matches!(event, Event::Start(_) | Event::Rule) {
            let kind = Kind::of(&event, text, &parsed, &range);
            let start = boundary(&text[skip..], range.start - skip, kind, end_before);
            match start.filter(|_| !joins) {
                Some(start) => {
                    finish(&mut renderer, &mut blocks);
                    let start = if of_document && blocks.is_empty() {
                        0
                    } else {
                        start
                    };
                    renderer.begin(skip + start);
                    blocks.push((
                        start,
                        Block {
                            first: kind,
                            ..Block::default()
                        },
                    ));
                }
                None if blocks.is_empty() && !of_document => {
                    // Not a place to start at: the caller has to go back further.
                    return Parsed {
                        blocks,
                        exhausted: false,
                    };
                }
                None if blocks.is_empty() => {
                    renderer.begin(skip);
                    blocks.push((
                        0,
                        Block {
                            first: kind,
                            ..Block::default()
                        },
                    ));
                }
                None => {}
            }
            let count = blocks.len();
            if let Some((_, block)) = blocks.last_mut() {
                block.last = kind;
                block.definition_list |= kind == Kind::DefinitionList;
                ends.truncate(count - 1);
                ends.push(range.end - skip);
            }
            end_before = Some((kind, range.end - skip));
        }
        if let Event::Start(
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }
            | Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            },
        ) = &event
        {
            if let LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut = link_type {
                expansion += dest_url.len() + title.len();
                looked_up
                    .borrow_mut()
                    .push((range.start, Label::new(id.to_string())));
            }
        }
        depth += nesting(&event);
        if depth < 0 {
            depth = 0;
        }
        renderer.event(event, range);
    }
    finish(&mut renderer, &mut blocks);
    if blocks.is_empty() && of_document && !stretch.is_empty() {
        blocks.push((0, Block::default()));
        ends.push(0);
    }

    // In place of what was dropped there are pieces.
    let is_dropped = |at: usize| {
        let before = reading.dropped.partition_point(|range| range.start <= at);
        before > 0 && at < reading.dropped[before - 1].end
    };
    let mut looked_up = looked_up.take();
    looked_up.retain(|(at, _)| !is_dropped(*at));
    looked_up.extend(of_pieces.take());
    let mut undefined = undefined.take();
    undefined.retain(|range| !is_dropped(range.start));
    undefined.extend(undefined_in_pieces.take());
    for (at, label) in looked_up {
        if at >= skip {
            let owner = blocks
                .partition_point(|(start, _)| *start <= at - skip)
                .saturating_sub(1);
            if let Some((_, block)) = blocks.get_mut(owner) {
                block.uses.push(label);
            }
        }
    }
    for range in undefined {
        let Some(start) = range.start.checked_sub(skip) else {
            continue;
        };
        let owner = blocks
            .partition_point(|(at, _)| *at <= start)
            .saturating_sub(1);
        if let Some((at, block)) = blocks.get_mut(owner) {
            // The parser leaves the brackets of `[label][]` out.
            let brackets = if text[range.end..].starts_with("[]") {
                2
            } else {
                0
            };
            let range = start - *at..range.end + brackets - skip - *at;
            block
                .findings
                .push(Finding::new(What::LinkUndefined, range));
        }
    }
    let alone = (blocks.len() == 1)
        .then(|| definitions(events.reference_definitions(), text, masked.after(skip)));
    for at in 0..blocks.len() {
        let end = blocks
            .get(at + 1)
            .map_or(stretch.len(), |(start, _)| *start);
        let (start, block) = &mut blocks[at];
        block.closed = blank_before(stretch, end)
            || block.last.closes_itself() && stretch[ends[at]..end].trim_ascii().is_empty();
        let text = &stretch[*start..end];
        complete(block, text, rules, masked.from(*start), alone.as_ref());
    }
    Parsed {
        blocks,
        exhausted: expansion.max(spent.get()) >= limit,
    }
}

/// Finds passthrough spans in a text that the parser is to see as `parsed`. That takes a parse of its own, which
/// needs only the block structure.
fn passed(text: &str, parsed: &str, rules: &Rules) -> Vec<PassthroughSpan> {
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

/// Completes a block with its labels and definitions, read from its text alone: in a longer stretch a second
/// definition of a label would be hidden by the first. `alone` has the definitions of a stretch that is this block.
fn complete(
    block: &mut Block,
    text: &str,
    rules: &Rules,
    masked: Masked,
    alone: Option<&Definitions>,
) {
    order::sort(&mut block.uses);
    block.uses.dedup();
    if rules.footnote {
        block.note_uses = note_labels(text);
    }
    if search::has(text, "]:") {
        block.definitions = match alone {
            Some(definitions) => definitions.clone(),
            None => {
                let parsed = seen(text, rules);
                let mut nowhere = cmark::nowhere;
                let parser = cmark::parse(&parsed, rules.options(), &mut nowhere);
                definitions(parser.reference_definitions(), text, masked)
            }
        };
    }
}

type Definitions = Vec<(Label, Rc<Definition>)>;

/// The parser's definitions in `text`, in the order of their labels.
fn definitions(found: &RefDefs, text: &str, masked: Masked) -> Definitions {
    let mut definitions: Definitions = found
        .iter()
        .map(|(label, definition)| {
            let title = definition.title.as_deref().unwrap_or_default();
            let written = &text[definition.span.clone()];
            let destination = show_colons(&definition.dest, written);
            let title = show_colons(title, written);
            let definition = Definition {
                destination: masked.address(&destination, &definition.span).into_owned(),
                title: masked.shown(&title, &definition.span).into_owned(),
            };
            (Label::new(label.to_owned()), Rc::new(definition))
        })
        .collect();
    order::sort_by(&mut definitions, |a, b| a.0 < b.0);
    definitions
}

fn finish(renderer: &mut Renderer, blocks: &mut [(usize, Block)]) {
    let rendered = renderer.finish();
    if let Some((_, block)) = blocks.last_mut() {
        let mut notes = rendered.notes.iter();
        block.anchors = rendered.tree.has_anchors() || notes.any(|note| note.tree.has_anchors());
        block.tree = rendered.tree;
        block.unbalanced_tags = rendered.unbalanced_tags;
        block.quote_balance = rendered.quote_balance;
        block.notes = rendered.notes;
        block.findings = rendered.findings;
        block.has_heading = rendered.has_heading;
        block.has_summary_divider = rendered.has_summary_divider;
        block.omitted_html_words = rendered.omitted_html_words;
        block.given = rendered.given;
    }
}

fn nesting(event: &Event) -> i32 {
    match event {
        Event::Start(_) => 1,
        Event::End(_) => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shortcode::Shortcodes;
    use crate::source::Source;
    use crate::text::Text;

    fn starts(text: &str) -> Vec<usize> {
        let source = Source::new(text);
        let shortcodes = Shortcodes::default();
        let masked = Masked::new(Text::new(&source, 0), &shortcodes);
        parse(text, "", true, &Rules::default(), masked, &|_| false)
            .blocks
            .iter()
            .map(|b| b.0)
            .collect()
    }

    #[test]
    fn boundaries() {
        assert_eq!(starts("a\n\nb\n"), [0, 3]);
        assert_eq!(starts("# a\nb\n***\nc"), [0, 4, 6, 10]);
        assert_eq!(starts("\n\n  a"), [0]);
        // Right after a definition a line is read as a paragraph, alone it would be a list.
        assert_eq!(starts("[f]:i\n0) [foo]").len(), 1);
        assert_eq!(starts("[^a]: [^b]: x"), [0]);
        assert_eq!(starts("- a\nb\n\nc"), [0, 7]);
    }

    #[test]
    fn labels_of_footnotes() {
        let labels: Vec<String> = note_labels("[^a] [^ b  c ] [^d\n] [^] [^e\\]f] [^g\\|h] [^[i]")
            .into_iter()
            .map(|l| l.into_inner())
            .collect();
        assert_eq!(labels, ["a", "b c", "e\\]f", "g\\|h", "g|h"]);
    }

    #[test]
    fn what_a_block_says_to_others() {
        let source = Source::new("");
        let parsed = parse(
            "[x] [^n]\n\n[y]: /u 't'\n[y]: /v\n",
            "",
            true,
            &Rules::default(),
            Masked::new(Text::new(&source, 0), &Shortcodes::default()),
            &|_| false,
        );
        let block = &parsed.blocks[0].1;
        let labels = |labels: &[Label]| labels.iter().map(|l| l.to_string()).collect::<Vec<_>>();
        assert_eq!(labels(&block.uses), ["x"]);
        assert_eq!(labels(&block.note_uses), ["n"]);
        assert_eq!(block.definitions.len(), 1);
        assert_eq!(block.definitions[0].1.destination, "/u");
    }
}
