//! `Head`: the front matter of a draft, and where the body starts.

use std::rc::Rc;

use super::Options;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::flavor::Flavor;
use crate::front_matter::{Cut, FrontMatter};
use crate::shortcode::params;
use crate::source::Source;
use crate::value::Value;

/// Where the body starts, and what is before it.
pub(super) struct Head {
    pub(super) cut: Option<Cut>,
    pub(super) front_matter: FrontMatter,
    pub(super) stale: bool,
    /// First byte of the body.
    pub(super) body: usize,
    /// An edit after this byte cannot change where the front matter is.
    pub(super) end: usize,
}

impl Head {
    /// The values that shortcodes may show: none that are stale.
    pub(super) fn params(&self) -> Rc<Value> {
        Rc::new(if self.stale {
            Value::Null
        } else {
            params(&self.front_matter.data)
        })
    }

    /// Finds and reads the front matter. `before` is what it was before an edit.
    pub(super) fn read(source: &Source, options: &Options, before: Option<&Head>) -> Self {
        let is_bom =
            (0..3).all(|at| at < source.len() && source.byte(at) == "\u{feff}".as_bytes()[at]);
        let bom = if is_bom { 3 } else { 0 };
        let text = if options.front_matter {
            head(source)
        } else {
            String::new()
        };
        let Some(cut) = Cut::find(&text) else {
            // Only Hugo minds.
            let minds = options.front_matter && options.flavor == Flavor::Hugo;
            let told = minds.then(|| Cut::mistaken(&text).or_else(|| missing(&text, bom)));
            let end = if options.front_matter {
                first_line(source)
            } else {
                0
            };
            return Self {
                cut: None,
                front_matter: FrontMatter {
                    diagnostics: told.flatten().into_iter().collect(),
                    ..FrontMatter::none()
                },
                stale: false,
                body: bom,
                end,
            };
        };
        let mut front_matter = FrontMatter::read(&text, &cut);
        if options.flavor == Flavor::Hugo {
            front_matter.diagnostics.extend(front_matter.lint(&text));
        }
        diagnostic::sort(&mut front_matter.diagnostics);
        let mut stale = false;
        if !front_matter.valid
            && let Some(good) =
                before.filter(|head| head.cut.is_some() && !head.front_matter.fields.is_empty())
        {
            front_matter.data = good.front_matter.data.clone();
            front_matter.fields = good.front_matter.fields.clone();
            stale = true;
        }
        // Diagnostics of the front matter may look past it, to the end of a line.
        let told = front_matter
            .diagnostics
            .iter()
            .map(|told| told.range.end)
            .max();
        let end = if cut.closed {
            cut.range.end.max(told.unwrap_or(0))
        } else {
            text.len()
        };
        Self {
            body: cut.range.end,
            cut: Some(cut),
            front_matter,
            stale,
            end: end.max(1),
        }
    }
}

/// The diagnostic of a post without front matter, at its start. Nothing is missing in an empty post yet.
fn missing(text: &str, start: usize) -> Option<Diagnostic> {
    let message = "The post has no front matter, so it has no title: it begins with lines `---`, `title: …` and `---`.";
    let told = || Diagnostic::new(Severity::Info, "title-missing", start..start, message);
    // The blanks of `first_line`, so that an edit behind that line does not change it.
    (!text[start..].trim_ascii().is_empty()).then(told)
}

/// The head of the document, as far as front matter is looked for.
fn head(source: &Source) -> String {
    let mut end = source.len().min(Cut::REACH + 1);
    while end < source.len() && source.byte(end) & 0xC0 == 0x80 {
        end += 1;
    }
    source.slice(0..end)
}

/// The end of the first line that is not blank: front matter can only begin there.
fn first_line(source: &Source) -> usize {
    let mut started = false;
    let mut at = 0;
    while at < source.len() {
        match source.byte(at) {
            b'\n' | b'\r' if started => break,
            b'\n' | b'\r' | b' ' | b'\t' | b'\x0B' | b'\x0C' => {}
            byte => started |= !matches!(byte, 0xEF | 0xBB | 0xBF),
        }
        at += 1;
    }
    at + 1
}
