//! Tree to HTML text, in the layout of the CommonMark specification's examples.

use crate::allow::{Attribute, Element};
use crate::fast::IS_FAST;
use crate::tree::{Content, Tree};

/// Appends `tree` as HTML. Block elements start on a line of their own and end with a line feed; not in preformatted
/// text, where it would show.
pub fn write(tree: &Tree, out: &mut String) {
    write_before(tree, tree.len(), false, out);
}

/// Likewise, for counting: what Hugo writes as a character reference is that, if another of the same length.
pub fn write_counted(tree: &Tree, out: &mut String) {
    write_before(tree, tree.len(), true, out);
}

/// Appends the part of `tree` before the divider of the summary; returns whether there is one.
pub fn write_summary(tree: &Tree, out: &mut String) -> bool {
    let divider = (0..tree.len()).find(|node| is_divider(tree, *node));
    write_before(tree, divider.unwrap_or(tree.len()), false, out);
    divider.is_some()
}

/// Whether a node is the divider of the summary, which is for the author's eyes.
fn is_divider(tree: &Tree, node: usize) -> bool {
    let mut attributes = tree.attributes(node);
    attributes.any(|(name, _)| name == Attribute::DataMore)
}

/// Whether the tags of a node with this attribute are not published: it is the divider, or mathematics, which is published as
/// its source.
fn is_not_published(name: Attribute) -> bool {
    matches!(name, Attribute::DataMore | Attribute::DataTex)
}

