//! YAML to [`Value`], with Hugo's reading of plain scalars and a budget against alias bombs.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{self, DeserializeSeed, IgnoredAny, Visitor};

use super::guard::{
    MAX_DEPTH, allowed, can_shield, end_marker, join_halves, nests_too_deep, shield, unshield,
};
use super::line::lines;
use super::merge::{MERGE, merged};
use super::scalar::{plain, plain_key};
use crate::value::Value;

/// How many values there may be once aliases are expanded: the parser's own limit counts jumps, not values.
const MAX_VALUES: usize = 10_000;
/// How many bytes of text there may be once aliases are expanded.
const MAX_BYTES: usize = 1 << 20;

/// In so many scalars halves of characters are joined; each is one more reading.
const MAX_HALVES: usize = 64;

/// The top level of a YAML mapping, in source order, before merge keys are applied.
pub(super) struct Document {
    pub entries: Vec<Entry>,
    /// Where a `...` line ends the YAML early: what follows is not read.
    pub ends_at: Option<usize>,
}

/// One key of the top level.
pub(super) struct Entry {
    pub key: String,
    /// Where the key's text stands, where the parser can tell.
    pub key_range: Option<Range<usize>>,
    /// `<<`, not quoted: its mappings are to be merged.
    pub merge: bool,
    pub value: Value,
}

/// Why YAML cannot be read, at a place in it.
#[derive(Debug)]
pub(super) struct Failure {
    pub problem: Problem,
    /// Byte range in the YAML; empty where only a position is known.
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Problem {
    /// The parser's own words.
    Syntax(String),
    /// The same key twice in one mapping.
    DuplicateKey(String),
    /// A list or a mapping stands where a key must.
    KeyNotText,
    /// Nothing stands before the colon.
    KeyEmpty,
    /// The top level is not a mapping.
    NotMapping,
    TooDeep,
    TooMuch,
    /// A character that YAML does not allow.
    Control(char),
}

/// Reads `content`; never panics, and takes time in proportion to its length and the limits above.
pub(super) fn read(content: &str) -> Result<Document, Failure> {
    let ends_at = end_marker(content);
    let content = &content[..ends_at.unwrap_or(content.len())];
    let mut shielded = shield(content);
    // Each scalar with halves of characters is found by failing on it.
    let tries = if can_shield(content) { MAX_HALVES } else { 0 };
    for _ in 0..tries {
        match parse(&shielded, matches!(shielded, Cow::Owned(_)), ends_at) {
            Err(Failure {
                problem: Problem::Syntax(words),
                ..
            }) if words.contains("Unicode character escape") => {
                let start = context(&shielded, &words);
                match start.and_then(|start| join_halves(&shielded, start)) {
                    Some(joined) => shielded = Cow::Owned(joined),
                    None => break,
                }
            }
            read => return read,
        }
    }
    parse(&shielded, matches!(shielded, Cow::Owned(_)), ends_at)
}

fn parse(content: &str, is_shielded: bool, ends_at: Option<usize>) -> Result<Document, Failure> {
    if let Some((at, control)) = content.char_indices().find(|&(_, c)| !allowed(c)) {
        return Err(Failure {
            problem: Problem::Control(control),
            range: at..at + control.len_utf8(),
        });
    }
    if let Some(at) = nests_too_deep(content) {
        return Err(Failure {
            problem: Problem::TooDeep,
            range: at..at + 1,
        });
    }
    let reader = Reader::new(content, is_shielded);
    let node = Node {
        reader: &reader,
        depth: 0,
    };
    let top = node
        .deserialize(serde_yaml::Deserializer::from_str(content))
        .map_err(|error| reader.failure(&error))?;
    let mut entries = match top {
        Value::Map(entries) => entries,
        Value::Null if is_empty(content) => Vec::new(),
        _ => {
            return Err(Failure {
                problem: Problem::NotMapping,
                range: trimmed(content),
            });
        }
    };
    if reader.floats.get() {
        restore_floats(content, &mut entries);
    }
    let keys = reader.keys.into_inner();
    let entries = entries
        .into_iter()
        .zip(keys)
        .map(|((key, value), place)| Entry {
            merge: key == MERGE,
            key: if key == MERGE { "<<".into() } else { key },
            key_range: place,
            value: merged(value),
        })
        .collect();
    Ok(Document { entries, ends_at })
}

/// The state that the visitors of one reading share.
struct Reader<'a> {
    content: &'a str,
    shielded: bool,
    values: Cell<usize>,
    bytes: Cell<usize>,
    /// Whether a float was seen: its text is not handed over, see [`restore_floats`].
    floats: Cell<bool>,
    problem: RefCell<Option<(Problem, Option<Range<usize>>)>>,
    keys: RefCell<Vec<Option<Range<usize>>>>,
}

