//! Code in several texts, in the tree as in the page: a change of long code touches a short one.
//!
//! The text of the code alone says where it is cut: a draft that was edited has the texts of a new one. As only the line before
//! a cut matters, and how far the cut before is, all is soon as it was behind an edit.

use std::ops::Range;
use std::rc::Rc;

use super::{Builder, Chunk, Content, Node, NodeKind, Tree};

/// Each text but the last has at least so many bytes, and ends with a line. Small in tests, so that cuts are the common case.
const LEAST: usize = if cfg!(test) { 32 } else { 4096 };

/// Where the first text of some code ends, if that is complete: with the first line whose bytes add up to a multiple of 8, or
/// with any from twice as many bytes on. It does not end within the first `known` bytes.
fn first_cut(code: &str, known: usize) -> Option<usize> {
    let code = code.as_bytes();
    let before = code.get(..known.max(LEAST - 1))?;
    let mut start = (before.iter().rposition(|byte| *byte == b'\n')).map_or(0, |at| at + 1);
    loop {
        let end = start + memchr::memchr(b'\n', &code[start..])? + 1;
        let sum = (code[start..end].iter()).fold(0u8, |sum, byte| sum.wrapping_add(*byte));
        if sum % 8 == 0 || end >= 2 * LEAST {
            return Some(end);
        }
        start = end;
    }
}

impl Builder {
    /// Adds code. Long code becomes several texts.
    pub fn code(&mut self, code: &str, source: Range<usize>) {
        let mut known = self.last_text().map_or(0, str::len);
        // Where the source of the last text would start, were all of it this one.
        let mut start = source.start.wrapping_sub(known);
        self.text(code, source.clone());
        while let Some(len) = self.last_text().and_then(|text| first_cut(text, known)) {
            start = start.wrapping_add(len);
            self.end_text(len, start.min(source.end));
            known = 0;
        }
    }
}

/// A tree that is code and nothing else: texts in elements, of which each is in the one before it.
pub struct Code<'a> {
    tree: &'a Tree,
    /// The number of elements.
    around: usize,
    /// Where the texts start, and the last one ends.
    starts: Vec<usize>,
}

/// Code with another text.
pub struct NewCode<'a> {
    /// The bytes that it does not have any more.
    pub replaced: Range<usize>,
    /// How many others it has in their place.
    pub inserted: usize,
    /// A part of it.
    pub slice: &'a dyn Fn(Range<usize>) -> String,
    /// Its length in bytes.
    pub len: usize,
    /// Where it is in the source of the block.
    pub source: Range<usize>,
}

impl Tree {
    /// The tree as code, if it is that, and nothing in it depends on the rest of the document.
    pub fn as_code(&self) -> Option<Code<'_>> {
        let is_element = |node: &&Node| matches!(node.kind, NodeKind::Element(..));
        let around = self.nodes.iter().take_while(is_element).count();
        let len = self.nodes.len() + self.chunks.len();
        // A chunk of code has one node.
        let is_code = (1..len).contains(&around)
            && (0..around).all(|node| self.end(node) == len)
            && (around..self.nodes.len().max(around + 1))
                .all(|node| matches!(self.content(node), Content::Text(_)));
        if !is_code || !self.slots.is_empty() || !self.signs.is_empty() {
            return None;
        }
        let mut code = Code {
            tree: self,
            around,
            starts: vec![0],
        };
        for index in 0..len - around {
            code.starts.push(code.len() + code.text(index).len());
        }
        Some(code)
    }
}

