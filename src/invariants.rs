//! The invariants of a draft, beyond its answers. Tests call this after every edit.

use std::collections::BTreeMap;

use pulldown_cmark::Parser;

use crate::block::Block;
use crate::body::Body;
use crate::hugo::definition_list::show_colons;
use crate::label::Label;
use crate::parse;
use crate::reparse::Cause;
use crate::shortcode::{LETTERS, Masked, Shortcodes};
use crate::text::Text;
use crate::units;

impl Body {
    /// Checks the blocks and tables against those of a parse of the whole text.
    ///
    /// # Panics
    /// Where they differ, or where a block parsed alone is not what it is in its place.
    #[doc(hidden)]
    pub fn assert_invariants(&self, text: Text) {
        let context = self.shortcodes().context().clone();
        let (fresh, _) = Body::new(text, self.rules().clone(), context);
        self.shortcodes().assert_same(fresh.shortcodes());
        let text = Masked::new(text, self.shortcodes());
        let blocks = self.blocks();
        assert_eq!(blocks.bytes(), text.len(), "blocks cover the text");
        assert_eq!(blocks.len(), fresh.blocks().len(), "as many blocks");
        let whole = text.markdown(0..text.len());
        for (index, key) in blocks.keys(0).enumerate() {
            let (block, must) = (&blocks[key], &fresh.blocks()[fresh.blocks().key(index)]);
            let range = blocks.range(index);
            assert_eq!(
                range,
                fresh.blocks().range(index),
                "block {index} is where it must be"
            );
            let at_line_start = range.start == 0 || whole.as_bytes()[range.start - 1] == b'\n';
            assert!(at_line_start && !range.is_empty(), "block {index} is lines");
            assert_eq!(
                facts(block),
                facts(must),
                "block {index}: {:?}",
                &whole[range]
            );
            assert_eq!(
                block.rendered.notes, must.rendered.notes,
                "footnotes of block {index}"
            );
            assert!(
                block.rendered.tree == must.rendered.tree,
                "looks of block {index}"
            );
            assert_eq!(
                block.rendered.unbalanced_tags, must.rendered.unbalanced_tags,
                "raw tags of block {index}"
            );
            for node in 0..block.rendered.tree.len() {
                assert_eq!(
                    block.rendered.tree.source(node),
                    must.rendered.tree.source(node),
                    "source of node {node} of block {index}"
                );
            }
            assert!(block.id > 0, "block {index} has an id");
        }
        let stitched = units::stitched(blocks);
        assert_eq!(units::written(blocks).count(), stitched.len(), "the units");
        for ((start, whole), shown) in stitched.iter().zip(units::written(blocks)) {
            assert!(whole == shown, "the look of the unit at {start}");
            for node in 0..whole.len() {
                let place = format!("node {node} of the unit at {start}");
                assert_eq!(shown.end(node), whole.end(node), "the end of {place}");
                assert_eq!(
                    shown.source(node),
                    whole.source(node),
                    "the source of {place}"
                );
            }
        }
        let options = self.rules().options();
        let mut hidden = parse::seen(&whole, self.rules());
        parse::hide_passthrough(&whole, &mut hidden, self.rules());
        let parser = Parser::new_ext(&hidden, options);

        let defined: BTreeMap<Label, (String, String)> = parser
            .reference_definitions()
            .iter()
            .map(|(label, link)| {
                let shown =
                    |found: &str| show_colons(found, &whole[link.span.clone()]).into_owned();
                let title = link.title.as_deref().unwrap_or_default();
                let destination = text.address(&shown(&link.dest), &link.span).into_owned();
                let title = text.shown(&shown(title), &link.span).into_owned();
                (Label::new(label.to_owned()), (destination, title))
            })
            .collect();
        let known: BTreeMap<Label, (String, String)> = self
            .definitions()
            .labels()
            .filter_map(|label| Some((label.clone(), self.definitions().link(label, blocks)?)))
            .map(|(label, link)| (label, (link.destination.clone(), link.title.clone())))
            .collect();
        assert_eq!(known, defined, "the parser's definitions");
        assert!(
            self.full_parses().all(|(cause, _)| cause != Cause::Alone),
            "a block parses alone to what it is"
        );
    }
}

impl Shortcodes {
    /// Checks that `shown` has nothing of what the parser sees in the place of shortcodes, those in others too.
    ///
    /// # Panics
    /// Where it has.
    pub(crate) fn assert_not_in(&self, shown: &str, text: Text) {
        let written = text.written(0..text.len());
        // Escapes may stand for any character.
        let plain = !written.contains(['&', '\\']);
        for letter in LETTERS {
            let made = plain && !written.contains(letter) && shown.contains(letter);
            assert!(!made, "{letter:?} is shown: {shown:?}");
        }
        for mask in self.words(text) {
            let made = shown.contains(&mask) && !written.contains(&mask);
            assert!(!made, "{mask:?} is shown: {shown:?}");
        }
    }
}

impl Shortcodes {
    fn assert_same(&self, fresh: &Self) {
        assert_eq!(self.tokens(), fresh.tokens(), "the shortcodes");
        assert_eq!(self.regions(), fresh.regions(), "what is hidden");
    }
}

/// The fields of a block that describe it, and those that others depend on.
#[allow(clippy::type_complexity)]
fn facts(block: &Block) -> impl std::fmt::Debug + PartialEq {
    (
        (block.first, block.last, block.definition_list, block.closed),
        block.definitions.clone(),
        block.uses.clone(),
        block.note_uses.clone(),
        (
            block.rendered.findings.clone(),
            block.rendered.has_heading,
            block.rendered.has_summary_divider,
            block.rendered.omitted_html_words,
        ),
        (
            block.expansion,
            block.rendered.given,
            block.answer.as_ref().map(|answer| answer.html.clone()),
        ),
    )
}
