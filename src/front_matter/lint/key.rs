//! Lints of keys.

use crate::map::Map;

use super::Lint;
use crate::case::lower;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::Edit;
use crate::front_matter::Field;
use crate::slip::is_one_slip;

/// The keys that another key may be a slip of, as they are mostly written.
const KEYS: [&str; 33] = [
    "title",
    "date",
    "lastmod",
    "publishDate",
    "expiryDate",
    "draft",
    "weight",
    "slug",
    "aliases",
    "description",
    "summary",
    "categories",
    "tags",
    "keywords",
    "contributors",
    "authors",
    "author",
    "pinned",
    "homepage",
    "images",
    "type",
    "layout",
    "series",
    "linkTitle",
    "params",
    "cascade",
    "menus",
    "markup",
    "outputs",
    "resources",
    "sitemap",
    "translationKey",
    "isCJKLanguage",
];
/// Keys that are no slip though they are one letter away from one above.
const OTHERS: [&str; 10] = [
    "image",
    "output",
    "resource",
    "menu",
    "types",
    "layouts",
    "keyword",
    "dates",
    "summaries",
    "param",
];

impl Lint<'_> {
    /// A key that is one slip away from one that a site knows.
    pub(super) fn unknown(&mut self, field: &Field) {
        let key = lower(&field.key);
        let known = |other: &str| other.eq_ignore_ascii_case(&key);
        let letters = key.chars().count();
        if letters < 4 || KEYS.iter().chain(&OTHERS).any(|other| known(other)) {
            return;
        }
        let missing = |meant: &&&str| self.front_matter.field(meant).is_none();
        let is_slip =
            |meant: &&&str| letters.abs_diff(meant.len()) <= 1 && is_one_slip(&key, &lower(meant));
        let Some(meant) = KEYS.iter().filter(is_slip).find(missing) else {
            return;
        };
        let source = &self.text[field.key_range.clone()];
        let quote = usize::from(source.starts_with(['"', '\'']));
        let place = field.key_range.start + quote..field.key_range.end - quote;
        let message = format!("A site does not know `{}`: is `{meant}` meant?", field.key);
        self.found.push(
            Diagnostic::new(
                Severity::Warning,
                "unknown-key",
                field.key_range.clone(),
                message,
            )
            .with_fix(format!("Write `{meant}`"), vec![Edit::new(place, *meant)]),
        );
    }

    /// Keys that differ from another one only in capital letters.
    pub(super) fn twins(&mut self) {
        let fields = &self.front_matter.fields;
        let mut counting: Map<String, usize> = Map::default();
        for (place, field) in fields.iter().enumerate() {
            let counts = counting.or_insert(lower(&field.key), place);
            if field.key < fields[*counts].key {
                *counts = place;
            }
        }
        for field in fields {
            let Some(&counts) = counting.get(&lower(&field.key)) else {
                continue;
            };
            let counts = &fields[counts].key;
            if *counts != field.key {
                let message = format!(
                    "`{}` and `{counts}` are the same key to Hugo: only `{counts}` counts.",
                    field.key
                );
                self.tell(
                    Severity::Warning,
                    "duplicate-key",
                    field.key_range.clone(),
                    message,
                );
            }
        }
    }
}
