//! Live nodes of one tree to those of another. Equal nodes are not touched.

use std::ops::Range;

use wasm_bindgen::{JsCast, JsValue, intern};
use web_sys::{CharacterData, Element, Node};

use super::View;
use super::build::added;
use super::siblings::{MANY, Siblings};
use crate::allow::{self, Attribute};
use crate::edit::Edit;
use crate::tree::{Content, Tree};

/// How many old nodes are looked at to find the one that equals a new node.
const WINDOW: usize = 32;

/// A node of a tree.
#[derive(Clone, Copy)]
struct At<'t> {
    tree: &'t Tree,
    node: usize,
}

impl At<'_> {
    fn has_chunks(&self) -> bool {
        self.node == self.tree.node_of_chunks()
    }
}

/// Sibling nodes of a tree.
pub(super) struct Level<'t> {
    tree: &'t Tree,
    nodes: Vec<usize>,
    /// How many others are before them.
    before: usize,
}

impl<'t> Level<'t> {
    pub(super) fn top(tree: &'t Tree) -> Self {
        Self {
            tree,
            nodes: tree.roots().collect(),
            before: 0,
        }
    }

    /// The children of a node that may differ from those of another.
    fn under(at: At<'t>, other: At<'t>) -> [Self; 2] {
        let different = at.tree.different_children(other.tree);
        match different.filter(|_| [at, other].iter().all(At::has_chunks)) {
            Some((before, ranges)) => {
                let mut ranges = ranges.into_iter();
                [at, other].map(|at| Self {
                    tree: at.tree,
                    nodes: at
                        .tree
                        .siblings(ranges.next().unwrap_or_default())
                        .collect(),
                    before,
                })
            }
            None => [at, other].map(|at| Self {
                tree: at.tree,
                nodes: at.tree.children(at.node).collect(),
                before: 0,
            }),
        }
    }

    fn at(&self, index: usize) -> At<'t> {
        At {
            tree: self.tree,
            node: self.nodes[index],
        }
    }

    fn same(&self, index: usize, other: &Level, other_index: usize) -> bool {
        let (own, other) = (self.at(index), other.at(other_index));
        own.tree.same(own.node, other.tree, other.node)
    }
}

/// Old nodes that become new ones, between two pairs of equal nodes.
struct Gap {
    old: Range<usize>,
    new: Range<usize>,
}

/// Finds the gaps from the first to the last: equal nodes at both ends, and then from left to right, divide the levels.
fn gaps(old: &Level, new: &Level) -> Vec<Gap> {
    let (old_len, new_len) = (old.nodes.len(), new.nodes.len());
    let shorter = old_len.min(new_len);
    let head = (0..shorter).take_while(|&at| old.same(at, new, at)).count();
    let tail = (0..shorter - head)
        .take_while(|&at| old.same(old_len - 1 - at, new, new_len - 1 - at))
        .count();
    let (old_end, new_end) = (old_len - tail, new_len - tail);
    let mut gaps = Vec::new();
    let (mut old_at, mut new_at) = (head, head);
    for at in head..new_end {
        let window = old_at..old_end.min(old_at + WINDOW);
        if let Some(found) = window.into_iter().find(|&was| old.same(was, new, at)) {
            gaps.push(Gap {
                old: old_at..found,
                new: new_at..at,
            });
            (old_at, new_at) = (found + 1, at + 1);
        }
    }
    gaps.push(Gap {
        old: old_at..old_end,
        new: new_at..new_end,
    });
    gaps
}

impl View {
    /// Turns the nodes of `old` into those of `new`.
    pub(super) fn change_children(
        &mut self,
        parent: &Node,
        nodes: &mut Siblings,
        old: &Level,
        new: &Level,
    ) -> Result<(), JsValue> {
        let gaps = gaps(old, new);
        let before = old.before;
        if let (Some(first), Some(last)) = (gaps.first(), gaps.last())
            && last.old.end.max(last.new.end) - first.old.start > MANY
        {
            nodes.collect();
        }
        // From the last gap to the first, so that earlier indices stay valid.
        for gap in gaps.into_iter().rev() {
            let paired = gap.old.len().min(gap.new.len());
            for at in (gap.old.start + paired..gap.old.end).rev() {
                parent.remove_child(&nodes.take(before + at)?)?;
            }
            for (extra, index) in (gap.new.start + paired..gap.new.end).enumerate() {
                let node = self.build(new.tree, new.nodes[index])?;
                let place = before + gap.old.start + paired + extra;
                parent.insert_before(&node, nodes.before(place)?.as_ref())?;
                nodes.put(place, node);
            }
            for at in 0..paired {
                let (was, is) = (old.at(gap.old.start + at), new.at(gap.new.start + at));
                let place = before + gap.old.start + at;
                let node = nodes.get(place)?;
                if !self.change(&node, was, is)? {
                    let made = self.replace_node(parent, &node, is)?;
                    nodes.set(place, made);
                }
            }
        }
        Ok(())
    }

