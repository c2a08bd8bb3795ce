//! `Finding`: what a block can say by itself that its author should know, and the words for it.

use std::ops::Range;

use crate::case::lower;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::Edit;
use crate::shortcode::MOST_GIVEN;
use crate::slip::is_one_slip;
use crate::tree::MAX_DEPTH;

/// Something in a block that is likely not meant. Small: its words are made when they are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Byte range in the block.
    pub range: Range<usize>,
    /// Its kind.
    pub what: What,
}

/// The kinds of [`Finding`]. `docs/diagnostics.md` lists their codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum What {
    /// Raw HTML that the site leaves out.
    RawHtmlOmitted,
    /// A tag of raw HTML that is not shown, though what is in it is.
    HtmlRefused,
    /// An element of raw HTML that shows nothing, and is left out with its content.
    HtmlHidden,
    /// An element of raw HTML with a link in its place.
    HtmlEmbedded,
    /// An element of raw HTML with its name and text in its place.
    HtmlUndrawn,
    /// An element or a comment of raw HTML that takes all that follows, if it were published.
    HtmlUnclosed,
    /// A heading without content.
    EmptyHeading,
    /// `[text][label]` or `[label][]`, of a label that nothing defines.
    LinkUndefined,
    /// `[^label]`, likewise.
    FootnoteUndefined,
    /// An image without a description.
    ImageAltMissing,
    /// Attributes of a code block that Hugo cannot read.
    FenceAttributes,
    /// A code block that Hugo shows as a drawing.
    FenceDrawn,
    /// Nested deeper than elements are shown.
    TooDeep,
    /// The scheme of an address that is not on the allowlist.
    LinkScheme,
    /// The shortcode of the embedder from which on no more of their Markdown is shown.
    GivenTooMuch,
    /// A row of a table from which on short ones are not filled up.
    TooManyCells,
}

impl Finding {
    /// A finding at this range of the block.
    pub fn new(what: What, range: Range<usize>) -> Self {
        Self { range, what }
    }

    /// The words for it. `written` is the text of its range, which starts at the byte `at` of the document.
    pub fn tell(&self, written: &str, at: usize) -> Diagnostic {
        let range = at..at + written.len();
        let warn = |code, message: String| {
            Diagnostic::new(Severity::Warning, code, range.clone(), message)
        };
        let info =
            |code, message: String| Diagnostic::new(Severity::Info, code, range.clone(), message);
        match self.what {
            What::RawHtmlOmitted => {
                let tag = tag(written);
                let message = format!(
                    "The site leaves out raw HTML, so `{tag}` will be missing. It is published where the site's \
                     configuration says `unsafe = true` under `markup.goldmark.renderer`."
                );
                warn("raw-html-omitted", message)
            }
            What::HtmlRefused => {
                let message = format!(
                    "The preview leaves out the tag `{}`, which is none that a post may use here. Its content is shown.",
                    tag(written)
                );
                warn("html-refused", message)
            }
            What::HtmlHidden => {
                let message = format!(
                    "The preview leaves out `{}`: it shows nothing by itself. The site publishes it.",
                    tag(written)
                );
                info("html-hidden", message)
            }
            What::HtmlEmbedded => {
                let message = format!(
                    "The preview has a link in the place of `{}`, and loads nothing of it.",
                    tag(written)
                );
                info("html-embedded", message)
            }
            What::HtmlUndrawn => {
                let message = format!(
                    "The preview does not draw `{}`: it shows the text in it.",
                    tag(written)
                );
                info("html-undrawn", message)
            }
            What::HtmlUnclosed => {
                let tag = tag(written);
                let message = match comment_close(written) {
                    Some(close) => format!(
                        "Nothing in this block closes `{tag}`, so readers of the site see nothing of what follows: \
                         add `{close}`."
                    ),
                    None => {
                        let name = written.trim_start_matches('<');
                        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
                        format!(
                            "Nothing closes `{tag}`, so browsers show nothing of what follows: add `</{}>`.",
                            name.unwrap_or_default()
                        )
                    }
                };
                warn("html-unclosed", message)
            }
            What::EmptyHeading => {
                let message = "This heading has no text: readers see an empty line.";
                let edits = vec![Edit::new(range.clone(), "")];
                warn("empty-heading", message.into()).with_fix("Remove the heading", edits)
            }
            What::LinkUndefined => {
                let label = label(written.strip_suffix("[]").unwrap_or(written));
                let message = format!(
                    "Nothing defines `[{label}]`, so this stays plain text: add a line `[{label}]: https://…`."
                );
                warn("link-undefined", message)
            }
            What::FootnoteUndefined => {
                let message = format!(
                    "There is no footnote `{written}`, so this stays plain text: add a line `{written}: …`."
                );
                warn("footnote-undefined", message)
            }
            What::ImageAltMissing => {
                let message = "This image has no description: write one between the brackets, for those who cannot see it.";
                warn("image-alt-missing", message.into())
            }
            What::LinkScheme => refused_scheme(written, range),
            What::TooDeep => {
                let message = format!(
                    "The preview nests no deeper than {MAX_DEPTH} elements: from here on it shows the text without them."
                );
                warn("nesting-limit", message)
            }
            What::GivenTooMuch => {
                let message = format!(
                    "The shortcodes give more than {} kB of Markdown: after this the preview shows them by their names.",
                    MOST_GIVEN / 1000
                );
                warn("shortcode-limit", message)
            }
            What::TooManyCells => {
                let message = "From here on the preview does not fill up the short rows of tables: too many cells are missing.";
                warn("table-limit", message.into())
            }
            What::FenceDrawn => {
                let message = "Hugo makes a drawing of this: the preview shows its source.";
                info("fence-drawn", message.into())
            }
            What::FenceAttributes => {
                let message = format!(
                    "Hugo cannot read the attributes `{written}`, and the whole build fails: write them as \
                     `{{name=\"value\"}}`."
                );
                let told =
                    Diagnostic::new(Severity::Error, "fence-attributes", range.clone(), message);
                match marked_lines(written) {
                    Some(fix) => {
                        let title = format!("Write `{fix}`");
                        told.with_fix(title, vec![Edit::new(range, fix)])
                    }
                    None => told,
                }
            }
        }
    }
}

