//! `Answers`: the outputs that only the site knows. They are a part of the input, as the text is.

use crate::map::Map;
use std::ops::Range;
use std::rc::Rc;

use super::builtin::{self, ContentRule};

/// The outputs of shortcodes and blocks that only the site knows, by their sources.
///
/// The output of `{{< … >}}` is HTML, that of `{{% … %}}` Markdown. Elements off the allowlist are filtered from the HTML as
/// from raw HTML, whether or not the site omits that. A post shows at most about 6.4 MB of HTML and 200 kB of Markdown
/// from answers: the shortcodes after that are placeholders.
///
/// ```
/// use draftpane::{Answers, Options, render};
///
/// let mut answers = Answers::default();
/// answers.add_shortcode("{{< year >}}", "<b>1969</b>");
/// answers.add_block("## Moon", "<h2>The moon</h2>");
/// let options = Options { answers: answers.into(), ..Options::default() };
/// let post = render("In {{< year >}}.\n\n## Moon\n", &options);
/// assert_eq!(post.html, "<p>In <b>1969</b>.</p>\n<h2>The moon</h2>\n");
/// assert_eq!(post.outline[0].text, "Moon");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    shortcodes: Outputs,
    blocks: Outputs,
    /// Shortcodes of Hugo's without content to which the site gives some.
    closed: Vec<String>,
    has_lists: bool,
    has_block_lists: bool,
}

/// Outputs by their source, in the order of its occurrences.
#[derive(Clone, Debug, Default, PartialEq)]
struct Outputs {
    places: Map<String, usize>,
    lists: Vec<Vec<Rc<str>>>,
}

impl Answers {
    /// Adds the output of a whole shortcode, which is in no other one: by its source, with the delimiters and the content.
    /// A second output for the same source is that of its second occurrence in the post, and so on; the last one is that of
    /// all further occurrences.
    pub fn add_shortcode(&mut self, source: &str, output: &str) {
        if let Some(name) = closed_by(source)
            && builtin::content(name) == ContentRule::None
            && !self.takes_content(name)
        {
            self.closed.push(name.to_owned());
        }
        self.has_lists |= self.shortcodes.add(source, output) > 1;
    }

    /// Adds the HTML of a whole block, by its source: blank lines around that do not matter. A second one for the same source
    /// is that of its second block in the post, and so on, as with shortcodes. The outline, the diagnostics and the counts
    /// stay those of the source.
    pub fn add_block(&mut self, source: &str, html: &str) {
        self.has_block_lists |= self.blocks.add(&source[block_range(source)], html) > 1;
    }

    /// Whether the source of a shortcode has several outputs.
    pub(crate) fn has_lists(&self) -> bool {
        self.has_lists
    }

    /// Whether the source of a block has several outputs.
    pub(crate) fn has_block_lists(&self) -> bool {
        self.has_block_lists
    }

    /// Whether there are any for blocks.
    pub(crate) fn has_blocks(&self) -> bool {
        !self.blocks.lists.is_empty()
    }

    /// The output for the next block with this source; `counts` has how many of each were before.
    pub(crate) fn block(&self, source: &str, counts: &mut Vec<usize>) -> Option<&Rc<str>> {
        let place = *self.blocks.places.get(source)?;
        self.blocks.next(place, counts)
    }

    pub(super) fn has_shortcodes(&self) -> bool {
        !self.shortcodes.lists.is_empty()
    }

    pub(super) fn takes_content(&self, name: &str) -> bool {
        self.closed.iter().any(|closed| closed == name)
    }

    /// The number of the source of a shortcode, if there are outputs for it.
    pub(super) fn place(&self, source: &str) -> Option<usize> {
        self.shortcodes.places.get(source).copied()
    }

    /// The output of the next occurrence of the source with this number; `counts` has how many were before.
    pub(super) fn next(&self, place: usize, counts: &mut Vec<usize>) -> Option<Rc<str>> {
        self.shortcodes.next(place, counts).cloned()
    }
}

impl Outputs {
    /// Returns how many the source has now.
    fn add(&mut self, source: &str, output: &str) -> usize {
        let next = self.lists.len();
        let place = self.places.get(source).copied().unwrap_or(next);
        if place == next {
            self.places.insert(source.to_owned(), next);
            self.lists.push(Vec::new());
        }
        self.lists[place].push(output.into());
        self.lists[place].len()
    }

    fn next(&self, place: usize, counts: &mut Vec<usize>) -> Option<&Rc<str>> {
        let list = &self.lists[place];
        let mut nth = 0;
        if list.len() > 1 {
            counts.resize(self.lists.len(), 0);
            nth = counts[place];
            counts[place] += 1;
        }
        list.get(nth).or(list.last())
    }
}

/// The part of a block's source without the blank lines around.
pub fn block_range(source: &str) -> Range<usize> {
    let end = source.trim_ascii_end().len();
    let start = source[..end].len() - source[..end].trim_start_matches(['\n', '\r']).len();
    start..end
}

/// The name in the closing tag at the end of a source.
fn closed_by(source: &str) -> Option<&str> {
    let (_, last) = source.rsplit_once("{{")?;
    let name = last.get(1..)?.trim_ascii_start().strip_prefix('/')?;
    name.trim_ascii_start()
        .split([' ', '\t', '\n', '\r', '>', '%'])
        .next()
}
