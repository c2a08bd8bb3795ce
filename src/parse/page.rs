//! `Page`: the HTML of a document that is read once, written block by block as the parser's events pass. No tree outlives its
//! block. Its HTML is that of the trees: both are made by the same functions.

use std::rc::Rc;

use super::complete::Definitions;
use crate::bind::{self, Names};
use crate::fast::IS_FAST;
use crate::flavor::Rules;
use crate::html;
use crate::hugo::typographer::OpenQuotes;
use crate::render::Renderer;
use crate::tree::{SlotKind, Tree};

/// The page so far.
pub struct Page<'a> {
    rules: &'a Rules,
    /// Those of the whole document, which the parser has found before its first event.
    definitions: Definitions,
    names: Names,
    /// The quotes that are open.
    quotes: OpenQuotes,
    html: String,
    /// Whether a block depends on more than what is before it and the definitions: raw tags or footnotes.
    is_incomplete: bool,
}

impl<'a> Page<'a> {
    /// An empty page, for a text of about this length.
    pub fn new(rules: &'a Rules, definitions: Definitions, len: usize) -> Self {
        Self {
            rules,
            definitions,
            names: Names::of_all(),
            quotes: OpenQuotes::default(),
            html: String::with_capacity(len + len / 4),
            is_incomplete: false,
        }
    }

    /// Whether it cannot have all of the document.
    pub fn is_incomplete(&self) -> bool {
        self.is_incomplete
    }

    /// The HTML, if it has all of the document.
    pub fn html(self) -> Option<String> {
        (!self.is_incomplete).then_some(self.html)
    }

    /// Adds the block that the renderer has in work.
    pub fn add(&mut self, renderer: &mut Renderer) {
        let Some((builder, balance)) = renderer.finish_once() else {
            self.is_incomplete = true;
            return;
        };
        match builder.whole() {
            Some(tree) if tree.slots().is_empty() => html::write(tree, &mut self.html),
            Some(tree) => self.add_bound(tree),
            None => self.is_incomplete = true,
        }
        builder.clear();
        self.quotes = balance.after(self.quotes);
    }

    /// Adds a block, with what it shows of the rest of the document.
    fn add_bound(&mut self, tree: &mut Tree) {
        let refers = |kind: &SlotKind| matches!(kind, SlotKind::FootnoteReference(_));
        self.is_incomplete |= tree.slots().iter().any(|slot| refers(&slot.kind));
        let mut bound = Rc::new(match IS_FAST {
            true => std::mem::take(tree),
            false => tree.clone(),
        });
        bind::links_of([&mut bound], &self.definitions);
        if self.rules.typographer {
            bind::quotes(&mut bound, self.quotes, self.rules.signs.as_deref());
        }
        bind::headings(&mut bound, &mut self.names);
        html::write(&bound, &mut self.html);
        if IS_FAST {
            // The next block needs its memory as well.
            *tree = Rc::into_inner(bound).unwrap_or_default();
        }
    }
}
