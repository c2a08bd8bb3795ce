//! Merge keys of YAML: `<<: *base`.

use crate::map::Map;

use crate::value::Value;

/// The name of an unquoted `<<` until it is merged, to distinguish it from a quoted one.
pub(super) const MERGE: &str = "\0<<";

/// Applies merge keys in `value`. As in Hugo, later mappings of a list win over earlier ones.
pub(super) fn merged(value: Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(merged).collect()),
        Value::Map(entries) => {
            let mut own = Vec::with_capacity(entries.len());
            let mut sources = Vec::new();
            for (key, value) in entries {
                if key == MERGE {
                    sources.extend(merge_sources(merged(value)));
                } else {
                    own.push((key, merged(value)));
                }
            }
            merge_into(&mut own, sources);
            Value::Map(own)
        }
        other => other,
    }
}

/// Adds what `own` does not have from `sources`.
pub(super) fn merge_into(own: &mut Vec<(String, Value)>, sources: Vec<(String, Value)>) {
    if sources.is_empty() {
        return;
    }
    let first = own.len();
    let mut places: Map<String, usize> = Map::default();
    for (place, (key, _)) in own.iter().enumerate() {
        places.insert(key.clone(), place);
    }
    for (key, value) in sources {
        match places.get(&key) {
            Some(&place) if place < first => {}
            Some(&place) => own[place].1 = value,
            None => {
                places.insert(key.clone(), own.len());
                own.push((key, value));
            }
        }
    }
}

/// The entries that the value of a merge key brings.
pub(super) fn merge_sources(value: Value) -> Vec<(String, Value)> {
    match value {
        Value::Map(entries) => entries,
        Value::List(items) => items.into_iter().flat_map(merge_sources).collect(),
        _ => Vec::new(),
    }
}
