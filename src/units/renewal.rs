//! Units after a change: those that it reaches are drawn again, keep their ids where they can, and patches say what is different.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use super::{Open, around, continues_list, list, stitch};
use crate::block::{Block, Unit};
use crate::blocks::{Blocks, Key};
use crate::change::Change;
use crate::order;
use crate::patch::Patch;
use crate::tree::Tree;

/// The most blocks of a list that are drawn again one by one.
const FEW: usize = 8;

/// A unit of the list before a change.
struct Before {
    id: u32,
    tree: Rc<Tree>,
}

/// Draws the units again as far as a change reaches, gives them ids and appends what changed of their list.
///
/// Units that look the same keep their ids, from both ends; what is left between is paired in order, so that
/// a unit that is edited keeps its id too. `end` is the id of what follows the last one.
pub fn renew(
    blocks: &mut Blocks,
    change: &Change,
    end: Option<u32>,
    next_id: &mut u32,
    patches: &mut Vec<Patch>,
) {
    let mut renewal = Renewal {
        change,
        end,
        next_id,
        patches,
    };
    let done = renewal
        .inside_list(blocks)
        .unwrap_or_else(|| renewal.stretch(blocks, change.new.clone(), &change.removed));
    renewal.redraw(blocks, done);
}

/// The units of a list of blocks as they are renewed after a change.
struct Renewal<'a> {
    change: &'a Change,
    /// The id of what follows the last unit.
    end: Option<u32>,
    next_id: &'a mut u32,
    patches: &'a mut Vec<Patch>,
}

