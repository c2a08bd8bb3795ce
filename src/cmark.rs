//! The parser, always of one type: each type of callback would be all of its code once more.

use pulldown_cmark::{BrokenLink, CowStr, Event, OffsetIter, Options, Parser, TagEnd};

/// Says where a label leads that is not defined in the text.
pub type Lookup<'l, 'a> = &'l mut dyn FnMut(BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)>;

/// The events of a text with their byte ranges.
pub fn parse<'l, 'a>(
    text: &'a str,
    options: Options,
    lookup: Lookup<'l, 'a>,
) -> OffsetIter<'a, Lookup<'l, 'a>> {
    Parser::new_with_broken_link_callback(text, options, Some(lookup)).into_offset_iter()
}

/// Leads nowhere.
pub fn nowhere<'a>(_: BrokenLink<'a>) -> Option<(CowStr<'a>, CowStr<'a>)> {
    None
}

/// A text with its character references resolved.
pub fn resolved(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut nowhere = nowhere;
    let found = parse(text, Options::empty(), &mut nowhere).map(|(event, _)| match event {
        Event::Text(text) => text.into_string(),
        _ => String::new(),
    });
    found.collect()
}

/// The text of the named character reference `&name;`: the parser has the names.
pub fn named_reference(name: &str) -> Option<String> {
    match name {
        "amp" => return Some("&".to_owned()),
        "lt" => return Some("<".to_owned()),
        "gt" => return Some(">".to_owned()),
        _ => {}
    }
    let written = format!("&{name};");
    let text = resolved(&written);
    (text != written).then_some(text)
}

/// Whether a tag is inline.
pub fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
