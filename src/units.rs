//! Units: blocks that raw tags join, because one begins what another is in; and those of one list, table or
//! block quote. To a page they are one block.
//!
//! ```text
//! <details>          begins what is open ─┐
//! A *paragraph*.     is in it             ├─ one unit, with the id of its first block
//! </details>         ends it             ─┘
//! A paragraph.       a unit by itself, as nearly every block is
//! ```
//!
//! Which blocks are joined follows from their [`unbalanced_tags`](Block::unbalanced_tags) and top elements, from the start of the document on; a
//! unit begins where nothing is open. Open tags nest as [`nesting`] says, so a block of Markdown can end a
//! raw `<p>`.

mod list;
mod renewal;

pub use renewal::renew;

use std::ops::Range;
use std::rc::Rc;

use crate::allow::Element;
use crate::block::{Block, Unit};
use crate::blocks::Blocks;
use crate::tree::nesting;
use crate::tree::{Content, MAX_DEPTH, Tree, UnbalancedTag};

/// The first block of each unit, with what the unit looks like.
pub fn units(blocks: &Blocks) -> impl Iterator<Item = (&Block, &Rc<Tree>)> {
    let all = blocks.keys(0).map(|key| &blocks[key]);
    all.filter_map(|block| Some((block, block.shown()?)))
}

/// The trees of the units, without the site's own HTML.
pub fn written(blocks: &Blocks) -> impl Iterator<Item = &Rc<Tree>> {
    let all = blocks.keys(0).map(|key| &blocks[key]);
    all.filter_map(Block::written)
}

/// The look of each unit, with the words that Hugo counts in place of its omitted raw HTML.
pub fn counted(blocks: &Blocks) -> impl Iterator<Item = (&Rc<Tree>, usize)> {
    let mut all = blocks.keys(0).map(|key| &blocks[key]).peekable();
    std::iter::from_fn(move || {
        let first = all.next()?;
        let mut words = first.rendered.omitted_html_words;
        while let Some(inner) = all.next_if(|block| matches!(block.unit, Unit::Inner)) {
            words += inner.rendered.omitted_html_words;
        }
        Some((first.shown()?, words))
    })
}

/// The indices of the blocks of the unit that the block at `index` is in.
pub fn around(blocks: &Blocks, index: usize) -> Range<usize> {
    blocks.unit_start(index)..blocks.unit_end(index + 1)
}

/// Raw elements that are open, from block to block.
#[derive(Default)]
struct Open(Vec<(usize, Element)>);

impl Open {
    /// Goes through a block. `end` gets the node that ends and the one before which it ends, both counted from `base`.
    fn pass(&mut self, block: &Block, base: usize, mut end: impl FnMut(usize, usize)) {
        if self.0.is_empty() && block.rendered.unbalanced_tags.is_empty() {
            return;
        }
        let tree = &block.rendered.tree;
        let mut marks = block.rendered.unbalanced_tags.iter().peekable();
        // The list that goes on has begun already.
        let mut node = if block.continues_list() {
            tree.end(0)
        } else {
            0
        };
        loop {
            let closes =
                |mark: &&UnbalancedTag| matches!(mark, UnbalancedTag::End(_, at) if *at == node);
            while let Some(UnbalancedTag::End(element, _)) = marks.next_if(closes) {
                if let Some(keep) = nesting::closed(self.elements(), *element) {
                    self.end(keep, base + node, &mut end);
                }
            }
            if node == tree.len() {
                break;
            }
            let opens = marks.next_if_eq(&&UnbalancedTag::Start(node)).is_some();
            if let Content::Element(element) = tree.content(node) {
                let keep = nesting::kept(self.elements(), element);
                self.end(keep, base + node, &mut end);
                if opens && self.0.len() < MAX_DEPTH {
                    self.0.push((base + node, element));
                }
            }
            node = tree.end(node);
        }
    }

    fn elements(&self) -> impl DoubleEndedIterator<Item = Element> + ExactSizeIterator {
        self.0.iter().map(|(_, element)| *element)
    }

    fn end(&mut self, keep: usize, at: usize, end: &mut impl FnMut(usize, usize)) {
        for (node, _) in self.0.drain(keep..) {
            end(node, at);
        }
    }
}

/// The tree of all blocks of a unit.
fn stitch(blocks: &Blocks, unit: Range<usize>) -> Rc<Tree> {
    let mut tree = match &blocks[blocks.key(unit.start)].unit {
        Unit::First(before) => Tree::with_room_of(before),
        _ => Tree::default(),
    };
    let mut open = Open::default();
    let mut shift = 0;
    // The elements that may go on, each in the one before it.
    let mut lists = Vec::new();
    let mut from = 0;
    let mut entries = blocks.entries(unit.start).take(unit.len()).peekable();
    while let Some((key, len)) = entries.next() {
        let block = &blocks[key];
        let next = (entries.peek()).map_or(0, |(next, _)| blocks[*next].continued());
        let whole = block.rendered.unbalanced_tags.is_empty();
        let own = &block.rendered.tree;
        let continued = block.continued();
        let base = if continued > 0 {
            tree.open_last(&mut lists, continued, from);
            lists.truncate(continued);
            from = tree.len();
            // Nodes that go on are not the same in any other tree.
            let whole = whole && next <= continued && !list::is_table(block);
            tree.continue_all(&mut lists, own, shift, whole)
        } else {
            from = tree.len();
            lists = vec![from];
            match whole && next == 1 {
                true => tree.append_in(1, own, shift),
                false => tree.append(own, shift, whole && next == 0),
            }
        };
        open.pass(block, base, |node, end| tree.end_at(node, end));
        shift += len;
    }
    let end = tree.len();
    open.end(0, end, &mut |node, end| tree.end_at(node, end));
    Rc::new(tree)
}

/// The tree of each unit, with its start: of blocks that belong to no page.
pub fn stitched(blocks: &Blocks) -> Vec<(usize, Rc<Tree>)> {
    let mut units = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let first = at;
        let mut open = Open::default();
        loop {
            open.pass(&blocks[blocks.key(at)], 0, |_, _| {});
            at += 1;
            if at == blocks.len() || open.0.is_empty() && !continues_list(blocks, at) {
                break;
            }
        }
        units.push((blocks.range(first).start, stitch(blocks, first..at)));
    }
    units
}

/// Whether the block at `index` has further items of a list.
fn continues_list(blocks: &Blocks, index: usize) -> bool {
    index < blocks.len() && blocks[blocks.key(index)].continues_list()
}
