//! Where the keys and values of a YAML mapping stand in the source.
//!
//! The YAML parser tells where scalars are, not where a list or a block of text ends. This scanner knows just
//! enough of YAML's lines to tell: quotes, brackets, block scalars, comments and indentation. It reads text that
//! need not be valid: it stops at the first line it does not understand, and says where.

use std::ops::Range;

use super::Field;
use super::yaml::{self, Document};
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
            merged.push((place, yaml::merge_sources(entry.value)));
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
        yaml::merge_into(&mut own, sources);
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
                source.starts_with(['"', '\'']) || read.merge || yaml::plain_key(source) == read.key
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

/// One `key: value` of the top level. Byte ranges in the scanned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The key with its quotes.
    pub key: Range<usize>,
    /// The value without comments; empty after the colon where there is none.
    pub value: Range<usize>,
}

/// What a scan understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    pub entries: Vec<Entry>,
    /// The end of the last line that was understood, its line end included.
    pub end: usize,
    /// The start of the line or entry that was not understood.
    pub stuck: Option<usize>,
}

/// Scans the top level of a block mapping.
pub(super) fn scan(text: &str) -> Scan {
    let scanner = Scanner { text };
    let mut scan = Scan::default();
    let mut indent = None;
    let mut at = 0;
    while let Some(line) = scanner.next_line(&mut at) {
        let column = scanner.indent(&line);
        let content = line.start + column..line.end;
        let next = (*indent.get_or_insert(column) == column)
            .then(|| scanner.key(content))
            .flatten()
            .and_then(|(key, colon)| Some((key, scanner.value(colon, line.end, column)?)));
        let Some((key, value)) = next else {
            scan.stuck = Some(line.start);
            return scan;
        };
        at = scanner.line_end(value.end);
        scan.end = scanner.after_break(at);
        at = scan.end;
        scan.entries.push(Entry { key, value });
    }
    scan
}

fn trim_blanks(text: &str) -> &str {
    text.trim_end_matches([' ', '\t'])
}

