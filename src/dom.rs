//! Patches to live nodes. Writes only, and only what the tree's tables name: no text of a post becomes markup.

mod adopt;
mod places;
mod spare;

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, intern};
use web_sys::{CharacterData, Document, Element, Node};

use crate::allow::{self, Attribute};
use crate::patch::Patch;
use crate::tree::{Content, Tree};
use adopt::Adoption;
pub use places::Places;
use spare::Spare;

/// The children of an element, kept equal to the blocks of a draft.
pub struct View {
    document: Document,
    root: Element,
    /// One element of each kind, to be cloned: cheaper than making one by name.
    templates: HashMap<allow::Element, Node>,
    shown: HashMap<u32, Shown>,
    /// Blocks that are still to be built, from the first one on.
    waiting: VecDeque<(u32, Rc<Tree>)>,
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
            templates: HashMap::new(),
            shown: HashMap::new(),
            waiting: VecDeque::new(),
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

    /// Builds waiting blocks until about this many nodes were made; returns whether any still wait.
    pub fn work(&mut self, nodes: usize) -> Result<bool, JsValue> {
        let mut made = 0;
        while made < nodes {
            let Some((id, tree)) = self.waiting.pop_front() else {
                break;
            };
            made += tree.len().max(1);
            self.insert(id, tree, None)?;
        }
        Ok(!self.waiting.is_empty())
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
        self.shown.clear();
        self.waiting.clear();
    }

    /// Applies patches in order. With `later`, new blocks at the end are left to [`work`](Self::work).
    pub fn apply(&mut self, patches: &[Patch], later: bool) -> Result<(), JsValue> {
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
        let old: Vec<usize> = shown.tree.roots().collect();
        let new: Vec<usize> = tree.roots().collect();
        let root: Node = self.root.clone().into();
        self.children(&root, &mut siblings, &shown.tree, &old, &tree, &new)?;
        if let Siblings::Top(nodes) = siblings {
            self.show(id, tree, nodes);
        }
        Ok(())
    }

    /// Turns the nodes of `old` into those of `new`. Equal nodes are not touched, wherever they moved to keep their order.
    fn children(
        &mut self,
        parent: &Node,
        nodes: &mut Siblings,
        old_tree: &Tree,
        old: &[usize],
        new_tree: &Tree,
        new: &[usize],
    ) -> Result<(), JsValue> {
        let same = |a: usize, b: usize| old_tree.same(old[a], new_tree, new[b]);
        let shorter = old.len().min(new.len());
        let head = (0..shorter).take_while(|&at| same(at, at)).count();
        let tail = (0..shorter - head)
            .take_while(|&at| same(old.len() - 1 - at, new.len() - 1 - at))
            .count();
        let (old_end, new_end) = (old.len() - tail, new.len() - tail);
        if old_end.max(new_end) - head > MANY {
            nodes.collect();
        }

        // Equal nodes between, found from left to right, divide the rest into gaps.
        const WINDOW: usize = 32;
        let mut anchors = Vec::new();
        let mut next = head;
        for at in head..new_end {
            if let Some(found) = (next..old_end.min(next + WINDOW)).find(|&old| same(old, at)) {
                anchors.push((found, at));
                next = found + 1;
            }
        }
        anchors.push((old_end, new_end));

        // From the last gap to the first, so that places before stay what they were.
        let mut gaps = Vec::new();
        let (mut old_at, mut new_at) = (head, head);
        for (old_to, new_to) in anchors {
            gaps.push((old_at..old_to, new_at..new_to));
            (old_at, new_at) = (old_to + 1, new_to + 1);
        }
        for (old_gap, new_gap) in gaps.into_iter().rev() {
            let paired = old_gap.len().min(new_gap.len());
            for at in (old_gap.start + paired..old_gap.end).rev() {
                parent.remove_child(&nodes.take(at)?)?;
            }
            for (extra, index) in new[new_gap.start + paired..new_gap.end].iter().enumerate() {
                let node = self.build(new_tree, *index)?;
                let place = old_gap.start + paired + extra;
                parent.insert_before(&node, nodes.before(place)?.as_ref())?;
                nodes.put(place, node);
            }
            for at in 0..paired {
                let (a, b) = (old[old_gap.start + at], new[new_gap.start + at]);
                let node = nodes.get(old_gap.start + at)?;
                if !self.change(&node, old_tree, a, new_tree, b)? {
                    let made = if self.spare.is_empty() {
                        let made = self.build(new_tree, b)?;
                        parent.replace_child(&made, &node)?;
                        made
                    } else {
                        // Its children are free once it is gone; the nodes after it may be taken over.
                        let place: Node = self.document.create_comment("").into();
                        parent.replace_child(&place, &node)?;
                        let made = self.build(new_tree, b)?;
                        parent.replace_child(&made, &place)?;
                        made
                    };
                    nodes.set(old_gap.start + at, made);
                }
            }
        }
        Ok(())
    }

