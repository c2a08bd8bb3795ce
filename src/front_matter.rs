//! Front matter: find it at the start of a post, cut it, read it.
//!
//! The delimiters follow Hugo's rules. Nothing else in the document is ever taken for front matter.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::edit::Edit;
use crate::unicode::is_in_word;
use crate::value::Value;
use line::lines;

pub use cut::Cut;
pub use dates::Date;
pub use known::{Known, Status};

mod cut;
mod dates;
mod fields;
mod guard;
mod guess;
mod json;
mod known;
mod line;
mod lint;
mod merge;
mod mistake;
mod scalar;
mod scan;
mod toml;
mod yaml;

/// The language that front matter is written in.
///
/// ```
/// use draftpane::{Format, Value};
///
/// let data = Format::Yaml.parse("tags: [a, b]")?;
/// assert_eq!(data.get("tags").map(Value::to_string).as_deref(), Some(r#"["a","b"]"#));
/// # Ok::<(), draftpane::Diagnostic>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between lines of `---`.
    Yaml,
    /// Between lines of `+++`.
    Toml,
    /// One object in braces.
    Json,
}

impl Format {
    /// Returns the format's name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Json => "json",
        }
    }

    /// The opening and the closing delimiter.
    fn delimiters(self) -> (&'static str, &'static str) {
        match self {
            Self::Yaml => ("---", "---"),
            Self::Toml => ("+++", "+++"),
            Self::Json => ("{", "}"),
        }
    }

    /// Returns the format with this name in lower case.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Yaml, Self::Toml, Self::Json];
        all.into_iter().find(|format| format.name() == name)
    }

    /// Reads a whole file in this format, whose top level is a mapping; or says why it cannot be read.
    pub fn parse(self, text: &str) -> Result<Value, Diagnostic> {
        let mut diagnostics = Vec::new();
        match self.read(text, &mut diagnostics) {
            Some(fields) => {
                let entries = fields.into_iter().map(|field| (field.key, field.value));
                Ok(Value::Map(entries.collect()))
            }
            None => Err(diagnostics.into_iter().next().unwrap_or_else(|| {
                let name = self.name().to_ascii_uppercase();
                let message = format!("This is no {name} that can be read.");
                Diagnostic::new(Severity::Error, "front-matter-shape", 0..0, message)
            })),
        }
    }

    /// Reads `content`, or says in `diagnostics` why it cannot be read. Byte ranges in `content`.
    fn read(self, content: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
        if content.len() > LIMIT {
            diagnostics.push(too_long(content));
            return None;
        }
        match self {
            Self::Yaml => read_yaml(content, diagnostics),
            Self::Toml => toml::read(content, diagnostics),
            Self::Json => json::read(content, diagnostics),
        }
    }

    fn is_readable(self, content: &str) -> bool {
        content.len() <= LIMIT
            && match self {
                Self::Yaml => yaml::read(content).is_ok(),
                Self::Toml => toml::is_readable(content),
                Self::Json => json::is_readable(content),
            }
    }
}

/// How long front matter may be, in bytes.
pub const LIMIT: usize = 64 * 1024;

/// One key of the top level, in the order of the source. Byte ranges in the document.
///
/// ```
/// use draftpane::{Options, render};
///
/// let text = "---\ntitle: Hi\n---\n";
/// let field = &render(text, &Options::default()).front_matter.fields[0];
/// assert_eq!((&text[field.key_range.clone()], &text[field.range.clone()]), ("title", "Hi"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// Where the value stands; empty, behind the colon, where there is none.
    pub range: Range<usize>,
    /// Where the key stands, with its quotes.
    pub key_range: Range<usize>,
}

/// Front matter as it was read.
///
/// ```
/// use draftpane::{Format, Options, render};
///
/// let front_matter = render("+++\ntitle = 'Hi'\n+++\n", &Options::default()).front_matter;
/// assert_eq!((front_matter.format, front_matter.range), (Some(Format::Toml), 0..21));
/// assert_eq!(front_matter.data.get("title").and_then(|title| title.as_str()), Some("Hi"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// The language; `None` where there is no front matter.
    pub format: Option<Format>,
    /// Byte range in the document, from the opening delimiter to the line end behind the closing one.
    pub range: Range<usize>,
    /// Always a [`Value::Map`].
    pub data: Value,
    /// The top level with its places.
    pub fields: Vec<Field>,
    /// Its mistakes.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it could be read. Where not, there are neither data nor fields, and a diagnostic says why.
    pub valid: bool,
    /// Whether the closing delimiter is there.
    pub closed: bool,
}

