//! The attributes of a raw tag: the one place where they go from a post into a tree.

use crate::allow::{Attribute as A, Element as E};

use super::Writer;
use super::notice::notice;
use super::token::RawAttribute;

impl Writer<'_, '_> {
    /// Gives the element that was opened last the attributes that the allowlist knows; of each name the first counts.
    ///
    /// The allowlist judges the very string that is set.
    pub(super) fn attributes(&mut self, element: E, attributes: &[RawAttribute]) {
        let mut seen: Vec<A> = Vec::new();
        for attribute in attributes {
            let Some(name) = A::from_name(attribute.name) else {
                continue;
            };
            if seen.contains(&name) || name.is_own() {
                continue;
            }
            seen.push(name);
            let (value, known) = self.value(attribute);
            let value = match name {
                A::Role => continue,
                A::Class => {
                    let mut classes = value.split_ascii_whitespace();
                    let language = classes.find(|class| class.starts_with("language-"));
                    let notice = || self.of_site.then(|| notice(element, &value)).flatten();
                    match language.or_else(notice) {
                        Some(class) => class,
                        None => continue,
                    }
                }
                // Whatever is said of them, they are on.
                A::Default
                | A::Loop
                | A::Muted
                | A::Noshade
                | A::Nowrap
                | A::Open
                | A::Reversed => "",
                A::Align | A::Clear | A::Dir | A::Kind | A::Scope | A::Valign => {
                    &value.to_ascii_lowercase()
                }
                // It leads nowhere, as that of a link with such an address.
                A::Href | A::Poster | A::Src if !known => "",
                A::Srcset if !known => continue,
                _ => &value,
            };
            self.builder.attribute(name, value);
        }
        if matches!(element, E::Audio | E::Video) {
            self.builder.attribute(A::Controls, "");
        }
        // The older way to name a place.
        let name = attributes
            .iter()
            .find(|attribute| attribute.name.eq_ignore_ascii_case("name"));
        if let (Some(name), E::A, false) = (name, element, seen.contains(&A::Id)) {
            let (name, _) = self.value(name);
            self.builder.attribute(A::Id, &name);
        }
    }
}