struct Scanner<'a> {
    text: &'a str,
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The end of the line that holds `at`, without its line end.
    fn line_end(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        at + bytes
            .iter()
            .position(|b| matches!(b, b'\n' | b'\r'))
            .unwrap_or(bytes.len())
    }

    fn line_at(&self, at: usize) -> Range<usize> {
        at..self.line_end(at)
    }

    /// Steps over the line end at `at`.
    fn after_break(&self, at: usize) -> usize {
        match (self.byte(at), self.byte(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at + 2,
            (Some(_), _) => at + 1,
            (None, _) => at,
        }
    }

    /// The next line that is neither blank nor a comment; `at` moves behind the lines that were passed.
    fn next_line(&self, at: &mut usize) -> Option<Range<usize>> {
        while *at < self.text.len() {
            let line = self.line_at(*at);
            let content = self.text[line.clone()].trim_start_matches([' ', '\t']);
            if !content.is_empty() && !content.starts_with('#') {
                return Some(line);
            }
            *at = self.after_break(line.end);
        }
        None
    }

    fn indent(&self, line: &Range<usize>) -> usize {
        let line = &self.text[line.clone()];
        line.len() - line.trim_start_matches(' ').len()
    }

    fn skip_blanks(&self, mut at: usize, end: usize) -> usize {
        while at < end && matches!(self.byte(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        at
    }

    /// Passes anchors and tags: where the last one ends, and where what follows it begins.
    fn skip_properties(&self, mut at: usize, end: usize) -> (usize, usize) {
        let mut stop = at;
        while matches!(self.byte(at), Some(b'&' | b'!')) {
            while at < end && !matches!(self.byte(at), Some(b' ' | b'\t')) {
                at += 1;
            }
            stop = at;
            at = self.skip_blanks(at, end);
        }
        (stop, at)
    }

    /// Whether a colon, dash or question mark at `at` stands alone, as an indicator must.
    fn is_indicator(&self, at: usize) -> bool {
        matches!(self.byte(at + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Where a value begins behind a key that ends at `at`: blanks, line ends, comments and the colon are passed.
    fn after_colon(&self, mut at: usize, end: usize) -> usize {
        let mut colon = false;
        while at < end {
            match self.byte(at) {
                Some(b':') if !colon => colon = true,
                Some(b'#') => at = self.line_end(at).min(end) - 1,
                Some(b' ' | b'\t' | b'\n' | b'\r') => {}
                _ => break,
            }
            at += 1;
        }
        at.min(end)
    }

    /// A key at the start of `line`, and where its colon ends.
    fn key(&self, line: Range<usize>) -> Option<(Range<usize>, usize)> {
        let end = match self.byte(line.start)? {
            b'"' | b'\'' => self.quoted(line.start).filter(|&end| end <= line.end)?,
            b'[' | b']' | b'{' | b'}' | b',' | b'#' | b'&' | b'*' | b'!' | b'|' | b'>' | b'@'
            | b'%' | b'`' => return None,
            b'-' | b'?' | b':' if self.is_indicator(line.start) => return None,
            _ => {
                let mut at = line.start;
                while !(self.byte(at) == Some(b':') && self.is_indicator(at)) {
                    let comment = self.byte(at) == Some(b'#')
                        && matches!(self.byte(at - 1), Some(b' ' | b'\t'));
                    if comment || at >= line.end {
                        return None;
                    }
                    at += 1;
                }
                line.start + self.text[line.start..at].trim_end().len()
            }
        };
        let colon = self.skip_blanks(end, line.end);
        (self.byte(colon) == Some(b':') && self.is_indicator(colon))
            .then_some((line.start..end, colon + 1))
    }

    /// The value that follows on the line, which ends at `end`, and on the lines below that belong to it:
    /// those indented deeper than `indent`.
    fn value(&self, after: usize, end: usize, indent: usize) -> Option<Range<usize>> {
        let start = self.skip_blanks(after, end);
        let (own_end, at) = self.skip_properties(start, end);
        let empty = at == end || (self.byte(at) == Some(b'#') && at > after);
        if empty {
            // An anchor or a tag belongs to what stands below.
            let properties = (at > start).then_some(start);
            return match self.block(self.after_break(end), indent)? {
                Some(block) => Some(properties.unwrap_or(block.start)..block.end),
                None if at > start => Some(start..own_end),
                None => Some(after..after),
            };
        }
        let stop = self.inline(at, end, indent)?;
        Some(start..stop)
    }

    /// Where the value that begins at `at` ends. `None`: it is not closed, or something follows it on its line.
    fn inline(&self, at: usize, end: usize, indent: usize) -> Option<usize> {
        let closed = match self.byte(at)? {
            b'"' | b'\'' => self.quoted(at)?,
            b'[' | b'{' => self.flow(at)?,
            b'|' | b'>' => return Some(self.literal(at, end, indent)),
            _ => return Some(self.plain(at, end, indent)),
        };
        let rest = closed..self.line_end(closed);
        let next = self.skip_blanks(closed, rest.end);
        (next == rest.end || (next > closed && self.byte(next) == Some(b'#'))).then_some(closed)
    }

    /// The end of a plain scalar with its continuation lines.
    fn plain(&self, at: usize, end: usize, indent: usize) -> usize {
        let (mut stop, mut line) = (self.uncommented(at, end), at..end);
        // A comment ends a scalar: only a line without one goes on below.
        while stop == line.start + trim_blanks(&self.text[line.clone()]).len() {
            let mut below = self.line_at(self.after_break(line.end));
            while below.start < self.text.len() && trim_blanks(&self.text[below.clone()]).is_empty()
            {
                below = self.line_at(self.after_break(below.end));
            }
            let column = self.indent(&below);
            if below.is_empty() || column <= indent || self.byte(below.start + column) == Some(b'#')
            {
                break;
            }
            stop = self.uncommented(below.start, below.end);
            line = below;
        }
        stop
    }

    /// The end of the text between `at` and `end` before a comment, blanks trimmed.
    fn uncommented(&self, at: usize, end: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..end];
        let stop = (1..bytes.len())
            .find(|&i| bytes[i] == b'#' && matches!(bytes[i - 1], b' ' | b'\t'))
            .unwrap_or(bytes.len());
        at + trim_blanks(&self.text[at..at + stop]).len()
    }

    /// The end of a block scalar whose `|` or `>` stands at `at`.
    fn literal(&self, at: usize, end: usize, indent: usize) -> usize {
        let header = self.uncommented(at, end);
        let keep = self.text[at..header].contains('+');
        let (mut stop, mut next) = (header, self.after_break(end));
        let mut own = None;
        while next < self.text.len() {
            let line = self.line_at(next);
            let column = self.indent(&line);
            let rest = &self.text[line.start + column..line.end];
            // Blanks beyond the block's own indentation are its text.
            let blank = match own {
                Some(own) => {
                    rest.is_empty() && column <= own || rest.trim().is_empty() && column < own
                }
                None => rest.trim().is_empty(),
            };
            if !blank {
                if column <= indent {
                    break;
                }
                own.get_or_insert(column);
            }
            if !blank || keep {
                stop = line.end;
            }
            next = self.after_break(line.end);
        }
        stop
    }

    /// The list or mapping, or the scalar, on the lines from `at` on, or `Some(None)` where there is none.
    fn block(&self, mut at: usize, indent: usize) -> Option<Option<Range<usize>>> {
        let mut found: Option<Range<usize>> = None;
        let mut dashes = None;
        while let Some(line) = self.next_line(&mut at) {
            let column = self.indent(&line);
            let start = line.start + column;
            let dash = self.byte(start) == Some(b'-') && self.is_indicator(start);
            // A list may stand at the column of its key.
            let belongs = column > indent
                || (column == indent && dash && *dashes.get_or_insert(found.is_none()));
            if !belongs {
                break;
            }
            dashes.get_or_insert(false);
            let end = self.item(start, line.end, column, indent)?;
            found.get_or_insert(start..end).end = end;
            at = self.after_break(self.line_end(end));
        }
        Some(found)
    }

    /// The end of what begins on one line of a block: `- item`, `key: value`, `- key: value`, `text`.
    /// What goes on below is indented deeper than `owner`, or than the item or key on the line itself.
    fn item(&self, start: usize, end: usize, column: usize, mut owner: usize) -> Option<usize> {
        let (mut at, line) = (start, start - column);
        while matches!(self.byte(at), Some(b'-' | b'?')) && self.is_indicator(at) {
            owner = at - line;
            at = self.skip_blanks(at + 1, end);
            if at == end || self.byte(at) == Some(b'#') {
                return Some(line + owner + 1);
            }
        }
        let column = at - line;
        // A key may have a tag or an anchor, and its value too.
        let (mut stop, mut at) = self.skip_properties(at, end);
        if let Some((_, after)) = self.key(at..end) {
            owner = column;
            let value = self.skip_blanks(after, end);
            (stop, at) = self.skip_properties(value, end);
            if at == value {
                stop = after;
            }
        }
        if at == end || self.byte(at) == Some(b'#') {
            return Some(stop);
        }
        self.inline(at, end, owner)
    }

    /// The end of a quoted scalar that begins at `at`.
    fn quoted(&self, at: usize) -> Option<usize> {
        let quote = self.byte(at)?;
        let mut at = at + 1;
        loop {
            match self.byte(at)? {
                b'\\' if quote == b'"' => at += 2,
                b if b == quote => {
                    if quote == b'"' || self.byte(at + 1) != Some(quote) {
                        return Some(at + 1);
                    }
                    at += 2;
                }
                _ => at += 1,
            }
        }
    }

    /// The end of a list or mapping in brackets that begins at `at`.
    fn flow(&self, at: usize) -> Option<usize> {
        let (mut at, mut depth, mut before) = (at, 0usize, b'[');
        loop {
            let byte = self.byte(at)?;
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at + 1);
                    }
                }
                // An apostrophe within a word is no quote.
                b'"' | b'\'' if matches!(before, b'[' | b'{' | b',' | b':') => {
                    at = self.quoted(at)?;
                    before = byte;
                    continue;
                }
                b'#' if matches!(self.byte(at - 1), Some(b' ' | b'\t' | b'\n' | b'\r')) => {
                    at = self.line_end(at);
                    continue;
                }
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_scan_stops_at_what_it_does_not_understand() {
        let stuck = |text: &str| (scan(text).end, scan(text).stuck);
        assert_eq!(stuck("a: b\nc: d"), (9, None));
        assert_eq!(stuck("a: b\n\n# c\nprose\nc: d"), (5, Some(10)));
        assert_eq!(stuck("a: b\nc: \"d\ne: f\n"), (5, Some(5)));
        assert_eq!(stuck("a: b\nc: [d] e\n"), (5, Some(5)));
        assert_eq!(stuck("a: b\n  c: d\n- e"), (12, Some(12)));
    }
}
