//! Small letters as Hugo makes them.

/// The text in small letters, each letter by itself: the standard library looks at what stands around a sigma, Go does not.
pub(crate) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}