impl<'a> Reader<'a> {
    fn new(content: &'a str, shielded: bool) -> Self {
        Self {
            content,
            shielded,
            values: Cell::new(0),
            bytes: Cell::new(0),
            floats: Cell::new(false),
            problem: RefCell::new(None),
            keys: RefCell::new(Vec::new()),
        }
    }

    /// Counts one value with `bytes` of text.
    fn count<E: de::Error>(&self, bytes: usize) -> Result<(), E> {
        self.values.set(self.values.get() + 1);
        self.bytes.set(self.bytes.get() + bytes);
        if self.values.get() > MAX_VALUES || self.bytes.get() > MAX_BYTES {
            return Err(self.refuse(Problem::TooMuch, None));
        }
        Ok(())
    }

    /// A copy of a text from the source.
    fn text(&self, text: &str) -> String {
        if self.shielded {
            unshield(text)
        } else {
            text.to_owned()
        }
    }

    fn refuse<E: de::Error>(&self, problem: Problem, range: Option<Range<usize>>) -> E {
        *self.problem.borrow_mut() = Some((problem, range));
        E::custom("refused")
    }

    /// Where a text that the parser lends from the source stands in it.
    fn range_of(&self, lent: &str) -> Option<Range<usize>> {
        let start = (lent.as_ptr() as usize).checked_sub(self.content.as_ptr() as usize)?;
        let range = start..start + lent.len();
        (self.content.get(range.clone()) == Some(lent)).then_some(range)
    }

    /// Whether the scalar at `start` has neither quotes nor a `!!str` tag.
    fn is_plain(&self, start: usize) -> bool {
        let before = &self.content[..start];
        !before.ends_with(['"', '\''])
            && !before
                .trim_end_matches([' ', '\t'])
                .rsplit([' ', '\t', '\n', '\r', '[', '{', ','])
                .next()
                .is_some_and(|tag| tag == "!!str" || tag == "!")
    }

    fn failure(&self, error: &serde_yaml::Error) -> Failure {
        let at = error.location().map(|place| place.index());
        let whole = trimmed(self.content);
        let (problem, range) = match self.problem.take() {
            Some((problem, range)) => (problem, range),
            None => (syntax(&error.to_string()), None),
        };
        let mut at = at.unwrap_or(whole.start).min(self.content.len());
        while !self.content.is_char_boundary(at) {
            at -= 1;
        }
        Failure {
            range: range.unwrap_or(match problem {
                Problem::TooMuch | Problem::TooDeep => whole,
                _ => at..at,
            }),
            problem,
        }
    }
}

fn syntax(message: &str) -> Problem {
    if message.starts_with("repetition limit exceeded") {
        Problem::TooMuch
    } else if message.starts_with("recursion limit exceeded") {
        Problem::TooDeep
    } else {
        Problem::Syntax(message.to_owned())
    }
}

/// Deserializes one value.
#[derive(Clone, Copy)]
struct Node<'r, 'a> {
    reader: &'r Reader<'a>,
    depth: usize,
}

