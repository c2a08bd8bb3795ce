//! Look for a short word in a text, faster than the standard library does: each block is searched for several.

/// The offsets of `word`, ASCII and not empty, in `text`.
pub fn offsets<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let bytes = text.as_bytes();
    let is_here = move |at: &usize| bytes[*at..].starts_with(word.as_bytes());
    memchr::memchr_iter(word.as_bytes()[0], bytes).filter(is_here)
}

/// Whether `word` is in `text`.
pub fn has(text: &str, word: &str) -> bool {
    offsets(text, word).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place() {
        assert_eq!(offsets("[^a]: [b] [^", "[^").collect::<Vec<_>>(), [0, 10]);
        assert!(has("ä]:", "]:") && !has("]", "]:") && !has("", "]:"));
    }
}
