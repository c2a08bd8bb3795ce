//! The text of numbers that Hugo reads as text, such as `1e3`.
//!
//! The parser gives a float without its source, but borrows the text when a string is asked for, which needs the shape
//! known beforehand: hence a second parse.

use std::fmt;

use serde::de::{self, DeserializeSeed, IgnoredAny, Visitor};

use crate::front_matter::scalar::plain;
use crate::value::Value;

/// Restores these texts in the values of `entries`, which were read from `content`.
pub(super) fn restore(content: &str, entries: &mut Vec<(String, Value)>) {
    let mut top = Value::Map(std::mem::take(entries));
    // The same text was parsed before. Should this parse fail, numbers stay as the parser reads them.
    let _ = Floats(&mut top).deserialize(serde_yaml::Deserializer::from_str(content));
    if let Value::Map(read) = top {
        *entries = read;
    }
}

/// A value whose floats are restored.
struct Floats<'v>(&'v mut Value);

impl<'de> DeserializeSeed<'de> for Floats<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            Value::Float(_) => deserializer.deserialize_str(self),
            Value::List(_) => deserializer.deserialize_seq(self),
            Value::Map(_) => deserializer.deserialize_map(self),
            _ => deserializer.deserialize_ignored_any(IgnoredAny).map(drop),
        }
    }
}

impl<'de> Visitor<'de> for Floats<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the same value as before")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        if let read @ Value::String(_) = plain(text) {
            *self.0 = read;
        }
        Ok(())
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        if let Value::List(list) = self.0 {
            for value in list {
                items.next_element_seed(Floats(value))?;
            }
        }
        Ok(())
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        if let Value::Map(map) = self.0 {
            for (_, value) in map {
                entries.next_key::<IgnoredAny>()?;
                entries.next_value_seed(Floats(value))?;
            }
        }
        Ok(())
    }
}
