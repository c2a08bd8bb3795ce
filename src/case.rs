//! Small letters as Hugo makes them.

mod runs;

use std::sync::OnceLock;

use crate::packed::numbers;
use runs::RUNS;

/// The small letter of a letter, by itself: of the two characters that `İ` has in small letters, Go takes the first.
/// An own table, because the standard library's has those of capital letters beside it, and costs ten times as much.
pub(crate) fn small(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let code = u32::from(c);
    let runs = runs();
    let after = runs.partition_point(|(first, ..)| *first <= code);
    match after.checked_sub(1).and_then(|at| runs.get(at)) {
        Some(&(first, last, up)) if code <= last && (up != 1 || (code - first) % 2 == 0) => {
            char::from_u32(code.wrapping_add_signed(up)).unwrap_or(c)
        }
        _ => c,
    }
}

/// Runs of capital letters in order: the first, the last, and how far the small letter of each is. Where that is 1, every
/// other letter is a capital one.
fn runs() -> &'static [(u32, u32, i32)] {
    static UNPACKED: OnceLock<Vec<(u32, u32, i32)>> = OnceLock::new();
    UNPACKED.get_or_init(|| {
        let mut numbers = numbers(&RUNS);
        let mut before = 0;
        let run = || {
            let first = before + numbers.next()?;
            let last = first + numbers.next()?;
            let up = numbers.next()?;
            before = last;
            let far = up.div_ceil(2) as i32;
            Some((first, last, if up % 2 == 0 { far } else { -far }))
        };
        std::iter::from_fn(run).collect()
    })
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