    fn replace_node(&mut self, parent: &Node, node: &Node, new: At) -> Result<Node, JsValue> {
        if self.spare.is_empty() {
            let made = self.build(new.tree, new.node)?;
            parent.replace_child(&made, node)?;
            return Ok(made);
        }
        // Its content is free once it is gone, and the new node may take over what is after it.
        let place: Node = self.document.create_comment("").into();
        parent.replace_child(&place, node)?;
        let made = self.build(new.tree, new.node)?;
        parent.replace_child(&made, &place)?;
        Ok(made)
    }

    /// Changes one node in place; returns false where another node has to take its place.
    fn change(&mut self, node: &Node, old: At, new: At) -> Result<bool, JsValue> {
        match (old.tree.content(old.node), new.tree.content(new.node)) {
            (Content::Element(was), Content::Element(is)) if was == is => {
                let Some(element) = node.dyn_ref::<Element>() else {
                    return Ok(false);
                };
                self.change_attributes(element, is, old, new)?;
                let mut siblings = Siblings::Of(node.clone());
                let [old, new] = Level::under(old, new);
                self.change_children(node, &mut siblings, &old, &new)?;
                Ok(true)
            }
            (was, is) => {
                let Some(node) = node.dyn_ref::<CharacterData>() else {
                    return Ok(false);
                };
                change_text(node, was, is)
            }
        }
    }

    fn change_attributes(
        &self,
        element: &Element,
        kind: allow::Element,
        old: At,
        new: At,
    ) -> Result<(), JsValue> {
        for (name, _) in old.tree.attributes(old.node) {
            if !new.tree.attributes(new.node).any(|(n, _)| n == name) {
                match added(kind).iter().find(|(added, _)| *added == name) {
                    Some((_, value)) => {
                        element.set_attribute(intern(name.name()), intern(value))?
                    }
                    None => element.remove_attribute(intern(self.written(name)))?,
                }
            }
        }
        // The attributes that came with an address go with it.
        let has = |at: At, names: &[Attribute]| {
            at.tree
                .attributes(at.node)
                .any(|(name, _)| names.contains(&name))
        };
        let (names, along): (&[Attribute], _) = match kind {
            allow::Element::A => (&[Attribute::Href], ["target", "rel"]),
            allow::Element::Img => (
                &[Attribute::Src, Attribute::Srcset],
                ["referrerpolicy", "decoding"],
            ),
            allow::Element::Div => (&[Attribute::DataTex], ["tabindex", ""]),
            _ => (&[], ["", ""]),
        };
        if has(old, names) && !has(new, names) {
            for name in along {
                element.remove_attribute(intern(name))?;
            }
        }
        for attribute in new.tree.attributes(new.node) {
            if !old
                .tree
                .attributes(old.node)
                .any(|before| before == attribute)
            {
                self.set_attribute(element, kind, attribute.0, attribute.1)?;
            }
        }
        Ok(())
    }
}

/// Replaces only the part of a text that differs, so that a selection in the rest stays. Returns false where one of the two is
/// no text.
fn change_text(node: &CharacterData, was: Content, is: Content) -> Result<bool, JsValue> {
    let (Some(was), Some(is)) = (was.text(), is.text()) else {
        return Ok(false);
    };
    let Some(edit) = Edit::between(was, is) else {
        return Ok(true);
    };
    let units = |text: &str| match text.is_ascii() {
        true => text.len() as u32,
        false => text.encode_utf16().count() as u32,
    };
    node.replace_data(
        units(&was[..edit.range.start]),
        units(&was[edit.range]),
        &edit.insert,
    )?;
    Ok(true)
}