/// Appends the nodes of `tree` before `end`.
fn write_before(tree: &Tree, end: usize, counted: bool, out: &mut String) {
    let start = out.len();
    let mut open: Vec<Open> = Vec::new();
    for index in 0..end {
        if !IS_FAST || open.last().is_some_and(|open| open.end <= index) {
            close_until(index, &mut open, out);
        }
        let element = match tree.content(index) {
            Content::Element(element) => element,
            Content::Text(_) if counted => {
                tree.parts_of_text(index, &mut |text, sign| match sign {
                    Some(html) => out.extend(std::iter::repeat_n('&', html)),
                    None => escape(text, out),
                });
                continue;
            }
            Content::Text(text) => {
                escape(text, out);
                continue;
            }
        };
        let attributes = tree.attributes(index);
        if attributes.clone().any(|(name, _)| is_not_published(name)) {
            if element == Element::Div {
                end_line(start, out);
            }
            continue;
        }
        let in_pre = open.last().is_some_and(|around| around.is_pre);
        let layout = if in_pre {
            Layout::Inline
        } else {
            layout(element)
        };
        if layout != Layout::Inline {
            end_line(start, out);
        }
        out.push('<');
        out.push_str(element.name());
        for (name, value) in attributes {
            out.push(' ');
            out.push_str(name.name());
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        let ends_line = match element.is_void() {
            true => layout == Layout::Block || element == Element::Br && !in_pre,
            false => layout == Layout::Container,
        };
        finish_tag(ends_line, out);
        if element.is_void() {
            continue;
        }
        let end = tree.end(index);
        let is_pre = element == Element::Pre;
        if is_pre
            && index + 1 < end
            && matches!(tree.content(index + 1), Content::Text(text) if text.starts_with('\n'))
        {
            // The first one is not shown.
            out.push('\n');
        }
        open.push(Open {
            element,
            end,
            layout,
            is_pre: in_pre || is_pre,
        });
    }
    close_until(usize::MAX, &mut open, out);
    // A shortcode or raw HTML may show text that is in no block. Hugo ends no line after mathematics.
    let last = tree.roots().last();
    if !last.is_some_and(|last| is_math(tree, last)) {
        end_line(start, out);
    }
}

/// The HTML text of `tree`.
pub fn to_string(tree: &Tree) -> String {
    let mut out = String::new();
    write(tree, &mut out);
    out
}

/// Ends the line, unless that was done; a tree does not look at what is before its `start`.
fn end_line(start: usize, out: &mut String) {
    if out.len() > start && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn is_math(tree: &Tree, index: usize) -> bool {
    let mut attributes = tree.attributes(index);
    attributes.any(|(name, _)| name == Attribute::DataTex)
}

/// An element that is open.
struct Open {
    element: Element,
    /// The index of the node after it and all in it.
    end: usize,
    layout: Layout,
    /// Whether it is preformatted, or in what is.
    is_pre: bool,
}

fn close_until(index: usize, open: &mut Vec<Open>, out: &mut String) {
    while let Some(open) = open.pop_if(|open| open.end <= index) {
        if open.layout == Layout::Container && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str("</");
        out.push_str(open.element.name());
        finish_tag(open.layout != Layout::Inline, out);
    }
}

/// Ends a tag that was begun, and maybe its line.
fn finish_tag(ends_line: bool, out: &mut String) {
    out.push_str(if ends_line { ">\n" } else { ">" });
}

/// Where line feeds go; a browser ignores them between blocks.
#[derive(Clone, Copy, PartialEq)]
enum Layout {
    Inline,
    /// On lines of its own.
    Block,
    /// Likewise, with its children on lines of their own.
    Container,
}

fn layout(element: Element) -> Layout {
    use Element as E;
    match element {
        E::Blockquote
        | E::Ul
        | E::Ol
        | E::Dl
        | E::Table
        | E::Thead
        | E::Tbody
        | E::Tfoot
        | E::Tr
        | E::Section
        | E::Div
        | E::Details
        | E::Figure
        | E::Address
        | E::Article
        | E::Aside
        | E::Center
        | E::Footer
        | E::Header
        | E::Colgroup => Layout::Container,
        E::P
        | E::H1
        | E::H2
        | E::H3
        | E::H4
        | E::H5
        | E::H6
        | E::Pre
        | E::Hr
        | E::Li
        | E::Dt
        | E::Dd
        | E::Th
        | E::Td
        | E::Caption
        | E::Summary
        | E::Figcaption
        | E::Col => Layout::Block,
        _ => Layout::Inline,
    }
}

/// Appends text with the characters that mean something in HTML escaped; safe in text and in attribute values.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The place of the first byte that is to be escaped. Eight bytes are looked at in one step, as there are few.
fn special(text: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let has_zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes & (ONES << 7) != 0;
    let all = |byte: u8| ONES * u64::from(byte);
    let may_have = |chunk: &[u8]| {
        let bytes = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
        // `"` and `&` differ in one bit, and so do `<` and `>`.
        has_zero(bytes & !all(b'"' ^ b'&') ^ all(b'"' & b'&'))
            || has_zero(bytes & !all(b'<' ^ b'>') ^ all(b'<' & b'>'))
    };
    let chunks = text.chunks_exact(8).position(may_have);
    let start = 8 * chunks.unwrap_or(text.len() / 8);
    let is_special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    let at = text[start..].iter().position(is_special)?;
    Some(start + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Builder;

    #[test]
    fn layout_of_a_list() {
        let mut b = Builder::default();
        b.open(Element::Ul, 0..0);
        b.open(Element::Li, 0..0);
        b.text("a & \"b\"", 0..0);
        b.close();
        b.open(Element::Li, 0..0);
        b.open(Element::P, 0..0);
        b.text("c", 0..0);
        b.open(Element::Br, 0..0);
        b.text("d", 0..0);
        assert_eq!(
            to_string(&b.finish()),
            "<ul>\n<li>a &amp; &quot;b&quot;</li>\n<li>\n<p>c<br>\nd</p>\n</li>\n</ul>\n"
        );
    }

    #[test]
    fn attributes_are_escaped() {
        let mut b = Builder::default();
        b.open(Element::Img, 0..0);
        b.attribute(Attribute::Src, "/a?b&c");
        b.attribute(Attribute::Alt, "\"><script>");
        assert_eq!(
            to_string(&b.finish()),
            "<img src=\"/a?b&amp;c\" alt=\"&quot;&gt;&lt;script&gt;\">\n"
        );
    }
}
