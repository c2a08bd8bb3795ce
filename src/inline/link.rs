//! Links and images.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::LinkType;

use super::{Inline, Stretch};
use crate::allow::{Attribute as A, Element as E, UrlKind};
use crate::fast::IS_FAST;
use crate::finding::{Finding, What};
use crate::hugo::definition_list::show_colons;
use crate::tree::SlotKind;
use crate::url;

/// An image that is open.
pub(super) struct Image {
    pub(super) source: Range<usize>,
    pub(super) destination: Destination,
    pub(super) title: String,
    pub(super) alt: String,
    pub(super) slots: Vec<SlotKind>,
}

/// Where a link or an image leads: here, or to a definition somewhere in the document.
pub(super) enum Destination {
    Inline(String),
    Reference(String),
}

impl Inline<'_, '_> {
    /// A link that the parser found. `written`: the destination, the title and the label, as it read them.
    pub(super) fn link(&mut self, kind: LinkType, written: [&str; 3], range: &Range<usize>) {
        self.links.depth += 1;
        self.links.in_autolink = matches!(kind, LinkType::Autolink | LinkType::Email);
        if !self.images.is_empty() {
            return;
        }
        let destination = self.destination(kind, written[0], written[2], range);
        self.check_scheme(UrlKind::Link, &destination, range);
        let title = self.shown(written[1], range);
        self.start_link(destination, &title, self.stretch.in_block(range));
    }

    /// An image that the parser found; see [`Self::link`].
    pub(super) fn image(&mut self, kind: LinkType, written: [&str; 3], range: &Range<usize>) {
        self.links.depth += 1;
        // One in another is text, wherever it leads.
        let (destination, title) = if self.images.is_empty() {
            let destination = self.destination(kind, written[0], written[2], range);
            self.check_scheme(UrlKind::Image, &destination, range);
            (destination, self.shown(written[1], range))
        } else {
            (Destination::Inline(String::new()), String::new())
        };
        self.images.push(Image {
            source: self.stretch.in_block(range),
            destination,
            title,
            alt: String::new(),
            slots: Vec::new(),
        });
    }

    /// Notes an address that is not shown for its scheme.
    fn check_scheme(&mut self, kind: UrlKind, destination: &Destination, range: &Range<usize>) {
        let Destination::Inline(destination) = destination else {
            return;
        };
        let Some(scheme) = url::refused_scheme(kind, destination) else {
            return;
        };
        let source = self.stretch.in_block(range);
        let written = &self.stretch.text[range.clone()];
        let place = match written.rfind(scheme) {
            Some(at) => source.start + at..source.start + at + scheme.len() - 1,
            None => source,
        };
        self.output
            .findings
            .push(Finding::new(What::LinkScheme, place));
    }

    /// A link to `destination`: in an image's description it is text.
    pub(super) fn start_link(
        &mut self,
        destination: Destination,
        title: &str,
        source: Range<usize>,
    ) {
        if !self.images.is_empty() {
            return;
        }
        let index = self.open(E::A, source);
        match destination {
            Destination::Inline(destination) => {
                self.output
                    .builder
                    .attribute(A::Href, &url::checked(UrlKind::Link, &destination));
                if !title.is_empty() {
                    self.output.builder.attribute(A::Title, title);
                }
            }
            Destination::Reference(label) => {
                self.output.builder.attribute(A::Href, "");
                if let Some(index) = index {
                    self.output.builder.slot(index, SlotKind::Reference(label));
                }
            }
        }
    }

    /// Only the text of an image's description counts (CommonMark § 6.4).
    pub(super) fn end_image(&mut self) {
        let Some(image) = self.images.pop() else {
            return;
        };
        if !self.images.is_empty() {
            return;
        }
        let index = self.open(E::Img, image.source);
        let (destination, label) = match image.destination {
            Destination::Inline(destination) => (url::checked(UrlKind::Image, &destination), None),
            Destination::Reference(label) => (String::new(), Some(label)),
        };
        self.output.builder.attribute(A::Src, &destination);
        self.output.builder.attribute(A::Alt, &image.alt);
        if !image.title.is_empty() && label.is_none() {
            self.output.builder.attribute(A::Title, &image.title);
        }
        if let Some(index) = index {
            if let Some(label) = label {
                self.output.builder.slot(index, SlotKind::Reference(label));
            }
            for slot in image.slots {
                self.output.builder.slot(index, slot);
            }
        }
    }

    fn destination(
        &self,
        kind: LinkType,
        destination: &str,
        id: &str,
        range: &Range<usize>,
    ) -> Destination {
        match kind {
            LinkType::Reference
            | LinkType::ReferenceUnknown
            | LinkType::Collapsed
            | LinkType::CollapsedUnknown
            | LinkType::Shortcut
            | LinkType::ShortcutUnknown => Destination::Reference(id.to_owned()),
            LinkType::Email if !destination.starts_with("mailto:") => {
                Destination::Inline(format!("mailto:{destination}"))
            }
            _ => {
                let destination = colons(&self.stretch, destination, range);
                let destination = self.stretch.masked.address(&destination, range);
                Destination::Inline(destination.into_owned())
            }
        }
    }

    /// A title, with what was hidden from the parser.
    fn shown(&self, found: &str, range: &Range<usize>) -> String {
        let title = colons(&self.stretch, found, range);
        let title = self.stretch.masked.shown(&title, range);
        match self.stretch.rules.escaped_space {
            true => title.replace("\\ ", ""),
            false => title.into_owned(),
        }
    }
}

/// A destination or a title, with the colons that were hidden from the parser.
fn colons<'c>(stretch: &Stretch, found: &'c str, range: &Range<usize>) -> Cow<'c, str> {
    // Often nothing at all is hidden.
    if IS_FAST && std::ptr::eq(stretch.parsed, stretch.text) {
        return Cow::Borrowed(found);
    }
    let written = &stretch.text[range.clone()];
    if stretch.parsed[range.clone()] == *written {
        Cow::Borrowed(found)
    } else {
        show_colons(found, written)
    }
}
