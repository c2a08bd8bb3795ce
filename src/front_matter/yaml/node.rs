//! Visitors that make a [`Value`] of the parser's nodes and keys.

use crate::map::Map;
use std::fmt;
use std::ops::Range;

use serde::de::{self, DeserializeSeed, IgnoredAny, Visitor};

use super::Problem;
use super::state::State;
use crate::front_matter::guard::MAX_DEPTH;
use crate::front_matter::merge::MERGE;
use crate::front_matter::scalar::{plain, plain_key};
use crate::value::Value;

/// Reads the whole of `content`. With `before`, which is what a read without it gave, numbers that Hugo reads as text, such as
/// `1e3`, become text: the parser gives a float without its source, but the text when a string is asked for, which needs the
/// shape known beforehand.
pub(super) fn read(
    content: &str,
    state: &State,
    before: Option<&Value>,
) -> Result<Value, serde_yaml::Error> {
    let node = Node {
        state,
        depth: 0,
        before,
    };
    node.deserialize(serde_yaml::Deserializer::from_str(content))
}

/// Deserializes one value.
#[derive(Clone, Copy)]
struct Node<'r, 'a> {
    state: &'r State<'a>,
    depth: usize,
    before: Option<&'r Value>,
}

impl<'r> Node<'r, '_> {
    /// The node of a value in this one.
    fn deeper<E: de::Error>(self, before: Option<&'r Value>) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.state.refuse(Problem::TooDeep, None));
        }
        Ok(Self {
            depth: self.depth + 1,
            before,
            ..self
        })
    }

    /// A float of the read before, with its text: a number, or text.
    fn float<E: de::Error>(self, text: &str) -> Option<Result<Value, E>> {
        let float @ Value::Float(_) = self.before? else {
            return None;
        };
        Some(self.state.count(0).map(|()| match plain(text) {
            text @ Value::String(_) => text,
            _ => float.clone(),
        }))
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.before {
            Some(Value::Float(_)) => deserializer.deserialize_str(self),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.state.count(0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.state.count(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.state.count(0)?;
        Ok(Value::Integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.state.count(0)?;
        Ok(i64::try_from(value).map_or_else(|_| Value::String(value.to_string()), Value::Integer))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.state.count(0)?;
        Ok(Value::String(value.to_string()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.state.count(0)?;
        Ok(Value::String(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.state.count(0)?;
        self.state.floats.set(true);
        Ok(Value::Float(value))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        if let Some(float) = self.float(text) {
            return float;
        }
        self.state.count(text.len())?;
        Ok(Value::String(self.state.text(text)))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Value, E> {
        if let Some(float) = self.float(text) {
            return float;
        }
        self.state.count(text.len())?;
        let range = self.state.range_of(text);
        Ok(if range.is_some_and(|r| self.state.is_plain(r.start)) {
            plain(&self.state.text(text))
        } else {
            Value::String(self.state.text(text))
        })
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.state.count(0)?;
        let before = match self.before {
            Some(Value::List(before)) => before.as_slice(),
            _ => &[],
        };
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper(before.get(list.len()))?)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        self.state.count(0)?;
        let before = match self.before {
            Some(Value::Map(before)) => before.as_slice(),
            _ => &[],
        };
        let mut map = Vec::new();
        let mut seen = Map::default();
        while let Some(key) = entries.next_key_seed(Key {
            node: self,
            seen: &mut seen,
        })? {
            let before = before.get(map.len()).map(|(_, value)| value);
            let value = entries.next_value_seed(self.deeper(before)?)?;
            map.push((key, value));
        }
        Ok(Value::Map(map))
    }

    /// A value with a tag of its own, such as `!foo bar`: the tag is dropped.
    fn visit_enum<A: de::EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (IgnoredAny, value) = tagged.variant()?;
        de::VariantAccess::newtype_variant_seed(value, self)
    }
}

/// Deserializes a key and refuses one that the mapping already has, at the key itself.
struct Key<'s, 'r, 'a> {
    node: Node<'r, 'a>,
    seen: &'s mut Map<String, usize>,
}

impl Key<'_, '_, '_> {
    fn accept<E: de::Error>(self, key: String, range: Option<Range<usize>>) -> Result<String, E> {
        let state = self.node.state;
        state.count(key.len())?;
        if self.seen.insert(key.clone(), 0).is_some() {
            let name = key.trim_start_matches('\0').to_owned();
            return Err(state.refuse(Problem::DuplicateKey(name), range));
        }
        if self.node.depth == 0 {
            state.keys.borrow_mut().push(range);
        }
        Ok(key)
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_, '_> {
    type Value = String;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        let state = self.node.state;
        deserializer.deserialize_str(self).inspect_err(|_| {
            state
                .problem
                .borrow_mut()
                .get_or_insert((Problem::KeyNotText, None));
        })
    }
}

impl<'de> Visitor<'de> for Key<'_, '_, '_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
        let text = self.node.state.text(text);
        self.accept(text, None)
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<String, E> {
        let state = self.node.state;
        let Some(range) = state.range_of(text) else {
            return self.visit_str(text);
        };
        if !state.is_plain(range.start) {
            return self.accept(state.text(text), Some(range));
        }
        match text {
            "" => Err(state.refuse(Problem::KeyEmpty, None)),
            "<<" => self.accept(MERGE.to_owned(), Some(range)),
            _ => self.accept(plain_key(&state.text(text)), Some(range)),
        }
    }
}
