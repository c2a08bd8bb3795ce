//! Emphasis of the parser that is none to goldmark, because it crosses a pair of other delimiters.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Tag, TagEnd};

use super::{Label, Reading, adapt};
use crate::flavor::Rules;
use crate::inline::pairing::{DelimiterFinder, DelimiterStack};
use crate::{cmark, order, search};

/// The stars and underscores that are emphasis to the parser, which sees a text as `parsed`, and text to goldmark, as
/// something between two of them begins or ends outside.
/// `link` answers which labels have a definition elsewhere.
pub fn crossed_emphasis(
    text: &str,
    parsed: &str,
    rules: &Rules,
    link: &dyn Fn(&Label) -> bool,
) -> Vec<usize> {
    let may_cross = |text: &str| rules.may_mark(text) && text.contains(['*', '_']);
    if !may_cross(parsed) || !search::between_blank_lines(parsed).any(may_cross) {
        return Vec::new();
    }
    let mut crossed: Vec<usize> = Vec::new();
    let mut leaf: Vec<(Event, Range<usize>)> = Vec::new();
    let is_inline = |event: &Event| match event {
        Event::Start(tag) => cmark::is_inline(&tag.to_end()),
        Event::End(tag) => cmark::is_inline(tag),
        _ => !matches!(event, Event::Rule),
    };
    let nothing = || (CowStr::Borrowed(""), CowStr::Borrowed(""));
    let label = |broken: &BrokenLink| Label::new(broken.reference.to_string());
    let mut known = |broken: BrokenLink| link(&label(&broken)).then(nothing);
    let mut events = cmark::parse(parsed, rules.options(), &mut known);
    let mut reading = Reading::new(&mut events, text, parsed, rules);
    let list = reading.take();
    let mut of_pieces = |broken: BrokenLink| {
        let label = label(&broken);
        (reading.cost(&label).is_some() || link(&label)).then(nothing)
    };
    let events = adapt::stream(list, &mut events, &reading.pieces, rules, &mut of_pieces);
    for (event, range, _) in events {
        if is_inline(&event) {
            leaf.push((event, range));
        } else {
            crossed_in(&leaf, parsed, rules, &mut crossed);
            leaf.clear();
        }
    }
    crossed
}

/// Hides delimiters from the parser, in a text of the same length.
pub fn hide(crossed: &[usize], parsed: &mut String) {
    for &at in crossed {
        parsed.replace_range(at..at + 1, ",");
    }
}

/// Adds the delimiters of the parser's emphasis that goldmark leaves, in one block.
fn crossed_in(
    events: &[(Event, Range<usize>)],
    text: &str,
    rules: &Rules,
    crossed: &mut Vec<usize>,
) {
    let (Some((_, first)), Some((_, last))) = (events.first(), events.last()) else {
        return;
    };
    let content = first.start..last.end;
    if !rules.may_mark(&text[content.clone()]) {
        return;
    }
    let mut marks = Vec::new();
    let mut emphasis: Vec<Range<usize>> = Vec::new();
    // Only links are read by themselves.
    let mut levels = vec![DelimiterStack::default()];
    let mut reader = DelimiterFinder::new(text, content, rules);
    for (event, range) in events {
        let len = match event {
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => 1,
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => 2,
            _ => 0,
        };
        match event {
            Event::Start(_) if len > 0 => emphasis.push(range.start..range.start + len),
            Event::End(_) if len > 0 => emphasis.push(range.end - len..range.end),
            Event::Start(_) => levels.push(DelimiterStack::default()),
            Event::End(_) => levels.pop().unwrap_or_default().pair(rules, &mut marks),
            _ => {}
        }
        if let (1.., Some(level), Some(run)) = (len, levels.last_mut(), emphasis.last()) {
            level.stars(text, &reader.content, run.clone());
        }
        reader.read(event, range, levels.last_mut());
        reader.pass(event, range);
    }
    for level in levels {
        level.pair(rules, &mut marks);
    }
    // All that are left cross a pair.
    let mut paired: Vec<usize> = marks.into_iter().flat_map(|mark| mark.range).collect();
    order::sort(&mut paired);
    let unpaired = |at: &usize| paired.binary_search(at).is_err();
    crossed.extend(emphasis.into_iter().flatten().filter(unpaired));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hugo::extras::Extras;

    fn all() -> Rules {
        Rules {
            extras: Extras::ALL,
            strikethrough: false,
            ..Rules::default()
        }
    }

    #[test]
    fn emphasis_that_crosses_is_hidden() {
        let hidden = |text: &str| {
            let mut parsed = text.to_owned();
            hide(
                &crossed_emphasis(text, text, &all(), &|_| false),
                &mut parsed,
            );
            parsed
        };
        assert_eq!(hidden("~a *b~ c*"), "~a ,b~ c,");
        assert_eq!(hidden("*a ~b *c~ d*"), "*a ~b ,c~ d*");
        assert_eq!(hidden("*a ~b* c~ **d**"), "*a ~b* c~ **d**");
        assert_eq!(hidden("~a [*b~ c*](d)"), "~a [*b~ c*](d)");
        assert_eq!(hidden("# ^a **b^ c**\n\n*d*"), "# ^a ,,b^ c,,\n\n*d*");
    }
}
