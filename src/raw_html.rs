//! Raw HTML into a tree of the allowlist: known tags become elements, others stay what is written, as text.
//!
//! No markup is ever taken over: a tag that is misread costs looks, not safety. See [`allow`](crate::allow).

mod attributes;
pub mod nesting;
pub mod reference;
pub mod token;

use std::ops::Range;

use crate::allow::Element;
use crate::finding::{Finding, What};
use crate::tree::Builder;
use token::Kind;

/// Elements whose content is no markup, or not HTML's: shown as written, with the content.
const WHOLE: &[&str] = &[
    "script",
    "style",
    "textarea",
    "title",
    "iframe",
    "noscript",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
    "template",
    "svg",
    "math",
    "object",
    "select",
];

/// Writes raw HTML into what `builder` has open. `source` tells where a byte of it is in the block. What is refused
/// is told in `findings`.
pub fn write(
    html: &str,
    source: &dyn Fn(usize) -> usize,
    builder: &mut Builder,
    findings: &mut Vec<Finding>,
) {
    // White space there shows nothing.
    let mut at_border = true;
    let mut tokens = token::tokens(html);
    while let Some(token) = tokens.next() {
        let mut range = token.range;
        // The end of a range is the end of its last byte: what is between the lines of a quote is not in it.
        let place = |range: &Range<usize>| source(range.start)..source(range.end - 1) + 1;
        match token.kind {
            Kind::Comment => continue,
            Kind::Text => {
                let blank = html[range.clone()].trim_matches(token::is_space).is_empty();
                if blank && at_border && !builder.is_in(Element::Pre) {
                    continue;
                }
                at_border = false;
                let text = reference::resolve(&html[range.clone()], false);
                // The first line end in preformatted text is not shown (HTML § 13.1.2.5).
                let text = match builder.is_at_start_of(Element::Pre) {
                    true => text.strip_prefix('\n').unwrap_or(&text),
                    false => &text,
                };
                builder.text(text, place(&range));
                continue;
            }
            Kind::Start(name, attributes) => {
                if let Some(element) = allowed(name) {
                    at_border = nesting::is_block(element);
                    builder.open_raw(element, place(&range));
                    attributes::write(builder, &attributes);
                    continue;
                }
                if let Some(end) = whole(html, name, range.end) {
                    range.end = end;
                    tokens.skip_to(end);
                }
                findings.push(Finding::new(What::HtmlRefused, place(&range)));
            }
            Kind::End(name) => {
                if let Some(element) = allowed(name) {
                    at_border = nesting::is_block(element);
                    builder.close_raw(element);
                    continue;
                }
            }
        }
        at_border = false;
        builder.text(&html[range.clone()].replace("\r\n", "\n"), place(&range));
    }
}

/// The element of a raw tag. The only `input` is the engine's own.
fn allowed(name: &str) -> Option<Element> {
    Element::from_name(name).filter(|element| *element != Element::Input)
}

/// Where the element `name` ends with its content, which begins at `from`, if it is one of the [`WHOLE`].
fn whole(html: &str, name: &str, from: usize) -> Option<usize> {
    WHOLE
        .iter()
        .find(|whole| whole.eq_ignore_ascii_case(name))?;
    for (at, _) in html[from..].match_indices("</") {
        let rest = &html[from + at + 2..];
        let named = rest
            .get(..name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name));
        if named && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            return Some(from + at + 2 + end);
        }
    }
    Some(html.len())
}