    /// Changes one node in place; returns false where it has to be another node.
    fn change(
        &mut self,
        node: &Node,
        old: &Tree,
        a: usize,
        new: &Tree,
        b: usize,
    ) -> Result<bool, JsValue> {
        match (old.content(a), new.content(b)) {
            (Content::Text(was), Content::Text(is)) => {
                let Some(node) = node.dyn_ref::<CharacterData>() else {
                    return Ok(false);
                };
                change_text(node, was, is)?;
                Ok(true)
            }
            (Content::Element(was), Content::Element(is)) if was == is => {
                let Some(element) = node.dyn_ref::<Element>() else {
                    return Ok(false);
                };
                for (name, _) in old.attributes(a) {
                    if !new.attributes(b).any(|(n, _)| n == name) {
                        match added(is).iter().find(|(added, _)| *added == name) {
                            Some((_, value)) => {
                                element.set_attribute(intern(name.name()), intern(value))?
                            }
                            None => element.remove_attribute(intern(self.written(name)))?,
                        }
                    }
                }
                // The attributes that came with an address go with it.
                let has = |tree: &Tree, at, names: &[Attribute]| {
                    tree.attributes(at).any(|(name, _)| names.contains(&name))
                };
                let (names, along): (&[Attribute], _) = match is {
                    allow::Element::A => (&[Attribute::Href], ["target", "rel"]),
                    allow::Element::Img => (
                        &[Attribute::Src, Attribute::Srcset],
                        ["referrerpolicy", "decoding"],
                    ),
                    allow::Element::Div => (&[Attribute::DataTex], ["tabindex", ""]),
                    _ => (&[], ["", ""]),
                };
                if has(old, a, names) && !has(new, b, names) {
                    for name in along {
                        element.remove_attribute(intern(name))?;
                    }
                }
                for attribute in new.attributes(b) {
                    if !old.attributes(a).any(|before| before == attribute) {
                        self.set_attribute(element, is, attribute.0, attribute.1)?;
                    }
                }
                let before: Vec<usize> = old.children(a).collect();
                let after: Vec<usize> = new.children(b).collect();
                self.children(
                    node,
                    &mut Siblings::Of(node.clone()),
                    old,
                    &before,
                    new,
                    &after,
                )?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Builds a node and all below it.
    fn build(&mut self, tree: &Tree, index: usize) -> Result<Node, JsValue> {
        let mut open: Vec<(Node, usize)> = Vec::new();
        let mut next = index;
        while next < tree.end(index) {
            let at = next;
            next += 1;
            let spare = match self.spare.is_empty() {
                true => None,
                false => self.spare.node(&self.root, tree, at),
            };
            if let Some(node) = spare {
                while open.len() > 1 && open.last().is_some_and(|(_, end)| *end <= at) {
                    open.pop();
                }
                let Some((parent, _)) = open.last() else {
                    return Ok(node);
                };
                parent.append_child(&node)?;
                next = tree.end(at);
                continue;
            }
            let node: Node = match tree.content(at) {
                Content::Text(text) => self.document.create_text_node(text).into(),
                Content::Element(kind) => {
                    let node = self.element(kind)?;
                    let element: &Element = node.unchecked_ref();
                    for (name, value) in tree.attributes(at) {
                        self.set_attribute(element, kind, name, value)?;
                    }
                    node
                }
            };
            while open.len() > 1 && open.last().is_some_and(|(_, end)| *end <= at) {
                open.pop();
            }
            match open.last() {
                Some((parent, _)) => {
                    parent.append_child(&node)?;
                    if tree.end(at) > at + 1 {
                        open.push((node, tree.end(at)));
                    }
                }
                None => open.push((node, tree.end(at))),
            }
        }
        open.into_iter()
            .next()
            .map(|(node, _)| node)
            .ok_or(JsValue::NULL)
    }

    fn set_attribute(
        &self,
        element: &Element,
        kind: allow::Element,
        name: Attribute,
        value: &str,
    ) -> Result<(), JsValue> {
        let mut value = value;
        match (kind, name) {
            (_, Attribute::Style) => value = value.strip_prefix("text-align: ").unwrap_or_default(),
            (allow::Element::A, Attribute::Href) => {
                // The page that shows the preview is never left.
                if value.starts_with('#') {
                    element.remove_attribute(intern("target"))?;
                    element.remove_attribute(intern("rel"))?;
                } else {
                    element.set_attribute(intern("target"), intern("_blank"))?;
                    element.set_attribute(intern("rel"), intern("noopener noreferrer"))?;
                }
            }
            (allow::Element::Div, Attribute::DataTex) => {
                element.set_attribute(intern("tabindex"), intern("0"))?
            }
            (allow::Element::Img, Attribute::Src | Attribute::Srcset) => {
                element.set_attribute(intern("referrerpolicy"), intern("no-referrer"))?;
                element.set_attribute(intern("decoding"), intern("async"))?;
            }
            _ => {}
        }
        element.set_attribute(intern(self.written(name)), value)
    }

    /// The name under which an attribute is set.
    fn written(&self, name: Attribute) -> &'static str {
        match name {
            Attribute::Src if self.holds_images => "data-src",
            Attribute::Srcset if self.holds_images => "data-srcset",
            Attribute::Poster if self.holds_images => "data-poster",
            // A content security policy may forbid styles; this, which says the same of cells, it does not.
            Attribute::Style => "align",
            _ => name.name(),
        }
    }

    fn element(&mut self, element: allow::Element) -> Result<Node, JsValue> {
        if let Some(template) = self.templates.get(&element) {
            return template.clone_node();
        }
        let node = self.document.create_element(element.name())?;
        for (name, value) in added(element) {
            node.set_attribute(intern(name.name()), intern(value))?;
        }
        let node: Node = node.into();
        let clone = node.clone_node()?;
        self.templates.insert(element, node);
        Ok(clone)
    }
}

/// Attributes that the preview adds to an element and the site does not, unless the text has them: the direction of
/// elements with marks or bars at their side, by their words; and `tabindex`, so that keys scroll wide elements.
const fn added(element: allow::Element) -> &'static [(Attribute, &'static str)] {
    use allow::Element as E;
    match element {
        E::Pre => &[(Attribute::Tabindex, "0")],
        E::Table => &[(Attribute::Dir, "auto"), (Attribute::Tabindex, "0")],
        E::Blockquote | E::Dl | E::Ol | E::Ul => &[(Attribute::Dir, "auto")],
        _ => &[],
    }
}

