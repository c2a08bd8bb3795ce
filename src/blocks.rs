//! `Blocks`: the blocks of a document in order, found by position or by index without walking the document.

mod pages;

use std::ops::{Index, IndexMut, Range};

use crate::block::{Block, Unit};
use pages::Pages;

/// Where a block is stored, as long as it is in the list. Not its public id, and used again after removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

impl Key {
    /// The place in memory, by which keys are in order.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

/// Entries are stored in runs of at most this many. Small in tests, so that splitting is the common case.
const RUN: usize = if cfg!(test) { 4 } else { 128 };

/// The list. Blocks lie end to end: each has a length in bytes, and starts where the one before ends.
#[derive(Debug, Default)]
pub struct Blocks {
    kept: Pages<Option<(Block, u32)>>,
    free: Vec<Key>,
    runs: Vec<Run>,
    /// The place in `runs` of the run with this number.
    places: Vec<usize>,
    free_runs: Vec<u32>,
}

#[derive(Debug)]
struct Run {
    number: u32,
    /// Index of the first block.
    first: usize,
    /// Offset of the first block in bytes.
    start: usize,
    /// Length of its blocks in bytes.
    bytes: usize,
    /// How many of its blocks are inside of a unit.
    inner: usize,
    entries: Vec<(Key, usize)>,
}

impl Blocks {
    /// The number of blocks.
    pub fn len(&self) -> usize {
        self.runs
            .last()
            .map_or(0, |run| run.first + run.entries.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The length of all blocks together, in bytes.
    pub fn bytes(&self) -> usize {
        self.runs.last().map_or(0, |run| run.start + run.bytes)
    }

    /// The key of the block at `index`.
    ///
    /// # Panics
    /// Where there is none.
    pub fn key(&self, index: usize) -> Key {
        let run = self.run_of_index(index);
        run.entries[index - run.first].0
    }

    /// The byte range of the block at `index`; past the end, the empty range there.
    pub fn range(&self, index: usize) -> Range<usize> {
        if index >= self.len() {
            return self.bytes()..self.bytes();
        }
        let run = self.run_of_index(index);
        let at = index - run.first;
        let start = run.start + run.entries[..at].iter().map(|(_, len)| len).sum::<usize>();
        start..start + run.entries[at].1
    }

    /// The index of the block with this key.
    pub fn index(&self, key: Key) -> usize {
        let run = &self.runs[self.places[self.number(key) as usize]];
        let at = run.entries.iter().position(|(k, _)| *k == key);
        run.first + at.unwrap_or_default()
    }

    /// The index of the block that contains the byte `offset`, or starts there; the last one at the very end.
    pub fn at(&self, offset: usize) -> usize {
        let place = self
            .runs
            .partition_point(|run| run.start <= offset)
            .saturating_sub(1);
        let Some(run) = self.runs.get(place) else {
            return 0;
        };
        let mut end = run.start;
        for (at, (_, len)) in run.entries.iter().enumerate() {
            end += len;
            if offset < end {
                return run.first + at;
            }
        }
        run.first + run.entries.len() - 1
    }

    /// The keys from `index` on.
    pub fn keys(&self, index: usize) -> impl Iterator<Item = Key> {
        self.entries(index).map(|(key, _)| key)
    }

    /// The keys from `index` on, with the lengths of the blocks in bytes.
    pub fn entries(&self, index: usize) -> impl Iterator<Item = (Key, usize)> {
        let place = self
            .runs
            .partition_point(|run| run.first <= index)
            .saturating_sub(1);
        let skip = self.runs.get(place).map_or(0, |run| index - run.first);
        self.runs[place.min(self.runs.len())..]
            .iter()
            .flat_map(|run| run.entries.iter())
            .skip(skip)
            .copied()
    }

    /// The keys before `index`, the last one first.
    pub fn keys_before(&self, index: usize) -> impl Iterator<Item = Key> {
        let runs = self.runs.partition_point(|run| run.first < index);
        let skip = runs.checked_sub(1).map_or(0, |last| {
            self.runs[last].first + self.runs[last].entries.len() - index
        });
        self.runs[..runs]
            .iter()
            .rev()
            .flat_map(|run| run.entries.iter().rev())
            .skip(skip)
            .map(|(key, _)| *key)
    }

    /// Says how the block with this key belongs to a unit.
    pub fn set_unit(&mut self, key: Key, unit: Unit) {
        let place = self.places[self.number(key) as usize];
        let was = self.is_inner(key);
        self[key].unit = unit;
        let is = self.is_inner(key);
        let inner = &mut self.runs[place].inner;
        *inner = *inner + usize::from(is) - usize::from(was);
    }

    fn is_inner(&self, key: Key) -> bool {
        matches!(self[key].unit, Unit::Inner)
    }

    /// The index of the first block of the unit that the block at `index` is in.
    pub fn unit_start(&self, mut index: usize) -> usize {
        while index > 0 {
            let run = self.run_of_index(index);
            if run.inner < run.entries.len() {
                let own = run.entries[..=index - run.first].iter();
                if let Some(at) = own.rev().position(|(key, _)| !self.is_inner(*key)) {
                    return index - at;
                }
            }
            index = run.first.saturating_sub(1);
        }
        0
    }

    /// The first index from `index` on that is not in the midst of a unit.
    pub fn unit_end(&self, mut index: usize) -> usize {
        while index < self.len() {
            let run = self.run_of_index(index);
            if run.inner < run.entries.len() {
                let own = run.entries[index - run.first..].iter();
                if let Some(at) = own.clone().position(|(key, _)| !self.is_inner(*key)) {
                    return index + at;
                }
            }
            index = run.first + run.entries.len();
        }
        self.len()
    }

    /// Puts blocks, with their lengths in bytes, in the place of a range of blocks; returns the ones taken out.
    pub fn splice(&mut self, range: Range<usize>, new: Vec<(Block, usize)>) -> Vec<Block> {
        let (first, mut head) = if self.runs.is_empty() {
            (0, Vec::new())
        } else {
            let place = self.place_of_index(range.start.min(self.len() - 1));
            let at = range.start - self.runs[place].first;
            (place, self.runs[place].entries[..at].to_vec())
        };
        let last = if self.runs.is_empty() {
            0
        } else {
            self.place_of_index(range.end.max(range.start + 1).min(self.len()) - 1)
                .max(first)
                + 1
        };
        let mut gone = Vec::new();
        let mut tail = Vec::new();
        for run in &self.runs[first..last] {
            for (at, entry) in run.entries.iter().enumerate() {
                let index = run.first + at;
                if range.contains(&index) {
                    gone.push(entry.0);
                } else if index >= range.end {
                    tail.push(*entry);
                }
            }
        }
        let removed = gone
            .into_iter()
            .filter_map(|key| {
                self.free.push(key);
                self.kept[key.0 as usize].take().map(|(block, _)| block)
            })
            .collect();
        for (block, len) in new {
            let key = self.keep(block);
            head.push((key, len));
        }
        head.extend(tail);
        let mut last = last;
        if head.len() < RUN / 4 && last < self.runs.len() {
            head.extend(&self.runs[last].entries);
            last += 1;
        }
        self.replace_runs(first..last, head);
        removed
    }

    fn keep(&mut self, block: Block) -> Key {
        match self.free.pop() {
            Some(key) => {
                self.kept[key.0 as usize] = Some((block, 0));
                key
            }
            None => Key(self.kept.push(Some((block, 0))) as u32),
        }
    }

    fn replace_runs(&mut self, range: Range<usize>, entries: Vec<(Key, usize)>) {
        for run in &self.runs[range.clone()] {
            self.free_runs.push(run.number);
        }
        let pieces = if entries.len() <= RUN {
            entries.len().max(1)
        } else {
            RUN / 2 + 1
        };
        let mut runs = Vec::new();
        for piece in entries.chunks(pieces) {
            let number = self.free_runs.pop().unwrap_or_else(|| {
                self.places.push(0);
                self.places.len() as u32 - 1
            });
            for (key, _) in piece {
                if let Some((_, run)) = &mut self.kept[key.0 as usize] {
                    *run = number;
                }
            }
            let bytes = piece.iter().map(|(_, len)| len).sum();
            let inner = piece.iter().filter(|(key, _)| self.is_inner(*key)).count();
            runs.push(Run {
                number,
                first: 0,
                start: 0,
                bytes,
                inner,
                entries: piece.to_vec(),
            });
        }
        let place = range.start;
        self.runs.splice(range, runs);
        self.refresh(place);
    }

    /// Recounts the runs from `place` on: one step for each run, not for each block.
    fn refresh(&mut self, place: usize) {
        let (mut first, mut start) = match place.checked_sub(1).map(|before| &self.runs[before]) {
            Some(run) => (run.first + run.entries.len(), run.start + run.bytes),
            None => (0, 0),
        };
        for (at, run) in self.runs.iter_mut().enumerate().skip(place) {
            (run.first, run.start) = (first, start);
            self.places[run.number as usize] = at;
            first += run.entries.len();
            start += run.bytes;
        }
    }

    fn number(&self, key: Key) -> u32 {
        self.kept[key.0 as usize]
            .as_ref()
            .map_or(0, |(_, run)| *run)
    }

    fn place_of_index(&self, index: usize) -> usize {
        self.runs
            .partition_point(|run| run.first <= index)
            .saturating_sub(1)
    }

    fn run_of_index(&self, index: usize) -> &Run {
        &self.runs[self.place_of_index(index)]
    }
}

impl Index<Key> for Blocks {
    type Output = Block;

    fn index(&self, key: Key) -> &Block {
        match &self.kept[key.0 as usize] {
            Some((block, _)) => block,
            None => unreachable!("a key outlived its block"),
        }
    }
}

impl IndexMut<Key> for Blocks {
    fn index_mut(&mut self, key: Key) -> &mut Block {
        match &mut self.kept[key.0 as usize] {
            Some((block, _)) => block,
            None => unreachable!("a key outlived its block"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(id: u32) -> Block {
        Block {
            id,
            ..Block::default()
        }
    }

    /// The same operations on a plain list, compared after each.
    #[test]
    fn agrees_with_a_plain_list() {
        let mut seed = 7u32;
        let mut random = move |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        let mut blocks = Blocks::default();
        let mut plain: Vec<(u32, usize)> = Vec::new();
        let mut id = 0;
        for _ in 0..3000 {
            let from = random(plain.len() + 1);
            let to = from + random((plain.len() - from).min(9) + 1);
            let new: Vec<(u32, usize)> = (0..random(8))
                .map(|_| {
                    id += 1;
                    (id, random(5))
                })
                .collect();
            let removed = blocks.splice(
                from..to,
                new.iter().map(|&(id, len)| (block(id), len)).collect(),
            );
            let expected: Vec<_> = plain.splice(from..to, new).collect();
            assert!(
                removed
                    .iter()
                    .map(|b| b.id)
                    .eq(expected.iter().map(|e| e.0))
            );
            assert_eq!(blocks.len(), plain.len());
            assert_eq!(blocks.bytes(), plain.iter().map(|e| e.1).sum::<usize>());
            let mut start = 0;
            for (index, (id, len)) in plain.iter().enumerate() {
                let key = blocks.key(index);
                assert_eq!(blocks[key].id, *id);
                assert_eq!(blocks.index(key), index);
                assert_eq!(blocks.range(index), start..start + len);
                if *len > 0 {
                    assert_eq!(blocks.at(start), index);
                    assert_eq!(blocks.at(start + len - 1), index);
                }
                start += len;
            }
            let before = random(plain.len() + 1);
            assert!(
                blocks
                    .keys_before(before)
                    .map(|key| blocks[key].id)
                    .eq(plain[..before].iter().rev().map(|e| e.0))
            );
            let from = random(plain.len() + 1);
            assert!(
                blocks
                    .keys(from)
                    .map(|key| blocks[key].id)
                    .eq(plain[from..].iter().map(|e| e.0))
            );
        }
    }
}