impl Renewal<'_> {
    /// Renews the list that the change begins in, or behind which it adds to, and by itself what is behind that. Returns
    /// the indices of the blocks that were drawn.
    fn inside_list(&mut self, blocks: &mut Blocks) -> Option<Range<usize>> {
        let Change { new, removed, .. } = self.change;
        let start = blocks.unit_start(new.start.checked_sub(1)?);
        // The head of a table is in no chunk.
        if self.change.redrawn.get(blocks.key(start)).is_some() {
            return None;
        }
        let is_inner = |block: &&Block| matches!(block.unit, Unit::Inner);
        let (inner, others) = removed.split_at(removed.iter().take_while(is_inner).count());
        let keys = blocks.keys(new.start).take(new.len());
        let of_list = keys.take_while(|&key| blocks[key].continues_list());
        let end = new.start + of_list.count();
        let all_inside = end == new.end && others.is_empty();
        // Blocks behind the change may be of another unit now.
        let goes_on =
            new.end < blocks.len() && is_inner(&&blocks[blocks.key(new.end)]) && !all_inside;
        if goes_on || end == new.start && inner.is_empty() {
            return None;
        }
        let drawn = self.list(blocks, start, new.start..end, inner.len())?;
        if all_inside {
            return Some(drawn);
        }
        let behind = self.stretch_from(blocks, end, end..new.end, others);
        Some(drawn.start..behind.end)
    }

    /// Renews the list that starts at the index `start`, in which `removed` blocks have become those at the indices `new`.
    fn list(
        &mut self,
        blocks: &mut Blocks,
        start: usize,
        new: Range<usize>,
        removed: usize,
    ) -> Option<Range<usize>> {
        let list::Changed { tree, same, drawn } =
            list::change(blocks, start, new.clone(), removed)?;
        let first = blocks.key(start);
        blocks.set_unit(first, Unit::First(tree.clone()));
        if !same {
            let id = blocks[first].id;
            self.patches.push(Patch::Replace { id, tree });
        }
        for index in new.start.max(start + 1)..new.end {
            blocks.set_unit(blocks.key(index), Unit::Inner);
        }
        number_inner(blocks, new, self.next_id);
        Some(drawn)
    }

    /// Renews the units around the blocks at the indices `changed`, which stand in the place of `removed`. Returns the
    /// indices of the blocks in these units.
    fn stretch(
        &mut self,
        blocks: &mut Blocks,
        changed: Range<usize>,
        removed: &[Block],
    ) -> Range<usize> {
        // The tags open at the end of the unit before decide whether it goes on.
        let mut start = changed.start;
        if start > 0
            && (continues_list(blocks, start)
                || !matches!(blocks[blocks.key(start - 1)].unit, Unit::Alone))
        {
            start = around(blocks, start - 1).start;
        }
        self.stretch_from(blocks, start, changed, removed)
    }

    /// The same from the index `start` on, where a unit begins.
    fn stretch_from(
        &mut self,
        blocks: &mut Blocks,
        start: usize,
        changed: Range<usize>,
        removed: &[Block],
    ) -> Range<usize> {
        let here = |key: Key| before(blocks, self.change, key);
        let mut until = blocks.unit_end(changed.end);
        let unchanged = blocks.keys(start).take(changed.start - start);
        let mut old: Vec<Before> = unchanged.filter_map(here).collect();
        old.extend(removed.iter().filter_map(|block| {
            Some(Before {
                id: block.id,
                tree: block.shown()?.clone(),
            })
        }));
        let mut open = Open::default();
        let mut starts = Vec::new();
        let mut at = start;
        for key in blocks.keys(start) {
            let continues = blocks[key].continues_list();
            if at >= until && open.0.is_empty() && !continues {
                break;
            }
            if at == until {
                old.extend(here(key));
                until = blocks.unit_end(at + 1);
            }
            if open.0.is_empty() && !continues {
                starts.push(at);
            }
            open.pass(&blocks[key], 0, |_, _| {});
            at += 1;
        }
        let until = at;

        let new = draw(blocks, starts, until);
        let follower = if until < blocks.len() {
            Some(blocks[blocks.key(until)].id)
        } else {
            self.end
        };
        let lists = Lists {
            old: &old,
            new: &new,
            follower,
        };
        pair(blocks, &lists, self.next_id, self.patches);
        number_inner(blocks, start..until, self.next_id);
        start..until
    }

    /// Draws what other blocks changed by what they say, but for those at the indices `done`.
    fn redraw(&mut self, blocks: &mut Blocks, done: Range<usize>) {
        let mut indices: Vec<usize> = (self.change.redrawn.keys())
            .map(|key| blocks.index(key))
            .filter(|index| !done.contains(index))
            .collect();
        order::sort(&mut indices);
        let mut last = done;
        // A few blocks in long lists: only their surroundings are drawn.
        let few = indices.len() <= FEW;
        for index in indices {
            if last.contains(&index) {
                continue;
            }
            let key = blocks.key(index);
            if matches!(blocks[key].unit, Unit::Alone | Unit::Answer(_)) {
                let was = before(blocks, self.change, key);
                let tree = draw_alone(blocks, key);
                if let Some(Before { id, .. }) = was.filter(|was| was.tree != tree) {
                    self.patches.push(Patch::Replace { id, tree });
                }
                continue;
            }
            // A block that looks different may end what is open, or no longer: then the unit has another end.
            let unit = around(blocks, index);
            let list = few.then(|| self.list(blocks, unit.start, index..index + 1, 1));
            if let Some(drawn) = list.flatten() {
                last = drawn;
                continue;
            }
            last = self.stretch(blocks, unit.end..unit.end, &[]);
        }
    }
}

/// The unit that begins with the block `key`, as it was before a change.
fn before(blocks: &Blocks, change: &Change, key: Key) -> Option<Before> {
    let block = &blocks[key];
    let tree = match &block.unit {
        Unit::Alone => change.redrawn.get(key).unwrap_or(&block.rendered.tree),
        Unit::First(tree) | Unit::Answer(tree) => tree,
        Unit::Inner => return None,
    };
    Some(Before {
        id: block.id,
        tree: tree.clone(),
    })
}

