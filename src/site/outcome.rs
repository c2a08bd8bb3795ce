//! `Outcome`: the effect of a configured value, and the conversions of values to settings.

use super::Site;
use crate::hugo::passthrough::Delimiter;
use crate::value::Value;

/// The effect of a configured value.
pub(super) enum Outcome {
    /// The value is a setting now.
    Honoured,
    /// The value is ignored: the setting needs this instead.
    Wrong(&'static str),
    /// The setting does not concern the engine.
    Irrelevant,
    /// The value is a mapping whose entries are settings, or a setting that is not honoured.
    Within,
}

/// Sets `rule`. The texts `true` and `false` count too, as in Hugo.
pub(super) fn bool(value: &Value, rule: &mut bool) -> Outcome {
    *rule = match value {
        Value::Bool(value) => *value,
        Value::String(text) if text == "true" => true,
        Value::String(text) if text == "false" => false,
        _ => return Outcome::Wrong("`true` or `false`"),
    };
    Outcome::Honoured
}

/// Sets `rule` to the opposite of a value.
pub(super) fn inverted(value: &Value, rule: &mut bool) -> Outcome {
    let mut opposite = !*rule;
    let outcome = bool(value, &mut opposite);
    *rule = !opposite;
    outcome
}

/// A whole number of 0 or more.
pub(super) fn whole_number(value: &Value) -> Option<usize> {
    match value {
        Value::Integer(number) => usize::try_from(*number).ok(),
        Value::Float(number) if *number >= 0.0 && number.fract() == 0.0 => Some(*number as usize),
        _ => None,
    }
}

/// Sets a level of the table of contents; 0 stays 0, and 6 is the greatest.
pub(super) fn level(value: &Value, level: &mut u8, site: &mut Site) -> Outcome {
    match whole_number(value) {
        Some(found @ 0..=6) => *level = found as u8,
        Some(_) => *level = 6,
        None => return Outcome::Wrong("a level from 1 to 6"),
    }
    site.table_of_contents = Some((0, 0));
    Outcome::Honoured
}

/// Reads pairs of delimiters.
pub(super) fn delimiters(value: &Value, found: &mut Vec<Delimiter>) -> Outcome {
    const EXPECTED: &str = "a list of pairs, such as `[['\\(', '\\)']]`";
    let Value::List(pairs) = value else {
        return Outcome::Wrong(EXPECTED);
    };
    let mut read = Vec::new();
    for pair in pairs {
        let Value::List(pair) = pair else {
            return Outcome::Wrong(EXPECTED);
        };
        match pair.as_slice() {
            [Value::String(open), Value::String(close)]
                if open.starts_with(|c: char| c.is_ascii_punctuation()) && !close.is_empty() =>
            {
                read.push(Delimiter {
                    open: open.clone(),
                    close: close.clone(),
                });
            }
            _ => return Outcome::Wrong(EXPECTED),
        }
    }
    *found = read;
    Outcome::Honoured
}

/// Whether a value equals an absent setting.
pub(super) fn is_unset(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.iter().all(|(_, value)| is_unset(value)),
        _ => false,
    }
}
