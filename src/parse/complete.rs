//! The parts of a block that other blocks use: its labels and definitions.

use std::rc::Rc;

use pulldown_cmark::RefDefs;

use super::adapt::seen;
use super::footnote_label::note_labels;
use super::stub::Stub;
use crate::block::{Block, Container, Definition, Items};
use crate::cmark;
use crate::flavor::Rules;
use crate::hugo::definition_list::show_colons;
use crate::label::Label;
use crate::order;
use crate::search;
use crate::shortcode::Masked;

/// Completes a block with its labels and definitions, read from its text alone: in a longer stretch a second
/// definition of a label would be hidden by the first. `alone` has the definitions of a stretch that is this block.
pub fn complete(
    block: &mut Block,
    text: &str,
    rules: &Rules,
    masked: Masked,
    alone: Option<&Definitions>,
) {
    order::sort(&mut block.uses);
    block.uses.dedup();
    if rules.footnote {
        block.note_uses = note_labels(text);
    }
    if search::has(text, "]:") {
        block.definitions = match alone {
            Some(definitions) => definitions.clone(),
            None => {
                // A row by itself might be a definition, an item within another one is indented like code.
                let is_special = |items: &&Items| {
                    let is_table = matches!(items.of, Container::Table(_));
                    items.continue_list && (is_table || !items.around.is_empty())
                };
                let items = block.items.as_ref().filter(is_special);
                let head = items.map_or_else(String::new, |items| Stub::before(items, text).text());
                let (text, masked) = (&*format!("{head}{text}"), masked.after(head.len()));
                let parsed = seen(text, rules);
                let mut nowhere = cmark::nowhere;
                let parser = cmark::parse(&parsed, rules.options(), &mut nowhere);
                definitions(parser.reference_definitions(), text, masked)
            }
        };
    }
}

/// The definitions of a stretch.
pub type Definitions = Vec<(Label, Rc<Definition>)>;

/// The parser's definitions in `text`, in the order of their labels.
pub fn definitions(found: &RefDefs, text: &str, masked: Masked) -> Definitions {
    let mut definitions: Definitions = found
        .iter()
        .map(|(label, definition)| {
            let title = definition.title.as_deref().unwrap_or_default();
            let written = &text[definition.span.clone()];
            let destination = show_colons(&definition.dest, written);
            let title = show_colons(title, written);
            let definition = Definition {
                destination: masked.address(&destination, &definition.span).into_owned(),
                title: masked.shown(&title, &definition.span).into_owned(),
                cost: destination.len() + title.len(),
            };
            (Label::new(label.to_owned()), Rc::new(definition))
        })
        .collect();
    order::sort_by(&mut definitions, |a, b| a.0 < b.0);
    definitions
}