impl Node<'_, '_> {
    fn deeper<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.reader.refuse(Problem::TooDeep, None));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.reader.count(0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.reader.count(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.reader.count(0)?;
        Ok(Value::Integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.reader.count(0)?;
        Ok(i64::try_from(value).map_or_else(|_| Value::String(value.to_string()), Value::Integer))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.reader.count(0)?;
        Ok(Value::String(value.to_string()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.reader.count(0)?;
        Ok(Value::String(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.reader.count(0)?;
        self.reader.floats.set(true);
        Ok(Value::Float(value))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        self.reader.count(text.len())?;
        Ok(Value::String(self.reader.text(text)))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Value, E> {
        self.reader.count(text.len())?;
        let range = self.reader.range_of(text);
        Ok(if range.is_some_and(|r| self.reader.is_plain(r.start)) {
            plain(&self.reader.text(text))
        } else {
            Value::String(self.reader.text(text))
        })
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.reader.count(0)?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper()?)? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        self.reader.count(0)?;
        let mut map = Vec::new();
        let mut seen = BTreeMap::new();
        while let Some(key) = entries.next_key_seed(Key {
            node: self,
            seen: &mut seen,
        })? {
            let value = entries.next_value_seed(self.deeper()?)?;
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
    seen: &'s mut BTreeMap<String, usize>,
}

impl Key<'_, '_, '_> {
    fn accept<E: de::Error>(self, key: String, range: Option<Range<usize>>) -> Result<String, E> {
        let reader = self.node.reader;
        reader.count(key.len())?;
        if self.seen.insert(key.clone(), 0).is_some() {
            let name = key.trim_start_matches('\0').to_owned();
            return Err(reader.refuse(Problem::DuplicateKey(name), range));
        }
        if self.node.depth == 0 {
            reader.keys.borrow_mut().push(range);
        }
        Ok(key)
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_, '_, '_> {
    type Value = String;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        let reader = self.node.reader;
        deserializer.deserialize_str(self).inspect_err(|_| {
            reader
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
        let text = self.node.reader.text(text);
        self.accept(text, None)
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<String, E> {
        let reader = self.node.reader;
        let Some(range) = reader.range_of(text) else {
            return self.visit_str(text);
        };
        if !reader.is_plain(range.start) {
            return self.accept(reader.text(text), Some(range));
        }
        match text {
            "" => Err(reader.refuse(Problem::KeyEmpty, None)),
            "<<" => self.accept(MERGE.to_owned(), Some(range)),
            _ => self.accept(plain_key(&reader.text(text)), Some(range)),
        }
    }
}

/// Gives numbers back their text where Hugo keeps it (`1e3`). The parser hands over a float without its source,
/// but lends the text when a string is asked for, which needs the shape known beforehand: hence a second reading.
fn restore_floats(content: &str, entries: &mut Vec<(String, Value)>) {
    let mut top = Value::Map(std::mem::take(entries));
    // Whatever fails here has not failed before, and only leaves a number as the parser reads it.
    let _ = Floats(&mut top).deserialize(serde_yaml::Deserializer::from_str(content));
    if let Value::Map(read) = top {
        *entries = read;
    }
}

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

/// Whether there is nothing but blank lines and comments.
fn is_empty(content: &str) -> bool {
    content
        .split(['\n', '\r'])
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

fn trimmed(content: &str) -> Range<usize> {
    let start = content.len() - content.trim_start().len();
    start..start.max(content.trim_end().len())
}

/// The place that the parser names as the context, as in `…, while scanning a quoted scalar at line 2 column 8`.
pub(super) fn context(content: &str, words: &str) -> Option<usize> {
    let (_, context) = words.split_once(", while ")?;
    let (_, place) = context.split_once(" at line ")?;
    let mut numbers = place
        .split(' ')
        .filter_map(|number| number.parse::<usize>().ok());
    let line = lines(content, 0).nth(numbers.next()?.checked_sub(1)?)?;
    let column = numbers.next().unwrap_or(1).checked_sub(1)?;
    let at = content[line.start..].char_indices().nth(column);
    at.map(|(at, _)| line.start + at)
}