/// Draws the units that start at these indices, the last up to `until`.
fn draw(blocks: &mut Blocks, starts: Vec<usize>, until: usize) -> Vec<(Key, Rc<Tree>)> {
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([until]).collect();
    let mut new: Vec<(Key, Rc<Tree>)> = Vec::with_capacity(starts.len());
    for (first, end) in starts.into_iter().zip(ends) {
        let key = blocks.key(first);
        let block = &blocks[key];
        let tree = if end - first > 1 || !block.rendered.unbalanced_tags.is_empty() {
            let list = list::tree(blocks, &(first..end)).map(Rc::new);
            let tree = list.unwrap_or_else(|| stitch(blocks, first..end));
            blocks.set_unit(key, Unit::First(tree.clone()));
            tree
        } else {
            draw_alone(blocks, key)
        };
        let inner: Vec<Key> = blocks.keys(first + 1).take(end - first - 1).collect();
        for key in inner {
            blocks.set_unit(key, Unit::Inner);
        }
        new.push((key, tree));
    }
    new
}

/// Gives new blocks inside of units ids, which nobody is told: after those of the units.
fn number_inner(blocks: &mut Blocks, indices: Range<usize>, next_id: &mut u32) {
    let keys: Vec<Key> = blocks.keys(indices.start).take(indices.len()).collect();
    for key in keys {
        if blocks[key].id == 0 {
            blocks[key].id = *next_id;
            *next_id += 1;
        }
    }
}

/// The tree of a block that is a unit by itself.
fn draw_alone(blocks: &mut Blocks, key: Key) -> Rc<Tree> {
    let answer = &blocks[key].answer;
    let answer = answer.as_ref().map(|answer| answer.tree.clone());
    blocks.set_unit(key, answer.clone().map_or(Unit::Alone, Unit::Answer));
    answer.unwrap_or_else(|| blocks[key].rendered.tree.clone())
}

/// The units of a stretch of the list before a change and after.
struct Lists<'a> {
    old: &'a [Before],
    new: &'a [(Key, Rc<Tree>)],
    /// The id of what comes after them.
    follower: Option<u32>,
}

/// Gives the new units ids and appends what turns the old list into the new one.
fn pair(blocks: &mut Blocks, lists: &Lists, next_id: &mut u32, patches: &mut Vec<Patch>) {
    let Lists { old, new, follower } = *lists;
    // A huge block is compared with what it was only once.
    let different = Cell::new(None);
    let same = |a: usize, b: usize| {
        let same = different.get() != Some((a, b)) && old[a].tree == new[b].1;
        if !same {
            different.set(Some((a, b)));
        }
        same
    };
    let shorter = old.len().min(new.len());
    let head = (0..shorter).take_while(|&at| same(at, at)).count();
    let tail = (0..shorter - head)
        .take_while(|&at| same(old.len() - 1 - at, new.len() - 1 - at))
        .count();
    let (old_middle, new_middle) = (head..old.len() - tail, head..new.len() - tail);

    for at in (0..head).chain(new.len() - tail..new.len()) {
        let was = if at < head {
            at
        } else {
            at + old.len() - new.len()
        };
        blocks[new[at].0].id = old[was].id;
    }
    for (was, is) in old_middle.clone().zip(new_middle.clone()) {
        let (key, tree) = &new[is];
        let id = old[was].id;
        blocks[*key].id = id;
        if !same(was, is) {
            patches.push(Patch::Replace {
                id,
                tree: tree.clone(),
            });
        }
    }
    for was in old_middle.clone().skip(new_middle.len()) {
        patches.push(Patch::Remove { id: old[was].id });
    }
    let before = match new.get(new_middle.end) {
        Some((key, _)) => Some(blocks[*key].id),
        None => follower,
    };
    for is in new_middle.skip(old_middle.len()) {
        let (key, tree) = &new[is];
        let id = *next_id;
        *next_id += 1;
        blocks[*key].id = id;
        patches.push(Patch::Insert {
            id,
            before,
            tree: tree.clone(),
        });
    }
}
