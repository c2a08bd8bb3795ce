//! Where the keys and values of a YAML mapping stand in the source.

use super::Field;
use super::merge::{merge_into, merge_sources};
use super::scalar::plain_key;
use super::scan::{Entry, Scan, Scanner, scan};
use super::yaml::Document;
use crate::value::Value;

/// The fields of a YAML document that was read from `text`, with merge keys applied.
///
/// Where the scanner and the parser disagree on the keys, a value's range is what lies between two keys.
pub(super) fn locate(text: &str, document: Document) -> Vec<Field> {
    let scan = scan(text);
    let places = if agree(text, &scan, &document) {
        scan.entries
    } else {
        between_keys(text, &document)
    };
    let mut fields = Vec::with_capacity(places.len());
    let mut own: Vec<(String, Value)> = Vec::new();
    let mut merged = Vec::new();
    for (entry, place) in document.entries.into_iter().zip(places) {
        if entry.merge {
            merged.push((place, merge_sources(entry.value)));
        } else {
            fields.push(Field {
                key: entry.key.clone(),
                value: entry.value.clone(),
                range: place.value,
                key_range: place.key,
            });
            own.push((entry.key, entry.value));
        }
    }
    for (place, sources) in merged {
        let before = own.len();
        merge_into(&mut own, sources);
        fields.extend(own[before..].iter().map(|(key, value)| Field {
            key: key.clone(),
            value: value.clone(),
            range: place.value.clone(),
            key_range: place.key.clone(),
        }));
    }
    fields
}

/// Whether the scanner saw the keys that the parser read.
fn agree(text: &str, scan: &Scan, document: &Document) -> bool {
    let end = document.ends_at.unwrap_or(text.len());
    scan.stuck.is_none_or(|at| at >= end)
        && scan.entries.len() == document.entries.len()
        && document
            .entries
            .iter()
            .zip(&scan.entries)
            .all(|(read, seen)| {
                let source = &text[seen.key.clone()];
                source.starts_with(['"', '\'']) || read.merge || plain_key(source) == read.key
            })
}

/// Less exact places: a key where the parser saw it, and what lies between its colon and the next key.
fn between_keys(text: &str, document: &Document) -> Vec<Entry> {
    let scanner = Scanner { text };
    let keys: Vec<_> = document
        .entries
        .iter()
        .map(|entry| entry.key_range.clone())
        .collect();
    let place = |i: usize| {
        let key = keys[i].clone()?;
        let next = keys[i + 1..].iter().flatten().next();
        let end = next.map_or(text.len(), |next| next.start).max(key.end);
        let quoted = text[key.end..].starts_with(['"', '\'']);
        let quotes = usize::from(quoted && text[..key.start].ends_with(['"', '\'']));
        let key = key.start - quotes..key.end + quotes;
        let start = scanner.after_colon(key.end, end);
        let closed = match scanner.byte(start) {
            Some(b'"' | b'\'') => scanner.quoted(start),
            Some(b'[' | b'{') => scanner.flow(start),
            Some(b'|' | b'>') => Some(scanner.literal(start, scanner.line_end(start), 0)),
            _ => None,
        };
        let tail = |c: char| c.is_whitespace() || matches!(c, ',' | '}' | '"' | '\'');
        let rest = text[start..end].trim_end_matches(tail);
        Some(Entry {
            key,
            value: start
                ..closed
                    .filter(|&closed| closed <= end)
                    .unwrap_or(start + rest.len()),
        })
    };
    (0..keys.len())
        .map(|i| {
            place(i).unwrap_or(Entry {
                key: 0..text.len(),
                value: 0..text.len(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::yaml;

    /// The key and value alone say the same as within the text, for each entry that the scanner and the parser
    /// agree on; returns their number.
    fn exact(text: &str) -> usize {
        let Ok(document) = yaml::read(text) else {
            return 0;
        };
        let scan = scan(text);
        if !agree(text, &scan, &document) {
            return 0;
        }
        for (entry, place) in document.entries.iter().zip(&scan.entries) {
            let own = &text[place.key.start..place.value.end];
            let alone = yaml::read(&format!("{own}\n")).map(|d| d.entries);
            let alone = alone.unwrap_or_else(|failure| panic!("{own:?} in {text:?}: {failure:?}"));
            assert_eq!(alone.len(), 1, "{own:?} in {text:?}");
            // Compared as text, for NaN is not equal to itself.
            let [alone, whole] = [&alone[0], entry].map(|e| format!("{:?}: {:?}", e.key, e.value));
            assert_eq!(alone, whole, "{own:?} in {text:?}");
        }
        scan.entries.len()
    }

    #[test]
    fn places_of_random_values() {
        let pieces = [
            "a: ",
            "b: ",
            "\"c\": ",
            "\n",
            "\n",
            "\n  ",
            "\n- ",
            "\n  - ",
            "- ",
            "x",
            "y z",
            "'q'",
            "\"r\"",
            "'",
            "\"",
            "[",
            "]",
            "{",
            "}",
            ",",
            ": ",
            "# c",
            " # c",
            "|\n  ",
            ">\n  ",
            "|+\n  ",
            "é",
            "1e3",
            "\n\n",
            "\t",
            "  ",
            "!t ",
            "d: v\n",
            "e:\n",
            "f: [g, h]\n",
            "i: 'j'\n",
            "k: |\n  l\n",
            "m:\n  - n\n",
            "o:\n  p: q\n",
            "\r\n",
        ];
        let mut state = 7u64;
        let mut below = |limit: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % limit as u64) as usize
        };
        let mut checked = 0;
        for _ in 0..60_000 {
            let text: String = (0..1 + below(14))
                .map(|_| pieces[below(pieces.len())])
                .collect();
            checked += exact(&(text + "\n"));
        }
        assert!(
            checked > 3_000,
            "{checked} entries are too few to show anything"
        );
    }
}
