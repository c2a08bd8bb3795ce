//! Lints of lists.

use super::Lint;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::Edit;
use crate::front_matter::{Field, Format};
use crate::unicode::{Class, class, is_in_word};
use crate::value::Value;

impl Lint<'_> {
    pub(super) fn list(&mut self, field: &Field, key: &str) {
        match &field.value {
            Value::String(text) if text.contains(',') && key != "images" => {
                let items: Vec<&str> = text
                    .split(',')
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .collect();
                let message = format!(
                    "`{}` is one text here, not a list: put the items in brackets.",
                    field.key
                );
                let insert = self.items(&items);
                self.replace(field, Severity::Warning, "not-a-list", message, insert);
            }
            Value::String(text)
                if matches!(key, "keywords" | "aliases")
                    && text.trim().contains(char::is_whitespace) =>
            {
                let message = format!(
                    "Hugo splits `{}` at the blanks: put the items in brackets.",
                    field.key
                );
                self.tell(
                    Severity::Warning,
                    "not-a-list",
                    field.range.clone(),
                    message,
                );
            }
            Value::String(text) if key == "images" && !text.is_empty() => {
                let message = "`images` must be a list: put the image in brackets.";
                let insert = self.items(&[text]);
                self.replace(
                    field,
                    Severity::Warning,
                    "not-a-list",
                    message.into(),
                    insert,
                );
            }
            Value::List(items) if key != "images" && key != "contributors" => {
                self.list_items(field, items)
            }
            Value::Map(_) | Value::Bool(_) => {
                let message = format!("`{}` must be a list.", field.key);
                self.tell(
                    Severity::Warning,
                    "not-a-list",
                    field.range.clone(),
                    message,
                );
            }
            _ => {}
        }
    }

    pub(super) fn items(&self, items: &[&str]) -> String {
        let plain = |item: &&str| {
            item.chars()
                .all(|c| is_in_word(c) || matches!(c, ' ' | '-' | '_' | '.' | '/'))
        };
        let is_yaml = self.front_matter.format == Some(Format::Yaml);
        let items = items.iter().map(|item| {
            let word = is_yaml
                && plain(item)
                && item.starts_with(|c: char| class(c) == Class::Letter || c == '/');
            if word {
                (*item).to_owned()
            } else {
                self.quoted(item)
            }
        });
        format!("[{}]", items.collect::<Vec<_>>().join(", "))
    }

    /// Items with a colon, which were read as mappings.
    pub(super) fn list_items(&mut self, field: &Field, items: &[Value]) {
        let source = self.source(field);
        let mut from = 0;
        for item in items {
            let Value::Map(entries) = item else { continue };
            let Some((key, _)) = entries.first() else {
                continue;
            };
            let Some(at) = source[from..].find(&format!("{key}:")).map(|at| from + at) else {
                continue;
            };
            let end = source[at..]
                .find(['\n', '\r', ',', ']'])
                .map_or(source.len(), |end| at + end);
            let end = at + source[at..end].trim_end().len();
            from = end;
            let place = field.range.start + at..field.range.start + end;
            let mut found = Diagnostic::new(
                Severity::Warning,
                "not-text",
                place.clone(),
                "This item has a colon and is read as a mapping: put it in quotes.",
            );
            if entries.len() == 1 && self.front_matter.format == Some(Format::Yaml) {
                let insert = self.quoted(&self.text[place.clone()]);
                found = found.with_fix("Put the item in quotes", vec![Edit::new(place, insert)]);
            }
            self.found.push(found);
        }
    }
}