impl FrontMatter {
    /// The front matter of a post that has none.
    pub fn none() -> Self {
        Self {
            format: None,
            range: 0..0,
            data: Value::Map(Vec::new()),
            fields: Vec::new(),
            diagnostics: Vec::new(),
            valid: true,
            closed: true,
        }
    }

    /// Reads what [`Cut::find`] found in `text`.
    pub fn read(text: &str, cut: &Cut) -> Self {
        let content = &text[cut.content.clone()];
        let mut diagnostics = Vec::new();
        let fields = cut.format.read(content, &mut diagnostics);
        let valid = fields.is_some();
        let mut fields = fields.unwrap_or_default();
        for field in &mut fields {
            shift(&mut field.range, cut.content.start);
            shift(&mut field.key_range, cut.content.start);
        }
        for diagnostic in &mut diagnostics {
            shift(&mut diagnostic.range, cut.content.start);
            for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
                shift(&mut edit.range, cut.content.start);
            }
        }
        if cut.is_being_typed(text) {
            // Half a line is no mistake.
            diagnostics.clear();
        } else if !cut.closed {
            let is_rule = fields.is_empty() && valid;
            let end = cut.content.start + content.trim_end().len();
            match cut.format {
                // A quote that is not closed hides the brace.
                Format::Json if diagnostics.iter().any(|d| d.range.end < end) => {}
                Format::Json => diagnostics = vec![unclosed(text, cut, is_rule)],
                _ => diagnostics.insert(0, unclosed(text, cut, is_rule)),
            }
        }
        let data = fields.iter().map(|f| (f.key.clone(), f.value.clone()));
        Self {
            format: Some(cut.format),
            range: cut.range.clone(),
            data: Value::Map(data.collect()),
            fields,
            diagnostics,
            valid,
            closed: cut.closed,
        }
    }
}

fn read_yaml(content: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
    match yaml::read(content) {
        Ok(document) => {
            if let Some(at) = document.ends_at {
                diagnostics.extend(mistake::ignored_rest(content, at));
            }
            diagnostics.extend(mistake::left_behind(content));
            Some(fields::locate(content, document))
        }
        Err(failure) => {
            diagnostics.push(mistake::explain(content, &failure));
            None
        }
    }
}

fn shift(range: &mut Range<usize>, by: usize) {
    *range = range.start + by..range.end + by;
}

fn too_long(content: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        "front-matter-limit",
        0..content.len(),
        format!(
            "The front matter is {} kB long; more than {} kB is not read.",
            content.len() / 1024,
            LIMIT / 1024
        ),
    )
}

fn unclosed(text: &str, cut: &Cut, is_rule: bool) -> Diagnostic {
    let (opening, closing) = cut.format.delimiters();
    let place = cut.range.start..cut.range.start + opening.len();
    let (message, title, edit) = if is_rule {
        (
            format!(
                "A post that begins with `{opening}` opens front matter: add a second `{closing}` line, or write `***` for a rule."
            ),
            "Write `***`",
            Edit::new(place.clone(), "***"),
        )
    } else {
        let end = cut.content.end;
        let before = text[..end].trim_end_matches(['\n', '\r']).len();
        let line = 1 + lines(text, 0).take_while(|line| line.end <= before).count();
        let newline = if text[..end].contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let lead = if before < end { "" } else { newline };
        (
            format!("The front matter is not closed: add a line `{closing}` after line {line}."),
            "Close the front matter",
            Edit::new(end..end, format!("{lead}{closing}{newline}")),
        )
    };
    let mut diagnostic = Diagnostic::new(Severity::Error, "front-matter-unclosed", place, message);
    diagnostic.fix = Some(Fix {
        title: title.to_owned(),
        edits: vec![edit],
    });
    diagnostic
}

/// A key of one word, in quotes or not.
fn is_word(key: &str) -> bool {
    let word = key.trim_matches(['"', '\'']);
    !word.is_empty()
        && word
            .chars()
            .all(|c| is_in_word(c) || matches!(c, '_' | '-' | '.'))
}
