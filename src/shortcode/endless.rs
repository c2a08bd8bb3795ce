//! `Endless`: where comments do not end. With it, a scan of a text reads each byte once, however many comments begin.

use std::ops::Range;

/// For `>}}` and for `%}}` the range of the whole text without an end of a comment, as far as a scan from left to right
/// has looked.
#[derive(Debug, Default)]
pub struct Endless([Range<usize>; 2]);

impl Endless {
    /// Finds the end `*/>}}` or `*/%}}` of a comment whose content begins at `at` of `text`, which is at `start` of the
    /// whole text. Returns where that end begins.
    pub(super) fn end_of_comment(
        &mut self,
        text: &str,
        at: usize,
        start: usize,
        end: &str,
    ) -> Option<usize> {
        let [by_angle, by_percent] = &mut self.0;
        let endless = match end {
            "*/>}}" => by_angle,
            _ => by_percent,
        };
        // The last bytes of the range may begin the end.
        let known = endless.end.saturating_sub(start + end.len());
        let from = match endless.contains(&(start + at)) {
            true => known.clamp(at, text.len()),
            false => at,
        };
        let rest = &text.as_bytes()[from..];
        let found =
            memchr::memchr_iter(b'*', rest).find(|at| rest[*at..].starts_with(end.as_bytes()));
        if found.is_none() {
            if !endless.contains(&(start + at)) {
                endless.start = start + at;
            }
            endless.end = start + text.len();
        }
        found.map(|found| from + found)
    }
}
