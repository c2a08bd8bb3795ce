//! A line of attributes by itself, which gives them to the block before it.

use super::Renderer;
use super::definition_list::blank_before;
use crate::allow::Attribute as A;
use crate::hugo::attributes;
use crate::tree::SlotKind;

/// The block before a line of attributes, and that line.
#[derive(Default)]
pub(super) struct AttributeLine {
    /// The element of the block that has just ended, if attributes may follow, and where it ends.
    pub(super) previous: Option<(usize, usize)>,
    /// The start of the line, where running text of a tight item is before it: more may follow.
    pub(super) after: Option<usize>,
    /// Whether the events of a line of attributes are passed over: to the parser the line is a heading.
    pub(super) is_skipping: bool,
}

impl Renderer<'_> {
    /// Gives the block before the line of attributes at `start` those that the block does not have yet.
    pub(super) fn give_attributes(&mut self, start: usize) {
        let text = self.stretch.text;
        let Some((index, end)) = self.attribute_line.previous.take() else {
            return;
        };
        // Definitions, which leave no trace, may be between them.
        let between = text.get(end..start).unwrap_or_default();
        let is_blank = |c| matches!(c, ' ' | '\t' | '\r' | '\n' | '>');
        if is_apart(&text[..start]) || !between.trim_matches(is_blank).is_empty() {
            return;
        }
        let line = text[start..].lines().next().unwrap_or_default();
        let mut attributes = attributes::leading(line.trim_ascii()).unwrap_or_default();
        let place = start..start + line.len();
        self.stretch.masked.fill(&mut attributes, &place);
        let slots = self.builder.tree().slots().iter().rev();
        // The slots of its content come after its own.
        let mut slots = slots.take_while(|slot| slot.node >= index);
        let has_name = slots.any(|slot| {
            let names = matches!(slot.kind, SlotKind::HeadingId(_) | SlotKind::TakenId(_));
            slot.node == index && names
        });
        for (name, value) in &attributes {
            if *name != A::Id || !has_name {
                self.builder.add_attribute(index, *name, value);
            }
        }
        self.attribute_line.previous = Some((index, place.end));
    }
}

/// Whether the line before the one that a text ends in is blank, and not the last of a block quote that ends with it.
fn is_apart(text: &str) -> bool {
    let mut lines = text.rsplit('\n');
    let mut depth = || lines.next().map_or(0, |line| line.matches('>').count());
    let own = depth();
    blank_before(text) && depth() <= own
}
