//! Emoji by their names: `:smile:`. The names are GitHub's, all those that Hugo 0.168 knows.

use crate::order;
use std::sync::OnceLock;

/// Written by `scripts/emoji.mjs`, which says how.
const TABLE: &str = include_str!("emoji.txt");

/// The longest name, in bytes.
const LONGEST: usize = 40;

/// Finds the emoji that `text` starts with, by its name between colons. Returns its length there, and it.
pub fn emoji(text: &str) -> Option<(usize, &'static str)> {
    let name = text.strip_prefix(':')?.as_bytes();
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+');
    let len = name.iter().take(LONGEST).take_while(|b| in_name(b)).count();
    if name.get(len) != Some(&b':') {
        return None;
    }
    let all = index();
    let at = all
        .binary_search_by_key(&&text[1..=len], |(name, _)| name)
        .ok()?;
    Some((len + 2, &all[at].1))
}

/// All names in their order: a document may ask for many.
fn index() -> &'static [(&'static str, String)] {
    static INDEX: OnceLock<Vec<(&str, String)>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut all = Vec::new();
        let mut first = '\0';
        let (names, characters) = TABLE.split_once("\n\n").unwrap_or_default();
        for (names, written) in names.lines().zip(characters.lines()) {
            let emoji = match written.strip_prefix('=') {
                Some(rest) => format!("{first}{rest}"),
                None if written.is_empty() => char::from_u32(first as u32 + 1)
                    .unwrap_or(first)
                    .to_string(),
                None => written.to_owned(),
            };
            first = emoji.chars().next().unwrap_or(first);
            all.extend(names.split(' ').map(|name| (name, emoji.clone())));
        }
        order::sort(&mut all);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(index().len(), 1913);
        assert_eq!(
            index().iter().map(|(name, _)| name.len()).max(),
            Some(LONGEST)
        );
        assert_eq!(emoji(":smile: x"), Some((7, "😄")));
        assert_eq!(emoji(":+1:"), Some((4, "👍")));
        assert_eq!(
            emoji(":man_technologist:").map(|(_, emoji)| emoji),
            Some("👨\u{200d}💻")
        );
        assert_eq!(emoji(":us:").map(|(_, emoji)| emoji), Some("🇺🇸"));
        assert_eq!(emoji(":a:").map(|(_, emoji)| emoji), Some("🅰\u{fe0f}"));
        for text in [
            ":", "::", ":smile", ":nope:", ":Smile:", "smile:", ":smïle:", ": a:",
        ] {
            assert_eq!(emoji(text), None, "{text}");
        }
    }
}
