//! A scanner that finds the top level of a YAML mapping.
//!
//! The YAML parser reports where scalars are, not where a list or a block of text ends. This scanner knows just
//! enough of YAML's lines to tell: quotes, brackets, block scalars, comments and indentation. It reads text that
//! need not be valid: it stops at the first line it does not understand, and says where.

use std::ops::Range;

/// One `key: value` of the top level. Byte ranges in the scanned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The key with its quotes.
    pub key: Range<usize>,
    /// The value without comments; empty after the colon where there is none.
    pub value: Range<usize>,
}

/// The result of a scan.
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

/// Reads a text by its lines.
pub(super) struct Scanner<'a> {
    pub text: &'a str,
}

impl Scanner<'_> {
    pub fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The end of the line that holds `at`, without its line end.
    pub fn line_end(&self, at: usize) -> usize {
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
    pub fn after_colon(&self, mut at: usize, end: usize) -> usize {
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
    pub fn literal(&self, at: usize, end: usize, indent: usize) -> usize {
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
    /// Continuation lines are indented deeper than `owner`, or than the item or key on the line itself.
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
    pub fn quoted(&self, at: usize) -> Option<usize> {
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
    pub fn flow(&self, at: usize) -> Option<usize> {
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
