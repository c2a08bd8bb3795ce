//! Which raw tags an element closes although it does not say so, and which one an end tag closes: the common part of
//! the tree construction of HTML § 13.2.6, over the raw tags that are open in one Markdown container.

use crate::allow::Element as E;

/// How many of the `open` tags stay open when `element` begins after them.
pub fn kept(open: impl DoubleEndedIterator<Item = E> + ExactSizeIterator, element: E) -> usize {
    let mut keep = open.len();
    if keep == 0 {
        return 0;
    }
    let closes: fn(E) -> bool = match element {
        E::Li => |open| matches!(open, E::Li),
        E::Dt | E::Dd => |open| matches!(open, E::Dt | E::Dd),
        E::Rt | E::Rp => |open| matches!(open, E::Rt | E::Rp),
        E::A => |open| matches!(open, E::A),
        E::Td | E::Th => |open| matches!(open, E::Td | E::Th | E::Caption | E::Colgroup),
        E::Tr => |open| matches!(open, E::Td | E::Th | E::Tr | E::Caption | E::Colgroup),
        E::Thead | E::Tbody | E::Tfoot | E::Caption | E::Colgroup => |open| {
            matches!(
                open,
                E::Td | E::Th | E::Tr | E::Thead | E::Tbody | E::Tfoot | E::Caption | E::Colgroup
            )
        },
        _ if element.heading_level().is_some() => |open| open.heading_level().is_some(),
        _ => |_| false,
    };
    let in_table = is_table_part(element);
    let ends_paragraph = is_block(element) && !in_table;
    for (at, open) in open.enumerate().rev() {
        if closes(open) || ends_paragraph && open == E::P {
            keep = at;
            // A part of a table closes all parts that cannot hold it; of others one is enough.
            if open != E::P && !in_table {
                break;
            }
            continue;
        }
        let stops = match element {
            _ if in_table => open == E::Table,
            E::Li => matches!(open, E::Ul | E::Ol),
            E::Dt | E::Dd => open == E::Dl,
            E::Rt | E::Rp => open == E::Ruby,
            // A heading ends only one that it is directly in.
            _ if element.heading_level().is_some() => open != E::P,
            _ => false,
        };
        if stops || is_boundary(open) && !in_table {
            break;
        }
    }
    keep
}

/// The place among the `open` tags of the one that an end tag closes, with all that is open in it.
pub fn closed(
    open: impl DoubleEndedIterator<Item = E> + ExactSizeIterator,
    end: E,
) -> Option<usize> {
    let len = open.len();
    for (from_last, open) in open.rev().enumerate() {
        let heading = end.heading_level().is_some() && open.heading_level().is_some();
        if open == end || heading {
            return Some(len - 1 - from_last);
        }
        let stops = if is_table_part(end) || end == E::Table {
            open == E::Table
        } else {
            // An end tag of running text does not reach out of a block, nor any out of a cell.
            is_boundary(open) || !is_block(end) && is_block(open)
        };
        if stops {
            return None;
        }
    }
    None
}

/// Whether what is open around an element like this is out of reach.
fn is_boundary(element: E) -> bool {
    matches!(element, E::Table | E::Td | E::Th | E::Caption)
}

fn is_table_part(element: E) -> bool {
    use E::*;
    matches!(
        element,
        Caption | Colgroup | Col | Thead | Tbody | Tfoot | Tr | Td | Th
    )
}

/// Whether the element ends a paragraph that it begins in, or is a part of one that does.
pub fn is_block(element: E) -> bool {
    use E::*;
    is_table_part(element)
        || element.heading_level().is_some()
        || matches!(
            element,
            Address
                | Article
                | Aside
                | Blockquote
                | Center
                | Dd
                | Details
                | Div
                | Dl
                | Dt
                | Figcaption
                | Figure
                | Footer
                | Header
                | Hr
                | Li
                | Ol
                | P
                | Pre
                | Section
                | Summary
                | Table
                | Ul
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_element_closes() {
        for (open, element, keep) in [
            (&[E::Div][..], E::P, 1),
            (&[E::P], E::P, 0),
            (&[E::P, E::B], E::Div, 0),
            (&[E::P], E::B, 1),
            (&[E::P, E::Table, E::Td], E::P, 3),
            (&[E::Ul, E::Li, E::P], E::Li, 1),
            (&[E::Ul, E::Li, E::Ul], E::Li, 3),
            (&[E::Dl, E::Dt, E::B], E::Dd, 1),
            (&[E::Table, E::Tr, E::Td, E::Div], E::Td, 2),
            (&[E::Table, E::Tbody, E::Tr, E::Td], E::Tbody, 1),
            (&[E::Table, E::Td, E::Table], E::Tr, 3),
            (&[E::H1], E::H2, 0),
            (&[E::H1, E::Div], E::H2, 2),
            (&[E::A, E::B], E::A, 0),
            (&[E::Ruby, E::Rt], E::Rp, 1),
        ] {
            assert_eq!(
                kept(open.iter().copied(), element),
                keep,
                "{open:?} {element:?}"
            );
        }
    }

    #[test]
    fn what_an_end_tag_closes() {
        for (open, end, closes) in [
            (&[E::Div, E::B][..], E::Div, Some(0)),
            (&[E::B, E::Div], E::B, None),
            (&[E::B, E::I], E::B, Some(0)),
            (&[E::Div, E::Table, E::Td], E::Div, None),
            (&[E::Table, E::Tr, E::Td, E::Div], E::Tr, Some(1)),
            (&[E::Table, E::Td, E::B], E::Table, Some(0)),
            (&[E::H2], E::H3, Some(0)),
            (&[], E::P, None),
        ] {
            assert_eq!(
                closed(open.iter().copied(), end),
                closes,
                "{open:?} {end:?}"
            );
        }
    }
}
