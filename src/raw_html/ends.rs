//! `Ends`: where the elements of raw HTML end.

use super::token;

/// Finds the ends of elements, each stretch once.
pub(super) struct Ends<'a> {
    html: &'a str,
    /// Those that nothing ends from some place on.
    missing: Vec<String>,
}

impl<'a> Ends<'a> {
    pub(super) fn of(html: &'a str) -> Self {
        Self {
            html,
            missing: Vec::new(),
        }
    }

    /// Where the content of the element `name` ends, which begins at `from`, and where its end tag does.
    pub(super) fn after(&mut self, name: &str, from: usize) -> Option<(usize, usize)> {
        if self.missing.iter().any(|m| m.eq_ignore_ascii_case(name)) {
            return None;
        }
        for (at, _) in self.html[from..].match_indices("</") {
            let rest = &self.html[from + at + 2..];
            if is_end(rest, name) {
                let end = rest.find('>').map(|end| from + at + 2 + end + 1);
                return end.map(|end| (from + at, end));
            }
        }
        self.missing.push(name.to_owned());
        None
    }
}

/// Whether what is after `</` is the end of the element `name`.
pub fn is_end(rest: &str, name: &str) -> bool {
    let named = rest
        .get(..name.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(name));
    named && rest[name.len()..].starts_with(|c: char| token::is_space(c) || matches!(c, '/' | '>'))
}
