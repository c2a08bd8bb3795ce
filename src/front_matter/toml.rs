//! TOML 1.1 to fields. Dates stay the text they are in the source.

mod container;
mod document;
mod explain;
mod mistake;
mod scalar;
mod string;
mod table;

use self::document::Document;
use super::Field;
use super::line::line_at;
use crate::diagnostic::Diagnostic;

/// How many mistakes are reported at once: what follows from one mistake is no other.
const MAX_MISTAKES: usize = 5;

/// Reads `content`, or says in `diagnostics` why it cannot be read. Byte ranges in `content`.
pub(super) fn read(content: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
    let mistakes = match Document::read(content) {
        Ok(mut fields) => {
            end_where_the_next_begins(content, &mut fields);
            return Some(fields);
        }
        Err(mistakes) => mistakes,
    };
    let mut line_end = None;
    let mut reported: Vec<Diagnostic> = Vec::new();
    for mistake in &mistakes {
        // The second mistake of a line is rather a consequence of the first.
        if reported.len() == MAX_MISTAKES || line_end.is_some_and(|end| mistake.range.start <= end)
        {
            continue;
        }
        line_end = Some(line_at(content, mistake.range.start).end);
        let found = explain::explain(content, mistake, mistakes.len());
        // A bracket that is never closed shows on the next line too.
        if reported.iter().all(|earlier| earlier.range != found.range) {
            reported.push(found);
        }
    }
    diagnostics.append(&mut reported);
    None
}

/// Whether `content` can be read.
pub(super) fn is_readable(content: &str) -> bool {
    Document::read(content).is_ok()
}

/// `[a]`, `[b]`, `[a.c]`: what belongs to `a` ends where `b` begins.
fn end_where_the_next_begins(content: &str, fields: &mut [Field]) {
    for i in 1..fields.len() {
        let next = fields[i].key_range.start;
        let range = &mut fields[i - 1].range;
        if range.start < next && range.end > next {
            range.end = content[..next].trim_end_matches('[').trim_end().len();
        }
    }
}
