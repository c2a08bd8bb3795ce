//! A stretch of text → blocks. Boundaries are drawn so that each block, parsed alone with the document's definitions
//! at hand, gives what it gives in its place.

mod adapt;
mod boundary;
mod complete;
mod crossed_emphasis;
mod divide;
mod footnote_label;
mod list;
mod lookups;
mod page;
mod passthrough_spans;
mod stub;

pub use adapt::seen;
pub use footnote_label::{note_labels, prelude};

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Tag};

use crate::block::{Block, BlockAnswer, Container, Items, Kind};
use crate::cmark;
use crate::fast::IS_FAST;
use crate::flavor::{Flavor, Rules};
use crate::label::Label;
use crate::order;
use crate::raw_html;
use crate::render::Renderer;
use crate::shortcode::{Masked, block_range, cost_of_html};

use adapt::{Reading, Watch};
use boundary::{blank_before, quoted_blank_before};
use complete::{Definitions, complete, definitions};
pub use divide::Undivided;
use divide::{Divided, Divider, Ground};
use lookups::Lookups;
use page::Page;
pub use passthrough_spans::hide_passthrough;
pub use stub::Stub;

/// A stretch of a document to parse, with what the rest of the document means for it.
pub struct Passage<'a> {
    /// The text, which starts at a line start.
    pub text: &'a str,
    /// Definitions of the footnotes outside; see [`prelude`].
    pub prelude: &'a str,
    /// The container that it starts in, with a part of that.
    pub stub: Option<Stub>,
    /// Whether it starts the document: blank lines before the first block then belong to that block.
    pub of_document: bool,
    /// The rules of the flavor.
    pub rules: &'a Rules,
    /// The shortcodes that are hidden in the text.
    pub masked: Masked<'a>,
    /// Whether a label has a definition outside.
    pub link: &'a dyn Fn(&Label) -> bool,
}

/// The blocks of a passage.
pub struct Parsed {
    /// Each with the offset of its start in the passage.
    pub blocks: Vec<(usize, Block)>,
    /// Whether the references that were resolved by the passage's own definitions used up the parser's limit on
    /// their expansion, so that later ones were left as text.
    pub exhausted: bool,
    /// The HTML, in place of the blocks.
    html: Option<String>,
}

/// Parses a passage into blocks, or reports that no block begins at its start. Links to definitions are left as slots
/// of the trees.
pub fn parse(passage: &Passage) -> Result<Parsed, Undivided> {
    match parse_with(passage, Wanted::Blocks(&[])) {
        // Only a parse tells which lists must stay whole.
        Err(Undivided::Lists(whole)) => parse_with(passage, Wanted::Blocks(&whole)),
        parsed => parsed,
    }
}

/// The HTML of a whole document, where no block depends on others in ways that take more than one walk.
pub fn html(document: &Passage) -> Option<String> {
    let parsed = match parse_with(document, Wanted::Html { hopes: IS_FAST }) {
        Err(Undivided::Unadapted) if IS_FAST => parse_with(document, Wanted::Html { hopes: false }),
        parsed => parsed,
    };
    let parsed = parsed.ok()?;
    parsed.html.filter(|_| !parsed.exhausted)
}

/// The result that is wanted of a parse.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    /// The blocks; the lists at these offsets are not divided.
    Blocks(&'a [usize]),
    /// The HTML alone; `hopes` that the events need not be adapted, if that may be.
    Html { hopes: bool },
}

