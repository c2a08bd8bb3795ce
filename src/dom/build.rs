//! New nodes from a tree.

use wasm_bindgen::{JsCast, JsValue, intern};
use web_sys::{Element, Node};

use super::View;
use crate::allow::{self, Attribute};
use crate::tree::{Content, Tree};

impl View {
    /// Builds a node and all below it.
    pub(super) fn build(&mut self, tree: &Tree, index: usize) -> Result<Node, JsValue> {
        let mut open: Vec<(Node, usize)> = Vec::new();
        let mut next = index;
        while next < tree.end(index) {
            let at = next;
            next += 1;
            while open.len() > 1 && open.last().is_some_and(|(_, end)| *end <= at) {
                open.pop();
            }
            let spare = match self.spare.is_empty() {
                true => None,
                false => self.spare.node(&self.root, tree, at),
            };
            if let Some(node) = spare {
                let Some((parent, _)) = open.last() else {
                    return Ok(node);
                };
                parent.append_child(&node)?;
                next = tree.end(at);
                continue;
            }
            let parent = open.last().map(|(parent, _)| parent);
            let node = match tree.content(at) {
                Content::Text(text) => self.text(parent, text)?,
                Content::Element(kind) => {
                    let node = self.element(kind)?;
                    let element: &Element = node.unchecked_ref();
                    for (name, value) in tree.attributes(at) {
                        self.set_attribute(element, kind, name, value)?;
                    }
                    if let Some(parent) = parent {
                        parent.append_child(&node)?;
                    }
                    Some(node)
                }
            };
            // The node itself stays, whatever is in it.
            let has_children = tree.end(at) > at + 1;
            if let Some(node) = node.filter(|_| open.is_empty() || has_children) {
                open.push((node, tree.end(at)));
            }
        }
        open.into_iter()
            .next()
            .map(|(node, _)| node)
            .ok_or(JsValue::NULL)
    }

    /// Makes a text, at the end of an element if there is one: there a browser makes no object of JavaScript for it, which
    /// would have to be collected.
    fn text(&mut self, parent: Option<&Node>, text: &str) -> Result<Option<Node>, JsValue> {
        let known = self.texts.as_mut().map(|texts| texts.next(text));
        let Some(parent) = parent else {
            return Ok(Some(self.document.create_text_node(text).into()));
        };
        let parent: &Element = parent.unchecked_ref();
        // `append` takes strings as well as nodes.
        let text = known.unwrap_or_else(|| text.into());
        parent.append_with_node_1(text.unchecked_ref())?;
        Ok(None)
    }

    pub(super) fn set_attribute(
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
    pub(super) fn written(&self, name: Attribute) -> &'static str {
        match name {
            Attribute::Src if self.holds_images => "data-src",
            Attribute::Srcset if self.holds_images => "data-srcset",
            Attribute::Poster if self.holds_images => "data-poster",
            // A content security policy may forbid styles; this, which says the same of cells, it does not.
            Attribute::Style => "align",
            _ => name.name(),
        }
    }

    pub(super) fn element(&mut self, element: allow::Element) -> Result<Node, JsValue> {
        let at = element as usize;
        if let Some(Some(template)) = self.templates.get(at) {
            return template.clone_node();
        }
        let node = self.document.create_element(element.name())?;
        for (name, value) in added(element) {
            node.set_attribute(intern(name.name()), intern(value))?;
        }
        let node: Node = node.into();
        let clone = node.clone_node()?;
        let len = self.templates.len().max(at + 1);
        self.templates.resize(len, None);
        self.templates[at] = Some(node);
        Ok(clone)
    }
}

/// Attributes that the preview adds to an element and the site does not, unless the text has them: the direction of
/// elements with marks or bars at their side, by their words; and `tabindex`, so that keys scroll wide elements.
pub(super) const fn added(element: allow::Element) -> &'static [(Attribute, &'static str)] {
    use allow::Element as E;
    match element {
        E::Pre => &[(Attribute::Tabindex, "0")],
        E::Table => &[(Attribute::Dir, "auto"), (Attribute::Tabindex, "0")],
        E::Blockquote | E::Dl | E::Ol | E::Ul => &[(Attribute::Dir, "auto")],
        _ => &[],
    }
}
