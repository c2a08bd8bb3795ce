//! The attributes of a raw tag: the one place where they go from a post into a tree.

use crate::allow::{Attribute as A, Element};
use crate::tree::Builder;

use super::token::Attribute;

/// Gives the element that `builder` opened last the attributes that the allowlist knows; of each name the first counts.
///
/// The allowlist judges the very string that is set.
pub fn write(builder: &mut Builder, attributes: &[Attribute]) {
    let mut seen = Vec::new();
    for (name, value) in attributes {
        let Some(name) = A::from_name(name) else {
            continue;
        };
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        match name {
            // What only the engine writes.
            A::Style | A::Role | A::Checked | A::Disabled => {}
            A::Class => {
                let classes = value.split_ascii_whitespace();
                if let Some(language) = classes.into_iter().find(|c| c.starts_with("language-")) {
                    builder.attribute(name, language);
                }
            }
            // Whatever is said of them, they are on.
            A::Open | A::Reversed => builder.attribute(name, ""),
            A::Dir | A::Align | A::Valign | A::Scope => {
                builder.attribute(name, &value.to_ascii_lowercase());
            }
            _ => builder.attribute(name, value),
        }
    }
    // The older way to name a place.
    let name = attributes
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("name"));
    if let (Some((_, name)), Some(Element::A), false) =
        (name, builder.element(), seen.contains(&A::Id))
    {
        builder.attribute(A::Id, name);
    }
}
