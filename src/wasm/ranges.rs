//! The stretches of text that nodes of the page show.

use std::ops::Range;
use std::rc::Rc;

use web_sys::Node;

use crate::dom::{Places, View};
use crate::draft::Draft;
use crate::tree::Tree;

/// For each node two offsets in UTF-16 code units, none behind `end`; -1 for other nodes.
pub fn ranges(draft: &Draft, end: usize, view: &View, nodes: &[Node]) -> Vec<i32> {
    let mut ranges = vec![-1; nodes.len() * 2];
    let source = draft.source();
    let mut places = Places::new(view);
    let mut block: Option<(u32, Range<usize>, &Rc<Tree>)> = None;
    let mut near = 0;
    for (node, pair) in nodes.iter().zip(ranges.chunks_exact_mut(2)) {
        let Some((id, index)) = places.find(node) else {
            continue;
        };
        let offset = |at: usize| source.utf16(at).min(end) as i32;
        if let Some(range) = draft.footnote_at(id, index) {
            pair.copy_from_slice(&[offset(range.start), offset(range.end)]);
            continue;
        }
        if block.as_ref().is_none_or(|(last, ..)| *last != id) {
            // The latest tree has the latest source ranges; it looks the same.
            block = draft.block_near(id, near).map(|(index, place, tree)| {
                near = index;
                (id, place.range, tree)
            });
        }
        let Some((_, range, tree)) = &block else {
            continue;
        };
        let own = if index < tree.len() {
            tree.source(index)
        } else {
            0..range.len()
        };
        pair.copy_from_slice(
            &[own.start, own.end].map(|at| offset((range.start + at).min(range.end))),
        );
    }
    ranges
}
