//! Lints of dates.

use super::Lint;
use crate::diagnostic::Severity;
use crate::front_matter::known::{is_blank, to_date};
use crate::front_matter::{Date, Field, Format};
use crate::value::Value;

impl Lint<'_> {
    pub(super) fn date(&mut self, field: &Field) {
        let source = self.source(field);
        let is_toml = self.front_matter.format == Some(Format::Toml);
        let fails = "Hugo cannot read this date, and the whole build fails: write it as `2021-10-06` or \
                     `2021-10-06T10:00:00-07:00`.";
        let guess = match &field.value {
            value if is_blank(value) => return,
            Value::String(text) => {
                let bare = is_toml && !self.is_quoted(field);
                if Date::parse(text)
                    .or_else(|| Date::parse_toml(text).filter(|_| bare))
                    .is_some()
                {
                    return;
                }
                Date::guess(text)
            }
            Value::Integer(number) if self.front_matter.format != Some(Format::Json) => {
                return self.seconds(field, *number);
            }
            Value::Integer(number) => Date::guess(&number.to_string()),
            _ => None,
        };
        match guess {
            Some(guess) if source.starts_with(['"', '\'']) => {
                let quote = &source[..1];
                let insert = format!("{quote}{guess}{quote}");
                self.replace(field, Severity::Error, "date-invalid", fails.into(), insert);
            }
            Some(guess) => {
                let insert = match self.front_matter.format {
                    Some(Format::Json) => self.quoted(&guess),
                    _ => guess,
                };
                self.replace(field, Severity::Error, "date-invalid", fails.into(), insert);
            }
            None => self.tell(Severity::Error, "date-invalid", field.range.clone(), fails),
        }
    }

    /// A number as a date.
    pub(super) fn seconds(&mut self, field: &Field, number: i64) {
        // From 2001 on, ten digits can be meant.
        if (1_000_000_000..10_000_000_000).contains(&number) {
            return;
        }
        let read = Date::from_unix(number).map_or("no date".into(), |date| {
            format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
        });
        let message = format!("Hugo takes this number for seconds since 1970: it reads {read}.");
        match Date::guess(self.source(field)) {
            Some(guess) => self.replace(field, Severity::Warning, "date-number", message, guess),
            None => self.tell(
                Severity::Warning,
                "date-number",
                field.range.clone(),
                message,
            ),
        }
    }

    /// A date that must not lie before another one.
    pub(super) fn order(&mut self, later: &str, earlier: &[&str], says: &str) {
        let format = self.front_matter.format;
        let read = |key: &str| {
            let field = self.front_matter.field(key)?;
            let date = to_date(&field.value, format)?;
            (date.year > 0).then_some((field, date))
        };
        let Some((field, date)) = read(later) else {
            return;
        };
        let Some((other, first)) = earlier.iter().find_map(|key| read(key)) else {
            return;
        };
        // A day without a time of day may be the day of the other.
        let same_day = (date.is_day() || first.is_day())
            && (date.year, date.month, date.day) == (first.year, first.month, first.day);
        if date.unix(0) < first.unix(0) && !same_day {
            let message = format!("`{}` {says} `{}`.", field.key, other.key);
            self.tell(
                Severity::Warning,
                "date-order",
                field.range.clone(),
                message,
            );
        }
    }
}
