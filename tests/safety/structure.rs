//! Every element, attribute and value is on the list, in the trees and in the text that is made of them.

use draftpane::inside::{Attribute, Content, Element, HtmlTokenKind, allows, tokens};
use draftpane::{Draft, Flavor, Options, Patch};

use crate::payloads;

pub fn draft(flavor: Flavor, text: &str) -> (Draft, draftpane::Update) {
    let options = Options {
        flavor,
        ..Options::default()
    };
    Draft::new(text, options)
}

#[test]
fn all_is_on_the_list() {
    let (mut posts, mut nodes) = (0, 0);
    for text in payloads::all()
        .iter()
        .flat_map(|payload| payloads::places(payload))
    {
        for flavor in [Flavor::Hugo, Flavor::Gfm, Flavor::CommonMark] {
            let (draft, update) = draft(flavor, &text);
            posts += 1;
            for patch in &update.patches {
                if let Patch::Insert { tree, .. } = patch {
                    nodes += tree.len();
                    for node in 0..tree.len() {
                        if let Content::Element(element) = tree.content(node) {
                            for (name, value) in tree.attributes(node) {
                                assert!(
                                    allows(element, name, value),
                                    "{element:?} {name:?} {value:?}: {text:?}"
                                );
                            }
                        }
                    }
                }
            }
            check_html(&draft.html(), &text);
        }
    }
    println!("{posts} posts, {nodes} nodes");
}

/// The text of the body is read back as what was meant.
pub fn check_html(html: &str, text: &str) {
    for token in tokens(html) {
        match token.kind {
            HtmlTokenKind::Text => assert!(!html[token.range].contains('<'), "{html:?}: {text:?}"),
            HtmlTokenKind::Start(name, attributes) => {
                let element = Element::from_name(name);
                let element = element.unwrap_or_else(|| panic!("{name} in {html:?}: {text:?}"));
                for found in attributes {
                    let value = found.value();
                    let attribute = Attribute::from_name(found.name);
                    let attribute = attribute.unwrap_or_else(|| panic!("{}: {text:?}", found.name));
                    assert!(
                        allows(element, attribute, &value),
                        "{element:?} {attribute:?} {value:?}: {text:?}"
                    );
                }
            }
            HtmlTokenKind::End(name) => {
                assert!(Element::from_name(name).is_some(), "{html:?}: {text:?}")
            }
            HtmlTokenKind::Comment => panic!("a comment in {html:?}: {text:?}"),
        }
    }
}

/// No text vanishes: what is no markup is still there, but for what a browser would not show.
#[test]
fn text_stays_visible() {
    for (text, visible) in [
        ("<script>alert(1)</script>a", "a"),
        ("<script>alert(1)", "<script>alert(1)"),
        ("a <x-y z=1>b</x-y>", "a b"),
        ("<form>\n\na<input>b\n\n</form>", "ab"),
        ("<object>a<embed>b</object>", "aEmbedded objectb"),
        ("<div title=\"a", "<div title=\"a"),
        ("<p>a <!-- b", "a <!-- b"),
    ] {
        let (draft, _) = draft(Flavor::Gfm, text);
        let shown: String = (draft.blocks().iter())
            .filter_map(|patch| match patch {
                Patch::Insert { tree, .. } => Some(
                    tree.roots()
                        .map(|root| tree.text_of(root))
                        .collect::<String>(),
                ),
                _ => None,
            })
            .collect();
        assert_eq!(shown, visible, "{text:?}");
    }
}