/// Where more than so many children may change, they are listed once: after a change a browser finds the next one by
/// walking through all before it.
const MANY: usize = 16;

/// The live children of an element, also as a list, or the nodes of a block among its siblings.
enum Siblings {
    Of(Node),
    All(Vec<Node>),
    Top(Vec<Node>),
}

impl Siblings {
    fn collect(&mut self) {
        if let Self::Of(parent) = self {
            let next = |node: &Node| node.next_sibling();
            *self = Self::All(std::iter::successors(parent.first_child(), next).collect());
        }
    }

    fn get(&self, at: usize) -> Result<Node, JsValue> {
        match self {
            Self::Of(parent) => parent.child_nodes().item(at as u32).ok_or(JsValue::NULL),
            Self::All(nodes) | Self::Top(nodes) => nodes.get(at).cloned().ok_or(JsValue::NULL),
        }
    }

    /// The node that a new one at this place comes before.
    fn before(&self, at: usize) -> Result<Option<Node>, JsValue> {
        match self {
            Self::Of(parent) => Ok(parent.child_nodes().item(at as u32)),
            Self::All(nodes) => Ok(nodes.get(at).cloned()),
            Self::Top(nodes) if at < nodes.len() => Ok(nodes.get(at).cloned()),
            Self::Top(_) => self.after_last(),
        }
    }

    fn after_last(&self) -> Result<Option<Node>, JsValue> {
        match self {
            Self::Of(_) | Self::All(_) => Ok(None),
            Self::Top(nodes) => Ok(nodes.last().and_then(Node::next_sibling)),
        }
    }

    fn take(&mut self, at: usize) -> Result<Node, JsValue> {
        match self {
            Self::Of(_) => self.get(at),
            Self::All(nodes) | Self::Top(nodes) => Ok(nodes.remove(at)),
        }
    }

    fn put(&mut self, at: usize, node: Node) {
        if let Self::All(nodes) | Self::Top(nodes) = self {
            nodes.insert(at, node);
        }
    }

    fn set(&mut self, at: usize, node: Node) {
        if let Self::All(nodes) | Self::Top(nodes) = self {
            nodes[at] = node;
        }
    }
}

/// Replaces only the part of a text that differs, so that a selection in the rest stays.
fn change_text(node: &CharacterData, was: &str, is: &str) -> Result<(), JsValue> {
    let Some(edit) = crate::edit::Edit::between(was, is) else {
        return Ok(());
    };
    let units = |text: &str| text.encode_utf16().count() as u32;
    node.replace_data(
        units(&was[..edit.range.start]),
        units(&was[edit.range]),
        &edit.insert,
    )
}
