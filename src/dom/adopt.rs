//! Children that were there before the view was, as a server has written them: blocks take over those that look like
//! them, and no node is touched.
//!
//! Each block is built once more, apart from the page, and compared by the browser: so the nodes that are taken over
//! are those that would be built, whoever wrote them.

use wasm_bindgen::{JsCast, JsValue, intern};
use web_sys::{Element, Node};

use super::View;
use crate::allow::{Attribute, Element as E};
use crate::tree::{Content, Tree};

/// The number of children that are compared with a block; those before belong to no block any more.
const WINDOW: usize = 16;

/// Attributes that the element changes of pictures that it holds back.
const OF_HELD_IMAGES: [&str; 5] = ["src", "alt", "role", "tabindex", "data-state"];

/// Likewise to films and sounds.
const OF_HELD_PLAYERS: [&str; 5] = ["src", "poster", "title", "data-title", "data-state"];

/// Children that blocks may take over, in order.
pub struct Adoption {
    /// Builds where no pictures are loaded.
    model: View,
    /// The first one that is not taken over yet.
    next: Option<Node>,
    /// How many blocks found none.
    built: u32,
}

impl Adoption {
    /// Takes over the children of `root`. `scratch` is an element of a document that loads no pictures.
    pub fn new(root: &Element, scratch: Element, holds_images: bool) -> Result<Self, JsValue> {
        Ok(Self {
            model: View::new(scratch, holds_images, None)?,
            next: root.first_child(),
            built: 0,
        })
    }

    /// The first child that is not taken over: what is built comes before it.
    pub fn next(&self) -> Option<Node> {
        self.next.clone()
    }

    /// The nodes for a block, if they are there.
    pub fn take(&mut self, root: &Element, tree: &Tree) -> Result<Option<Vec<Node>>, JsValue> {
        let made = self.model.make(tree)?;
        let mut first = self.next.clone();
        for _ in 0..WINDOW {
            let Some(node) = first else {
                break;
            };
            if let Some(nodes) = self.equal(tree, &made, &node)? {
                self.remove_until(root, Some(&node))?;
                self.next = nodes.last().and_then(Node::next_sibling);
                return Ok(Some(nodes));
            }
            first = node.next_sibling();
        }
        self.built += 1;
        Ok(None)
    }

    /// Removes what is left, and returns how many blocks found nothing.
    pub fn end(mut self, root: &Element) -> Result<u32, JsValue> {
        self.remove_until(root, None)?;
        Ok(self.built)
    }

    fn remove_until(&mut self, root: &Element, end: Option<&Node>) -> Result<(), JsValue> {
        while let Some(node) = self.next.take_if(|node| !node.is_same_node(end)) {
            self.next = node.next_sibling();
            root.remove_child(&node)?;
        }
        Ok(())
    }

    /// The children from `first` on, if they look like `made`, which `tree` was made to.
    fn equal(
        &self,
        tree: &Tree,
        made: &[Node],
        first: &Node,
    ) -> Result<Option<Vec<Node>>, JsValue> {
        let mut nodes = Vec::with_capacity(made.len());
        let mut described = Vec::new();
        let mut next = Some(first.clone());
        let mut roots = tree.roots();
        for made in made {
            let Some(node) = next else {
                return Ok(None);
            };
            if let Some(index) = roots.next() {
                described.extend(self.overlook(tree, index, made, &node)?);
            }
            if !made.is_equal_node(Some(&node)) {
                return Ok(None);
            }
            next = node.next_sibling();
            nodes.push(node);
        }
        for (image, alt) in described {
            match alt {
                Some(alt) => image.set_attribute(intern("alt"), alt)?,
                None => image.remove_attribute(intern("alt"))?,
            }
        }
        Ok(Some(nodes))
    }

    /// Copies from `live` to `made` the attributes that do not come from the text: of elements that a reader opened, and of
    /// images that the preview holds back; long code gets its texts. Returns the images whose `alt` differs, with the text's value.
    fn overlook<'a>(
        &self,
        tree: &'a Tree,
        root: usize,
        made: &Node,
        live: &Node,
    ) -> Result<Vec<(Element, Option<&'a str>)>, JsValue> {
        let others = |index: usize| -> &[&str] {
            match tree.content(index) {
                Content::Element(E::Details) => &["open"],
                Content::Element(E::Img) if self.model.holds_images => &OF_HELD_IMAGES,
                Content::Element(E::Audio | E::Video | E::Source | E::Track)
                    if self.model.holds_images =>
                {
                    &OF_HELD_PLAYERS
                }
                _ => &[],
            }
        };
        let indices = root..tree.end(root);
        let is_text = |index: usize| tree.content(index).text().is_some();
        let is_cut =
            |index: usize| index + 2 < tree.end(index) && is_text(index + 1) && is_text(index + 2);
        if (indices.clone()).all(|index| others(index).is_empty() && !is_cut(index)) {
            return Ok(Vec::new());
        }
        let mut described = Vec::new();
        let mut here = Some((made.clone(), live.clone()));
        for index in indices.filter(|index| !is_text(*index)) {
            let Some((ours, theirs)) = here else {
                break;
            };
            if is_cut(index) {
                self.cut_text(tree, index, &theirs)?;
            }
            let names = others(index);
            if !names.is_empty() && theirs.node_type() == Node::ELEMENT_NODE {
                let (ours, theirs): (&Element, &Element) =
                    (ours.unchecked_ref(), theirs.unchecked_ref());
                for name in names {
                    match theirs.get_attribute(intern(name)) {
                        Some(value) => ours.set_attribute(intern(name), &value)?,
                        None => ours.remove_attribute(intern(name))?,
                    }
                }
                if tree.content(index) == Content::Element(E::Img) {
                    let alt = (tree.attributes(index)).find(|(name, _)| *name == Attribute::Alt);
                    let alt = alt.map(|(_, value)| value);
                    if theirs.get_attribute(intern("alt")).as_deref() != alt {
                        described.push((theirs.clone(), alt));
                    }
                }
            }
            here = element_after(&ours, made).zip(element_after(&theirs, live));
        }
        Ok(described)
    }

    /// Gives a live element that has one text, as browsers read code, its texts in the tree if these are the same.
    fn cut_text(&self, tree: &Tree, index: usize, live: &Node) -> Result<(), JsValue> {
        let text: Node = (self.model.document)
            .create_text_node(&tree.text_of(index))
            .into();
        let is_text = |own: Node| own.next_sibling().is_none() && own.is_equal_node(Some(&text));
        if live.first_child().is_some_and(is_text) {
            live.set_text_content(None);
            let live: &Element = live.unchecked_ref();
            for node in tree.children(index) {
                live.append_with_str_1(tree.content(node).text().unwrap_or_default())?;
            }
        }
        Ok(())
    }
}

/// The element after another in document order, within `root`.
fn element_after(node: &Node, root: &Node) -> Option<Node> {
    let mut next = following(node, root)?;
    while next.node_type() != Node::ELEMENT_NODE {
        next = following(&next, root)?;
    }
    Some(next)
}

/// The node after another in document order, within `root`.
fn following(node: &Node, root: &Node) -> Option<Node> {
    if let Some(child) = node.first_child() {
        return Some(child);
    }
    let mut node = node.clone();
    while !node.is_same_node(Some(root)) {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node()?;
    }
    None
}