fn parse_with(passage: &Passage, wanted: Wanted) -> Result<Parsed, Undivided> {
    let Passage { rules, link, .. } = *passage;
    let stub = passage.stub.as_ref().map_or_else(String::new, Stub::text);
    let skip = passage.prelude.len() + stub.len();
    let joined;
    let text = if skip == 0 {
        passage.text
    } else {
        joined = format!("{}{stub}{}", passage.prelude, passage.text);
        &joined
    };
    let masked = passage.masked.after(skip);
    let mut parsed = seen(text, rules);
    let passed = hide_passthrough(text, &mut parsed, rules);
    let crossed = crossed_emphasis::crossed_emphasis(text, &parsed, rules, link);
    if !crossed.is_empty() {
        crossed_emphasis::hide(&crossed, parsed.to_mut());
    }

    let lookups: RefCell<Lookups> = RefCell::default();
    let mut callback = |broken: BrokenLink| {
        let label = Label::new(broken.reference.to_string());
        let found = link(&label);
        let span = broken.span.clone();
        lookups.borrow_mut().asked(&broken, span, label, found);
        found.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let mut events = cmark::parse(&parsed, rules.options(), &mut callback);
    let hopes =
        IS_FAST && matches!(wanted, Wanted::Html { hopes: true }) && rules.flavor != Flavor::Hugo;
    let mut watch = Watch::new(text, &parsed, hopes && rules.table);
    let mut reading = match hopes {
        true => Reading::default(),
        false => Reading::new(&mut events, text, &parsed, rules),
    };
    let list = reading.take();
    let (whole, page) = match wanted {
        Wanted::Blocks(whole) => (whole, None),
        Wanted::Html { .. } => {
            let definitions = definitions(events.reference_definitions(), text, masked);
            (&[][..], Some(Page::new(rules, definitions, text.len())))
        }
    };
    let limit = text.len().max(100_000);
    let of_pieces: RefCell<Lookups> = RefCell::default();
    let spent = Cell::new(0);
    let mut callback = |broken: BrokenLink| {
        let label = Label::new(broken.reference.to_string());
        let cost = reading.cost(&label);
        spent.set(spent.get() + cost.unwrap_or(0));
        let found = cost.is_some() || link(&label);
        let span = reading.pieces.place(broken.span.clone());
        of_pieces.borrow_mut().asked(&broken, span, label, found);
        (found && spent.get() < limit).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let mut stream = adapt::stream(list, &mut events, &reading.pieces, rules, &mut callback);

    passage.masked.count_given();
    let mut renderer = Renderer::new(rules, text, &parsed, &passed, masked);
    if page.is_some() {
        renderer.read_once();
    }
    let mut whole = [whole, &reading.odd_lists].concat();
    order::sort(&mut whole);
    let ground = Ground {
        text,
        parsed: &parsed,
        skip,
        of_document: passage.of_document,
        stub: passage.stub.clone(),
        is_goldmark: rules.flavor == Flavor::Hugo,
        divides: page.is_none() && !passage.masked.context().answers.has_blocks(),
        whole: &whole,
    };
    let mut divider = Divider::new(ground, renderer, page);
    let mut expansion = 0;
    // By reference, since an event is long, and each move copies it.
    while let Some((event, range, joins)) = &mut stream.next() {
        if hopes && watch.is_odd(event, range) {
            return Err(Undivided::Unadapted);
        }
        if let Some((label, cost)) = reference(event).filter(|_| range.start >= skip) {
            expansion += cost;
            lookups.borrow_mut().defined(range.start, label);
        }
        divider.event(event, range.clone(), *joins)?;
    }
    if hopes && watch.has_more() {
        return Err(Undivided::Unadapted);
    }
    let exhausted = |expansion: usize| expansion.max(spent.get()) >= limit;
    let Divided {
        mut blocks,
        ends,
        page,
    } = divider.finish()?;
    if let Some(page) = page {
        return Ok(Parsed {
            blocks: Vec::new(),
            exhausted: exhausted(expansion),
            html: page.html(),
        });
    }

    // In place of what was dropped there are pieces.
    let mut lookups = lookups.take();
    lookups.forget(&reading.dropped);
    for lookups in [lookups, of_pieces.take()] {
        lookups.hand_out(text, skip, &mut blocks);
    }
    let alone =
        (blocks.len() == 1).then(|| definitions(events.reference_definitions(), text, masked));
    complete_all(passage, &mut blocks, &ends, alone.as_ref());
    Ok(Parsed {
        blocks,
        exhausted: exhausted(expansion),
        html: None,
    })
}

/// Completes the blocks of a passage, of which the last parts end at `ends`.
fn complete_all(
    passage: &Passage,
    blocks: &mut [(usize, Block)],
    ends: &[usize],
    alone: Option<&Definitions>,
) {
    let mut counts = Vec::new();
    for at in 0..blocks.len() {
        let next = blocks.get(at + 1);
        let end = next.map_or(passage.text.len(), |(start, _)| *start);
        let (start, block) = &mut blocks[at];
        let is_quote = |items: &Items| items.of == Container::Quote;
        block.closed = blank_before(passage.text, end)
            || block.items.as_ref().is_some_and(is_quote) && quoted_blank_before(passage.text, end)
            || block.last.closes_itself() && passage.text[ends[at]..end].trim_ascii().is_empty();
        let text = &passage.text[*start..end];
        block.code = code(block, text);
        answer(block, text, passage.masked, *start, &mut counts);
        complete(
            block,
            text,
            passage.rules,
            passage.masked.from(*start),
            alone,
        );
    }
}

/// Where the lines of a block that is fenced code begin, if they are shown verbatim.
fn code(block: &Block, text: &str) -> Option<usize> {
    if block.last != Kind::FencedCode || !text.starts_with(['`', '~']) {
        return None;
    }
    let start = memchr::memchr(b'\n', text.as_bytes())? + 1;
    // A line end is shown where the document ends without one.
    (block.rendered.tree.as_code()?.begins(&text[start..])).then_some(start)
}

/// Gives a block the site's own HTML, if there is some for the source at `start`. Where that depends on the blocks before the
/// passage, the body gives it again.
fn answer(block: &mut Block, text: &str, masked: Masked, start: usize, counts: &mut Vec<usize>) {
    if !masked.context().answers.has_blocks() {
        return;
    }
    let source = masked.from(start).written(0..text.len());
    let html = html_of_block(&source, masked, counts);
    block.set_answer(html.and_then(|html| block_answer(&source, html, masked)));
}

/// The site's own HTML for the next block with a source, as it was given.
pub fn html_of_block<'a>(
    source: &str,
    masked: Masked<'a>,
    counts: &mut Vec<usize>,
) -> Option<&'a Rc<str>> {
    let source = &source[block_range(source)];
    masked.context().answers.block(source, counts)
}

