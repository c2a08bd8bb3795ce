//! `Finding`: a likely mistake in one block, and the message about it.

mod html;

use std::ops::Range;

use crate::case::lower;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::Edit;
use crate::slip::is_one_slip;
use crate::tree::MAX_DEPTH;

pub use html::comment_close;

/// A likely mistake in a block. The value is small: its message is written only when a caller asks.
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
    /// Raw HTML that the site omits.
    RawHtmlOmitted,
    /// A tag of raw HTML that is omitted, while its content is shown.
    HtmlRefused,
    /// An element of raw HTML that shows nothing, and is omitted with its content.
    HtmlHidden,
    /// An element of raw HTML that a link replaces.
    HtmlEmbedded,
    /// An element of raw HTML that its name and text replace.
    HtmlUndrawn,
    /// An element or a comment of raw HTML that would hide everything after it on the site.
    HtmlUnclosed,
    /// A heading without content.
    EmptyHeading,
    /// `[text][label]` or `[label][]` with a label that nothing defines.
    LinkUndefined,
    /// `[^label]` with a label that nothing defines.
    FootnoteUndefined,
    /// An image without a description.
    ImageAltMissing,
    /// Attributes of a code block that Hugo cannot read.
    FenceAttributes,
    /// A code block that Hugo draws as a picture.
    FenceDrawn,
    /// Elements that nest too deep to be shown.
    TooDeep,
    /// An address whose scheme is not on the allowlist.
    LinkScheme,
    /// The first shortcode of the embedder whose Markdown is not shown, as earlier ones gave too much.
    GivenTooMuch,
    /// The first short row of a table that is not filled with empty cells, as earlier ones lacked too many.
    TooManyCells,
}

impl Finding {
    /// A finding at this range of the block.
    pub fn new(what: What, range: Range<usize>) -> Self {
        Self { range, what }
    }

    /// The diagnostic of the finding. `written` is the text of its range, which starts at the byte `at` of the document.
    pub fn tell(&self, written: &str, at: usize) -> Diagnostic {
        let range = at..at + written.len();
        let warn = |code, message: String| {
            Diagnostic::new(Severity::Warning, code, range.clone(), message)
        };
        let info =
            |code, message: String| Diagnostic::new(Severity::Info, code, range.clone(), message);
        match self.what {
            What::RawHtmlOmitted => warn("raw-html-omitted", html::omitted(written)),
            What::HtmlRefused => warn("html-refused", html::refused(written)),
            What::HtmlHidden => info("html-hidden", html::hidden(written)),
            What::HtmlEmbedded => info("html-embedded", html::embedded(written)),
            What::HtmlUndrawn => info("html-undrawn", html::undrawn(written)),
            What::HtmlUnclosed => warn("html-unclosed", html::unclosed(written)),
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
                    "The preview nests no deeper than {MAX_DEPTH} elements: from here on only the text is shown."
                );
                warn("nesting-limit", message)
            }
            What::GivenTooMuch => {
                let message = "The shortcodes give more than 200 kB of Markdown or 6.4 MB of HTML: the preview shows later shortcodes by their names.";
                warn("shortcode-limit", message.to_owned())
            }
            What::TooManyCells => {
                let message = "From here on the preview does not fill up the short rows of tables: too many cells are missing.";
                warn("table-limit", message.into())
            }
            What::FenceDrawn => {
                let message =
                    "Hugo draws this code block as a picture: the preview shows the source.";
                info("fence-drawn", message.into())
            }
            What::FenceAttributes => fence_attributes(written, range),
        }
    }
}

/// The diagnostic of an address with a refused scheme: `written` is the scheme, or the whole address if the scheme is
/// disguised.
pub fn refused_scheme(written: &str, range: Range<usize>) -> Diagnostic {
    let slip = |meant: &&&str| is_one_slip(&lower(written), meant);
    let meant = ["https", "http", "mailto", "tel", "ftp"];
    let meant = meant.iter().find(slip);
    let question = meant.map_or(String::new(), |meant| format!(" Is `{meant}:` meant?"));
    let in_scheme = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    let message = if written.len() <= 32 && written.bytes().all(in_scheme) {
        format!("The preview omits addresses that begin with `{written}:`.{question}")
    } else {
        "The preview omits this address, because its scheme is not allowed.".to_owned()
    };
    let found = Diagnostic::new(Severity::Warning, "link-scheme", range.clone(), message);
    match meant {
        Some(meant) => found.with_fix(format!("Write `{meant}:`"), vec![Edit::new(range, *meant)]),
        None => found,
    }
}

/// The label in brackets at the end of a reference.
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

/// Attributes that Hugo cannot read.
fn fence_attributes(written: &str, range: Range<usize>) -> Diagnostic {
    let message = format!(
        "Hugo cannot read the attributes `{written}`, and the whole build fails: write them as `{{name=\"value\"}}`."
    );
    let found = Diagnostic::new(Severity::Error, "fence-attributes", range.clone(), message);
    match marked_lines(written) {
        Some(fix) => found.with_fix(format!("Write `{fix}`"), vec![Edit::new(range, fix)]),
        None => found,
    }
}

/// Hugo's form of `{1,3-4}`, with which other generators highlight lines.
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