impl Code<'_> {
    fn text(&self, index: usize) -> &str {
        match self.tree.chunks.get(index) {
            Some(chunk) => &chunk.tree.text,
            None => self
                .tree
                .content(self.around + index)
                .text()
                .unwrap_or_default(),
        }
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// A copy of a range of bytes, as far as there are some.
    pub fn slice(&self, range: Range<usize>) -> String {
        let mut slice = String::new();
        let mut index = self.text_at(range.start);
        while self.starts[index] < range.end.min(self.len()) {
            let text = self.text(index);
            let at = |byte: usize| byte.saturating_sub(self.starts[index]).min(text.len());
            slice.push_str(&text[at(range.start)..at(range.end)]);
            index += 1;
        }
        slice
    }

    /// The text that a byte is in; the last one, where it is behind all.
    fn text_at(&self, byte: usize) -> usize {
        let starts = &self.starts[1..self.starts.len() - 1];
        starts.partition_point(|start| *start <= byte)
    }

    /// Whether it is what `lines` begin with, or all of these and a line end.
    pub fn begins(&self, lines: &str) -> bool {
        let mut rest = lines;
        for index in 0..self.starts.len() - 1 {
            let text = self.text(index);
            match rest.strip_prefix(text) {
                Some(behind) => rest = behind,
                None => return text.strip_suffix('\n') == Some(rest),
            }
        }
        true
    }

    /// The tree with other code, `grown` bytes longer in the source.
    pub fn with(&self, new: &NewCode, grown: isize) -> Tree {
        let count = self.starts.len() - 1;
        let moved = |byte: usize| (byte + new.inserted).saturating_sub(new.replaced.len());
        // A text that starts with the edit is the first that may differ: no cut depends on what is behind it.
        let first = self.text_at(new.replaced.start);
        let last = self.text_at(new.replaced.end.saturating_sub(1));
        let mut end = last.max(first) + 1;
        // A line end is added only to the last text.
        debug_assert!(end == count || moved(self.len()) == new.len);
        let to = if end < count {
            moved(self.starts[end])
        } else {
            new.len
        };
        let mut at = self.starts[first];
        let mut rest = (new.slice)(at..to);
        let mut chunks = Vec::new();
        let mut add = |text: String| {
            let source = new.source.start + at;
            at += text.len();
            chunks.push(self.chunk(&text, source..new.source.end.min(new.source.start + at)));
        };
        loop {
            while let Some(cut) = first_cut(&rest, 0) {
                let behind = rest.split_off(cut);
                add(std::mem::replace(&mut rest, behind));
            }
            if rest.is_empty() || end == count {
                break;
            }
            // The cut is elsewhere now.
            rest.push_str(self.text(end));
            end += 1;
        }
        if !rest.is_empty() {
            add(rest);
        }
        let head = self.head();
        let cut;
        let mut before = self.tree;
        if before.chunks().is_empty() {
            let source = |index: usize| self.tree.source(self.around + index);
            let chunk = |index: usize| self.chunk(self.text(index), source(index));
            cut = Tree::of_chunks(Some(&head), (0..count).map(chunk).collect());
            before = &cut;
        }
        let mut tree = before.with_chunks(Some(&head), first..end, chunks, grown);
        // They end behind the code.
        for (own, source) in tree.sources.iter_mut().zip(&head.sources) {
            own.1 = source.1.wrapping_add_signed(grown as i32);
        }
        tree
    }

    /// The elements without the texts.
    fn head(&self) -> Tree {
        let mut head = Tree::default();
        for node in 0..self.around {
            head.push_copy(self.tree, node, (self.around - node) as u32);
            head.sources.push(self.tree.sources[node]);
        }
        head
    }

    /// A text in the elements without their attributes.
    fn chunk(&self, text: &str, source: Range<usize>) -> Chunk {
        let mut tree = Tree::default();
        let span = tree.store(text);
        for node in 0..=self.around {
            let kind = match self.tree.content(node) {
                Content::Element(element) => NodeKind::Element(element, (0, 0)),
                Content::Text(_) => NodeKind::Text(span),
            };
            let size = (self.around - node + 1) as u32;
            tree.nodes.push(Node { kind, size });
            tree.sources.push((0, source.len() as u32));
        }
        Chunk::new(Rc::new(tree), self.around, 1, source.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allow::{Attribute, Element};
    use crate::edit::Edit;

    /// The tree of code whose source is 4 bytes behind the start of the block, and ends 3 before its end.
    fn tree(code: &str) -> Tree {
        let mut builder = Builder::default();
        let source = 4..4 + code.len();
        builder.open(Element::Pre, 0..source.end + 3);
        builder.attribute(Attribute::Tabindex, "0");
        builder.open(Element::Code, 0..source.end + 3);
        builder.code(code, source);
        builder.finish()
    }

    fn edited(tree: &Tree, edit: &Edit, code: &str) -> Tree {
        let new = NewCode {
            replaced: edit.range.clone(),
            inserted: edit.insert.len(),
            slice: &|range| code[range].to_owned(),
            len: code.len(),
            source: 4..4 + code.len(),
        };
        let grown = edit.insert.len() as isize - edit.range.len() as isize;
        tree.as_code().unwrap().with(&new, grown)
    }

    fn assert_same(is: &Tree, must: &Tree, case: &str) {
        assert!(is == must, "{case}");
        let sources = |tree: &Tree| (0..tree.len()).map(|node| tree.source(node)).collect();
        let (is, must): (Vec<_>, Vec<_>) = (sources(is), sources(must));
        assert_eq!(is, must, "{case}");
    }

    const CODE: &str = "one\ntwo { three }\n\nfour five six\n  seven\n}\neight\n  nine ten eleven\nä\n\n\n\
        twelve thirteen\n    fourteen\nfifteen sixteen seventeen\n18 19 20 21 22 23 24 25 26\nx\ny\nz\n";

    #[test]
    fn an_edit_gives_the_texts_of_new_code() {
        for code in [CODE.repeat(2), CODE.replace('x', "\n").repeat(3)] {
            let flat = tree(&code);
            let again = edited(&flat, &Edit::new(0..1, "o"), &code);
            assert!(flat.len() > 5 && flat.chunks().is_empty() && again.chunks().len() > 3);
            for from in 0..code.len() {
                for len in [0, 1, 2, 7, 40, 100] {
                    for insert in ["", "x", "\n", "{\n}\nabc", &CODE[..90]] {
                        let to = (from + len).min(code.len());
                        let Some(replaced) = code.get(from..to) else {
                            continue;
                        };
                        let case = format!("{code:?}: {from}, {replaced:?} to {insert:?}");
                        let edit = Edit::new(from..to, insert);
                        let mut after = code.clone();
                        after.replace_range(from..to, insert);
                        let must = tree(&after);
                        assert_same(&edited(&flat, &edit, &after), &must, &case);
                        let is = edited(&again, &edit, &after);
                        assert_same(&is, &must, &case);
                        // And back.
                        let back = Edit::new(from..from + insert.len(), replaced);
                        assert_same(&edited(&is, &back, &code), &flat, &case);
                    }
                }
            }
        }
    }

    #[test]
    fn code_in_pieces_has_the_same_texts() {
        let whole = tree(CODE);
        for size in 1..50 {
            let mut builder = Builder::default();
            builder.open(Element::Pre, 0..CODE.len() + 7);
            builder.attribute(Attribute::Tabindex, "0");
            builder.open(Element::Code, 0..CODE.len() + 7);
            let mut start = 0;
            while start < CODE.len() {
                let end = CODE.ceil_char_boundary(start + size);
                builder.code(&CODE[start..end], 4 + start..4 + end);
                start = end;
            }
            assert_same(&builder.finish(), &whole, &format!("{size}"));
        }
    }

    #[test]
    fn a_copy_has_the_same_texts() {
        let code = tree(CODE);
        let mut builder = Builder::default();
        builder.open(Element::Li, 0..9);
        builder.graft(&code, None);
        assert!(builder.finish().same(1, &code, 0));
    }

    #[test]
    fn texts_are_neither_short_nor_long() {
        // Lines of one kind, of which none or each may be the last of a text.
        for line in ["a\n", "b\n", "abcd\n", "\n", "f\n"] {
            let code = line.repeat(400);
            let tree = tree(&code);
            let code_of = tree.as_code().unwrap();
            let texts: Vec<&str> = (1..tree.len() - 1)
                .map(|index| code_of.text(index - 1))
                .collect();
            assert_eq!(texts.concat(), code);
            assert!(texts.len() >= code.len() / (2 * LEAST + line.len()));
            for text in &texts[..texts.len() - 1] {
                assert!((LEAST..=2 * LEAST + line.len()).contains(&text.len()));
            }
        }
        let long = "a ".repeat(300);
        assert_eq!(tree(&long).len(), 3);
    }

    #[test]
    fn an_edit_leaves_other_texts_alone() {
        let code = CODE.repeat(9);
        let before = edited(&tree(&code), &Edit::new(0..1, "o"), &code);
        let mut after = code.clone();
        let at = code.len() / 2;
        after.insert_str(at, "abc\n");
        let after = edited(&before, &Edit::new(at..at, "abc\n"), &after);
        let is_shared = |chunk: &&Chunk| {
            before
                .chunks()
                .iter()
                .any(|was| Rc::ptr_eq(&was.tree, &chunk.tree))
        };
        let shared = after.chunks().iter().filter(is_shared).count();
        assert!(
            shared + 4 > after.chunks().len(),
            "{shared} of {}",
            after.chunks().len()
        );
    }
}
