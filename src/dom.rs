//! Patches to live nodes. Writes only, and only what the tree's tables name: no text of a post becomes markup.

mod adopt;
mod build;
mod change;
mod places;
mod siblings;
mod spare;
mod texts;

use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node};

use crate::map::Map;
use crate::patch::Patch;
use crate::tree::Tree;
use adopt::Adoption;
use change::Level;
pub use places::Places;
use siblings::Siblings;
use spare::Spare;
use texts::Texts;

/// The children of an element, kept equal to the blocks of a draft.
pub struct View {
    document: Document,
    root: Element,
    /// One element of each kind, to be cloned: cheaper than making one by name.
    templates: Vec<Option<Node>>,
    shown: Map<u32, Shown>,
    /// Blocks that are still to be built, from the first one on.
    waiting: VecDeque<(u32, Rc<Tree>)>,
    /// Blocks that are built and not in the page yet: before those that wait.
    apart: Vec<(u32, Shown)>,
    /// The texts of the blocks that are being built, while these are many.
    texts: Option<Texts>,
    /// The nodes that may be taken over, while patches are applied.
    spare: Spare,
    /// The children that were there before, while blocks may take them over.
    adoption: Option<Box<Adoption>>,
    /// The block of each child.
    ids: js_sys::WeakMap,
    /// Whether pictures are left to the element: their addresses go into `data-src` and the like.
    holds_images: bool,
}

struct Shown {
    tree: Rc<Tree>,
    nodes: Vec<Node>,
}

impl View {
    /// A view that makes `root`'s children. Its old children are removed; with `scratch`, an element of a document that
    /// loads no pictures, blocks that look like it take it over instead, until [`settle`](Self::settle).
    pub fn new(
        root: Element,
        holds_images: bool,
        scratch: Option<Element>,
    ) -> Result<Self, JsValue> {
        let document = root.owner_document().ok_or("the element has no document")?;
        let adoption = match scratch {
            Some(scratch) => Some(Box::new(Adoption::new(&root, scratch, holds_images)?)),
            None => {
                root.set_text_content(None);
                None
            }
        };
        Ok(Self {
            document,
            root,
            templates: Vec::new(),
            shown: Map::default(),
            waiting: VecDeque::new(),
            apart: Vec::new(),
            texts: None,
            spare: Spare::default(),
            adoption,
            ids: js_sys::WeakMap::new(),
            holds_images,
        })
    }

    /// Takes in the blocks of a whole document, to be built by [`work`](Self::work).
    pub fn wait(&mut self, patches: Vec<Patch>) {
        for patch in patches {
            if let Patch::Insert { id, tree, .. } = patch {
                self.waiting.push_back((id, tree));
            }
        }
    }

    /// Builds waiting blocks until about this many nodes were made; returns whether any still wait. With `apart`, they are
    /// not in the page before a call without it, or a change: in a long post each change of its children costs something for
    /// all of them.
    pub fn work(&mut self, nodes: usize, apart: bool) -> Result<bool, JsValue> {
        let apart = apart && self.adoption.is_none();
        if !apart {
            self.put()?;
        }
        self.texts = match self.adoption {
            // Blocks that take over nodes build none of their texts.
            Some(_) => None,
            None => Some(Texts::of(
                self.waiting.iter().map(|(_, tree)| &**tree),
                nodes,
            )),
        };
        let mut made = 0;
        while made < nodes {
            let Some((id, tree)) = self.waiting.pop_front() else {
                break;
            };
            made += tree.len().max(1);
            if apart {
                let nodes = self.make(&tree)?;
                self.apart.push((id, Shown { tree, nodes }));
            } else {
                self.insert(id, tree, None)?;
            }
        }
        self.texts = None;
        Ok(!self.waiting.is_empty())
    }

    /// Puts the blocks that were built apart into the page.
    fn put(&mut self) -> Result<(), JsValue> {
        for (id, Shown { tree, nodes }) in std::mem::take(&mut self.apart) {
            for node in &nodes {
                self.root.append_child(node)?;
            }
            self.show(id, tree, nodes);
        }
        Ok(())
    }

    /// Removes the children that no block took over; returns how many blocks had to be built since there were none for
    /// them.
    pub fn settle(&mut self) -> Result<u32, JsValue> {
        (self.adoption.take()).map_or(Ok(0), |adoption| adoption.end(&self.root))
    }

    /// Removes every child.
    pub fn clear(&mut self) {
        self.root.set_text_content(None);
        self.adoption = None;
        self.shown = Map::default();
        self.waiting.clear();
        self.apart.clear();
    }

    /// Gives all blocks, which are built, other ids; returns whether it could.
    pub fn rename(&mut self, before: &[u32], after: &[u32]) -> bool {
        if before.len() != after.len() || before.iter().any(|id| !self.shown.contains_key(id)) {
            return false;
        }
        let mut old = std::mem::take(&mut self.shown);
        for (before, after) in before.iter().zip(after) {
            if let Some(Shown { tree, nodes }) = old.remove(before) {
                self.show(*after, tree, nodes);
            }
        }
        true
    }

