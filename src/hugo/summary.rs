//! `Summary`: the beginning of a post, up to its divider `<!--more-->` at the start or the end of a line, or by its length. Hugo puts a block of its own in
//! its place before it reads the Markdown, so what follows on the line is text, not a part of an HTML comment.

use crate::search;

/// The divider as an author writes it.
pub const DIVIDER: &str = "<!--more-->";
/// The text that the parser sees in its place, of the same length: a thematic break between blank lines.
pub const HIDDEN: &str = "\n\n*******\n\n";

/// The offsets of the dividers in a text.
pub fn dividers(text: &str) -> impl Iterator<Item = usize> {
    search::offsets(text, DIVIDER).filter(|&at| {
        let mut before = text[..at].bytes().rev();
        let before = before.find(|b| !matches!(b, b' ' | b'\t' | b'>'));
        let mut after = text[at + DIVIDER.len()..].bytes();
        let after = after.find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
        [before, after].iter().any(|b| b.is_none_or(|b| b == b'\n'))
    })
}

/// How many words an automatic summary has at least (Hugo's `summaryLength`).
pub const LENGTH: usize = 70;

/// The beginning of a post.
///
/// ```
/// use draftpane::{Options, render};
///
/// let summary = render("One.\n\n<!--more-->\n\nTwo.\n", &Options::default()).summary;
/// assert_eq!((&*summary.html, summary.truncated), ("<p>One.</p>", true));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// HTML of the allowlist.
    pub html: String,
    /// Whether the post goes on after it.
    pub truncated: bool,
}

impl Summary {
    /// All blocks up to the first one with a paragraph at whose end there are `length` words. `more` appends the next
    /// block's HTML, as it is counted and as it is shown, and returns how many words it has that are not seen in it, or
    /// `None` where there is no block.
    ///
    /// Words are counted as Hugo 0.168 does (its `ExtractSummaryFromHTML`): in the HTML, less what looks like tags.
    pub fn automatic(
        length: usize,
        cjk: bool,
        more: &mut dyn FnMut(&mut String, &mut String) -> Option<usize>,
    ) -> Self {
        const END: &str = "</p>";
        let (mut html, mut shown) = (String::new(), String::new());
        let mut from = 0;
        let mut count = 0;
        // Where the end of a paragraph is looked for.
        let mut seen = 0;
        loop {
            let Some(at) = html[seen..].find(END) else {
                seen = html.len();
                if let Some(omitted) = more(&mut html, &mut shown) {
                    count += omitted;
                    continue;
                }
                return Self {
                    html: shown.trim().to_owned(),
                    truncated: false,
                };
            };
            let end = seen + at;
            let mut start = from;
            for (at, c) in html[from..end].char_indices() {
                let at = from + at;
                if c.is_whitespace() || at + c.len_utf8() == end {
                    count += words(&html[start..at], cjk);
                    start = at;
                }
            }
            if count >= length {
                // The whole block of which the paragraph is a part.
                let mut after = String::new();
                let mut truncated = false;
                while !truncated && let Some(omitted) = more(&mut html, &mut after) {
                    truncated = omitted > 0 || !after.trim().is_empty();
                }
                return Self {
                    html: shown.trim().to_owned(),
                    truncated,
                };
            }
            from = end + END.len() - 1;
            seen = from;
        }
    }
}

/// HTML without the paragraph around it, if that is all there is (Hugo's `TrimShortHTML`).
pub fn short(html: &str) -> &str {
    let html = html.trim();
    let inner = html
        .strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).unwrap_or(html)
}

/// How many words a stretch of HTML without white space counts for.
fn words(word: &str, cjk: bool) -> usize {
    let word = word.trim();
    let letters = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic());
    let tag = word
        .strip_prefix('<')
        .map(|tag| tag.strip_prefix('/').unwrap_or(tag));
    let is_tag = tag.is_some_and(|tag| letters(tag.strip_suffix('>').unwrap_or(tag)));
    let is_attribute = word
        .split_once('=')
        .is_some_and(|(name, value)| letters(name) && value.starts_with(['"', '\'']));
    if word.is_empty() || word == ">" || is_tag || is_attribute {
        return 0;
    }
    if !cjk || word.is_ascii() {
        return 1;
    }
    let mut count = 0;
    let (mut inside, mut tags) = (false, 0);
    for c in word.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => (inside, tags) = (false, tags + 1),
            _ => count += usize::from(!inside),
        }
    }
    if inside && tags == 0 {
        // Nothing is removed from a text in which a tag is cut.
        return word.chars().count();
    }
    // Hugo puts a line end there.
    count + word.matches("<br>").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(length: usize, cjk: bool, blocks: &[&str]) -> (String, bool) {
        let mut blocks = blocks.iter();
        let summary = Summary::automatic(length, cjk, &mut |counted, shown| {
            let block = blocks.next()?;
            counted.push_str(block);
            shown.push_str(block);
            Some(0)
        });
        (summary.html, summary.truncated)
    }

    #[test]
    fn up_to_a_paragraph() {
        let two = [
            "<h2 id=\"a\">A b</h2>\n",
            "<p>c <em>d</em> e</p>\n",
            "<p>f g</p>\n",
        ];
        // Hugo does not count the last word of a paragraph if it is one letter.
        assert_eq!(
            summary(4, false, &two),
            (two[..2].concat().trim().to_owned(), true)
        );
        assert_eq!(
            summary(5, false, &two),
            (two.concat().trim().to_owned(), false)
        );
        assert_eq!(
            summary(9, false, &two),
            (two.concat().trim().to_owned(), false)
        );
        assert_eq!(summary(1, false, &[]), (String::new(), false));
        let cjk = ["<p>你好 <a href=\"b\">世</a> 界。</p>\n", "<p>x</p>\n"];
        assert_eq!(summary(3, true, &cjk), (cjk[0].trim().to_owned(), true));
        assert_eq!(
            summary(3, false, &cjk),
            (cjk.concat().trim().to_owned(), false)
        );
    }

    #[test]
    fn at_the_edge_of_a_line() {
        assert_eq!(DIVIDER.len(), HIDDEN.len());
        let text = "<!--more-->\n> \t<!--more--> x\na <!--more-->\n<!-- more -->\na <!--more--> b";
        assert_eq!(dividers(text).collect::<Vec<_>>(), [0, 15, 31]);
    }
}