/// The diagnostic of an address with this scheme, or of the whole address where the scheme is written otherwise.
pub fn refused_scheme(written: &str, range: Range<usize>) -> Diagnostic {
    let slip = |meant: &&&str| is_one_slip(&lower(written), meant);
    let meant = ["https", "http", "mailto", "tel", "ftp"];
    let meant = meant.iter().find(slip);
    let question = meant.map_or(String::new(), |meant| format!(" Is `{meant}:` meant?"));
    let in_scheme = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    let message = if written.len() <= 32 && written.bytes().all(in_scheme) {
        format!("The preview leaves out addresses that begin with `{written}:`.{question}")
    } else {
        "The preview leaves out this address, as its scheme may not be used here.".to_owned()
    };
    let told = Diagnostic::new(Severity::Warning, "link-scheme", range.clone(), message);
    match meant {
        Some(meant) => told.with_fix(format!("Write `{meant}:`"), vec![Edit::new(range, *meant)]),
        None => told,
    }
}

/// The tag that raw HTML begins with, as far as it is on its first line; not all of a long one.
fn tag(written: &str) -> &str {
    let line = written.split(['\n', '\r']).next().unwrap_or_default();
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (c, quote) {
            ('>', None) => return &line[..=at],
            _ if at >= 100 => return &line[..at],
            ('"' | '\'', None) => quote = Some(c),
            _ if Some(c) == quote => quote = None,
            _ => {}
        }
    }
    line
}

/// The end of the comment, instruction or declaration that raw HTML begins with.
pub fn comment_close(html: &str) -> Option<&'static str> {
    let ends = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<!", ">"),
        ("<?", "?>"),
    ];
    let found = ends.iter().find(|(start, _)| html.starts_with(start));
    found.map(|(_, end)| *end)
}

/// The label of a reference, which ends with it in brackets.
fn label(reference: &str) -> &str {
    let mut start = reference.len();
    let bytes = reference.as_bytes();
    while let Some(at) = reference[..start].rfind('[') {
        start = at;
        let escapes = bytes[..at].iter().rev().take_while(|b| **b == b'\\');
        if escapes.count() % 2 == 0 {
            break;
        }
    }
    let label = reference[start..].trim_start_matches('[');
    label.strip_suffix(']').unwrap_or(label)
}

/// `{1,3-4}`, with which other generators highlight lines, in Hugo's form.
fn marked_lines(written: &str) -> Option<String> {
    let lines = written.strip_prefix('{')?.strip_suffix('}')?;
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let marked: Option<Vec<String>> = lines
        .split(',')
        .map(|part| {
            let part = part.trim();
            match part.split_once('-') {
                Some((from, to)) => (number(from) && number(to)).then(|| format!("\"{part}\"")),
                None => number(part).then(|| part.to_owned()),
            }
        })
        .collect();
    Some(format!("{{hl_lines=[{}]}}", marked?.join(",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert_eq!(label("[a][b c]"), "b c");
        assert_eq!(label("![a\\]"), "a\\");
        assert_eq!(label("[a][b\\[c]"), "b\\[c");
        assert_eq!(label(""), "");
    }

    #[test]
    fn lines_of_code() {
        assert_eq!(
            marked_lines("{1, 3-4}").as_deref(),
            Some("{hl_lines=[1,\"3-4\"]}")
        );
        for other in ["{}", "{1-}", "{a}", "{1-2-3}", "{1,}"] {
            assert_eq!(marked_lines(other), None, "{other}");
        }
    }
}
