//! Diagnostics of front matter that can be read: probable mistakes, and values that fail a Hugo build.

use std::ops::Range;

use super::guess::quoted;
use super::known::{is_blank, to_bool, to_text};
use super::{Field, Format, FrontMatter};
use crate::case::lower;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::edit::Edit;
use crate::value::Value;

mod date;
mod key;
mod list;

/// Keys that hold a date, in small letters.
const DATES: [&str; 8] = [
    "date",
    "lastmod",
    "modified",
    "publishdate",
    "pubdate",
    "published",
    "expirydate",
    "unpublishdate",
];
/// Keys that hold text.
const TEXTS: [&str; 8] = [
    "title",
    "linktitle",
    "description",
    "summary",
    "slug",
    "url",
    "type",
    "layout",
];
/// Keys that Hugo reads as a boolean, and those that only a theme's templates look at.
const BOOLEANS: [&str; 3] = ["draft", "headless", "iscjklanguage"];
const FLAGS: [&str; 3] = ["pinned", "homepage", "toc"];
/// Keys that hold a list.
const LISTS: [&str; 7] = [
    "tags",
    "categories",
    "series",
    "keywords",
    "contributors",
    "aliases",
    "images",
];

impl FrontMatter {
    /// Returns what is likely not meant in the fields. `text` is the document that this was read from.
    ///
    /// Says nothing of front matter that could not be read or is not closed.
    pub fn lint(&self, text: &str) -> Vec<Diagnostic> {
        let mut lint = Lint {
            text,
            front_matter: self,
            found: Vec::new(),
        };
        if self.format.is_some() && self.valid && self.closed {
            lint.run();
        }
        diagnostic::sort(&mut lint.found);
        lint.found
    }
}

struct Lint<'a> {
    text: &'a str,
    front_matter: &'a FrontMatter,
    found: Vec<Diagnostic>,
}

impl<'a> Lint<'a> {
    fn run(&mut self) {
        self.title();
        for field in &self.front_matter.fields {
            if !self.is_placed(field) {
                continue;
            }
            let key = lower(&field.key);
            if DATES.contains(&key.as_str()) {
                self.date(field);
            } else if TEXTS.contains(&key.as_str()) {
                self.text(field);
            } else if BOOLEANS.contains(&key.as_str()) {
                self.boolean(field);
            } else if FLAGS.contains(&key.as_str()) {
                self.flag(field);
            } else if LISTS.contains(&key.as_str()) {
                self.list(field, &key);
            } else if key == "weight" {
                self.number(field);
            } else if key == "params" {
                self.params(field);
            } else {
                self.unknown(field);
            }
            self.surprise(field, &key);
        }
        self.twins();
        self.links();
        self.order("lastmod", &["date"], "is before");
        self.order("expirydate", &["publishdate", "date"], "is not after");
    }

    fn tell(
        &mut self,
        severity: Severity,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
    ) {
        self.found
            .push(Diagnostic::new(severity, code, range, message));
    }

    /// The same with a fix that puts `insert` in place of a field's value.
    fn replace(
        &mut self,
        field: &Field,
        severity: Severity,
        code: &'static str,
        message: String,
        insert: String,
    ) {
        let mut found = Diagnostic::new(severity, code, field.range.clone(), message);
        if self.is_one_line(field) {
            let title = format!("Write `{insert}`");
            found = found.with_fix(title, vec![Edit::new(field.range.clone(), insert)]);
        }
        self.found.push(found);
    }

    /// Whether a field has a place of its own: one that comes from a merge key has not.
    fn is_placed(&self, field: &Field) -> bool {
        let key = self.text.get(field.key_range.clone());
        key.is_some_and(|key| key.trim_matches(['"', '\'']) == field.key)
    }