    /// Applies patches in order. With `later`, new blocks at the end are left to [`work`](Self::work).
    pub fn apply(&mut self, patches: &[Patch], later: bool) -> Result<(), JsValue> {
        self.put()?;
        self.texts = None;
        self.spare = Spare::of(self, patches);
        for patch in patches {
            match patch {
                Patch::Insert { id, before, tree } => match before {
                    None if self.waiting.is_empty() && !later => {
                        self.insert(*id, tree.clone(), None)?
                    }
                    None => self.waiting.push_back((*id, tree.clone())),
                    Some(before) => {
                        let at = self.waiting.iter().position(|(id, _)| id == before);
                        match at {
                            Some(at) => self.waiting.insert(at, (*id, tree.clone())),
                            None => self.insert(*id, tree.clone(), Some(*before))?,
                        }
                    }
                },
                Patch::Replace { id, tree } => match self.shown.remove(id) {
                    Some(shown) => self.replace(*id, shown, tree.clone())?,
                    None => {
                        if let Some(entry) = self.waiting.iter_mut().find(|entry| entry.0 == *id) {
                            entry.1 = tree.clone();
                        }
                    }
                },
                Patch::Remove { id } => match self.shown.remove(id) {
                    Some(shown) => {
                        for node in shown.nodes {
                            // It may have been taken over, by an element or as a block's own.
                            if self.spare.is_empty()
                                || self.is_child(&node) && self.owner(&node) == Some(*id)
                            {
                                self.root.remove_child(&node)?;
                            }
                        }
                    }
                    None => self.waiting.retain(|entry| entry.0 != *id),
                },
            }
        }
        self.spare = Spare::default();
        Ok(())
    }

    fn is_child(&self, node: &Node) -> bool {
        let parent = node.parent_node();
        parent.is_some_and(|parent| parent.is_same_node(Some(&self.root)))
    }

    /// The block that a child belongs to.
    fn owner(&self, node: &Node) -> Option<u32> {
        let id = self.ids.get(node.unchecked_ref()).as_f64()?;
        Some(id as u32)
    }

    /// The nodes of a block: one or more once it is built.
    pub fn nodes(&self, id: u32) -> &[Node] {
        self.shown.get(&id).map_or(&[], |shown| &shown.nodes)
    }

    fn insert(&mut self, id: u32, tree: Rc<Tree>, before: Option<u32>) -> Result<(), JsValue> {
        let mut before = before
            .and_then(|id| self.shown.get(&id))
            .and_then(|shown| shown.nodes.first().cloned());
        let mut there = None;
        if let (None, Some(adoption)) = (&before, &mut self.adoption) {
            there = adoption.take(&self.root, &tree)?;
            before = adoption.next();
        }
        let nodes = match there {
            Some(nodes) => nodes,
            None => {
                let nodes = self.make(&tree)?;
                for node in &nodes {
                    self.root.insert_before(node, before.as_ref())?;
                }
                nodes
            }
        };
        self.show(id, tree, nodes);
        Ok(())
    }

    /// Builds the nodes of a block: at least one.
    fn make(&mut self, tree: &Tree) -> Result<Vec<Node>, JsValue> {
        if tree.is_empty() {
            // Holds the place of a block with nothing to show.
            return Ok(vec![self.document.create_comment("").into()]);
        }
        tree.roots().map(|root| self.build(tree, root)).collect()
    }

    fn show(&mut self, id: u32, tree: Rc<Tree>, nodes: Vec<Node>) {
        for node in &nodes {
            self.ids.set(node.unchecked_ref(), &JsValue::from(id));
        }
        self.shown.insert(id, Shown { tree, nodes });
    }

    fn replace(&mut self, id: u32, shown: Shown, tree: Rc<Tree>) -> Result<(), JsValue> {
        let mut siblings = Siblings::Top(shown.nodes);
        if shown.tree.is_empty() || tree.is_empty() {
            // To or from a place holder.
            let next = siblings.after_last()?;
            let Siblings::Top(nodes) = siblings else {
                return Ok(());
            };
            // The nodes after it may be taken over.
            let place: Node = self.document.create_comment("").into();
            self.root.insert_before(&place, next.as_ref())?;
            for node in &nodes {
                self.root.remove_child(node)?;
            }
            let nodes = self.make(&tree)?;
            for node in &nodes {
                self.root.insert_before(node, Some(&place))?;
            }
            self.root.remove_child(&place)?;
            self.show(id, tree, nodes);
            return Ok(());
        }
        let root: Node = self.root.clone().into();
        let (old, new) = (Level::top(&shown.tree), Level::top(&tree));
        self.change_children(&root, &mut siblings, &old, &new)?;
        if let Siblings::Top(nodes) = siblings {
            self.show(id, tree, nodes);
        }
        Ok(())
    }
}
