//! Block quotes, and the alerts of GitHub.

use std::ops::Range;

use pulldown_cmark::BlockQuoteKind;

use super::Renderer;
use crate::allow::{Attribute as A, Element as E};
use crate::raw_html::first_line;

impl Renderer<'_> {
    pub(super) fn start_block_quote(&mut self, kind: Option<BlockQuoteKind>, source: Range<usize>) {
        self.quoted += 1;
        match kind {
            Some(kind) => self.start_alert(kind, source),
            None => drop(self.builder.open(E::Blockquote, source)),
        }
    }

    /// GitHub's form of an alert, less the icon.
    fn start_alert(&mut self, kind: BlockQuoteKind, source: Range<usize>) {
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        self.builder.open(E::Div, source.clone());
        self.builder
            .attribute(A::Class, &format!("markdown-alert markdown-alert-{class}"));
        // The title is the first line. The rest may be in other blocks.
        let source = first_line(&self.stretch.text[self.stretch.base..], &source);
        self.builder.open(E::P, source.clone());
        self.builder.attribute(A::Class, "markdown-alert-title");
        self.builder.text(title, source);
        self.builder.close();
    }
}
