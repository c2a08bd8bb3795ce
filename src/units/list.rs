//! Units that are one list, table or quote and nothing else: their trees have chunks, so that a change draws a few blocks again,
//! not the whole.

use std::ops::Range;
use std::rc::Rc;

use crate::allow::Element;
use crate::block::{Block, Container, Unit};
use crate::blocks::Blocks;
use crate::tree::{Chunk, Content, Tree};

/// About how much memory a chunk takes, in bytes: a change draws a chunk or two again, and an update that nobody has read
/// keeps them; all chunks are listed in each tree of the whole.
const SIZE: usize = 6000;

/// The list or table that blocks make, if each but the last is of its items or rows and nothing else.
pub fn tree(blocks: &Blocks, unit: &Range<usize>) -> Option<Tree> {
    let mut keys = blocks.keys(unit.start).take(unit.len());
    let first = keys.next().map(|key| &blocks[key])?;
    let is_list = matches!(
        (!first.rendered.tree.is_empty()).then(|| first.rendered.tree.content(0)),
        Some(Content::Element(
            Element::Ul | Element::Ol | Element::Table | Element::Blockquote | Element::Div
        ))
    );
    let is_plain = first.items.is_some() && first.rendered.unbalanced_tags.is_empty();
    if !is_list || !is_plain || unit.len() < 2 {
        return None;
    }
    let around = blocks[blocks.key(unit.start + 1)].continued();
    if !keys.all(|key| goes_on(&blocks[key], around)) {
        return None;
    }
    let head = head(first, around);
    let rest = unit.start + usize::from(head.is_some())..unit.end;
    let chunks = chunks(blocks, rest, unit, around)?;
    let is_open = |head: &Tree| head.last_elements(around).is_some();
    (head.is_none_or(is_open)).then(|| Tree::of_chunks(head, chunks))
}

/// Whether a block is of a table whose rows are blocks.
pub fn is_table(block: &Block) -> bool {
    (block.items.as_ref()).is_some_and(|items| matches!(items.of, Container::Table(_)))
}

/// The tree before all chunks: of the block `first`, where its container is in others.
fn head(first: &Block, around: usize) -> Option<&Tree> {
    (around > 1).then(|| &*first.rendered.tree)
}

/// Whether a block goes on with so many elements, each in the one before it.
fn goes_on(block: &Block, around: usize) -> bool {
    block.continued() == around && block.rendered.unbalanced_tags.is_empty()
}

/// The chunks of the blocks at the indices `range` of a unit.
fn chunks(
    blocks: &Blocks,
    range: Range<usize>,
    unit: &Range<usize>,
    around: usize,
) -> Option<Vec<Chunk>> {
    let mut chunks = Vec::new();
    let is_table = is_table(&blocks[blocks.key(unit.start)]);
    // A container that grows gets a small chunk at its end, which is drawn with each piece. In the midst all are alike, so
    // that none of them is small.
    let most = match range.end == unit.end {
        true => SIZE,
        false => {
            let all = bytes(blocks, &range);
            all.div_ceil(all.div_ceil(SIZE).max(1))
        }
    };
    let mut source = blocks.range(range.start).start - blocks.range(unit.start).start;
    let mut entries = blocks.entries(range.start).take(range.len()).peekable();
    let mut index = range.start;
    while entries.peek().is_some() {
        let (mut tree, mut count, mut shift, mut bytes) = (Tree::default(), 0, 0, 0);
        while let Some((key, len)) = entries.next_if(|_| bytes < most) {
            let own = &blocks[key].rendered.tree;
            bytes += own.bytes();
            index += 1;
            if own.end(around - 1) < own.len() && index < unit.end {
                return None;
            }
            match (count, is_table) {
                (0, false) => tree.append_in(around, own, shift),
                (0, true) => tree.append(own, shift, false),
                _ => tree.continue_all(&mut (0..around).collect(), own, shift, !is_table),
            };
            count += 1;
            shift += len;
        }
        chunks.push(Chunk::new(Rc::new(tree), around, count, source));
        source += shift;
    }
    Some(chunks)
}

/// How much memory the trees of the blocks at the indices `range` take.
fn bytes(blocks: &Blocks, range: &Range<usize>) -> usize {
    let keys = blocks.keys(range.start).take(range.len());
    keys.map(|key| blocks[key].rendered.tree.bytes()).sum()
}

/// A changed list.
pub struct Changed {
    /// Its tree.
    pub tree: Rc<Tree>,
    /// Whether it looks as before.
    pub same: bool,
    /// The indices of the blocks that were drawn again.
    pub drawn: Range<usize>,
}

/// The list that starts at the index `start` with the blocks at the indices `new` in the place of `removed` others, if its
/// tree has chunks.
pub fn change(blocks: &Blocks, start: usize, new: Range<usize>, removed: usize) -> Option<Changed> {
    let Unit::First(before) = &blocks[blocks.key(start)].unit else {
        return None;
    };
    let old = before.chunks();
    let mut keys = blocks.keys(new.start).take(new.len());
    let is_first = new.start == start;
    let first_block = &blocks[blocks.key(start)];
    let around = old.first()?.around;
    let head = head(first_block, around);
    let rows = start + usize::from(head.is_some());
    if new.start < rows || !keys.all(|key| goes_on(&blocks[key], around) || is_first) {
        return None;
    }
    if is_first
        && !blocks[blocks.key(start)]
            .rendered
            .unbalanced_tags
            .is_empty()
    {
        return None;
    }
    // From the chunk with the first changed block to that with the last, and so many more that they are no small ones.
    let (from, to) = (new.start - rows, new.start - rows + removed);
    let (mut first, mut before_first) = (0, 0);
    while first + 1 < old.len() && before_first + old[first].blocks <= from {
        before_first += old[first].blocks;
        first += 1;
    }
    let (mut end, mut before_end) = (first, before_first);
    let drawn = |before_end: usize| rows + before_first..rows + before_end + new.len() - removed;
    let is_small = |before_end: usize| bytes(blocks, &drawn(before_end)) < SIZE / 2;
    while end < old.len() && (before_end < to.max(from + 1) || is_small(before_end)) {
        before_end += old[end].blocks;
        end += 1;
    }
    let all: usize = old[end..].iter().map(|chunk| chunk.blocks).sum();
    let unit = start..rows + before_end + all + new.len() - removed;
    if unit.len() < 2 {
        return None;
    }
    let drawn = drawn(before_end);
    let made = chunks(blocks, drawn.clone(), &unit, around)?;
    let pairs = old[first..end].iter().zip(&made);
    let same = made.len() == end - first && pairs.into_iter().all(|(was, is)| was.tree == is.tree);
    let grown = match end < old.len() {
        true => {
            let source = blocks.range(drawn.end).start - blocks.range(start).start;
            source as isize - before.chunk_source(end) as isize
        }
        false => 0,
    };
    let tree = Rc::new(before.with_chunks(head, first..end, made, grown));
    Some(Changed { tree, same, drawn })
}
