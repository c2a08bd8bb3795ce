//! `Siblings`: the live children of one element, by their index.

use wasm_bindgen::JsValue;
use web_sys::Node;

/// Where more children may change than this, they are listed once: after a change a browser finds the next child by
/// walking through all before it.
pub(super) const MANY: usize = 16;

/// The live children of an element, also as a list, or the nodes of a block among its siblings.
pub(super) enum Siblings {
    Of(Node),
    All(Vec<Node>),
    Top(Vec<Node>),
}

impl Siblings {
    pub(super) fn collect(&mut self) {
        if let Self::Of(parent) = self {
            let next = |node: &Node| node.next_sibling();
            *self = Self::All(std::iter::successors(parent.first_child(), next).collect());
        }
    }

    pub(super) fn get(&self, at: usize) -> Result<Node, JsValue> {
        match self {
            Self::Of(parent) => parent.child_nodes().item(at as u32).ok_or(JsValue::NULL),
            Self::All(nodes) | Self::Top(nodes) => nodes.get(at).cloned().ok_or(JsValue::NULL),
        }
    }

    /// The node that a new one at this place comes before.
    pub(super) fn before(&self, at: usize) -> Result<Option<Node>, JsValue> {
        match self {
            Self::Of(parent) => Ok(parent.child_nodes().item(at as u32)),
            Self::All(nodes) => Ok(nodes.get(at).cloned()),
            Self::Top(nodes) if at < nodes.len() => Ok(nodes.get(at).cloned()),
            Self::Top(_) => self.after_last(),
        }
    }

    pub(super) fn after_last(&self) -> Result<Option<Node>, JsValue> {
        match self {
            Self::Of(_) | Self::All(_) => Ok(None),
            Self::Top(nodes) => Ok(nodes.last().and_then(Node::next_sibling)),
        }
    }

    pub(super) fn take(&mut self, at: usize) -> Result<Node, JsValue> {
        match self {
            Self::Of(_) => self.get(at),
            Self::All(nodes) | Self::Top(nodes) => Ok(nodes.remove(at)),
        }
    }

    pub(super) fn put(&mut self, at: usize, node: Node) {
        if let Self::All(nodes) | Self::Top(nodes) = self {
            nodes.insert(at, node);
        }
    }

    pub(super) fn set(&mut self, at: usize, node: Node) {
        if let Self::All(nodes) | Self::Top(nodes) = self {
            nodes[at] = node;
        }
    }
}
