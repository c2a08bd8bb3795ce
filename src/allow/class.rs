//! Classes that an element may have.

use super::Element;

/// The classes that the engine writes itself, `language-…` on code, and those that an author gives a block.
pub(super) fn is_allowed(element: Element, name: &str) -> bool {
    match name {
        "footnotes"
        | "footnote-ref"
        | "footnote-backref"
        | "data-footnote-backref"
        | "task-list-item"
        | "task-list-item-checkbox"
        | "contains-task-list"
        | "shortcode"
        | "shortcode-label"
        | "shortcode-arguments"
        | "shortcode-content"
        | "shortcode-text"
        | "shortcode-card"
        | "math"
        | "math-inline"
        | "math-display"
        | "highlight"
        | "markdown-alert"
        | "markdown-alert-title"
        | "markdown-alert-note"
        | "markdown-alert-tip"
        | "markdown-alert-important"
        | "markdown-alert-warning"
        | "markdown-alert-caution" => true,
        _ if takes_class(element) => {
            let in_name = |b: u8| b.is_ascii_alphanumeric() || b"-_:./".contains(&b);
            (1..=100).contains(&name.len()) && name.bytes().all(in_name)
        }
        _ => {
            element == Element::Code
                && name.strip_prefix("language-").is_some_and(|language| {
                    (1..=100).contains(&language.len())
                        && !language.contains(|c: char| c.is_whitespace() || c.is_control())
                })
        }
    }
}

/// Whether an author may give an element a class, by attributes: the blocks that they are for. A class does nothing but
/// what the style sheet of the page says.
const fn takes_class(element: Element) -> bool {
    use Element as E;
    element.heading_level().is_some()
        || matches!(
            element,
            E::P | E::Blockquote | E::Div | E::Dl | E::Hr | E::Img | E::Ol | E::Table | E::Ul
        )
}