/// The site's own HTML for the source of a block, if there is not too much of all.
pub fn block_answer(source: &str, html: &Rc<str>, masked: Masked) -> Option<BlockAnswer> {
    let cost = cost_of_html(html);
    masked.give(cost).then(|| {
        let tree = Rc::new(raw_html::tree(html, block_range(source)));
        BlockAnswer {
            html: html.clone(),
            cost,
            tree,
        }
    })
}

/// The label of a reference that the parser resolved by a definition in the text, and what that takes of the limit on
/// expansion.
fn reference(event: &Event) -> Option<(Label, usize)> {
    match event {
        Event::Start(
            Tag::Link {
                link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut,
                dest_url,
                title,
                id,
            }
            | Tag::Image {
                link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut,
                dest_url,
                title,
                id,
            },
        ) => Some((Label::new(id.to_string()), dest_url.len() + title.len())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shortcode::Shortcodes;
    use crate::source::Source;
    use crate::text::Text;

    fn parsed(text: &str, masked: Masked) -> Parsed {
        let passage = Passage {
            text,
            prelude: "",
            stub: None,
            of_document: true,
            rules: &Rules::default(),
            masked,
            link: &|_| false,
        };
        parse(&passage).unwrap_or_else(|_| panic!("a document starts with a block"))
    }

    fn starts(text: &str) -> Vec<usize> {
        let source = Source::new(text);
        let shortcodes = Shortcodes::default();
        let masked = Masked::new(Text::new(&source, 0), &shortcodes);
        parsed(text, masked).blocks.iter().map(|b| b.0).collect()
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
            .map(|l| l.to_string())
            .collect();
        assert_eq!(labels, ["a", "b c", "e\\]f", "g\\|h", "g|h"]);
    }

    #[test]
    fn what_a_block_says_to_others() {
        let source = Source::new("");
        let shortcodes = Shortcodes::default();
        let masked = Masked::new(Text::new(&source, 0), &shortcodes);
        let parsed = parsed("[x] [^n]\n\n[y]: /u 't'\n[y]: /v\n", masked);
        let block = &parsed.blocks[0].1;
        let labels = |labels: &[Label]| labels.iter().map(|l| l.to_string()).collect::<Vec<_>>();
        assert_eq!(labels(&block.uses), ["x"]);
        assert_eq!(labels(&block.note_uses), ["n"]);
        assert_eq!(block.definitions.len(), 1);
        assert_eq!(block.definitions[0].1.destination, "/u");
    }
}