    fn source(&self, field: &Field) -> &'a str {
        self.text.get(field.range.clone()).unwrap_or("")
    }

    /// Whether a value is written on one line without tag or anchor, so that it can be replaced.
    fn is_one_line(&self, field: &Field) -> bool {
        let source = self.source(field);
        !source.is_empty()
            && !source.contains(['\n', '\r'])
            && !source.starts_with(['!', '&', '*', '|', '>'])
    }

    fn is_quoted(&self, field: &Field) -> bool {
        self.source(field)
            .starts_with(['"', '\'', '|', '>', '!', '&', '*'])
    }

    /// `text` in quotes, in the language of the front matter.
    fn quoted(&self, text: &str) -> String {
        if self.front_matter.format == Some(Format::Yaml) {
            quoted(text)
        } else {
            format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
        }
    }

    fn title(&mut self) {
        let start = self.front_matter.range.start;
        let rest = self.text.get(start..).unwrap_or("");
        let opening = start..start + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let message = "The post has no title.";
        match self.front_matter.field("title") {
            None => self.tell(Severity::Warning, "title-missing", opening, message),
            Some(field) if is_blank(&field.value) => {
                self.tell(
                    Severity::Warning,
                    "title-missing",
                    field.key_range.clone(),
                    message,
                );
            }
            Some(_) => {}
        }
    }

    fn text(&mut self, field: &Field) {
        if matches!(field.value, Value::List(_) | Value::Map(_)) {
            let kind = if matches!(field.value, Value::List(_)) {
                "a list"
            } else {
                "a mapping"
            };
            let message = format!(
                "`{}` must be text: Hugo reads {kind} here as an empty text.",
                field.key
            );
            if self.is_one_line(field) {
                let insert = self.quoted(self.source(field));
                self.replace(field, Severity::Error, "not-text", message, insert);
            } else {
                self.tell(Severity::Error, "not-text", field.range.clone(), message);
            }
        }
    }

    fn boolean(&mut self, field: &Field) {
        let truth = match &field.value {
            Value::String(text) => lower(text),
            Value::List(_) | Value::Map(_) => String::new(),
            _ => return,
        };
        if to_bool(&field.value) || matches!(truth.as_str(), "false" | "f" | "0") {
            return;
        }
        let message = format!(
            "`{}` must be `true` or `false`: Hugo reads this as `false`.",
            field.key
        );
        match truth.as_str() {
            "yes" | "y" | "on" | "true" => self.replace(
                field,
                Severity::Warning,
                "not-a-boolean",
                message,
                "true".into(),
            ),
            "no" | "n" | "off" => self.replace(
                field,
                Severity::Warning,
                "not-a-boolean",
                message,
                "false".into(),
            ),
            _ => self.tell(
                Severity::Warning,
                "not-a-boolean",
                field.range.clone(),
                message,
            ),
        }
    }

    fn flag(&mut self, field: &Field) {
        let Value::String(text) = &field.value else {
            return;
        };
        let meant = match lower(text).as_str() {
            "yes" | "y" | "on" | "true" => "true",
            "no" | "n" | "off" | "false" => "false",
            _ => return,
        };
        let message =
            format!("This is text, and templates take any text for `true`: write `{meant}`.");
        self.replace(
            field,
            Severity::Warning,
            "not-a-boolean",
            message,
            meant.into(),
        );
    }

    fn number(&mut self, field: &Field) {
        let number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
        let wrong = match &field.value {
            Value::String(text) => !number(text),
            Value::List(_) | Value::Map(_) => true,
            _ => false,
        };
        if wrong {
            let message = format!("`{}` must be a number: Hugo reads this as 0.", field.key);
            self.tell(
                Severity::Warning,
                "not-a-number",
                field.range.clone(),
                message,
            );
        }
    }

    fn params(&mut self, field: &Field) {
        if !matches!(field.value, Value::Map(_) | Value::Null) {
            let message = "`params` must be a mapping: Hugo's build fails on this.";
            self.tell(
                Severity::Error,
                "not-a-mapping",
                field.range.clone(),
                message,
            );
        }
    }

    /// A value that YAML reads as something else than what it looks like.
    fn surprise(&mut self, field: &Field, key: &str) {
        if self.front_matter.format != Some(Format::Yaml)
            || self.is_quoted(field)
            || DATES.contains(&key)
        {
            return;
        }
        let source = self.source(field);
        let severity = if TEXTS.contains(&key) {
            Severity::Warning
        } else {
            Severity::Info
        };
        let message = match &field.value {
            Value::Integer(_) | Value::Float(_) => {
                let read = to_text(&field.value);
                if read == source || key == "weight" && !source.starts_with('0') {
                    return;
                }
                format!("`{source}` is read as the number {read}: put it in quotes if it is text.")
            }
            Value::String(text)
                if is_word_of_truth(text) && ![BOOLEANS, FLAGS].concat().contains(&key) =>
            {
                format!(
                    "`{source}` is text to Hugo, neither true nor false: put it in quotes, or write `true` or `false`."
                )
            }
            Value::String(text) if text == source && looks_like_number(text) => {
                format!(
                    "`{source}` is text to Hugo, no number: put it in quotes to make that plain."
                )
            }
            _ => return,
        };
        let insert = self.quoted(source);
        self.replace(field, severity, "surprising-value", message, insert);
    }

    /// `url` and `aliases` name a path on the site.
    fn links(&mut self) {
        for key in ["url", "aliases"] {
            let Some(field) = self.front_matter.field(key) else {
                continue;
            };
            let values = match &field.value {
                Value::List(items) => items.as_slice(),
                single => std::slice::from_ref(single),
            };
            let foreign = |value: &&Value| {
                value
                    .as_str()
                    .is_some_and(|text| text.starts_with("http://") || text.starts_with("https://"))
            };
            if values.iter().any(|value| foreign(&value)) {
                let message = format!(
                    "`{key}` must be a path such as `/about/`: Hugo's build fails on an address with `http`."
                );
                self.tell(
                    Severity::Error,
                    "url-protocol",
                    field.range.clone(),
                    message,
                );
            }
        }
    }
}

/// Words that are booleans in YAML 1.1, and not in Hugo.
fn is_word_of_truth(text: &str) -> bool {
    matches!(
        text,
        "yes" | "Yes" | "YES" | "no" | "No" | "NO" | "on" | "On" | "ON" | "off" | "Off" | "OFF"
    )
}

/// `1e3`, `09`: what others read as a number.
fn looks_like_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let exponent = text.split_once(['e', 'E']);
    digits(text)
        || exponent.is_some_and(|(a, b)| digits(a) && digits(b.trim_start_matches(['+', '-'])))
}
