//! Small letters as Hugo makes them.

mod runs;

use runs::RUNS;

/// The small letter of a letter, by itself: of the two characters that `İ` has in small letters, Go takes the first.
/// An own table, because the standard library's has those of capital letters beside it, and costs ten times as much.
pub(crate) fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let code = u32::from(c);
    let after = RUNS.partition_point(|(first, ..)| *first <= code);
    match after.checked_sub(1).and_then(|at| RUNS.get(at)) {
        Some(&(first, last, up)) if code <= last && (up != 1 || (code - first) % 2 == 0) => {
            char::from_u32(code.wrapping_add_signed(up)).unwrap_or(c)
        }
        _ => c,
    }
}

/// The text in small letters, each letter by itself: the standard library looks at what stands around a sigma, Go does not.
pub(crate) fn lower(text: &str) -> String {
    text.chars().map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library_has_it() {
        for c in '\0'..=char::MAX {
            assert_eq!(Some(small(c)), c.to_lowercase().next(), "{c:?}");
        }
    }

    #[test]
    fn each_letter_by_itself() {
        assert_eq!(lower("ÀΣΣ İẞ ǅ🄰"), "àσσ iß ǆ🄰");
    }
}
