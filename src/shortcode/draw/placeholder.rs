//! Placeholders: the name, the arguments and the content of shortcodes that only the site knows.

use std::ops::Range;

use super::Drawing;
use crate::allow::{Attribute as A, Element as E};
use crate::shortcode::arguments::Arguments;
use crate::shortcode::token::{Form, Tag, TokenKind};
use crate::shortcode::{DEEPEST, Place};

impl Drawing<'_, '_> {
    /// The name, the arguments and the content of a shortcode that only the site knows.
    pub(super) fn placeholder(
        &mut self,
        tag: &Tag,
        pair: Option<usize>,
        place: Place,
        source: Range<usize>,
    ) {
        let (outer, inner) = if place == Place::Alone {
            (E::Div, E::Div)
        } else {
            (E::Span, E::Span)
        };
        self.builder.open(outer, source.clone());
        self.builder.attribute(A::Class, "shortcode");
        self.label(tag, source.clone());
        if let Some(index) = pair {
            self.builder.text(" ", source.clone());
            self.builder.open(inner, source);
            self.builder.attribute(A::Class, "shortcode-text");
            self.content(index, place);
            self.builder.close();
        }
        self.builder.close();
    }

    /// The name and the arguments.
    pub(super) fn label(&mut self, tag: &Tag, source: Range<usize>) {
        self.builder.open(E::Span, source.clone());
        self.builder.attribute(A::Class, "shortcode-label");
        let slash = if tag.form == Form::Close { "/" } else { "" };
        self.builder
            .text(&format!("{slash}{}", tag.name), source.clone());
        self.builder.close();
        if !tag.arguments.is_empty() {
            self.builder.text(" ", source.clone());
            self.builder.open(E::Span, source.clone());
            self.builder.attribute(A::Class, "shortcode-arguments");
            self.builder.text(&readable(&tag.arguments), source);
            self.builder.close();
        }
    }

    /// The content of the pair whose first token this is, verbatim, with the shortcodes in it.
    fn content(&mut self, index: usize, place: Place) {
        let Some(last) = self.table.tokens[index].partner else {
            return;
        };
        let mut at = self.table.tokens[index].range.end;
        let end = self.table.tokens[last].range.start;
        let mut next = index + 1;
        while self.level < DEEPEST && next < last {
            let token = &self.table.tokens[next];
            let after = token.partner.map_or(next, |partner| partner.max(next));
            let until = self.table.tokens[after].range.end;
            match &token.kind {
                TokenKind::Wrong(..) => {
                    next += 1;
                    continue;
                }
                TokenKind::Escaped => {
                    let (start, end) = (token.range.start + 3, token.range.end - 3);
                    self.piece(at..start, place);
                    self.piece(start + 2..end - 2, place);
                    at = end;
                }
                TokenKind::Tag(tag) if tag.form == Form::Close => {
                    next += 1;
                    continue;
                }
                TokenKind::Tag(_) => {
                    self.piece(at..token.range.start, place);
                    self.level += 1;
                    let place = match place {
                        Place::Alone if after > next => Place::Alone,
                        Place::Alone => Place::Flow,
                        _ => Place::Phrase,
                    };
                    self.shortcode(next, place);
                    self.level -= 1;
                    at = until;
                }
            }
            next = after + 1;
        }
        self.piece(at..end, place);
    }

    /// Text of a placeholder: in a block, without the line ends around it.
    fn piece(&mut self, range: Range<usize>, place: Place) {
        let source = self.source(&range);
        let written = self.text.written(range);
        let text = match place {
            Place::Alone => written.trim_ascii_end().trim_start_matches(['\n', '\r']),
            _ => &written,
        };
        self.builder.text(text, source);
    }
}

/// Arguments as an author would write them.
fn readable(arguments: &Arguments) -> String {
    let quoted = |value: &String| {
        let quote = if value.contains('"') { '`' } else { '"' };
        format!("{quote}{value}{quote}")
    };
    let written: Vec<String> = match arguments {
        Arguments::Positional(list) => list.iter().map(quoted).collect(),
        Arguments::Named(list) => list
            .iter()
            .map(|(name, value)| format!("{name}={}", quoted(value)))
            .collect(),
    };
    written.join(" ")
}
