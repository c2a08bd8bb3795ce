//! The elements that the parser finds: emphasis and the like, task boxes, references to footnotes.

use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use super::Inline;
use crate::allow::{Attribute as A, Element as E};
use crate::flavor::Flavor;
use crate::tree::SlotKind;

impl Inline<'_, '_> {
    pub(super) fn start(&mut self, tag: &Tag, range: &Range<usize>) {
        self.plain
            .open(matches!(tag, Tag::Link { .. } | Tag::Image { .. }));
        let source = self.stretch.in_block(range);
        let element = match tag {
            Tag::Emphasis => E::Em,
            Tag::Strong => E::Strong,
            Tag::Strikethrough => E::Del,
            Tag::Superscript => E::Sup,
            Tag::Subscript => E::Sub,
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => return self.link(*link_type, [&**dest_url, &**title, &**id], range),
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => return self.image(*link_type, [&**dest_url, &**title, &**id], range),
            _ => E::Span,
        };
        if self.images.is_empty() {
            self.open(element, source);
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        self.plain.close();
        match tag {
            TagEnd::Link => {
                self.links.depth = self.links.depth.saturating_sub(1);
                self.links.in_autolink = false;
            }
            TagEnd::Image => {
                self.links.depth = self.links.depth.saturating_sub(1);
                return self.end_image();
            }
            _ => {}
        }
        if self.images.is_empty() {
            self.output.builder.close();
        }
    }

    pub(super) fn task(&mut self, checked: bool, source: Range<usize>) {
        let github = self.stretch.rules.flavor == Flavor::Gfm;
        if github {
            self.output.builder.mark_task();
        }
        self.open(E::Input, source.clone());
        if checked {
            self.output.builder.attribute(A::Checked, "");
        }
        self.output.builder.attribute(A::Disabled, "");
        self.output.builder.attribute(A::Type, "checkbox");
        if github {
            self.output
                .builder
                .attribute(A::Class, "task-list-item-checkbox");
        }
        self.output.builder.text(" ", source.end..source.end);
    }

    pub(super) fn footnote_reference(&mut self, label: &str, source: Range<usize>) {
        if !self.images.is_empty() {
            return;
        }
        let index = self.open(E::Sup, source.clone());
        self.output.builder.open(E::A, source.clone());
        self.output.builder.attribute(A::Href, "");
        self.output.builder.attribute(A::Class, "footnote-ref");
        self.output.builder.attribute(A::Role, "doc-noteref");
        if self.stretch.rules.flavor == Flavor::Gfm {
            self.output.builder.attribute(A::DataFootnoteRef, "");
        }
        self.output.builder.text("?", source);
        self.output.builder.close();
        self.output.builder.close();
        if let Some(index) = index {
            self.output
                .builder
                .slot(index, SlotKind::FootnoteReference(label.to_owned()));
        }
    }
}
